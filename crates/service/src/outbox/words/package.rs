//! Mails about packages and API keys.

use super::{Sender, Words, moment};
use accounts::letter::LetterKind;

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::OwnershipOffered {
            package,
            by,
            transfer,
            until,
            reference,
        } => sender
            .to(username, &format!("{by} offers you {package}"))
            .say(if *transfer {
                format!("{by} wants {username} to own the package {package} at {gallery} in their place.")
            } else {
                format!("{by} wants {username} to own the package {package} at {gallery} too.")
            })
            .say(format!(
                "Nothing happens unless it is accepted by {}. Open the app to accept or decline it: signed in to {username}, \
                 or, where that is an organization, to the account of one of its administrators.",
                moment(*until)
            ))
            .link("What this is about, and how to decline without the app:", sender.page(reference)),
        LetterKind::OwnersChanged {
            package,
            account,
            added: true,
        } => sender
            .to(username, &format!("{account} owns {package} too"))
            .say(format!(
                "{account} is an owner of the package {package} at {gallery} now."
            )),
        LetterKind::OwnersChanged { package, account, .. } => sender
            .to(username, &format!("{account} no longer owns {package}"))
            .say(format!(
                "{account} is no longer an owner of the package {package} at {gallery}."
            )),
        LetterKind::PackageRegistered { package } => sender
            .to(username, &format!("{package} was published"))
            .say(format!(
                "the new package {package} was published at {gallery} under the name of {username}."
            ))
            .say(format!(
                "If you did not expect that, an API key that works for {username} may be in other hands. Revoke the keys that \
                 you do not need, make new ones in place of the others, and tell the operator of {gallery}, who can take the \
                 package out of the feed. The account\u{2019}s activity in the app shows what else was done."
            )),
        LetterKind::OwnerDeleted {
            account,
            packages,
            more,
        } => {
            let rest = (*more > 0).then(|| format!("and {more} more"));
            sender
                .to(username, &format!("{account} no longer owns packages with you"))
                .say(format!(
                    "the account {account} was deleted at {gallery}. It is no longer an owner of these packages, which \
                     {username} goes on owning:"
                ))
                .list(&packages.iter().cloned().chain(rest).collect::<Vec<_>>())
        }
        kind => key_words(sender, username, kind),
    }
}

/// The words of one about an API key.
fn key_words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::KeyRevokedBy {
            description,
            ending,
            organization,
            by,
        } => sender
            .to(username, &format!("{by} revoked the API key '{description}'"))
            .say(format!(
                "{by}, who administers {organization} at {gallery}, revoked the API key '{description}' of {username}, which \
                 ends in {ending} and worked for the packages of {organization}."
            ))
            .say("Whatever pushed with it cannot any more. If it is still needed, ask them, and make a new key."),
        LetterKind::KeyWidened { description, ending } => sender
            .to(username, &format!("The API key '{description}' may do more"))
            .say(format!(
                "the API key '{description}' of {username} at {gallery}, which ends in {ending}, may do more than before, or \
                 works for longer."
            ))
            .say(
                "If it was not you, open the app, end all sessions that you do not know and see who may sign in. Then revoke \
                 the key, and make a new one in its place.",
            ),
        LetterKind::KeyEnds {
            description,
            ending,
            at,
            ended: false,
        } => sender
            .to(username, &format!("The API key '{description}' ends soon"))
            .say(format!(
                "the API key '{description}' of {username} at {gallery}, which ends in {ending}, works until {}.",
                moment(*at)
            ))
            .say("Regenerate it before that, and give the new one to whoever pushes with it. If it is no longer needed, do nothing."),
        LetterKind::KeyEnds {
            description, ending, at, ..
        } => sender
            .to(username, &format!("The API key '{description}' has ended"))
            .say(format!(
                "the API key '{description}' of {username} at {gallery}, which ends in {ending}, has not worked since {}.",
                moment(*at)
            ))
            .say("If something still pushes with it, regenerate it."),
        _ => sender.to(username, "About your account"),
    }
}
