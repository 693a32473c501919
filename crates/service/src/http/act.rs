//! `/act/{reference}`: the small pages for the links in mails (rules 9.33 to 9.36). No script, and opening one never
//! writes: mail scanners follow links.

mod page;
mod words;

use super::{
    REQUEST, Shared,
    caller::{Remote, Segment},
    door,
    problem::{Failure, says_when, status},
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{
    Need,
    account::AccountRow,
    contact::UndoAddress,
    conversion::{RejectByLink, StopConversion},
    deletion::KeepByLink,
    login_change::FreezeAccount,
    mailed_act::{self, ActKind, MailedAct},
    organization::DeclineByLink,
    package::DeclineOfferByLink,
    recovery::StopRecoveryByLink,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{AccountId, Code, Problem};
use page::Page;
use std::{future::Future, sync::Arc, time::Duration};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().routes(routes!(show, act))
}

/// What can be done by the button of a page: each kind of link has its command in its own area.
async fn perform(gallery: &Gallery, found: &Found) -> Result<(), Problem> {
    let MailedAct {
        hash: act,
        account,
        about,
        ..
    } = found.act;
    match found.act.kind {
        ActKind::FreezeAccount => {
            let accounts = accounts_of(gallery, &found.act).await?;
            let change = about;
            gallery.run(&FreezeAccount { act, change, accounts }).await
        }
        ActKind::UndoAddress => {
            let change = about;
            gallery.run(&UndoAddress { act, account, change }).await
        }
        ActKind::KeepAccount => {
            let (deletion, proof) = (about, None);
            let keep = KeepByLink {
                act,
                account,
                deletion,
                proof,
                two_factor: gallery.two_factor(),
            };
            gallery.run(&keep).await
        }
        ActKind::Invitation => {
            let (invitation, organization) = (about, inviting(gallery, &found.act).await?);
            let decline = DeclineByLink {
                act,
                invitation,
                organization,
            };
            gallery.run(&decline).await
        }
        ActKind::Conversion => {
            let conversion = about;
            gallery.run(&RejectByLink { act, conversion }).await
        }
        ActKind::StopConversion => {
            let conversion = about;
            gallery.run(&StopConversion { act, conversion }).await
        }
        ActKind::OwnershipOffer => {
            let offer = about;
            gallery.run(&DeclineOfferByLink { act, offer }).await
        }
        ActKind::StopRecovery => gallery.run(&StopRecoveryByLink { act }).await.map(drop),
        ActKind::ConfirmAddress | ActKind::Recover => Err(Problem::new(
            Code::NotFound,
            "nothing can be done on this page (rule 9.34)",
        )),
    }
}

/// Whether [`perform`] does something for this kind.
fn has_button(kind: ActKind) -> bool {
    !matches!(kind, ActKind::ConfirmAddress | ActKind::Recover)
}

/// The accounts of a change of a login: two where it is a swap.
async fn accounts_of(gallery: &Gallery, act: &MailedAct) -> Result<Vec<AccountId>, Problem> {
    let found = gallery.store.load(vec![Need::LoginChange(act.about)]).await;
    let found = found.map_err(|error| gallery.unreadable(&error))?;
    Ok(found.login_changes.iter().map(|change| change.account).collect())
}

/// The organization that an invitation is of.
async fn inviting(gallery: &Gallery, act: &MailedAct) -> Result<AccountId, Problem> {
    let found = gallery.store.load(vec![Need::Invitation(act.about)]).await;
    let found = found.map_err(|error| gallery.unreadable(&error))?;
    let invitation = found.invitations.first();
    invitation
        .map(|invitation| invitation.organization)
        .ok_or_else(|| Problem::new(Code::NotFound, "there is no such invitation any more (rule 11.14)"))
}

/// The account of a conversion: the link that stops one may be its future administrator's.
async fn converting(gallery: &Gallery, act: &MailedAct) -> Result<Option<AccountRow>, Problem> {
    let found = gallery.store.load(vec![Need::ConversionById(act.about)]).await;
    let found = found.map_err(|error| gallery.unreadable(&error))?;
    let conversion = found.conversions.first();
    Ok(conversion
        .and_then(|conversion| found.account(conversion.account))
        .cloned())
}

/// A link that works.
struct Found {
    act: MailedAct,
    /// The username of the account that it is about.
    username: String,
}

/// What the link is about.
async fn find(gallery: &Gallery, remote: &Remote, reference: &str) -> Result<Found, Problem> {
    remote
        .limit(gallery, Limited::Codes)
        .map_err(|Failure(problem)| problem)?;
    let hash = mailed_act::hash_of(reference);
    let needs = vec![Need::MailedAct(hash), Need::AddressChangesOfLoaded];
    let found = gallery.store.load(needs).await;
    let found = found.map_err(|error| gallery.unreadable(&error))?;
    let act = found.mailed_acts.iter().find(|act| act.hash == hash);
    let act = act.filter(|act| act.works(&found, gallery.now()));
    let about = match act {
        Some(act) if act.kind == ActKind::StopConversion => converting(gallery, act).await?,
        act => act.and_then(|act| found.account(act.account)).cloned(),
    };
    act.zip(about)
        .map(|(act, account)| Found {
            act: act.clone(),
            username: account.username.as_str().to_owned(),
        })
        .ok_or_else(|| Problem::new(Code::NotFound, "no such link, or one that no longer works (rule 9.33)"))
}

fn refused(gallery: &Gallery, problem: &Problem) -> Response {
    let mut response = page::render(
        status(problem.code),
        &gallery.configuration.name,
        &words::refused(problem),
    );
    if let Some(seconds) = problem.retry_after.filter(|_| says_when(status(problem.code))) {
        response
            .headers_mut()
            .insert(axum::http::header::RETRY_AFTER, seconds.into());
    }
    response
}

/// The answer, or a page that says that it took too long.
async fn in_time(gallery: &Gallery, limit: Duration, writes: bool, answer: impl Future<Output = Response>) -> Response {
    let answer = tokio::time::timeout(limit, answer).await;
    answer.unwrap_or_else(|_| refused(gallery, &door::too_long(writes)))
}

/// Says what a link in a mail is about.
#[utoipa::path(
    get,
    path = "/act/{reference}",
    tag = "pages",
    params(("reference" = String, Path, description = "From the mail.", max_length = 64)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 404, body = String, content_type = "text/html", description = "The link does not work, or no longer."),
        (status = 429, body = String, content_type = "text/html", description = "Too many requests.",
            headers(("Retry-After" = u32, description = "After how many seconds it is worth trying again."))),
        (status = 500, body = String, content_type = "text/html", description = "The gallery has failed."),
        (status = 503, body = String, content_type = "text/html", description = "The gallery is busy, or it took too long."),
    )
)]
async fn show(State(gallery): Shared, remote: Remote, Segment(reference): Segment) -> Response {
    in_time(&gallery, REQUEST, false, explained(&gallery, &remote, &reference)).await
}

