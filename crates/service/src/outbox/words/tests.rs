mod every_kind;

use super::{Sender, of};
use accounts::letter::{Credential, Letter, LetterKind as Kind};
use contract::{Secret, Timestamp};
use every_kind::every_kind;

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

/// A letter about an account, to that account.
fn letter(kind: Kind) -> Letter {
    let username = "MyName".to_owned();
    Letter {
        reader: username.clone(),
        username,
        kind,
    }
}

/// What a letter says, in one line.
fn text(letter: &Letter) -> String {
    of(SENDER, letter).text().replace('\n', " ")
}

const SENDER: Sender<'static> = Sender {
    gallery: "Test & Gallery",
    origin: "https://accounts.example.org",
};

#[test]
fn every_mail_names_the_gallery_has_a_subject_of_its_own_and_says_what_happened() {
    for kind in every_kind() {
        let letter = letter(kind);
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
        let words = of(SENDER, &letter(kind));
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

/// What takes nothing from anybody, answers who asked for it, or says who did it and what is left to do.
fn needs_no_advice(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::AccountFrozen { .. }
            | Kind::AddressChangeUndone
            | Kind::Assistance { .. }
            | Kind::ConversionStopped { .. }
            | Kind::KeyEnds { .. }
            | Kind::KeyFoundInPublic { .. }
            | Kind::KeyRevokedBy { .. }
            | Kind::LoginChangeUndone { .. }
            | Kind::LoginChangeKept { .. }
            | Kind::TwoFactorSwitched { on: true }
            | Kind::TwoFactorFeedback { .. }
            | Kind::DeletionEnded { .. }
            | Kind::OwnerDeleted { .. }
    )
}

#[test]
fn rule_15_1_every_mail_says_what_to_do_where_it_was_not_the_reader() {
    let advice = [
        "not you",
        "did not",
        "not right",
        "not yours",
        "nothing to do",
        "nothing for you to do",
        "decline",
        "stop it",
        "answer this mail",
        "give it to anybody",
    ];
    for kind in every_kind() {
        if !needs_no_advice(&kind) {
            let told = text(&letter(kind));
            assert!(advice.iter().any(|part| told.contains(part)), "{told}");
        }
    }
}

#[test]
fn rule_15_1_what_cannot_be_taken_back_is_a_matter_for_the_operator() {
    let done = Kind::ConversionDone {
        administrator: "Admin".to_owned(),
        freed: false,
        keys_moved: 0,
        keys_removed: 0,
    };
    let from = "Before".to_owned();
    for kind in [Kind::Deleted, done, Kind::Renamed { from }] {
        let told = text(&letter(kind));
        assert!(told.contains("answer this mail"), "{told}");
    }
    // Another account may have the address by then (rule 5.18).
    assert!(!text(&letter(Kind::Deleted)).contains("free"));
}

/// The same letter to somebody else.
fn read_by(reader: &str, kind: Kind) -> String {
    let reader = reader.to_owned();
    text(&Letter { reader, ..letter(kind) })
}

#[test]
fn rule_12_13_the_administrator_of_a_conversion_is_greeted_and_told_what_they_can_do() {
    let by = "MyName".to_owned();
    let ended = read_by("Admin", Kind::ConversionEnded { by, by_link: false });
    assert!(ended.starts_with("Hello Admin,"), "{ended}");
    let stopped = Kind::ConversionStopped { why: None };
    let told = read_by("Admin", stopped.clone());
    assert!(
        told.starts_with("Hello Admin,") && !told.contains("ask for it again in the app"),
        "{told}"
    );
    let told = text(&letter(stopped));
    assert!(
        told.starts_with("Hello MyName,") && told.contains("ask for it again in the app"),
        "{told}"
    );
    let waits = read_by(
        "Admin",
        Kind::ConversionWaits {
            administrator: "Admin".to_owned(),
            at: Timestamp::from_secs(1_800_000_000),
            reference: secret("REFERENCE"),
        },
    );
    assert!(waits.starts_with("Hello Admin,"), "{waits}");
}

#[test]
fn rule_12_14_the_mail_about_a_conversion_tells_of_the_keys_and_of_a_microsoft_account_only_where_there_was_one() {
    let done = |freed, keys_moved, keys_removed| Kind::ConversionDone {
        administrator: "Admin".to_owned(),
        freed,
        keys_moved,
        keys_removed,
    };
    let told = text(&letter(done(true, 2, 1)));
    for part in ["Microsoft account is free", "2 of its API keys", "One API key"] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let told = text(&letter(done(false, 0, 0)));
    assert!(
        !told.contains("Microsoft account") && !told.contains("API key"),
        "{told}"
    );
    let told = read_by("Admin", done(false, 1, 3));
    assert!(
        told.contains("One of its API keys is yours now") && !told.contains('3'),
        "{told}"
    );
}

#[test]
fn rule_12_12_whose_link_stopped_a_conversion_is_told_that_somebody_may_read_their_mail() {
    let ended = |by: &str| Kind::ConversionEnded {
        by: by.to_owned(),
        by_link: true,
    };
    let told = read_by("Admin", ended("Admin"));
    assert!(
        told.contains("mailed to Admin") && told.contains("somebody else reads your mail"),
        "{told}"
    );
    let told = text(&letter(ended("Admin")));
    assert!(
        told.contains("mailed to Admin") && !told.contains("somebody else reads"),
        "{told}"
    );
}

#[test]
fn rule_9_19_after_an_exchange_nobody_is_told_to_sign_in_with_what_opens_the_other_account_now() {
    let until = Timestamp::from_secs(1_800_000_000);
    let text = |kind| text(&letter(kind));
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
        let reader = username.clone();
        of(SENDER, &Letter { username, reader, kind }).text().replace('\n', " ")
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
        ..letter(Kind::CredentialRemoved {
            what: Credential::ApiKey("\"><img src=x>'&".to_owned()),
        })
    };
    let html = of(SENDER, &letter).html();
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("src=x>"));
    assert!(html.contains("Test &amp; Gallery"));
}
