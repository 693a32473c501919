//! Mails about how an account is opened.

use super::{Sender, Words, frozen, moment};
use accounts::letter::{AddressReplaced, Credential, LetterKind};
use contract::Purpose;

/// The words of one of them.
pub fn words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::LoginChanged { from, to, reference, until, exchanged } => sender
            .to(username, "Your Microsoft account was changed")
            .say(match from {
                Some(from) => format!("{to} opens the account {username} at {gallery} from now on, in place of {from}."),
                None => format!("{to} opens the account {username} at {gallery} from now on."),
            })
            .say(format!(
                "If you did this, there is nothing to do. It can be undone until {}.",
                moment(*until)
            ))
            .link(
                "If you did not, freeze the account, so that nobody uses it until you have it back. The page explains first \
                 and asks before it does anything:",
                sender.page(reference),
            )
            .say(match from {
                // The identity from before opens the other account now, and alone it undoes nothing (rule 9.19).
                Some(_) if *exchanged => format!(
                    "Then open the app and use one of your recovery codes, or ask for a code by mail. The Microsoft account \
                     was exchanged with that of another account at {gallery}: do not use the account that your own opens now. \
                     With both Microsoft accounts as they were before, the app takes the exchange back too."
                ),
                Some(from) => format!("Then open the app and sign in with {from}, or use one of your recovery codes."),
                None => "Then open the app and use one of your recovery codes, or ask for a code by mail.".to_owned(),
            }),
        LetterKind::LoginReplaced { until, exchanged: true } => sender
            .to(username, "Your Microsoft account opens another account now")
            .say(format!(
                "the Microsoft accounts that open {username} and another account at {gallery} were exchanged. This Microsoft \
                 account used to open {username}, and opens the other account from now on."
            ))
            .say(
                "If that was not you, do not use the account that it opens now: it is somebody else\u{2019}s, and signing in to \
                 it takes nothing back.",
            )
            .say(format!(
                "Open the mail that we sent to the contact e-mail of {username}: its link freezes both accounts. Then one of \
                 your recovery codes, or a code by mail, takes the exchange back in the app. So do both Microsoft accounts \
                 together, until {}. This mail has no link on purpose.",
                moment(*until)
            )),
        LetterKind::LoginReplaced { until, exchanged: false } => sender
            .to(username, "Your Microsoft account no longer opens this account")
            .say(format!(
                "this Microsoft account used to open the account {username} at {gallery}. Another one does from now on."
            ))
            .say(format!(
                "If that was not you, open the app and sign in with this Microsoft account until {}: the app then offers to \
                 undo the change. This mail has no link on purpose.",
                moment(*until)
            )),
        LetterKind::LoginChangeUndone { to, address } => undone(sender, username, to.as_deref(), *address),
        LetterKind::LoginChangeKept { login, until } => frozen::kept(sender, username, login.as_deref(), *until),
        LetterKind::AccountFrozen { why } => frozen::words(sender, username, *why),
        LetterKind::DecideCode { code, minutes } => sender
            .to(username, "The code that decides about your account")
            .say(format!(
                "somebody wants to settle who the account {username} at {gallery} belongs to. If that is you, type this code \
                 into the app:"
            ))
            .code(code)
            .say(format!(
                "It works for {minutes} minutes. Do not give it to anybody, whoever they say they are."
            )),
        LetterKind::ProofCode { code, minutes, purpose } => sender
            .to(username, "The code for what you are doing")
            .say(format!(
                "somebody signed in at Microsoft and wants to {} {username} at {gallery}. If that is you, type this code into \
                 the app:",
                intent(*purpose)
            ))
            .code(code)
            .say(format!(
                "It works for {minutes} minutes. If it is not you, do not give it to anybody, whoever they say they are: \
                 without it nothing happens."
            )),
        kind => credential_words(sender, username, kind),
    }
}

