//! The practice mailbox.

use crate::session::{
    app::App,
    eventually::{PATIENCE, eventually},
};
use anyhow::Result;
use serde_json::{Value, json};

/// All mails to an address, the latest first, also those that are folded.
const MAILS: &str = "const mails = [...document.querySelectorAll('details[data-mail]')]; \
    return mails.filter((mail) => mail.querySelector('summary').textContent.includes(arguments[0])) \
        .map((mail) => mail.querySelector('.text').textContent)";

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
    let code = eventually(PATIENCE, &format!("a code in a mail to {to}"), || async {
        let mails = app.0.execute(MAILS, vec![json!(to)]).await?;
        let mails = mails.as_array().cloned().unwrap_or_default();
        Ok(mails.iter().filter_map(Value::as_str).find_map(code_in))
    })
    .await?;
    if let Some(id) = wizard {
        app.act_on("show_wizard", "id", &id).await?;
        app.page("wizard").await?;
    }
    Ok(code)
}

/// Eight digits, in two groups for reading, on a line of their own.
fn code_in(text: &str) -> Option<String> {
    text.lines()
        .map(|line| line.replace(' ', ""))
        .find(|line| line.len() == 8 && line.bytes().all(|letter| letter.is_ascii_digit()))
}
