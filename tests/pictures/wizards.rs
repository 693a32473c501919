//! Every page of every wizard, small and side by side: a sheet of each wizard in both themes, and the document that
//! shows it.

use crate::{
    fixtures::{draw, read},
    path,
    sheet::{self, Look, Page},
};
use ::tests::served;
use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};
use tokio::process::Command;

/// Each wizard, what it is called, and what it is for.
const WIZARDS: &[(&str, &str, &str)] = &[
    (
        "answer_conversion",
        "Answer a conversion",
        "Another account becomes an organization and asks this one to administer it.",
    ),
    (
        "answer_invitation",
        "Answer an invitation",
        "An organization invites this account.",
    ),
    (
        "answer_offer",
        "Answer an offer",
        "Become an owner of a package, or decline.",
    ),
    (
        "api_keys",
        "API keys",
        "Make, change, renew and revoke keys; the text of a new one is shown once.",
    ),
    (
        "change_login",
        "Change Microsoft account",
        "Another Microsoft account opens the account from now on.",
    ),
    (
        "conflict",
        "Already linked with another account",
        "The Microsoft account opens another account already.",
    ),
    ("contact_email", "Contact e-mail", "Where mails about the account go."),
    (
        "convert",
        "Convert to an organization",
        "The account becomes an organization that others sign in for.",
    ),
    (
        "delete_account",
        "Delete account",
        "With everything that goes with it, and time to think.",
    ),
    (
        "find_login",
        "Which Microsoft account?",
        "nuget.org mails which Microsoft account opens the account.",
    ),
    (
        "keep_account",
        "Keep an account that is being deleted",
        "Its Microsoft account opens another account by now; the mailed link and a further Microsoft account keep it.",
    ),
    (
        "mail_choices",
        "Choose your mails",
        "Which mails the gallery sends about the account.",
    ),
    (
        "members",
        "Members",
        "Who may act for an organization, and as what; to leave it, and to delete it.",
    ),
    (
        "organization",
        "New organization",
        "Several people own packages together, each with a sign-in of their own.",
    ),
    (
        "recover",
        "Recover access",
        "Which Microsoft account it is, and what helps when that cannot be used any more.",
    ),
    (
        "recovery_codes",
        "Recovery codes",
        "Ten codes, shown once, one typed back.",
    ),
    (
        "register",
        "Register",
        "The sign-in in the browser, and a new account for an identity that the gallery does not know.",
    ),
    (
        "trouble",
        "Something went wrong?",
        "What a pasted error or address means, and what to do.",
    ),
    ("two_factor", "Two-factor", "On, off, and who decides."),
    (
        "undo_login",
        "Undo a change",
        "Somebody changed the Microsoft account, or two accounts were swapped.",
    ),
    (
        "unmanaged_tenant",
        "Work address refused",
        "Nobody manages the directory of a work domain.",
    ),
    (
        "username",
        "Change username",
        "Another name, which the gallery's people decide about.",
    ),
];

/// Wizards whose pages are no steps, and how the names of these begin.
const OWN_PAGES: &[(&str, &[&str])] = &[
    ("register", &["sign-in", "came-back", "register"]),
    ("trouble", &["trouble"]),
];

/// How the steps begin whose pages by hand are named otherwise, and how these do. A page that a machine made alone lacks
/// names and dates that come from the gallery, so the ones by hand are taken first.
const BY_HAND: &[(&str, &str)] = &[
    ("api-keys-list", "api-keys"),
    ("change-login-", "wizard-"),
    ("contact-email-", "email-"),
    ("delete-account-", "delete-"),
    ("members-list", "members"),
    ("recovery-codes-", "codes-"),
    ("two-factor-intro", "two-factor-off"),
    ("two-factor-off", "two-factor-switch-off"),
    ("two-factor-on-done", "two-factor-done"),
    ("two-factor-on", "two-factor-type"),
    ("undo-login-", "undo-"),
    ("unmanaged-tenant-", "tenant-"),
];

/// The two looks: a theme, a language, the colours of the sheet and of its words.
const LOOKS: &[Look] = &[
    Look {
        theme: "light",
        language: "english",
        ground: "#e4e6e9",
        text: "#3b4149",
    },
    Look {
        theme: "dark",
        language: "german",
        ground: "#0b0c0e",
        text: "#c9ced6",
    },
];

/// Rows on a sheet.
const ROWS: usize = 7;

/// Tells the names of all fixtures, by the window itself.
const NAMES: &str = "<!doctype html><iframe src='/index.html?fixture=welcome'></iframe><pre></pre><script>\
    setTimeout(() => document.querySelector('pre').textContent = \
    document.querySelector('iframe').contentWindow.__NUGET_ACCOUNTS_FIXTURES__.join(' '), 5000)</script>";

