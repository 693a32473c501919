//! The sentences of the gallery's and of Microsoft's pages, known by fragments.

use contract::desktop::trouble::Cause;

/// A text without what differs between copies of the same sentence: case, spaces, typographic quotes, mark-up.
pub(super) fn plain(text: &str) -> String {
    let without_markup = without_markup(text);
    let unified = without_markup.chars().map(|character| match character {
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '`' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' => '"',
        '\u{2010}'..='\u{2015}' => '-',
        character if character.is_whitespace() || character.is_control() => ' ',
        character => character,
    });
    let lower: String = unified.flat_map(char::to_lowercase).collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A tag becomes a space, the usual entities their characters.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        let tag = &rest[start..];
        let is_tag = tag[1..].starts_with(|character: char| character.is_ascii_alphabetic() || character == '/');
        match tag.find('>').filter(|_| is_tag) {
            Some(end) => {
                plain.push(' ');
                rest = &tag[end + 1..];
            }
            None => {
                plain.push('<');
                rest = &tag[1..];
            }
        }
    }
    plain.push_str(rest);
    for (entity, character) in [
        ("&#39;", "'"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
    ] {
        plain = plain.replace(entity, character);
    }
    plain.replace("&amp;", "&")
}

/// What stands in a sentence, and what it means: all fragments of a row must be there. The first row that fits counts,
/// so what is more exact stands first.
const SENTENCES: &[(&[&str], Cause)] = &[
    (&["failed to update the microsoft account"], Cause::Conflict),
    (&["linked with another nuget"], Cause::Conflict),
    (&["already linked to another nuget"], Cause::Conflict),
    (&["not allowed by your organization"], Cause::TenantForbidsChange),
    (
        &["credential expired or you did not allow us access"],
        Cause::HandOverFailed,
    ),
    (
        &["email address associated with the new linked microsoft account is different"],
        Cause::ContactDiffers,
    ),
    (&["aadsts65005", "unmanaged"], Cause::UnmanagedTenant),
    (&["tenant", "unmanaged"], Cause::UnmanagedTenant),
    (&["need admin approval"], Cause::AdminApproval),
    (&["administratorgenehmigung erforderlich"], Cause::AdminApproval),
    (&["admin", "approval", "required"], Cause::AdminApproval),
    (&["is linked to another microsoft account"], Cause::LinkedElsewhere),
    (&["linked to another microsoft account"], Cause::LinkedElsewhere),
    (&["is linked to an organization"], Cause::AddressOfOrganization),
    (&["legacy password login"], Cause::LegacyPassword),
    (&["password login is no longer"], Cause::LegacyPassword),
    (
        &["user with the provided user name does not exist"],
        Cause::UsernameUnknown,
    ),
    (&["email address you provided does not match"], Cause::AddressMismatch),
    (
        &["email address", "already in use by a different account"],
        Cause::LinkedElsewhere,
    ),
    (&["member of one or more organizations"], Cause::MustLeaveOrganizations),
    (&["you can't leave the organization"], Cause::LastAdministrator),
    (&["you can't change your role"], Cause::LastAdministrator),
    (
        &["no longer meet the requirements of this organization"],
        Cause::MemberOfOtherTenant,
    ),
    (
        &["does not match with the email address linked"],
        Cause::AddressMismatch,
    ),
    (&["enter a valid username"], Cause::UsernameUnknown),
    (&["must leave all organizations"], Cause::MustLeaveOrganizations),
    (&["is already an organization"], Cause::AlreadyOrganization),
    (&["should be a confirmed user"], Cause::AccountUnconfirmed),
    (
        &["administrator by username, not an email"],
        Cause::AdministratorByAddress,
    ),
    (&["cannot be the same account"], Cause::AdministratorIsSame),
    (&["cannot be an organization"], Cause::AdministratorIsOrganization),
    (
        &["administrator account", "has not confirmed"],
        Cause::AdministratorUnconfirmed,
    ),
    (
        &["administrator account", "does not exist"],
        Cause::AdministratorUnknown,
    ),
    (&["transform", "is in progress"], Cause::ConversionInProgress),
    (&["sign in as administrator"], Cause::NotTheAdministrator),
    (
        &["an unexpected error occurred while transforming"],
        Cause::ConversionFailed,
    ),
    (&["last administrator"], Cause::LastAdministrator),
    (&["organization must be confirmed"], Cause::OrganizationUnconfirmed),
    (
        &["has not linked their account to a microsoft entra id credential"],
        Cause::MemberOfOtherTenant,
    ),
    (&["has not linked their account to a"], Cause::MemberOfOtherTenant),
    (&["unless you transfer ownership"], Cause::OrganizationOwnsPackages),
    (&["unless you remove all other members"], Cause::OrganizationHasMembers),
    (&["no matching trust policy"], Cause::NoTrustPolicy),
    (&["event", "is not allowed"], Cause::EventNotAllowed),
    (&["already been used"], Cause::TokenUsed),
    (&["does not have a confirmed email"], Cause::AccountUnconfirmed),
    (&["account is locked"], Cause::AccountLocked),
    (&["account '", "' is locked"], Cause::AccountLocked),
    (&["account \"", "\" is locked"], Cause::AccountLocked),
    // Microsoft's words for an account of its own.
    (&["account has been locked"], Cause::MicrosoftOther),
    (&["unknownissuer"], Cause::NotTrusted),
    (&["certificate", "not trusted"], Cause::NotTrusted),
    (&["self-signed certificate"], Cause::NotTrusted),
    (&["self signed certificate"], Cause::NotTrusted),
    (&["err_cert_"], Cause::NotTrusted),
    (&["clock", "skew"], Cause::WrongClock),
    (&["not yet valid"], Cause::WrongClock),
    (&["err_internet_disconnected"], Cause::NoConnection),
    (&["err_name_not_resolved"], Cause::NoConnection),
    (&["err_connection_"], Cause::NoConnection),
    (&["could not resolve host"], Cause::NoConnection),
    (&["no such host"], Cause::NoConnection),
    (&["connection refused"], Cause::NoConnection),
];

pub(super) fn cause(plain: &str) -> Option<Cause> {
    let fits = |fragments: &[&str]| fragments.iter().all(|fragment| plain.contains(fragment));
    SENTENCES
        .iter()
        .find(|(fragments, _)| fits(fragments))
        .map(|(_, cause)| *cause)
}

/// The words after which a domain stands: Microsoft's sentence about an unmanaged directory says "your organization …"
/// and "DNS validation of …".
const BEFORE_DOMAIN: &[&str] = &[
    "domain",
    "tenant",
    "organization",
    "organisation",
    "company",
    "validation of",
];

/// The domain that a text is about: of the first e-mail address in it, or after one of the words that lead to one.
pub(super) fn domain(plain: &str) -> Option<String> {
    let part = |character: char| character.is_alphanumeric() || character == '-' || character == '.';
    let after = |at: usize| {
        let rest = plain[at..].trim_start_matches([' ', ':', '\'', '"']);
        let end = rest.find(|character: char| !part(character)).unwrap_or(rest.len());
        let domain = rest[..end].trim_matches('.');
        domain.contains('.').then(|| domain.to_owned())
    };
    let of_address = plain.match_indices('@').find_map(|(at, _)| after(at + 1));
    // "yourdomain.co.uk" holds the word too.
    let begins = |at: usize| !plain[..at].ends_with(part);
    of_address.or_else(|| {
        BEFORE_DOMAIN.iter().find_map(|word| {
            let mut places = plain.match_indices(word).filter(|(at, _)| begins(*at));
            places.find_map(|(at, found)| after(at + found.len()))
        })
    })
}
