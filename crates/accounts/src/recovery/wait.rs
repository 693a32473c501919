//! The announced wait of who has two-factor on and no recovery code (rule 10.23).

use super::{Recovery, WAIT_SECONDS};
use crate::{
    account::AccountRow,
    command::Changes,
    email,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    outbound::{AuditRow, EventRow, Mail},
    snapshot::Snapshot,
    write::{Guard, Write},
};
use contract::{Secret, Timestamp, account::AuditKind, event::EventKind};

/// Begins the wait, and tells everybody who may know that it is not theirs: the contact address and those
/// that can still be put back, with the link that stops it, the address of the linked identity, and every app that is signed in.
pub(super) fn begin(
    snapshot: &Snapshot,
    (request, account): (&Recovery, &AccountRow),
    by: &str,
    now: Timestamp,
    entropy: &mut Entropy,
) -> (Changes, Timestamp) {
    let until = now.plus_secs(WAIT_SECONDS);
    let waiting = Recovery {
        tries_left: 0,
        confirmed_at: Some(now),
        waits_until: Some(until),
        ..request.clone()
    };
    let seconds = waiting.ends_at().secs_since(now);
    let (act, reference) = MailedAct::issue(ActKind::StopRecovery, account.id, request.id, seconds, now, entropy);
    let kind = AuditKind::RecoveryStarted;
    let mut changes = Changes {
        guards: vec![Guard::ChangesAccount {
            account: account.id,
            version: account.version,
        }],
        writes: vec![
            Write::PutRecovery(waiting),
            Write::RemoveMailedActs(request.id),
            Write::InsertMailedAct(act),
        ],
        audit: vec![AuditRow::new(account.id, kind, Some(by), None, now, entropy)],
        events: vec![EventRow::new(account.id, EventKind::RecoveryStarted, now, entropy)],
        ..Changes::default()
    };
    changes.mails = mails(snapshot, account, until, reference, now, entropy);
    (changes, until)
}

/// The mails about it. The address of the linked identity is whatever its provider says, so it is told and may stop nothing.
fn mails(
    snapshot: &Snapshot,
    account: &AccountRow,
    until: Timestamp,
    reference: Secret,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Vec<Mail> {
    let reference = Some(reference);
    let letter = LetterKind::RecoveryWaits { until, reference };
    let mut mails = Mail::notices(snapshot, account, &letter, now, entropy);
    let told = |other: &str| mails.iter().any(|mail| email::fold(&mail.to) == email::fold(other));
    let other = snapshot
        .login_of(account.id)
        .and_then(|login| login.identity.address.as_deref())
        .filter(|other| email::routable(other).is_some() && !told(other));
    if let Some(to) = other {
        let letter = LetterKind::RecoveryWaits { until, reference: None };
        mails.push(Mail::new(to, account.username.as_str(), letter, now, entropy));
    }
    mails
}
