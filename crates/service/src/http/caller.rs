//! Who asks.

use super::{forwarded, problem::Failure};
use crate::{
    gallery::Gallery,
    rate::{Bucket, Counted, Limited},
    store::SignedAccount,
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
use contract::{AccountId, Code, Problem, Secret};
use std::{convert::Infallible, net::SocketAddr, sync::Arc};

/// A caller with a live session.
pub struct Signed(pub Caller);

/// A caller with a live session or without any. A session that does not hold is refused, not ignored.
pub struct MaybeSigned(pub Option<Caller>);

/// A caller's live session itself.
pub struct SignedSession(pub SessionRow);
/// The same with its account.
pub struct SignedWithAccount(pub SignedAccount);
/// A caller with a live session, and the token that they showed, for what is derived from it.
pub struct SignedBy(pub Caller, pub Secret);

/// What a request has taken of its account's writes (rule 7.5), for [`super::repeat::Repeat`].
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

impl FromRequestParts<Arc<Gallery>> for MaybeSigned {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let Some(token) = bearer(parts)? else {
            return Ok(Self(None));
        };
        let caller = gallery.authenticate(token).await?;
        if !parts.method.is_safe() {
            let write = caller.bucket(gallery, Limited::Writes);
            take(gallery, write)?;
            parts.extensions.insert(Taken(write));
        }
        Ok(Self(Some(caller)))
    }
}

impl FromRequestParts<Arc<Gallery>> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let MaybeSigned(caller) = MaybeSigned::from_request_parts(parts, gallery).await?;
        caller.map(Self).ok_or_else(no_session)
    }
}

impl FromRequestParts<Arc<Gallery>> for SignedSession {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let token = bearer(parts)?.ok_or_else(no_session)?;
        Ok(Self(gallery.session(token).await?))
    }
}

impl FromRequestParts<Arc<Gallery>> for SignedWithAccount {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let token = bearer(parts)?.ok_or_else(no_session)?;
        Ok(Self(gallery.signed_account(token).await?))
    }
}

impl FromRequestParts<Arc<Gallery>> for SignedBy {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, gallery: &Arc<Gallery>) -> Result<Self, Failure> {
        let Signed(caller) = Signed::from_request_parts(parts, gallery).await?;
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

impl Remote {
    /// Takes one from what this address may ask.
    pub fn limit(&self, gallery: &Gallery, what: Limited) -> Result<(), Failure> {
        let (by, key) = (Counted::Address, self.0);
        take(gallery, Bucket { what, by, key })
    }
}

/// What an account may do only so often, whichever address it asks from.
pub trait LimitedAccount {
    /// Takes one from what this account may ask.
    fn limit(&self, gallery: &Gallery, what: Limited) -> Result<(), Failure>;

    /// Where it is counted.
    fn bucket(&self, gallery: &Gallery, what: Limited) -> Bucket;
}

impl LimitedAccount for Caller {
    fn limit(&self, gallery: &Gallery, what: Limited) -> Result<(), Failure> {
        take(gallery, self.bucket(gallery, what))
    }

    fn bucket(&self, gallery: &Gallery, what: Limited) -> Bucket {
        Bucket {
            what,
            by: Counted::Account,
            key: gallery.limit_key(self.account.as_bytes()),
        }
    }
}

/// Takes one from what may be asked about this name or address, folded, whether it exists or not: by this network address,
/// and by all together.
pub fn limit_named(gallery: &Gallery, what: Limited, remote: &Remote, folded: &str) -> Result<(), Failure> {
    let from_here = [&remote.0, folded.as_bytes()].concat();
    take_by(gallery, what, Counted::NameFromAddress, &from_here)?;
    take_by(gallery, what, Counted::Name, folded.as_bytes())
}

/// The same where an installation asks that the account of this name knows: what strangers ask holds it up in nothing.
pub fn limit_known(gallery: &Gallery, what: Limited, installation: &str, folded: &str) -> Result<(), Failure> {
    // No id of an installation has a line break in it.
    let from_here = format!("{installation}\n{folded}");
    take_by(gallery, what, Counted::KnownPlace, from_here.as_bytes())?;
    take_by(gallery, what, Counted::KnownPlaces, folded.as_bytes())
}

/// The invitations that an organization mails to one account, whoever of its administrators invites.
pub fn mailed_invitations(gallery: &Gallery, organization: AccountId, invited: AccountId) -> Bucket {
    let pair = [organization.as_bytes().as_slice(), invited.as_bytes()].concat();
    Bucket {
        what: Limited::Invited,
        by: Counted::Name,
        key: gallery.limit_key(&pair),
    }
}

fn take_by(gallery: &Gallery, what: Limited, by: Counted, whose: &[u8]) -> Result<(), Failure> {
    let key = gallery.limit_key(whose);
    take(gallery, Bucket { what, by, key })
}

fn take(gallery: &Gallery, bucket: Bucket) -> Result<(), Failure> {
    let taken = gallery.limits.take(bucket, gallery.now());
    taken.map_err(|problem| {
        gallery.metrics.limited(bucket.what, bucket.by);
        Failure(problem)
    })
}