/// The window's files with the sheets beside them, so that a sheet and its pages are of one origin: Chromium draws a
/// picture without waiting for frames of another.
struct Studio {
    files: tempfile::TempDir,
    profile: tempfile::TempDir,
    origin: String,
}

/// Takes every sheet in both themes, and writes the documents beside the folder.
pub async fn take(folder: &Path) -> Result<()> {
    let pictures = folder.join("wizards");
    let documents = folder.parent().context("a folder in no folder")?.join("wizards");
    fs::create_dir_all(&pictures)?;
    fs::create_dir_all(&documents)?;
    let studio = Studio::open().await?;
    let wizards = wizards(&studio.names().await?)?;
    for &(kind, name, sentence) in WIZARDS {
        let [here, there] = wizards.get(kind).with_context(|| format!("no page of {kind}"))?;
        let file = kind.replace('_', "-");
        let mut text = format!(
            "<!-- Written by `cargo xtask screenshots`, with its pictures; nothing here is edited. -->\n\n\
             # {name}\n\n{sentence}\n"
        );
        if !here.is_empty() {
            show(&studio, &pictures, (&file, name), here, &mut text).await?;
        }
        if !there.is_empty() {
            let both = !here.is_empty();
            let (sheet, called) = if both {
                text.push_str("\n## At nuget.org\n");
                (format!("{file}-at-nuget-org"), format!("{name}, at nuget.org"))
            } else {
                (file.clone(), name.to_owned())
            };
            show(&studio, &pictures, (&sheet, &called), there, &mut text).await?;
        }
        fs::write(documents.join(format!("{file}.md")), text)?;
    }
    Ok(())
}

/// The sheets of these pages, and what shows them.
async fn show(
    studio: &Studio,
    folder: &Path,
    (file, name): (&str, &str),
    pages: &[Page],
    text: &mut String,
) -> Result<()> {
    let sheets = pages.len().div_ceil(sheet::COLUMNS * ROWS);
    let each = pages.len().div_ceil(sheets).next_multiple_of(sheet::COLUMNS);
    for (at, part) in pages.chunks(each).enumerate() {
        let (number, which) = match at {
            0 if sheets == 1 => (String::new(), String::new()),
            0 => (String::new(), format!(", sheet 1 of {sheets}")),
            _ => (format!("-{}", at + 1), format!(", sheet {} of {sheets}", at + 1)),
        };
        for look in LOOKS {
            let picture = format!("{file}{number}-{}.png", look.theme);
            studio.take(part, look, &folder.join(&picture)).await?;
            let (theme, language) = match look.theme {
                "light" => ("the light theme", "in English"),
                _ => ("the dark theme", "in German"),
            };
            write!(
                text,
                "\n![The pages of “{name}” in {theme}, {language}{which}](../screenshots/wizards/{picture})\n"
            )?;
        }
    }
    Ok(())
}

/// The pages of each wizard: of a gallery with an account API, and of nuget.org.
fn wizards(names: &BTreeMap<String, usize>) -> Result<BTreeMap<String, [Vec<Page>; 2]>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/src/host/fixtures/steps.json");
    let steps: Map<String, Value> = serde_json::from_str(&fs::read_to_string(file)?)?;
    let kinds: BTreeSet<&str> = steps.values().filter_map(|step| step["kind"].as_str()).collect();
    let mut wizards: BTreeMap<String, [Vec<Page>; 2]> = BTreeMap::new();
    for key in in_order_of_story(&steps)? {
        let step = &steps[key];
        let kind = step["kind"].as_str().context("a step of no wizard")?;
        let there = usize::from(step["gallery"] == "nuget_org");
        // Some wizards end in another's steps: these stand with the wizard that they are named after.
        let named = kinds.iter().rfind(|kind| {
            key.strip_prefix(**kind)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
        });
        let made = format!("step-{}", key.replace('_', "-"));
        let fixture = match named {
            Some(_) => by_hand(key, names).unwrap_or(made),
            // Several wizards have it: by hand it may be another's.
            None => made,
        };
        ensure!(names.contains_key(&fixture), "no {fixture}: ui/dist is older than it");
        let kind = named.copied().unwrap_or(kind);
        ensure!(WIZARDS.iter().any(|wizard| wizard.0 == kind), "{kind} has no document");
        let page = (key.replace('_', " "), fixture);
        wizards.entry(kind.to_owned()).or_default()[there].push(page);
    }
    for (kind, prefixes) in OWN_PAGES {
        let mut own: Vec<(&usize, &String)> = names
            .iter()
            .filter(|(name, _)| prefixes.iter().any(|prefix| name.starts_with(prefix)))
            .map(|(name, at)| (at, name))
            .collect();
        own.sort();
        let pages = own.into_iter().map(|(_, name)| (name.replace('-', " "), name.clone()));
        wizards.entry((*kind).to_owned()).or_default()[0].extend(pages);
    }
    Ok(wizards)
}

