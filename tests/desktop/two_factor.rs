//! Two-factor and recovery codes, in the real app and browser.

use crate::keyboard::keys::{asks, choose, finishes, killed, presses, proves, signed_in, starts, types_and_sends};
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

const ACCOUNT1: &str = "account1@outlook.com";

const CODES: &str = "return [...document.querySelectorAll('section.printed li')].map((line) => line.textContent)";

/// The recovery codes that a step shows.
pub(crate) async fn codes(app: &App, at: &str) -> Result<Vec<String>> {
    walk::step(app, at).await?;
    eventually(PATIENCE, "the recovery codes", || async {
        let shown = app.0.execute(CODES, Vec::new()).await?;
        let shown: Vec<String> = shown
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect();
        Ok((!shown.is_empty()).then_some(shown))
    })
    .await
}

/// From the account's page to the recovery codes that two-factor takes.
async fn codes_for_two_factor(session: &DesktopSession, app: &App) -> Result<Vec<String>> {
    walk::start_wizard(app, "two_factor").await?;
    walk::answer(app, "two_factor_intro", "choose_on").await?;
    walk::answer(app, "two_factor_enrol", "continue").await?;
    walk::prove(session, app, "two_factor_prove", ACCOUNT1, "two_factor_codes").await?;
    walk::answer(app, "two_factor_codes", "new_codes").await?;
    walk::prove(
        session,
        app,
        "two_factor_codes_prove",
        ACCOUNT1,
        "two_factor_codes_make",
    )
    .await?;
    walk::answer(app, "two_factor_codes_make", "make_codes").await?;
    codes(app, "two_factor_codes_shown").await
}

async fn types_back(app: &App, code: &str) -> Result<()> {
    walk::fill(app, "two_factor_on", "recovery_code", code).await?;
    walk::answer(app, "two_factor_on", "switch_on").await
}

/// Switches two-factor on for the account whose page is shown, and gives its recovery codes.
pub(crate) async fn switch_on(session: &DesktopSession, app: &App) -> Result<Vec<String>> {
    let codes = codes_for_two_factor(session, app).await?;
    walk::answer(app, "two_factor_codes_shown", "codes_kept").await?;
    types_back(app, &codes[0]).await?;
    walk::finish(app, "two_factor_on_done").await?;
    Ok(codes)
}

#[tokio::test]
async fn two_factor_is_switched_on_by_a_code_typed_back_also_after_a_kill_and_off_again() -> Result<()> {
    let session = DesktopSession::start("two-factor").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    let before = codes_for_two_factor(&session, &app).await?;

    let app = walk::killed(&session, app).await?;
    let after = codes(&app, "two_factor_codes_shown").await?;
    ensure!(after == before, "the codes are the same after a kill");
    walk::answer(&app, "two_factor_codes_shown", "codes_kept").await?;
    types_back(&app, "0000-0000").await?;
    walk::is_refused(&app, "two_factor_on", "recovery_code_mistyped").await?;
    types_back(&app, &after[6]).await?;
    walk::receipt(&app, "two_factor_on_done").await?;
    walk::finish(&app, "two_factor_on_done").await?;
    app.wait_for("[data-part='two-factor'] .good").await?;

    walk::start_wizard(&app, "two_factor").await?;
    walk::answer(&app, "two_factor_intro", "choose_off").await?;
    walk::prove(&session, &app, "two_factor_prove", ACCOUNT1, "two_factor_off").await?;
    walk::answer(&app, "two_factor_off", "switch_off").await?;
    walk::receipt(&app, "two_factor_off_done").await?;
    walk::finish(&app, "two_factor_off_done").await?;
    app.wait_until_gone("[data-part='two-factor'] .good").await?;
    session.passed();
    Ok(())
}

/// In the browser: who has no second factor yet takes e-mail, and types the code that comes there.
async fn enrols_email(session: &DesktopSession) -> Result<()> {
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    browser.choose_person(ACCOUNT1).await?;
    browser.click("input[name='factor'][value='email']").await?;
    browser.click("#continue").await?;
    passes_by_email(session).await
}

