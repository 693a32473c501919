//! What a pasted error text or address means: offline, in any casing, with noise around it.
//!
//! The sentences are those of the gallery's pages and of Microsoft's, known by short fragments
//! (`docs/wizards.md`). Microsoft's numbers explain and decide nothing.

mod address;
pub mod named;
pub mod place;
mod redact;
mod remedy;
mod sentences;
#[cfg(test)]
mod tests;

use contract::{
    Code,
    desktop::trouble::{Cause, Diagnosis, Where},
};
use microsoft::catalogue::{self, Class};

/// The longest text that is looked at, in characters: a page of a browser, copied whole.
const LIMIT: usize = 20_000;

/// Says what a text means. `names` are those of people and accounts that this app knows, to be left out of the message.
#[must_use]
pub fn diagnose(text: &str, names: &[String]) -> Diagnosis {
    let text: String = text.chars().take(LIMIT).collect();
    // What an address tells of an error stands in it as a form is sent.
    let plain = sentences::plain(&format!("{text} {}", address::told(&text)));
    let numbers = numbers(&plain);
    let code = own_code(&text);
    let cause = cause(&text, &plain, code);
    Diagnosis {
        cause,
        at: Where::Either,
        code,
        wizard: remedy::wizard(cause, code),
        domain: sentences::domain(&plain).filter(|_| is_of_a_domain(cause)),
        places: Vec::new(),
        message: redact::message(&text, names, &numbers),
        numbers,
    }
}

/// The domain that Microsoft's refusal of a sign-in names.
#[must_use]
pub fn refused_domain(said: &str) -> Option<String> {
    sentences::domain(&sentences::plain(said))
}

/// Whether the cause lies with a company's domain.
fn is_of_a_domain(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::UnmanagedTenant | Cause::AdminApproval | Cause::MicrosoftPolicy | Cause::MicrosoftConsent
    )
}

fn cause(text: &str, plain: &str, code: Option<Code>) -> Cause {
    if plain.is_empty() {
        return Cause::Nothing;
    }
    address::cause(text)
        .or_else(|| sentences::cause(plain).filter(|cause| numbers(plain).is_empty() || !is_of_gallery(*cause)))
        .or_else(|| microsoft(plain))
        .or_else(|| code.map(|_| Cause::Refusal))
        .unwrap_or(Cause::Unknown)
}

/// What Microsoft numbers is Microsoft's, though its sentences hold words of the gallery's.
fn is_of_gallery(cause: Cause) -> bool {
    matches!(
        cause,
        Cause::AccountLocked
            | Cause::AdministratorUnknown
            | Cause::AdministratorUnconfirmed
            | Cause::ConversionInProgress
            | Cause::EventNotAllowed
            | Cause::TokenUsed
    )
}

/// Microsoft's refusals, by number, or by the OAuth error of an address.
fn microsoft(plain: &str) -> Option<Cause> {
    let as_written = plain.replace("aadsts", "AADSTS");
    let error = OAUTH_ERRORS.iter().find(|error| has_word(plain, error));
    if error.is_none() && numbers(plain).is_empty() {
        return None;
    }
    Some(match catalogue::classify(error.unwrap_or(&""), &as_written) {
        Class::Cancelled => Cause::MicrosoftCancelled,
        Class::Consent => Cause::MicrosoftConsent,
        Class::UnmanagedTenant => Cause::UnmanagedTenant,
        Class::WrongAccount => Cause::MicrosoftWrongAccount,
        Class::SecondFactor => Cause::MicrosoftSecondFactor,
        Class::Policy => Cause::MicrosoftPolicy,
        Class::OperatorMistake => Cause::MicrosoftOperator,
        Class::Transient => Cause::MicrosoftTransient,
        Class::Expired => Cause::MicrosoftExpired,
        Class::Other => Cause::MicrosoftOther,
    })
}

/// The errors of OAuth and OpenID Connect that stand in addresses and pages.
const OAUTH_ERRORS: &[&str] = &[
    "access_denied",
    "consent_required",
    "account_selection_required",
    "interaction_required",
    "login_required",
    "invalid_grant",
    "server_error",
    "temporarily_unavailable",
    "invalid_request",
    "invalid_client",
    "unauthorized_client",
];

fn has_word(text: &str, word: &str) -> bool {
    let part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    text.split(|character: char| !part(character))
        .any(|found| found == word)
}

/// The numbers of `AADSTS…` in a text, each once.
fn numbers(plain: &str) -> Vec<u32> {
    let mut found = Vec::new();
    for rest in plain.split("aadsts").skip(1) {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse()
            && !found.contains(&number)
        {
            found.push(number);
        }
    }
    found
}

/// The first code of this app or a gallery that stands in the text as a word of its own: in a copied refusal, in a log.
fn own_code(text: &str) -> Option<Code> {
    let part = |character: char| character.is_ascii_lowercase() || character == '_';
    let words = text.split(|character: char| !part(character));
    words
        .filter(|word| word.contains('_'))
        .find_map(|word| serde_json::from_value(serde_json::Value::String(word.to_owned())).ok())
}
