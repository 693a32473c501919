//! What is refused in a field is said there, said again when it is typed again, and heard.

use crate::site::Site;
use anyhow::{Result, ensure};
use serde_json::Value;
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

/// What the live region says, and the refusal beside the field that has the focus.
const HEARD: &str = "return { said: document.querySelector('p[role=status]').textContent.trim(), \
    field: document.activeElement.closest('.field')?.querySelector('[data-code]')?.dataset.code ?? null }";

async fn heard(app: &App) -> Result<Value> {
    Ok(app.0.execute(HEARD, Vec::new()).await?)
}

/// Types the same wrong text twice, and sends it by the key in the field. Both times the refusal is in sight, is heard,
/// and the focus is where it can be mended.
async fn twice(app: &App, field: &str, text: &str, code: &str) -> Result<()> {
    for time in ["first", "second"] {
        app.type_into(field, text).await?;
        app.wait_until_gone(&format!(".field:has({field}) [data-code]")).await?;
        app.0.active_element().await?.send_keys("\u{E007}").await?;
        eventually(PATIENCE, &format!("the {time} refusal {code} at {field}"), || async {
            let heard = heard(app).await?;
            let said = heard["said"].as_str().is_some_and(|said| said.contains(": "));
            Ok((said && heard["field"] == code).then_some(()))
        })
        .await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_same_wrong_text_typed_twice_is_refused_and_announced_twice() -> Result<()> {
    let mut session = DesktopSession::start("same-refusal").await?;
    let site = Site::start(&session.environment)?;
    session.environment.set("NUGET_ACCOUNTS_SITE", site.gallery());
    session.environment.set("NUGET_ACCOUNTS_SITE_INDEX", site.index());
    let app = session.launch().await?;
    app.page("welcome").await?;
    app.act("show_add_gallery").await?;
    app.page("add_gallery").await?;
    let address = "http://gallery.contoso.example";
    twice(&app, "#gallery-address", address, "gallery_address_not_secure").await?;
    app.act("show_welcome").await?;
    app.act("show_add_nuget_org").await?;
    app.page("add_nuget_org").await?;
    twice(&app, "#nuget-org-username", "nobody-here", "site_account_unknown").await?;
    app.act("show_welcome").await?;

    walk::begin_practice_sign_in(&session, &app).await?;
    app.click("details:has(#pasted-address) > summary").await?;
    twice(&app, "#pasted-address", "no address at all", "pasted_address_invalid").await?;
    walk::come_back(&session, &app, "account1@outlook.com").await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    walk::start_wizard(&app, "contact_email").await?;
    walk::step(&app, "contact_email_address").await?;
    twice(&app, "#email", "no address", "email_invalid").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_notice_is_announced_once_and_an_old_one_never() -> Result<()> {
    let session = DesktopSession::start("announced").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    app.act("copy_address").await?;
    let said = eventually(PATIENCE, "the notice to be announced", || async {
        let heard = heard(&app).await?;
        Ok(heard["said"]
            .as_str()
            .filter(|said| !said.is_empty())
            .map(str::to_owned))
    })
    .await?;
    app.act("show_settings").await?;
    app.page("settings").await?;
    ensure!(
        app.has("[data-notice='address_copied']").await?,
        "it still stands in the window"
    );
    ensure!(heard(&app).await?["said"] == "", "{said} is announced once");
    session.passed();
    Ok(())
}
