//! Linking a Microsoft identity from a recovery session.

mod earlier;

use super::{Recovery, RecoveryKind, requests_removed, second, stop};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    email,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    login::{self, Login},
    login_change::{ChangeState, Dormant, LoginChange, Means, UNDO_SECONDS},
    mailed_act::{ActKind, MailedAct},
    outbound::{AuditRow, EventRow, Mail},
    proof::{self, Completed},
    refusal::Refusal,
    session::{Caller, NewSession, Opened, SessionRow, session_answer},
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    Code, ProofId, Purpose, Secret, Timestamp,
    account::AuditKind,
    consequence::Consequence,
    event::EventKind,
    identity::IdentityKind,
    session::{Installation, SessionKind},
};

/// Link an identity from a recovery session: to an account that has none, or, where the recovery was by mail, in place
/// of the one that was lost (rules 10.20, 10.25, 10.26). Opens a full session.
#[derive(Debug)]
pub struct LinkLogin {
    /// Who asks.
    pub caller: Caller,
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
    /// A recovery code as it was typed.
    pub recovery_code: Option<Secret>,
}

/// What the decision rests on.
struct Found<'a> {
    session: &'a SessionRow,
    account: &'a AccountRow,
    completed: &'a Completed,
    /// The identity that is replaced.
    lost: Option<&'a Login>,
}

impl LinkLogin {
    fn check<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Found<'a>, Refusal> {
        let row = snapshot.session(self.caller.session);
        let caller = Caller::check(row, now)?;
        let gone = || Refusal::new(Code::SessionRequired, "3.2", "no session, or one that ended");
        let (session, account) = row.zip(snapshot.account(caller.account)).ok_or_else(gone)?;
        let lost = snapshot.login_of(account.id);
        let by_mail = caller.kind == SessionKind::Recovery && self.is_by_mail(snapshot, account);
        if caller.kind == SessionKind::Full || (lost.is_some() && !by_mail) {
            return Err(Refusal::new(
                Code::LoginPresent,
                "10.20",
                "the account has a Microsoft login: sign in with it and change it there",
            ));
        }
        account.must_not_be_frozen()?;
        account.must_not_be_in_deletion()?;
        account.must_have_no_open_change(now)?;
        if lost.is_some() {
            account.must_not_be_locked()?;
        }
        let proof = snapshot.proof(self.proof);
        let session_id = Some(caller.session);
        let completed = proof::spend(proof, &self.attempt_secret, Purpose::Recover, session_id, now)?;
        if snapshot.login(&completed.key).is_some() {
            return Err(Refusal::new(
                Code::IdentityAlreadyLinked,
                "2.9",
                "the identity is the login of an account",
            ));
        }
        must_suit_organizations(snapshot, account, lost, completed)?;
        Ok(Found {
            session,
            account,
            completed,
            lost,
        })
    }

    /// Whether a mailed code opened this session: then what two-factor asks for came with it.
    fn is_by_mail(&self, snapshot: &Snapshot, account: &AccountRow) -> bool {
        let opened_it = |request: &Recovery| {
            request.kind == RecoveryKind::Login
                && request.account == Some(account.id)
                && request.session == Some(self.caller.session)
        };
        snapshot.recoveries.iter().any(opened_it)
    }

    /// The account after what two-factor asks of who came with a password, and what is written of that.
    fn second(
        &self,
        snapshot: &Snapshot,
        found: &Found<'_>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(AccountRow, Changes), Refusal> {
        if !found.account.two_factor || self.is_by_mail(snapshot, found.account) {
            return Ok((found.account.clone(), Changes::default()));
        }
        let by = &found.session.installation_name;
        let typed = self.recovery_code.as_ref();
        let number = typed.and_then(|typed| second::matching(snapshot, found.account, typed));
        let number = number.ok_or_else(|| {
            let detail = "two-factor is on: a recovery code must come too";
            Refusal::new(Code::RecoveryCodeWrong, "10.22", detail).about("recovery_code")
        })?;
        Ok(second::used(found.account, number, by, now, entropy))
    }

    fn link(
        &self,
        found: &Found<'_>,
        account: AccountRow,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Changes, AccountRow, Login) {
        let new = Login {
            id: entropy.id(now),
            account: account.id,
            key: found.completed.key.clone(),
            identity: found.completed.identity.clone(),
            linked_at: now,
        };
        let change = LoginChange {
            id: entropy.id(now),
            account: account.id,
            partner: None,
            made_at: now,
            ends_at: now.plus_secs(UNDO_SECONDS),
            means: Means::Recovery,
            replaced: found.lost.map(dormant),
            login: new.id,
            state: ChangeState::Open,
        };
        let (guard, write, account) = AccountRow {
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            login_change_until: Some(change.ends_at),
            ..account
        }
        .replaced();
        let (act, reference) = MailedAct::issue(
            ActKind::FreezeAccount,
            account.id,
            change.id,
            UNDO_SECONDS,
            now,
            entropy,
        );
        let retired = found.lost.map(|lost| Write::RetireLogin {
            login: lost.id,
            at: now,
        });
        let spent = Write::SpendProof {
            proof: self.proof,
            at: now,
        };
        let mails = notices(found, &account, &change, reference, now, entropy);
        let changes = Changes {
            guards: vec![guard, Guard::SessionLive(self.caller.session)],
            writes: [spent, write]
                .into_iter()
                .chain(retired)
                .chain([
                    Write::InsertLogin(new.clone()),
                    Write::InsertLoginChange(change),
                    Write::InsertMailedAct(act),
                ])
                .collect(),
            mails,
            ..Changes::default()
        };
        (changes, account, new)
    }
}