async fn explained(gallery: &Gallery, remote: &Remote, reference: &str) -> Response {
    match find(gallery, remote, reference).await {
        Ok(found) => {
            let words = words::of(found.act.kind);
            let page = Page {
                heading: words.heading.to_owned(),
                paragraphs: words.told(&found.username, &gallery.configuration.name),
                button: words.button.filter(|_| has_button(found.act.kind)),
                is_grave: words.is_grave,
            };
            page::render(StatusCode::OK, &gallery.configuration.name, &page)
        }
        Err(problem) => refused(gallery, &problem),
    }
}

/// Does what the button of the page says.
#[utoipa::path(
    post,
    path = "/act/{reference}",
    tag = "pages",
    params(("reference" = String, Path, description = "From the mail.", max_length = 64)),
    responses(
        (status = 200, body = String, content_type = "text/html"),
        (status = 404, body = String, content_type = "text/html", description = "The link does not work, or no longer."),
        (status = 403, body = String, content_type = "text/html", description = "It may not be done now."),
        (status = 409, body = String, content_type = "text/html", description = "It cannot be done any more."),
        (status = 429, body = String, content_type = "text/html", description = "Too many requests.",
            headers(("Retry-After" = u32, description = "After how many seconds it is worth trying again."))),
        (status = 500, body = String, content_type = "text/html", description = "The gallery has failed."),
        (status = 503, body = String, content_type = "text/html", description = "The gallery is busy, or it took too long."),
    )
)]
async fn act(State(gallery): Shared, remote: Remote, Segment(reference): Segment) -> Response {
    in_time(&gallery, REQUEST, true, performed(&gallery, &remote, &reference)).await
}

async fn performed(gallery: &Gallery, remote: &Remote, reference: &str) -> Response {
    let found = match find(gallery, remote, reference).await {
        Ok(found) => found,
        Err(problem) => return refused(gallery, &problem),
    };
    match perform(gallery, &found).await {
        Ok(()) => {
            let words = words::of(found.act.kind);
            let page = Page {
                heading: words.done_heading.to_owned(),
                paragraphs: vec![words.done(&found.username, &gallery.configuration.name)],
                button: None,
                is_grave: false,
            };
            page::render(StatusCode::OK, &gallery.configuration.name, &page).into_response()
        }
        Err(problem) => refused(gallery, &problem),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{configuration::MailDelivery, gallery::tests::gallery};
    use axum::{body::to_bytes, http::header};

    /// Rule 7.2.
    #[tokio::test]
    async fn a_page_that_takes_too_long_says_so_as_a_page_and_that_it_may_have_been_done() {
        let (_, gallery) = gallery(MailDelivery::Memory);
        let response = in_time(&gallery, Duration::ZERO, true, std::future::pending()).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(response.headers()[header::RETRY_AFTER], "5");
        let kind = &response.headers()[header::CONTENT_TYPE];
        assert!(kind.to_str().unwrap().starts_with("text/html"));
        let body = to_bytes(response.into_body(), 100_000).await.unwrap();
        let page = String::from_utf8(body.to_vec()).unwrap();
        assert!(page.contains("Should it have been done after all"), "{page}");
        assert!(page.contains("Test Gallery"), "{page}");
    }
}
