//! An authorization request, read strictly (OpenID Connect Core 3.1.2.1, RFC 7636 4.3).

use super::{authority::Authority, refusal::Refusal};
use std::collections::BTreeMap;
use url::Url;

/// The policy that asks for a second factor, and that the `acr` claim names when there was one.
pub(super) const POLICY_MFA: &str = "urn:microsoft:policies:mfa";
/// The policy that leaves it to the person's own settings.
pub(super) const POLICY_DEFAULT: &str = "urn:microsoft:policies:default";

/// The longest value of a parameter, in bytes.
const VALUE_LIMIT: usize = 2048;

/// The parameters of a request, each at most once.
pub(super) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// Collects the parameters.
    ///
    /// # Errors
    /// The name of the first one that is repeated or too long: RFC 6749 3.1 and 3.2 forbid repeats.
    pub(super) fn read(pairs: impl IntoIterator<Item = (String, String)>) -> Result<Self, String> {
        let mut map = BTreeMap::new();
        for (name, value) in pairs {
            if value.len() > VALUE_LIMIT || map.contains_key(&name) {
                return Err(name.chars().take(40).collect());
            }
            map.insert(name, value);
        }
        Ok(Self(map))
    }

    /// The value; an empty one counts as absent (RFC 6749 3.1).
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of a parameter that must be there.
    ///
    /// # Errors
    /// `invalid_request` with AADSTS900144.
    pub(super) fn require(&self, name: &'static str) -> Result<&str, Refusal> {
        self.get(name).ok_or_else(|| {
            Refusal::new(
                "invalid_request",
                900_144,
                format!("The request lacks the parameter '{name}'."),
            )
        })
    }
}

/// How the client wants the person to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prompt {
    /// Not said: whoever is signed in to the browser goes on without a question.
    Unspecified,
    /// `none`: never show a page.
    None,
    /// `login`: everybody proves anew who they are.
    Login,
    /// `select_account`: always the account picker.
    SelectAccount,
    /// `consent`: ask for consent even where it was given.
    Consent,
}

/// What `acr_values` ask about the second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactorPolicy {
    /// Nothing is asked, nothing is claimed.
    Unspecified,
    /// Only the default policy: no question, but the claim.
    Default,
    /// Both policies: who has a second factor uses it.
    Enrolled,
    /// Only the second-factor policy: everybody uses one, and enrols it where there is none.
    Required,
}

/// A request that may be put before a person.
#[derive(Clone, Debug)]
pub(super) struct AuthorizationRequest {
    pub(super) authority: Authority,
    pub(super) redirect_uri: Url,
    pub(super) state: Option<String>,
    pub(super) nonce: String,
    pub(super) code_challenge: String,
    pub(super) profile: bool,
    pub(super) email: bool,
    pub(super) prompt: Prompt,
    pub(super) login_hint: Option<String>,
    pub(super) factor: FactorPolicy,
    /// Seconds.
    pub(super) max_age: Option<i64>,
}

impl AuthorizationRequest {
    /// Reads everything but client and redirect address, which the caller has checked already: only then may a
    /// refusal travel to the client.
    ///
    /// # Errors
    /// What the client is told.
    pub(super) fn read(authority: Authority, redirect_uri: Url, parameters: &Parameters) -> Result<Self, Refusal> {
        refuse_foreign_flows(parameters)?;
        let (profile, email) = scopes(parameters.require("scope")?)?;
        Ok(Self {
            authority,
            redirect_uri,
            state: parameters.get("state").map(str::to_owned),
            nonce: parameters.require("nonce")?.to_owned(),
            code_challenge: code_challenge(parameters)?,
            profile,
            email,
            prompt: prompt(parameters.get("prompt"))?,
            login_hint: parameters.get("login_hint").map(str::to_owned),
            factor: factor_policy(parameters.get("acr_values")),
            max_age: max_age(parameters.get("max_age"))?,
        })
    }
}