/// The change was taken back. Undoing a change of the login leaves the contact e-mail as it is (rule 5.38).
fn undone(sender: Sender<'_>, username: &str, to: Option<&str>, address: Option<AddressReplaced>) -> Words {
    let gallery = sender.gallery;
    let words = sender
        .to(username, "The change of your Microsoft account was undone")
        .say(match to {
            Some(to) => format!(
                "{to} opens the account {username} at {gallery} again. All sessions have ended, and the API keys that were \
                 made since the change no longer work."
            ),
            None => format!(
                "no Microsoft account opens the account {username} at {gallery} any more, as none did before. All sessions \
                 have ended, and the API keys that were made since the change no longer work. Open the app and recover \
                 the account to link one."
            ),
        });
    match address {
        Some(AddressReplaced { at, until }) => words.say(format!(
            "The contact e-mail of {username} was replaced as well, on {}, and still is another. If that was not you, open \
             the mail about it that we sent to the address before: its link puts that address back, until {}.",
            moment(at),
            moment(until)
        )),
        None => words,
    }
}

/// The words of one about what somebody signs in with.
fn credential_words(sender: Sender<'_>, username: &str, kind: &LetterKind) -> Words {
    let gallery = sender.gallery;
    match kind {
        LetterKind::RecoveryCodes { used, left } => recovery_codes(sender, username, *used, *left),
        LetterKind::TwoFactorSwitched { on } => two_factor(sender, username, *on),
        LetterKind::TwoFactorFeedback { reason, answer_to } => sender
            .to("operator", &format!("{username} switched two-factor off, and says why"))
            .say(format!(
                "{username} switched two-factor off at {gallery}, and says why:"
            ))
            .list(std::slice::from_ref(reason))
            .say(format!(
                "Nobody else was told. An answer to this mail goes to {answer_to}, the contact e-mail of the account."
            )),
        LetterKind::CredentialAdded { what } => sender
            .to(username, &format!("{} was added", capital(&named(what))))
            .say(format!(
                "{} was added to the account {username} at {gallery}.",
                named(what)
            ))
            .say("If it was not you, open the app, end all sessions you do not know and change what was added."),
        LetterKind::CredentialRemoved { what } => sender
            .to(username, &format!("{} was removed", capital(&named(what))))
            .say(format!(
                "{} was removed from the account {username} at {gallery}.",
                named(what)
            ))
            .say("If it was not you, open the app and look at the account\u{2019}s activity."),
        _ => sender.to(username, "About your account"),
    }
}

/// What somebody wants to do to an account.
fn intent(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignIn | Purpose::Register => "use the account",
        Purpose::ChangeLogin => "change the Microsoft account that opens the account",
        Purpose::SwapLogins => "exchange the Microsoft account that opens the account",
        Purpose::Recover => "link a Microsoft account to the account",
        Purpose::ConfirmTwoFactor => "switch two-factor on or off for the account",
        Purpose::UndoLogin => "undo the change of the Microsoft account that opens the account",
        Purpose::DeleteAccount => "delete the account",
        Purpose::CancelDeletion => "use this Microsoft account elsewhere, which can still undo a change of the account",
        Purpose::ConvertAccount => "make an organization of the account",
        Purpose::MakeRecoveryCodes => "make new recovery codes for the account",
        Purpose::ChangeEmail => "change the contact e-mail of the account",
        Purpose::RemovePassword => "remove the password of the account",
    }
}

fn recovery_codes(sender: Sender<'_>, username: &str, used: bool, left: u32) -> Words {
    let gallery = sender.gallery;
    if used {
        return sender.to(username, "A recovery code was used").say(format!(
            "one of the recovery codes of the account {username} at {gallery} was used; {left} can still be used. If it was \
             not you, open the app and look at the account\u{2019}s activity."
        ));
    }
    sender.to(username, "New recovery codes were made").say(format!(
        "{left} new recovery codes were made for the account {username} at {gallery}. Older ones no longer work. If it was \
         not you, open the app, end the sessions you do not know and make new codes."
    ))
}

fn two_factor(sender: Sender<'_>, username: &str, on: bool) -> Words {
    let gallery = sender.gallery;
    if on {
        return sender.to(username, "Two-factor is on").say(format!(
            "from now on the account {username} at {gallery} opens only with a second factor at Microsoft, or with a \
             recovery code. Keep those codes where you find them without this computer."
        ));
    }
    sender.to(username, "Two-factor is off").say(format!(
        "the account {username} at {gallery} opens without a second factor from now on. If it was not you, switch it on \
         again and end the sessions you do not know."
    ))
}

fn named(what: &Credential) -> String {
    match what {
        Credential::Microsoft(who) => format!("the Microsoft account {who}"),
        Credential::Password => "a password".to_owned(),
        Credential::ApiKey(description) => format!("the API key \u{201c}{description}\u{201d}"),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}
