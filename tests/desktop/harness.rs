//! The desktop session itself: that its parts are real, answer, and are gone afterwards.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "harness/issuer.rs"]
mod issuer;
mod servers;

use anyhow::{Context, Result};
use servers::{FakeIcon, Website};
use std::collections::HashMap;
use tests::session::{
    DesktopSession, Parts,
    app::App,
    chromium::{Question, SCHEME},
    eventually::{PATIENCE, eventually},
    files, links, process,
};
use zbus::zvariant::Value;

const BARE: Parts = Parts {
    keyring: false,
    tray: false,
    browser: None,
};

#[tokio::test]
async fn a_session_starts_with_all_parts_and_leaves_neither_process_nor_file() -> Result<()> {
    let started = std::time::Instant::now();
    let session = DesktopSession::start("harness-start").await?;
    eprintln!(
        "a session with all parts starts in {:.1} s",
        started.elapsed().as_secs_f32()
    );
    let environment = session.environment.clone();
    // Like the daemons that programs leave behind: not a child of the test.
    environment.run("sh", &["-c", "setsid sleep 600 >/dev/null 2>&1 &"])?;
    let browser = |id: &u32| std::fs::read_link(format!("/proc/{id}/exe")).is_ok_and(|path| path.ends_with("chromium"));
    let running = process::of_session(&environment)?;
    assert!(running.len() > 10 && running.iter().any(browser), "{running:?}");
    let ending = std::time::Instant::now();
    session.passed();
    eprintln!("and ends in {:.1} s", ending.elapsed().as_secs_f32());
    assert_eq!(process::of_session(&environment)?, Vec::<u32>::new());
    eventually(PATIENCE, "the last part of the browser to end", || async {
        Ok((!running.iter().any(browser)).then_some(()))
    })
    .await?;
    assert!(!environment.folder().exists());
    Ok(())
}

