//! Taking a change back (rules 9.17 to 9.19): the identity from before signs in again, and nothing that was opened or made
//! in between goes on.

use super::{ChangeState, LoginChange, relink::live_sessions};
use crate::{
    account::AccountRow,
    command::Changes,
    contact::{left_by_undoing, told_by_undoing},
    deletion::given_back,
    entropy::Entropy,
    key::ApiKey,
    letter::{Credential, LetterKind},
    login::in_words,
    outbound::{AuditRow, EventRow, Mail},
    recovery::ended_by_undo,
    recovery_code::{self, RecoveryCode},
    snapshot::{Need, Snapshot},
    username::wish_ended_by_undo,
    write::Write,
};
use contract::{AccountId, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// What [`restore`] has to see of each account.
pub(super) fn needs(account: AccountId) -> [Need; 6] {
    [
        Need::AddressChangesOf(account),
        Need::KeysOf(account),
        Need::RecoveriesOf(account),
        Need::RenameRequest(account),
        Need::SessionsOf(account),
        Need::DeletionsMovedTo(account),
    ]
}

/// The change and, where it is a swap, its other half, undone; and what the change had moved away from another
/// account is given back to it (rule 9.39). Also gives the account as it will be. Of each account it
/// needs [`needs`].
pub(super) fn restore(
    snapshot: &Snapshot,
    change: &LoginChange,
    account: &AccountRow,
    code: Option<&RecoveryCode>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (Changes, AccountRow) {
    let halves = snapshot.halves_of(change);
    let mut changes = Changes::default();
    // An identity is live once: both new links go before either old one is back.
    let gone = halves.iter().map(|half| Write::RemoveLogin(half.login));
    changes.writes.extend(gone);
    let back = halves.iter().filter_map(|half| half.replaced.as_ref());
    let back = back.map(|dormant| Write::ReviveLogin(dormant.login));
    changes.writes.extend(back);
    let mut own = account.clone();
    for half in &halves {
        let Some(row) = snapshot.account(half.account) else {
            continue;
        };
        let mut row = row.clone();
        let code = code.filter(|code| code.account == row.id);
        let used = code.map(|code| recovery_code::use_up(snapshot, &mut row, code, None, now, entropy));
        used.into_iter().for_each(|used| changes.absorb(used));
        let (parts, row) = half_restored(snapshot, half, row, now, entropy);
        changes.absorb(parts);
        if row.id == account.id {
            own = row;
        }
    }
    for half in halves {
        changes.absorb(given_back(snapshot, half, now, entropy));
    }
    (changes, own)
}

fn half_restored(
    snapshot: &Snapshot,
    half: &LoginChange,
    row: AccountRow,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (Changes, AccountRow) {
    let was_frozen = row.frozen_at.is_some();
    // The change removed the password that there was, so this one was set since, by whoever read the mail.
    let had_password = row.password.is_some();
    let (guard, write, row) = AccountRow {
        login_change_until: None,
        frozen_at: None,
        password: None,
        failed_passwords: 0,
        failed_password_at: None,
        ..row
    }
    .replaced();
    let mut changes = Changes {
        guards: vec![guard],
        writes: vec![
            write,
            Write::UpdateLoginChange(half.clone().into_state(ChangeState::Undone)),
            Write::RemoveMailedActs(half.id),
            Write::RemoveDecisionCodes(row.id),
            Write::EndSessionsOf {
                account: row.id,
                except: None,
                since: None,
                at: now,
            },
        ],
        ..Changes::default()
    };
    tell(snapshot, half, (&row, was_frozen), &mut changes, now, entropy);
    foresee(snapshot, half, &row, &mut changes, now);
    changes.absorb(ended_by_undo(snapshot, row.id, now, entropy));
    changes.absorb(wish_ended_by_undo(snapshot, row.id, now, entropy));
    changes.writes.extend(left_by_undoing(snapshot, row.id, now));
    if had_password {
        remove_password(snapshot, &row, &mut changes, now, entropy);
    }
    revoke_keys(snapshot, half, &row, &mut changes, now, entropy);
    (changes, row)
}

/// The trail, the apps and the addresses of the account hear of it.
fn tell(
    snapshot: &Snapshot,
    half: &LoginChange,
    (row, was_frozen): (&AccountRow, bool),
    changes: &mut Changes,
    now: Timestamp,
    entropy: &mut Entropy,
) {
    let kinds = [AuditKind::LoginChangeUndone]
        .into_iter()
        .chain(was_frozen.then_some(AuditKind::AccountUnfrozen));
    for kind in kinds {
        changes
            .audit
            .push(AuditRow::new(row.id, kind, None, None, now, entropy));
    }
    for what in [
        EventKind::LoginChanged,
        EventKind::AccountChanged,
        EventKind::SessionEnded,
    ] {
        changes.events.push(EventRow::new(row.id, what, now, entropy));
    }
    let identity = half.replaced.as_ref().map(|dormant| &dormant.identity);
    let letter = LetterKind::LoginChangeUndone {
        to: identity.map(in_words),
        address: told_by_undoing(snapshot, row.id, now),
    };
    changes
        .mails
        .extend(Mail::notices(snapshot, row, &letter, now, entropy));
}

fn foresee(snapshot: &Snapshot, half: &LoginChange, row: &AccountRow, changes: &mut Changes, now: Timestamp) {
    let live = snapshot.login_of(row.id).map(|login| login.identity.clone());
    let username = row.username.as_str().to_owned();
    let consequence = match (&half.replaced, live) {
        (Some(dormant), from) => Some(Consequence::LoginReplaced {
            username,
            from,
            to: dormant.identity.clone(),
        }),
        (None, Some(identity)) => Some(Consequence::LoginRemoved { username, identity }),
        (None, None) => None,
    };
    changes.consequences.extend(consequence);
    let count = live_sessions(snapshot, row.id, None, now);
    if count > 0 {
        changes.consequences.push(Consequence::SessionsEnd { count });
    }
}

fn remove_password(
    snapshot: &Snapshot,
    row: &AccountRow,
    changes: &mut Changes,
    now: Timestamp,
    entropy: &mut Entropy,
) {
    let kind = AuditKind::PasswordRemoved;
    changes
        .audit
        .push(AuditRow::new(row.id, kind, None, None, now, entropy));
    let what = Credential::Password;
    let letter = LetterKind::CredentialRemoved { what };
    changes
        .mails
        .extend(Mail::notices(snapshot, row, &letter, now, entropy));
    changes.consequences.push(Consequence::PasswordRemoved);
}

/// Keys that were made since the change, that moment included. Each is mailed like any key that is revoked (rule 13.25).
fn revoke_keys(
    snapshot: &Snapshot,
    half: &LoginChange,
    holder: &AccountRow,
    changes: &mut Changes,
    now: Timestamp,
    entropy: &mut Entropy,
) {
    let keys = snapshot.keys.iter();
    let since: Vec<&ApiKey> = keys
        .filter(|key| key.holder == half.account && key.revoked_at.is_none() && key.made_at >= half.made_at)
        .collect();
    for key in &since {
        let revoked = ApiKey {
            revoked_at: Some(now),
            ..(*key).clone()
        };
        changes.writes.push(Write::UpdateKey(revoked));
        let (account, subject) = (half.account, Some(key.description.as_str()));
        let row = AuditRow::new(account, AuditKind::KeyRevoked, None, subject, now, entropy);
        changes.audit.push(row);
        let what = Credential::ApiKey(key.description.clone());
        let letter = LetterKind::CredentialRemoved { what };
        changes
            .mails
            .extend(Mail::notices(snapshot, holder, &letter, now, entropy));
    }
    if !since.is_empty() {
        changes.consequences.push(Consequence::KeysRevoked {
            count: u32::try_from(since.len()).unwrap_or(u32::MAX),
            of_others: Vec::new(),
        });
    }
}
