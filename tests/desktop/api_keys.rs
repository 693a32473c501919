//! API keys, in the real app.

use anyhow::{Context, Result, ensure};
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const TEXT: &str = "[data-new-key] .text";

/// From the list of the keys to the page with the text of one that was made.
pub(crate) async fn make(app: &App, description: &str) -> Result<()> {
    walk::answer(app, "api_keys_list", "choose_make_key").await?;
    walk::fill(app, "api_keys_description", "description", description).await?;
    walk::answer(app, "api_keys_description", "continue").await?;
    walk::answer(app, "api_keys_scopes", "continue").await?;
    walk::fill(app, "api_keys_packages", "packages", "Okafor.*").await?;
    walk::answer(app, "api_keys_packages", "continue").await?;
    walk::answer_about(app, "api_keys_life", "choose_life", "90").await?;
    walk::answer(app, "api_keys_check", "make_key").await?;
    walk::step(app, "api_keys_shown").await
}

/// Has the text of the key shown.
pub(crate) async fn see(app: &App) -> Result<String> {
    walk::answer(app, "api_keys_shown", "show_key").await?;
    let found = eventually(PATIENCE, "the text of the key", || async {
        let text = app.wait_for(TEXT).await?.text().await?;
        Ok(text.starts_with("ngak_").then_some(text))
    });
    let text = found.await?;
    ensure!(text.len() == 54, "{} characters", text.len());
    Ok(text)
}

#[tokio::test]
async fn a_key_is_made_shown_once_and_after_a_kill_renewed_and_revoked() -> Result<()> {
    let session = DesktopSession::start("api-keys").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "api_keys").await?;
    make(&app, "Build agent").await?;
    let masked = app.wait_for(TEXT).await?.text().await?;
    ensure!(!masked.contains("ngak_"), "it is seen before anybody asked");
    let first = see(&app).await?;

    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "api_keys_shown", "choose_renew_key").await?;
    walk::answer(&app, "api_keys_renew", "renew_key").await?;
    let second = see(&app).await?;
    ensure!(first != second, "the old one is shown again");
    walk::answer(&app, "api_keys_shown", "key_kept").await?;
    let receipt = walk::receipt(&app, "api_keys_done").await?;
    ensure!(receipt.contains("Build agent"), "{receipt}");
    ensure!(!receipt.contains(&second), "a receipt has the key");
    walk::answer(&app, "api_keys_done", "all_keys").await?;

    let id = id_of(&app, "Build agent").await?;
    walk::answer_about(&app, "api_keys_list", "choose_revoke_key", &id).await?;
    let ending: String = second.chars().skip(50).collect();
    walk::fill(&app, "api_keys_revoke", "confirmation", "none").await?;
    walk::answer(&app, "api_keys_revoke", "revoke_key").await?;
    walk::is_refused(&app, "api_keys_revoke", "confirmation_wrong").await?;
    walk::fill(&app, "api_keys_revoke", "confirmation", &ending).await?;
    walk::answer(&app, "api_keys_revoke", "revoke_key").await?;
    walk::receipt(&app, "api_keys_done").await?;
    walk::finish(&app, "api_keys_done").await?;

    // The key that ends soon is opened itself.
    app.wait_for("[data-finding='keys_end_soon'] [data-wizard='api_keys']")
        .await?
        .click()
        .await?;
    walk::step(&app, "api_keys_key").await?;
    app.wait_for_text("From 2017").await?;
    session.passed();
    Ok(())
}

/// The id by which the buttons of a key name it.
async fn id_of(app: &App, description: &str) -> Result<String> {
    walk::step(app, "api_keys_list").await?;
    app.wait_for_text(description).await?;
    let script = "const found = [...document.querySelectorAll('[data-keys] li')].find((key) => key.textContent.includes(arguments[0])); \
                  return found.querySelector('[data-choice=choose_revoke_key]').dataset.target;";
    let id = app.0.execute(script, vec![description.into()]).await?;
    Ok(id.as_str().context("a key's id")?.to_owned())
}
