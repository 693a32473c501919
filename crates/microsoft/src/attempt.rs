//! The app's half of a sign-in attempt: its secrets, and the address for the browser (RFC 6749 4.1.1, RFC 7636).

use crate::provider::Provider;
use ambient::{Random, random_secret};
use contract::Secret;
use oauth2::{
    AuthUrl, ClientId, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, basic::BasicClient,
};
use thiserror::Error;

/// How many random bytes each secret has.
const SECRET_BYTES: usize = 32;

/// The secrets of one attempt, each of 32 random bytes as base64url (43 characters).
#[derive(Clone, Debug)]
pub struct AttemptSecrets {
    /// By which the return is recognised (RFC 6749 10.12).
    pub state: Secret,
    /// The PKCE verifier (RFC 7636): without it the code is worth nothing.
    pub verifier: Secret,
    /// Whose hash begins the proof at the gallery and which completes and spends it.
    pub attempt_secret: Secret,
}

impl AttemptSecrets {
    /// New secrets.
    #[must_use]
    pub fn new(random: &dyn Random) -> Self {
        Self {
            state: random_secret(random, SECRET_BYTES),
            verifier: random_secret(random, SECRET_BYTES),
            attempt_secret: random_secret(random, SECRET_BYTES),
        }
    }
}

/// What the browser is sent to ask the provider.
#[derive(Clone, Debug)]
pub struct AuthorizeRequest<'a> {
    /// The client id of the app at this provider.
    pub client_id: &'a str,
    /// The way back; the exchange must name the same.
    pub redirect_uri: &'a str,
    /// The scopes, in order.
    pub scopes: &'a [String],
    /// The state.
    pub state: &'a Secret,
    /// The nonce, from [`crate::nonce::proof_nonce`].
    pub nonce: &'a Secret,
    /// The PKCE verifier, of which only the challenge is sent.
    pub verifier: &'a Secret,
    /// `select_account` or `login`.
    pub prompt: &'a str,
    /// The `acr_values` to ask for; none is sent where it is empty.
    pub acr_values: &'a [String],
}

/// Why no address could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AttemptError {
    /// The way back is not an address.
    #[error("the way back is not an address")]
    RedirectUri,
    /// The verifier is not 43 to 128 unreserved characters (RFC 7636 4.1).
    #[error("the PKCE verifier is not of the form of RFC 7636")]
    Verifier,
}

/// The address to open in the browser: authorization code flow with PKCE S256, state and nonce. It is a secret because
/// whoever has it could answer in the person's place.
///
/// # Errors
/// Where the request's way back or verifier is not of its form.
pub fn authorize_url(provider: &Provider, request: &AuthorizeRequest<'_>) -> Result<Secret, AttemptError> {
    if !is_verifier(request.verifier.expose()) {
        return Err(AttemptError::Verifier);
    }
    let redirect = RedirectUrl::new(request.redirect_uri.to_owned()).map_err(|_| AttemptError::RedirectUri)?;
    let client = BasicClient::new(ClientId::new(request.client_id.to_owned()))
        .set_auth_uri(AuthUrl::from_url(provider.authorization_endpoint.clone()))
        .set_redirect_uri(redirect);
    let verifier = PkceCodeVerifier::new(request.verifier.expose().to_owned());
    let mut authorization = client
        .authorize_url(|| CsrfToken::new(request.state.expose().to_owned()))
        .add_scopes(request.scopes.iter().cloned().map(Scope::new))
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .add_extra_param("nonce", request.nonce.expose())
        .add_extra_param("prompt", request.prompt)
        .add_extra_param("response_mode", "query");
    if !request.acr_values.is_empty() {
        authorization = authorization.add_extra_param("acr_values", request.acr_values.join(" "));
    }
    let (address, _) = authorization.url();
    Ok(Secret::new(address.into()))
}

fn is_verifier(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~'))
}

#[cfg(test)]
mod tests;
