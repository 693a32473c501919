//! `/api/v1/packages` and `/api/v1/ownership-offers` (rules 13.1 to 13.12).

mod offers;

use super::{
    Shared,
    answer::{created, done, json},
    api::Api,
    body::Json,
    caller::{Authenticated, Segment, Segments},
    idempotency::{IdempotencyKey, no_body, replayed_created, replayed_or_counted, run_idempotent_json_or_preview},
    paging::{Paging, TextCursor, parameter},
    preview::{OrPreview, Previewing},
    problem::Failure,
    refusals::refusals,
};
use crate::{
    gallery::{Gallery, Outcome, Replay, unreadable},
    rate::Limited,
};
use accounts::{
    Need,
    package::{self, PAGE, PackageId, view},
    username,
};
use axum::{
    extract::{RawQuery, State},
    response::{IntoResponse, Response},
};
use contract::{
    Problem,
    consequence::Preview,
    package::{OfferOwnership, OfferedOwnership, Package, PackageDetails, PackageList, SetListed},
};
use std::sync::Arc;
use utoipa::{
    IntoParams,
    openapi::{
        ObjectBuilder, Required, Type,
        path::{Parameter, ParameterBuilder, ParameterIn},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(list))
        .api(routes!(show))
        .api(routes!(offer))
        .api(routes!(remove_owner))
        .api(routes!(set_listed))
        .merge(offers::routes())
}

/// The package's id, as a path has it (rule 13.1), in the description of the API.
struct IdInPath;

impl IntoParams for IdInPath {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let id = ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(accounts::package::id::LENGTH))
            .pattern(Some("^[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*$"));
        let parameter = ParameterBuilder::new()
            .name("id")
            .parameter_in(ParameterIn::Path)
            .required(Required::True)
            .description(Some("The package's id, in any case."))
            .schema(Some(id));
        vec![parameter.build()]
    }
}

refusals!(ListRefusals: FullSessionRequired, AccountUnknown, NotAuthorized);

/// The packages of the caller's account, or of an organization that it is a member of, unlisted ones too.
#[utoipa::path(
    get,
    path = "/packages",
    tag = "packages",
    security(("session" = [])),
    params(
        ("owner" = Option<String>, Query, description = "The owner's username; without it, the caller's account."),
        TextCursor
    ),
    responses((status = 200, body = PackageList), ListRefusals)
)]
async fn list(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    RawQuery(query): RawQuery,
) -> Result<axum::Json<PackageList>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let page = Paging::read(query.as_deref(), (PAGE, PAGE))?;
    let owner = match parameter(query.as_deref(), "owner") {
        None => caller.account,
        Some(name) => {
            let found = gallery.load(vec![Need::MembersNamed(username::fold(&name))]).await?;
            view::listed_owner(&found, caller.account, &name).map_err(Problem::from)?
        }
    };
    let found = gallery.store.packages_of(owner, page.cursor, PAGE).await;
    let found = found.map_err(unreadable)?;
    let last = found.rows.last().filter(|_| found.more);
    Ok(axum::Json(PackageList {
        next: last.map(|package| package::id::fold(&package.id)),
        packages: found.rows,
    }))
}

refusals!(ShowRefusals: FullSessionRequired, PackageInvalid, NotFound);

/// A package with its owners and, for who belongs to one of them, the offers that wait.
#[utoipa::path(
    get,
    path = "/packages/{id}",
    tag = "packages",
    security(("session" = [])),
    params(IdInPath),
    responses((status = 200, body = PackageDetails), ShowRefusals)
)]
async fn show(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
) -> Result<axum::Json<PackageDetails>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let package = PackageId::parse(&id).map_err(Problem::from)?;
    let needs = vec![
        Need::Package(package.folded()),
        Need::OwnershipOffersOf(package.folded()),
    ];
    let found = gallery.load(needs).await?;
    let details = view::details(&found, caller.account, &package, gallery.now());
    Ok(axum::Json(details.map_err(Problem::from)?))
}

