//! `/act/{reference}`: the small pages for the links in mails (rules 9.33 to 9.35). No script, and opening one never
//! writes: mail scanners follow links.

mod page;
mod words;

use super::{
    REQUEST, Shared,
    caller::{Remote, Segment},
    mailed_link::{self, MailedLink},
    middleware,
    problem::{Failure, says_when, status},
};
use crate::{gallery::Gallery, rate::Limited};
use accounts::{
    Need, Refusal,
    account::AccountRow,
    contact::UndoAddress,
    conversion::{RejectByLink, StopConversion},
    deletion::KeepByLink,
    login_change::FreezeAccount,
    mailed_act::{ActKind, MailedAct},
    organization::DeclineByLink,
    package::DeclineOfferByLink,
    recovery::StopRecoveryByLink,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use contract::{Code, Problem};
use page::Page;
use std::{future::Future, sync::Arc, time::Duration};
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes of this area.
pub fn routes() -> OpenApiRouter<Arc<Gallery>> {
    OpenApiRouter::new().routes(routes!(show, act))
}

/// What is said to a request that no page's button made.
const NOTHING_TO_DO: &str = "nothing can be done on this page (rule 9.34)";

/// What can be done by the button of a page ([`ActKind::can_be_done_on_page`]): each kind of link has its command in its
/// own area.
async fn perform(gallery: &Gallery, link: &MailedAct) -> Result<(), Problem> {
    let (act, account, about) = (link.hash, link.account, link.about);
    match link.kind {
        ActKind::FreezeAccount => freeze(gallery, link).await,
        ActKind::UndoAddress => {
            let change = about;
            gallery.run(&UndoAddress { act, account, change }).await
        }
        ActKind::KeepAccount => keep(gallery, link).await,
        ActKind::Invitation => decline(gallery, link).await,
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
        ActKind::ConfirmAddress | ActKind::Recover => Err(Problem::new(Code::NotFound, NOTHING_TO_DO)),
    }
}

/// Freezes the accounts of a change of a login: two where it is a swap.
async fn freeze(gallery: &Gallery, link: &MailedAct) -> Result<(), Problem> {
    let found = gallery.load(vec![Need::LoginChange(link.about)]).await?;
    let freeze = FreezeAccount {
        act: link.hash,
        change: link.about,
        accounts: found.login_changes.iter().map(|change| change.account).collect(),
    };
    gallery.run(&freeze).await
}

async fn keep(gallery: &Gallery, link: &MailedAct) -> Result<(), Problem> {
    let keep = KeepByLink {
        act: link.hash,
        account: link.account,
        deletion: link.about,
        proof: None,
        two_factor: gallery.two_factor(),
    };
    gallery.run(&keep).await
}

async fn decline(gallery: &Gallery, link: &MailedAct) -> Result<(), Problem> {
    let found = gallery.load(vec![Need::Invitation(link.about)]).await?;
    let gone = || Problem::new(Code::NotFound, "there is no such invitation any more (rule 11.14)");
    let invitation = found.invitations.first().ok_or_else(gone)?;
    let decline = DeclineByLink {
        act: link.hash,
        invitation: link.about,
        organization: invitation.organization,
    };
    gallery.run(&decline).await
}

/// The account of a conversion: the link that stops one may be its future administrator's.
async fn converting(gallery: &Gallery, act: &MailedAct) -> Result<Option<AccountRow>, Problem> {
    let found = gallery.load(vec![Need::ConversionById(act.about)]).await?;
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

fn no_link() -> Refusal {
    Refusal::new(Code::NotFound, "9.33", "no such link, or one that no longer works")
}

/// What the link is about.
async fn find(gallery: &Gallery, remote: &Remote, reference: &str) -> Result<Found, Problem> {
    remote
        .limit(gallery, Limited::Codes)
        .map_err(|Failure(problem)| problem)?;
    let MailedLink { act, rows } = mailed_link::find(gallery, reference, no_link()).await?;
    if !act.works(&rows, gallery.now()) {
        return Err(no_link().into());
    }
    let about = match act.kind {
        ActKind::StopConversion => converting(gallery, &act).await?,
        _ => rows.account(act.account).cloned(),
    };
    let username = about.ok_or_else(no_link)?.username.as_str().to_owned();
    Ok(Found { act, username })
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
    answer.unwrap_or_else(|_| refused(gallery, &middleware::too_long(writes)))
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
                button: words.button,
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
    match perform(gallery, &found.act).await {
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
    use accounts::Entropy;
    use axum::{body::to_bytes, http::header};
    use contract::AccountId;
    use uuid::Uuid;

    /// Rule 9.34.
    #[tokio::test]
    async fn what_cannot_be_done_on_a_page_is_refused_there_and_nothing_else() {
        let (_, gallery) = gallery(MailDelivery::Memory);
        for kind in ActKind::ALL {
            let account = AccountId::from_bytes([1; 16]);
            let entropy = &mut Entropy::new([1; 32]);
            let (act, _) = MailedAct::issue(kind, account, Uuid::nil(), 1, gallery.now(), entropy);
            let refused = perform(&gallery, &act).await.unwrap_err();
            let nothing_to_do = refused.detail == NOTHING_TO_DO;
            assert_eq!(nothing_to_do, !kind.can_be_done_on_page(), "{kind:?}: {refused:?}");
        }
    }

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
