//! Why an ID token does not hold.

use thiserror::Error;

/// Why an ID token was refused. No variant carries anything of the token: these texts go into logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum IdTokenRefusal {
    /// More than 16 KiB.
    #[error("the ID token is too large")]
    TooLarge,
    /// Not three parts of base64url with JSON objects of the right form in the first two.
    #[error("the ID token is not of the form of a signed JWT")]
    Malformed,
    /// Any algorithm but RS256, `none` among them.
    #[error("the ID token is not signed by RS256")]
    Algorithm,
    /// The header names no key.
    #[error("the ID token names no key")]
    KeyIdMissing,
    /// The key set has no such key; a fresh one may.
    #[error("the ID token names a key that the provider does not have")]
    UnknownKey,
    /// The signature is not the key's.
    #[error("the ID token's signature does not hold")]
    Signature,
    /// The key belongs to another issuer, for instance to personal accounts while the token is of a work tenant.
    #[error("the ID token is signed by the key of another issuer")]
    KeyOfAnotherIssuer,
    /// Another issuer, or one that does not go with the tenant.
    #[error("the ID token is of another issuer")]
    Issuer,
    /// The tenant is not a GUID, or missing where the issuer is a template.
    #[error("the ID token names no proper tenant")]
    Tenant,
    /// Not version 2.0.
    #[error("the ID token is of another version")]
    Version,
    /// For another client.
    #[error("the ID token is for another client")]
    Audience,
    /// The answer to another request.
    #[error("the ID token answers another request")]
    Nonce,
    /// No time of expiry.
    #[error("the ID token has no time of expiry")]
    ExpiryMissing,
    /// Expired.
    #[error("the ID token has expired")]
    Expired,
    /// Not valid yet.
    #[error("the ID token is not valid yet")]
    NotYetValid,
    /// Issued in the future.
    #[error("the ID token was issued in the future")]
    IssuedInFuture,
    /// Neither `oid` nor `sub`, or not of a form that can be a key; `oid` alone counts with an issuer template.
    #[error("the ID token does not say who signed in")]
    SubjectMissing,
    /// Neither `email` nor `preferred_username`, or nothing to see in them: no person could tell the login from
    /// another.
    #[error("the ID token names neither an e-mail address nor a user name")]
    AddressMissing,
    /// Freshness is asked for, but the provider sends no `auth_time`.
    #[error("the ID token does not say when the person signed in")]
    SignInTimeMissing,
    /// The sign-in at the provider is too long ago, or in the future.
    #[error("the person signed in too long ago")]
    SignInNotFresh,
}
