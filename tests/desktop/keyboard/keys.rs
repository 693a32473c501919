//! What a person does in a guided wizard without a pointer, step by step.

use super::{BACKSPACE, ENTER, heading_has_the_focus, in_order, press, tab_to};
use anyhow::{Context, Result};
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

/// Goes to a control of the page and presses it.
pub(super) async fn enter(app: &App, css: &str) -> Result<()> {
    tab_to(app, css).await?;
    press(app, ENTER).await
}

/// A step begins with the focus on its question.
pub(super) async fn asks(app: &App, step: &str) -> Result<()> {
    walk::step(app, step).await?;
    heading_has_the_focus(app).await?;
    in_order(app).await
}

pub(super) async fn choose(app: &App, at: &str, choice: &str) -> Result<()> {
    asks(app, at).await?;
    enter(app, &format!("main [data-choice='{choice}']:enabled")).await
}

pub(super) async fn choose_about(app: &App, at: &str, choice: &str, target: &str) -> Result<()> {
    asks(app, at).await?;
    let css = format!("main [data-choice='{choice}'][data-target='{target}']:enabled");
    enter(app, &css).await
}

/// Types into a field, and answers with the key that a form is sent by.
pub(super) async fn types_and_sends(app: &App, at: &str, field: &str, text: &str) -> Result<()> {
    walk::step(app, at).await?;
    tab_to(app, &format!("main #{field}")).await?;
    press(app, text).await?;
    press(app, ENTER).await
}

pub(super) async fn copies(app: &App) -> Result<()> {
    enter(app, "main [data-action='copy_text']").await?;
    app.wait_for("[data-notice='text_copied']").await?;
    Ok(())
}

/// Opens the browser with the keyboard, signs in there, and turns back to the app's window.
pub(super) async fn proves(session: &DesktopSession, app: &App, at: &str, who: &str, next: &str) -> Result<()> {
    choose(app, at, "open_browser").await?;
    walk::return_as(session, app, who, next).await?;
    session.display.focus(walk::WINDOW)?;
    Ok(())
}

/// Replaces what stands in a field of the page, by the keys that take it away and those that write it.
pub(super) async fn types(app: &App, at: &str, field: &str, text: &str) -> Result<()> {
    walk::step(app, at).await?;
    let css = format!("main #{field}");
    tab_to(app, &css).await?;
    let kept = app.value(&css).await?;
    let keys = BACKSPACE.repeat(kept.chars().count()) + text;
    press(app, &keys).await
}

/// Leaves a wizard that is over, for the account's page.
pub(super) async fn finishes(app: &App, at: &str) -> Result<()> {
    choose(app, at, "finish").await?;
    app.page("account").await?;
    heading_has_the_focus(app).await
}

/// Reads the latest code mailed to an address in the practice mailbox, and comes back to the wizard.
pub(super) async fn mailed_code(app: &App, to: &str) -> Result<String> {
    let wizard = app
        .attribute("[data-action='show_wizard'][aria-current]", "data-id")
        .await?
        .context("a wizard is shown")?;
    enter(app, "[data-action='show_mailbox']").await?;
    app.page("mailbox").await?;
    heading_has_the_focus(app).await?;
    let code = walk::code_in_mailbox(app, to).await?;
    enter(app, &format!("[data-action='show_wizard'][data-id='{wizard}']")).await?;
    app.page("wizard").await?;
    Ok(code)
}

/// Signs in at the practice gallery; the window then has the keyboard.
pub(super) async fn signed_in(session: &DesktopSession, who: &str) -> Result<App> {
    let app = session.launch().await?;
    walk::sign_in(session, &app, who).await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;
    Ok(app)
}

/// Begins a wizard from the page that is shown.
pub(super) async fn starts(app: &App, wizard: &str) -> Result<()> {
    enter(
        app,
        &format!("main [data-action='start_wizard'][data-wizard='{wizard}']:enabled"),
    )
    .await
}
