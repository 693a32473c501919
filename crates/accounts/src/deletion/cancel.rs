//! Keeping an account that is being deleted.

use super::Deletion;
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    letter::LetterKind,
    login::in_words,
    login_change::{Means, Relink, Relinked, settle_elsewhere},
    mailed_act::ActKind,
    outbound::{AuditRow, EventRow, Mail, told},
    proof,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
    event::EventKind,
};
use uuid::Uuid;

/// The account without its deletion, as it is to be written.
fn kept(account: &AccountRow) -> AccountRow {
    AccountRow {
        deletion_at: None,
        ..account.clone()
    }
}

/// What ends a deletion that did not take effect.
pub(super) fn ended(
    account: &AccountRow,
    deletion: &Deletion,
    stopped: bool,
    installation: Option<&str>,
    snapshot: &Snapshot,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (Changes, AccountRow) {
    let (guard, write, account) = kept(account).replaced();
    let mut changes = Changes {
        guards: vec![guard],
        writes: vec![write],
        ..Changes::default()
    };
    let rest = ended_but_for_row(&account, deletion, stopped, installation, snapshot, now, entropy);
    changes.absorb(rest);
    (changes, account)
}

/// The same without the account's row, which is written with another change of it.
fn ended_but_for_row(
    account: &AccountRow,
    deletion: &Deletion,
    stopped: bool,
    installation: Option<&str>,
    snapshot: &Snapshot,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let kind = if stopped {
        AuditKind::DeletionStopped
    } else {
        AuditKind::DeletionCancelled
    };
    let letter = LetterKind::DeletionEnded { stopped };
    Changes {
        writes: vec![Write::RemoveDeletion(deletion.id), Write::RemoveMailedActs(deletion.id)],
        audit: vec![AuditRow::new(account.id, kind, installation, None, now, entropy)],
        events: vec![EventRow::new(account.id, EventKind::AccountChanged, now, entropy)],
        mails: Mail::notices(snapshot, account, &letter, now, entropy),
        ..Changes::default()
    }
}

/// The deletion of an account that waits.
pub(super) fn pending(snapshot: &Snapshot, account: AccountId) -> Result<(&AccountRow, &Deletion), Refusal> {
    let row = snapshot.account(account);
    let deletion = snapshot.deletions.iter().find(|deletion| deletion.account == account);
    row.zip(deletion)
        .ok_or_else(|| Refusal::new(Code::DeletionNotPending, "14.15", "the account is not being deleted"))
}

/// Keep the account, in any session that was opened meanwhile (rule 14.15).
#[derive(Debug)]
pub struct CancelDeletion {
    /// Who asks.
    pub caller: Caller,
}

impl Command for CancelDeletion {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::Deletion(account),
            Need::AddressChangesOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let (account, deletion) = pending(snapshot, caller.account)?;
        account.must_not_be_frozen()?;
        if deletion.login_moved_to.is_some() {
            return Err(login_moved());
        }
        let by = Some(caller.installation.as_str());
        let (mut changes, account) = ended(account, deletion, false, by, snapshot, now, entropy);
        changes.guards.push(Guard::SessionLive(caller.session));
        Ok((changes, account.view(snapshot.login_of(account.id))))
    }
}

fn login_moved() -> Refusal {
    Refusal::new(
        Code::LoginMissing,
        "14.17",
        "the account's login was moved: keeping it takes the mailed link and another identity",
    )
}

/// Keep the account with the link that was mailed (rules 14.16, 14.17). Takes no session. Where the account's login was
/// moved to another account, it takes a proof of an identity that no account has, which becomes the login; not where
/// two-factor is on, as no link alone opens such an account.
#[derive(Debug)]
pub struct KeepByLink {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The account that the link is about.
    pub account: AccountId,
    /// The deletion that the link is about.
    pub deletion: Uuid,
    /// The proof, and the secret that began it.
    pub proof: Option<(ProofId, Secret)>,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

impl KeepByLink {
    fn is_open(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        let mut acts = snapshot.mailed_acts.iter();
        acts.any(|act| {
            act.hash == self.act
                && act.kind == ActKind::KeepAccount
                && act.account == self.account
                && act.about == self.deletion
                && act.is_open(now)
        })
    }

    /// The deletion that the link stops, and how the account stands.
    fn stands<'a>(
        &self,
        snapshot: &'a Snapshot,
        now: Timestamp,
    ) -> Result<(&'a AccountRow, &'a Deletion, Stands), Refusal> {
        if !self.is_open(snapshot, now) {
            return Err(Refusal::new(
                Code::NotFound,
                "14.16",
                "no such link, or one whose time has passed",
            ));
        }
        let (account, deletion) = pending(snapshot, self.account)?;
        let moved = deletion.login_moved_to.is_some() && snapshot.login_of(account.id).is_none();
        let stands = match (moved, account.two_factor) {
            (false, _) => Stands::HasLogin,
            (true, false) => Stands::NeedsIdentity,
            (true, true) => Stands::NeedsRecovery,
        };
        Ok((account, deletion, stands))
    }

