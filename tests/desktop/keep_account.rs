//! Keeping an account that lost its Microsoft account to another one, with the mailed link, in the real app and browser.

use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";

/// The account in the way of a change is deleted, and its Microsoft account opens the one that stays. Gives the link that
/// was mailed to its owner.
async fn moved(session: &DesktopSession, app: &App) -> Result<String> {
    walk::sign_in(session, app, ACCOUNT1).await?;
    walk::start_wizard(app, "change_login").await?;
    walk::answer(app, "change_login_intro", "continue").await?;
    walk::prove(session, app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    walk::prove(session, app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    walk::answer(app, "change_login_conflict", "choose_move").await?;
    walk::answer(app, "change_login_packages", "continue").await?;
    walk::fill(app, "change_login_move", "confirmation", "MyNuGetAccount2").await?;
    walk::answer(app, "change_login_move", "move_login").await?;
    walk::finish(app, "change_login_done").await?;
    walk::mailed_link(app, ACCOUNT2).await
}

#[tokio::test]
async fn who_lost_an_account_in_a_conflict_keeps_it_with_the_mailed_link_and_a_third_microsoft_account() -> Result<()> {
    let session = DesktopSession::start("keep-account").await?;
    let app = session.launch().await?;
    let link = moved(&session, &app).await?;
    app.act("show_trouble").await?;
    app.page("trouble").await?;
    walk::start_wizard(&app, "recover").await?;
    walk::step(&app, "recover_start").await?;
    app.wait_for_text("My account is being deleted, and I want to keep it")
        .await?;
    app.click("main [data-wizard='keep_account']:enabled").await?;
    walk::fill(
        &app,
        "keep_account_link",
        "mailed_link",
        "https://gallery.example/act/AAAA",
    )
    .await?;
    walk::answer(&app, "keep_account_link", "continue").await?;
    walk::is_refused(&app, "keep_account_link", "not_found").await?;
    walk::fill(&app, "keep_account_link", "mailed_link", &link).await?;
    walk::answer(&app, "keep_account_link", "continue").await?;
    walk::step(&app, "keep_account_sign_in").await?;
    app.wait_for_text("Which Microsoft account will open MyNuGetAccount2?")
        .await?;
    // The one from before opens the other account by now.
    walk::prove(&session, &app, "keep_account_sign_in", ACCOUNT2, "keep_account_taken").await?;
    walk::answer(&app, "keep_account_taken", "another_identity").await?;
    walk::return_as(&session, &app, ACCOUNT3, "keep_account_check").await?;
    app.wait_for("[data-consequence='account_kept']").await?;

    // The link is in no file of the app.
    let app = walk::killed(&session, app).await?;
    walk::fill(&app, "keep_account_link", "mailed_link", &link).await?;
    walk::answer(&app, "keep_account_link", "continue").await?;
    walk::answer(&app, "keep_account_check", "keep_account").await?;
    let receipt = walk::receipt(&app, "keep_account_kept").await?;
    assert!(
        receipt.contains("MyNuGetAccount2") && receipt.contains(ACCOUNT3),
        "{receipt}"
    );
    walk::answer(&app, "keep_account_kept", "sign_in_again").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    let signed_in = "main[data-step='keep_account_kept']:not([data-busy]):not(:has([data-choice='sign_in_again']))";
    walk::pass_pages(browser, ACCOUNT3, || async { app.has(signed_in).await }).await?;
    walk::finish(&app, "keep_account_kept").await?;
    walk::show_account(&app, "MyNuGetAccount2").await?;
    app.wait_for_text(ACCOUNT3).await?;
    session.passed();
    Ok(())
}
