//! The practice mailbox.

use crate::session::{
    app::App,
    eventually::{PATIENCE, eventually},
};
use anyhow::Result;
use serde_json::{Value, json};

/// The codes in the mails to an address, of the latest mail first, also of those that are folded.
const CODES: &str = "const mails = [...document.querySelectorAll('details[data-mail]')]; \
    return mails.filter((mail) => mail.querySelector('summary').textContent.includes(arguments[0])) \
        .flatMap((mail) => [...mail.querySelectorAll('[data-mailed-code]')].map((code) => code.textContent))";

/// The code in the latest mail to an address that has one, read in the practice mailbox; then back to the guided wizard
/// that was left for it.
///
/// # Errors
/// When no mail comes, or no wizard is shown.
pub async fn mailed_code(app: &App, to: &str) -> Result<String> {
    let wizard = app
        .attribute("[data-action='show_wizard'][aria-current]", "data-id")
        .await?;
    app.act("show_mailbox").await?;
    app.page("mailbox").await?;
    let code = code_in_mailbox(app, to).await?;
    if let Some(id) = wizard {
        app.act_on("show_wizard", "id", &id).await?;
        app.page("wizard").await?;
    }
    Ok(code)
}

/// The code in the latest mail to an address that has one, where the practice mailbox is shown.
///
/// # Errors
/// When no mail comes.
pub async fn code_in_mailbox(app: &App, to: &str) -> Result<String> {
    eventually(PATIENCE, &format!("a code in a mail to {to}"), || async {
        let codes = app.0.execute(CODES, vec![json!(to)]).await?;
        Ok(codes.get(0).and_then(Value::as_str).map(|code| code.replace(' ', "")))
    })
    .await
}

/// The links in the mails to an address, of the latest mail first, also of those that are folded.
const LINKS: &str = "const mails = [...document.querySelectorAll('details[data-mail]')]; \
    return mails.filter((mail) => mail.querySelector('summary').textContent.includes(arguments[0])) \
        .flatMap((mail) => [...mail.querySelectorAll('[data-mailed-link]')].map((link) => link.textContent))";

/// The link in the latest mail to an address that has one, read in the practice mailbox.
///
/// # Errors
/// When no mail comes.
pub async fn mailed_link(app: &App, to: &str) -> Result<String> {
    app.act("show_mailbox").await?;
    app.page("mailbox").await?;
    eventually(PATIENCE, &format!("a link in a mail to {to}"), || async {
        let links = app.0.execute(LINKS, vec![json!(to)]).await?;
        Ok(links.get(0).and_then(Value::as_str).map(|link| link.trim().to_owned()))
    })
    .await
}
