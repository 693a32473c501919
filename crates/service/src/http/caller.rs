//! Who asks.

use super::{
    forwarded,
    limits::{account_bucket, take},
    problem::Failure,
};
use crate::{
    gallery::Gallery,
    rate::{Bucket, Limited},
    store::AuthenticatedAccountRow,
};
use accounts::{
    digest::Hash,
    feed,
    session::{Caller, SessionRow},
};
use axum::{
    extract::{ConnectInfo, FromRequestParts, Path},
    http::{header, request::Parts},
};
use contract::{Code, Problem, Secret};
use std::{convert::Infallible, net::SocketAddr, sync::Arc};

/// A caller with a live session.
pub struct Authenticated(pub Caller);

/// A caller with a live session or without any. A session that does not hold is refused, not ignored.
pub struct MaybeAuthenticated(pub Option<Caller>);

/// A caller's live session itself.
pub struct AuthenticatedSession(pub SessionRow);

/// The same with its account.
pub struct AuthenticatedAccount(pub AuthenticatedAccountRow);

/// A caller with a live session, and the token that they showed, for what is derived from it.
pub struct AuthenticatedWithToken(pub Caller, pub Secret);

/// What a request has taken of its account's writes (rule 7.5), for [`super::idempotency::IdempotencyKey`].
#[derive(Clone, Copy)]
pub struct Taken(pub Bucket);

/// A package feed, which has shown its own secret (rule 13.28).
pub struct Feed;

/// The network address as a hash, for limits.
pub struct Remote(pub Hash);

/// The one variable segment of a path.
pub struct Segment(pub String);

/// The two variable segments of a path.
pub struct Segments(pub String, pub String);

fn bearer(parts: &Parts) -> Result<Option<&str>, Failure> {
    let required = || {
        Failure(Problem::new(
            Code::SessionRequired,
            "the Authorization header is not a bearer token",
        ))
    };
    let mut values = parts.headers.get_all(header::AUTHORIZATION).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let text = value.to_str().map_err(|_| required())?;
    let (scheme, token) = text.split_once(' ').ok_or_else(required)?;
    if !scheme.eq_ignore_ascii_case("bearer") || values.next().is_some() {
        return Err(required());
    }
    Ok(Some(token.trim()))
}

fn no_session() -> Failure {
    Failure(Problem::new(Code::SessionRequired, "no session"))
}

impl FromRequestParts<Arc<Gallery>> for MaybeAuthenticated {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let Some(token) = bearer(parts)? else {
            return Ok(Self(None));
        };
        let caller = gallery.authenticate(token).await?;
        if !parts.method.is_safe() {
            let write = account_bucket(gallery, caller.account, Limited::Writes);
            take(gallery, write)?;
            parts.extensions.insert(Taken(write));
        }
        Ok(Self(Some(caller)))
    }
}

impl FromRequestParts<Arc<Gallery>> for Authenticated {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let MaybeAuthenticated(caller) = MaybeAuthenticated::from_request_parts(parts, gallery).await?;
        caller.map(Self).ok_or_else(no_session)
    }
}

impl FromRequestParts<Arc<Gallery>> for AuthenticatedSession {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let token = bearer(parts)?.ok_or_else(no_session)?;
        Ok(Self(gallery.session(token).await?))
    }
}

impl FromRequestParts<Arc<Gallery>> for AuthenticatedAccount {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let token = bearer(parts)?.ok_or_else(no_session)?;
        Ok(Self(gallery.authenticated_account(token).await?))
    }
}

impl FromRequestParts<Arc<Gallery>> for AuthenticatedWithToken {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let Authenticated(caller) = Authenticated::from_request_parts(parts, gallery).await?;
        let token = bearer(parts)?.ok_or_else(no_session)?;
        Ok(Self(caller, Secret::new(token.to_owned())))
    }
}

impl FromRequestParts<Arc<Gallery>> for Feed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let secrets = &gallery.configuration.feed_secrets;
        // Who brings nothing is asked for the secret, whether there is a feed or not.
        if secrets.is_empty() && bearer(parts).is_ok_and(|text| text.is_some()) {
            let detail = "this gallery has no package feed (rule 13.28)";
            return Err(Problem::new(Code::NotFound, detail).into());
        }
        if bearer(parts).is_ok_and(|text| text.is_some_and(|text| feed::is_secret(secrets, text))) {
            return Ok(Self);
        }
        let not_the_secret = || Problem::new(Code::FeedNotAuthorized, "not the secret of a package feed (rule 13.28)");
        if bearer(parts).is_ok_and(|text| text.is_none()) {
            return Err(not_the_secret().into());
        }
        // Only who guesses is counted: a feed asks often.
        let Ok(remote) = Remote::from_request_parts(parts, gallery).await;
        remote.limit(gallery, Limited::Codes)?;
        Err(not_the_secret().into())
    }
}

impl FromRequestParts<Arc<Gallery>> for Remote {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Infallible> {
        let address = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|ConnectInfo(peer)| forwarded::caller(peer.ip(), &parts.headers, &gallery.configuration.serving));
        Ok(Self(gallery.caller_hash(address)))
    }
}

impl FromRequestParts<Arc<Gallery>> for Segment {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let segment = Path::<String>::from_request_parts(parts, gallery).await;
        segment
            .map(|Path(text)| Self(text))
            .map_err(|_| Failure::bad_request("the path is not UTF-8"))
    }
}

impl FromRequestParts<Arc<Gallery>> for Segments {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let segments = Path::<(String, String)>::from_request_parts(parts, gallery).await;
        segments
            .map(|Path((first, second))| Self(first, second))
            .map_err(|_| Failure::bad_request("the path is not UTF-8"))
    }
}