fn refuse_foreign_flows(parameters: &Parameters) -> Result<(), Refusal> {
    if parameters.require("response_type")? != "code" {
        let text = "This client is registered for the response type 'code' alone.";
        return Err(Refusal::new("unsupported_response_type", 700_054, text));
    }
    if parameters.get("response_mode").is_some_and(|mode| mode != "query") {
        return Err(Refusal::new(
            "invalid_request",
            70005,
            "Only the response mode 'query' is served here.",
        ));
    }
    if parameters.get("request").is_some() || parameters.get("request_uri").is_some() {
        return Err(Refusal::new(
            "request_not_supported",
            900_144,
            "Request objects are not served here.",
        ));
    }
    Ok(())
}

/// Whether profile and e-mail are asked for.
fn scopes(text: &str) -> Result<(bool, bool), Refusal> {
    let scopes: Vec<_> = text.split_ascii_whitespace().collect();
    if let Some(unknown) = scopes
        .iter()
        .find(|scope| !["openid", "profile", "email"].contains(scope))
    {
        let unknown: String = unknown.chars().take(60).collect();
        return Err(Refusal::new(
            "invalid_scope",
            70011,
            format!("The scope '{unknown}' is not registered."),
        ));
    }
    if !scopes.contains(&"openid") {
        return Err(Refusal::new("invalid_scope", 70011, "The scope must contain 'openid'."));
    }
    Ok((scopes.contains(&"profile"), scopes.contains(&"email")))
}

/// PKCE with S256, without which nothing goes on: `plain`, or leaving it out, would be a downgrade (RFC 9700 2.1.1).
fn code_challenge(parameters: &Parameters) -> Result<String, Refusal> {
    let refusal = |text: &str| Refusal::new("invalid_request", 9_002_325, text);
    let challenge = parameters
        .get("code_challenge")
        .ok_or_else(|| refusal("Proof Key for Code Exchange is required: 'code_challenge' is missing."))?;
    if parameters.get("code_challenge_method") != Some("S256") {
        return Err(refusal("The 'code_challenge_method' must be 'S256'."));
    }
    let is_sha256 = challenge.len() == 43
        && challenge
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    if is_sha256 {
        Ok(challenge.to_owned())
    } else {
        Err(refusal("The 'code_challenge' is not an S256 challenge."))
    }
}

fn prompt(text: Option<&str>) -> Result<Prompt, Refusal> {
    match text {
        None => Ok(Prompt::Unspecified),
        Some("none") => Ok(Prompt::None),
        Some("login") => Ok(Prompt::Login),
        Some("select_account") => Ok(Prompt::SelectAccount),
        Some("consent") => Ok(Prompt::Consent),
        Some(_) => Err(Refusal::new(
            "invalid_request",
            90023,
            "The value of 'prompt' is not known.",
        )),
    }
}

fn factor_policy(acr_values: Option<&str>) -> FactorPolicy {
    let Some(values) = acr_values else {
        return FactorPolicy::Unspecified;
    };
    let lists = |policy: &str| {
        values
            .split_ascii_whitespace()
            .any(|value| value.eq_ignore_ascii_case(policy))
    };
    match (lists(POLICY_MFA), lists(POLICY_DEFAULT)) {
        (true, true) => FactorPolicy::Enrolled,
        (true, false) => FactorPolicy::Required,
        (false, true) => FactorPolicy::Default,
        (false, false) => FactorPolicy::Unspecified,
    }
}

fn max_age(text: Option<&str>) -> Result<Option<i64>, Refusal> {
    let Some(text) = text else { return Ok(None) };
    match text.parse() {
        Ok(seconds) if seconds >= 0 => Ok(Some(seconds)),
        _ => Err(Refusal::new(
            "invalid_request",
            90023,
            "The value of 'max_age' is not a number of seconds.",
        )),
    }
}
