//! Mails that help back into an account.

use super::{Sender, Words, moment};
use accounts::letter::LetterKind;

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::Assistance { identities } => {
            let words = sender.to(username, "Sign-in assistance");
            if identities.is_empty() {
                return words.say(format!(
                    "you asked which Microsoft account opens the account {username} at {gallery}. None does. If it has a \
                     password, recover it with that; an organization is opened by its administrators."
                ));
            }
            words
                .say(format!(
                    "you asked which Microsoft account opens the account {username} at {gallery}:"
                ))
                .list(identities)
                .say("If you did not ask, there is nothing to do: nobody else was told.")
        }
        LetterKind::PasswordReset {
            code,
            minutes,
            reference,
        } => code_words(
            sender.to(username, "The code for a new password").say(format!(
                "somebody asked for a new password for the account {username} at {gallery}."
            )),
            sender,
            (code, *minutes, reference),
            "A password only opens the account to link a Microsoft account to it.",
        ),
        LetterKind::RecoverCode {
            code,
            minutes,
            reference,
        } => code_words(
            sender.to(username, "The code to recover your account").say(format!(
                "somebody wants to recover the account {username} at {gallery}."
            )),
            sender,
            (code, *minutes, reference),
            "With it another Microsoft account can be linked.",
        ),
        LetterKind::RecoveryWaits { until, reference } => {
            let words = sender
                .to(username, "Somebody is recovering your account")
                .say(format!(
                    "the account {username} at {gallery} has two-factor on, and somebody without a recovery code is recovering \
                     it by mail. They have to wait until {}, so that you can stop them.",
                    moment(*until)
                ))
                .say("If it is you, there is nothing to do but wait.");
            match reference {
                Some(reference) => words.link("If it is not you, stop it:", sender.page(reference)),
                None => words.say("If it is not you, open the app and sign in: that stops it."),
            }
        }
        _ => sender.to(username, "About your account"),
    }
}

fn code_words(
    words: Words,
    sender: Sender<'_>,
    mailed: (&contract::Secret, i64, &contract::Secret),
    note: &str,
) -> Words {
    let (code, minutes, reference) = mailed;
    words
        .say("If that was you, type this code into the app where you asked for it:")
        .code(code)
        .say(format!(
            "It works for {minutes} minutes. {note} If it was not you, there is nothing to do. Nobody from {} will ever ask \
             you for this code.",
            sender.gallery
        ))
        .link("What this is about:", sender.page(reference))
}
