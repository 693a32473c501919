//! What goes wrong elsewhere, and the wizards that it leads to: a pasted error, and a work address that is refused.

use crate::keyboard::{
    ENTER, heading_has_the_focus,
    keys::{asks, choose, enter, finishes, killed, presses, proves, starts},
    press, strike, tab_to,
};
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
const ACCOUNT2: &str = "account2@outlook.com";
const ACCOUNT3: &str = "account3@outlook.com";
const SOMEONE: &str = "someone@yourdomain.com";

/// Pastes a text into "Something went wrong?" and opens the wizard to which it leads.
async fn pastes(session: &DesktopSession, app: &App, text: &str, cause: &str, wizard: &str) -> Result<()> {
    session.display.focus(walk::WINDOW)?;
    enter(app, "[data-action='show_trouble']").await?;
    app.page("trouble").await?;
    heading_has_the_focus(app).await?;
    tab_to(app, "#trouble").await?;
    press(app, text).await?;
    enter(app, "[data-action='diagnose']").await?;
    app.wait_for(&format!("[data-cause='{cause}']")).await?;
    starts(app, wizard).await
}

#[tokio::test]
async fn the_error_of_a_conflict_leads_to_its_wizard_and_that_to_a_swap_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("trouble-conflict").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    let error = "Failed to update the Microsoft account with 'account2@outlook.com'. This Microsoft account is already \
                 linked with another account, 'MyNuGetAccount2'.";
    pastes(&session, &app, error, "conflict", "conflict").await?;
    choose(&app, "conflict_intro", "continue").await?;
    proves(&session, &app, "change_login_current", ACCOUNT1, "change_login_new").await?;
    proves(&session, &app, "change_login_new", ACCOUNT2, "change_login_conflict").await?;

    let app = killed(&session, app).await?;
    asks(&app, "change_login_conflict").await?;
    // What the other account holds is folded, since nothing of it is lost by the first two ways.
    enter(&app, "main details:has([data-consequence]) summary").await?;
    app.wait_for_text("Weber.Charts").await?;
    presses(&app, "choose_swap").await?;
    choose(&app, "change_login_swap", "swap_logins").await?;
    finishes(&app, "change_login_done").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_error_of_a_work_address_leads_to_its_wizard_with_the_domain_filled_in_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("trouble-domain").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    let error = "Sorry. aadsts65005: Using this application is currently not supported for your organization \
                 yourdomain.com because it is in an UNMANAGED state. Correlation ID: 5f0c9d7a-7a53-4b5d-8b1f-6f0d6a3f1b52";
    pastes(&session, &app, error, "unmanaged_tenant", "unmanaged_tenant").await?;
    asks(&app, "unmanaged_tenant_why").await?;
    assert!(
        app.text("main h1").await?.contains("yourdomain.com"),
        "at the right step"
    );
    enter(&app, "[data-action='back_wizard']").await?;
    asks(&app, "unmanaged_tenant_domain").await?;
    assert_eq!(app.value("#domain").await?, "yourdomain.com");
    tab_to(&app, "#domain").await?;
    strike(&app, &[ENTER]).await?;
    choose(&app, "unmanaged_tenant_why", "choose_text").await?;
    asks(&app, "unmanaged_tenant_text").await?;
    app.wait_for_text("yourdomain.com").await?;
    presses(&app, "choose_record").await?;
    asks(&app, "unmanaged_tenant_record").await?;

    let app = killed(&session, app).await?;
    choose(&app, "unmanaged_tenant_record", "choose_retry").await?;
    choose(&app, "unmanaged_tenant_retry", "open_browser").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    browser.choose_person(SOMEONE).await?;
    app.refusal("unmanaged_tenant").await?;
    session.display.focus(walk::WINDOW)?;
    // Meanwhile somebody has mended it, or another Microsoft account does as well.
    proves(
        &session,
        &app,
        "unmanaged_tenant_retry",
        ACCOUNT1,
        "unmanaged_tenant_works",
    )
    .await?;
    choose(&app, "unmanaged_tenant_works", "continue").await?;
    finishes(&app, "unmanaged_tenant_done").await?;
    app.wait_for_text("MyNuGetAccount1").await?;
    session.passed();
    Ok(())
}

