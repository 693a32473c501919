//! Mails about the end of an account.

use super::{Sender, Words, moment};
use accounts::letter::LetterKind;

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::DeletionRequested { at, reference } => sender
            .to(username, "Your account will be deleted")
            .say(format!(
                "somebody asked to delete the account {username} at {gallery}. That happens on {}. Until then its API keys do \
                 not work, and nothing else is changed.",
                moment(*at)
            ))
            .say("If you did this, there is nothing to do. To keep the account, open the app and sign in.")
            .link("What this is about, and how to keep it without the app:", sender.page(reference)),
        LetterKind::DeletionEnded { stopped: true } => sender
            .to(username, "The deletion of your account stopped")
            .say(format!(
                "the account {username} at {gallery} was not deleted: by now more would have gone with it than you were shown. \
                 Sign in to look at it again."
            )),
        LetterKind::DeletionEnded { .. } => sender
            .to(username, "Your account stays")
            .say(format!("the account {username} at {gallery} will not be deleted. Its API keys work again.")),
        LetterKind::Deleted => sender
            .to(username, "Your account was deleted")
            .say(format!(
                "the account {username} at {gallery} was deleted. Nobody can ever take its name; this address is free again."
            )),
        _ => sender.to(username, "About your account"),
    }
}
