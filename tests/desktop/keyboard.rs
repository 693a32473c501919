//! Everything with the keyboard alone, and a focus that a person can see.

mod account;
mod api_keys;
pub(crate) mod keys;
mod logins;
mod members;
mod nuget_org;
mod page;
mod wizards;

pub(crate) use page::{has_the_focus, tab_to};

use anyhow::Result;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use keys::enter;
use page::serves_the_keyboard;
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

const TAB: char = '\u{E004}';
pub(crate) const ENTER: char = '\u{E007}';
const ESCAPE: char = '\u{E00C}';
const SPACE: char = ' ';
const BACKSPACE: &str = "\u{E003}";

/// Strikes keys one after another, wherever the focus is.
pub(crate) async fn strike(app: &App, keys: &[char]) -> Result<()> {
    let strokes = KeyActions::new("keyboard".to_owned());
    let strokes = keys.iter().fold(strokes, |strokes, &value| {
        strokes.then(KeyAction::Down { value }).then(KeyAction::Up { value })
    });
    app.0.perform_actions(strokes).await?;
    Ok(())
}

/// Types a text where the focus is.
pub(crate) async fn press(app: &App, text: &str) -> Result<()> {
    app.0.active_element().await?.send_keys(text).await?;
    Ok(())
}

/// A page begins with the focus on its question, and serves the keyboard from there.
pub(crate) async fn heading_has_the_focus(app: &App) -> Result<()> {
    has_the_focus(app, "main h1").await?;
    serves_the_keyboard(app).await
}

#[tokio::test]
async fn a_person_registers_confirms_and_signs_out_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    heading_has_the_focus(&app).await?;
    enter(&app, "[data-action='start_sign_in'][data-gallery='practice']").await?;
    app.page("sign_in").await?;
    has_the_focus(&app, "main h1").await?;
    // The browser comes to the front; a window behind it shows no focus, so the person turns back to the app first.
    session.browser()?.turn_to_new_tab().await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;
    tab_to(&app, "[data-action='copy_address']").await?;
    walk::come_back(&session, &app, "account3@outlook.com").await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;

    enter(&app, "[data-action='show_register']").await?;
    app.page("register").await?;
    heading_has_the_focus(&app).await?;
    tab_to(&app, "#username").await?;
    press(&app, "MyNuGetAccount3").await?;
    tab_to(&app, "#email").await?;
    strike(&app, &[ENTER]).await?;
    app.page("account").await?;
    app.wait_for_text("MyNuGetAccount3").await?;
    heading_has_the_focus(&app).await?;

    enter(&app, "[data-action='show_mailbox']").await?;
    app.page("mailbox").await?;
    heading_has_the_focus(&app).await?;
    let code = walk::code_in_mailbox(&app, "account3@outlook.com").await?;
    enter(&app, "nav [data-action='show_account']").await?;
    app.page("account").await?;
    tab_to(&app, "#code").await?;
    press(&app, &code).await?;
    strike(&app, &[ENTER]).await?;
    app.wait_for("[data-part='email'] .good").await?;

    enter(&app, "[data-action='show_account'][data-tab='sessions']").await?;
    app.wait_for("[data-session-row]").await?;
    enter(&app, "[data-action='show_settings']").await?;
    app.page("settings").await?;
    heading_has_the_focus(&app).await?;
    tab_to(&app, "[data-action='set_notifications']").await?;
    strike(&app, &[SPACE]).await?;
    app.wait_for("[data-action='set_notifications']:not(:checked)").await?;
    enter(&app, "nav [data-action='show_account']").await?;
    app.page("account").await?;
    enter(&app, "main [data-action='show_account'][data-tab='overview']").await?;
    enter(&app, "[data-action='sign_out']").await?;
    app.page("signed_out").await?;
    heading_has_the_focus(&app).await?;
    session.passed();
    Ok(())
}
