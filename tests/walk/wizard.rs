//! Through a guided wizard, page by page.

use super::pass_pages;
use crate::session::{
    DesktopSession,
    app::App,
    eventually::{PATIENCE, eventually},
};
use anyhow::Result;
use serde_json::json;

/// Begins a guided wizard from the page that is shown: the account's own, or one that offers it to everybody.
///
/// # Errors
/// When it is not offered there.
pub async fn start_wizard(app: &App, wizard: &str) -> Result<()> {
    nothing_moves(app).await?;
    app.act_on("start_wizard", "wizard", wizard).await?;
    app.page("wizard").await
}

/// Begins a guided wizard about something: an organization, an account that asks.
///
/// # Errors
/// When it is not offered there.
pub async fn start_wizard_about(app: &App, wizard: &str, subject: &str) -> Result<()> {
    nothing_moves(app).await?;
    app.click(&format!(
        "[data-action='start_wizard'][data-wizard='{wizard}'][data-subject='{subject}']:enabled"
    ))
    .await?;
    app.page("wizard").await
}

/// Waits until the account's page has been read: what is read moves what stands below it, also from under a pointer.
async fn nothing_moves(app: &App) -> Result<()> {
    app.wait_for("main:not(:has([data-action='refresh_account']:disabled))")
        .await?;
    Ok(())
}

/// The page of a step, once nothing is being asked for it.
fn page(step: &str) -> String {
    format!("main[data-step='{step}']:not([data-busy])")
}

/// Waits for a step of a guided wizard, once nothing is being asked for it.
///
/// # Errors
/// When it does not come.
pub async fn step(app: &App, step: &str) -> Result<()> {
    app.wait_for(&page(step)).await?;
    Ok(())
}

/// Gives an answer at a step of a guided wizard, once it can be given.
///
/// # Errors
/// When it cannot.
pub async fn answer(app: &App, at: &str, choice: &str) -> Result<()> {
    step(app, at).await?;
    app.click(&format!("{} [data-choice='{choice}']:enabled", page(at)))
        .await
}

/// Gives an answer at the line of a step that is about something.
///
/// # Errors
/// When it cannot.
pub async fn answer_about(app: &App, at: &str, choice: &str, target: &str) -> Result<()> {
    step(app, at).await?;
    let css = format!("{} [data-choice='{choice}'][data-target='{target}']:enabled", page(at));
    app.click(&css).await
}

/// Types into a field of a step.
///
/// # Errors
/// When it is not there.
pub async fn fill(app: &App, at: &str, field: &str, text: &str) -> Result<()> {
    step(app, at).await?;
    app.type_into(&format!("{} #{field}", page(at)), text).await
}

/// Waits for a refusal at a step.
///
/// # Errors
/// When it does not come.
pub async fn is_refused(app: &App, at: &str, code: &str) -> Result<()> {
    app.wait_for(&format!("{} [data-code='{code}']", page(at))).await?;
    Ok(())
}

/// Opens the browser from a step of a guided wizard, signs in there as somebody, and waits for the next step.
///
/// # Errors
/// When a step does not come.
pub async fn prove(session: &DesktopSession, app: &App, at: &str, address: &str, next: &str) -> Result<()> {
    answer(app, at, "open_browser").await?;
    return_as(session, app, address, next).await
}

/// The browser opens; somebody signs in there, and the app shows the next step.
///
/// # Errors
/// When a step does not come.
pub async fn return_as(session: &DesktopSession, app: &App, address: &str, next: &str) -> Result<()> {
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    let next = format!("main[data-step='{next}']");
    pass_pages(browser, address, || async { app.has(&next).await }).await?;
    app.wait_for(&next).await?;
    Ok(())
}

/// Kills the app, as a power cut does, and starts it again.
///
/// # Errors
/// When it does not come up.
pub async fn killed(session: &DesktopSession, app: App) -> Result<App> {
    app.kill().await?;
    session.launch().await
}

/// The id of a guided wizard, by the title that the list of what is under way shows.
const UNDER_WAY: &str = "const rows = [...document.querySelectorAll('nav [data-action=show_wizard]')]; \
    return rows.find((row) => row.querySelector('.title').textContent === arguments[0])?.dataset.id ?? null";

/// Finds a guided wizard in the list of what is under way.
///
/// # Errors
/// When there is none of this title.
pub async fn under_way(app: &App, title: &str) -> Result<String> {
    eventually(PATIENCE, &format!("{title} among what is under way"), || async {
        let found = app.0.execute(UNDER_WAY, vec![json!(title)]).await?;
        Ok(found.as_str().map(str::to_owned))
    })
    .await
}

/// Turns to a guided wizard in the list of what is under way, and waits for the step at which it is.
///
/// # Errors
/// When there is none of this title, or it is somewhere else.
pub async fn go_on(app: &App, title: &str, at: &str) -> Result<()> {
    let id = under_way(app, title).await?;
    app.act_on("show_wizard", "id", &id).await?;
    step(app, at).await
}

/// The receipt at a step, as shown.
///
/// # Errors
/// When there is none.
pub async fn receipt(app: &App, at: &str) -> Result<String> {
    step(app, at).await?;
    app.text(&format!("{} [data-receipt]", page(at))).await
}

/// Leaves a guided wizard that is over, for the account's page.
///
/// # Errors
/// When it is not over, or leads elsewhere.
pub async fn finish(app: &App, at: &str) -> Result<()> {
    answer(app, at, "finish").await?;
    app.page("account").await
}
