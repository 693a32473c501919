//! Links of the app: cold, hot, wrong, foreign, repeated.

use anyhow::{Context, Result};
use rustix::process::Signal;
use tests::{
    session::{
        DesktopSession, Parts,
        chromium::{Question, SCHEME},
        eventually::{PATIENCE, QUIET, eventually, never},
        links::{self, Notebook},
        process,
    },
    walk,
};

fn foreign_links() -> Vec<String> {
    let state = "A".repeat(43);
    vec![
        format!("{SCHEME}://auth/callback?code=guess&state={state}"),
        format!("{SCHEME}://auth/callback/{}?code=guess&state={state}", "0".repeat(32)),
        format!("{SCHEME}://auth/callback?state={state}&state={state}&code=guess"),
        format!("{SCHEME}://auth/callback?error=access_denied&state={state}"),
        format!("{SCHEME}://auth/callback"),
        format!("{SCHEME}://elsewhere/callback?code=guess&state={state}"),
        format!("{SCHEME}://user@auth:1/callback?code=guess&state={state}#part"),
        format!("{SCHEME}:nonsense"),
        format!("{SCHEME}://auth/callback?code={}&state={state}", "x".repeat(8000)),
    ]
}

#[tokio::test]
async fn links_of_strangers_are_ignored_and_the_sign_in_lives_on() -> Result<()> {
    let session = DesktopSession::start("foreign-links").await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    for link in foreign_links() {
        session.launch_again(&[&link]).await?;
    }
    never(QUIET, "a link of a stranger did something", || async {
        Ok((app.page_now().await?.as_deref() != Some("sign_in") || app.refusal_now().await?.is_some()).then_some(()))
    })
    .await?;
    walk::come_back(&session, &app, "account1@outlook.com").await?;
    session.passed();
    Ok(())
}

/// Signs in as far as the link, which is written down instead of reaching the app.
async fn catch_link(session: &DesktopSession, notebook: &Notebook) -> Result<String> {
    let browser = session.browser()?;
    walk::pass_pages(browser, "account1@outlook.com", || async {
        Ok(!notebook.links().is_empty())
    })
    .await?;
    notebook.first().await
}

#[tokio::test]
async fn a_link_that_was_used_does_nothing_again() -> Result<()> {
    let session = DesktopSession::start("replay").await?;
    let notebook = Notebook::register(&session.environment)?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let link = catch_link(&session, &notebook).await?;
    // As a second process, which is what the desktop starts.
    session.launch_again(&[&link]).await?;
    app.page("came_back").await?;
    session.launch_again(&[&link]).await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    let before = walk::only_a_session_is_kept(&session).await?;
    session.launch_again(&[&link]).await?;
    never(QUIET, "a used link did something", || async {
        Ok((app.page_now().await?.as_deref() != Some("account") || app.refusal_now().await?.is_some()).then_some(()))
    })
    .await?;
    assert_eq!(walk::keyring_entries(&session).await?, before);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_sign_in_survives_a_kill_and_its_link_is_taken_once_at_a_cold_start() -> Result<()> {
    let session = DesktopSession::start("cold-argument").await?;
    let notebook = Notebook::register(&session.environment)?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let link = catch_link(&session, &notebook).await?;
    app.kill().await?;
    let app = tests::session::app::App::launch(&session.environment, &tests::session::app::program(), &[&link]).await?;
    app.page("came_back").await?;
    // A page that is loaded again must not read the link again.
    app.0.refresh().await?;
    app.page("came_back").await?;
    assert!(app.refusal_now().await?.is_none());
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_person_who_is_asked_by_the_browser_says_yes_and_is_signed_in() -> Result<()> {
    let parts = Parts {
        browser: Some(Question::Asked),
        ..Parts::default()
    };
    let session = DesktopSession::with("question", parts).await?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let browser = session.browser()?;
    browser.choose_person("account1@outlook.com").await?;
    browser
        .accept_consent()
        .await
        .context("the consent of a first sign-in")?;
    session.say_yes_to_the_browser().await?;
    app.page("came_back").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_link_opened_while_the_app_hangs_in_the_background_shows_its_window() -> Result<()> {
    let session = DesktopSession::start("hot-link").await?;
    let notebook = Notebook::register(&session.environment)?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let link = catch_link(&session, &notebook).await?;
    session.display.minimise(walk::WINDOW)?;
    session.launch_again(&[&link]).await?;
    app.page("came_back").await?;
    eventually(PATIENCE, "the window", || async {
        Ok((!session.display.windows(walk::WINDOW).is_empty()).then_some(()))
    })
    .await?;
    process::signal(app.id(), Signal::TERM);
    app.wait_for_end(PATIENCE).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_pasted_address_finishes_the_sign_in_and_a_foreign_one_says_so() -> Result<()> {
    let session = DesktopSession::start("pasted").await?;
    let notebook = Notebook::register(&session.environment)?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let link = catch_link(&session, &notebook).await?;
    app.click("details:has(#pasted-address) > summary").await?;

    app.type_into("#pasted-address", "not an address at all").await?;
    app.act("paste_address").await?;
    app.refusal("pasted_address_invalid").await?;
    app.type_into("#pasted-address", &foreign_links()[0]).await?;
    app.act("paste_address").await?;
    app.refusal("pasted_address_foreign").await?;

    app.type_into("#pasted-address", &format!("  <{link}> ")).await?;
    app.act("paste_address").await?;
    app.page("came_back").await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_registration_of_a_copy_that_is_gone_is_renewed_at_the_next_start() -> Result<()> {
    let parts = Parts {
        browser: None,
        tray: false,
        ..Parts::default()
    };
    let session = DesktopSession::with("stale-registration", parts).await?;
    links::register(&session.environment, SCHEME, "/opt/gone/nuget-accounts")?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    let entry = format!("home/.local/share/applications/{SCHEME}.desktop");
    let entry = session.environment.place(&entry);
    let program = tests::session::app::program();
    eventually(PATIENCE, "the registration of this program", || async {
        let text = std::fs::read_to_string(&entry)?;
        Ok(text.contains(&*program.to_string_lossy()).then_some(()))
    })
    .await?;
    session.passed();
    Ok(())
}
