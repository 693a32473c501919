//! The desktop session itself: that its parts are real, answer, and are gone afterwards.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::print_stderr)]

mod servers;

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use servers::{FakeIcon, Website};
use std::collections::HashMap;
use tests::session::{
    DesktopSession, Parts,
    app::App,
    chromium::{Question, SCHEME},
    eventually::{PATIENCE, eventually},
    files,
    issuer::{Claims, Issuer},
    links, process,
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
async fn the_foreign_issuer_signs_a_person_in_with_and_without_tenant() -> Result<()> {
    let session = DesktopSession::start("harness-issuer").await?;
    let notebook = links::Notebook::register(&session.environment)?;
    for claims in [Claims::TenantAndObject, Claims::SubjectOnly] {
        let issuer = Issuer::start(&session.environment, claims)?;
        let metadata: serde_json::Value =
            json_of(&format!("{}/.well-known/openid-configuration", issuer.address)).await?;
        assert_eq!(metadata["issuer"], issuer.address.as_str());
        let signed = metadata["id_token_signing_alg_values_supported"]
            .as_array()
            .context("algorithms")?;
        assert!(signed.iter().any(|algorithm| algorithm == "RS256"));

        let known = notebook.links().len();
        session.open(&authorize(
            &issuer,
            metadata["authorization_endpoint"].as_str().context("an endpoint")?,
        )?)?;
        let browser = session.browser()?;
        browser.turn_to_new_tab().await?;
        browser.choose_person("ada@elsewhere.example").await?;
        browser.accept_consent().await?;
        let link = eventually(PATIENCE, "the link", || async {
            Ok(notebook.links().into_iter().nth(known))
        })
        .await?;
        let link = url::Url::parse(&link)?;
        let parameter = |name: &str| {
            link.query_pairs()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.into_owned())
        };
        assert_eq!(parameter("state").as_deref(), Some("a-state"));
        assert_eq!(parameter("iss"), Some(issuer.address.clone()));

        let claimed = redeem(
            &issuer,
            metadata["token_endpoint"].as_str().context("an endpoint")?,
            parameter("code"),
        )
        .await?;
        assert_eq!(claimed["nonce"], "a-nonce");
        assert_eq!(claimed["preferred_username"], "ada@elsewhere.example");
        assert_eq!(claimed["name"], "Ada Elsewhere");
        assert!(claimed["auth_time"].is_i64());
        let with_tenant = claims == Claims::TenantAndObject;
        assert_eq!(
            (claimed["tid"].is_string(), claimed["oid"].is_string()),
            (with_tenant, with_tenant)
        );
    }
    session.passed();
    Ok(())
}

// The pair of RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

async fn json_of(address: &str) -> Result<serde_json::Value> {
    Ok(reqwest::get(address).await?.error_for_status()?.json().await?)
}

fn authorize(issuer: &Issuer, endpoint: &str) -> Result<String> {
    let parameters = [
        ("client_id", issuer.client_id.as_str()),
        ("redirect_uri", &issuer.redirects[0]),
        ("response_type", "code"),
        ("scope", "openid profile email"),
        ("prompt", "select_account"),
        ("state", "a-state"),
        ("nonce", "a-nonce"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    Ok(url::Url::parse_with_params(endpoint, parameters)?.to_string())
}

async fn redeem(issuer: &Issuer, endpoint: &str, code: Option<String>) -> Result<serde_json::Value> {
    let form = [
        ("grant_type", "authorization_code"),
        ("client_id", issuer.client_id.as_str()),
        ("redirect_uri", &issuer.redirects[0]),
        ("code", &code.context("a code")?),
        ("code_verifier", VERIFIER),
    ];
    let answer = reqwest::Client::new().post(endpoint).form(&form).send().await?;
    let answer: serde_json::Value = answer.error_for_status()?.json().await?;
    let token = answer["id_token"].as_str().context("an ID token")?;
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1).context("a payload")?)?;
    Ok(serde_json::from_slice(&payload)?)
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
