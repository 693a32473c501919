//! What the sentences about mails are checked with.

use super::secret;
use accounts::letter::{AddressReplaced, Credential, FreezeReason, LetterKind as Kind};
use contract::Timestamp;

fn text(text: &str) -> String {
    text.to_owned()
}

/// One of each kind, with everything that it can carry.
pub fn every_kind() -> Vec<Kind> {
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
            address: None,
        },
        Kind::LoginChangeUndone {
            to: None,
            address: Some(AddressReplaced { at, until }),
        },
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
            freed: true,
            keys_moved: 2,
            keys_removed: 1,
        },
        Kind::ConversionEnded {
            by: by.clone(),
            by_link: false,
        },
        Kind::ConversionEnded {
            by: by.clone(),
            by_link: true,
        },
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
        Kind::DeletionEnded {
            stopped: true,
            login_missing: false,
        },
        Kind::DeletionEnded {
            stopped: false,
            login_missing: true,
        },
        Kind::LoginGivenBack {
            login: text("me@example.org"),
        },
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
