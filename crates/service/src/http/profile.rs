//! `/api/v1/profiles`: what everybody may see.

use super::{
    Shared,
    api::Api,
    caller::{Remote, Segment},
    paging::{bad_parameter, optional, parameter},
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, unreadable},
    rate::Limited,
};
use accounts::{
    digest,
    profile::{self, PAGE},
    username::Username,
};
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{Code, Problem, profile::Profile};
use std::sync::Arc;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Type,
        path::{Parameter, ParameterIn},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The longest cursor: a package's id.
const CURSOR: usize = 128;

/// For how many seconds an avatar may be kept: a name does not change often, and its drawing never.
const KEPT: &str = "public, max-age=86400";

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().api(routes!(show)).api(routes!(avatar))
}

refusals!(ProfileRefusals: NotFound, TooManyRequests);

fn unknown() -> Failure {
    Problem::new(Code::NotFound, "no account has this name (rule 5.26)").into()
}

/// The public profile of an account, with a page of its listed packages.
#[utoipa::path(
    get,
    path = "/profiles/{username}",
    tag = "profiles",
    params(
        ("username" = String, Path, description = "The account's username, in any case.", max_length = 64),
        After
    ),
    responses((status = 200, body = Profile), ProfileRefusals)
)]
async fn show(
    State(gallery): Shared,
    remote: Remote,
    Segment(name): Segment,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Usernames)?;
    let after = parameter(query.as_deref(), "cursor").unwrap_or_default();
    if after.chars().count() > CURSOR {
        return Err(bad_parameter("cursor", "no cursor of this list"));
    }
    let name = Username::parse(&name).map_err(|_| unknown())?;
    let found = gallery.store.profile(name.folded(), after, PAGE).await;
    let found = found.map_err(unreadable)?.ok_or_else(unknown)?;
    let next = found
        .packages
        .last()
        .filter(|_| found.more)
        .map(|(folded, _)| folded.clone());
    let profile = Profile {
        avatar: format!("/api/v1/profiles/{}/avatar", found.username),
        username: found.username,
        package_count: found.package_count,
        packages: found.packages.into_iter().map(|(_, id)| id).collect(),
        next,
    };
    let mut response = axum::Json(profile).into_response();
    if found.locked {
        // What an operator locked is not shown around (rule 5.27).
        let name = header::HeaderName::from_static("x-robots-tag");
        response
            .headers_mut()
            .insert(name, header::HeaderValue::from_static("noindex"));
    }
    Ok(response)
}

/// The avatar of an account: its initials, as SVG.
#[utoipa::path(
    get,
    path = "/profiles/{username}/avatar",
    tag = "profiles",
    params(
        ("username" = String, Path, description = "The account's username, in any case.", max_length = 64),
        ("If-None-Match" = Option<String>, Header, description = "The `ETag` of what is there already, or several, or `*`."),
        Side
    ),
    responses(
        (status = 200, body = String, content_type = "image/svg+xml", headers(
            ("ETag" = String, description = "Another text for another drawing."),
            ("Cache-Control" = String, description = "For how long it may be kept."),
        )),
        (status = 304, description = "It is what `If-None-Match` names.", headers(
            ("ETag" = String, description = "Another text for another drawing."),
            ("Cache-Control" = String, description = "For how long it may be kept."),
        )),
        ProfileRefusals
    )
)]
async fn avatar(
    State(gallery): Shared,
    remote: Remote,
    Segment(name): Segment,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Usernames)?;
    let side = side(parameter(query.as_deref(), "size").as_deref())?;
    let name = Username::parse(&name).map_err(|_| unknown())?;
    let shown = gallery.store.shown_name(name.folded()).await;
    let shown = shown.map_err(unreadable)?.ok_or_else(unknown)?;
    let svg = profile::avatar(&Username::from_stored(shown), side);
    let tag = format!("\"{}\"", digest::to_text(&digest::of_text(&svg)));
    let kept = [
        (header::CACHE_CONTROL, KEPT.to_owned()),
        (header::ETAG, tag.clone()),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin".to_owned(),
        ),
    ];
    if names(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    Ok((kept, [(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

/// Whether `If-None-Match` names the tag: one of a list, or `*`. Compared weakly (RFC 9110 13.1.2), as proxies that compress
/// make tags weak.
fn names(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut listed = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','));
    listed.any(|one| {
        let one = one.trim();
        one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag
    })
}

/// `cursor` in the description of the API.
struct After;

impl IntoParams for After {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let text = ObjectBuilder::new().schema_type(Type::String).max_length(Some(CURSOR));
        optional("cursor", "The `next` of the page before.", text)
    }
}

/// `size` in the description of the API.
struct Side;

impl IntoParams for Side {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let (least, most) = (usize::from(profile::SMALLEST), usize::from(profile::LARGEST));
        let pixels = ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(least))
            .maximum(Some(most));
        let usual = profile::USUAL;
        optional(
            "size",
            format!("Its side in pixels; {usual} where none is given."),
            pixels,
        )
    }
}

fn side(asked: Option<&str>) -> Result<u16, Failure> {
    let Some(text) = asked else { return Ok(profile::USUAL) };
    let side = text
        .parse()
        .ok()
        .filter(|side| (profile::SMALLEST..=profile::LARGEST).contains(side));
    side.ok_or_else(|| bad_parameter("size", "a size has 16 to 512 pixels"))
}
