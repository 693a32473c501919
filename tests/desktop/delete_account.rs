//! Deleting an account, and keeping it, in the real app and browser.

use crate::keyboard::keys::{
    asks, choose, choose_about, finishes, killed, opens_account, signed_in, signs_in_too, starts, starts_about,
    types_and_sends,
};
use anyhow::Result;
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";
const ANA: &str = "ana@contoso.example";

#[tokio::test]
async fn an_account_is_deleted_with_its_packages_handed_over_and_kept_in_its_grace_period() -> Result<()> {
    let session = DesktopSession::start("delete-account").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "delete_account").await?;
    walk::answer(&app, "delete_account_intro", "continue").await?;
    walk::answer_about(&app, "delete_account_packages", "hand_over", "Okafor.Text").await?;
    walk::fill(&app, "delete_account_hand_over", "username", "nobody-at-all").await?;
    walk::answer(&app, "delete_account_hand_over", "offer_ownership").await?;
    walk::is_refused(&app, "delete_account_hand_over", "account_unknown").await?;
    walk::fill(&app, "delete_account_hand_over", "username", "ana.contoso").await?;
    walk::answer(&app, "delete_account_hand_over", "offer_ownership").await?;
    walk::answer(&app, "delete_account_packages", "continue").await?;
    walk::answer(&app, "delete_account_orphans", "unlist_orphans").await?;
    walk::prove(&session, &app, "delete_account_proof", ACCOUNT1, "delete_account_check").await?;

    let app = walk::killed(&session, app).await?;
    walk::fill(&app, "delete_account_check", "confirmation", "MyNuGetAccount2").await?;
    walk::answer(&app, "delete_account_check", "delete_account").await?;
    walk::is_refused(&app, "delete_account_check", "confirmation_wrong").await?;
    walk::fill(&app, "delete_account_check", "confirmation", "mynugetaccount1").await?;
    walk::answer(&app, "delete_account_check", "delete_account").await?;
    let receipt = walk::receipt(&app, "delete_account_signed_out").await?;
    assert!(receipt.contains("Okafor.Text"), "{receipt}");
    assert!(receipt.contains("requests are withdrawn"), "on that day: {receipt}");
    assert!(receipt.contains("session ended"), "at once: {receipt}");

    // The grace period: signing in again, and the button of the account's page.
    walk::answer(&app, "delete_account_signed_out", "sign_in_elsewhere").await?;
    session.browser()?.turn_to_new_tab().await?;
    walk::come_back(&session, &app, ACCOUNT1).await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    app.wait_for("[data-waits='deletion']").await?;
    walk::start_wizard(&app, "delete_account").await?;
    walk::step(&app, "delete_account_grace").await?;
    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "delete_account_grace", "keep_account").await?;
    walk::receipt(&app, "delete_account_kept").await?;
    walk::finish(&app, "delete_account_kept").await?;
    app.wait_until_gone("[data-waits='deletion']").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_package_that_is_handed_over_before_a_deletion_is_taken_over_on_the_other_side_without_a_pointer()
-> Result<()> {
    let session = DesktopSession::start("hand-over").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "delete_account").await?;
    choose(&app, "delete_account_intro", "continue").await?;
    choose_about(&app, "delete_account_packages", "hand_over", "Okafor.Text").await?;
    asks(&app, "delete_account_hand_over").await?;
    types_and_sends(&app, "delete_account_hand_over", "username", "ana.contoso").await?;
    asks(&app, "delete_account_packages").await?;

    signs_in_too(&session, &app, ANA).await?;
    app.wait_for("[data-waits='offer']").await?;
    starts_about(&app, "answer_offer", "Okafor.Text/ana.contoso").await?;
    asks(&app, "answer_offer").await?;
    let app = killed(&session, app).await?;
    choose(&app, "answer_offer", "accept_offer").await?;
    let receipt = finishes(&app, "answer_offer_accepted").await?;
    assert!(receipt.contains("Okafor.Text"), "{receipt}");
    app.wait_until_gone("[data-waits='offer']").await?;

    opens_account(&app, "MyNuGetAccount1").await?;
    starts(&app, "delete_account").await?;
    asks(&app, "delete_account_packages").await?;
    app.wait_until_gone("[data-choice='hand_over'][data-target='Okafor.Text']")
        .await?;
    session.passed();
    Ok(())
}
