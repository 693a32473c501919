//! Back in a wizard, in every way that a person tries: what was typed stays, and the page begins at its question.

use crate::keyboard::heading_has_the_focus;
use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const NEW: &str = "maya@okafor.example";

async fn is_back_with_what_was_typed(app: &App) -> Result<()> {
    walk::step(app, "contact_email_address").await?;
    heading_has_the_focus(app).await?;
    assert_eq!(app.value("#email").await?, NEW, "back loses nothing");
    walk::answer(app, "contact_email_address", "continue").await?;
    walk::step(app, "contact_email_check").await
}

#[tokio::test]
async fn the_button_alt_left_and_the_back_key_lead_back_and_lose_nothing() -> Result<()> {
    let session = DesktopSession::start("way-back").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    session.display.focus(walk::WINDOW)?;
    walk::start_wizard(&app, "contact_email").await?;
    walk::fill(&app, "contact_email_address", "email", NEW).await?;
    walk::answer(&app, "contact_email_address", "continue").await?;
    walk::step(&app, "contact_email_check").await?;
    app.act("back_wizard").await?;
    is_back_with_what_was_typed(&app).await?;
    for key in ["alt+Left", "XF86Back"] {
        session.display.press(&[key])?;
        is_back_with_what_was_typed(&app).await?;
    }
    session.passed();
    Ok(())
}

/// The top of the account's first button.
const PLACE: &str = "const button = document.querySelector('main [data-wizard=change_login]'); \
    return button ? Math.round(button.getBoundingClientRect().top) : null";

#[tokio::test]
async fn an_account_that_is_known_is_drawn_where_it_stays_when_its_read_arrives() -> Result<()> {
    let read = "main:not(:has([data-action='refresh_account']:disabled))";
    let session = DesktopSession::start("still-page").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    app.wait_for(read).await?;
    let settled = app.0.execute(PLACE, Vec::new()).await?;
    let app = walk::killed(&session, app).await?;
    app.wait_for("main [data-wizard='change_login']").await?;
    let first = app.0.execute(PLACE, Vec::new()).await?;
    app.wait_for(read).await?;
    assert_eq!(first, settled, "from the cache");
    assert_eq!(app.0.execute(PLACE, Vec::new()).await?, settled, "from the gallery");
    session.passed();
    Ok(())
}
