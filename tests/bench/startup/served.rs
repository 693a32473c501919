//! Chromium in app mode, with the same UI files from a server of this process.

use crate::{measure::Measure, prepared::account_page};
use anyhow::{Context, Result};
use axum::{
    Router,
    extract::{Path as UrlPath, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};
use tests::session::{DesktopSession, process::Process};
use tokio::{net::TcpListener, sync::mpsc, time::timeout};

const PATIENCE: Duration = Duration::from_secs(60);

struct Served {
    folder: PathBuf,
    painted: mpsc::UnboundedSender<Instant>,
}

/// Starts Chromium once, with a profile of its own that was used before, and measures it.
pub async fn start(session: &DesktopSession, ui: &Path, flags: &[&str]) -> Result<Measure> {
    let (painted, mut seen) = mpsc::unbounded_channel();
    let served = Arc::new(Served {
        folder: ui.to_owned(),
        painted,
    });
    let app = Router::new()
        .route("/", get(page))
        .route("/view.js", get(first_view))
        .route(
            "/painted",
            get(|State(served): State<Arc<Served>>| async move {
                let _ = served.painted.send(Instant::now());
            }),
        )
        .route("/{*path}", get(file))
        .with_state(served);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let address = format!("--app=http://{}/", listener.local_addr()?);
    let serving = tokio::spawn(async move { axum::serve(listener, app).await });
    let profile = format!("--user-data-dir={}", session.environment.place("chromium").display());
    // The first start makes the profile; only a later one is what a person meets every day.
    let mut measured = None;
    for _ in 0..2 {
        let mut command = session.environment.command("chromium");
        command.args(flags).arg(&profile).arg(&address);
        let begun = Instant::now();
        let mut process = Process::start(&session.environment, "chromium-app", &mut command)?;
        let paint = timeout(PATIENCE, seen.recv())
            .await
            .context("no paint")?
            .context("no paint")?
            .duration_since(begun);
        if measured.is_none() {
            measured = Some(paint);
            process.terminate(PATIENCE).await?;
            continue;
        }
        let measure = Measure::settled(paint, process.id()).await?;
        process.terminate(PATIENCE).await?;
        serving.abort();
        return Ok(measure);
    }
    anyhow::bail!("no second start")
}

/// The page, with the first view put on it before its script runs, as the app's window has it.
async fn page(State(served): State<Arc<Served>>) -> Response {
    match tokio::fs::read_to_string(served.folder.join("index.html")).await {
        Ok(page) => Html(page.replacen("<script", "<script src=\"/view.js\"></script><script", 1)).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn first_view() -> Response {
    let view = serde_json::to_string(&account_page()).unwrap_or_default();
    (
        [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")],
        format!("window.__NUGET_ACCOUNTS_VIEW__={view};"),
    )
        .into_response()
}

async fn file(State(served): State<Arc<Served>>, UrlPath(path): UrlPath<String>) -> Response {
    let kind = match Path::new(&path).extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match tokio::fs::read(served.folder.join(path)).await {
        Ok(bytes) => ([(header::CONTENT_TYPE, kind)], bytes).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
