//! What is told about a link: before it as consequences, after it by mail.

use super::Found;
use crate::{
    contact::notice_addresses,
    email,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    login,
    login_change::{LoginChange, UNDO_SECONDS},
    outbound::Mail,
    snapshot::Snapshot,
};
use contract::{Secret, Timestamp, consequence::Consequence};

/// The mails about the link: to the contact address and those that can still be put back, with the page that freezes the
/// account, and to the address of the identity that was replaced. Where no address was confirmed, the one that waits is
/// told, and can freeze nothing.
pub(super) fn notices(
    snapshot: &Snapshot,
    found: &Found<'_>,
    change: &LoginChange,
    reference: Option<Secret>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Vec<Mail> {
    let (account, until) = (found.account, change.ends_at);
    let to = login::in_words(&found.completed.identity);
    let mut letters = Vec::new();
    letters.extend(reference.map(|reference| LetterKind::LoginChanged {
        from: found.lost.map(|lost| login::in_words(&lost.identity)),
        to: to.clone(),
        reference,
        until,
        exchanged: false,
    }));
    if found.lost.is_none() {
        letters.push(LetterKind::CredentialAdded {
            what: Credential::Microsoft(to),
        });
    }
    // Of a password nobody is told where no address was ever confirmed (rule 5.33).
    let password = account.password.as_ref().filter(|_| account.confirmed_email.is_some());
    letters.extend(password.map(|_| LetterKind::CredentialRemoved {
        what: Credential::Password,
    }));
    let username = account.username.as_str();
    let addresses = notice_addresses(snapshot, account, now);
    let mut mails = Vec::new();
    for letter in letters {
        let own = addresses.iter();
        mails.extend(own.map(|to| Mail::new(to.as_str(), username, letter.clone(), now, entropy)));
    }
    let lost = found.lost.and_then(|lost| lost.identity.address.as_deref());
    let replaced = lost.filter(|address| email::routable(address).is_some());
    let letter = LetterKind::LoginReplaced {
        until,
        exchanged: false,
    };
    mails.extend(replaced.map(|to| Mail::new(to, username, letter, now, entropy)));
    mails
}

/// What the link changes, told before (rule 7.30), but for who is mailed.
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
    let count = u32::try_from(others.count()).unwrap_or(u32::MAX);
    all.extend((count > 0).then_some(Consequence::SessionsEnd { count }));
    all.push(Consequence::UndoUntil {
        at: now.plus_secs(UNDO_SECONDS),
    });
    all
}
