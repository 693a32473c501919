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

/// Notes each place at which the account's first button is drawn, from now on.
const WATCH: &str = "window.places = new Set(); new MutationObserver(() => { \
        const button = document.querySelector('main [data-wizard=change_login]'); \
        if (button) window.places.add(Math.round(button.getBoundingClientRect().top)); \
    }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });";

const PLACES: &str = "return [...window.places]";

/// The account of this person is shown; what it shows now is what the gallery says.
async fn is_read(app: &App) -> Result<()> {
    app.wait_for("main [data-wizard='change_login']").await?;
    app.wait_for("main:not(:has([data-action='refresh_account']:disabled))")
        .await?;
    Ok(())
}

#[tokio::test]
async fn an_account_is_drawn_where_it_stays_when_its_first_read_arrives() -> Result<()> {
    let session = DesktopSession::start("still-page").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    app.0.execute(WATCH, Vec::new()).await?;
    // A conversion waits for this account: it stands above the button.
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    app.wait_for("[data-waits='answer_conversion']").await?;
    is_read(&app).await?;
    let places = app.0.execute(PLACES, Vec::new()).await?;
    assert_eq!(
        places.as_array().map(Vec::len),
        Some(1),
        "at the first sign-in: {places}"
    );

    let app = walk::killed(&session, app).await?;
    app.0.execute(WATCH, Vec::new()).await?;
    is_read(&app).await?;
    app.act("refresh_account").await?;
    is_read(&app).await?;
    let again = app.0.execute(PLACES, Vec::new()).await?;
    assert_eq!(again, places, "from the cache and from the gallery");
    session.passed();
    Ok(())
}
