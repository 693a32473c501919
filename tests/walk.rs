//! What a person does in several tests, step by step, as they would: in the app's window and in the browser.

use crate::session::{
    DesktopSession,
    app::App,
    browser::Browser,
    eventually::{PATIENCE, eventually},
};
use anyhow::{Result, anyhow};
use serde_json::json;

mod mails;
mod wizard;

pub use mails::{code_in_mailbox, mail, mailed_code, mailed_link, open_mailed_link};
pub use wizard::{
    answer, answer_about, fill, finish, go_on, is_refused, killed, prove, receipt, return_as, start_wizard,
    start_wizard_about, step, under_way,
};

/// The title of the app's window.
pub const WINDOW: &str = "^NuGet Accounts";

/// The name under which a debug build's entries stand in the keyring.
pub const KEYRING_SERVICE: &str = "io.github.nuget-accounts.dev";

/// From the welcome page of the app to the practice sign-in's first page in the browser.
///
/// # Errors
/// When a step does not come.
pub async fn begin_practice_sign_in(session: &DesktopSession, app: &App) -> Result<()> {
    app.page("welcome").await?;
    app.act_on("start_sign_in", "gallery", "practice").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await
}

/// The question how codes shall come, answered as it stands: by text message.
const ENROLMENT: &str = "input[name='factor'][value='text']:checked";

/// The profile of an account, by its username as the list of accounts shows it.
const PROFILE: &str = "const rows = [...document.querySelectorAll('nav [data-action=show_account]')]; \
    return rows.find((row) => row.querySelector('.title').textContent === arguments[0])?.dataset.profile ?? null";

/// What a person was asked for at the practice sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How codes shall come from now on.
    pub enrolment: bool,
    /// A code from the phone.
    pub second_factor: bool,
    /// Consent to what the app wants to know.
    pub consent: bool,
}

/// Picks a person and goes through every page that follows, until `done` finds what it looks for.
///
/// # Errors
/// When `done` never does.
pub async fn pass_pages<F>(browser: &Browser, address: &str, done: impl FnMut() -> F) -> Result<Asked>
where
    F: Future<Output = Result<bool>>,
{
    browser.choose_person(address).await?;
    pass_rest(browser, Asked::default(), done).await
}

/// Makes a Microsoft account at the practice sign-in's first page, and goes through every page that follows, until `done`
/// finds what it looks for.
///
/// # Errors
/// When `done` never does.
pub async fn make_one<F>(browser: &Browser, name: &str, address: &str, done: impl FnMut() -> F) -> Result<Asked>
where
    F: Future<Output = Result<bool>>,
{
    browser.click("#create-one").await?;
    browser.type_into("input#name", name).await?;
    browser.type_into("input#address", address).await?;
    browser.click("#continue").await?;
    pass_rest(browser, Asked::default(), done).await
}

/// Goes through every page that follows the choice of a person and was not passed yet, until `done` finds what it looks for.
///
/// # Errors
/// When `done` never does.
pub async fn pass_rest<F>(browser: &Browser, passed: Asked, mut done: impl FnMut() -> F) -> Result<Asked>
where
    F: Future<Output = Result<bool>>,
{
    let mut asked = passed;
    loop {
        // Each page once: the last one stays in the tab after the browser has opened the app's link.
        let next = eventually(PATIENCE, "the next page of the sign-in, or its end", || {
            let done = done();
            async {
                if done.await? {
                    return Ok(Some(None));
                }
                for (css, waits) in [
                    (ENROLMENT, !asked.enrolment),
                    ("#phone-code", !asked.second_factor),
                    ("#consent-accept", !asked.consent),
                ] {
                    if waits && browser.has(css).await? {
                        return Ok(Some(Some(css)));
                    }
                }
                Ok(None)
            }
        })
        .await?;
        match next {
            None => return Ok(asked),
            Some(ENROLMENT) => {
                browser.click("#continue").await?;
                asked.enrolment = true;
            }
            Some("#phone-code") => {
                browser.pass_second_factor().await?;
                asked.second_factor = true;
            }
            Some(_) => {
                browser.accept_consent().await?;
                asked.consent = true;
            }
        }
    }
}

