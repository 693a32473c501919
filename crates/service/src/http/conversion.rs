//! `/api/v1/account/conversion` and `…/conversions`: conversion of an account to an organization, from both sides.

use super::{
    Shared,
    answer::{created, done, no_content},
    api::Api,
    body::Json,
    caller::{Authenticated, Remote, Segment},
    idempotency::{
        IdempotencyKey, no_body, replayed_created, replayed_or_counted, run_idempotent_json,
        run_idempotent_json_or_preview,
    },
    preview::{OrPreview, Previewing},
    problem::Failure,
    refusals::refusals,
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{
    Need, Refusal,
    conversion::{self, view},
    session::Caller,
    username,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use contract::{
    AccountId, Code, Problem,
    consequence::Preview,
    conversion::{AcceptedConversion, Conversion, ConversionList, OwnConversion, RequestConversion, WaitingConversion},
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(show, request, cancel))
        .api(routes!(list))
        .api(routes!(accept, reject))
}

/// The conversion of the caller's own account, and what stands in its way. In a recovery session, too.
#[utoipa::path(
    get,
    path = "/account/conversion",
    tag = "conversion",
    security(("session" = [])),
    responses((status = 200, body = OwnConversion))
)]
async fn show(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<OwnConversion>, Failure> {
    let account = caller.account;
    let needs = vec![
        Need::Account(account),
        Need::Conversion(account),
        Need::MembershipsOf(account),
        Need::InvitationsFor(account),
    ];
    let found = gallery.load(needs).await?;
    Ok(axum::Json(view::own(&found, account, caller.kind, gallery.now())))
}

refusals!(
    RequestRefusals: UsernameIsEmail, EmailUnconfirmed, AccountLocked, ConversionIsMember, AccountFrozen,
    DeletionPending, LoginChangeOpen, LoginPresent, AccountUnknown, AdministratorIsSame, AdministratorUnconfirmed,
    AdministratorIsOrganization, LoginMissing, ProofInvalid, ProofExpired, MailedCodeRequired,
    CurrentIdentityWrong, SecondFactorRequired, RecoveryCodeWrong, RecoveryCodeMistyped, TooManyRequests,
);

/// Asks for the conversion of the caller's account, in place of an earlier request. In a recovery session, too.
#[utoipa::path(
    post,
    path = "/account/conversion",
    tag = "conversion",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    request_body = RequestConversion,
    responses((status = 200, body = Preview), (status = 201, body = Conversion), RequestRefusals)
)]
async fn request(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    idempotency: IdempotencyKey,
    Previewing(previewing): Previewing,
    Json { value, hash }: Json<RequestConversion>,
) -> Result<Response, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let key = idempotency.key("POST /account/conversion", Some(&caller), hash);
    // Looking at what it would change mails nobody.
    if !previewing && let Some(kept) = replayed_or_counted(&gallery, &caller, key, Limited::Invitations).await? {
        return Ok(replayed_created(kept));
    }
    let command = conversion::RequestConversion {
        caller,
        administrator: value.administrator,
        proof: value.proof.map(|proof| (proof.proof_id, proof.attempt_secret)),
        recovery_code: value.recovery_code,
        previewing,
        two_factor: gallery.two_factor(),
    };
    if previewing {
        return Ok(axum::Json(gallery.preview(&command).await?).into_response());
    }
    Ok(created(run_idempotent_json(&gallery, &command, key).await?))
}

refusals!(CancelRefusals: ConversionNotFound);

/// Cancels the conversion of the caller's account. In a recovery session, too.
#[utoipa::path(
    delete,
    path = "/account/conversion",
    tag = "conversion",
    security(("session" = [])),
    params(IdempotencyKey, Previewing),
    responses((status = 200, body = Preview), (status = 204, description = "It is cancelled."), CancelRefusals)
)]
async fn cancel(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let key = idempotency.key("DELETE /account/conversion", Some(&caller), no_body());
    let command = conversion::CancelConversion { caller };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}

refusals!(ListRefusals: FullSessionRequired);

