//! What assistive technology is told of every page of a wizard, kept as text: one file for each page in each
//! language. The dark theme tells the same as the light one.

use super::{
    REPAINT,
    pages::{Pages, place},
    protocol::command,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    fs,
};
use tests::session::browser::Browser;

/// Where the files are: a folder for each language.
const FOLDER: &str = "tests/desktop/snapshots";

/// The languages.
const LANGUAGES: [&str; 2] = ["english", "german"];

/// The pages of which it is kept: those of a sign-in and of registering are a wizard's too.
const OF_WIZARDS: &str = "main:is([data-page='wizard'], [data-page='trouble'], [data-page='sign_in'], [data-page='came_back'], \
                          [data-page='register'])";

/// What says that they are to be written anew, and how.
const RENEW: &str = "NUGET_ACCOUNTS_SNAPSHOTS";
const COMMAND: &str = "NUGET_ACCOUNTS_SNAPSHOTS=renew cargo test -p tests --test product every_page_of_a_wizard_tells";

/// What is told of a control besides its role and name, where it is so.
const TOLD: [&str; 9] = [
    "level", "required", "invalid", "disabled", "checked", "pressed", "expanded", "readonly", "live",
];

/// What stands between the controls, and is none; some of these roles are the browser's own, and change with it.
const BETWEEN: [&str; 12] = [
    "none",
    "generic",
    "paragraph",
    "image",
    "LabelText",
    "InlineTextBox",
    "ListMarker",
    "LineBreak",
    "sectionheader",
    "sectionfooter",
    "HeaderAsNonLandmark",
    "FooterAsNonLandmark",
];

#[tokio::test]
async fn every_page_of_a_wizard_tells_assistive_technology_what_it_told_before() -> Result<()> {
    let pages = Pages::serve("accessibility-tree").await?;
    let browser = pages.browser()?;
    let mut now = BTreeMap::new();
    let mut in_the_dark = Vec::new();
    for name in pages.names().await? {
        command(browser, "Emulation.setTimezoneOverride", json!({ "timezoneId": "UTC" })).await?;
        for language in LANGUAGES {
            pages.open(&name, &format!("language={language}&theme=light")).await?;
            if !browser.has(OF_WIZARDS).await? {
                break;
            }
            let light = told(browser).await?;
            browser.0.execute(REPAINT, vec![json!("dark")]).await?;
            if told(browser).await? != light {
                in_the_dark.push(format!("{name} in {language}"));
            }
            now.insert(format!("{language}/{name}.txt"), light);
        }
    }
    ensure!(now.len() > 500, "only {} pages of wizards", now.len());
    ensure!(
        in_the_dark.is_empty(),
        "in the dark theme another thing is told: {in_the_dark:?}"
    );
    compare(&now)?;
    pages.passed();
    Ok(())
}

/// The page as a text: a line for each control and sentence, further in for what is in it.
async fn told(browser: &Browser) -> Result<String> {
    let tree = command(browser, "Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("nodes")?;
    let known: HashMap<&str, &Value> = nodes
        .iter()
        .filter_map(|node| Some((node["nodeId"].as_str()?, node)))
        .collect();
    let main = nodes.iter().find(|node| role(node) == "main").context("the page")?;
    let mut text = String::new();
    write(&mut text, &known, main, 0, "");
    Ok(text)
}

fn role(node: &Value) -> &str {
    node["role"]["value"].as_str().unwrap_or_default()
}

fn write(text: &mut String, known: &HashMap<&str, &Value>, node: &Value, depth: usize, around: &str) {
    let name = node["name"]["value"].as_str().unwrap_or_default();
    // What a name says already is not told again.
    let silent = node["ignored"] == true || BETWEEN.contains(&role(node));
    let repeats = role(node) == "StaticText" && (name.trim().is_empty() || around.contains(name.trim()));
    if repeats {
        return;
    }
    if !silent {
        let _ = writeln!(text, "{}{}", "  ".repeat(depth), line(node, name));
    }
    let (depth, around) = if silent { (depth, around) } else { (depth + 1, name) };
    let children = node["childIds"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str);
    for child in children.filter_map(|id| known.get(id)) {
        write(text, known, child, depth, around);
    }
}

fn line(node: &Value, name: &str) -> String {
    let mut line = match role(node) {
        "StaticText" => "text".to_owned(),
        role => role.to_owned(),
    };
    if !name.is_empty() {
        let _ = write!(line, " {name:?}");
    }
    for (what, told) in [("value", &node["value"]), ("description", &node["description"])] {
        if let Some(told) = told["value"].as_str().filter(|told| !told.is_empty()) {
            let _ = write!(line, " {what} {told:?}");
        }
    }
    for property in node["properties"].as_array().into_iter().flatten() {
        let (what, value) = (
            property["name"].as_str().unwrap_or_default(),
            &property["value"]["value"],
        );
        let is_so = !matches!(value.as_str(), Some("" | "false" | "off")) && value != false;
        let of_a_list = what == "level" && role(node) != "heading";
        if TOLD.contains(&what) && is_so && !of_a_list {
            let _ = write!(line, " {what} {value}");
        }
    }
    line
}

/// Compares with the files, or writes them.
fn compare(now: &BTreeMap<String, String>) -> Result<()> {
    let folder = place(FOLDER);
    if std::env::var_os(RENEW).is_some() {
        if folder.is_dir() {
            fs::remove_dir_all(&folder)?;
        }
        for language in LANGUAGES {
            fs::create_dir_all(folder.join(language))?;
        }
        for (name, text) in now {
            fs::write(folder.join(name), text)?;
        }
        return Ok(());
    }
    let mut kept = BTreeMap::new();
    for language in LANGUAGES {
        for entry in fs::read_dir(folder.join(language)).context(language)? {
            let entry = entry?;
            let name = format!("{language}/{}", entry.file_name().to_string_lossy());
            kept.insert(name, fs::read_to_string(entry.path())?);
        }
    }
    let gone = kept
        .keys()
        .filter(|name| !now.contains_key(*name))
        .map(|name| format!("{name}: no such page"));
    let other = now
        .iter()
        .filter_map(|(name, text)| Some(format!("{name}: {}", difference(kept.get(name), text)?)));
    let found: Vec<String> = gone.chain(other).collect();
    ensure!(
        found.is_empty(),
        "{} pages tell something else. Where that is meant, run {COMMAND}\n{}",
        found.len(),
        found.join("\n")
    );
    Ok(())
}

/// The first line that is another one.
fn difference(kept: Option<&String>, now: &str) -> Option<String> {
    let Some(kept) = kept else {
        return Some("a new page".to_owned());
    };
    let before: Vec<&str> = kept.lines().collect();
    let after: Vec<&str> = now.lines().collect();
    let at = (0..before.len().max(after.len())).find(|at| before.get(*at) != after.get(*at))?;
    let told = |lines: &[&str]| lines.get(at).map_or("nothing", |line| line.trim()).to_owned();
    Some(format!("line {}: {} was {}", at + 1, told(&after), told(&before)))
}
