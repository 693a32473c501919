//! What a mail server's refusal means for the mail.

use super::Undelivered;
use lettre::transport::smtp::Error;
use std::error::Error as _;

/// At which step of a conversation (RFC 5321 3) it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Connecting, TLS and the gallery's own credentials.
    Connecting,
    /// The gallery's own address.
    Sender,
    /// The recipient.
    Recipient,
    /// The mail itself.
    Words,
}

/// The replies that can refuse a recipient for good (RFC 5321 4.2.2, RFC 7504 4).
const REPLIES: [&str; 4] = ["550", "551", "553", "556"];

/// What they must say beside that where the server has such codes (RFC 3463 3.2, RFC 7505 4.2): that the mailbox or its
/// host does not exist, has moved, is not written right, or takes no mail at all.
const NO_MAILBOX: [&str; 5] = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"];

/// What a reply without such a code says of a mailbox. It must say so: a server by itself answers 550 to a gallery that it does
/// not know, too (RFC 5321 4.2.2 has one reply for a mailbox that does not exist and for a refusal "for policy reasons"),
/// and its operator mends that, by when no mail may be lost.
const NO_MAILBOX_IN_WORDS: [&str; 19] = [
    "no such",
    "no mailbox",
    "user unknown",
    "unknown user",
    "recipient unknown",
    "unknown recipient",
    "unknown mailbox",
    "mailbox unknown",
    "unknown address",
    "mailbox not found",
    "user not found",
    "recipient not found",
    "address not found",
    "does not exist",
    "doesn't exist",
    "mailbox unavailable",
    "user not local",
    "unrouteable address",
    "does not accept mail",
];

/// What a server says may quote the recipient, so only its code is told.
pub fn judged(step: Step, error: &Error) -> Undelivered {
    let code = error.status().map(|code| code.to_string());
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let cause = match (&code, error.is_timeout(), error.is_tls()) {
        (Some(code), _, _) => format!("the mail server answered {code}"),
        (None, true, _) => "the mail server did not answer in time".to_owned(),
        (None, _, true) => "no secure connection to the mail server could be made".to_owned(),
        _ => "the mail server could not be reached".to_owned(),
    };
    if code.is_some_and(|code| refuses_mailbox(step, &code, &said)) {
        Undelivered::for_good(cause)
    } else {
        Undelivered::for_now(cause)
    }
}

/// Only who says that there is no such mailbox says something of the mail. Every other refusal, also a permanent one, can
/// come of how the server or the gallery is set up (relaying, the sender, credentials, a list of networks), which its
/// operator mends, and no mail must be lost by then.
fn refuses_mailbox(step: Step, code: &str, said: &str) -> bool {
    if step != Step::Recipient || !REPLIES.contains(&code) {
        return false;
    }
    match enhanced(said) {
        Some(class) => NO_MAILBOX.contains(&class),
        None => says_no_mailbox(said),
    }
}

/// The code of RFC 3463 in a reply: at its beginning (RFC 2034 4), or in brackets at its end, as old servers have it.
fn enhanced(said: &str) -> Option<&str> {
    let mut words = said.split_whitespace();
    let first = words.next();
    let last = words.next_back();
    let last = last.map(|word| word.trim_matches(['(', ')', '#', '.']));
    [first, last].into_iter().flatten().find(|word| is_class(word))
}

fn is_class(word: &str) -> bool {
    let is_number = |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = word.split('.');
    matches!(parts.next(), Some("2" | "4" | "5")) && parts.clone().count() == 2 && parts.all(is_number)
}

/// Whether a reply without such a code says that there is no such mailbox, and speaks of no sender.
fn says_no_mailbox(said: &str) -> bool {
    let said = said.to_lowercase();
    !said.contains("sender") && NO_MAILBOX_IN_WORDS.iter().any(|words| said.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_recipient_that_does_not_exist_is_refused_for_good() {
        assert!(refuses_mailbox(Step::Recipient, "550", "5.1.1 no such user"));
        assert!(refuses_mailbox(Step::Recipient, "551", "5.1.6 moved; try elsewhere"));
        assert!(refuses_mailbox(Step::Recipient, "553", "5.1.3 not an address"));
        assert!(refuses_mailbox(Step::Recipient, "556", "5.1.10 takes no mail"));
        assert!(refuses_mailbox(
            Step::Recipient,
            "550",
            "sorry, no mailbox here by that name. (#5.1.1)"
        ));
        for (step, code, said) in [
            (Step::Recipient, "550", "relaying denied"),
            (Step::Recipient, "550", "5.7.1 relaying denied"),
            (Step::Recipient, "550", "5.7.1 no such user"),
            (
                Step::Recipient,
                "553",
                "sorry, that domain isn't in my list of rcpthosts (#5.7.1)",
            ),
            (Step::Recipient, "550", "5.1.8 sender unknown"),
            (Step::Recipient, "550", "5.1.0 sender refused"),
            (Step::Recipient, "554", "5.7.1 relay access denied"),
            (Step::Recipient, "450", "5.1.1 greylisted"),
            (Step::Sender, "550", "5.1.1 sender refused"),
            (Step::Words, "554", "5.6.0 refused"),
            (Step::Connecting, "554", "no service here"),
        ] {
            assert!(!refuses_mailbox(step, code, said), "{step:?} {code} {said}");
        }
    }

    #[test]
    fn a_server_without_codes_of_its_own_refuses_a_mailbox_for_good_only_in_words_that_say_so() {
        for (code, said) in [
            ("550", "No such user here"),
            ("550", "User unknown"),
            ("550", "Unrouteable address"),
            ("550", "Requested action not taken: mailbox unavailable"),
            ("551", "User not local; please try <b@example.org>"),
            (
                "550",
                "<a@example.org>: Recipient address rejected: User unknown in local recipient table",
            ),
            ("556", "domain does not accept mail"),
        ] {
            assert!(refuses_mailbox(Step::Recipient, code, said), "{code} {said}");
        }
        for (step, code, said) in [
            (Step::Recipient, "550", "Relay not permitted"),
            (Step::Recipient, "550", "I cannot deliver mail for <a@example.org>"),
            (Step::Recipient, "550", "Delivery is not allowed to this address"),
            (Step::Recipient, "550", ""),
            (Step::Recipient, "550", "Rejected"),
            (Step::Recipient, "550", "Invalid HELO"),
            (Step::Recipient, "550", "Too many messages"),
            (Step::Recipient, "550", "SPF check failed"),
            (Step::Recipient, "550", "Sender address does not exist"),
            (Step::Recipient, "550", "Sender verify failed"),
            (Step::Recipient, "550", "Administrative prohibition"),
            (Step::Recipient, "550", "192.0.2.1 is in a blacklist at bl.example.org"),
            (Step::Recipient, "554", "No such user here"),
            (Step::Recipient, "450", "No such user here"),
            (Step::Recipient, "552", "mailbox full"),
            (Step::Sender, "550", "No such user here"),
            (Step::Words, "550", "No such user here"),
            (Step::Connecting, "550", ""),
        ] {
            assert!(!refuses_mailbox(step, code, said), "{step:?} {code} {said}");
        }
    }
}
