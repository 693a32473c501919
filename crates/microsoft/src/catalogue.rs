//! What a provider's refusals mean for people.
//!
//! For help text only: Microsoft's AADSTS numbers may change and must not drive logic (Microsoft, "Microsoft Entra
//! authentication and authorization error codes").

use contract::{Code, Problem};

/// The longest text of a provider that is shown, in characters.
const SHOWN_LIMIT: usize = 300;

/// What a refusal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The person cancelled or declined.
    Cancelled,
    /// Consent of the person or of an administrator is missing.
    Consent,
    /// The work domain has an unmanaged directory.
    UnmanagedTenant,
    /// The account is not of this tenant or kind.
    WrongAccount,
    /// A second factor is needed, or must be enrolled.
    SecondFactor,
    /// The organization's policy blocks it.
    Policy,
    /// The registration or the request is wrong: a matter for the gallery's operator.
    OperatorMistake,
    /// Out of order or throttled for now.
    Transient,
    /// A code, a session or a password is no longer good: start again.
    Expired,
    /// Anything else.
    Other,
}

/// Says what a refusal is about: by the AADSTS number in the description where there is one that is known, or else by
/// the OAuth error.
#[must_use]
pub fn classify(error: &str, description: &str) -> Class {
    let unmanaged = description.to_ascii_lowercase().contains("unmanaged");
    numbers(description)
        .find_map(|number| of_number(number, unmanaged))
        .unwrap_or_else(|| of_error(error))
}

/// A refusal as a problem: `SignInCancelled`, `UnmanagedTenant` or `SignInRefused`, with the provider's own words
/// shortened to "error: first line".
#[must_use]
pub fn problem(error: &str, description: &str) -> Problem {
    let class = classify(error, description);
    let code = match class {
        Class::Cancelled => Code::SignInCancelled,
        Class::UnmanagedTenant => Code::UnmanagedTenant,
        _ => Code::SignInRefused,
    };
    let mut problem = Problem::new(code, format!("the identity provider refused the sign-in: {class:?}"));
    problem.provider = Some(shown(error, description).into());
    problem
}

fn shown(error: &str, description: &str) -> String {
    let first_line = description.trim().lines().next().unwrap_or_default();
    let whole = if first_line.is_empty() {
        error.to_owned()
    } else {
        format!("{error}: {first_line}")
    };
    let visible: String = whole.chars().filter(|character| !character.is_control()).collect();
    match visible.char_indices().nth(SHOWN_LIMIT) {
        Some((end, _)) => format!("{}…", &visible[..end]),
        None => visible,
    }
}

/// The AADSTS numbers in a text, in order.
fn numbers(description: &str) -> impl Iterator<Item = u32> {
    description.split("AADSTS").skip(1).filter_map(|rest| {
        let end = rest
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(rest.len());
        rest[..end].parse().ok()
    })
}

fn of_number(number: u32, unmanaged: bool) -> Option<Class> {
    Some(match number {
        65004 => Class::Cancelled,
        65001 | 90094 | 90095 | 90008 | 50015 => Class::Consent,
        65005 | 650_051 if unmanaged => Class::UnmanagedTenant,
        50020 | 16000 | 16003 | 50034 | 51004 | 50014 | 90072 | 500_208 => Class::WrongAccount,
        50076 | 50079 | 50072 | 50074 | 50078 | 50158 => Class::SecondFactor,
        50105 | 53000..=53003 | 530_032 | 530_034 | 53011 | 50131 | 500_021 | 500_022 | 500_212 | 500_213 => {
            Class::Policy
        }
        65005 | 650_051 | 650_052 | 650_056 | 650_057 | 500_011 | 700_016 | 50194 | 9_002_332 | 90130 | 9_001_023
        | 700_054 | 50011 | 900_971 | 70011 | 700_022 | 7_000_215 | 7_000_222 | 7_000_218 | 700_027 => {
            Class::OperatorMistake
        }
        90033 | 90006 | 90012 | 50033 | 90024 | 50196 | 90055 | 70012 => Class::Transient,
        50058 | 70008 | 700_082 | 700_084 | 70043 | 50173 | 50089 | 50132 | 50133 | 54005 | 501_481 | 50147
        | 700_005 | 9_002_313 => Class::Expired,
        _ => return None,
    })
}

/// OAuth's and OpenID Connect's own errors (RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6).
fn of_error(error: &str) -> Class {
    match error {
        "access_denied" => Class::Cancelled,
        "consent_required" => Class::Consent,
        "account_selection_required" => Class::WrongAccount,
        "interaction_required" => Class::SecondFactor,
        "login_required" | "invalid_grant" => Class::Expired,
        "server_error" | "temporarily_unavailable" => Class::Transient,
        "invalid_request"
        | "invalid_client"
        | "invalid_scope"
        | "invalid_resource"
        | "unauthorized_client"
        | "unsupported_grant_type"
        | "unsupported_response_type"
        | "request_not_supported"
        | "unmet_authentication_requirements" => Class::OperatorMistake,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests;
