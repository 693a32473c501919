//! Taking a change of the Microsoft account back, in the real app and browser.

use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";

/// From the account's page to what comes after the sign-in with another Microsoft account.
async fn changing(session: &DesktopSession, new: &str, next: &str) -> Result<App> {
    let app = session.launch().await?;
    walk::sign_in(session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "change_login").await?;
    walk::answer(&app, "change_login_intro", "continue").await?;
    walk::prove(session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    walk::prove(session, &app, "change_login_new", new, next).await?;
    Ok(app)
}

/// Decides, and goes back to the account's page, which then opens as it did before.
async fn undoes(app: &App) -> Result<()> {
    walk::answer(app, "undo_login_check", "undo_change").await?;
    let receipt = walk::receipt(app, "undo_login_done").await?;
    assert!(receipt.contains(ACCOUNT1), "{receipt}");
    walk::finish(app, "undo_login_done").await?;
    app.wait_for("[data-part='login'] [data-wizard='change_login']").await?;
    assert!(app.text("[data-part='login']").await?.contains(ACCOUNT1));
    Ok(())
}

#[tokio::test]
async fn a_change_is_undone_by_the_microsoft_account_from_before_also_after_a_kill() -> Result<()> {
    let session = DesktopSession::start("undo-login").await?;
    let app = changing(&session, ACCOUNT3, "change_login_check").await?;
    walk::answer(&app, "change_login_check", "change_login").await?;
    walk::finish(&app, "change_login_done").await?;
    walk::start_wizard(&app, "undo_login").await?;
    walk::prove(&session, &app, "undo_login_intro", ACCOUNT1, "undo_login_check").await?;

    let app = walk::killed(&session, app).await?;
    undoes(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_swap_is_undone_by_both() -> Result<()> {
    let session = DesktopSession::start("undo-swap").await?;
    let app = changing(&session, ACCOUNT2, "change_login_conflict").await?;
    walk::answer(&app, "change_login_conflict", "choose_swap").await?;
    walk::answer(&app, "change_login_swap", "swap_logins").await?;
    walk::finish(&app, "change_login_done").await?;
    walk::start_wizard(&app, "undo_login").await?;
    walk::prove(&session, &app, "undo_login_intro", ACCOUNT1, "undo_login_partner").await?;

    let app = walk::killed(&session, app).await?;
    walk::prove(&session, &app, "undo_login_partner", ACCOUNT2, "undo_login_check").await?;
    undoes(&app).await?;
    session.passed();
    Ok(())
}
