//! Pages as they are drawn: on paper, where the window is narrow, and before everything is known.

use crate::accessibility::{pages::Pages, protocol::command};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

/// What can be seen, the ground that it stands on, and what is cut off.
const SEEN: &str = "const main = document.querySelector('main'); return { \
    text: document.body.innerText, \
    ground: getComputedStyle(document.querySelector('.printed')).backgroundColor, \
    ink: getComputedStyle(document.querySelector('.printed li')).color, \
    cut: main.scrollHeight > main.clientHeight || main.scrollWidth > main.clientWidth }";

#[tokio::test]
async fn recovery_codes_are_printed_alone_black_on_white_and_whole_whatever_the_theme() -> Result<()> {
    let pages = Pages::serve("printed").await?;
    let browser = pages.browser()?;
    pages.open("codes-shown", "theme=dark").await?;
    command(browser, "Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
    let seen: Value = browser.0.execute(SEEN, Vec::new()).await?;
    let text = seen["text"].as_str().context("a text")?;
    ensure!(text.starts_with("Your recovery codes"), "{text}");
    ensure!(text.contains("MyNuGetAccount1 · Practice gallery"), "{text}");
    assert_eq!(text.matches("-9QXR-").count(), 10, "{text}");
    ensure!(!text.contains("Cancel") && !text.contains("Print\n"), "{text}");
    assert_eq!(
        (&seen["ground"], &seen["ink"], &seen["cut"]),
        (&json!("rgb(255, 255, 255)"), &json!("rgb(0, 0, 0)"), &json!(false))
    );
    pages.passed();
    Ok(())
}

#[tokio::test]
async fn the_narrow_menu_that_escape_closes_gives_the_focus_back_to_what_opened_it() -> Result<()> {
    let pages = Pages::serve("narrow-menu").await?;
    let browser = pages.browser()?;
    let narrow = json!({ "width": 480, "height": 800, "deviceScaleFactor": 1, "mobile": false });
    command(browser, "Emulation.setDeviceMetricsOverride", narrow).await?;
    pages.open("account", "").await?;
    browser.click("details.menu > summary").await?;
    browser.wait_for("details.menu[open] .drawer button").await?;
    let focus = "document.querySelector('.drawer button').focus()";
    browser.0.execute(focus, Vec::new()).await?;
    browser.0.active_element().await?.send_keys("\u{E00C}").await?;
    browser.wait_until_gone("details.menu[open]").await?;
    let focused = "return document.activeElement.matches('details.menu > summary')";
    assert_eq!(browser.0.execute(focused, Vec::new()).await?, json!(true));
    pages.passed();
    Ok(())
}

#[tokio::test]
async fn nothing_stands_below_what_the_first_read_of_an_account_brings() -> Result<()> {
    let pages = Pages::serve("first-read").await?;
    let browser = pages.browser()?;
    let place = "return document.querySelector(\"[data-action='refresh_account']\").getBoundingClientRect().top";
    pages.open("account-unread", "").await?;
    let before: Value = browser.0.execute(place, Vec::new()).await?;
    // What waits stands above them, and is among what is being read.
    let below = [
        "[data-tab]",
        "[data-wizard]",
        "[data-action='sign_out']",
        "[data-action='show_leaving']",
    ];
    for pushed in below {
        ensure!(
            !browser.has(&format!("main {pushed}")).await?,
            "{pushed} would be pushed away"
        );
    }
    pages.open("account-waits", "").await?;
    assert_eq!(before, browser.0.execute(place, Vec::new()).await?);
    for shown in ["[data-waits]", "[data-tab]"] {
        ensure!(browser.has(&format!("main {shown}")).await?, "{shown}");
    }
    pages.passed();
    Ok(())
}

#[tokio::test]
async fn while_nobody_answers_after_the_browser_came_back_the_page_says_so_and_offers_the_way_on() -> Result<()> {
    let pages = Pages::serve("no-answer").await?;
    let browser = pages.browser()?;
    for fixture in ["sign-in-completing", "sign-in-completing-in-wizard"] {
        pages.open(fixture, "").await?;
        let said: Value = browser
            .0
            .execute("return document.querySelector('main').innerText", Vec::new())
            .await?;
        let said = said.as_str().context("a text")?;
        ensure!(said.contains("Finding out who you are"), "{fixture}: {said}");
        browser
            .wait_for("[data-still-waiting=late] [data-action=use_another_identity]")
            .await?;
        let heard = "return document.querySelector('[role=status].unseen').innerText";
        let heard: Value = browser.0.execute(heard, Vec::new()).await?;
        let heard = heard.as_str().context("a text")?;
        ensure!(heard.contains("has not answered yet"), "{fixture}: {heard}");
    }
    pages.passed();
    Ok(())
}

#[tokio::test]
async fn what_a_change_of_the_microsoft_account_holds_up_need_not_be_waited_for_in_practice() -> Result<()> {
    let pages = Pages::serve("held-up").await?;
    let browser = pages.browser()?;
    for fixture in ["wizard-blocked", "email-later"] {
        pages.open(fixture, "").await?;
        ensure!(browser.has("main [data-action=let_time_pass]").await?, "{fixture}");
    }
    pages.open("wizard-intro", "").await?;
    ensure!(
        !browser.has("main [data-action=let_time_pass]").await?,
        "nothing waits there"
    );
    pages.passed();
    Ok(())
}

#[tokio::test]
async fn how_many_recovery_codes_are_left_is_shown_while_a_change_of_the_microsoft_account_can_be_undone() -> Result<()>
{
    let pages = Pages::serve("codes-left").await?;
    let browser = pages.browser()?;
    pages.open("account-changed", "").await?;
    ensure!(browser.has("main [data-codes-left]").await?, "no number of codes");
    ensure!(
        !browser.has("main [data-wizard=recovery_codes]").await?,
        "none can be made until then"
    );
    pages.passed();
    Ok(())
}
