//! What a token carries, for an operator who looks at a provider.

use super::{IdTokenRefusal, claims::Claims, signed::SignedToken};
use contract::Secret;

/// Which of the claims that matter a token carries. Nothing here is verified: ask after [`super::verify`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The person's directory (`tid`).
    pub tid: bool,
    /// The person there (`oid`).
    pub oid: bool,
    /// The person as this client knows them (`sub`).
    pub sub: bool,
    /// The claim `email`.
    pub email: bool,
    /// Whether `email_verified` says yes.
    pub email_verified: bool,
    /// Whether `xms_edov` says yes.
    pub xms_edov: bool,
}

/// Reads which claims a token carries.
///
/// # Errors
/// It is not a token.
pub fn sent(token: &Secret) -> Result<Sent, IdTokenRefusal> {
    let claims: Claims = SignedToken::parse(token.expose())?.claims()?;
    Ok(Sent {
        tid: claims.tid.is_some(),
        oid: claims.oid.is_some(),
        sub: claims.sub.is_some(),
        email: claims.email.is_some(),
        email_verified: claims.email_verified,
        xms_edov: claims.xms_edov,
    })
}
