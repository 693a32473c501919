//! The contact e-mail, and what is mailed.

mod undo;

use super::{
    Shared,
    api::Api,
    body::Json,
    caller::{Authenticated, Remote, Segment},
    preview::{AccountOrPreview, Previewing, run_or_preview},
    problem::Failure,
    refusals::refusals,
    revision::Seen,
};
use crate::{
    gallery::{Gallery, busy},
    password::{Asks, Busy},
    rate::Limited,
};
use accounts::{
    Command,
    contact::{CancelAddress, ChangeAddress, PasswordJudged},
    email::EmailAddress,
    preferences::ChooseMail,
    proof::OwnLogin,
};
use axum::extract::State;
use contract::{
    AccountId, Code, Problem, Secret,
    account::{self, Account},
    contact::ChangeEmail,
    proof::SpendProof,
};
use std::sync::Arc;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new()
        .api(routes!(change_email, cancel_email))
        .api(routes!(change_organization_email, cancel_organization_email))
        .merge(undo::routes())
        .api(routes!(choose_mail))
        .api(routes!(choose_organization_mail))
}

refusals!(
    ChangeEmailRefusals: FullSessionRequired, EmailInvalid, PasswordWrong, PasswordLockedOut, ProofInvalid, ProofExpired,
    MailedCodeRequired, LoginMissing, CurrentIdentityWrong, SecondFactorRequired, EmailTaken, AccountLocked, AccountFrozen,
    DeletionPending, LoginChangeOpen, TooManyRequests, Stale,
);
refusals!(
    ChangeOrganizationEmailRefusals: FullSessionRequired, EmailInvalid, EmailTaken, AccountLocked, AccountFrozen,
    DeletionPending, LoginChangeOpen, TooManyRequests, NotAuthorized, Stale,
);

async fn ask(
    gallery: &Gallery,
    command: ChangeAddress,
    previewing: Previewing,
) -> Result<axum::Json<AccountOrPreview>, Failure> {
    Ok(axum::Json(run_or_preview(gallery, &command, previewing).await?))
}

/// The proof that is shown in place of a password, where one is.
pub(super) fn own_login(gallery: &Gallery, proof: Option<SpendProof>) -> Option<OwnLogin> {
    proof.map(|proof| OwnLogin {
        proof: proof.into(),
        two_factor: gallery.two_factor(),
    })
}

/// Whether the password that was typed is the account's, where it has one and the caller may ask.
async fn judged(
    gallery: &Gallery,
    command: &ChangeAddress,
    typed: Option<Secret>,
) -> Result<Option<PasswordJudged>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    let now = gallery.now();
    let found = gallery.load(command.needs(now)).await?;
    let Some(hash) = command.before_verifying(&found, now).map_err(Problem::from)? else {
        return Ok(None);
    };
    let verdict = gallery.passwords.compare(Asks::Owner, &typed, Some(hash.clone())).await;
    let right = verdict
        .map_err(|Busy| busy("too many passwords are being looked at (rule 10.28)"))?
        .right;
    Ok(Some(PasswordJudged { hash, right }))
}

/// Asks for another contact e-mail.
///
/// A code is mailed to it; until it is confirmed the one before stays in use.
#[utoipa::path(
    put,
    path = "/account/email",
    tag = "account",
    security(("session" = [])),
    params(Previewing),
    request_body = ChangeEmail,
    responses((status = 200, body = inline(AccountOrPreview)), ChangeEmailRefusals)
)]
async fn change_email(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    previewing: Previewing,
    Json { value, .. }: Json<ChangeEmail>,
) -> Result<axum::Json<AccountOrPreview>, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    let mut command = ChangeAddress {
        account: caller.account,
        caller,
        address: value.address,
        password: None,
        login: own_login(&gallery, value.proof),
        revision: value.revision,
    };
    // A proof stands for the password, which is not looked at then.
    if command.login.is_none() {
        command.password = judged(&gallery, &command, value.password).await?;
    }
    ask(&gallery, command, previewing).await
}

