//! Mails about an account that is frozen, and free again.

use super::{Sender, Words, moment};
use accounts::letter::FreezeReason;
use contract::Timestamp;

/// Why it is frozen, and every way out (rules 9.17 to 9.22). The code is asked for in the app: who reads an address that is
/// told of this need not be who it is mailed to (rule 5.30).
pub fn words(sender: Sender<'_>, username: &str, why: FreezeReason) -> Words {
    let gallery = sender.gallery;
    let words = sender.to(username, "Your account is frozen");
    match why {
        FreezeReason::Link => words
            .say(format!(
                "somebody used the link in our mail about the change of the Microsoft account that opens {username} at \
                 {gallery}, and froze the account. Nobody can use it now."
            ))
            .say(
                "To take the change back, open the app and sign in with the Microsoft account that opened the account before, \
                 if one did (after an exchange, with both as they were before), use one of your recovery codes, or ask for a \
                 code by mail. With a recovery code or a mailed code you can also keep the change and free the account.",
            ),
        FreezeReason::Contested => words
            .say(format!(
                "somebody signed in with the Microsoft account that opened {username} at {gallery} before, and wants the last \
                 change of that undone. The change was made with a recovery code, so this alone does not decide. Until \
                 somebody does, nobody can use the account."
            ))
            .say(
                "Open the app and decide with another one of your recovery codes, or ask for a code by mail: take the change \
                 back, or keep it and free the account.",
            ),
        FreezeReason::Exchange => words
            .say(format!(
                "the Microsoft accounts that open {username} and another account at {gallery} were exchanged, and the owner \
                 of the other account froze both: they say that it was not them. Nobody used a link of yours. Nobody can use \
                 the accounts now."
            ))
            .say(
                "Only they can keep the exchange. You can take it back: open the app and use one of your recovery codes, or \
                 ask for a code by mail, or sign in with both Microsoft accounts as they were before.",
            ),
    }
}

/// The change stands, and the account is free again.
pub fn kept(sender: Sender<'_>, username: &str, login: Option<&str>, until: Option<Timestamp>) -> Words {
    let gallery = sender.gallery;
    let words = sender.to(username, "Your account is free again");
    let words = match login {
        Some(login) => words.say(format!(
            "the account {username} at {gallery} was frozen and is free again. The change of its Microsoft account stands: \
             {login} opens it."
        )),
        None => words.say(format!(
            "the account {username} at {gallery} was frozen and is free again. The change of its Microsoft account stands."
        )),
    };
    match until {
        Some(until) => words.say(format!(
            "It can still be undone until {}, in the app. If the change was not yours, do that now.",
            moment(until)
        )),
        None => words.say("It can no longer be undone."),
    }
}