refusals!(
    OfferRefusals: FullSessionRequired, PackageInvalid, UsernameIsEmail, AccountLocked, AccountFrozen, DeletionPending,
    EmailUnconfirmed, LoginChangeOpen, NotFound, NotPackageOwner, NotAuthorized, OrganizationUnconfirmed,
    AccountUnknown, OwnerAlready, MemberUnconfirmed, LimitReached, TooManyRequests,
);

/// Offers ownership to an account. Where the caller may answer for both sides, it is accepted at once.
#[utoipa::path(
    post,
    path = "/packages/{id}/owners",
    tag = "packages",
    security(("session" = [])),
    params(IdInPath, IdempotencyKey, Previewing),
    request_body = OfferOwnership,
    responses((status = 200, body = Preview), (status = 201, body = OfferedOwnership), OfferRefusals)
)]
async fn offer(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(id): Segment,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<OfferOwnership>,
) -> Result<Response, Failure> {
    let route = format!("POST /packages/{}/owners", package::id::fold(&id));
    let key = idempotency.key(&route, Some(&caller), hash);
    if !previewing && let Some(kept) = replayed_or_counted(&gallery, &caller, key, Limited::Offers).await? {
        return Ok(replayed_created(kept));
    }
    let command = package::OfferOwnership {
        caller,
        package: id,
        username: value.username,
        owner: value.owner,
        transfer: value.transfer,
    };
    if previewing {
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    let keep = |offered: &OfferedOwnership| Replay::of(json(offered));
    Ok(match gallery.run_idempotent(&command, key, keep).await? {
        Outcome::Fresh(offered) => created(json(&offered)),
        Outcome::Replayed(kept) => replayed_created(kept),
    })
}

/// What changing a package answers.
type PackageOrPreview = OrPreview<Package>;

refusals!(
    RemoveRefusals: FullSessionRequired, PackageInvalid, AccountLocked, AccountFrozen, DeletionPending, EmailUnconfirmed,
    LoginChangeOpen, NotFound, NotPackageOwner, NotAuthorized, OrganizationUnconfirmed, LastOwner,
);

/// Removes an owner, the caller's own account included. The last one stays.
#[utoipa::path(
    delete,
    path = "/packages/{id}/owners/{username}",
    tag = "packages",
    security(("session" = [])),
    params(
        IdInPath,
        ("username" = String, Path, description = "The owner's username.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    responses((status = 200, body = inline(PackageOrPreview)), RemoveRefusals)
)]
async fn remove_owner(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segments(package, username): Segments,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let (folded, owner) = (package::id::fold(&package), username::fold(&username));
    // In lower case as a whole: answers are kept under it, across updates too (rule 7.6).
    let route = format!("delete /packages/{folded}/owners/{owner}");
    let key = idempotency.key(&route, Some(&caller), no_body());
    let command = package::RemoveOwner {
        caller,
        package,
        username,
    };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(
    ListingRefusals: FullSessionRequired, PackageInvalid, AccountLocked, AccountFrozen, DeletionPending, EmailUnconfirmed,
    NotFound, NotPackageOwner, OrganizationUnconfirmed,
);

/// Lists a package, or unlists it.
#[utoipa::path(
    put,
    path = "/packages/{id}/listing",
    tag = "packages",
    security(("session" = [])),
    params(IdInPath, Previewing),
    request_body = SetListed,
    responses((status = 200, body = inline(PackageOrPreview)), ListingRefusals)
)]
async fn set_listed(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(package): Segment,
    previewing: Previewing,
    Json { value, .. }: Json<SetListed>,
) -> Result<Response, Failure> {
    let command = package::SetListed {
        caller,
        package,
        listed: value.listed,
    };
    // The same wish again changes nothing, so it takes no key.
    let outcome = run_idempotent_json_or_preview(&gallery, &command, None, previewing).await?;
    Ok(outcome.answer(done))
}
