//! Who is asked for something by somebody else is told on the desktop, and a click opens the answer.

use anyhow::{Result, ensure};
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

const ACCOUNT1: &str = "account1@outlook.com";
const ANA: &str = "ana@contoso.example";

/// Waits for the only notification on the screen, clicks it, and waits for the step that it opens.
async fn leads_to(session: &DesktopSession, app: &App, step: &str) -> Result<()> {
    eventually(PATIENCE, &format!("the notification of {step}"), || async {
        Ok((session.notifications.displayed()? == 1).then_some(()))
    })
    .await?;
    session.notifications.click()?;
    walk::step(app, step).await?;
    eventually(PATIENCE, "the notification to be taken back", || async {
        Ok((session.notifications.displayed()? == 0).then_some(()))
    })
    .await
}

/// What the latest notification said: both accounts, and no address.
fn said(session: &DesktopSession, names: [&str; 2]) -> Result<()> {
    let shown = session.notifications.history()?;
    let latest = shown.first().map(|shown| format!("{} {}", shown.summary, shown.body));
    let said = latest.unwrap_or_default();
    ensure!(names.iter().all(|name| said.contains(name)), "{said}");
    ensure!(!said.contains('@'), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_conversion_that_waits_and_an_invitation_are_told_on_the_desktop_and_a_click_opens_their_answers()
-> Result<()> {
    let session = DesktopSession::start("notified").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ANA).await?;
    walk::sign_in_too(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "convert").await?;
    walk::answer(&app, "convert_intro", "continue").await?;
    walk::fill(&app, "convert_administrator", "username", "ana.contoso").await?;
    walk::answer(&app, "convert_administrator", "continue").await?;
    walk::prove(&session, &app, "convert_proof", ACCOUNT1, "convert_check").await?;
    walk::fill(&app, "convert_check", "confirmation", "MyNuGetAccount1").await?;
    // In front of the person it would be told in the window only.
    session.display.focus("Chromium")?;
    walk::answer(&app, "convert_check", "request_conversion").await?;
    leads_to(&session, &app, "answer_conversion").await?;
    said(&session, ["ana.contoso", "MyNuGetAccount1"])?;
    walk::answer(&app, "answer_conversion", "reject_conversion").await?;
    walk::finish(&app, "answer_conversion_rejected").await?;

    walk::show_account(&app, "ana.contoso").await?;
    app.act_on("show_account", "tab", "organizations").await?;
    walk::start_wizard_about(&app, "members", "contoso-tools").await?;
    walk::answer(&app, "members_list", "choose_invite").await?;
    walk::fill(&app, "members_invite", "username", "MyNuGetAccount1").await?;
    session.display.focus("Chromium")?;
    walk::answer(&app, "members_invite", "invite_collaborator").await?;
    leads_to(&session, &app, "answer_invitation").await?;
    said(&session, ["MyNuGetAccount1", "contoso-tools"])?;
    session.passed();
    Ok(())
}
