//! Which Microsoft account opens an account, without a pointer: a swap and its undoing, and the way back in.

use super::{
    heading_has_the_focus,
    keys::{asks, choose, enter, finishes, mailed_code, proves, signed_in, starts, types_and_sends},
};
use anyhow::Result;
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";

#[tokio::test]
async fn two_microsoft_accounts_are_swapped_and_swapped_back_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-swap").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "change_login").await?;
    choose(&app, "change_login_intro", "continue").await?;
    proves(&session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    proves(&session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;
    choose(&app, "change_login_conflict", "choose_swap").await?;
    choose(&app, "change_login_swap", "swap_logins").await?;
    finishes(&app, "change_login_done").await?;

    starts(&app, "undo_login").await?;
    proves(&session, &app, "undo_login_intro", ACCOUNT1, "undo_login_partner").await?;
    proves(&session, &app, "undo_login_partner", ACCOUNT2, "undo_login_check").await?;
    choose(&app, "undo_login_check", "undo_change").await?;
    finishes(&app, "undo_login_done").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_lost_microsoft_account_is_replaced_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-recover").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    enter(&app, "[data-action='start_sign_in'][data-gallery='practice']").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await?;
    session.browser()?.cancel().await?;
    app.refusal("sign_in_cancelled").await?;
    session.display.focus(walk::WINDOW)?;
    starts(&app, "recover").await?;
    choose(&app, "recover_start", "choose_lost").await?;
    asks(&app, "recover_username").await?;
    types_and_sends(&app, "recover_username", "username", "MyNuGetAccount1").await?;
    asks(&app, "recover_address").await?;
    types_and_sends(&app, "recover_address", "email", ACCOUNT1).await?;
    asks(&app, "recover_code").await?;
    let code = mailed_code(&app, ACCOUNT1).await?;
    types_and_sends(&app, "recover_code", "code", &code).await?;
    proves(&session, &app, "recover_new", ACCOUNT3, "recover_check").await?;
    choose(&app, "recover_check", "link_login").await?;
    finishes(&app, "recover_done").await?;
    heading_has_the_focus(&app).await?;
    app.wait_for_text(ACCOUNT3).await?;
    session.passed();
    Ok(())
}