/// The requests that name the caller as administrator, each with what accepting it would change.
#[utoipa::path(
    get,
    path = "/account/conversions",
    tag = "conversion",
    security(("session" = [])),
    responses((status = 200, body = ConversionList), ListRefusals)
)]
async fn list(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
) -> Result<axum::Json<ConversionList>, Failure> {
    caller.must_be_full().map_err(Problem::from)?;
    let found = gallery.load(vec![Need::ConversionsFor(caller.account)]).await?;
    let mut conversions = Vec::new();
    for row in view::waiting_for(&found, caller.account, gallery.now()) {
        if let Some(request) = view::request(&found, row) {
            let accepted = row.accepted_at.is_some();
            conversions.push(waiting(&gallery, &caller, row.account, request, accepted).await?);
        }
    }
    Ok(axum::Json(ConversionList { conversions }))
}

async fn waiting(
    gallery: &Gallery,
    caller: &Caller,
    account: AccountId,
    request: Conversion,
    accepted: bool,
) -> Result<WaitingConversion, Failure> {
    let command = conversion::AcceptConversion {
        caller: caller.clone(),
        account,
    };
    let (obstacle, consequences) = if accepted {
        (None, Vec::new())
    } else {
        match gallery.preview(&command).await {
            Ok(preview) => (None, preview.consequences),
            Err(problem) if problem.code == Code::GalleryBusy => return Err(problem.into()),
            Err(problem) => (Some(problem.code), Vec::new()),
        }
    };
    Ok(WaitingConversion {
        request,
        obstacle,
        consequences,
    })
}

/// What accepting a conversion answers.
type AcceptedOrPreview = OrPreview<AcceptedConversion>;

refusals!(
    AcceptRefusals: FullSessionRequired, AccountUnknown, ConversionNotFound, EmailUnconfirmed, AccountLocked,
    ConversionIsMember, AccountFrozen, DeletionPending, LoginChangeOpen, LoginPresent, AdministratorIsSame,
    AdministratorUnconfirmed, AdministratorIsOrganization, ConsequencesChanged,
);

/// Accepts a conversion, as the administrator whom it names.
#[utoipa::path(
    post,
    path = "/account/conversions/{account}",
    tag = "conversion",
    security(("session" = [])),
    params(
        ("account" = String, Path, description = "The username of the account that asks.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    responses((status = 200, body = inline(AcceptedOrPreview)), AcceptRefusals)
)]
async fn accept(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let route = format!("POST /account/conversions/{}", username::fold(&name));
    let key = idempotency.key(&route, Some(&caller), no_body());
    let account = asking(&gallery, &name).await?;
    let command = conversion::AcceptConversion { caller, account };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(done))
}

refusals!(RejectRefusals: AccountUnknown, ConversionNotFound);

/// Rejects a conversion, as the administrator whom it names.
#[utoipa::path(
    delete,
    path = "/account/conversions/{account}",
    tag = "conversion",
    security(("session" = [])),
    params(
        ("account" = String, Path, description = "The username of the account that asks.", max_length = 64),
        IdempotencyKey,
        Previewing
    ),
    responses((status = 200, body = Preview), (status = 204, description = "It is rejected."), RejectRefusals)
)]
async fn reject(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    idempotency: IdempotencyKey,
    previewing: Previewing,
) -> Result<Response, Failure> {
    let route = format!("DELETE /account/conversions/{}", username::fold(&name));
    let key = idempotency.key(&route, Some(&caller), no_body());
    let account = asking(&gallery, &name).await?;
    let command = conversion::RejectConversion { caller, account };
    let outcome = run_idempotent_json_or_preview(&gallery, &command, key, previewing).await?;
    Ok(outcome.answer(no_content))
}

/// The account that is said to have asked.
async fn asking(gallery: &Gallery, name: &str) -> Result<AccountId, Failure> {
    let unknown = || Problem::from(Refusal::new(Code::AccountUnknown, "12.8", "no account has this name"));
    Ok(gallery.account_named(name).await?.ok_or_else(unknown)?)
}
