//! The words of mails.

use super::{OutgoingMail, words};
use crate::configuration::Configuration;
use accounts::outbound::Mail;
use base64::{Engine, engine::general_purpose::STANDARD};
use contract::Timestamp;

/// Puts a mail into words.
pub fn write(configuration: &Configuration, mail: &Mail) -> OutgoingMail {
    let words = words::of(&configuration.name, &configuration.origin(), &mail.letter);
    OutgoingMail {
        id: mail.id,
        to: mail.to.clone(),
        subject: words.subject.clone(),
        text: words.text(),
        at: mail.at,
    }
}

/// The mail as an Internet message (RFC 5322, RFC 2045).
pub fn message(configuration: &Configuration, mail: &OutgoingMail) -> String {
    let host = configuration.public_url.host_str().unwrap_or("localhost");
    let domain = host.trim_matches(['[', ']']).replace(':', ".");
    let body: String = STANDARD
        .encode(mail.text.replace('\n', "\r\n"))
        .as_bytes()
        .chunks(76)
        .flat_map(|line| [String::from_utf8_lossy(line).into_owned(), "\r\n".to_owned()])
        .collect();
    format!(
        "From: {} <noreply@{domain}>\r\nTo: {}\r\nSubject: {}\r\nDate: {}\r\nMessage-ID: <{}@{domain}>\r\n\
         Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{body}",
        encoded(&configuration.name),
        mail.to,
        encoded(&mail.subject),
        date(mail.at),
        mail.id,
    )
}

/// Text in a header, always as encoded words (RFC 2047), so that no character of it can be taken for syntax.
fn encoded(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    // 10 characters have at most 40 bytes, so a word stays below the 75 characters that are allowed.
    let words = chars.chunks(10).map(|chunk| {
        let chunk: String = chunk.iter().collect();
        format!("=?utf-8?B?{}?=", STANDARD.encode(chunk))
    });
    words.collect::<Vec<_>>().join("\r\n ")
}

/// RFC 5322 3.3.
fn date(at: Timestamp) -> String {
    let zoned = jiff::Timestamp::from_microsecond(at.as_micros())
        .unwrap_or_default()
        .to_zoned(jiff::tz::TimeZone::UTC);
    zoned.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::configuration::{Database, MailDelivery};
    use accounts::letter::{Letter, LetterKind};
    use contract::Secret;
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
            shut_down_grace: Duration::ZERO,
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
        let text = message(&configuration, &write(&configuration, &mail()));
        assert!(text.contains("Message-ID: <00000000-0000-0000-0000-000000000000@accounts.example.org>\r\n"));
        assert!(text.contains("Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n"));
        assert!(!text.contains("\r\nBcc"));
        assert!(text.is_ascii() && text.lines().all(|line| line.len() <= 78));
    }

    #[test]
    fn the_code_is_shown_in_two_groups() {
        assert!(write(&configuration(), &mail()).text.contains("1234 5678"));
    }
}
