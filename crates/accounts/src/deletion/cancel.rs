//! Keeping an account that is being deleted.

use super::{Deletion, keep_by_link::foreseen};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, EventRow, Mail, told},
    recovery,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp,
    account::{Account, AuditKind},
    event::EventKind,
    session::SessionKind,
};

/// The account without its deletion, as it is to be written.
pub(super) fn kept(account: &AccountRow) -> AccountRow {
    AccountRow {
        deletion_at: None,
        ..account.clone()
    }
}

/// What ends a deletion that did not take effect and links nothing.
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
    let login_missing = is_without_login(snapshot, deletion);
    let letter = LetterKind::DeletionEnded { stopped, login_missing };
    let rest = ended_but_for_row(&account, deletion, &letter, installation, snapshot, now, entropy);
    changes.absorb(rest);
    (changes, account)
}

/// Whether the account's login was moved (rule 9.16), so that none opens it.
pub(super) fn is_without_login(snapshot: &Snapshot, deletion: &Deletion) -> bool {
    deletion.login_moved_to.is_some() && snapshot.login_of(deletion.account).is_none()
}

/// The same without the account's row, which is written with another change of it; `letter` is what its addresses are told.
pub(super) fn ended_but_for_row(
    account: &AccountRow,
    deletion: &Deletion,
    letter: &LetterKind,
    installation: Option<&str>,
    snapshot: &Snapshot,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let kind = match letter {
        LetterKind::DeletionEnded { stopped: true, .. } => AuditKind::DeletionStopped,
        _ => AuditKind::DeletionCancelled,
    };
    Changes {
        writes: vec![Write::RemoveDeletion(deletion.id), Write::RemoveMailedActs(deletion.id)],
        audit: vec![AuditRow::new(account.id, kind, installation, None, now, entropy)],
        events: vec![EventRow::new(account.id, EventKind::AccountChanged, now, entropy)],
        mails: Mail::notices(snapshot, account, letter, now, entropy),
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

/// Keep the account, in any session that was opened meanwhile (rule 14.15). Where the account's login was moved to another
/// account, in one that a mailed code opened, in which another identity is linked next (rule 14.17).
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
            Need::KeysOf(account),
            Need::RecoveriesOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let (account, deletion) = pending(snapshot, caller.account)?;
        account.must_not_be_frozen()?;
        let by_mail = caller.kind == SessionKind::Recovery && recovery::is_by_mail(snapshot, &caller);
        if deletion.login_moved_to.is_some() && !by_mail {
            return Err(login_moved());
        }
        let login_missing = is_without_login(snapshot, deletion);
        let by = Some(caller.installation.as_str());
        let (mut changes, account) = ended(account, deletion, false, by, snapshot, now, entropy);
        changes.guards.push(Guard::SessionLive(caller.session));
        changes.consequences = foreseen(&account, Vec::new(), login_missing, snapshot, now);
        changes.consequences.extend(told(&changes.mails));
        Ok((changes, account.view(snapshot.login_of(account.id))))
    }
}

pub(super) fn login_moved() -> Refusal {
    Refusal::new(
        Code::LoginMissing,
        "14.17",
        "the account's login was moved: keeping it takes the mailed link and another identity, or a recovery by mail",
    )
}
