//! Changing the Microsoft account that signs in, as the documentation tells it, in the real app and browser.

use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";

/// Signed in as `account1`, up to the sign-in with another Microsoft account.
async fn begun(session: &DesktopSession) -> Result<App> {
    let app = session.launch().await?;
    walk::sign_in(session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "change_login").await?;
    walk::answer(&app, "change_login_intro", "continue").await?;
    walk::prove(session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    Ok(app)
}

#[tokio::test]
async fn another_microsoft_account_takes_over_also_where_the_app_was_killed_before_the_decision() -> Result<()> {
    let session = DesktopSession::start("change-login").await?;
    let app = begun(&session).await?;
    walk::prove(&session, &app, "change_login_new", ACCOUNT3, "change_login_check").await?;
    app.wait_for("[data-consequence='undo_until']").await?;
    app.kill().await?;

    let app = session.launch().await?;
    walk::answer(&app, "change_login_check", "change_login").await?;
    walk::step(&app, "change_login_done").await?;
    app.wait_for("[data-receipt]").await?;
    app.wait_for_text(ACCOUNT3).await?;
    walk::answer(&app, "change_login_done", "finish").await?;
    app.page("account").await?;
    app.wait_for_text(ACCOUNT3).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn two_accounts_swap_their_microsoft_accounts_in_one_step() -> Result<()> {
    let session = DesktopSession::start("swap-logins").await?;
    let app = begun(&session).await?;
    walk::prove(&session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    app.wait_for_text("MyNuGetAccount2").await?;
    walk::answer(&app, "change_login_conflict", "choose_swap").await?;
    walk::answer(&app, "change_login_swap", "swap_logins").await?;
    walk::step(&app, "change_login_done").await?;
    app.wait_for_text(ACCOUNT2).await?;
    session.passed();
    Ok(())
}
