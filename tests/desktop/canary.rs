//! No secret of a sign-in is left anywhere but in the keyring.

use anyhow::{Context, Result};
use tests::{
    session::{DesktopSession, files, links::Notebook},
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
