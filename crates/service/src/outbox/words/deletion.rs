//! Mails about the end of an account.

use super::{Sender, Words, moment};
use accounts::letter::LetterKind;
use contract::{Secret, Timestamp};

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::DeletionRequested {
            at,
            reference,
            login_moved: true,
        } => moved(sender, username, *at, reference),
        LetterKind::DeletionRequested { at, reference, .. } => sender
            .to(username, "Your account will be deleted")
            .say(format!(
                "somebody asked to delete the account {username} at {gallery}. That happens on {}. Until then its API keys do \
                 not work, and nothing else is changed.",
                moment(*at)
            ))
            .say("If you did this, there is nothing to do. To keep the account, open the app and sign in.")
            .link("What this is about, and how to keep it without the app:", sender.page(reference)),
        LetterKind::DeletionEnded { stopped, login_missing } => ended(sender, username, *stopped, *login_missing),
        LetterKind::LoginGivenBack { login } => sender
            .to(username, "Your account stays")
            .say(format!(
                "the Microsoft account {login} opens the account {username} at {gallery} again: that it was moved to another \
                 account there was undone. With that the deletion of {username} has ended, and its API keys work again."
            ))
            .say("If you did not expect that, sign in and look at the account\u{2019}s activity."),
        LetterKind::Deleted => sender
            .to(username, "Your account was deleted")
            .say(format!(
                "The account {username} at {gallery} was deleted. Nobody can ever take its name, and its contact e-mail \
                 belongs to it no more."
            ))
            .say("It cannot be put back. If you did not want it, answer this mail."),
        _ => sender.to(username, "About your account"),
    }
}

/// The account stays: why, and how to get in.
fn ended(sender: Sender<'_>, username: &str, stopped: bool, login_missing: bool) -> Words {
    let gallery = sender.gallery;
    let words = if stopped {
        let look = if login_missing {
            ""
        } else {
            " Sign in to look at it again."
        };
        sender.to(username, "The deletion of your account stopped").say(format!(
            "the account {username} at {gallery} was not deleted: by now more would have gone with it than you were shown. Its \
             API keys work again.{look}"
        ))
    } else {
        sender.to(username, "Your account stays").say(format!(
            "the account {username} at {gallery} will not be deleted. Its API keys work again."
        ))
    };
    if !login_missing {
        return words;
    }
    words.say(format!(
        "No Microsoft account opens {username}, as the one that did was moved to another account. To link another one, open the \
         app, choose “I cannot sign in”, and recover the account with a code that is mailed to its contact e-mail."
    ))
}

/// The account's login opens another account now, so who signs in with it is not where the account can be kept
/// (rules 9.16, 14.17).
fn moved(sender: Sender<'_>, username: &str, at: Timestamp, reference: &Secret) -> Words {
    let gallery = sender.gallery;
    sender
        .to(username, "Your account will be deleted")
        .say(format!(
            "the Microsoft account that opened {username} at {gallery} was moved to another account there, and with that the \
             deletion of {username} was asked for. It happens on {}. Until then nobody can sign in to {username}, and its API \
             keys do not work.",
            moment(at)
        ))
        .say("If you did this, there is nothing to do.")
        .say(format!(
            "The link below keeps {username}, together with another Microsoft account, one that opens no account at {gallery} \
             yet: it opens {username} from then on. In the app, choose “I cannot sign in”, then “My account is being deleted, and I \
             want to keep it”, and paste the link there. Where two-factor is on for {username}, the link alone keeps it, and you \
             get back in as after any loss, with a recovery."
        ))
        .say(format!(
            "If the link does not work any more, choose “I cannot sign in” in the app and recover {username} with a code that \
             is mailed to its contact e-mail. If the other account is yours, undo the change there: that gives {username} its \
             Microsoft account back."
        ))
        .link("What this is about, and how to keep it:", sender.page(reference))
}
