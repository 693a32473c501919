//! Getting back into an account, in the real app and browser.

use crate::{keyboard::keys, two_factor};
use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";

/// From a sign-in that somebody gives up, because they cannot sign in.
pub(crate) async fn begun(session: &DesktopSession, app: &App, choice: &str) -> Result<()> {
    walk::begin_practice_sign_in(session, app).await?;
    session.browser()?.cancel().await?;
    app.refusal("sign_in_cancelled").await?;
    walk::start_wizard(app, "recover").await?;
    walk::answer(app, "recover_start", choice).await
}

/// Up to the code that was mailed to who names the account and its whole address.
async fn names(app: &App, username: &str, address: &str) -> Result<()> {
    walk::fill(app, "recover_username", "username", username).await?;
    walk::answer(app, "recover_username", "continue").await?;
    walk::fill(app, "recover_address", "email", address).await?;
    walk::answer(app, "recover_address", "continue").await
}

async fn types_mailed_code(app: &App, at: &str, address: &str) -> Result<()> {
    walk::step(app, at).await?;
    let code = walk::mailed_code(app, address).await?;
    walk::fill(app, at, "code", &code).await
}

/// Links this Microsoft account and goes to the account's page.
pub(crate) async fn links(session: &DesktopSession, app: &App, address: &str) -> Result<()> {
    walk::prove(session, app, "recover_new", address, "recover_check").await?;
    walk::answer(app, "recover_check", "link_login").await?;
    ends(app, address).await
}

async fn ends(app: &App, address: &str) -> Result<()> {
    let receipt = walk::receipt(app, "recover_done").await?;
    assert!(receipt.contains(address), "{receipt}");
    walk::finish(app, "recover_done").await?;
    app.wait_for_text(address).await
}

#[tokio::test]
async fn who_lost_a_microsoft_account_comes_back_by_a_mailed_code_also_after_a_kill() -> Result<()> {
    let session = DesktopSession::start("recover-mail").await?;
    let app = session.launch().await?;
    begun(&session, &app, "choose_lost").await?;
    names(&app, "mynugetaccount1", ACCOUNT1).await?;
    walk::step(&app, "recover_code").await?;

    let app = walk::killed(&session, app).await?;
    types_mailed_code(&app, "recover_code", ACCOUNT1).await?;
    walk::answer(&app, "recover_code", "continue").await?;
    walk::prove(&session, &app, "recover_new", ACCOUNT3, "recover_check").await?;

    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "recover_check", "link_login").await?;
    ends(&app, ACCOUNT3).await?;
    walk::only_a_session_is_kept(&session).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn who_lost_the_only_microsoft_account_makes_another_one_to_link() -> Result<()> {
    const NEW: &str = "old.new@outlook.com";
    let session = DesktopSession::start("recover-made").await?;
    let app = session.launch().await?;
    begun(&session, &app, "choose_password").await?;
    walk::fill(&app, "recover_password", "username", "OldNuGetAccount").await?;
    walk::fill(&app, "recover_password", "password", "Practice2012").await?;
    walk::answer(&app, "recover_password", "continue").await?;
    walk::answer(&app, "recover_new", "create_identity").await?;
    walk::answer(&app, "recover_make_one", "open_browser").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    let next = "main[data-step='recover_check']";
    walk::make_one(browser, "Olda Novak", NEW, || async { app.has(next).await }).await?;
    walk::answer(&app, "recover_check", "link_login").await?;
    ends(&app, NEW).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn with_two_factor_on_a_recovery_code_leads_back_at_once_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("recover-code").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    let codes = two_factor::switch_on(&session, &app).await?;
    app.act("sign_out").await?;
    app.page("signed_out").await?;
    app.act("show_welcome").await?;
    keys::begins_recovery(&session, &app, "choose_lost").await?;
    keys::names(&app, "MyNuGetAccount1", ACCOUNT1).await?;
    keys::types_mailed_code(&app, "recover_code", ACCOUNT1).await?;
    keys::asks(&app, "recover_second").await?;

    let app = keys::killed(&session, app).await?;
    // What was typed is not kept; the mail still has it.
    keys::types_mailed_code(&app, "recover_code", ACCOUNT1).await?;
    keys::asks(&app, "recover_second").await?;
    keys::types_and_sends(&app, "recover_second", "recovery_code", &codes[4]).await?;
    keys::links(&session, &app, ACCOUNT3).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn an_old_account_whose_password_is_forgotten_gets_a_new_one_and_a_microsoft_account_without_a_pointer()
-> Result<()> {
    let session = DesktopSession::start("recover-password").await?;
    let app = session.launch().await?;
    keys::begins_recovery(&session, &app, "choose_password").await?;
    keys::choose(&app, "recover_password", "forgot_password").await?;
    keys::asks(&app, "recover_forgot").await?;
    keys::types_and_sends(&app, "recover_forgot", "username", "OldNuGetAccount").await?;
    keys::asks(&app, "recover_reset").await?;

    let app = keys::killed(&session, app).await?;
    keys::asks(&app, "recover_reset").await?;
    let code = keys::mailed_code(&app, "old@outlook.com").await?;
    keys::asks(&app, "recover_reset").await?;
    keys::types(&app, "recover_reset", "code", &code).await?;
    keys::types_and_sends(&app, "recover_reset", "new_password", "Correct9Horse").await?;
    keys::links(&session, &app, ACCOUNT3).await?;
    app.wait_for_text("OldNuGetAccount").await?;
    session.passed();
    Ok(())
}
