//! One's own account without a pointer: contact e-mail, another username, two-factor with its recovery codes.

use super::{
    SPACE, heading_has_the_focus,
    keys::{
        asks, choose, choose_about, comes_back, finishes, goes_back_and_on, is_refused, presses, proves, signed_in,
        starts, types, types_and_sends, types_mailed_code,
    },
    strike, tab_to,
};
use crate::two_factor::codes;
use anyhow::{Result, ensure};
use tests::session::DesktopSession;

const ACCOUNT1: &str = "account1@outlook.com";
const NEW: &str = "maya@okafor.example";

#[tokio::test]
async fn contact_e_mail_mails_and_username_are_changed_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-account").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "contact_email").await?;
    asks(&app, "contact_email_address").await?;
    let taken = "account2@outlook.com";
    is_refused(&app, "contact_email_address", "email", taken, "email_taken").await?;
    types_and_sends(&app, "contact_email_address", "email", NEW).await?;
    asks(&app, "contact_email_check").await?;
    goes_back_and_on(&app, "contact_email_address", "email").await?;
    choose(&app, "contact_email_check", "change_email").await?;
    types_mailed_code(&app, "contact_email_code", NEW).await?;
    finishes(&app, "contact_email_done").await?;
    app.wait_for_text(NEW).await?;

    starts(&app, "mail_choices").await?;
    asks(&app, "mail_choices").await?;
    tab_to(&app, "main [data-choice='mail_off'][data-target='package_published']").await?;
    strike(&app, &[SPACE]).await?;
    app.wait_for("main [data-choice='mail_on'][data-target='package_published']")
        .await?;
    presses(&app, "finish").await?;
    app.page("account").await?;
    heading_has_the_focus(&app).await?;

    starts(&app, "username").await?;
    choose(&app, "username_intro", "continue").await?;
    asks(&app, "username_name").await?;
    types(&app, "username_name", "username", "MayaOkafor").await?;
    types(&app, "username_name", "reason", "My own name.").await?;
    presses(&app, "continue").await?;
    choose(&app, "username_check", "request_username").await?;
    choose(&app, "username_waiting", "withdraw_username").await?;
    finishes(&app, "username_withdrawn").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn two_factor_is_switched_on_with_its_codes_and_off_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-two-factor").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "two_factor").await?;
    choose(&app, "two_factor_intro", "choose_on").await?;
    choose(&app, "two_factor_enrol", "continue").await?;
    proves(&session, &app, "two_factor_prove", ACCOUNT1, "two_factor_codes").await?;
    choose(&app, "two_factor_codes", "new_codes").await?;
    proves(
        &session,
        &app,
        "two_factor_codes_prove",
        ACCOUNT1,
        "two_factor_codes_make",
    )
    .await?;
    choose(&app, "two_factor_codes_make", "make_codes").await?;
    asks(&app, "two_factor_codes_shown").await?;
    let codes = codes(&app, "two_factor_codes_shown").await?;
    presses(&app, "codes_kept").await?;
    asks(&app, "two_factor_on").await?;
    types_and_sends(&app, "two_factor_on", "recovery_code", &codes[2]).await?;
    finishes(&app, "two_factor_on_done").await?;
    app.wait_for("[data-part='two-factor'] .good").await?;

    starts(&app, "two_factor").await?;
    choose(&app, "two_factor_intro", "choose_off").await?;
    proves(&session, &app, "two_factor_prove", ACCOUNT1, "two_factor_off").await?;
    choose(&app, "two_factor_off", "switch_off").await?;
    finishes(&app, "two_factor_off_done").await?;
    ensure!(!app.has("[data-part='two-factor'] .good").await?, "it is off");
    session.passed();
    Ok(())
}

#[tokio::test]
async fn an_account_is_deleted_from_its_page_and_kept_in_its_days_to_think_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-delete").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "delete_account").await?;
    choose(&app, "delete_account_intro", "continue").await?;
    choose_about(&app, "delete_account_packages", "hand_over", "Okafor.Text").await?;
    asks(&app, "delete_account_hand_over").await?;
    types_and_sends(&app, "delete_account_hand_over", "username", "ana.contoso").await?;
    choose(&app, "delete_account_packages", "continue").await?;
    choose(&app, "delete_account_orphans", "unlist_orphans").await?;
    proves(&session, &app, "delete_account_proof", ACCOUNT1, "delete_account_check").await?;
    asks(&app, "delete_account_check").await?;
    let another = "somebody-else";
    is_refused(
        &app,
        "delete_account_check",
        "confirmation",
        another,
        "confirmation_wrong",
    )
    .await?;
    types_and_sends(&app, "delete_account_check", "confirmation", "MyNuGetAccount1").await?;
    choose(&app, "delete_account_signed_out", "sign_in_elsewhere").await?;

    session.browser()?.turn_to_new_tab().await?;
    comes_back(&session, &app, ACCOUNT1).await?;
    starts(&app, "delete_account").await?;
    choose(&app, "delete_account_grace", "keep_account").await?;
    finishes(&app, "delete_account_kept").await?;
    app.wait_until_gone("[data-waits='deletion']").await?;
    session.passed();
    Ok(())
}
