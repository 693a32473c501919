//! `/api/v1/feed`: what package feeds ask and follow (rules 13.28 to 13.39, `docs/feed.md`).

mod cursor;

use super::{
    Shared,
    api::Api,
    body::Json,
    caller::Feed,
    paging::{Limit, Paging},
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, unreadable},
    store::Submission,
};
use accounts::{
    Changes, Write,
    feed::{self, NoteVersions, PAGE, RegisterPackage, Request, Verdict},
    key::ApiKey,
};
use axum::extract::{RawQuery, State};
use contract::{
    Code, EventId, Problem, Timestamp,
    feed::{Authorize, Authorized, FeedChanges, FeedPackages},
};
use cursor::{ChangesCursor, PackagesCursor};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(authorize))
        .api(routes!(changes))
        .api(routes!(packages))
}

refusals!(FeedRefusals: FeedNotAuthorized, NotFound, TooManyRequests);

/// May this key do this to this package? A push of a new package registers it.
#[utoipa::path(
    post,
    path = "/feed/authorize",
    tag = "feed",
    security(("feed" = [])),
    request_body = Authorize,
    responses((status = 200, body = Authorized), FeedRefusals)
)]
async fn authorize(
    State(gallery): Shared,
    Feed: Feed,
    Json { value, .. }: Json<Authorize>,
) -> Result<axum::Json<Authorized>, Failure> {
    let request = match Request::read(&value) {
        Ok(request) => request,
        Err(reason) => return Ok(axum::Json(feed::denied(reason))),
    };
    let found = gallery.load(vec![request.needs()]).await?;
    let now = gallery.now();
    let verdict = feed::judge(&request, &found, now);
    Ok(axum::Json(act(&gallery, request, verdict, now).await?))
}

/// Does what there is to do beside the answer; most often nothing.
async fn act(gallery: &Gallery, request: Request, verdict: Verdict, now: Timestamp) -> Result<Authorized, Problem> {
    let used = verdict.used;
    let answer = if let Some(owner) = verdict.registers_for {
        gallery.run(&RegisterPackage { request, owner }).await?
    } else {
        if verdict.versions.is_some() {
            gallery.run(&NoteVersions { request }).await?;
        }
        verdict.answer
    };
    if let Some(key) = used.filter(|_| answer.allowed) {
        gallery.store.commit_later(noted(&key, now));
    }
    Ok(answer)
}

fn noted(key: &ApiKey, now: Timestamp) -> Submission {
    let changes = Changes {
        writes: vec![Write::SeeKey { key: key.id, at: now }],
        ..Changes::default()
    };
    Submission {
        changes,
        outbox: Vec::new(),
    }
}

refusals!(ChangesRefusals: FeedNotAuthorized, NotFound, TooManyRequests, Stale);

/// What changed after a cursor, in the order of commits, each once.
///
/// `stale` says that changes after the cursor are no longer kept: read all packages, and go on from there.
#[utoipa::path(
    get,
    path = "/feed/changes",
    tag = "feed",
    security(("feed" = [])),
    params(ChangesCursor, Limit),
    responses((status = 200, body = FeedChanges), ChangesRefusals)
)]
async fn changes(
    State(gallery): Shared,
    Feed: Feed,
    RawQuery(query): RawQuery,
) -> Result<axum::Json<FeedChanges>, Failure> {
    let page = Paging::read(query.as_deref(), PAGE)?;
    let cursor = cursor::of_changes(&page.cursor)?.unwrap_or_else(|| EventId::new(Uuid::nil()));
    let found = gallery.store.feed_changes(cursor, page.limit).await;
    let found = found.map_err(unreadable)?;
    let gone = || {
        let detail = "changes after this cursor are no longer kept: read all packages (rule 13.38)";
        Failure(Problem::new(Code::Stale, detail).about("cursor"))
    };
    found.map(axum::Json).ok_or_else(gone)
}

/// All packages as they are, by their ids.
#[utoipa::path(
    get,
    path = "/feed/packages",
    tag = "feed",
    security(("feed" = [])),
    params(PackagesCursor, Limit),
    responses((status = 200, body = FeedPackages), FeedRefusals)
)]
async fn packages(
    State(gallery): Shared,
    Feed: Feed,
    RawQuery(query): RawQuery,
) -> Result<axum::Json<FeedPackages>, Failure> {
    let page = Paging::read(query.as_deref(), PAGE)?;
    let (changes, after) = cursor::of_packages(&page.cursor)?.unzip();
    let found = gallery
        .store
        .feed_packages(changes, after.unwrap_or_default(), page.limit);
    let found = found.await;
    Ok(axum::Json(found.map_err(unreadable)?))
}
