//! Whom a pasted text names: what the wizard asks for first need not be typed again.

use accounts::{email::EmailAddress, username::Username};
use contract::desktop::{
    trouble::Cause,
    wizard::{FieldName, WizardKind},
};

/// The words after which a username stands in the sentences of the gallery's pages.
const BEFORE_NAME: &[&str] = &[
    "account",
    "user",
    "username",
    "administrator",
    "organization",
    "owner",
    "member",
];

/// The parts of paths after which a username stands (nuget.org's routes).
const BEFORE_IN_PATH: &[&str] = &["profiles", "organization", "confirm", "reject", "forgotpassword"];

/// Usernames and e-mail addresses of a text, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Usernames.
    pub usernames: Vec<String>,
    /// E-mail addresses.
    pub addresses: Vec<String>,
}

impl Named {
    /// Whom a text names.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut named = Self::default();
        let mut before = String::new();
        for word in text.split_whitespace() {
            let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            if bare.contains("://") || bare.contains('/') {
                named.take_path(bare);
            } else if bare.contains('@') {
                named.take_address(bare);
            } else if is_quoted(word) && BEFORE_NAME.contains(&before.as_str()) {
                named.take_name(bare);
            }
            before = bare.to_ascii_lowercase();
        }
        named
    }

    fn take_path(&mut self, address: &str) {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.split('/').skip_while(|part| !is_before_name(part));
        let (before, name) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        // The page on which an organization is made.
        let is_page = before.eq_ignore_ascii_case("organization") && name.eq_ignore_ascii_case("add");
        if !is_page {
            self.take_name(name);
        }
    }

    fn take_address(&mut self, text: &str) {
        let known = self.addresses.iter().any(|known| known.eq_ignore_ascii_case(text));
        if !known && EmailAddress::parse_kept(text).is_ok() {
            self.addresses.push(text.to_owned());
        }
    }

    fn take_name(&mut self, text: &str) {
        let known = self.usernames.iter().any(|known| known.eq_ignore_ascii_case(text));
        if !known && Username::parse(text).is_ok() {
            self.usernames.push(text.to_owned());
        }
    }

    /// What is filled in with it in the wizard that helps against a cause; `known` is whether the wizard is for an account
    /// that the app knows.
    #[must_use]
    pub fn fields(&self, cause: Cause, kind: WizardKind, at_nuget_org: bool, known: bool) -> Vec<(FieldName, String)> {
        let username = self.usernames.first().cloned();
        let address = self.addresses.first().cloned();
        let name_field = match kind {
            WizardKind::Convert if is_of_administrator(cause) && at_nuget_org => Some(FieldName::OtherUsername),
            WizardKind::Convert if is_of_administrator(cause) => Some(FieldName::Username),
            // The account that is named is the one that asks.
            WizardKind::AnswerConversion => at_nuget_org.then_some(FieldName::OtherUsername),
            // The account that is named is the one in the way.
            WizardKind::Conflict if at_nuget_org => Some(FieldName::OtherUsername),
            WizardKind::Conflict => None,
            // What is named is the organization, whoever of the list it is about.
            WizardKind::Members if cause == Cause::OrganizationPage => {
                at_nuget_org.then_some(FieldName::OrganizationName)
            }
            _ if known => None,
            WizardKind::Recover | WizardKind::FindLogin => Some(FieldName::Username),
            _ if at_nuget_org => Some(FieldName::Username),
            _ => None,
        };
        let takes_address = matches!(kind, WizardKind::Recover | WizardKind::FindLogin);
        let address = address.filter(|_| takes_address).map(|text| (FieldName::Email, text));
        name_field.zip(username).into_iter().chain(address).collect()
    }
}

/// Whether a refusal is about the future administrator, so that it names that account and not the person's.
pub(super) fn is_of_administrator(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::AdministratorUnknown
            | Cause::AdministratorUnconfirmed
            | Cause::AdministratorIsOrganization
            | Cause::AdministratorIsSame
            | Cause::AdministratorByAddress
            | Cause::ConversionInProgress
    )
}

fn is_quoted(word: &str) -> bool {
    let quotes = ['\'', '"', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{201e}'];
    word.starts_with(quotes)
}

fn is_before_name(part: &str) -> bool {
    BEFORE_IN_PATH.iter().any(|before| part.eq_ignore_ascii_case(before))
}
