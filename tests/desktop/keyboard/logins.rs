//! Which Microsoft account opens an account, without a pointer: a swap and its undoing, and the way back in.

use super::keys::{begins_recovery, choose, finishes, links, names, proves, signed_in, starts, types_mailed_code};
use anyhow::Result;
use tests::session::DesktopSession;

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
    begins_recovery(&session, &app, "choose_lost").await?;
    names(&app, "MyNuGetAccount1", ACCOUNT1).await?;
    types_mailed_code(&app, "recover_code", ACCOUNT1).await?;
    links(&session, &app, ACCOUNT3).await?;
    session.passed();
    Ok(())
}
