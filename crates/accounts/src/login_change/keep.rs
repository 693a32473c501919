//! What is written and said where a change is kept (rule 9.22).

use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    login::in_words,
    outbound::{AuditRow, EventRow, Mail},
    snapshot::Snapshot,
    write::Write,
};
use contract::{Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

pub(super) fn write_row(row: AccountRow) -> (AccountRow, Changes) {
    let (guard, write, row) = row.replaced();
    let changes = Changes {
        guards: vec![guard],
        writes: vec![write],
        ..Changes::default()
    };
    (row, changes)
}

/// Everybody hears that the account is free again, and that the change stands: until when it can still be undone.
pub(super) fn tell_kept(
    snapshot: &Snapshot,
    (account, until): (&AccountRow, Option<Timestamp>),
    changes: &mut Changes,
    now: Timestamp,
    entropy: &mut Entropy,
) {
    changes.writes.push(Write::RemoveDecisionCodes(account.id));
    let audit = AuditRow::new(account.id, AuditKind::AccountUnfrozen, None, None, now, entropy);
    changes.audit.push(audit);
    let event = EventRow::new(account.id, EventKind::AccountChanged, now, entropy);
    changes.events.push(event);
    let identity = snapshot.login_of(account.id).map(|login| &login.identity);
    let login = identity.map(in_words);
    let letter = LetterKind::LoginChangeKept { login, until };
    let mails = Mail::notices(snapshot, account, &letter, now, entropy);
    changes.mails.extend(mails);
    let username = || account.username.as_str().to_owned();
    let kept = identity.cloned().map(|identity| Consequence::LoginKept {
        username: username(),
        identity,
    });
    changes.consequences.extend(kept);
    changes
        .consequences
        .push(Consequence::AccountUnfrozen { username: username() });
    changes
        .consequences
        .extend(until.map(|at| Consequence::UndoUntil { at }));
}
