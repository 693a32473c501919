//! What a person does in a guided wizard without a pointer, step by step. Every page to which they come serves the
//! keyboard ([`super::heading_has_the_focus`]).

use super::{BACKSPACE, ENTER, ESCAPE, has_the_focus, heading_has_the_focus, press, strike, tab_to};
use anyhow::{Context, Result, ensure};
use tests::{
    session::{DesktopSession, app::App},
    walk,
};

/// Goes to a control of the page and presses it.
pub(crate) async fn enter(app: &App, css: &str) -> Result<()> {
    tab_to(app, css).await?;
    strike(app, &[ENTER]).await
}

/// A step begins with the focus on its question.
pub(crate) async fn asks(app: &App, step: &str) -> Result<()> {
    walk::step(app, step).await?;
    heading_has_the_focus(app).await
}

/// Gives an answer at a step, where the person has just come to it.
pub(crate) async fn choose(app: &App, at: &str, choice: &str) -> Result<()> {
    asks(app, at).await?;
    presses(app, choice).await
}

/// Gives an answer at the line of a step that is about something.
pub(crate) async fn choose_about(app: &App, at: &str, choice: &str, target: &str) -> Result<()> {
    asks(app, at).await?;
    let css = format!("main [data-choice='{choice}'][data-target='{target}']:enabled");
    enter(app, &css).await
}

/// Gives an answer at the step that is shown.
pub(crate) async fn presses(app: &App, choice: &str) -> Result<()> {
    enter(app, &format!("main [data-choice='{choice}']:enabled")).await
}

/// Replaces what stands in a field of the page, by the keys that take it away and those that write it. Escape takes
/// nothing of it.
pub(crate) async fn types(app: &App, at: &str, field: &str, text: &str) -> Result<()> {
    walk::step(app, at).await?;
    let css = format!("main #{field}");
    tab_to(app, &css).await?;
    let kept = app.value(&css).await?;
    let keys = BACKSPACE.repeat(kept.chars().count()) + text;
    press(app, &keys).await?;
    strike(app, &[ESCAPE]).await?;
    let stands = app.value(&css).await?;
    ensure!(stands == text, "{stands} stands in {field}, where {text} was typed");
    Ok(())
}

/// Types into a field, and answers with the key that a form is sent by.
pub(crate) async fn types_and_sends(app: &App, at: &str, field: &str, text: &str) -> Result<()> {
    types(app, at, field, text).await?;
    strike(app, &[ENTER]).await
}

/// Types what is refused in its field, where the focus is then.
pub(crate) async fn is_refused(app: &App, at: &str, field: &str, text: &str, code: &str) -> Result<()> {
    types_and_sends(app, at, field, text).await?;
    walk::is_refused(app, at, code).await?;
    has_the_focus(app, &format!("main #{field}")).await
}

/// Goes back to a step with a field, finds there what was typed, and sends it again.
pub(crate) async fn goes_back_and_on(app: &App, to: &str, field: &str) -> Result<()> {
    let typed = format!("main #{field}");
    enter(app, "[data-action='back_wizard']").await?;
    asks(app, to).await?;
    ensure!(!app.value(&typed).await?.is_empty(), "back loses what was typed");
    tab_to(app, &typed).await?;
    strike(app, &[ENTER]).await
}

/// Copies the receipt of the page.
pub(crate) async fn copies(app: &App) -> Result<()> {
    enter(app, "main [data-action='copy_text']").await?;
    app.wait_for("[data-notice='text_copied']").await?;
    Ok(())
}

/// Opens the browser with the keyboard, signs in there, and turns back to the app's window.
pub(crate) async fn proves(session: &DesktopSession, app: &App, at: &str, who: &str, next: &str) -> Result<()> {
    choose(app, at, "open_browser").await?;
    returns_as(session, app, who, next).await
}

/// Signs in in the browser that has been opened, and turns back to the app's window.
pub(crate) async fn returns_as(session: &DesktopSession, app: &App, who: &str, next: &str) -> Result<()> {
    walk::return_as(session, app, who, next).await?;
    session.display.focus(walk::WINDOW)
}

/// Reads the receipt of a wizard that is over, and leaves it for the account's page.
pub(crate) async fn finishes(app: &App, at: &str) -> Result<String> {
    asks(app, at).await?;
    let receipt = walk::receipt(app, at).await?;
    leaves(app).await?;
    Ok(receipt)
}

/// Leaves the wizard that is shown, and over, for the account's page.
pub(crate) async fn leaves(app: &App) -> Result<()> {
    presses(app, "finish").await?;
    app.page("account").await?;
    heading_has_the_focus(app).await
}

