//! What is found, and what is not.

use super::{at, at_work, key, organization, package, sound};
use crate::health::{NAMED, of_account};
use contract::{
    desktop::{nuget_org::FindingKind, wizard::WizardKind},
    organization::Role,
};

#[test]
fn who_is_safe_hears_nothing() {
    assert_eq!(sound().findings(), []);
}

#[test]
fn a_work_account_with_a_work_address_and_no_codes_is_told_all_three() {
    let findings = at_work().findings();
    let expected = [
        FindingKind::WorkIdentityOnly,
        FindingKind::SameDomain,
        FindingKind::NoRecoveryCodes,
    ];
    assert_eq!(findings, expected);
    let mut with_codes = at_work();
    with_codes.account.recovery_codes_left = 10;
    assert_eq!(
        with_codes.findings(),
        [FindingKind::SameDomain],
        "codes are another way in"
    );
}

#[test]
fn two_addresses_of_one_large_provider_are_not_of_one_domain_but_the_same_address_is() {
    let mut known = sound();
    known.account.confirmed_email = Some("other@outlook.com".to_owned());
    assert_eq!(known.findings(), []);
    known.account.confirmed_email = Some("ANA@outlook.com".to_owned());
    assert_eq!(known.findings(), [FindingKind::SameDomain]);
    // The address is named: of the same domain alone would be another thing.
    let told = of_account(known.known()).remove(0);
    assert_eq!(told.subjects, ["ANA@outlook.com"]);
}

#[test]
fn an_address_that_waits_codes_never_typed_back_and_one_factor_are_told_with_what_mends_them() {
    let mut known = sound();
    known.account.confirmed_email = None;
    known.account.pending_email = Some("ana@okafor.example".to_owned());
    known.account.two_factor = false;
    let findings = of_account(known.known());
    let told: Vec<_> = findings.iter().map(|finding| (finding.what, finding.mends)).collect();
    let expected = [
        (FindingKind::EmailNotConfirmed, Some(WizardKind::ContactEmail)),
        (FindingKind::RecoveryNotTested, Some(WizardKind::RecoveryCodes)),
        (FindingKind::TwoFactorOff, Some(WizardKind::TwoFactor)),
    ];
    assert_eq!(told, expected);
    assert_eq!(findings[0].subjects, ["ana@okafor.example"]);
}

#[test]
fn what_hangs_on_one_person_is_named() {
    let mut known = sound();
    known.standing.organizations = vec![
        organization("alone", Role::Administrator, 1),
        organization("together", Role::Administrator, 2),
        organization("guest", Role::Collaborator, 1),
    ];
    known.belongings.packages = vec![package("mine", &["Ana"]), package("ours", &["Ana", "Ben"])];
    let findings = of_account(known.known());
    let told: Vec<_> = findings
        .iter()
        .map(|finding| (finding.what, finding.subjects.join(" ")))
        .collect();
    let expected = [
        (FindingKind::SingleAdministrator, "alone".to_owned()),
        (FindingKind::SingleOwner, "mine".to_owned()),
    ];
    assert_eq!(told, expected);
}

#[test]
fn keys_that_end_within_a_month_are_told_with_the_first_end_and_those_that_ended_are_not() {
    let mut known = sound();
    known.belongings.keys = vec![
        key("later", 20),
        key("soon", 3),
        key("", 29),
        key("far", 31),
        key("over", -1),
    ];
    let findings = of_account(known.known());
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].subjects, ["soon", "later", "…x7q2"]);
    assert_eq!(findings[0].until, Some(at(3)));
    assert_eq!(findings[0].mends, Some(WizardKind::ApiKeys));
    assert_eq!(findings[0].about, None, "of several the list is opened");
}

#[test]
fn a_single_key_that_ends_soon_is_opened_itself() {
    let mut known = sound();
    known.belongings.keys = vec![key("soon", 3), key("far", 31)];
    let id = known.belongings.keys[0].id.to_string();
    assert_eq!(of_account(known.known())[0].about, Some(id));
}

#[test]
fn an_account_that_is_being_deleted_is_left_in_peace() {
    let mut known = at_work();
    known.account.deletion_at = Some(at(5));
    assert_eq!(known.findings(), []);
}

#[test]
fn of_thousands_of_packages_some_are_named_and_the_rest_is_counted() {
    let mut known = sound();
    known.belongings.packages = (0..3000).map(|number| package(&number.to_string(), &["Ana"])).collect();
    let findings = of_account(known.known());
    assert_eq!((findings[0].subjects.len(), findings[0].more), (NAMED, 2980));
}
