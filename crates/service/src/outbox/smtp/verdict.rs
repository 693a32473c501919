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

/// What they must say beside that (RFC 3463 3.2, RFC 7505 4.2): that the mailbox or its host does not exist, has moved,
/// is not written right, or takes no mail at all.
const NO_MAILBOX: [&str; 5] = ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"];

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
    let class = said.split_whitespace().next().unwrap_or_default();
    step == Step::Recipient && REPLIES.contains(&code) && NO_MAILBOX.contains(&class)
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
        for (step, code, said) in [
            (Step::Recipient, "550", "relaying denied"),
            (Step::Recipient, "550", "5.7.1 relaying denied"),
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
}
