//! What the names and addresses of a text fill in.

use super::places::LINKED;
use crate::trouble::{named::Named, *};
use contract::desktop::wizard::{FieldName, WizardKind};

#[test]
fn names_and_addresses_of_a_text_fill_the_fields_that_ask_for_them() {
    let fields = |text: &str, cause: Cause, kind: WizardKind, at_nuget_org: bool, known: bool| {
        Named::of(text).fields(cause, kind, at_nuget_org, known)
    };
    let name = |field: FieldName, text: &str| (field, text.to_owned());
    assert_eq!(
        fields(LINKED, Cause::LinkedElsewhere, WizardKind::FindLogin, true, true),
        [name(FieldName::Email, "ana@contoso.example")]
    );
    let assistance = "https://www.nuget.org/account/confirm/Ana.Contoso/SECRET (ana@contoso.example)";
    assert_eq!(
        fields(assistance, Cause::UsernameUnknown, WizardKind::Recover, false, false),
        [
            name(FieldName::Username, "Ana.Contoso"),
            name(FieldName::Email, "ana@contoso.example")
        ]
    );
    for (said, cause) in [
        (
            "Administrator account 'Mia.Weber' does not exist.",
            Cause::AdministratorUnknown,
        ),
        (
            "A transform request, with account 'Mia.Weber' as administrator, is in progress.",
            Cause::ConversionInProgress,
        ),
    ] {
        for (at_nuget_org, field) in [(true, FieldName::OtherUsername), (false, FieldName::Username)] {
            assert_eq!(
                fields(said, cause, WizardKind::Convert, at_nuget_org, true),
                [name(field, "Mia.Weber")]
            );
        }
    }
    let conflict = "It is already linked with another account, \u{2018}MyNuGetAccount2\u{2019}.";
    let filled = fields(conflict, Cause::Conflict, WizardKind::Conflict, true, true);
    assert_eq!(filled, [name(FieldName::OtherUsername, "MyNuGetAccount2")]);
    assert_eq!(
        fields("'a' '' @ // ://", Cause::Unknown, WizardKind::Recover, false, false),
        []
    );
}

#[test]
fn a_page_of_an_organization_names_that_and_nobody_s_own_account() {
    let page = "https://www.nuget.org/organization/Contoso";
    let fields =
        |text: &str, cause: Cause, known: bool| Named::of(text).fields(cause, WizardKind::Members, true, known);
    let named = [(FieldName::OrganizationName, "Contoso".to_owned())];
    for known in [true, false] {
        assert_eq!(fields(page, Cause::OrganizationPage, known), named);
        let add = "https://www.nuget.org/organization/Add";
        assert_eq!(
            fields(add, Cause::OrganizationPage, known),
            [],
            "the page that makes one"
        );
    }
    let own = "Account 'Ana.Contoso' is the last administrator.";
    assert_eq!(
        fields(own, Cause::LastAdministrator, false),
        [(FieldName::Username, "Ana.Contoso".to_owned())]
    );
}
