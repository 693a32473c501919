//! Every page under axe-core with no rule switched off, and what assistive technology is told of every page of a wizard.

pub mod pages;
pub mod tree;

use anyhow::{Context, Result, ensure};
use pages::{Pages, place};
use serde_json::{Value, json};
use std::fs;
use tests::session::browser::Browser;

/// Runs rules of axe-core, all where none is named, and gives what each found: rule, target, and what is wrong with it.
const AUDIT: &str = "const [rules, done] = arguments; \
    const which = rules.length > 0 ? { runOnly: rules } : {}; \
    axe.run(document, { resultTypes: ['violations'], ...which }).then(({ violations }) => done(violations.flatMap(({ id, nodes }) => \
        nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))), (error) => done([String(error)]));";

/// Puts the page into another theme, at once.
const REPAINT: &str = "const still = new CSSStyleSheet(); \
    still.replaceSync('*, *::before, *::after { transition: none !important }'); \
    document.adoptedStyleSheets.push(still); \
    document.documentElement.dataset.theme = arguments[0];";

/// The rules of which a theme makes a difference.
const OF_COLOUR: &[&str] = &["color-contrast", "link-in-text-block"];

#[tokio::test]
async fn every_page_passes_every_rule_in_both_themes_and_languages() -> Result<()> {
    let pages = Pages::serve("accessibility").await?;
    let browser = pages.browser()?;
    let axe = fs::read_to_string(place("tests/node/node_modules/axe-core/axe.min.js"))?;
    let mut found = Vec::new();
    let names = pages.names().await?;
    ensure!(names.len() > 50, "only {} pages were looked at", names.len());
    // Each language with every rule in one theme, and the rules of colour in the other.
    for name in names {
        for (language, theme, other) in [("english", "light", "dark"), ("german", "dark", "light")] {
            pages.open(&name, &format!("language={language}&theme={theme}")).await?;
            browser.0.execute(&axe, Vec::new()).await?;
            let mut violations = audit(browser, &[]).await?;
            browser.0.execute(REPAINT, vec![json!(other)]).await?;
            violations.extend(audit(browser, OF_COLOUR).await?);
            found.extend(
                violations
                    .into_iter()
                    .map(|what| format!("{name} in {language}: {what}")),
            );
        }
    }
    ensure!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
    pages.passed();
    Ok(())
}

async fn audit(browser: &Browser, rules: &[&str]) -> Result<Vec<String>> {
    let found: Value = browser.0.execute_async(AUDIT, vec![json!(rules)]).await?;
    serde_json::from_value(found).context("what axe-core found")
}
