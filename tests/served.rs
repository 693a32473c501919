//! The pages of the window for a plain browser, each as it can be drawn without the app.

use anyhow::Result;
use axum::{
    Router,
    extract::{Path as UrlPath, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use std::{fs, path::PathBuf};

/// Serves the built window from this folder to a plain browser, on a free port. Gives its origin.
///
/// # Errors
/// When no port can be opened.
pub async fn window(folder: PathBuf) -> Result<String> {
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
