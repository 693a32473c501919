//! Every page under every rule of axe-core, those too that it leaves off by itself, and what assistive technology is told of
//! every page of a wizard.

pub mod looks;
pub mod pages;
pub mod protocol;
mod tree;

use anyhow::{Context, Result, ensure};
use looks::{FRAMELESS, MOVING, TOO_WIDE};
use pages::{Pages, place};
use serde_json::{Value, json};
use std::fs;
use tests::session::browser::Browser;

/// Runs rules of axe-core, all where none is named, those too that it runs for nobody who does not ask, and gives what each
/// found: rule, target, and what is wrong with it. What it could not judge is told as well, but for rules that never can.
const AUDIT: &str = "const [rules, unjudged, done] = arguments; \
    const all = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }])); \
    const which = rules.length > 0 ? { runOnly: rules } : { rules: all }; \
    const told = (found) => found.flatMap(({ id, nodes }) => \
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`)); \
    axe.run(document, { resultTypes: ['violations', 'incomplete'], ...which }).then(({ violations, incomplete }) => \
        done([...told(violations), ...told(incomplete.filter(({ id }) => !unjudged.includes(id))).map((what) => `unsure: ${what}`)]), \
        (error) => done([String(error)]));";

/// Puts the page into another theme, at once.
const REPAINT: &str = "const still = new CSSStyleSheet(); \
    still.replaceSync('*, *::before, *::after { transition: none !important }'); \
    document.adoptedStyleSheets.push(still); \
    document.documentElement.dataset.theme = arguments[0];";

/// The rules of which the colours make a difference.
const OF_COLOUR: &[&str] = &["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

/// The rules that only tell a person what to look at, and judge nothing.
const UNJUDGED: &[&str] = &["hidden-content"];

/// The same where the system chooses the colours: what is drawn then is not what the page asked for.
const UNJUDGED_FORCED: &[&str] = &["hidden-content", "color-contrast", "color-contrast-enhanced"];

/// The languages, and how wide the window is in each. The narrow one is also what a window of twice that width shows at
/// 200 %.
const LOOKS: [(&str, u32); 2] = [("english", 1100), ("german", 480)];

/// As wide as the narrowest window is at 200 %.
const NARROWEST: u32 = 200;

/// So high that nothing is cut off, which could not be judged.
const HIGH: u32 = 3000;

const STILL: (&str, &str) = ("prefers-reduced-motion", "reduce");
const FORCED: (&str, &str) = ("forced-colors", "active");

#[tokio::test]
async fn every_page_passes_every_rule_in_both_themes_and_languages_narrow_still_and_in_forced_colours() -> Result<()> {
    let pages = Pages::serve("accessibility").await?;
    let axe = fs::read_to_string(place("tests/node/node_modules/axe-core/axe.min.js"))?;
    let mut found = Vec::new();
    let names = pages.names().await?;
    ensure!(names.len() > 300, "only {} pages were looked at", names.len());
    let moving = look(pages.browser()?, MOVING).await?;
    ensure!(
        !moving.is_empty(),
        "a button's colours change slowly where nobody minds"
    );
    for (language, width) in LOOKS {
        pages.size(width, HIGH).await?;
        for name in &names {
            let mut said = in_both_themes(&pages, &axe, name, language).await?;
            if width < 640 {
                said.extend(narrow_and_forced(&pages).await?);
                pages.size(width, HIGH).await?;
            }
            found.extend(
                said.into_iter()
                    .map(|what| format!("{name} in {language} at {width}: {what}")),
            );
        }
    }
    ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    pages.passed();
    Ok(())
}

/// Opens a page for who is spared motion, and judges it by every rule in the light and in the dark.
async fn in_both_themes(pages: &Pages, axe: &str, name: &str, language: &str) -> Result<Vec<String>> {
    let browser = pages.browser()?;
    pages.prefers(&[STILL]).await?;
    pages.open(name, &format!("language={language}&theme=light")).await?;
    browser.0.execute(axe, Vec::new()).await?;
    let mut said = look(browser, MOVING).await?;
    said.extend(audit(browser, &[], UNJUDGED).await?);
    browser.0.execute(REPAINT, vec![json!("dark")]).await?;
    said.extend(audit(browser, &[], UNJUDGED).await?);
    said.extend(look(browser, TOO_WIDE).await?);
    Ok(said)
}

/// The page that is open in the system's colours, which are light ones, and in the narrowest window.
async fn narrow_and_forced(pages: &Pages) -> Result<Vec<String>> {
    let browser = pages.browser()?;
    browser.0.execute(REPAINT, vec![json!("light")]).await?;
    pages.prefers(&[STILL, FORCED]).await?;
    let mut said = audit(browser, OF_COLOUR, UNJUDGED_FORCED).await?;
    said.extend(look(browser, FRAMELESS).await?);
    pages.size(NARROWEST, HIGH).await?;
    said.extend(look(browser, TOO_WIDE).await?);
    Ok(said)
}

/// What a look at the page finds.
async fn look(browser: &Browser, script: &str) -> Result<Vec<String>> {
    serde_json::from_value(browser.0.execute(script, Vec::new()).await?).context("what was found")
}

async fn audit(browser: &Browser, rules: &[&str], unjudged: &[&str]) -> Result<Vec<String>> {
    let arguments = [rules, unjudged].map(|names| json!(names));
    let found: Value = browser.0.execute_async(AUDIT, arguments.to_vec()).await?;
    serde_json::from_value(found).context("what axe-core found")
}
