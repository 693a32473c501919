#![allow(clippy::unwrap_used)]

use super::{Sender, of};
use accounts::letter::{Credential, FreezeReason, Letter, LetterKind as Kind};
use contract::{Secret, Timestamp};

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// One of each kind, with everything that it can carry.
fn every_kind() -> Vec<Kind> {
    let until = Timestamp::from_secs(1_800_000_000);
    let at = until;
    let (code, reference, minutes) = (secret("12345678"), secret("REFERENCE"), 15);
    let (organization, member, by, package) = (text("Org"), text("Member"), text("Somebody"), text("Pack.Age"));
    let administrator_name = text("Admin");
    vec![
        Kind::ConfirmAddress {
            code: code.clone(),
            minutes,
            organization: true,
            replaces: false,
            reference: Some(reference.clone()),
        },
        Kind::ConfirmAddress {
            code: code.clone(),
            minutes,
            organization: false,
            replaces: true,
            reference: None,
        },
        Kind::AddressChanged {
            to: text("n**********w@example.org"),
            reference: reference.clone(),
            until,
        },
        Kind::AddressChangeUndone,
        Kind::LoginChanged {
            from: Some(text("old@example.org")),
            to: text("new@example.org"),
            reference: reference.clone(),
            until,
            exchanged: false,
        },
        Kind::LoginChanged {
            from: Some(text("old@example.org")),
            to: text("new@example.org"),
            reference: reference.clone(),
            until,
            exchanged: true,
        },
        Kind::LoginChanged {
            from: None,
            to: text("new@example.org"),
            reference: reference.clone(),
            until,
            exchanged: false,
        },
        Kind::LoginReplaced {
            until,
            exchanged: false,
        },
        Kind::LoginReplaced { until, exchanged: true },
        Kind::LoginChangeUndone {
            to: Some(text("old@example.org")),
        },
        Kind::LoginChangeUndone { to: None },
        Kind::LoginChangeKept {
            login: Some(text("new@example.org")),
            until: Some(until),
        },
        Kind::LoginChangeKept {
            login: None,
            until: None,
        },
        Kind::AccountFrozen {
            why: FreezeReason::Link,
        },
        Kind::AccountFrozen {
            why: FreezeReason::Contested,
        },
        Kind::AccountFrozen {
            why: FreezeReason::Exchange,
        },
        Kind::DecideCode {
            code: code.clone(),
            minutes,
        },
        Kind::ProofCode {
            code: code.clone(),
            minutes,
            purpose: contract::Purpose::DeleteAccount,
        },
        Kind::RecoveryCodes { used: true, left: 9 },
        Kind::RecoveryCodes { used: false, left: 10 },
        Kind::TwoFactorSwitched { on: true },
        Kind::TwoFactorSwitched { on: false },
        Kind::TwoFactorFeedback {
            reason: text("My phone is broken."),
            answer_to: text("somebody@example.org"),
        },
        Kind::Assistance {
            identities: vec![text("one@example.org")],
        },
        Kind::Assistance { identities: Vec::new() },
        Kind::PasswordReset {
            code: code.clone(),
            minutes,
            reference: reference.clone(),
        },
        Kind::CredentialAdded {
            what: Credential::Password,
        },
        Kind::CredentialRemoved {
            what: Credential::ApiKey(text("<key>")),
        },
        Kind::KeyRevokedBy {
            description: text("<key>"),
            ending: text("AbCd"),
            organization: organization.clone(),
            by: by.clone(),
        },
        Kind::KeyFoundInPublic {
            description: text("<key>"),
            ending: text("AbCd"),
            owner: Some(organization.clone()),
            found: Some(text("https://example.org/somebody/build.yml")),
            ended: false,
        },
        Kind::KeyFoundInPublic {
            description: text("<key>"),
            ending: text("AbCd"),
            owner: None,
            found: None,
            ended: true,
        },
        Kind::RecoverCode {
            code,
            minutes,
            reference: reference.clone(),
        },
        Kind::RecoveryWaits {
            until,
            reference: Some(reference.clone()),
        },
        Kind::RecoveryWaits { until, reference: None },
        Kind::ConversionRequested {
            administrator: administrator_name.clone(),
            until,
            reference: reference.clone(),
        },
        Kind::ConversionInitiated {
            administrator: administrator_name.clone(),
        },
        Kind::ConversionWaits {
            administrator: administrator_name.clone(),
            at,
            reference: reference.clone(),
        },
        Kind::ConversionDone {
            administrator: administrator_name,
        },
        Kind::ConversionEnded { by: by.clone() },
        Kind::ConversionStopped { why: None },
        Kind::ConversionStopped {
            why: Some(contract::Code::AccountFrozen),
        },
        Kind::KeyWidened {
            description: "CI".to_owned(),
            ending: "abcd".to_owned(),
        },
        Kind::Invited {
            organization: organization.clone(),
            administrator: true,
            by: by.clone(),
            until,
            reference: reference.clone(),
        },
        Kind::InvitationMade {
            member: member.clone(),
            by: by.clone(),
            administrator: false,
        },
        Kind::InvitationDeclined { member: member.clone() },
        Kind::InvitationCancelled {
            organization: organization.clone(),
        },
        Kind::MemberUpdated {
            organization: organization.clone(),
            member: member.clone(),
            administrator: true,
        },
        Kind::MemberRemoved { organization, member },
        Kind::OwnershipOffered {
            package: package.clone(),
            by: by.clone(),
            transfer: false,
            until,
            reference: reference.clone(),
        },
        Kind::OwnershipOffered {
            package: package.clone(),
            by: by.clone(),
            transfer: true,
            until,
            reference: reference.clone(),
        },
        Kind::OwnersChanged {
            package: package.clone(),
            account: by.clone(),
            added: true,
        },
        Kind::OwnersChanged {
            package: package.clone(),
            account: by,
            added: false,
        },
        Kind::OwnerDeleted {
            account: text("Somebody"),
            packages: vec![text("Pack.Age")],
            more: 3,
        },
        Kind::PackageRegistered { package },
        Kind::DeletionRequested {
            at,
            reference: reference.clone(),
            login_moved: false,
        },
        Kind::DeletionRequested {
            at,
            reference,
            login_moved: true,
        },
        Kind::DeletionEnded { stopped: true },
        Kind::DeletionEnded { stopped: false },
        Kind::Deleted,
        Kind::Renamed { from: text("Before") },
        Kind::KeyEnds {
            description: text("build server"),
            ending: text("aB3d"),
            at,
            ended: false,
        },
        Kind::KeyEnds {
            description: text("build server"),
            ending: text("aB3d"),
            at,
            ended: true,
        },
    ]
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
