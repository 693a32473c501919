//! Validation of ID tokens (OpenID Connect Core 3.1.3.7; Microsoft, "ID token claims reference" and "Access tokens").

mod claims;
mod refusal;
mod sent;
mod signed;

pub use refusal::IdTokenRefusal;
pub use sent::{Sent, sent};

use crate::{
    keys::KeySet,
    provider::IssuerRule,
    tenant::{PERSONAL_TENANT, is_guid, issuer_for},
};
use claims::Claims;
use contract::{
    Secret, Timestamp,
    identity::{Identity, IdentityKind},
    text,
};
use signed::SignedToken;
use subtle::ConstantTimeEq;

/// How far two clocks may be apart, in seconds.
pub const LEEWAY_SECS: i64 = 120;

/// The `acr` that says that a second factor was used.
pub const SECOND_FACTOR_ACR: &str = "urn:microsoft:policies:mfa";

/// What is asked for beside that where the person's own policy may decide.
pub const USUAL_ACR: &str = "urn:microsoft:policies:default";

/// How much of a claim is shown to people, in characters (rule 2.4).
const CLAIM_CHARACTERS: usize = 256;

/// What a token must say.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    /// The client id that it must be for.
    pub client_id: &'a str,
    /// The nonce of the request that it answers.
    pub nonce: &'a Secret,
    /// How long ago the person may have signed in, in seconds.
    pub max_sign_in_age_secs: Option<i64>,
    /// Where that is set: whether `auth_time` is mandatory. Else the caller must show in another way that the sign-in
    /// is fresh, where [`Verified::auth_time`] is missing.
    pub sign_in_time_required: bool,
    /// Now.
    pub now: Timestamp,
}

/// What an identity is known by (design 8): never an address or a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct IdentityKey {
    /// The token's issuer, with the tenant in its place.
    pub issuer: String,
    /// The tenant's GUID in lower case, "" where the provider has no tenants.
    pub tenant: String,
    /// The object id (`oid`), or else the subject (`sub`).
    pub subject: String,
}

/// What a token that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Who, for the database.
    pub key: IdentityKey,
    /// Who, for people.
    pub identity: Identity,
    /// Whether somebody who may vouches that the identity's address is the person's: Microsoft for personal accounts,
    /// elsewhere the token by `email_verified` or `xms_edov`, for the claim `email` only.
    pub address_verified: bool,
    /// When the person signed in at the provider, where the provider says it.
    pub auth_time: Option<Timestamp>,
    /// How the person signed in, where the provider says it.
    pub acr: Option<String>,
}

/// Verifies an ID token. The signature comes first: nothing that is not signed decides anything but which key to try.
///
/// # Errors
/// The first thing that does not hold. [`IdTokenRefusal::UnknownKey`] may go away with a fresh key set.
pub fn verify(
    token: &Secret,
    keys: &KeySet,
    issuer: &IssuerRule,
    expected: &Expected<'_>,
) -> Result<Verified, IdTokenRefusal> {
    let signed = SignedToken::parse(token.expose())?;
    let claims = check_signature(&signed, keys, issuer)?;
    let tenant = check_issuer(&claims, issuer)?;
    check_audience(&claims, expected.client_id)?;
    if !bool::from(claims.nonce.as_bytes().ct_eq(expected.nonce.expose().as_bytes())) {
        return Err(IdTokenRefusal::Nonce);
    }
    check_times(&claims, expected.now)?;
    check_sign_in_age(&claims, expected)?;
    let subject = subject(&claims, issuer)?;
    verified(claims, tenant, subject)
}

/// Finds the key that signed it, and then asks whether that key may sign for this issuer.
fn check_signature(signed: &SignedToken<'_>, keys: &KeySet, issuer: &IssuerRule) -> Result<Claims, IdTokenRefusal> {
    if !keys.has(&signed.kid) {
        return Err(IdTokenRefusal::UnknownKey);
    }
    let signers: Vec<_> = keys
        .with_id(&signed.kid)
        .filter(|key| key.verifies(signed.message, signed.signature))
        .collect();
    if signers.is_empty() {
        return Err(IdTokenRefusal::Signature);
    }
    let claims = signed.claims()?;
    let fixed = matches!(issuer, IssuerRule::Exact(_));
    let paired = signers
        .iter()
        .any(|key| key.may_sign_for(&claims.iss, claims.tid.as_deref(), fixed));
    if paired {
        Ok(claims)
    } else {
        Err(IdTokenRefusal::KeyOfAnotherIssuer)
    }
}

