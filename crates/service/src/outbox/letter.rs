//! A mail as it leaves: words, and the Internet message.

use super::{OutgoingMail, words};
use crate::configuration::Configuration;
use accounts::{email, outbound::Mail};
use contract::Timestamp;
use lettre::{
    Address, Message,
    message::{Mailbox, MultiPart, header},
};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Puts a mail into words.
pub fn write(configuration: &Configuration, mail: &Mail) -> OutgoingMail {
    let origin = configuration.origin();
    let sender = words::Sender {
        gallery: &configuration.name,
        origin: &origin,
    };
    let words = words::of(sender, &mail.letter);
    OutgoingMail {
        id: mail.id,
        to: mail.to.clone(),
        reply_to: mail.letter.kind.answer_to().map(str::to_owned),
        text: words.text(),
        html: words.html(),
        subject: words.subject,
        at: mail.at,
        useful_until: mail
            .letter
            .kind
            .useful_seconds()
            .map(|seconds| mail.at.plus_secs(seconds)),
    }
}

/// Why a mail cannot be put into a message: trying again would not help.
#[derive(Debug, thiserror::Error)]
pub enum Unsendable {
    /// The recipient's or the gallery's own address is none that mail can be sent to or from.
    #[error("an address cannot be used: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// The recipient's address has a domain that cannot exist.
    #[error("no mail can be sent to the recipient's domain")]
    Unroutable,
    /// The parts do not make a message.
    #[error("no message can be made: {0}")]
    Message(#[from] lettre::error::Error),
}

/// The mail as an Internet message (RFC 5322) with both forms of its words (RFC 2046 5.1.4). Its message id is the same
/// however often it is made.
///
/// # Errors
/// An address that mail cannot be sent to.
pub fn message(configuration: &Configuration, mail: &OutgoingMail) -> Result<Message, Unsendable> {
    let from: Address = configuration.mail_sender().parse()?;
    let domain = from.domain().to_owned();
    let to = email::routable(&mail.to).ok_or(Unsendable::Unroutable)?;
    let reply_to = match &mail.reply_to {
        // Who cannot be answered is named in the text all the same.
        Some(own) => email::routable(own)
            .and_then(|own| own.parse().ok())
            .map(|own| Mailbox::new(None, own)),
        None => {
            let answers = configuration.mail_reply_to().map(str::parse).transpose()?;
            answers.map(|address| Mailbox::new(Some(one_line(&configuration.name)), address))
        }
    };
    let mut message = Message::builder()
        .from(Mailbox::new(Some(one_line(&configuration.name)), from))
        .to(Mailbox::new(None, to.parse()?))
        .subject(one_line(&mail.subject))
        .date(time(mail.at))
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .header(AutoSubmitted);
    if let Some(mailbox) = reply_to {
        message = message.reply_to(mailbox);
    }
    let parts = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
    Ok(message.multipart(parts)?)
}

/// Text that a header can hold: lettre panics at line breaks in a name.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Nobody should answer it by a machine (RFC 3834 5).
#[derive(Clone)]
struct AutoSubmitted;

impl header::Header for AutoSubmitted {
    fn name() -> header::HeaderName {
        header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> header::HeaderValue {
        header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

fn time(at: Timestamp) -> SystemTime {
    UNIX_EPOCH + Duration::from_micros(u64::try_from(at.as_micros()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configuration::{Database, MailDelivery, MissingSignInTime, Serving};
    use accounts::{
        email::EmailAddress,
        key::KeyPolicy,
        letter::{Letter, LetterKind},
    };
    use contract::Secret;
    use proptest::prelude::*;
    use std::time::Duration;
    use uuid::Uuid;

    fn configuration() -> Configuration {
        Configuration {
            name: "Gäste\r\nBcc: x".to_owned(),
            public_url: "https://accounts.example.org".parse().unwrap(),
            database: Database::Memory,
            authority: "https://login.example.org".parse().unwrap(),
            client_id: "c".to_owned(),
            scopes: vec!["openid".to_owned()],
            login_issuer: None,
            features: Vec::new(),
            mail: MailDelivery::Memory,
            feed_secrets: Vec::new(),
            keys: KeyPolicy::default(),
            shut_down_grace: Duration::ZERO,
            serving: Serving::default(),
            deletion_grace: Duration::from_secs(7 * 86_400),
            missing_sign_in_time: MissingSignInTime::default(),
            second_factor_seen: true,
        }
    }

    fn mail() -> Mail {
        let code = Secret::new("12345678".to_owned());
        let kind = LetterKind::ConfirmAddress {
            code,
            minutes: 15,
            organization: false,
            replaces: false,
            reference: None,
        };
        let letter = Letter {
            username: "someone".to_owned(),
            reader: "someone".to_owned(),
            kind,
        };
        Mail {
            id: Uuid::nil(),
            to: "a@b.co".to_owned(),
            at: Timestamp::from_secs(0),
            letter,
        }
    }

    #[test]
    fn a_message_has_a_stable_id_a_date_and_no_injected_headers() {
        let configuration = configuration();
        let formatted = message(&configuration, &write(&configuration, &mail()))
            .unwrap()
            .formatted();
        let text = String::from_utf8(formatted).unwrap();
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000000@accounts.example.org>\r\n"));
        assert!(text.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
        let (headers, _) = text.split_once("\r\n\r\n").unwrap();
        assert!(!headers.contains("\r\nBcc"));
        assert!(text.contains("multipart/alternative") && text.contains("text/html"));
        assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 998));
    }

    #[test]
    fn an_address_that_mail_cannot_be_sent_to_is_told_apart() {
        let configuration = configuration();
        let mail = OutgoingMail {
            to: "a..b@example.org\r\nBcc: c@example.org".to_owned(),
            ..write(&configuration, &mail())
        };
        assert!(message(&configuration, &mail).is_err());
    }

    #[test]
    fn a_mail_to_the_operator_is_answered_to_who_wrote_it() {
        let configuration = configuration();
        let answered = |reply_to: &str| {
            let mail = OutgoingMail {
                reply_to: Some(reply_to.to_owned()),
                ..write(&configuration, &mail())
            };
            String::from_utf8(message(&configuration, &mail).unwrap().formatted()).unwrap()
        };
        assert!(answered("a@example.org").contains("\r\nReply-To: a@example.org\r\n"));
        assert!(
            !answered("no address").contains("Reply-To"),
            "and it leaves all the same"
        );
    }

    #[test]
    fn a_domain_in_another_script_is_written_as_mail_servers_know_it() {
        let configuration = configuration();
        let mail = OutgoingMail {
            to: "a@exämple.org".to_owned(),
            ..write(&configuration, &mail())
        };
        let message = message(&configuration, &mail).unwrap();
        assert_eq!(message.envelope().to()[0].to_string(), "a@xn--exmple-cua.org");
    }

    #[test]
    fn a_mail_with_a_code_is_of_use_as_long_as_the_code_works() {
        let at = Timestamp::from_secs(0);
        assert_eq!(write(&configuration(), &mail()).useful_until, Some(at.plus_secs(900)));
        let other = Mail {
            letter: Letter {
                kind: LetterKind::Deleted,
                ..mail().letter
            },
            ..mail()
        };
        assert_eq!(write(&configuration(), &other).useful_until, None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]
        #[test]
        fn a_message_is_made_to_every_address_that_the_rules_take(
            text in "[a.!']{1,3}[A-Za-z.]{0,62}@[a1ä½ß]{1,2}[a-z0-9_.ä²אα\\-]{0,66}\\.[A-Za-z0-9][A-Za-z.]{0,3}[A-Za-z]"
        ) {
            if EmailAddress::parse(&text).is_ok() {
                let configuration = configuration();
                let mail = OutgoingMail { to: text, ..write(&configuration, &mail()) };
                prop_assert!(message(&configuration, &mail).is_ok());
            }
        }
    }

    #[test]
    fn the_code_is_shown_in_two_groups() {
        assert!(write(&configuration(), &mail()).text.contains("1234 5678"));
    }
}
