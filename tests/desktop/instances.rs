//! One instance, its window, its tray icon.

use anyhow::Result;
use tests::{
    session::{
        DesktopSession, Parts,
        eventually::{PATIENCE, eventually},
        tray::Tray,
    },
    walk,
};

async fn window_is_there(session: &DesktopSession, there: bool) -> Result<()> {
    let what = if there { "the window" } else { "the window to go" };
    eventually(PATIENCE, what, || async {
        Ok((session.display.windows(walk::WINDOW).is_empty() != there).then_some(()))
    })
    .await
}

const NO_BROWSER: Parts = Parts {
    keyring: true,
    tray: true,
    browser: None,
};

#[tokio::test]
async fn a_second_launch_shows_the_window_of_the_first() -> Result<()> {
    let session = DesktopSession::with("second-launch", NO_BROWSER).await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    window_is_there(&session, true).await?;
    session.display.minimise(walk::WINDOW)?;
    window_is_there(&session, false).await?;
    session.launch_again(&[]).await?;
    window_is_there(&session, true).await?;
    assert_eq!(session.apps()?, [app.id()]);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn closing_hides_to_the_tray_and_the_tray_opens_and_quits() -> Result<()> {
    let session = DesktopSession::with("tray", NO_BROWSER).await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    let tray = session.tray()?;
    let icon = eventually(PATIENCE, "the tray icon", || async {
        Ok(tray.icons().await?.into_iter().next())
    })
    .await?;
    session.display.close(walk::WINDOW)?;
    window_is_there(&session, false).await?;
    assert!(app.is_running()?);
    // The first time, and only then, it is said that the app goes on.
    eventually(PATIENCE, "the notification", || async {
        Ok((session.notifications.displayed()? > 0).then_some(()))
    })
    .await?;
    tray.choose(&icon, "Open").await?;
    window_is_there(&session, true).await?;
    session.display.close(walk::WINDOW)?;
    window_is_there(&session, false).await?;
    tray.choose(&icon, "Open").await?;
    window_is_there(&session, true).await?;
    let shown = session.notifications.history()?;
    assert_eq!(shown.len(), 1, "{shown:?}");
    assert!(
        shown[0].summary.contains("goes on in the tray") && shown[0].body.contains("When the window is closed"),
        "{shown:?}"
    );
    tray.choose(&icon, "Quit").await?;
    app.wait_for_end(PATIENCE).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn whoever_wants_that_quits_the_app_with_its_window() -> Result<()> {
    let session = DesktopSession::with("tray-quit", NO_BROWSER).await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    let tray = session.tray()?;
    eventually(PATIENCE, "the tray icon", || async {
        Ok(tray.icons().await?.into_iter().next())
    })
    .await?;
    app.act("show_settings").await?;
    app.page("settings").await?;
    app.click("[data-action='set_keeps_running']").await?;
    app.wait_for("[data-action='set_keeps_running']:not(:checked)").await?;
    session.display.close(walk::WINDOW)?;
    app.wait_for_end(PATIENCE).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn without_a_tray_closing_the_window_ends_the_app() -> Result<()> {
    let session = DesktopSession::with(
        "no-tray",
        Parts {
            tray: false,
            ..NO_BROWSER
        },
    )
    .await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    window_is_there(&session, true).await?;
    session.display.close(walk::WINDOW)?;
    app.wait_for_end(PATIENCE).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_panel_that_starts_after_the_app_shows_its_icon_and_closing_hides_then() -> Result<()> {
    let parts = Parts {
        tray: false,
        ..NO_BROWSER
    };
    let session = DesktopSession::with("late-tray", parts).await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    window_is_there(&session, true).await?;
    let tray = Tray::start(&session.environment, &session.bus).await?;
    let icon = eventually(PATIENCE, "the tray icon", || async {
        Ok(tray.icons().await?.into_iter().next())
    })
    .await?;
    session.display.close(walk::WINDOW)?;
    window_is_there(&session, false).await?;
    tray.choose(&icon, "Open").await?;
    window_is_there(&session, true).await?;
    assert!(app.is_running()?);
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_panel_that_goes_away_gives_the_hidden_window_back_and_closing_quits_then() -> Result<()> {
    let mut session = DesktopSession::with("lost-tray", NO_BROWSER).await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    let tray = session.tray.take();
    eventually(PATIENCE, "the tray icon", || async {
        let Some(tray) = tray.as_ref() else { return Ok(None) };
        Ok(tray.icons().await?.into_iter().next())
    })
    .await?;
    session.display.close(walk::WINDOW)?;
    window_is_there(&session, false).await?;
    drop(tray);
    window_is_there(&session, true).await?;
    session.display.close(walk::WINDOW)?;
    app.wait_for_end(PATIENCE).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_tray_menu_names_the_account_and_its_state() -> Result<()> {
    let session = DesktopSession::start("tray-menu").await?;
    let app = session.launch().await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    let tray = session.tray()?;
    eventually(PATIENCE, "the account in the tray menu", || async {
        let Some(icon) = tray.icons().await?.into_iter().next() else {
            return Ok(None);
        };
        let rows = tray.menu(&icon).await?;
        Ok(rows
            .iter()
            .any(|row| row.label.starts_with("MyNuGetAccount1") && row.label.contains("signed in"))
            .then_some(()))
    })
    .await?;
    session.passed();
    Ok(())
}
