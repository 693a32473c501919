//! Keeping an account that lost its Microsoft account to another one, with the mailed link, in the real app and browser.

use crate::keyboard::{
    heading_has_the_focus,
    keys::{asks, choose, enter, is_refused, killed, leaves, presses, proves, returns_as, starts, types_and_sends},
};
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
async fn who_lost_an_account_keeps_it_with_the_mailed_link_and_a_third_microsoft_account_without_a_pointer()
-> Result<()> {
    let session = DesktopSession::start("keep-account").await?;
    let app = session.launch().await?;
    let link = moved(&session, &app).await?;
    session.display.focus(walk::WINDOW)?;
    enter(&app, "[data-action='show_trouble']").await?;
    app.page("trouble").await?;
    heading_has_the_focus(&app).await?;
    starts(&app, "recover").await?;
    asks(&app, "recover_start").await?;
    app.wait_for_text("My account is being deleted, and I want to keep it")
        .await?;
    enter(&app, "main [data-wizard='keep_account']:enabled").await?;
    asks(&app, "keep_account_link").await?;
    let strange = "https://gallery.example/act/AAAA";
    is_refused(&app, "keep_account_link", "mailed_link", strange, "not_found").await?;
    types_and_sends(&app, "keep_account_link", "mailed_link", &link).await?;
    walk::step(&app, "keep_account_sign_in").await?;
    app.wait_for_text("Which Microsoft account will open MyNuGetAccount2?")
        .await?;
    // The one from before opens the other account by now.
    proves(&session, &app, "keep_account_sign_in", ACCOUNT2, "keep_account_taken").await?;
    choose(&app, "keep_account_taken", "another_identity").await?;
    returns_as(&session, &app, ACCOUNT3, "keep_account_check").await?;
    app.wait_for("[data-consequence='account_kept']").await?;

    // The link is in no file of the app.
    let app = killed(&session, app).await?;
    asks(&app, "keep_account_link").await?;
    types_and_sends(&app, "keep_account_link", "mailed_link", &link).await?;
    choose(&app, "keep_account_check", "keep_account").await?;
    asks(&app, "keep_account_kept").await?;
    let receipt = walk::receipt(&app, "keep_account_kept").await?;
    assert!(
        receipt.contains("MyNuGetAccount2") && receipt.contains(ACCOUNT3),
        "{receipt}"
    );
    presses(&app, "sign_in_again").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    let signed_in = "main[data-step='keep_account_kept']:not([data-busy]):not(:has([data-choice='sign_in_again']))";
    walk::pass_pages(browser, ACCOUNT3, || async { app.has(signed_in).await }).await?;
    session.display.focus(walk::WINDOW)?;
    leaves(&app).await?;
    walk::account_is_shown(&app, "MyNuGetAccount2").await?;
    app.wait_for_text(ACCOUNT3).await?;
    session.passed();
    Ok(())
}
