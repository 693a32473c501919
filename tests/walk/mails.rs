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

/// The latest mail to an address whose subject is this: its id in the mailbox, and what it says.
const MAIL: &str = "const mails = [...document.querySelectorAll('details[data-mail]')]; \
    const is = (mail) => mail.querySelector('.strong').textContent === arguments[1] \
        && mail.querySelector('.name').textContent.includes(arguments[0]); \
    const mail = mails.find(is); \
    return mail ? { id: mail.dataset.mail, text: mail.querySelector('.text').textContent, \
        links: [...mail.querySelectorAll('[data-mailed-link]')].map((link) => link.textContent.trim()) } : null";

/// A mail in the practice mailbox.
#[derive(Clone, Debug)]
pub struct Mail {
    id: String,
    /// What it says.
    pub text: String,
    /// Its links.
    pub links: Vec<String>,
}

/// The latest mail to an address with this subject, where the practice mailbox is shown.
///
/// # Errors
/// When no such mail comes.
pub async fn mail(app: &App, to: &str, subject: &str) -> Result<Mail> {
    eventually(PATIENCE, &format!("a mail to {to}: {subject}"), || async {
        let found = app.0.execute(MAIL, vec![json!(to), json!(subject)]).await?;
        let word = |value: &Value| value.as_str().map(str::to_owned);
        let links = found["links"].as_array().into_iter().flatten();
        Ok(word(&found["id"]).zip(word(&found["text"])).map(|(id, text)| Mail {
            id,
            text,
            links: links.filter_map(word).collect(),
        }))
    })
    .await
}

/// Opens the link of a mail in the browser, as a press of its button does.
///
/// # Errors
/// When it has none.
pub async fn open_mailed_link(app: &App, mail: &Mail) -> Result<()> {
    let css = format!("details[data-mail='{}']", mail.id);
    if !app.has(&format!("{css}[open]")).await? {
        app.click(&format!("{css} summary")).await?;
    }
    app.click(&format!("{css} [data-action='open_mailed_link']")).await
}