/// A code is asked for that came by mail; it is typed.
async fn passes_by_email(session: &DesktopSession) -> Result<()> {
    let browser = session.browser()?;
    browser.wait_for("#phone-code").await?;
    let said = browser.all_text().await?;
    ensure!(
        said.contains("We sent an e-mail to") && said.contains(&format!("E-mail to {ACCOUNT1}")),
        "{said}"
    );
    browser.pass_second_factor().await
}

/// What was passed by then: its page stays in the browser, where no other follows.
const PASSED: walk::Asked = walk::Asked {
    enrolment: true,
    second_factor: true,
    consent: false,
};

/// The rest of the browser's pages, until the app shows a step.
async fn comes_to(session: &DesktopSession, app: &App, step: &str) -> Result<()> {
    let next = format!("main[data-step='{step}']");
    walk::pass_rest(session.browser()?, PASSED, || async { app.has(&next).await }).await?;
    walk::step(app, step).await
}

#[tokio::test]
async fn an_e_mail_address_is_enrolled_as_second_factor_and_proves_by_mailed_codes_from_then_on() -> Result<()> {
    let session = DesktopSession::start("two-factor-mail").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, ACCOUNT1).await?;
    walk::start_wizard(&app, "two_factor").await?;
    walk::answer(&app, "two_factor_intro", "choose_on").await?;
    walk::answer(&app, "two_factor_enrol", "continue").await?;
    walk::answer(&app, "two_factor_prove", "open_browser").await?;
    enrols_email(&session).await?;
    comes_to(&session, &app, "two_factor_codes").await?;
    walk::answer(&app, "two_factor_codes", "new_codes").await?;
    walk::answer(&app, "two_factor_codes_prove", "open_browser").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    browser.choose_person(ACCOUNT1).await?;
    passes_by_email(&session).await?;
    comes_to(&session, &app, "two_factor_codes_make").await?;
    walk::answer(&app, "two_factor_codes_make", "make_codes").await?;
    let codes = codes(&app, "two_factor_codes_shown").await?;
    walk::answer(&app, "two_factor_codes_shown", "codes_kept").await?;
    types_back(&app, &codes[2]).await?;
    walk::finish(&app, "two_factor_on_done").await?;

    app.act("sign_out").await?;
    app.page("signed_out").await?;
    app.act("show_welcome").await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    browser.choose_person(ACCOUNT1).await?;
    passes_by_email(&session).await?;
    walk::pass_rest(browser, PASSED, || async {
        Ok(app.page_now().await?.as_deref() == Some("came_back"))
    })
    .await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    app.wait_for("[data-part='two-factor'] .good").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn ten_recovery_codes_are_made_shown_again_after_a_kill_and_one_is_typed_back_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("recovery-codes").await?;
    let app = signed_in(&session, ACCOUNT1).await?;
    starts(&app, "recovery_codes").await?;
    choose(&app, "recovery_codes_intro", "continue").await?;
    proves(&session, &app, "recovery_codes_prove", ACCOUNT1, "recovery_codes_make").await?;
    choose(&app, "recovery_codes_make", "make_codes").await?;
    asks(&app, "recovery_codes_shown").await?;
    let before = codes(&app, "recovery_codes_shown").await?;
    assert_eq!(before.len(), 10);

    let app = killed(&session, app).await?;
    asks(&app, "recovery_codes_shown").await?;
    let after = codes(&app, "recovery_codes_shown").await?;
    ensure!(after == before, "the codes are the same after a kill");
    presses(&app, "codes_kept").await?;
    asks(&app, "recovery_codes_verify").await?;
    let text = app.all_text().await?;
    ensure!(
        !text.contains(&after[0]),
        "beside the page that shows them there are none"
    );
    let spelt = after[3].to_lowercase().replace('-', " ");
    types_and_sends(&app, "recovery_codes_verify", "recovery_code", &spelt).await?;
    finishes(&app, "recovery_codes_done").await?;
    session.passed();
    Ok(())
}
