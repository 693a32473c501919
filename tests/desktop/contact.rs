//! Contact e-mail, what is mailed, and another username, in the real app.

use anyhow::Result;
use tests::{session::DesktopSession, walk};

const ACCOUNT1: &str = "account1@outlook.com";
const NEW: &str = "maya@okafor.example";

#[tokio::test]
async fn another_contact_e_mail_is_used_once_the_code_mailed_to_it_is_typed_also_after_a_kill() -> Result<()> {
    let session = DesktopSession::start("contact-email").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "contact_email").await?;
    walk::fill(&app, "contact_email_address", "email", "account2@outlook.com").await?;
    walk::answer(&app, "contact_email_address", "continue").await?;
    walk::is_refused(&app, "contact_email_address", "email_taken").await?;
    walk::fill(&app, "contact_email_address", "email", NEW).await?;
    walk::answer(&app, "contact_email_address", "continue").await?;
    walk::answer(&app, "contact_email_check", "change_email").await?;
    walk::step(&app, "contact_email_code").await?;

    let app = walk::killed(&session, app).await?;
    walk::fill(&app, "contact_email_code", "code", "00000000").await?;
    walk::answer(&app, "contact_email_code", "confirm_code").await?;
    walk::is_refused(&app, "contact_email_code", "code_wrong").await?;
    let code = walk::mailed_code(&app, NEW).await?;
    walk::fill(&app, "contact_email_code", "code", &code).await?;
    walk::answer(&app, "contact_email_code", "confirm_code").await?;
    walk::receipt(&app, "contact_email_done").await?;
    walk::finish(&app, "contact_email_done").await?;
    app.wait_for_text(NEW).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn mails_are_chosen_and_another_username_is_asked_for_and_withdrawn() -> Result<()> {
    let session = DesktopSession::start("choices").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "mail_choices").await?;
    walk::answer_about(&app, "mail_choices", "mail_off", "package_published").await?;
    let on = "[data-choice='mail_on'][data-target='package_published']";
    app.wait_for(on).await?;
    let app = walk::killed(&session, app).await?;
    app.wait_for(on).await?;
    walk::finish(&app, "mail_choices").await?;

    walk::start_wizard(&app, "username").await?;
    walk::answer(&app, "username_intro", "continue").await?;
    walk::fill(&app, "username_name", "username", "MyNuGetAccount2").await?;
    walk::fill(&app, "username_name", "reason", "My own name.").await?;
    walk::answer(&app, "username_name", "continue").await?;
    walk::is_refused(&app, "username_name", "username_taken").await?;
    assert_eq!(app.value("#reason").await?, "My own name.", "what was typed stays");
    walk::fill(&app, "username_name", "username", "MayaOkafor").await?;
    walk::answer(&app, "username_name", "continue").await?;
    walk::answer(&app, "username_check", "request_username").await?;
    walk::step(&app, "username_waiting").await?;

    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "username_waiting", "withdraw_username").await?;
    walk::receipt(&app, "username_withdrawn").await?;
    walk::finish(&app, "username_withdrawn").await?;
    session.passed();
    Ok(())
}
