//! The keyring locked, absent, damaged.

use anyhow::{Context, Result};
use tests::{
    session::{DesktopSession, Parts, eventually::PATIENCE, eventually::eventually},
    walk,
};

async fn status(app: &tests::session::app::App, wanted: &str) -> Result<()> {
    app.act("show_settings").await?;
    app.page("settings").await?;
    app.wait_for(&format!("[data-keyring='{wanted}']")).await?;
    Ok(())
}

#[tokio::test]
async fn without_a_keyring_a_session_lasts_until_the_app_closes_and_the_app_says_so() -> Result<()> {
    let session = DesktopSession::with(
        "no-keyring",
        Parts {
            keyring: false,
            ..Parts::default()
        },
    )
    .await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    app.wait_for_text("MyNuGetAccount1").await?;
    status(&app, "unavailable").await?;
    app.terminate().await?;

    let app = session.launch().await?;
    app.page("account").await?;
    app.wait_for("[data-state='token_unreadable']").await?;
    app.wait_for_text("MyNuGetAccount1")
        .await
        .context("the account stays in the list and in the cache")?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_locked_keyring_does_not_sign_anybody_out() -> Result<()> {
    let session = DesktopSession::start("locked-keyring").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    let entries = walk::only_a_session_is_kept(&session).await?;
    app.terminate().await?;
    session.keyring.lock().await?;

    let app = session.launch().await?;
    app.page("account").await?;
    // Its question is up, and nobody answers.
    app.wait_for("[data-keyring-asks]").await?;
    app.wait_for("[data-state='token_unreadable']").await?;
    assert_eq!(
        walk::keyring_entries(&session).await?,
        entries,
        "no read error deletes anything"
    );
    // The app says so before anybody unlocks it: it asks twice, each time for half a minute.
    status(&app, "locked").await?;
    session.keyring.unlock().await?;
    app.act("probe_keyring").await?;
    app.wait_for("[data-keyring='working']").await?;
    app.act("show_account").await?;
    walk::refresh(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_person_who_unlocks_the_keyring_when_asked_is_signed_in_still() -> Result<()> {
    let session = DesktopSession::start("keyring-prompt").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    walk::only_a_session_is_kept(&session).await?;
    app.terminate().await?;
    session.keyring.lock().await?;

    let app = session.launch().await?;
    session.answer_the_keyring().await?;
    walk::refresh(&app).await?;
    assert!(!session.keyring.is_locked().await?);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_keyring_that_dies_while_the_app_runs_takes_nothing_with_it() -> Result<()> {
    let mut session = DesktopSession::start("keyring-dies").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    let entries = walk::only_a_session_is_kept(&session).await?;
    session.keyring.kill(&session.bus).await?;
    walk::refresh(&app).await?;
    app.terminate().await?;
    session.keyring.start(&session.bus).await?;
    assert_eq!(walk::keyring_entries(&session).await?, entries);
    let app = session.launch().await?;
    walk::refresh(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_damaged_token_is_reported_and_kept() -> Result<()> {
    let session = DesktopSession::start("damaged-token").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    walk::only_a_session_is_kept(&session).await?;
    app.terminate().await?;
    let item = session
        .keyring
        .items_of(walk::KEYRING_SERVICE)
        .await?
        .pop()
        .context("the session's entry")?;
    session.keyring.damage(&item, &[0xff; 7]).await?;
    let app = session.launch().await?;
    app.page("account").await?;
    app.wait_for("[data-state='token_unreadable']").await?;
    eventually(PATIENCE, "the entry", || async {
        Ok((session.keyring.secret(&item).await? == [0xff; 7]).then_some(()))
    })
    .await?;
    session.passed();
    Ok(())
}
