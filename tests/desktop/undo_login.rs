//! Taking a change of the Microsoft account back, in the real app and browser.

use crate::keyboard::keys;
use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";

/// From the account's page to the ways out, with a Microsoft account that opens another account.
async fn conflict(session: &DesktopSession) -> Result<App> {
    let app = session.launch().await?;
    walk::sign_in(session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "change_login").await?;
    walk::answer(&app, "change_login_intro", "continue").await?;
    walk::prove(session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    walk::prove(session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    Ok(app)
}

/// The account's page says that it opens as it did before.
async fn opens_as_before(app: &App) -> Result<()> {
    app.wait_for("[data-part='login'] [data-wizard='change_login']").await?;
    assert!(app.text("[data-part='login']").await?.contains(ACCOUNT1));
    Ok(())
}

/// Decides, and goes back to the account's page.
async fn undoes(app: &App) -> Result<()> {
    walk::answer(app, "undo_login_check", "undo_change").await?;
    let receipt = walk::receipt(app, "undo_login_done").await?;
    assert!(receipt.contains(ACCOUNT1), "{receipt}");
    walk::finish(app, "undo_login_done").await?;
    opens_as_before(app).await
}

#[tokio::test]
async fn a_change_to_a_free_microsoft_account_is_undone_by_the_one_from_before_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("undo-login").await?;
    let app = keys::signed_in(&session, ACCOUNT1).await?;
    keys::starts(&app, "change_login").await?;
    keys::choose(&app, "change_login_intro", "continue").await?;
    keys::proves(&session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    keys::proves(&session, &app, "change_login_new", ACCOUNT3, "change_login_check").await?;
    keys::choose(&app, "change_login_check", "change_login").await?;
    keys::finishes(&app, "change_login_done").await?;
    keys::starts(&app, "undo_login").await?;
    keys::proves(&session, &app, "undo_login_intro", ACCOUNT1, "undo_login_check").await?;

    let app = keys::killed(&session, app).await?;
    keys::choose(&app, "undo_login_check", "undo_change").await?;
    let receipt = keys::finishes(&app, "undo_login_done").await?;
    assert!(receipt.contains(ACCOUNT1), "{receipt}");
    opens_as_before(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_swap_is_undone_by_both() -> Result<()> {
    let session = DesktopSession::start("undo-swap").await?;
    let app = conflict(&session).await?;
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
