//! Accounts of several people without a pointer: an organization with an invitation, and a conversion asked and withdrawn.

use super::keys::{
    asks, choose, copies, enter, finishes, mailed_code, proves, signed_in, starts, types, types_and_sends,
};
use anyhow::Result;
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";

#[tokio::test]
async fn an_organization_is_created_and_somebody_invited_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-organization").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    enter(&app, "[data-action='show_account'][data-tab='organizations']").await?;
    starts(&app, "organization").await?;
    asks(&app, "organization_new").await?;
    types(&app, "organization_new", "username", "okafor-games").await?;
    types(&app, "organization_new", "email", "games@okafor.example").await?;
    enter(&app, "main [data-choice='create_organization']:enabled").await?;
    asks(&app, "organization_code").await?;
    let code = mailed_code(&app, "games@okafor.example").await?;
    types_and_sends(&app, "organization_code", "code", &code).await?;
    asks(&app, "organization_done").await?;
    copies(&app).await?;
    enter(&app, "main [data-wizard='members'][data-subject='okafor-games']").await?;
    choose(&app, "members_list", "choose_invite").await?;
    asks(&app, "members_invite").await?;
    types(&app, "members_invite", "username", "ana.contoso").await?;
    enter(&app, "main [data-choice='invite_administrator']:enabled").await?;
    finishes(&app, "members_done").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_conversion_is_asked_for_and_withdrawn_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard-convert").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "convert").await?;
    choose(&app, "convert_intro", "continue").await?;
    asks(&app, "convert_administrator").await?;
    types_and_sends(&app, "convert_administrator", "username", "ana.contoso").await?;
    proves(&session, &app, "convert_proof", ACCOUNT1, "convert_check").await?;
    asks(&app, "convert_check").await?;
    types_and_sends(&app, "convert_check", "confirmation", "MyNuGetAccount1").await?;
    choose(&app, "convert_waiting", "cancel_conversion").await?;
    walk::step(&app, "convert_cancelled").await?;
    finishes(&app, "convert_cancelled").await?;
    session.passed();
    Ok(())
}
