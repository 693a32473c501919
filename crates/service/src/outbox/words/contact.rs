//! Mails about the contact e-mail and the username.

use super::{Sender, Words, moment};
use accounts::letter::LetterKind;

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::ConfirmAddress { organization: true, .. } => confirm(
            sender,
            username,
            kind,
            &format!("somebody gave this address as the contact e-mail of the organization {username} at {gallery}."),
            "where you are signed in as one of its administrators",
        ),
        LetterKind::ConfirmAddress { .. } => confirm(
            sender,
            username,
            kind,
            &format!("somebody gave this address as the contact e-mail of the account {username} at {gallery}."),
            "where you are signed in to that account",
        ),
        LetterKind::AddressChanged { to, reference, until } => sender
            .to(username, "Your contact e-mail was changed")
            .say(format!(
                "the contact e-mail of the account {username} at {gallery} is {to} now. Mail about the account goes there \
                 from now on."
            ))
            .say("If you did this, there is nothing to do.")
            .link(
                format!(
                    "If you did not, put this address back until {}. The page explains first and asks before it does \
                     anything:",
                    moment(*until)
                ),
                sender.page(reference),
            ),
        LetterKind::AddressChangeUndone => sender
            .to(username, "Your contact e-mail was put back")
            .say(format!(
                "the last change of the contact e-mail of the account {username} at {gallery} was undone from the earlier \
                 address. If the change was yours, sign in and make it again."
            )),
        LetterKind::Renamed { from } => sender
            .to(username, "Your username was changed")
            .say(format!(
                "the operator of {gallery} changed the username of your account from {from} to {username}. Nobody else can \
                 ever take {from}. You sign in as before."
            ))
            .say("If you did not ask for that, answer this mail."),
        _ => sender.to(username, "About your account"),
    }
}

fn confirm(sender: Sender<'_>, username: &str, kind: &LetterKind, happened: &str, place: &str) -> Words {
    let LetterKind::ConfirmAddress {
        code,
        minutes,
        replaces,
        reference,
        ..
    } = kind
    else {
        return sender.to(username, "About your account");
    };
    let subject = if *replaces {
        "Please confirm your new e-mail address"
    } else {
        "Please confirm your e-mail address"
    };
    let words = sender
        .to(username, subject)
        .say(happened)
        .say(format!("If that was you, type this code into the app, {place}:"))
        .code(code)
        .say(format!(
            "It works for {minutes} minutes. If it was not you, there is nothing to do: without the code the address is not \
             used. Nobody from {} will ever ask you for this code.",
            sender.gallery
        ));
    match reference {
        None => words,
        Some(reference) => words.link("What this is about:", sender.page(reference)),
    }
}