#[tokio::test]
async fn a_keyring_keeps_locks_and_dies() -> Result<()> {
    let mut session = DesktopSession::with("harness-keyring", Parts { keyring: true, ..BARE }).await?;
    let environment = session.environment.clone();
    let store = "printf 'a token' | secret-tool store --label='A label' service tests username ada";
    environment.run("sh", &["-c", store])?;
    assert_eq!(
        environment
            .run("secret-tool", &["lookup", "service", "tests", "username", "ada"])?
            .trim(),
        "a token"
    );

    let item = session.keyring.items_of("tests").await?.pop().context("an item")?;
    assert_eq!(item.label, "A label");
    assert_eq!(session.keyring.secret(&item).await?, b"a token");
    session.keyring.damage(&item, b"\xff\xfe").await?;
    assert_eq!(session.keyring.secret(&item).await?, b"\xff\xfe");

    session.keyring.lock().await?;
    assert!(session.keyring.secret(&item).await.is_err());
    session.keyring.unlock().await?;
    assert_eq!(session.keyring.secret(&item).await?, b"\xff\xfe");

    session.keyring.kill(&session.bus).await?;
    assert!(environment.run("secret-tool", &["lookup", "service", "tests"]).is_err());
    assert!(!session.bus.has("org.freedesktop.secrets").await?);
    session.keyring.start(&session.bus).await?;
    assert_eq!(session.keyring.items_of("tests").await?.len(), 1);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_notification_is_shown_and_remembered() -> Result<()> {
    let session = DesktopSession::with("harness-notification", BARE).await?;
    let notifications = "org.freedesktop.Notifications";
    let shown = (
        "tests",
        0_u32,
        "",
        "A summary",
        "and a body",
        Vec::<&str>::new(),
        HashMap::<&str, Value<'_>>::new(),
        -1_i32,
    );
    session
        .bus
        .connection()
        .call_method(
            Some(notifications),
            "/org/freedesktop/Notifications",
            Some(notifications),
            "Notify",
            &shown,
        )
        .await?;
    assert_eq!(session.notifications.displayed()?, 1);
    let shown = session.notifications.history()?;
    assert_eq!(shown.len(), 1);
    assert_eq!(
        (shown[0].app.as_str(), shown[0].summary.as_str(), shown[0].body.as_str()),
        ("tests", "A summary", "and a body")
    );
    assert_eq!(session.notifications.displayed()?, 0);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_tray_shows_an_icon_and_its_menu() -> Result<()> {
    let session = DesktopSession::with("harness-tray", Parts { tray: true, ..BARE }).await?;
    let tray = session.tray()?;
    assert!(tray.icons().await?.is_empty());
    let fake = FakeIcon::show(&session).await?;
    let icon = eventually(PATIENCE, "the icon", || tray.present("fake-icon")).await?;
    let labels: Vec<_> = tray
        .menu(&icon)
        .await?
        .into_iter()
        .map(|row| (row.label, row.enabled))
        .collect();
    assert_eq!(
        labels,
        [
            ("Open".to_owned(), true),
            ("Accounts".to_owned(), true),
            ("ada".to_owned(), false)
        ]
    );
    tray.choose(&icon, "Open").await?;
    assert_eq!(fake.chosen(), [1]);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn an_address_opened_by_another_program_becomes_a_tab_of_the_driven_browser() -> Result<()> {
    let site = Website::start().await?;
    let session = DesktopSession::start("harness-browser").await?;
    let browser = session.browser()?;
    links::open_with(&session.environment, &["xdg-open", &site.page("/?asked=by-a-program")])?;
    browser.turn_to_new_tab().await?;
    browser.wait_for_text("A page of the test").await?;
    assert_eq!(browser.address().await?, site.page("/?asked=by-a-program"));

    session.open(&site.page("/?asked=again"))?;
    browser.turn_to_new_tab().await?;
    browser.wait_for_text("A page of the test").await?;
    assert_eq!(browser.address().await?, site.page("/?asked=again"));
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_redirect_to_the_scheme_reaches_its_handler() -> Result<()> {
    let site = Website::start().await?;
    let session = DesktopSession::start("harness-scheme").await?;
    let notebook = links::Notebook::register(&session.environment)?;
    assert_eq!(
        links::handler(&session.environment)?.as_deref(),
        Some("notebook.desktop")
    );
    let browser = session.browser()?;
    session.open(&site.page("/"))?;
    browser.turn_to_new_tab().await?;
    browser.click("#go").await?;
    assert_eq!(notebook.first().await?, format!("{SCHEME}://auth/callback?x=1"));
    let computer_wide = std::path::Path::new("/etc/chromium/policies/managed");
    let ours = std::fs::read_dir(computer_wide).map_or(0, |entries| {
        entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_name().to_string_lossy().contains("nuget-accounts"))
            .count()
    });
    let namespaced = std::fs::read_to_string(session.environment.place("bin/browser"))?.contains("unshare");
    assert!(ours == 0 || !namespaced, "the policy is the test browser's own");
    session.passed();
    Ok(())
}

#[tokio::test]
async fn without_the_policy_the_browser_asks_before_it_opens_a_link() -> Result<()> {
    let site = Website::start().await?;
    let parts = Parts {
        browser: Some(Question::Asked),
        ..BARE
    };
    let session = DesktopSession::with("harness-question", parts).await?;
    let notebook = links::Notebook::register(&session.environment)?;
    let browser = session.browser()?;
    session.open(&site.page("/"))?;
    browser.turn_to_new_tab().await?;
    browser.click("#go").await?;
    assert_eq!(notebook.links(), Vec::<String>::new());
    session.say_yes_to_the_browser().await?;
    assert_eq!(notebook.first().await?, format!("{SCHEME}://auth/callback?x=1"));
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_page_of_the_apps_engine_is_driven_whoever_started_it() -> Result<()> {
    let Some(mini_browser) = servers::mini_browser() else {
        eprintln!("not run: the engine's own small browser is not installed");
        return Ok(());
    };
    let session = DesktopSession::with("harness-engine", BARE).await?;
    let page = "data:text/html,<title>small</title><main data-page=welcome><p data-code=not_found>No</p><input id=code></main>";
    let app = App::launch(&session.environment, &mini_browser, &["--automation", page]).await?;
    app.0.goto(page).await?;
    app.page("welcome").await?;
    app.refusal("not_found").await?;
    app.type_into("#code", "12345678").await?;
    assert_eq!(app.value("#code").await?, "12345678");
    assert!(app.picture_in("dark", (480, 640)).await?.len() > 100);
    assert!(app.is_running()?);
    app.terminate().await?;

    // As a link does: through the desktop, not as a child of the test.
    links::register(
        &session.environment,
        "small-browser",
        &format!("{} --automation", mini_browser.display()),
    )?;
    session.open(&format!("{SCHEME}://auth/callback?x=2"))?;
    let app = App::attach(&session.environment, &mini_browser).await?;
    assert!(app.0.title().await.is_ok());
    app.kill().await?;
    assert_eq!(
        process::running(&session.environment, &mini_browser)?,
        Vec::<u32>::new()
    );
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_secret_in_a_file_is_found_in_every_spelling() -> Result<()> {
    let session = DesktopSession::with("harness-files", BARE).await?;
    let wide: Vec<u8> = "canary-two".encode_utf16().flat_map(u16::to_le_bytes).collect();
    session
        .environment
        .write("home/.local/share/app/some.log", "before canary-one after")?;
    std::fs::write(session.environment.place("home/.local/share/app/storage.bin"), wide)?;
    let secrets = [("one", "canary-one"), ("two", "canary-two"), ("three", "canary-three")];
    let mut found: Vec<_> = files::leaks(&session.environment, &secrets)?
        .into_iter()
        .map(|leak| leak.secret)
        .collect();
    found.sort();
    assert_eq!(found, ["one", "two"]);
    session.passed();
    Ok(())
}
