//! What a gallery's operator decides, as the person who asked for it sees it.

use crate::foreign_issuer::{Gallery, register};
use anyhow::{Result, ensure};
use tests::{
    session::{
        DesktopSession,
        eventually::{PATIENCE, eventually},
        issuer::{Claims, Issuer},
    },
    walk,
};

const ADA: &str = "ada@elsewhere.example";

#[tokio::test]
async fn another_username_is_asked_for_granted_by_the_operator_and_told_to_who_asked() -> Result<()> {
    let session = DesktopSession::start("username-granted").await?;
    let issuer = Issuer::start(&session.environment, Claims::TenantAndObject)?;
    let gallery = Gallery::start(&session, &issuer).await?;
    let app = register(&session, &gallery).await?;
    let code = gallery.mailed_code(ADA).await?;
    app.type_into("#code", &code).await?;
    app.act("confirm_email").await?;
    app.wait_for("[data-part='email'] .good").await?;

    walk::start_wizard(&app, "username").await?;
    walk::answer(&app, "username_intro", "continue").await?;
    walk::fill(&app, "username_name", "username", "AdaLovelace").await?;
    walk::fill(&app, "username_name", "reason", "My married name.").await?;
    walk::answer(&app, "username_name", "continue").await?;
    walk::answer(&app, "username_check", "request_username").await?;
    walk::step(&app, "username_waiting").await?;
    app.act("show_settings").await?;
    app.page("settings").await?;

    let asked = gallery.operator(&session, &["name-requests"])?;
    ensure!(
        asked.contains("AdaElsewhere") && asked.contains("AdaLovelace"),
        "{asked}"
    );
    gallery.operator(&session, &["rename", "AdaElsewhere", "AdaLovelace"])?;
    eventually(PATIENCE, "the new name in the list of accounts", || async {
        Ok(app.text("nav").await?.contains("AdaLovelace").then_some(()))
    })
    .await?;
    walk::go_on(&app, "Change username", "username_done").await?;
    walk::receipt(&app, "username_done").await?;
    app.wait_for_text("AdaLovelace").await?;
    walk::finish(&app, "username_done").await?;
    ensure!(
        app.text("main h1").await? == "AdaLovelace",
        "the account's page has the new name"
    );
    session.passed();
    Ok(())
}