/// Asks for another contact e-mail of an organization, as one of its administrators.
#[utoipa::path(
    put,
    path = "/organizations/{name}/email",
    tag = "account",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), Previewing),
    request_body = ChangeEmail,
    responses((status = 200, body = inline(AccountOrPreview)), ChangeOrganizationEmailRefusals)
)]
async fn change_organization_email(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    remote: Remote,
    Segment(name): Segment,
    previewing: Previewing,
    Json { value, .. }: Json<ChangeEmail>,
) -> Result<axum::Json<AccountOrPreview>, Failure> {
    remote.limit(&gallery, Limited::Codes)?;
    // What is no address is no secret: it is refused before anything is said about the organization.
    EmailAddress::parse(&value.address).map_err(|refusal| Problem::from(refusal.about("address")))?;
    let command = ChangeAddress {
        account: named(&gallery, &name).await?,
        caller,
        address: value.address,
        // An organization has none, and nobody tries that of another account here.
        password: None,
        login: None,
        revision: value.revision,
    };
    ask(&gallery, command, previewing).await
}

/// The account of that name. Who may not act for it is answered like for a name that nobody has (rule 5.10).
async fn named(gallery: &Gallery, name: &str) -> Result<AccountId, Failure> {
    let found = gallery.account_named(name).await?;
    found.ok_or_else(|| {
        Problem::new(
            Code::NotAuthorized,
            "the caller may not do this for this account (rule 5.10)",
        )
        .into()
    })
}

refusals!(CancelEmailRefusals: FullSessionRequired, EmailUnconfirmed, AccountFrozen, DeletionPending, Stale);
refusals!(
    CancelOrganizationEmailRefusals: FullSessionRequired, EmailUnconfirmed, AccountFrozen, DeletionPending,
    NotAuthorized, Stale,
);

/// Withdraws the wish for another contact e-mail.
#[utoipa::path(
    delete,
    path = "/account/email",
    tag = "account",
    security(("session" = [])),
    params(Seen),
    responses((status = 200, body = Account), CancelEmailRefusals)
)]
async fn cancel_email(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Seen(revision): Seen,
) -> Result<axum::Json<Account>, Failure> {
    let command = CancelAddress {
        account: caller.account,
        caller,
        revision,
    };
    Ok(axum::Json(gallery.run(&command).await?))
}

/// Withdraws the wish for another contact e-mail of an organization.
#[utoipa::path(
    delete,
    path = "/organizations/{name}/email",
    tag = "account",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64), Seen),
    responses((status = 200, body = Account), CancelOrganizationEmailRefusals)
)]
async fn cancel_organization_email(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    Seen(revision): Seen,
) -> Result<axum::Json<Account>, Failure> {
    let command = CancelAddress {
        account: named(&gallery, &name).await?,
        caller,
        revision,
    };
    Ok(axum::Json(gallery.run(&command).await?))
}

refusals!(ChooseMailRefusals: FullSessionRequired, AccountFrozen, DeletionPending, Stale);
refusals!(
    ChooseOrganizationMailRefusals: FullSessionRequired, AccountFrozen, DeletionPending, NotAuthorized, Stale,
);

/// Chooses what is mailed, beside what concerns the account's security.
#[utoipa::path(
    put,
    path = "/account/mail",
    tag = "account",
    security(("session" = [])),
    request_body = account::ChooseMail,
    responses((status = 200, body = Account), ChooseMailRefusals)
)]
async fn choose_mail(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Json { value, .. }: Json<account::ChooseMail>,
) -> Result<axum::Json<Account>, Failure> {
    let account = caller.account;
    let command = ChooseMail {
        caller,
        account,
        choices: value.choices(),
        revision: value.revision,
    };
    Ok(axum::Json(gallery.run(&command).await?))
}

/// Chooses what is mailed to an organization, as one of its administrators.
#[utoipa::path(
    put,
    path = "/organizations/{name}/mail",
    tag = "account",
    security(("session" = [])),
    params(("name" = String, Path, description = "The organization's username.", max_length = 64)),
    request_body = account::ChooseMail,
    responses((status = 200, body = Account), ChooseOrganizationMailRefusals)
)]
async fn choose_organization_mail(
    State(gallery): Shared,
    Authenticated(caller): Authenticated,
    Segment(name): Segment,
    Json { value, .. }: Json<account::ChooseMail>,
) -> Result<axum::Json<Account>, Failure> {
    let account = named(&gallery, &name).await?;
    let command = ChooseMail {
        caller,
        account,
        choices: value.choices(),
        revision: value.revision,
    };
    Ok(axum::Json(gallery.run(&command).await?))
}
