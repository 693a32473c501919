#![allow(clippy::unwrap_used)]

mod every_kind;

use super::{Sender, of};
use accounts::letter::{Credential, Letter, LetterKind as Kind};
use contract::{Secret, Timestamp};
use every_kind::every_kind;

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

const SENDER: Sender<'static> = Sender {
    gallery: "Test & Gallery",
    origin: "https://accounts.example.org",
};

#[test]
fn every_mail_names_the_gallery_has_a_subject_of_its_own_and_says_what_happened() {
    for kind in every_kind() {
        let letter = Letter {
            username: "MyName".to_owned(),
            kind,
        };
        let words = of(SENDER, &letter);
        let (subject, text) = (&words.subject, words.text());
        assert!(subject.starts_with("[Test & Gallery] "), "{subject}");
        assert!(!subject.ends_with("About your account"), "{letter:?}");
        assert!(text.contains("Hello ") && words.blocks.len() > 1, "{letter:?}");
        assert!(!subject.contains("Member") || text.contains("Member"), "{text}");
    }
}

#[test]
fn a_mail_shows_its_code_and_its_link_in_both_forms() {
    for kind in every_kind() {
        let (has_code, has_link) = (kind.code().is_some(), kind.reference().is_some());
        let letter = Letter {
            username: "MyName".to_owned(),
            kind,
        };
        let words = of(SENDER, &letter);
        for form in [words.text(), words.html()] {
            assert_eq!(form.contains("1234 5678"), has_code, "{form}");
            assert_eq!(
                form.contains("https://accounts.example.org/act/REFERENCE"),
                has_link,
                "{form}"
            );
        }
    }
}

#[test]
fn rule_9_19_after_an_exchange_nobody_is_told_to_sign_in_with_what_opens_the_other_account_now() {
    let until = Timestamp::from_secs(1_800_000_000);
    let text = |kind| {
        let username = "MyName".to_owned();
        of(SENDER, &Letter { username, kind }).text().replace('\n', " ")
    };
    let replaced = |exchanged| text(Kind::LoginReplaced { until, exchanged });
    assert!(replaced(false).contains("sign in with this Microsoft account until"));
    let told = replaced(true);
    for part in [
        "were exchanged",
        "do not use the account",
        "freezes both",
        "both Microsoft accounts",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(!told.contains("sign in with") && !told.contains("/act/"), "{told}");
    let changed = |exchanged| {
        text(Kind::LoginChanged {
            from: Some("old@example.org".to_owned()),
            to: "new@example.org".to_owned(),
            reference: secret("REFERENCE"),
            until,
            exchanged,
        })
    };
    assert!(changed(false).contains("sign in with old@example.org"));
    let told = changed(true);
    assert!(
        told.contains("recovery codes") && !told.contains("sign in with"),
        "{told}"
    );
}

#[test]
fn rule_15_1_whom_no_microsoft_account_lets_in_is_not_told_to_sign_in() {
    let text = |stopped, login_missing| {
        let kind = Kind::DeletionEnded { stopped, login_missing };
        let username = "MyName".to_owned();
        of(SENDER, &Letter { username, kind }).text().replace('\n', " ")
    };
    assert!(text(true, false).contains("Sign in to look at it again"));
    for stopped in [false, true] {
        assert!(!text(stopped, false).contains("recover"));
        let told = text(stopped, true);
        assert!(!told.contains("Sign in to"), "{told}");
        for part in [
            "No Microsoft account opens MyName",
            "“I cannot sign in”",
            "recover the account",
        ] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}

#[test]
fn html_escapes_what_people_chose_and_loads_nothing() {
    let letter = Letter {
        username: "<script>".to_owned(),
        kind: Kind::CredentialRemoved {
            what: Credential::ApiKey("\"><img src=x>'&".to_owned()),
        },
    };
    let html = of(SENDER, &letter).html();
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("src=x>"));
    assert!(html.contains("Test &amp; Gallery"));
}