    /// The login that takes the place of the one that was moved: a link like any other, which is mailed, can be undone, and
    /// removes the password (rules 9.6, 9.7). Gives what has to happen, and the account as it will be.
    fn link(
        &self,
        account: &AccountRow,
        snapshot: &Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(Changes, AccountRow), Refusal> {
        let (id, secret) = self.proof.as_ref().ok_or_else(login_moved)?;
        let purpose = Purpose::CancelDeletion;
        let completed = proof::spend(snapshot, snapshot.proof(*id), secret, purpose, None, now)?;
        // It is a link like any other (rule 9.30). Where two-factor is on nothing is linked at all.
        self.two_factor.must_be_met_by_new(&completed.identity)?;
        if snapshot.login(&completed.key).is_some() {
            let detail = "the identity is the login of an account";
            return Err(Refusal::new(Code::IdentityAlreadyLinked, "2.9", detail));
        }
        let mut changes = settle_elsewhere(snapshot, &completed.key, now, entropy)?;
        let relink = Relink {
            account: kept(account),
            from: None,
            to: completed,
            means: Means::Recovery,
            id: entropy.id(now),
            partner: None,
            except: None,
            by: None,
            audit: (AuditKind::LoginChanged, in_words(&completed.identity)),
        };
        let Relinked {
            first,
            changes: relinked,
            account,
            ..
        } = relink.decide(snapshot, now, entropy);
        changes.writes.push(Write::SpendProof { proof: *id, at: now });
        changes.writes.extend(first);
        changes.absorb(relinked);
        Ok((changes, account))
    }
}

impl Command for KeepByLink {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let proof = self
            .proof
            .iter()
            .flat_map(|(proof, _)| [Need::Proof(*proof), Need::LoginChangesByProof(*proof)]);
        let own = [
            Need::MailedAct(self.act),
            Need::Account(self.account),
            Need::Deletion(self.account),
            Need::AddressChangesOf(self.account),
            Need::LoginChangesOf(self.account),
            Need::SessionsOf(self.account),
            Need::KeysOf(self.account),
        ];
        own.into_iter().chain(proof).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let (account, deletion, stands) = self.stands(snapshot, now)?;
        let mut changes = if stands == Stands::NeedsIdentity {
            let (mut changes, account) = self.link(account, snapshot, now, entropy)?;
            let rest = ended_but_for_row(&account, deletion, false, None, snapshot, now, entropy);
            changes.absorb(rest);
            changes
        } else {
            ended(account, deletion, false, None, snapshot, now, entropy).0
        };
        let linked = std::mem::take(&mut changes.consequences);
        changes.consequences = foreseen(account, linked, stands == Stands::NeedsRecovery, snapshot, now);
        changes.consequences.extend(told(&changes.mails));
        Ok((changes, ()))
    }
}

/// How an account that is being deleted stands with its login.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    /// It has it.
    HasLogin,
    /// It was moved: keeping the account takes another.
    NeedsIdentity,
    /// The same, and two-factor is on: the link keeps the account and links nothing.
    NeedsRecovery,
}

/// What keeping the account changes; `linked` is what linking another login does.
fn foreseen(
    account: &AccountRow,
    linked: Vec<Consequence>,
    recovery: bool,
    snapshot: &Snapshot,
    now: Timestamp,
) -> Vec<Consequence> {
    let username = account.username.as_str().to_owned();
    let missing = recovery.then(|| Consequence::LoginMissing {
        username: username.clone(),
        recovery,
    });
    let keys = snapshot.keys.iter();
    let keys = keys.filter(|key| key.holder == account.id && key.is_live(now)).count();
    let resume = (keys > 0).then(|| Consequence::KeysResume {
        count: u32::try_from(keys).unwrap_or(u32::MAX),
    });
    let kept = Consequence::AccountKept { username };
    [kept].into_iter().chain(missing).chain(resume).chain(linked).collect()
}

/// What [`KeepByLink`] would change, also before anybody has signed in for it (rule 14.22).
#[derive(Debug)]
pub struct ForeseeKeep(pub KeepByLink);

impl Command for ForeseeKeep {
    type Answer = ();

    fn needs(&self, now: Timestamp) -> Vec<Need> {
        self.0.needs(now)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let (account, _, stands) = self.0.stands(snapshot, now)?;
        if self.0.proof.is_some() || stands != Stands::NeedsIdentity {
            return self.0.decide(snapshot, now, entropy);
        }
        let mut consequences = foreseen(account, Vec::new(), false, snapshot, now);
        consequences.push(Consequence::LoginMissing {
            username: account.username.as_str().to_owned(),
            recovery: false,
        });
        let changes = Changes {
            consequences,
            ..Changes::default()
        };
        Ok((changes, ()))
    }
}
