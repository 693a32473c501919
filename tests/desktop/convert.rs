//! Converting an account to an organization, from both sides, in the real app and browser.

use crate::keyboard::keys::{
    asks, choose, finishes, goes_on, killed, leaves, opens_account, opens_organizations, presses, proves, signed_in,
    signs_in_too, starts, starts_about, types, types_and_sends,
};
use anyhow::Result;
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ANA: &str = "ana@contoso.example";
const BEN: &str = "ben@contoso.example";

/// How the list of what is under way calls it.
const TITLE: &str = "Convert to an organization";

#[tokio::test]
async fn an_account_asks_its_administrator_accepts_and_it_is_an_organization_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("convert").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "convert").await?;
    choose(&app, "convert_intro", "continue").await?;
    asks(&app, "convert_administrator").await?;
    types_and_sends(&app, "convert_administrator", "username", "ana.contoso").await?;
    proves(&session, &app, "convert_proof", ACCOUNT1, "convert_check").await?;
    app.wait_for("[data-consequence='becomes_organization']").await?;

    let app = killed(&session, app).await?;
    asks(&app, "convert_check").await?;
    types_and_sends(&app, "convert_check", "confirmation", "MyNuGetAccount1").await?;
    asks(&app, "convert_waiting").await?;

    signs_in_too(&session, &app, ANA).await?;
    starts_about(&app, "answer_conversion", "MyNuGetAccount1").await?;
    asks(&app, "answer_conversion").await?;
    types(&app, "answer_conversion", "confirmation", "MyNuGetAccount1").await?;
    let app = killed(&session, app).await?;
    asks(&app, "answer_conversion").await?;
    types(&app, "answer_conversion", "confirmation", "MyNuGetAccount1").await?;
    presses(&app, "accept_conversion").await?;
    let receipt = finishes(&app, "answer_conversion_accepted").await?;
    assert!(receipt.contains("MyNuGetAccount1"), "{receipt}");
    opens_organizations(&app).await?;
    app.wait_for("[data-organization='MyNuGetAccount1']").await?;

    // The side that asked: its session has ended, and the administrator here sees the organization.
    goes_on(&app, TITLE).await?;
    asks(&app, "convert_done").await?;
    walk::receipt(&app, "convert_done").await?;
    opens_account(&app, "MyNuGetAccount1").await?;
    let said = app.text("[data-state='session_ended']").await?;
    assert!(said.contains("ana.contoso"), "who administers it now: {said}");
    assert!(
        !app.has("[data-wizard='undo_login']").await? && !app.has("main .primary[data-action='start_sign_in']").await?,
        "nobody signs in as an organization"
    );
    session.passed();
    Ok(())
}

#[tokio::test]
async fn an_administrator_rejects_and_who_asked_is_told_that_it_is_over_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("convert-rejected").await?;
    let app = signed_in(&session, BEN).await?;
    app.wait_for("[data-waits='conversion']").await?;
    starts(&app, "convert").await?;
    asks(&app, "convert_waiting").await?;
    signs_in_too(&session, &app, ACCOUNT1).await?;
    starts_about(&app, "answer_conversion", "contoso-data").await?;
    asks(&app, "answer_conversion").await?;

    let app = killed(&session, app).await?;
    choose(&app, "answer_conversion", "reject_conversion").await?;
    finishes(&app, "answer_conversion_rejected").await?;
    app.wait_until_gone("[data-waits='answer_conversion']").await?;
    goes_on(&app, TITLE).await?;
    asks(&app, "convert_over").await?;
    leaves(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn all_that_stands_in_the_way_of_a_conversion_is_removed_from_its_page() -> Result<()> {
    let session = DesktopSession::start("convert-blockers").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT2).await?;
    walk::start_wizard(&app, "convert").await?;
    walk::answer(&app, "convert_intro", "continue").await?;
    walk::answer_about(&app, "convert_blockers", "choose_leave", "contoso-tools").await?;
    walk::answer(&app, "convert_leave", "leave_organization").await?;
    walk::step(&app, "convert_blockers").await?;

    let app = walk::killed(&session, app).await?;
    walk::answer_about(&app, "convert_blockers", "decline_invitation", "contoso-labs").await?;
    walk::answer(&app, "convert_blockers", "continue").await?;
    walk::fill(&app, "convert_administrator", "username", "contoso-tools").await?;
    walk::answer(&app, "convert_administrator", "continue").await?;
    walk::is_refused(&app, "convert_administrator", "administrator_is_organization").await?;
    walk::answer(&app, "convert_administrator", "cancel").await?;
    walk::answer(&app, "stop", "stop_here").await?;
    app.page("account").await?;
    app.wait_until_gone("nav [data-action='show_wizard']").await?;
    session.passed();
    Ok(())
}
