//! Mails about the conversion of an account to an organization. They go to both sides; each is greeted as itself, and told what
//! it can do.

use super::{Sender, Words, moment};
use accounts::letter::{Letter, LetterKind};
use contract::Code;

/// The words of one of them.
pub fn words(sender: Sender<'_>, letter: &Letter) -> Words {
    let (gallery, username, reader) = (sender.gallery, letter.username.as_str(), letter.reader.as_str());
    match &letter.kind {
        LetterKind::ConversionRequested { administrator, until, reference } => sender
            .to(reader, &format!("{username} wants to become an organization"))
            .say(format!(
                "the account {username} at {gallery} wants to become an organization and names you, {administrator}, as its \
                 administrator. Its packages and settings stay; you would look after them, and its API keys would become \
                 yours."
            ))
            .say(format!("Open the app, signed in as {administrator}, to accept or decline until {}.", moment(*until)))
            .link("What this is about, and how to decline without the app:", sender.page(reference)),
        LetterKind::ConversionInitiated { administrator } => sender
            .to(reader, "You asked to become an organization")
            .say(format!(
                "{administrator} was asked to administer {username} at {gallery}. When they accept, nobody signs in as \
                 {username} any more, and it cannot be undone. If it was not you, open the app and cancel it."
            )),
        LetterKind::ConversionWaits { administrator, at, reference } => sender
            .to(reader, &format!("{username} is about to become an organization"))
            .say(format!(
                "{administrator} accepted to administer {username} at {gallery}. It becomes an organization on {}, and cannot \
                 become an account again.",
                moment(*at)
            ))
            .link("If that is not right, stop it:", sender.page(reference)),
        LetterKind::ConversionDone { .. } => done(sender, letter),
        LetterKind::ConversionEnded { by, by_link } => ended(sender, letter, by, *by_link),
        LetterKind::ConversionStopped { why } => sender
            .to(reader, &format!("{username} stays an account"))
            .say(format!(
                "{username} at {gallery} was to become an organization by now. {} So nothing was changed.",
                obstacle(*why)
            ))
            .say(if reader == username {
                "Nobody withdrew it. If it is still wanted, ask for it again in the app, where you see what stands in its way."
                    .to_owned()
            } else {
                format!(
                    "Nobody withdrew it, and there is nothing for you to do. If it is still wanted, {username} has to ask for it \
                     again."
                )
            }),
        _ => sender.to(reader, "About your account"),
    }
}

/// It cannot be taken back, so the only help is the operator's.
fn done(sender: Sender<'_>, letter: &Letter) -> Words {
    let (gallery, username, reader) = (sender.gallery, letter.username.as_str(), letter.reader.as_str());
    let LetterKind::ConversionDone {
        administrator,
        freed,
        keys_moved,
        keys_removed,
    } = &letter.kind
    else {
        return sender.to(reader, "About your account");
    };
    let words = sender.to(reader, &format!("{username} is an organization now"));
    if reader != username {
        let words = words.say(format!(
            "{username} at {gallery} is an organization now, and you administer it, as you agreed to."
        ));
        let words = match keys_moved {
            0 => words,
            1 => words
                .say("One of its API keys is yours now. Look at it in the app, and revoke it if you do not need it."),
            count => words.say(format!(
                "{count} of its API keys are yours now. Look at them in the app, and revoke those that you do not need."
            )),
        };
        return words.say("If you did not agree to that, answer this mail.");
    }
    let freed = if *freed { "; its Microsoft account is free" } else { "" };
    let words = words.say(format!(
        "{username} at {gallery} is an organization, administered by {administrator}. Nobody signs in as {username} any \
         more{freed}."
    ));
    let words = match keys_moved {
        0 => words,
        1 => words.say(format!(
            "One of its API keys works on and is {administrator}\u{2019}s now."
        )),
        count => words.say(format!(
            "{count} of its API keys work on and are {administrator}\u{2019}s now."
        )),
    };
    let words = match keys_removed {
        0 => words,
        1 => words.say("One API key, which was not for its own packages alone, works no more."),
        count => words.say(format!(
            "{count} API keys, which were not for its own packages alone, work no more."
        )),
    };
    words.say("It cannot be undone. If you did not want it, answer this mail.")
}

fn ended(sender: Sender<'_>, letter: &Letter, by: &str, by_link: bool) -> Words {
    let (gallery, username, reader) = (sender.gallery, letter.username.as_str(), letter.reader.as_str());
    let words = sender.to(reader, &format!("{username} stays an account"));
    let words = words.say(if by_link {
        format!(
            "the link that we mailed to {by} was used to end the request to make {username} at {gallery} an organization. \
             Nothing was changed."
        )
    } else {
        format!("{by} ended the request to make {username} at {gallery} an organization. Nothing was changed.")
    });
    if reader == by {
        return words.say(format!(
            "If it was not you who used it, somebody else reads your mail: see to your mailbox, and look at the activity of \
             {reader} in the app."
        ));
    }
    words.say(if reader == username {
        format!(
            "There is nothing to do. If it is still wanted, ask for it again in the app; the activity of {reader} there shows what \
             was done."
        )
    } else {
        "There is nothing for you to do.".to_owned()
    })
}

/// What stood in the way of a conversion that was accepted and waited.
fn obstacle(why: Option<Code>) -> &'static str {
    match why {
        None => "It would have done more by now than was shown to those who agreed to it.",
        Some(Code::AccountLocked) => "The account is locked by the people who run the gallery.",
        Some(Code::AccountFrozen) => "One of the two accounts is frozen.",
        Some(Code::DeletionPending) => "One of the two accounts is being deleted.",
        Some(Code::LoginChangeOpen) => "A change of the Microsoft account of one of the two can still be undone.",
        Some(Code::ConversionIsMember) => "The account is a member of an organization by now.",
        Some(Code::LoginPresent) => "A Microsoft account opens the account by now.",
        Some(Code::EmailUnconfirmed | Code::AdministratorUnconfirmed) => {
            "The contact e-mail of one of the two accounts is not confirmed."
        }
        Some(_) => "The account, or its future administrator, no longer fits it.",
    }
}