/// The steps in the order in which they are declared, which is that of each wizard's story.
fn in_order_of_story(steps: &Map<String, Value>) -> Result<Vec<&String>> {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/src/generated/Step.ts");
    let declared = fs::read_to_string(file)?;
    let places: BTreeMap<&str, usize> = declared.split('"').skip(1).step_by(2).zip(0..).collect();
    let place = |key: &&String| {
        steps[*key]["sheet"]["step"]
            .as_str()
            .and_then(|step| places.get(step).copied())
    };
    let mut keys: Vec<&String> = steps.keys().collect();
    if let Some(unknown) = keys.iter().find(|key| place(key).is_none()) {
        anyhow::bail!("{unknown} is no declared step");
    }
    keys.sort_by_key(|key| (place(key), *key));
    Ok(keys)
}

/// The fixture of a step that is written by hand.
fn by_hand(step: &str, names: &BTreeMap<String, usize>) -> Option<String> {
    let name = step.replace('_', "-");
    let otherwise = BY_HAND
        .iter()
        .find_map(|(begins, instead)| Some(format!("{instead}{}", name.strip_prefix(begins)?)));
    [otherwise, Some(name)]
        .into_iter()
        .flatten()
        .find(|name| names.contains_key(name))
}

impl Studio {
    async fn open() -> Result<Self> {
        let ui = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ui/dist");
        let files = tempfile::tempdir()?;
        fs::create_dir(files.path().join("assets"))?;
        fs::copy(ui.join("index.html"), files.path().join("index.html"))?;
        for asset in fs::read_dir(ui.join("assets"))? {
            let asset = asset?;
            fs::copy(asset.path(), files.path().join("assets").join(asset.file_name()))?;
        }
        let origin = served::window(files.path().to_owned()).await?;
        let profile = tempfile::tempdir()?;
        Ok(Self { files, profile, origin })
    }

    /// The names of all fixtures, each with its place among them.
    async fn names(&self) -> Result<BTreeMap<String, usize>> {
        fs::write(self.files.path().join("names.html"), NAMES)?;
        let page = read(self.profile.path(), &format!("{}/names.html", self.origin)).await?;
        let names = page
            .split_once("<pre>")
            .and_then(|(_, rest)| rest.split_once("</pre>"))
            .context("no names of fixtures")?
            .0;
        Ok(names.split(' ').map(str::to_owned).zip(0..).collect())
    }

    /// Draws one sheet of whole pages, with no more colours than it needs: a third of the size.
    async fn take(&self, pages: &[Page], look: &Look, file: &Path) -> Result<()> {
        let (html, address) = (
            self.files.path().join("sheet.html"),
            format!("{}/sheet.html", self.origin),
        );
        fs::write(&html, sheet::measuring(pages, look)?)?;
        let heights = sheet::measured(&read(self.profile.path(), &address).await?, pages.len())?;
        fs::write(&html, sheet::html(pages, &heights, look)?)?;
        draw(self.profile.path(), &address, sheet::size(&heights)?, file).await?;
        let fewer = Command::new("convert")
            .arg(path(file)?)
            .args(["-strip", "+dither", "-colors", "128"])
            .args(["-define", "png:compression-level=9"])
            .arg(format!("PNG8:{}", path(file)?))
            .status()
            .await?;
        ensure!(fewer.success(), "convert of {}", file.display());
        println!("{}", file.display());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_a_wizard_stand_in_the_order_of_its_story() -> Result<()> {
        let step = |name: &str| (name.to_owned(), serde_json::json!({ "sheet": { "step": name } }));
        let story = [
            "change_login_intro",
            "change_login_blocked",
            "change_login_current",
            "change_login_new",
            "change_login_check",
            "change_login_third",
            "change_login_third_new",
            "change_login_done",
            "recover_start",
            "recover_done",
        ];
        let steps: Map<String, Value> = story.map(step).into_iter().collect();
        assert_eq!(in_order_of_story(&steps)?, story);
        assert!(in_order_of_story(&[step("nowhere")].into_iter().collect()).is_err());
        Ok(())
    }
}
