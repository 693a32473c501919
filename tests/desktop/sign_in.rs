//! Signing in, registering, staying signed in, signing out.

use anyhow::Result;
use tests::{
    session::{
        DesktopSession,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

#[tokio::test]
async fn a_linked_person_signs_in_stays_signed_in_and_signs_out() -> Result<()> {
    let session = DesktopSession::start("sign-in").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    walk::come_back(&session, &app, "account1@outlook.com").await?;
    app.wait_for_text("account1@outlook.com").await?;
    app.wait_for_text("MyNuGetAccount1").await?;
    assert!(
        !walk::keyring_entries(&session)
            .await?
            .iter()
            .any(|name| name.starts_with("session/")),
        "nothing is kept before the person has said yes"
    );
    app.act("confirm_identity").await?;
    app.page("account").await?;
    app.wait_for_text("MyNuGetAccount1").await?;
    app.wait_for("[data-as-of]").await?;
    walk::only_a_session_is_kept(&session).await?;

    app.terminate().await?;
    let app = session.launch().await?;
    app.page("account").await?;
    app.wait_for_text("MyNuGetAccount1").await?;
    walk::refresh(&app).await?;
    assert_eq!(session.browser()?.tabs().await?, 2, "no second sign-in was needed");

    app.act("sign_out").await?;
    app.page("signed_out").await?;
    assert!(!app.has("[data-done='false']").await?, "{}", app.all_text().await?);
    assert_eq!(walk::keyring_entries(&session).await?, Vec::<String>::new());
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_person_unknown_to_the_gallery_registers_and_confirms_their_address() -> Result<()> {
    let session = DesktopSession::start("register").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    walk::come_back(&session, &app, "account3@outlook.com").await?;
    assert!(
        !app.has("[data-action='confirm_identity']").await?,
        "an unknown identity never becomes an account silently"
    );
    app.act("show_register").await?;
    app.page("register").await?;
    app.type_into("#username", "mynugetaccount1").await?;
    app.type_into("#email", "account3@outlook.com").await?;
    app.act("register").await?;
    app.refusal("username_taken").await?;
    assert_eq!(
        app.value("#email").await?,
        "account3@outlook.com",
        "what was typed stays"
    );
    app.type_into("#username", "MyNuGetAccount3").await?;
    app.act("register").await?;
    app.page("account").await?;
    app.wait_for_text("MyNuGetAccount3").await?;

    let code = walk::mailed_code(&app, "account3@outlook.com").await?;
    app.act("show_account").await?;
    app.page("account").await?;
    app.type_into("#code", "00000000").await?;
    app.act("confirm_email").await?;
    app.refusal("code_wrong").await?;
    app.type_into("#code", &code).await?;
    app.act("confirm_email").await?;
    app.wait_until_gone("#code").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_registration_survives_a_kill_half_typed_and_another_before_the_code_from_the_mail() -> Result<()> {
    let session = DesktopSession::start("draft").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    walk::come_back(&session, &app, "account3@outlook.com").await?;
    app.act("show_register").await?;
    app.page("register").await?;
    app.type_into("#username", "Half-typed").await?;
    app.type_into("#email", "half@example.com").await?;
    // The window hands a draft over when its field is left, or after a short rest; the username's note follows that.
    app.click("#username").await?;
    let state = session
        .environment
        .place("home/.local/share/io.github.nuget-accounts/state.db-wal");
    eventually(PATIENCE, "the draft on disk", || async {
        let bytes = std::fs::read(&state)?;
        Ok(bytes.windows(16).any(|part| part == b"half@example.com").then_some(()))
    })
    .await?;
    app.kill().await?;
    let app = session.launch().await?;
    if app.one_of(&["register", "welcome"]).await? == "welcome" {
        app.act("show_sign_in").await?;
        app.page("register").await?;
    }
    assert_eq!(app.value("#username").await?, "Half-typed");
    assert_eq!(app.value("#email").await?, "half@example.com");

    app.act("register").await?;
    app.page("account").await?;
    app.wait_for_text("Half-typed").await?;
    app.kill().await?;
    let app = session.launch().await?;
    app.page("account").await?;
    let code = walk::mailed_code(&app, "half@example.com").await?;
    app.act("show_account").await?;
    app.page("account").await?;
    app.type_into("#code", &code).await?;
    app.act("confirm_email").await?;
    app.wait_until_gone("#code").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn who_has_no_microsoft_account_makes_one_in_the_browser_and_registers_with_it() -> Result<()> {
    const NEW: &str = "noor.haddad@outlook.com";
    let session = DesktopSession::start("register-made").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    app.wait_for_text("No Microsoft account yet?").await?;
    let browser = session.browser()?;
    walk::make_one(browser, "Noor Haddad", NEW, || async {
        Ok(app.page_now().await?.as_deref() == Some("came_back"))
    })
    .await?;
    app.act("show_register").await?;
    app.page("register").await?;
    assert_eq!(app.value("#email").await?, NEW, "the address is offered");
    app.type_into("#username", "NoorHaddad").await?;
    app.act("register").await?;
    app.page("account").await?;
    app.wait_for_text("NoorHaddad").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_second_factor_is_asked_and_passed() -> Result<()> {
    let session = DesktopSession::start("second-factor").await?;
    let app = session.launch().await?;
    let asked = walk::sign_in(&session, &app, "account2@outlook.com").await?;
    assert!(asked.second_factor);
    app.wait_for_text("MyNuGetAccount2").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn cancelling_at_microsoft_ends_the_sign_in_with_a_sentence() -> Result<()> {
    let session = DesktopSession::start("cancel").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    session.browser()?.cancel().await?;
    app.refusal("sign_in_cancelled").await?;
    app.page("sign_in").await?;
    assert_eq!(walk::keyring_entries(&session).await?, Vec::<String>::new());
    // And again, from the page that says so.
    app.act_on("start_sign_in", "gallery", "practice").await?;
    session.browser()?.turn_to_new_tab().await?;
    walk::come_back(&session, &app, "account1@outlook.com").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_person_of_an_unmanaged_tenant_is_told_why_it_fails() -> Result<()> {
    let session = DesktopSession::start("unmanaged").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let browser = session.browser()?;
    let person = browser
        .wait_for("button[name=person][value$='@yourdomain.com']")
        .await?;
    person.click().await?;
    app.refusal("unmanaged_tenant").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_way_back_over_this_computers_own_address_works() -> Result<()> {
    let session = DesktopSession::start("loopback").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    app.click("details:has([data-action='return_over_loopback']) > summary")
        .await?;
    app.act("return_over_loopback").await?;
    let browser = session.browser()?;
    browser.turn_to_new_tab().await?;
    walk::come_back(&session, &app, "account1@outlook.com").await?;
    browser.wait_for_text("You can close this page").await?;
    assert!(
        !browser.address().await?.contains("code="),
        "no code stays in the address bar"
    );
    app.act("confirm_identity").await?;
    app.page("account").await?;
    session.passed();
    Ok(())
}
