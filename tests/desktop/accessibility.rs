//! Every page under axe-core, in both themes and both languages, with no rule switched off.

use anyhow::{Context, Result, ensure};
use axum::{
    Router,
    extract::{Path as UrlPath, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tests::session::{DesktopSession, Parts, browser::Browser, chromium::Question};

/// Runs every rule that axe-core has and gives what each found: rule, target, and what is wrong with it.
const AUDIT: &str = "const [done] = [arguments[arguments.length - 1]]; \
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.flatMap(({ id, nodes }) => \
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))), (error) => done([String(error)]));";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[tokio::test]
async fn every_page_passes_every_rule_in_both_themes_and_languages() -> Result<()> {
    let parts = Parts {
        keyring: false,
        tray: false,
        browser: Some(Question::Skipped),
    };
    let session = DesktopSession::with("accessibility", parts).await?;
    let browser = session.browser()?;
    let origin = serve(root().join("ui/dist")).await?;
    let axe = fs::read_to_string(root().join("tests/node/node_modules/axe-core/axe.min.js"))?;
    let mut found = Vec::new();
    let mut pages = 0;
    for fixture in fixtures(browser, &origin).await? {
        for look in ["theme=light&language=english", "theme=dark&language=german"] {
            let page = format!("{origin}/index.html?fixture={fixture}&{look}");
            pages += 1;
            for violation in audit(browser, &page, &axe).await? {
                found.push(format!("{fixture} {look}: {violation}"));
            }
        }
    }
    ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    ensure!(pages > 50, "only {pages} pages were looked at");
    session.passed();
    Ok(())
}

/// The names of all pages that can be drawn without the app.
async fn fixtures(browser: &Browser, origin: &str) -> Result<Vec<String>> {
    open(browser, &format!("{origin}/index.html?fixture=welcome-first")).await?;
    let names = browser
        .0
        .execute("return window.__NUGET_ACCOUNTS_FIXTURES__", Vec::new())
        .await?;
    serde_json::from_value(names).context("the names of the pages")
}

async fn open(browser: &Browser, page: &str) -> Result<()> {
    browser.0.goto(page).await?;
    browser.wait_for("html[data-painted='1'] main h1").await?;
    Ok(())
}

async fn audit(browser: &Browser, page: &str, axe: &str) -> Result<Vec<String>> {
    open(browser, page).await?;
    browser.0.execute(axe, Vec::new()).await?;
    let found: Value = browser.0.execute_async(AUDIT, Vec::new()).await?;
    serde_json::from_value(found).context("what axe-core found")
}

/// The built window, on a free port.
async fn serve(folder: PathBuf) -> Result<String> {
    let router = Router::new().route("/{*path}", get(file)).with_state(folder);
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await?;
    let origin = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(origin)
}

async fn file(State(folder): State<PathBuf>, UrlPath(path): UrlPath<String>) -> Response {
    let kind = match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("html") => "text/html",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    match fs::read(folder.join(&path)) {
        Ok(content) => ([(header::CONTENT_TYPE, kind)], content).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
