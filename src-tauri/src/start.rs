//! Putting the app together. Nothing here may take long: all of it comes before the first paint.

use crate::{
    browser::SystemBrowser,
    clipboard::SystemClipboard,
    commands::Begun,
    computer,
    downloads::DownloadsFolder,
    links,
    links::SystemLinks,
    log,
    notifications::{self, DesktopNotifier, Shown},
    power::SystemPower,
    practice_host::EmbeddedPractice,
    tray::{self, Tray},
    window::{self, MainWindow},
};
use ambient::{OsRandom, SystemClock};
use anyhow::Context;
use cache::{Cache, State};
use manager::{App, AppHandle, Ports, ports::LinkRegistration};
use std::{path::Path, sync::Arc, time::Duration};
use tauri::{Emitter, Manager};
use vault::Vault;

/// After this time what follows the first paint begins even if no paint was reported, say in a hidden session.
const PAINT_PATIENCE: Duration = Duration::from_secs(3);

/// Opens the app and its window.
pub fn start(app: &mut tauri::App) -> anyhow::Result<()> {
    let data = app
        .path()
        .app_data_dir()
        .context("there is no folder for the app's data")?;
    log::start(&data.join("logs"));
    let (core, handle) = App::open(ports(app.handle(), &data)?)?;
    app.manage(handle.clone());
    app.manage(Begun::default());
    app.manage(Tray::speaking(computer::locale()));
    app.manage(Shown::default());
    tauri::async_runtime::spawn(core.run());
    window::create(app, &handle.view())?;
    links::listen(app);
    follow_views(app.handle().clone(), handle);
    begin_without_paint(app.handle().clone());
    Ok(())
}

fn ports(app: &tauri::AppHandle, data: &Path) -> anyhow::Result<Ports> {
    let state = State::open(&data.join("state.db")).context("the app's settings cannot be opened")?;
    Ok(Ports {
        clock: Arc::new(SystemClock),
        random: Arc::new(OsRandom),
        browser: Arc::new(SystemBrowser),
        clipboard: Arc::new(SystemClipboard(app.clone())),
        notifier: Arc::new(DesktopNotifier(app.clone())),
        window: Arc::new(MainWindow(app.clone())),
        links: Arc::new(SystemLinks(app.clone())),
        downloads: Arc::new(DownloadsFolder(app.clone())),
        power: Arc::new(SystemPower),
        practice: Arc::new(EmbeddedPractice::new(data.join("practice"))),
        vault: Vault::system(&vault::service()),
        state,
        cache: Cache::open(&data.join("cache.db")),
        http: microsoft::discovery::http_client().context("the platform's certificates cannot be loaded")?,
        nuget_org: nuget_org::Site::new(
            nuget_org::Addresses::from_environment(),
            nuget_org::http_client().context("the platform's certificates cannot be loaded")?,
        ),
        computer_name: computer::name(),
        locale: computer::locale(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}

/// Sends each view to the window and the tray.
fn follow_views(app: tauri::AppHandle, handle: AppHandle) {
    let mut views = handle.views();
    tauri::async_runtime::spawn(async move {
        while views.changed().await.is_ok() {
            let view = views.borrow_and_update().clone();
            let _ = app.emit_to("main", "view", &view);
            let in_front = app.clone();
            let _ = app.run_on_main_thread(move || tray::update(&in_front, &view));
        }
    });
}

fn begin_without_paint(app: tauri::AppHandle) {
    tauri::async_runtime::spawn(async move {
        tokio::time::sleep(PAINT_PATIENCE).await;
        begin(&app);
    });
}

/// What the first paint must not wait for, once: keyring, network, tray, clicks on notifications, registration of links.
pub fn begin(app: &tauri::AppHandle) {
    if app.state::<Begun>().is_first() {
        app.state::<AppHandle>().begin();
        meet_the_desktop(app.clone());
    }
}

fn meet_the_desktop(app: tauri::AppHandle) {
    tauri::async_runtime::spawn_blocking(move || {
        tray::follow_host(app.clone());
        notifications::follow_clicks(&app);
        let links = SystemLinks(app);
        if links::is_ours_to_register(&links.handler())
            && let Err(problem) = links.repair()
        {
            tracing::warn!(%problem, "the links could not be registered");
        }
    });
}
