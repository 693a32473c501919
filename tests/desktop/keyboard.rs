//! Everything with the keyboard alone, and a focus that a person can see.

mod account;
mod api_keys;
mod keys;
mod logins;
mod members;
mod nuget_org;
mod wizards;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

const TAB: &str = "\u{E004}";
const ENTER: &str = "\u{E007}";
const SPACE: &str = " ";
const BACKSPACE: &str = "\u{E003}";

/// How often Tab is pressed before a control counts as out of reach.
const REACH: usize = 40;

/// What has the focus: whether it matches, whether its focus can be seen, whether it comes after the stop before it, and
/// its name. From the last control Tab leads to the first one.
const FOCUS: &str = "const focused = document.activeElement; const style = getComputedStyle(focused); \
    const before = window.lastStop; window.lastStop = focused; \
    const first = [...document.querySelectorAll('button, input, textarea, summary, a[href]')] \
        .find((control) => control.checkVisibility() && !control.disabled); \
    const begins = !before?.isConnected || [before, first, document.body].includes(focused) || before === document.body; \
    return { matches: focused.matches(arguments[0]), \
             visible: (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none', \
             onward: begins || (before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0, \
             name: focused.tagName + ' ' + focused.textContent.trim().slice(0, 60) };";

/// Every control of the page that stands above the one before it, or beside it to the left: Tab would lead a person's eye
/// back and forth. One in a further column may begin higher up.
const OUT_OF_ORDER: &str = "const controls = [...document.querySelectorAll('main :is(button, input, textarea, summary, a[href])')] \
        .filter((control) => control.checkVisibility() && !control.disabled).map((control) => [control, control.getBoundingClientRect()]); \
    return controls.slice(1).filter(([, box], at) => { \
        const before = controls[at][1]; \
        const above = box.bottom <= before.top + 1, left = box.right <= before.left + 1, below = box.top >= before.bottom - 1; \
        return (above && box.left < before.right - 1) || (left && !below); \
    }).map(([control]) => control.textContent.trim() || control.id);";

async fn focus(app: &App, css: &str) -> Result<Value> {
    Ok(app.0.execute(FOCUS, vec![json!(css)]).await?)
}

async fn press(app: &App, key: &str) -> Result<()> {
    app.0.active_element().await?.send_keys(key).await?;
    Ok(())
}

/// Presses Tab until the control has the focus, and sees that every stop on the way shows its focus.
async fn tab_to(app: &App, css: &str) -> Result<()> {
    app.wait_for(css).await?;
    let mut stops = Vec::new();
    for _ in 0..REACH {
        press(app, TAB).await?;
        let focused = focus(app, css).await?;
        let name = focused["name"].as_str().context("a name")?.to_owned();
        ensure!(
            focused["visible"] == true || name.starts_with("BODY"),
            "no visible focus on {name}"
        );
        ensure!(focused["onward"] == true, "Tab leads back to {name}, after {stops:?}");
        if focused["matches"] == true {
            return Ok(());
        }
        stops.push(name);
    }
    anyhow::bail!("{css} cannot be reached with the keyboard; the stops are {stops:?}")
}

/// Tab follows what is seen: down the page, and along each row.
async fn in_order(app: &App) -> Result<()> {
    let found = app.0.execute(OUT_OF_ORDER, Vec::new()).await?;
    ensure!(found == json!([]), "Tab leads back to {found}");
    Ok(())
}

async fn has_the_focus(app: &App, css: &str) -> Result<()> {
    eventually(PATIENCE, &format!("the focus on {css}"), || async {
        Ok((focus(app, css).await?["matches"] == true).then_some(()))
    })
    .await
}

/// A page begins with the focus on its question.
pub(crate) async fn heading_has_the_focus(app: &App) -> Result<()> {
    has_the_focus(app, "main h1").await
}

#[tokio::test]
async fn a_person_registers_confirms_and_signs_out_without_a_pointer() -> Result<()> {
    let session = DesktopSession::start("keyboard").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    tab_to(&app, "[data-action='start_sign_in'][data-gallery='practice']").await?;
    press(&app, ENTER).await?;
    app.page("sign_in").await?;
    heading_has_the_focus(&app).await?;
    // The browser comes to the front; a window behind it shows no focus, so the person turns back to the app first.
    session.browser()?.turn_to_new_tab().await?;
    session.display.focus(walk::WINDOW)?;
    tab_to(&app, "[data-action='copy_address']").await?;
    walk::come_back(&session, &app, "account3@outlook.com").await?;
    session.display.focus(walk::WINDOW)?;
    heading_has_the_focus(&app).await?;

    tab_to(&app, "[data-action='show_register']").await?;
    press(&app, ENTER).await?;
    app.page("register").await?;
    tab_to(&app, "#username").await?;
    press(&app, "MyNuGetAccount3").await?;
    tab_to(&app, "#email").await?;
    press(&app, ENTER).await?;
    app.page("account").await?;
    app.wait_for_text("MyNuGetAccount3").await?;
    heading_has_the_focus(&app).await?;

    keys::enter(&app, "[data-action='show_mailbox']").await?;
    app.page("mailbox").await?;
    heading_has_the_focus(&app).await?;
    let code = walk::code_in_mailbox(&app, "account3@outlook.com").await?;
    keys::enter(&app, "nav [data-action='show_account']").await?;
    app.page("account").await?;
    tab_to(&app, "#code").await?;
    press(&app, &code).await?;
    press(&app, ENTER).await?;
    app.wait_for("[data-part='email'] .good").await?;

    tab_to(&app, "[data-action='show_account'][data-tab='sessions']").await?;
    press(&app, ENTER).await?;
    app.wait_for("[data-session-row]").await?;
    tab_to(&app, "[data-action='show_settings']").await?;
    press(&app, ENTER).await?;
    app.page("settings").await?;
    tab_to(&app, "[data-action='set_notifications']").await?;
    press(&app, SPACE).await?;
    app.wait_for("[data-action='set_notifications']:not(:checked)").await?;
    keys::enter(&app, "nav [data-action='show_account']").await?;
    app.page("account").await?;
    keys::enter(&app, "main [data-action='show_account'][data-tab='overview']").await?;
    keys::enter(&app, "[data-action='sign_out']").await?;
    app.page("signed_out").await?;
    heading_has_the_focus(&app).await?;
    session.passed();
    Ok(())
}
