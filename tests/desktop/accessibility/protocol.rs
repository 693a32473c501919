//! What the browser can be asked beside its driver: its own protocol.

use anyhow::{Context, Result};
use axum::http::Method;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use tests::session::browser::Browser;
use url::Url;

/// A command of the browser's own protocol.
#[derive(Debug)]
struct Command(Value);

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.0.to_string()))
    }
}

/// Gives the browser a command of its own protocol, and its answer.
pub async fn command(browser: &Browser, name: &str, parameters: Value) -> Result<Value> {
    let command = Command(json!({ "cmd": name, "params": parameters }));
    browser.0.issue_cmd(command).await.with_context(|| name.to_owned())
}