/// An error as somebody pastes it, with all that stood around it, in odd letters.
const NOISE: &str = "From: Maya Okafor <account1@outlook.com>\nhey,, it says >>> aAdStS65005 :  the app is NOT supported for \
    your organization YourDomain.COM, because it is in an uNmAnAgEd state!! I am MyNuGetAccount1 (mynugetaccount1), \
    tried someone@yourdomain.com too, from 192.0.2.17, C:\\Users\\maya\\Desktop\\shot.png \
    https://login.example/authorize?login_hint=account1%40outlook.com&code=0.AXkA-CANARY-CODE-1234567890abcdef \
    ngas_CANARYCANARYCANARYCANARYCANARYCANARYCANARY01\n\
    Correlation ID: 5f0c9d7a-7a53-4b5d-8b1f-6f0d6a3f1b52 Timestamp: 2026-01-02 03:04:05Z <<< pls help";

/// What of it nobody who helps may see, in any letters.
const PERSONAL: [&str; 9] = [
    "account1",
    "outlook.com",
    "maya",
    "okafor",
    "someone@",
    "192.0.2.17",
    "canary",
    "users",
    "login_hint=a",
];

#[tokio::test]
async fn the_message_for_support_is_copied_without_anything_personal_and_its_error_leads_on_filled_in() -> Result<()> {
    let session = DesktopSession::start("trouble-support").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    app.act("show_trouble").await?;
    app.page("trouble").await?;
    app.type_into("#trouble", NOISE).await?;
    app.act("diagnose").await?;
    app.wait_for("[data-cause='unmanaged_tenant']").await?;
    app.act("copy_text").await?;
    app.wait_for("[data-notice='text_copied']").await?;

    // Pasted where whoever helps would read it: the clipboard has the message.
    app.0
        .execute("document.querySelector('#trouble').select()", Vec::new())
        .await?;
    app.click("#trouble").await?;
    session.display.focus(walk::WINDOW)?;
    session.display.press(&["ctrl+a", "ctrl+v"])?;
    let message = eventually(PATIENCE, "the pasted message", || async {
        let text = app.value("#trouble").await?;
        Ok((text != NOISE && !text.is_empty()).then_some(text))
    })
    .await?;
    let folded = message.to_lowercase();
    for personal in PERSONAL {
        ensure!(!folded.contains(personal), "{personal} is in {message}");
    }
    for needed in ["aadsts65005", "5f0c9d7a-7a53-4b5d-8b1f-6f0d6a3f1b52", "03:04:05"] {
        ensure!(folded.contains(needed), "{needed} is missing in {message}");
    }

    pastes(&session, &app, NOISE, "unmanaged_tenant", "unmanaged_tenant").await?;
    walk::step(&app, "unmanaged_tenant_why").await?;
    app.act("back_wizard").await?;
    walk::step(&app, "unmanaged_tenant_domain").await?;
    assert_eq!(app.value("#domain").await?.to_lowercase(), "yourdomain.com");
    session.passed();
    Ok(())
}

#[tokio::test]
async fn who_owns_an_account_with_a_refused_work_address_links_another_microsoft_account() -> Result<()> {
    let session = DesktopSession::start("unmanaged-recover").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    session.browser()?.choose_person(SOMEONE).await?;
    app.refusal("unmanaged_tenant").await?;
    walk::start_wizard(&app, "unmanaged_tenant").await?;
    walk::step(&app, "unmanaged_tenant_why").await?;
    assert!(
        app.text("main h1").await?.contains("yourdomain.com"),
        "at the right step"
    );
    walk::start_wizard(&app, "recover").await?;
    walk::answer(&app, "recover_start", "choose_lost").await?;
    walk::fill(&app, "recover_username", "username", "yourdomain-packages").await?;
    walk::answer(&app, "recover_username", "continue").await?;
    walk::fill(&app, "recover_address", "email", SOMEONE).await?;
    walk::answer(&app, "recover_address", "continue").await?;
    walk::step(&app, "recover_code").await?;

    let app = walk::killed(&session, app).await?;
    walk::step(&app, "recover_code").await?;
    let code = walk::mailed_code(&app, SOMEONE).await?;
    walk::fill(&app, "recover_code", "code", &code).await?;
    walk::answer(&app, "recover_code", "continue").await?;
    walk::prove(&session, &app, "recover_new", ACCOUNT3, "recover_check").await?;
    walk::answer(&app, "recover_check", "link_login").await?;
    walk::receipt(&app, "recover_done").await?;
    walk::finish(&app, "recover_done").await?;
    app.wait_for_text(ACCOUNT3).await?;
    session.passed();
    Ok(())
}