/// Picks a person in the browser and goes through every page until the app shows who came back.
///
/// # Errors
/// When the app does not.
pub async fn come_back(session: &DesktopSession, app: &App, address: &str) -> Result<Asked> {
    let browser = session.browser()?;
    pass_pages(browser, address, || async {
        Ok(app.page_now().await?.as_deref() == Some("came_back"))
    })
    .await
}

/// Signs a person in whose account the practice gallery has, from the welcome page to the account's page.
///
/// # Errors
/// When a step does not come.
pub async fn sign_in(session: &DesktopSession, app: &App, address: &str) -> Result<Asked> {
    begin_practice_sign_in(session, app).await?;
    let asked = come_back(session, app, address).await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    Ok(asked)
}

/// Signs a further person in, from whatever page is shown, and waits for the page of their account.
///
/// # Errors
/// When a step does not come.
pub async fn sign_in_too(session: &DesktopSession, app: &App, address: &str) -> Result<Asked> {
    app.act("show_welcome").await?;
    sign_in(session, app, address).await
}

/// The profile of an account that is signed in here.
///
/// # Errors
/// When it is not in the list.
pub async fn profile_of(app: &App, username: &str) -> Result<String> {
    eventually(PATIENCE, &format!("{username} in the list of accounts"), || async {
        let found = app.0.execute(PROFILE, vec![json!(username)]).await?;
        Ok(found.as_str().map(str::to_owned))
    })
    .await
}

/// Waits for the page of an account.
///
/// # Errors
/// When it does not come.
pub async fn account_is_shown(app: &App, username: &str) -> Result<()> {
    app.page("account").await?;
    eventually(PATIENCE, &format!("the page of {username}"), || async {
        Ok((app.text("main h1").await? == username).then_some(()))
    })
    .await
}

/// Turns to the page of an account that is signed in here.
///
/// # Errors
/// When it is not in the list.
pub async fn show_account(app: &App, username: &str) -> Result<()> {
    let profile = profile_of(app, username).await?;
    app.click(&format!("nav [data-action='show_account'][data-profile='{profile}']"))
        .await?;
    account_is_shown(app, username).await
}

/// Asks for the account anew and waits until the gallery has answered: the proof that the session lives.
///
/// # Errors
/// When the gallery does not answer, or the account does not stand well afterwards.
pub async fn refresh(app: &App) -> Result<()> {
    app.page("account").await?;
    app.wait_for("[data-as-of]").await?;
    let before = app.attribute("[data-as-of]", "data-as-of").await?;
    app.act("refresh_account").await?;
    eventually(PATIENCE, "the account as it is now", || async {
        let now = app.attribute("[data-as-of]", "data-as-of").await?;
        Ok((now != before && !app.has("[data-state]").await?).then_some(()))
    })
    .await
}

/// The user names of the app's entries in the keyring, sorted: `attempt/…` and `session/…`.
///
/// # Errors
/// When the keyring is not there.
pub async fn keyring_entries(session: &DesktopSession) -> Result<Vec<String>> {
    let items = session.keyring.items_of(KEYRING_SERVICE).await?;
    let mut names: Vec<String> = items
        .into_iter()
        .filter_map(|mut item| item.attributes.remove("username"))
        .collect();
    names.sort();
    Ok(names)
}

/// Waits until the keyring holds one session of the app and no open attempt, and gives its entries.
///
/// # Errors
/// When it holds anything else.
pub async fn only_a_session_is_kept(session: &DesktopSession) -> Result<Vec<String>> {
    eventually(PATIENCE, "one session and no attempt in the keyring", || async {
        let entries = keyring_entries(session).await?;
        let as_wanted = entries.len() == 1 && entries[0].starts_with("session/");
        if as_wanted {
            Ok(Some(entries))
        } else {
            Err(anyhow!("it holds {entries:?}"))
        }
    })
    .await
}
