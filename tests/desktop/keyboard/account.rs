//! One's own account without a pointer: contact e-mail, another username, two-factor with its recovery codes.

use super::{
    ENTER, SPACE, heading_has_the_focus,
    keys::{
        asks, choose, choose_about, enter, finishes, mailed_code, proves, signed_in, starts, types, types_and_sends,
    },
    press, tab_to,
};
use crate::two_factor::codes;
use anyhow::{Result, ensure};
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";
const NEW: &str = "maya@okafor.example";

#[tokio::test]
async fn contact_e_mail_mails_and_username_are_changed_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-account").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "contact_email").await?;
    asks(&app, "contact_email_address").await?;
    types(&app, "contact_email_address", "email", "account2@outlook.com").await?;
    press(&app, ENTER).await?;
    walk::is_refused(&app, "contact_email_address", "email_taken").await?;
    super::has_the_focus(&app, "main #email").await?;
    types(&app, "contact_email_address", "email", NEW).await?;
    press(&app, ENTER).await?;
    choose(&app, "contact_email_check", "change_email").await?;
    asks(&app, "contact_email_code").await?;
    let code = mailed_code(&app, NEW).await?;
    types_and_sends(&app, "contact_email_code", "code", &code).await?;
    finishes(&app, "contact_email_done").await?;
    app.wait_for_text(NEW).await?;

    starts(&app, "mail_choices").await?;
    asks(&app, "mail_choices").await?;
    tab_to(&app, "main [data-choice='mail_off'][data-target='package_published']").await?;
    press(&app, SPACE).await?;
    app.wait_for("main [data-choice='mail_on'][data-target='package_published']")
        .await?;
    enter(&app, "main [data-choice='finish']").await?;
    app.page("account").await?;
    heading_has_the_focus(&app).await?;

    starts(&app, "username").await?;
    choose(&app, "username_intro", "continue").await?;
    asks(&app, "username_name").await?;
    types(&app, "username_name", "username", "MayaOkafor").await?;
    types(&app, "username_name", "reason", "My own name.").await?;
    enter(&app, "main [data-choice='continue']:enabled").await?;
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
    enter(&app, "main [data-choice='codes_kept']:enabled").await?;
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
    types_and_sends(&app, "delete_account_check", "confirmation", "somebody-else").await?;
    walk::is_refused(&app, "delete_account_check", "confirmation_wrong").await?;
    super::has_the_focus(&app, "main #confirmation").await?;
    types(&app, "delete_account_check", "confirmation", "MyNuGetAccount1").await?;
    press(&app, ENTER).await?;
    choose(&app, "delete_account_signed_out", "sign_in_elsewhere").await?;

    session.browser()?.turn_to_new_tab().await?;
    walk::come_back(&session, &app, ACCOUNT1).await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;
    enter(&app, "[data-action='confirm_identity']").await?;
    app.page("account").await?;
    heading_has_the_focus(&app).await?;
    starts(&app, "delete_account").await?;
    choose(&app, "delete_account_grace", "keep_account").await?;
    finishes(&app, "delete_account_kept").await?;
    app.wait_until_gone("[data-waits='deletion']").await?;
    session.passed();
    Ok(())
}
