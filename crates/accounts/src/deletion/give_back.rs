//! Giving an account its login back, where the change that moved it away is undone (rule 9.39).

use super::{Deletion, cancel::ended_but_for_row, cancel::kept, keep_by_link::foreseen};
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    login::{Login, in_words},
    login_change::LoginChange,
    outbound::{AuditRow, EventRow},
    snapshot::Snapshot,
    write::Write,
};
use contract::{Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// What undoing a change does to the account whose login that change had moved away, as long as its deletion waits: the
/// deletion ends, and the login opens it again. Nothing where it moved none, or where the account was kept meanwhile. The
/// link that the change made must be removed before this is written. Needs [`crate::Need::DeletionsMovedTo`].
pub(crate) fn given_back(snapshot: &Snapshot, undone: &LoginChange, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let moved = snapshot.logins.iter().find(|login| login.id == undone.login);
    let mut changes = Changes::default();
    for deletion in snapshot.deletions.iter().filter(|row| row.is_by(undone)) {
        // One that has a login by now needs none, and can have no other.
        let account = snapshot.account(deletion.account);
        let account = account.filter(|account| snapshot.login_of(account.id).is_none());
        if let Some((account, moved)) = account.zip(moved) {
            changes.absorb(as_before(snapshot, (account, deletion), moved, now, entropy));
        }
    }
    changes
}

fn as_before(
    snapshot: &Snapshot,
    (account, deletion): (&AccountRow, &Deletion),
    moved: &Login,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let (guard, write, account) = kept(account).replaced();
    let login = Login {
        id: entropy.id(now),
        account: account.id,
        linked_at: now,
        ..moved.clone()
    };
    let letter = LetterKind::LoginGivenBack {
        login: in_words(&login.identity),
    };
    let signs_in = Consequence::LoginReplaced {
        username: account.username.as_str().to_owned(),
        from: None,
        to: login.identity.clone(),
    };
    let mut changes = Changes {
        guards: vec![guard],
        writes: vec![write, Write::InsertLogin(login)],
        ..Changes::default()
    };
    changes.absorb(ended_but_for_row(
        &account, deletion, &letter, None, snapshot, now, entropy,
    ));
    let kind = AuditKind::LoginChangeUndone;
    changes
        .audit
        .push(AuditRow::new(account.id, kind, None, None, now, entropy));
    let what = EventKind::LoginChanged;
    changes.events.push(EventRow::new(account.id, what, now, entropy));
    changes.consequences = foreseen(&account, vec![signs_in], false, snapshot, now);
    changes
}
