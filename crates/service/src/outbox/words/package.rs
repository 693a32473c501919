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
            ))
            .say("If that is not right, look at the package in the app: an owner can take an owner off it there."),
        LetterKind::OwnersChanged { package, account, .. } => sender
            .to(username, &format!("{account} no longer owns {package}"))
            .say(format!(
                "{account} is no longer an owner of the package {package} at {gallery}."
            ))
            .say(if account == username {
                "If you did not expect that, ask its owners: the app shows who they are."
            } else {
                "If that is not right, look at the package in the app: an owner can offer it to somebody there."
            }),
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
            .to(username, &format!("{by} revoked the API key “{description}”"))
            .say(format!(
                "{by}, who administers {organization} at {gallery}, revoked the API key “{description}” of {username}, which \
                 ends in {ending} and worked for the packages of {organization}."
            ))
            .say("Whatever pushed with it cannot any more. If it is still needed, ask them, and make a new key."),
        LetterKind::KeyFoundInPublic { .. } => found_words(sender, username, kind),
        LetterKind::KeyWidened { description, ending } => sender
            .to(username, &format!("The API key “{description}” may do more"))
            .say(format!(
                "the API key “{description}” of {username} at {gallery}, which ends in {ending}, may do more than before, or \
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
            .to(username, &format!("The API key “{description}” ends soon"))
            .say(format!(
                "the API key “{description}” of {username} at {gallery}, which ends in {ending}, works until {}.",
                moment(*at)
            ))
            .say("Regenerate it before that, and give the new one to whoever pushes with it. If it is no longer needed, do nothing."),
        LetterKind::KeyEnds {
            description, ending, at, ..
        } => sender
            .to(username, &format!("The API key “{description}” has ended"))
            .say(format!(
                "the API key “{description}” of {username} at {gallery}, which ends in {ending}, has not worked since {}.",
                moment(*at)
            ))
            .say("If something still pushes with it, regenerate it."),
        _ => sender.to(username, "About your account"),
    }
}

/// The words of the one about an API key that was found in public (rule 13.45): what was found and where, that it was revoked,
/// and what to look at.
fn found_words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    let LetterKind::KeyFoundInPublic {
        description,
        ending,
        owner,
        found,
        ended,
    } = kind
    else {
        return sender.to(username, "About your account");
    };
    let packages = match owner {
        Some(owner) => format!("the packages of {owner}"),
        None => format!("all packages that {username} may push"),
    };
    let place = match found {
        Some(_) => "was found where everybody can read it:",
        None => "was found where everybody can read it.",
    };
    let words = sender
        .to(username, &format!("The API key “{description}” was found in public"))
        .say(format!(
            "the API key “{description}” of {username} at {gallery}, which ends in {ending} and worked for {packages}, {place}"
        ));
    let words = match found {
        Some(found) => words.list(std::slice::from_ref(found)),
        None => words,
    };
    let revoked = if *ended {
        "It had ended before. The operator revoked it for good."
    } else {
        "The operator revoked it at once, and nobody can push with it any more, your own programs included."
    };
    words
        .say(format!("{revoked} It cannot be put back."))
        .say(format!(
            "Whoever read it could push until then. Look at the versions that were published for {packages} since it was put \
             there, and unlist each that you do not know; tell the operator of {gallery}, who can take it out of the feed. \
             The account\u{2019}s activity in the app shows what else was done."
        ))
        .say(
            "Then take the key out of that place, its history included, make a new one in the app if something still pushes \
             with it, and keep that where only the program can read it. There is nothing to answer to this mail, and nobody \
             asks you for a key.",
        )
}
