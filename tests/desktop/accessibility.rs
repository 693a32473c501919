//! Every page under axe-core with the rules that axe-core itself leaves off too, and what assistive technology is told of
//! every page of a wizard.

pub mod pages;
pub mod protocol;
mod tree;

use anyhow::{Context, Result, ensure};
use pages::{Pages, place};
use serde_json::{Value, json};
use std::fs;
use tests::session::browser::Browser;

/// Runs rules of axe-core, all where none is named, those too that it runs for nobody who does not ask, and gives what each
/// found: rule, target, and what is wrong with it. What it could not judge is told as well, but for rules that never can.
const AUDIT: &str = "const [rules, unjudged, others, done] = arguments; \
    const all = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: !others.includes(ruleId) }])); \
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

/// What reaches beyond the width of the page, where anything does.
const BEYOND: &str = "const width = document.documentElement.clientWidth; \
    return [...document.querySelectorAll('body *')].filter((part) => part.checkVisibility() && part.tagName !== 'OPTION') \
        .filter((part) => !part.closest('dialog, .unseen, nav')) \
        .filter((part) => part.getBoundingClientRect().right > width + 1).map((part) => part.tagName + ' ' + part.textContent.trim().slice(0, 40));";

/// The rules of which a theme makes a difference.
const OF_COLOUR: &[&str] = &["color-contrast", "link-in-text-block"];

/// The rules that only tell a person what to look at, and judge nothing.
const UNJUDGED: &[&str] = &["hidden-content"];

/// The same where the system chooses the colours: what is drawn then is not what the page asked for.
const UNJUDGED_FORCED: &[&str] = &["hidden-content", "color-contrast"];

/// The rules beyond WCAG 2.2 AA that are not ours, both off in axe-core itself: a contrast of 7 to 1 (AAA), and ids that
/// only pictures use (4.1.1, which WCAG 2.2 has given up).
const OTHERS: &[&str] = &["color-contrast-enhanced", "duplicate-id"];

/// How a page is looked at: each language in one theme with every rule, and the rules of colour in the other. The narrow
/// one is also what a window of twice that width shows at 200 %.
struct Look {
    language: &'static str,
    theme: &'static str,
    other: &'static str,
    narrow: bool,
}

const LOOKS: [Look; 2] = [
    Look {
        language: "english",
        theme: "light",
        other: "dark",
        narrow: false,
    },
    Look {
        language: "german",
        theme: "dark",
        other: "light",
        narrow: true,
    },
];

#[tokio::test]
async fn every_page_passes_every_rule_in_both_themes_and_languages_narrow_and_in_forced_colours() -> Result<()> {
    let pages = Pages::serve("accessibility").await?;
    let browser = pages.browser()?;
    let axe = fs::read_to_string(place("tests/node/node_modules/axe-core/axe.min.js"))?;
    let mut found = Vec::new();
    let names = pages.names().await?;
    ensure!(names.len() > 300, "only {} pages were looked at", names.len());
    for look in LOOKS {
        let Look {
            language,
            theme,
            other,
            narrow,
        } = look;
        let width = if narrow { 480 } else { 1100 };
        // So high that nothing is cut off, which could not be judged.
        pages.size(width, 3000).await?;
        for name in &names {
            pages.open(name, &format!("language={language}&theme={theme}")).await?;
            browser.0.execute(&axe, Vec::new()).await?;
            let mut said = audit(browser, &[]).await?;
            browser.0.execute(REPAINT, vec![json!(other)]).await?;
            said.extend(audit(browser, OF_COLOUR).await?);
            if narrow {
                pages.forced_colours(true).await?;
                said.extend(audit_where(browser, OF_COLOUR, UNJUDGED_FORCED).await?);
                pages.forced_colours(false).await?;
                let beyond: Vec<String> = serde_json::from_value(browser.0.execute(BEYOND, Vec::new()).await?)?;
                said.extend(
                    beyond
                        .into_iter()
                        .map(|part| format!("reaches beyond the page: {part}")),
                );
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

async fn audit(browser: &Browser, rules: &[&str]) -> Result<Vec<String>> {
    audit_where(browser, rules, UNJUDGED).await
}

async fn audit_where(browser: &Browser, rules: &[&str], unjudged: &[&str]) -> Result<Vec<String>> {
    let arguments = [rules, unjudged, OTHERS].map(|names| json!(names));
    let found: Value = browser.0.execute_async(AUDIT, arguments.to_vec()).await?;
    serde_json::from_value(found).context("what axe-core found")
}