impl Command for LinkLogin {
    type Answer = Opened;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::Proof(self.proof),
            Need::RecoveriesOf(account),
            Need::RecoveryCodes(account),
            Need::SessionsOf(account),
            Need::LoginChangesOf(account),
            Need::LoginChangesByProof(self.proof),
            Need::MembershipsOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Opened> {
        let found = self.check(snapshot, now)?;
        let (account, second) = self.second(snapshot, &found, now, entropy)?;
        let (mut changes, account, login) = self.link(&found, account, now, entropy);
        changes.absorb(second);
        changes.absorb(earlier::finalised(snapshot, &account, found.completed, now, entropy)?);
        changes.writes.extend(stop::requests_removed(snapshot, account.id));
        changes.writes.extend(requests_removed(snapshot, &account));
        changes.writes.push(Write::EndSessionsOf {
            account: account.id,
            except: None,
            since: None,
            at: now,
        });
        let by = Some(found.session.installation_name.as_str());
        let subject = found.completed.identity.address.as_deref();
        for kind in [AuditKind::RecoveryFinished, AuditKind::LoginChanged] {
            changes
                .audit
                .push(AuditRow::new(account.id, kind, by, subject, now, entropy));
        }
        for what in [EventKind::AccountChanged, EventKind::LoginChanged] {
            changes.events.push(EventRow::new(account.id, what, now, entropy));
        }
        changes.consequences.extend(consequences(snapshot, &found, now));
        let installation = Installation {
            id: found.session.installation_id.clone(),
            name: found.session.installation_name.clone(),
        };
        let new = NewSession::new(account.id, &self.attempt_secret, &installation, now, entropy);
        changes.absorb(new.changes(false, subject, now, entropy));
        Ok((changes, session_answer(new, &account, Some(&login))))
    }
}

fn dormant(lost: &Login) -> Dormant {
    Dormant {
        login: lost.id,
        key: lost.key.clone(),
        identity: lost.identity.clone(),
        linked_at: lost.linked_at,
    }
}

/// An organization that demands a tenant does not lose a member to another one by a recovery (rule 10.26).
fn must_suit_organizations(
    snapshot: &Snapshot,
    account: &AccountRow,
    lost: Option<&Login>,
    completed: &Completed,
) -> Result<(), Refusal> {
    let of_work = lost.is_some_and(|lost| lost.identity.kind == IdentityKind::WorkOrSchool);
    let demanded = snapshot
        .members
        .iter()
        .filter(|member| member.account == account.id)
        .filter_map(|member| snapshot.account(member.organization)?.required_tenant.as_deref());
    let mut others = demanded.filter(|tenant| !tenant.eq_ignore_ascii_case(&completed.key.tenant));
    if of_work && others.next().is_some() {
        return Err(Refusal::new(
            Code::TenantPolicyForbidsChange,
            "10.26",
            "an organization of the account demands another tenant",
        ));
    }
    Ok(())
}

/// The mails about the link: to the contact address, with the page that freezes the account, and to the address of the
/// identity that was replaced.
fn notices(
    found: &Found<'_>,
    account: &AccountRow,
    change: &LoginChange,
    reference: Secret,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Vec<Mail> {
    let (username, until) = (account.username.as_str(), change.ends_at);
    let to = login::in_words(&found.completed.identity);
    let contact = account.address();
    let mut mails = Vec::new();
    if let Some(contact) = contact {
        let changed = LetterKind::LoginChanged {
            from: found.lost.map(|lost| login::in_words(&lost.identity)),
            to: to.clone(),
            reference,
            until,
        };
        mails.push(Mail::new(contact.as_str(), username, changed, now, entropy));
    }
    let added = LetterKind::CredentialAdded {
        what: Credential::Microsoft(to),
    };
    match (found.lost, contact) {
        (None, Some(contact)) => mails.push(Mail::new(contact.as_str(), username, added, now, entropy)),
        (Some(lost), _) => {
            let address = lost
                .identity
                .address
                .as_deref()
                .filter(|address| email::is_valid(address));
            let replaced = LetterKind::LoginReplaced { until };
            mails.extend(address.map(|address| Mail::new(address, username, replaced, now, entropy)));
        }
        _ => {}
    }
    mails
}

fn consequences(snapshot: &Snapshot, found: &Found<'_>, now: Timestamp) -> Vec<Consequence> {
    let account = found.account;
    let others = snapshot
        .sessions
        .iter()
        .filter(|row| row.account == account.id && row.id != found.session.id && row.is_live(now));
    let mut all = vec![Consequence::LoginReplaced {
        username: account.username.as_str().to_owned(),
        from: found.lost.map(|lost| lost.identity.clone()),
        to: found.completed.identity.clone(),
    }];
    all.extend(account.password.as_ref().map(|_| Consequence::PasswordRemoved));
    all.push(Consequence::SessionsEnd {
        count: u32::try_from(others.count()).unwrap_or(u32::MAX),
    });
    all.push(Consequence::UndoUntil {
        at: now.plus_secs(UNDO_SECONDS),
    });
    let addresses = account.address().map(|address| address.as_str().to_owned());
    all.extend(addresses.map(|address| Consequence::Told {
        addresses: vec![address],
    }));
    all
}