/// Reads the latest code mailed to an address in the practice mailbox, and comes back to the wizard.
pub(crate) async fn mailed_code(app: &App, to: &str) -> Result<String> {
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

/// Types the code that was mailed to an address, and sends it.
pub(crate) async fn types_mailed_code(app: &App, at: &str, to: &str) -> Result<()> {
    asks(app, at).await?;
    let code = mailed_code(app, to).await?;
    asks(app, at).await?;
    types_and_sends(app, at, "code", &code).await
}

/// Signs in at the practice gallery; the window then has the keyboard.
pub(crate) async fn signed_in(session: &DesktopSession, who: &str) -> Result<App> {
    let app = session.launch().await?;
    walk::sign_in(session, &app, who).await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;
    Ok(app)
}

/// Signs a further person in, from whatever page is shown.
pub(crate) async fn signs_in_too(session: &DesktopSession, app: &App, who: &str) -> Result<()> {
    enter(app, "nav [data-action='show_welcome']").await?;
    app.page("welcome").await?;
    heading_has_the_focus(app).await?;
    enter(app, "[data-action='start_sign_in'][data-gallery='practice']").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await?;
    comes_back(session, app, who).await
}

/// Signs in in the browser that has been opened, and takes the account that comes back.
pub(crate) async fn comes_back(session: &DesktopSession, app: &App, who: &str) -> Result<()> {
    walk::come_back(session, app, who).await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(app).await?;
    enter(app, "[data-action='confirm_identity']").await?;
    app.page("account").await?;
    heading_has_the_focus(app).await
}

/// Opens an account in the list.
pub(crate) async fn opens_account(app: &App, username: &str) -> Result<()> {
    let profile = walk::profile_of(app, username).await?;
    enter(
        app,
        &format!("nav [data-action='show_account'][data-profile='{profile}']"),
    )
    .await?;
    walk::account_is_shown(app, username).await?;
    heading_has_the_focus(app).await
}

/// Opens the part of an account's page that has its organizations.
pub(crate) async fn opens_organizations(app: &App) -> Result<()> {
    enter(app, "main [data-action='show_account'][data-tab='organizations']").await
}

/// Opens a wizard in the list of what is under way.
pub(crate) async fn goes_on(app: &App, title: &str) -> Result<()> {
    let id = walk::under_way(app, title).await?;
    enter(app, &format!("nav [data-action='show_wizard'][data-id='{id}']")).await
}

/// Begins a wizard from the page that is shown.
pub(crate) async fn starts(app: &App, wizard: &str) -> Result<()> {
    enter(
        app,
        &format!("main [data-action='start_wizard'][data-wizard='{wizard}']:enabled"),
    )
    .await
}

/// Begins a wizard about something from the page that is shown.
pub(crate) async fn starts_about(app: &App, wizard: &str, subject: &str) -> Result<()> {
    enter(
        app,
        &format!("main [data-action='start_wizard'][data-wizard='{wizard}'][data-subject='{subject}']:enabled"),
    )
    .await
}

/// Kills the app, as a power cut does, and starts it again; its window then has the keyboard.
pub(crate) async fn killed(session: &DesktopSession, app: App) -> Result<App> {
    let app = walk::killed(session, app).await?;
    app.page("wizard").await?;
    session.display.focus(walk::WINDOW)?;
    Ok(app)
}

/// Gives a sign-in up in the browser, and says that the Microsoft account, or the password, is what is missing.
pub(crate) async fn begins_recovery(session: &DesktopSession, app: &App, choice: &str) -> Result<()> {
    app.page("welcome").await?;
    session.display.focus(walk::WINDOW)?;
    enter(app, "[data-action='start_sign_in'][data-gallery='practice']").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await?;
    session.browser()?.cancel().await?;
    app.refusal("sign_in_cancelled").await?;
    session.display.focus(walk::WINDOW)?;
    starts(app, "recover").await?;
    choose(app, "recover_start", choice).await
}

/// Names the account to recover and the whole address, up to the code that is mailed.
pub(crate) async fn names(app: &App, username: &str, address: &str) -> Result<()> {
    asks(app, "recover_username").await?;
    types_and_sends(app, "recover_username", "username", username).await?;
    asks(app, "recover_address").await?;
    goes_back_and_on(app, "recover_username", "username").await?;
    asks(app, "recover_address").await?;
    types_and_sends(app, "recover_address", "email", address).await
}

/// Links this Microsoft account and goes to the account's page.
pub(crate) async fn links(session: &DesktopSession, app: &App, address: &str) -> Result<()> {
    proves(session, app, "recover_new", address, "recover_check").await?;
    choose(app, "recover_check", "link_login").await?;
    let receipt = finishes(app, "recover_done").await?;
    ensure!(receipt.contains(address), "{receipt}");
    app.wait_for_text(address).await
}
