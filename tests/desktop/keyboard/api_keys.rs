//! An API key without a pointer: made, kept, and revoked.

use super::{
    SPACE,
    keys::{asks, choose, choose_about, enter, finishes, signed_in, starts, types, types_and_sends},
    strike, tab_to,
};
use anyhow::{Context, Result};
use tests::{session::DesktopSession, walk};

#[tokio::test]
async fn an_api_key_is_made_copied_and_revoked_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-api-keys").await?;
    let app = signed_in(&session, "account1@outlook.com").await?;
    starts(&app, "api_keys").await?;
    choose(&app, "api_keys_list", "choose_make_key").await?;
    asks(&app, "api_keys_description").await?;
    types_and_sends(&app, "api_keys_description", "description", "Build agent").await?;
    asks(&app, "api_keys_scopes").await?;
    tab_to(&app, "main [data-choice='allow_scope'][data-target='unlist']").await?;
    strike(&app, &[SPACE]).await?;
    app.wait_for("main [data-choice='forbid_scope'][data-target='unlist']")
        .await?;
    enter(&app, "main [data-choice='continue']:enabled").await?;
    asks(&app, "api_keys_packages").await?;
    types(&app, "api_keys_packages", "packages", "Okafor.*").await?;
    enter(&app, "main [data-choice='continue']:enabled").await?;
    choose_about(&app, "api_keys_life", "choose_life", "30").await?;
    choose(&app, "api_keys_check", "make_key").await?;
    asks(&app, "api_keys_shown").await?;
    enter(&app, "main [data-choice='copy_key']").await?;
    app.wait_for("[data-notice='text_copied']").await?;
    enter(&app, "main [data-choice='show_key']").await?;
    app.wait_for_text("ngak_").await?;
    let text = app.wait_for("[data-new-key] .text").await?.text().await?;
    enter(&app, "main [data-choice='key_kept']").await?;
    choose(&app, "api_keys_done", "all_keys").await?;
    asks(&app, "api_keys_list").await?;
    let css = "[data-keys='keys_ending'] [data-choice='choose_revoke_key'], [data-keys='keys'] [data-choice='choose_revoke_key']";
    app.wait_for(css).await?;
    let id = app
        .0
        .execute(
            "return [...document.querySelectorAll('[data-keys] li')].find((key) => key.textContent.includes('Build agent')) \
             .querySelector('[data-choice=choose_revoke_key]').dataset.target;",
            Vec::new(),
        )
        .await?;
    let id = id.as_str().context("a key's id")?.to_owned();
    enter(
        &app,
        &format!("main [data-choice='choose_revoke_key'][data-target='{id}']:enabled"),
    )
    .await?;
    asks(&app, "api_keys_revoke").await?;
    let ending: String = text.chars().skip(50).collect();
    types(&app, "api_keys_revoke", "confirmation", &ending).await?;
    enter(&app, "main [data-choice='revoke_key']:enabled").await?;
    walk::receipt(&app, "api_keys_done").await?;
    finishes(&app, "api_keys_done").await?;
    session.passed();
    Ok(())
}
