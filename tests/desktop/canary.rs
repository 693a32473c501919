//! No secret of a sign-in is left anywhere but in the keyring.

use crate::{api_keys, recover, two_factor};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use tests::{
    session::{DesktopSession, app::App, files, links::Notebook},
    walk,
};

/// The parts of a keyring entry that are long enough to be secrets: unbroken runs of base64url.
fn secrets_in(entry: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(entry);
    let in_secret = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    text.split(|letter| !in_secret(letter))
        .filter(|part| part.len() >= 32)
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn no_token_code_verifier_or_nonce_is_left_in_any_file() -> Result<()> {
    let session = DesktopSession::start("canary").await?;
    let notebook = Notebook::register(&session.environment)?;
    let app = session.launch().await?;
    walk::begin_practice_sign_in(&session, &app).await?;
    let browser = session.browser()?;
    let asked = url::Url::parse(&browser.opened().pop().context("the address that the app opened")?)?;
    let mut secrets: Vec<(String, String)> = asked
        .query_pairs()
        .filter(|(name, _)| ["state", "nonce"].contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    assert_eq!(secrets.len(), 2, "{asked}");
    for item in session.keyring.items_of(walk::KEYRING_SERVICE).await? {
        let entry = session.keyring.secret(&item).await?;
        secrets.extend(
            secrets_in(&entry)
                .into_iter()
                .map(|secret| ("a secret of the attempt".to_owned(), secret)),
        );
    }
    assert!(secrets.len() > 2, "the attempt's secrets are known to this test");

    walk::pass_pages(browser, "account1@outlook.com", || async {
        Ok(!notebook.links().is_empty())
    })
    .await?;
    let link = notebook.first().await?;
    let code = url::Url::parse(&link)?
        .query_pairs()
        .find(|(name, _)| name == "code")
        .context("a code")?
        .1
        .into_owned();
    secrets.push(("code".to_owned(), code));
    session.launch_again(&[&link]).await?;
    app.page("came_back").await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    app.wait_for("[data-as-of]").await?;
    walk::only_a_session_is_kept(&session).await?;
    let item = session
        .keyring
        .items_of(walk::KEYRING_SERVICE)
        .await?
        .pop()
        .context("the session's entry")?;
    let token = session.keyring.secret(&item).await?;
    let tokens = secrets_in(&token);
    assert!(!tokens.is_empty(), "the session's token is known to this test");
    secrets.extend(tokens.into_iter().map(|secret| ("session token".to_owned(), secret)));
    app.terminate().await?;

    let named: Vec<(&str, &str)> = secrets
        .iter()
        .map(|(name, secret)| (name.as_str(), secret.as_str()))
        .collect();
    assert!(
        files::of_app(&session.environment)?
            .iter()
            .any(|file| file.ends_with("state.db"))
    );
    assert_eq!(files::leaks(&session.environment, &named)?, []);
    session.passed();
    Ok(())
}

/// What the person types into the window, once for this test.
const PASSWORD: &str = "Canary7Password-of-this-test";

/// All that the window itself keeps: a page of it has no business there.
const STORED: &str = "const done = arguments[0]; const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]); \
    indexedDB.databases().then((all) => done(kept + JSON.stringify(all)), () => done(kept));";

/// The secrets of this moment: of every open attempt and session in the keyring, of every address that was opened.
async fn note(session: &DesktopSession, secrets: &mut BTreeSet<(&'static str, String)>) -> Result<()> {
    for item in session.keyring.items_of(walk::KEYRING_SERVICE).await? {
        let entry = session.keyring.secret(&item).await?;
        secrets.extend(
            secrets_in(&entry)
                .into_iter()
                .map(|secret| ("an entry of the keyring", secret)),
        );
    }
    for opened in session.browser()?.opened() {
        let address = url::Url::parse(&opened)?;
        let of_attempt = |name: &str| ["state", "nonce", "code_challenge"].contains(&name);
        let found = address.query_pairs().filter(|(name, _)| of_attempt(name));
        secrets.extend(found.map(|(_, value)| ("of an address", value.into_owned())));
    }
    Ok(())
}

/// Nothing of this lies in a file or in what the window keeps.
async fn nothing_is_left(session: &DesktopSession, app: App, secrets: &BTreeSet<(&'static str, String)>) -> Result<()> {
    let stored = app.0.execute_async(STORED, Vec::new()).await?;
    let stored = stored.as_str().context("what the window keeps")?.to_owned();
    app.terminate().await?;
    for (name, secret) in secrets {
        ensure!(!stored.contains(secret.as_str()), "{name} is in the window's storage");
    }
    let named: Vec<(&str, &str)> = secrets.iter().map(|(name, secret)| (*name, secret.as_str())).collect();
    ensure!(
        files::leaks(&session.environment, &named)?.is_empty(),
        "{:?}",
        files::leaks(&session.environment, &named)?
    );
    Ok(())
}

#[tokio::test]
async fn no_recovery_code_password_or_mailed_code_is_left_in_any_file_or_in_the_window() -> Result<()> {
    let session = DesktopSession::start("canary-recovery").await?;
    let app = session.launch().await?;
    let mut secrets = BTreeSet::new();
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    note(&session, &mut secrets).await?;
    for code in two_factor::switch_on(&session, &app).await? {
        secrets.insert(("a recovery code", code.replace('-', "")));
        secrets.insert(("a recovery code", code));
    }
    note(&session, &mut secrets).await?;
    app.act("sign_out").await?;
    app.page("signed_out").await?;
    app.act("show_welcome").await?;

    recover::begun(&session, &app, "choose_password").await?;
    walk::answer(&app, "recover_password", "forgot_password").await?;
    walk::fill(&app, "recover_forgot", "username", "OldNuGetAccount").await?;
    walk::answer(&app, "recover_forgot", "mail_code").await?;
    walk::step(&app, "recover_reset").await?;
    let code = walk::mailed_code(&app, "old@outlook.com").await?;
    walk::fill(&app, "recover_reset", "code", &code).await?;
    secrets.insert(("the mailed code", code));
    walk::fill(&app, "recover_reset", "new_password", PASSWORD).await?;
    secrets.insert(("the password", PASSWORD.to_owned()));
    walk::answer(&app, "recover_reset", "set_password").await?;
    walk::step(&app, "recover_new").await?;
    note(&session, &mut secrets).await?;
    recover::links(&session, &app, "account3@outlook.com").await?;
    note(&session, &mut secrets).await?;
    assert!(secrets.len() > 30, "{} secrets are known to this test", secrets.len());
    nothing_is_left(&session, app, &secrets).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn no_text_of_an_api_key_is_left_in_any_file_or_in_the_window() -> Result<()> {
    let session = DesktopSession::start("canary-key").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    walk::start_wizard(&app, "api_keys").await?;
    api_keys::make(&app, "Build agent").await?;
    let text = api_keys::see(&app).await?;
    let secrets = BTreeSet::from([("the text of an API key", text.clone())]);
    let named = [("the text of an API key", text.as_str())];
    ensure!(
        files::leaks(&session.environment, &named)?.is_empty(),
        "it is in a file while it is shown"
    );
    walk::answer(&app, "api_keys_shown", "key_kept").await?;
    walk::step(&app, "api_keys_done").await?;
    ensure!(
        !app.0.source().await?.contains(&text),
        "it is on the page that comes next"
    );
    nothing_is_left(&session, app, &secrets).await?;
    session.passed();
    Ok(())
}
