//! Changing the Microsoft account that signs in, as the documentation tells it, in the real app and browser.

use crate::keyboard::keys::{asks, choose, finishes, killed, opens_account, proves, signed_in, starts};
use anyhow::{Result, ensure};
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";
const BEN: &str = "ben@contoso.example";

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
    walk::step(&app, "change_login_check").await?;
    // The second half of a double click falls where the receipt has its button.
    app.double_click("[data-choice='change_login']:enabled").await?;
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
async fn the_contact_address_and_the_microsoft_account_from_before_are_told_each_what_it_can_do() -> Result<()> {
    let session = DesktopSession::start("change-mails").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, BEN).await?;
    walk::start_wizard(&app, "change_login").await?;
    walk::answer(&app, "change_login_intro", "continue").await?;
    walk::prove(&session, &app, "change_login_current", BEN, "change_login_new").await?;
    walk::prove(&session, &app, "change_login_new", ACCOUNT3, "change_login_check").await?;
    walk::answer(&app, "change_login_check", "change_login").await?;
    walk::receipt(&app, "change_login_done").await?;

    app.act("show_mailbox").await?;
    app.page("mailbox").await?;
    let contact = walk::mail(&app, "data@contoso.example", "Your Microsoft account was changed").await?;
    for part in [
        ACCOUNT3,
        BEN,
        "contoso-data",
        "can be undone until",
        "freeze the account",
    ] {
        ensure!(contact.text.contains(part), "{part} is not in {}", contact.text);
    }
    ensure!(
        contact.links.len() == 1 && contact.links[0].contains("/act/"),
        "{contact:?}"
    );
    let before = walk::mail(&app, BEN, "Your Microsoft account no longer opens this account").await?;
    for part in [
        "contoso-data",
        "sign in with this Microsoft account until",
        "no link on purpose",
    ] {
        ensure!(before.text.contains(part), "{part} is not in {}", before.text);
    }
    ensure!(before.links.is_empty(), "that address is unverified: {before:?}");
    ensure!(
        !before.text.contains(ACCOUNT3),
        "nor is it told whose it is now: {before:?}"
    );

    // The link leads to a page that explains, and does nothing by being opened.
    walk::open_mailed_link(&app, &contact).await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    browser.wait_for_text("contoso-data").await?;
    ensure!(browser.address().await? == contact.links[0], "the link of the mail");
    ensure!(browser.has("form button").await?, "it asks first");
    walk::show_account(&app, "contoso-data").await?;
    walk::refresh(&app).await?;
    app.wait_for("[data-part='login'] [data-wizard='undo_login']").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn who_has_no_further_microsoft_account_makes_one_in_the_browser_and_comes_back_with_it() -> Result<()> {
    const NEW: &str = "maya.new@outlook.com";
    let session = DesktopSession::start("make-one").await?;
    let app = begun(&session).await?;
    walk::answer(&app, "change_login_new", "create_identity").await?;
    walk::answer(&app, "change_login_make_one", "open_browser").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    let next = "main[data-step='change_login_check']";
    walk::make_one(browser, "Maya Okafor", NEW, || async { app.has(next).await }).await?;
    walk::answer(&app, "change_login_check", "change_login").await?;
    let receipt = walk::receipt(&app, "change_login_done").await?;
    ensure!(receipt.contains(NEW), "{receipt}");
    walk::finish(&app, "change_login_done").await?;
    app.wait_for_text(NEW).await?;
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

/// At the three ways out, with the second account's Microsoft account.
async fn conflict(session: &DesktopSession) -> Result<App> {
    let app = begun(session).await?;
    walk::prove(session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    Ok(app)
}

#[tokio::test]
async fn an_account_that_is_not_needed_is_deleted_by_its_typed_name_and_its_microsoft_account_opens_this_one()
-> Result<()> {
    let session = DesktopSession::start("move-login").await?;
    let app = conflict(&session).await?;
    walk::answer(&app, "change_login_conflict", "choose_move").await?;
    walk::answer(&app, "change_login_packages", "continue").await?;
    walk::fill(&app, "change_login_move", "confirmation", "MyNuGetAccount1").await?;
    walk::answer(&app, "change_login_move", "move_login").await?;
    walk::is_refused(&app, "change_login_move", "confirmation_wrong").await?;

    let app = walk::killed(&session, app).await?;
    app.wait_for_text("Weber.Charts").await?;
    walk::fill(&app, "change_login_move", "confirmation", "mynugetaccount2").await?;
    walk::answer(&app, "change_login_move", "move_login").await?;
    let receipt = walk::receipt(&app, "change_login_done").await?;
    assert!(
        receipt.contains("MyNuGetAccount2") && receipt.contains(ACCOUNT2),
        "{receipt}"
    );
    walk::finish(&app, "change_login_done").await?;
    app.wait_for_text(ACCOUNT2).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn what_only_the_account_in_the_way_owns_is_taken_over_by_the_one_that_stays() -> Result<()> {
    let session = DesktopSession::start("move-packages").await?;
    let app = conflict(&session).await?;
    walk::answer(&app, "change_login_conflict", "choose_move").await?;
    walk::answer_about(&app, "change_login_packages", "hand_over", "Weber.Charts").await?;
    walk::prove(
        &session,
        &app,
        "change_login_packages_open",
        ACCOUNT2,
        "change_login_hand_over",
    )
    .await?;
    assert_eq!(app.value("#username").await?, "MyNuGetAccount1");
    walk::answer(&app, "change_login_hand_over", "offer_ownership").await?;
    walk::step(&app, "change_login_packages").await?;

    let app = walk::killed(&session, app).await?;
    walk::step(&app, "change_login_packages").await?;
    app.wait_for_text("Offered to MyNuGetAccount1").await?;
    app.click("main [data-wizard='answer_offer']:enabled").await?;
    walk::answer(&app, "answer_offer", "accept_offer").await?;
    walk::finish(&app, "answer_offer_accepted").await?;
    walk::go_on(&app, "Change Microsoft account", "change_login_packages").await?;
    app.wait_for_text("Every package has another owner").await?;
    walk::answer(&app, "change_login_packages", "continue").await?;
    walk::fill(&app, "change_login_move", "confirmation", "MyNuGetAccount2").await?;
    walk::answer(&app, "change_login_move", "move_login").await?;
    let receipt = walk::receipt(&app, "change_login_done").await?;
    assert!(!receipt.contains("left without an owner"), "{receipt}");
    session.passed();
    Ok(())
}

#[tokio::test]
async fn with_a_third_microsoft_account_both_accounts_stay_and_both_moves_are_made_in_the_right_order_without_a_pointer()
-> Result<()> {
    let session = DesktopSession::start("third-login").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "change_login").await?;
    choose(&app, "change_login_intro", "continue").await?;
    proves(&session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    proves(&session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    choose(&app, "change_login_conflict", "choose_third").await?;
    choose(&app, "change_login_third", "continue").await?;
    for (at, who, next) in [
        ("change_login_third_open", ACCOUNT2, "change_login_third_current"),
        ("change_login_third_current", ACCOUNT2, "change_login_third_new"),
        ("change_login_third_new", ACCOUNT3, "change_login_third_check"),
    ] {
        proves(&session, &app, at, who, next).await?;
    }
    choose(&app, "change_login_third_check", "move_to_third").await?;
    asks(&app, "change_login_check").await?;

    let app = killed(&session, app).await?;
    choose(&app, "change_login_check", "change_login").await?;
    let receipt = finishes(&app, "change_login_done").await?;
    assert!(receipt.contains(ACCOUNT2) && receipt.contains(ACCOUNT3), "{receipt}");
    app.wait_for_text(ACCOUNT2).await?;
    opens_account(&app, "MyNuGetAccount2").await?;
    app.wait_for_text(ACCOUNT3).await?;
    session.passed();
    Ok(())
}
