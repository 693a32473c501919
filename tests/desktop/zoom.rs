//! Everything twice as large, by the keys that every browser has for it, in the usual window and in the narrowest.

use crate::{
    accessibility::looks::TOO_WIDE,
    keyboard::{
        has_the_focus,
        keys::{asks, choose, enter, killed, presses, returns_as, signed_in, starts, types_and_sends},
    },
};
use anyhow::{Result, ensure};
use serde_json::json;
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";

/// The widths of the window at which it opens, and than which it cannot be made narrower, in pixels.
const USUAL: u32 = 960;
const NARROWEST: u32 = 400;
const HEIGHT: u32 = 680;

/// Waits until the page is half as wide as the window.
async fn is_twice_as_large(app: &App, width: u32) -> Result<()> {
    eventually(PATIENCE, &format!("200 % at {width} pixels"), || async {
        let wide = app.0.execute("return innerWidth", Vec::new()).await?;
        Ok((wide == json!(width / 2)).then_some(()))
    })
    .await
}

/// Nothing of the page is cut or to be scrolled to at the side, in the narrowest window and in the usual one.
async fn fits(app: &App, page: &str) -> Result<()> {
    for width in [NARROWEST, USUAL] {
        app.0.set_window_size(width, HEIGHT).await?;
        is_twice_as_large(app, width).await?;
        let wide = app.0.execute(TOO_WIDE, Vec::new()).await?;
        ensure!(wide == json!([]), "{page} at {width} pixels and 200 %: {wide}");
    }
    Ok(())
}

/// Comes to a step, and looks at it.
async fn fits_at(app: &App, step: &str) -> Result<()> {
    asks(app, step).await?;
    fits(app, step).await
}

#[tokio::test]
async fn a_long_wizard_at_200_percent_is_gone_through_in_the_narrowest_window_and_stays_so_after_a_kill() -> Result<()>
{
    let session = DesktopSession::start("zoom").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    session.display.press(&["ctrl+equal"; 5])?;
    is_twice_as_large(&app, USUAL).await?;
    fits(&app, "the account").await?;
    starts(&app, "delete_account").await?;
    fits_at(&app, "delete_account_intro").await?;
    presses(&app, "continue").await?;
    fits_at(&app, "delete_account_packages").await?;
    enter(&app, "main [data-choice='hand_over'][data-target='Okafor.Text']").await?;
    fits_at(&app, "delete_account_hand_over").await?;
    types_and_sends(&app, "delete_account_hand_over", "username", "ana.contoso").await?;
    choose(&app, "delete_account_packages", "continue").await?;
    fits_at(&app, "delete_account_orphans").await?;
    presses(&app, "unlist_orphans").await?;
    fits_at(&app, "delete_account_proof").await?;
    presses(&app, "open_browser").await?;
    app.wait_for("main [data-action='copy_address']").await?;
    fits(&app, "the page that waits for the browser").await?;
    returns_as(&session, &app, ACCOUNT1, "delete_account_check").await?;

    let app = killed(&session, app).await?;
    is_twice_as_large(&app, USUAL).await?;
    fits_at(&app, "delete_account_check").await?;
    types_and_sends(&app, "delete_account_check", "confirmation", "somebody-else").await?;
    walk::is_refused(&app, "delete_account_check", "confirmation_wrong").await?;
    has_the_focus(&app, "main #confirmation").await?;
    fits(&app, "a refusal").await?;
    types_and_sends(&app, "delete_account_check", "confirmation", "MyNuGetAccount1").await?;
    fits_at(&app, "delete_account_signed_out").await?;
    walk::receipt(&app, "delete_account_signed_out").await?;
    session.passed();
    Ok(())
}
