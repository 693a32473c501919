//! Linking a Microsoft identity from a recovery session.

mod earlier;
mod told;

use super::{requests_removed, second, stop};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    email::EmailAddress,
    entropy::Entropy,
    login::Login,
    login_change::{self, ChangeState, Dormant, LoginChange, Means, UNDO_SECONDS},
    mailed_act::{ActKind, MailedAct},
    outbound::{self, AuditRow, EventRow},
    proof::{self, Completed},
    refusal::Refusal,
    session::{Caller, NewSession, Opened, SessionRow, session_answer},
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{
    Code, ProofId, Purpose, Secret, Timestamp,
    account::AuditKind,
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
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// What the decision rests on.
struct Found<'a> {
    session: &'a SessionRow,
    account: &'a AccountRow,
    completed: &'a Completed,
    /// The identity that is replaced.
    lost: Option<&'a Login>,
    /// What shows that the account is the caller's, once what two-factor asks for has come.
    means: Means,
}

impl LinkLogin {
    fn check<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Found<'a>, Refusal> {
        let row = snapshot.session(self.caller.session);
        let caller = Caller::check(row, now)?;
        let gone = || Refusal::new(Code::SessionRequired, "3.2", "no session, or one that ended");
        let (session, account) = row.zip(snapshot.account(caller.account)).ok_or_else(gone)?;
        let lost = snapshot.login_of(account.id);
        let by_mail = caller.kind == SessionKind::Recovery && second::is_by_mail(snapshot, &caller);
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
        let completed = proof::spend(snapshot, proof, &self.attempt_secret, Purpose::Recover, session_id, now)?;
        if snapshot.login(&completed.key).is_some() {
            return Err(Refusal::new(
                Code::IdentityAlreadyLinked,
                "2.9",
                "the identity is the login of an account",
            ));
        }
        self.two_factor.must_be_met_by_link(account, &completed.identity)?;
        must_suit_organizations(snapshot, account, lost, completed)?;
        Ok(Found {
            session,
            account,
            completed,
            lost,
            means: second::means(snapshot, account, &caller),
        })
    }

    /// The link itself, the window in which it can be undone, and the mails about both.
    fn link(
        &self,
        snapshot: &Snapshot,
        found: &Found<'_>,
        account: AccountRow,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Changes, AccountRow, Login) {
        let new = found.new_login(now, entropy);
        let change = found.change_to(&new, now, entropy);
        let (guard, write, account) = AccountRow {
            password: None,
            failed_passwords: 0,
            failed_password_at: None,
            login_change_until: Some(change.ends_at),
            ..account
        }
        .replaced();
        // A link that freezes the account goes nowhere but to an address that was confirmed.
        let (kind, about) = (ActKind::FreezeAccount, change.id);
        let issue = |_: &EmailAddress| MailedAct::issue(kind, account.id, about, UNDO_SECONDS, now, entropy);
        let (act, reference) = account.confirmed_email.as_ref().map(issue).unzip();
        let spent = Write::SpendProof {
            proof: self.proof,
            at: now,
        };
        let retired = found.lost.map(|lost| Write::RetireLogin {
            login: lost.id,
            at: now,
        });
        let mails = told::notices(snapshot, found, &change, reference, now, entropy);
        let inserted = [Write::InsertLogin(new.clone()), Write::InsertLoginChange(change)];
        let changes = Changes {
            guards: vec![guard, Guard::SessionLive(self.caller.session)],
            writes: [spent, write]
                .into_iter()
                .chain(retired)
                .chain(inserted)
                .chain(act.map(Write::InsertMailedAct))
                .collect(),
            mails,
            ..Changes::default()
        };
        (changes, account, new)
    }

    /// The full session that the caller goes on with, on the same installation.
    fn full_session(
        &self,
        found: &Found<'_>,
        account: &AccountRow,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (NewSession, Changes) {
        let installation = Installation {
            id: found.session.installation_id.clone(),
            name: found.session.installation_name.clone(),
        };
        let new = NewSession::new(account.id, &self.attempt_secret, &installation, now, entropy);
        let subject = found.completed.identity.address.as_deref();
        let changes = new.changes(false, subject, now, entropy);
        (new, changes)
    }
}

impl Found<'_> {
    fn new_login(&self, now: Timestamp, entropy: &mut Entropy) -> Login {
        Login {
            id: entropy.id(now),
            account: self.account.id,
            key: self.completed.key.clone(),
            identity: self.completed.identity.clone(),
            linked_at: now,
        }
    }

    fn change_to(&self, new: &Login, now: Timestamp, entropy: &mut Entropy) -> LoginChange {
        LoginChange {
            id: entropy.id(now),
            account: self.account.id,
            partner: None,
            made_at: now,
            ends_at: now.plus_secs(UNDO_SECONDS),
            means: self.means,
            replaced: self.lost.map(Dormant::of),
            login: new.id,
            state: ChangeState::Open,
        }
    }

    /// The trail and the events of the link.
    fn announce(&self, now: Timestamp, entropy: &mut Entropy) -> Changes {
        let mut changes = Changes::default();
        let (id, by) = (self.account.id, Some(self.session.installation_name.as_str()));
        let subject = self.completed.identity.address.as_deref();
        for kind in [AuditKind::RecoveryFinished, AuditKind::LoginChanged] {
            changes.audit.push(AuditRow::new(id, kind, by, subject, now, entropy));
        }
        if self.account.password.is_some() {
            let kind = AuditKind::PasswordRemoved;
            changes.audit.push(AuditRow::new(id, kind, by, None, now, entropy));
        }
        for what in [EventKind::AccountChanged, EventKind::LoginChanged] {
            changes.events.push(EventRow::new(id, what, now, entropy));
        }
        changes
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
            Need::AddressChangesOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Opened> {
        let found = self.check(snapshot, now)?;
        let typed = self.recovery_code.as_ref();
        let second = second::demanded(snapshot, found.account, &self.caller, typed, now, entropy)?;
        let (account, second) = second.unwrap_or_else(|| (found.account.clone(), Changes::default()));
        let (mut changes, account, login) = self.link(snapshot, &found, account, now, entropy);
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
        changes.absorb(found.announce(now, entropy));
        changes.consequences.extend(told::consequences(snapshot, &found, now));
        let (new, opening) = self.full_session(&found, &account, now, entropy);
        changes.absorb(opening);
        changes.consequences.extend(outbound::told(&changes.mails));
        Ok((changes, session_answer(new, &account, Some(&login))))
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
    let mut others = login_change::demands(snapshot, account.id);
    others.retain(|demand| !demand.tenant.eq_ignore_ascii_case(&completed.key.tenant));
    if of_work && !others.is_empty() {
        let refusal = Refusal::new(
            Code::TenantPolicyForbidsChange,
            "10.26",
            "an organization of the account demands another tenant",
        );
        return Err(refusal.demanded_by(others));
    }
    Ok(())
}