/// Checks issuer, tenant and version; gives the tenant in lower case.
fn check_issuer(claims: &Claims, issuer: &IssuerRule) -> Result<String, IdTokenRefusal> {
    let tenant = claims.tid.as_deref();
    if tenant.is_some_and(|tenant| !is_guid(tenant)) {
        return Err(IdTokenRefusal::Tenant);
    }
    match issuer {
        IssuerRule::Exact(issuer) if claims.iss != *issuer => return Err(IdTokenRefusal::Issuer),
        IssuerRule::Exact(_) => {}
        IssuerRule::Template(template) => {
            let instance = issuer_for(template, tenant.ok_or(IdTokenRefusal::Tenant)?);
            if instance.as_deref() != Some(claims.iss.as_str()) {
                return Err(IdTokenRefusal::Issuer);
            }
            if claims.ver.as_deref() != Some("2.0") {
                return Err(IdTokenRefusal::Version);
            }
        }
    }
    Ok(tenant.unwrap_or_default().to_ascii_lowercase())
}

/// The audience is this client. Where there are others beside it, or an authorized party is named at all, that party
/// must be this client too (OpenID Connect Core 3.1.3.7, 3 to 5).
fn check_audience(claims: &Claims, client_id: &str) -> Result<(), IdTokenRefusal> {
    let ours = claims.aud.0.iter().any(|audience| audience == client_id);
    let party = match claims.azp.as_deref() {
        Some(party) => party == client_id,
        None => claims.aud.0.len() == 1,
    };
    if ours && party {
        Ok(())
    } else {
        Err(IdTokenRefusal::Audience)
    }
}

fn check_times(claims: &Claims, now: Timestamp) -> Result<(), IdTokenRefusal> {
    let exp = claims.exp.ok_or(IdTokenRefusal::ExpiryMissing)?;
    if !exp.is_after(now, -LEEWAY_SECS) {
        return Err(IdTokenRefusal::Expired);
    }
    if claims.nbf.is_some_and(|nbf| nbf.is_after(now, LEEWAY_SECS)) {
        return Err(IdTokenRefusal::NotYetValid);
    }
    if claims.iat.is_some_and(|iat| iat.is_after(now, LEEWAY_SECS)) {
        return Err(IdTokenRefusal::IssuedInFuture);
    }
    Ok(())
}

/// Freshness has no leeway on its old side: the limit is ours, and generous.
fn check_sign_in_age(claims: &Claims, expected: &Expected<'_>) -> Result<(), IdTokenRefusal> {
    let Some(limit) = expected.max_sign_in_age_secs else {
        return Ok(());
    };
    let Some(auth_time) = claims.auth_time else {
        return if expected.sign_in_time_required {
            Err(IdTokenRefusal::SignInTimeMissing)
        } else {
            Ok(())
        };
    };
    let too_old = auth_time.is_before(expected.now, limit.saturating_neg());
    if too_old || auth_time.is_after(expected.now, LEEWAY_SECS) {
        Err(IdTokenRefusal::SignInNotFresh)
    } else {
        Ok(())
    }
}

/// The object id or else the subject. With an issuer template the object id is mandatory: it comes with the scope
/// `profile`, and falling back would make two people of one as soon as a gallery's scopes change.
fn subject(claims: &Claims, issuer: &IssuerRule) -> Result<String, IdTokenRefusal> {
    let present = |claim: &Option<String>| claim.clone().filter(|text| !text.is_empty());
    let subject = match issuer {
        IssuerRule::Template(_) => present(&claims.oid),
        IssuerRule::Exact(_) => present(&claims.oid).or_else(|| present(&claims.sub)),
    };
    // OpenID Connect Core 2: at most 255 ASCII characters. Controls have no place in a database key either.
    let usable = |text: &String| text.len() <= 255 && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    subject.filter(usable).ok_or(IdTokenRefusal::SubjectMissing)
}

/// What the token says of the person. Its address, or else its user name, is what tells one login from another for
/// people, on every page and in every mail; a login without either would be nobody that its owner could recognise.
fn verified(claims: Claims, tenant: String, subject: String) -> Result<Verified, IdTokenRefusal> {
    let kind = match tenant.as_str() {
        "" => IdentityKind::Other,
        PERSONAL_TENANT => IdentityKind::Personal,
        _ => IdentityKind::WorkOrSchool,
    };
    let second_factor = claims
        .acr
        .as_deref()
        .is_some_and(|acr| acr.eq_ignore_ascii_case(SECOND_FACTOR_ACR));
    let shown = |claim: Option<String>| text::shown(&claim?, CLAIM_CHARACTERS);
    let email = shown(claims.email);
    let vouched = email.is_some() && (claims.email_verified || claims.xms_edov);
    let address = email.or_else(|| shown(claims.preferred_username));
    Ok(Verified {
        address_verified: vouched || kind == IdentityKind::Personal,
        identity: Identity {
            name: shown(claims.name),
            address: Some(address.ok_or(IdTokenRefusal::AddressMissing)?),
            kind,
            second_factor,
        },
        key: IdentityKey {
            issuer: claims.iss,
            tenant,
            subject,
        },
        auth_time: claims.auth_time.map(claims::NumericDate::timestamp),
        acr: claims.acr,
    })
}

#[cfg(test)]
mod tests;
