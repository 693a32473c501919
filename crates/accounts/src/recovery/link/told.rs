//! What is told about a link: before it as consequences, after it by mail.

use super::Found;
use crate::{
    account::AccountRow,
    email,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    login,
    login_change::{LoginChange, UNDO_SECONDS},
    outbound::Mail,
    snapshot::Snapshot,
};
use contract::{Secret, Timestamp, consequence::Consequence};

/// The mails about the link: to the contact address, with the page that freezes the account, and to the address of the
/// identity that was replaced.
pub(super) fn notices(
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

/// What the link changes, told before (rule 7.9).
pub(super) fn consequences(snapshot: &Snapshot, found: &Found<'_>, now: Timestamp) -> Vec<Consequence> {
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
