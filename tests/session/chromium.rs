//! The system browser: real Chromium, the only user of its profile, with or without the policy that spares a test the
//! question "Open NuGet Accounts?".

use super::environment::Environment;
use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};

const SETTINGS: &str = "/etc/chromium";

/// Where the addresses stand that other programs opened in the browser, one in a line.
pub const OPENED: &str = "opened";

/// The scheme of the app's links.
pub const SCHEME: &str = "io.github.nuget-accounts";

/// What Chromium does when a page leads to a link of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// It opens the link: a managed policy lists the scheme for pages of this computer.
    Skipped,
    /// It asks, as it asks everybody.
    Asked,
}

/// How the browser is started.
#[derive(Debug)]
pub struct Chromium {
    /// The program that the driver starts.
    pub program: PathBuf,
    /// The profile's folder.
    pub profile: PathBuf,
    /// A policy file outside the session's folder, to be removed at its end.
    pub remains: Option<PathBuf>,
}

impl Chromium {
    /// Writes the programs and the settings that make Chromium the session's default browser.
    ///
    /// # Errors
    /// When they cannot be written, or no way to a policy is open here.
    pub fn prepare(environment: &Environment, question: Question) -> Result<Self> {
        let profile = environment.profile();
        let (launch, remains) = match question {
            Question::Asked => ("exec chromium \"$@\"".to_owned(), None),
            Question::Skipped => with_policy(environment)?,
        };
        let program = environment.write_script("bin/browser", &format!("#!/bin/sh\n{launch}\n"))?;
        let opener = environment.write_script(
            "bin/open-in-browser",
            // Only ever a tab of the driven browser: without it, opening a page fails as it does without a browser.
            &format!(
                "#!/bin/sh\nexec >>'{log}' 2>&1\n[ -L '{profile}/SingletonLock' ] || {{ echo no browser; exit 1; }}\n\
                 printf '%s\\n' \"$1\" >>'{opened}'\n\
                 exec chromium --user-data-dir='{profile}' {flags} \"$@\"\n",
                profile = profile.display(),
                opened = environment.place(OPENED).display(),
                log = environment.place("logs/opener.log").display(),
                flags = FLAGS.join(" ")
            ),
        )?;
        be_default_browser(environment, &opener)?;
        Ok(Self {
            program,
            profile,
            remains,
        })
    }
}

/// Flags without which Chromium asks a person, looks for hosts of the wide world, or does not run as root.
pub const FLAGS: [&str; 14] = [
    "--no-sandbox",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,CertificateTransparencyComponentUpdater",
    "--disable-gpu",
    "--disable-search-engine-choice-screen",
    "--disable-sync",
    "--password-store=basic",
    "--metrics-recording-only",
];

fn be_default_browser(environment: &Environment, opener: &Path) -> Result<()> {
    let types = ["x-scheme-handler/http", "x-scheme-handler/https", "text/html"];
    environment.write(
        "home/.local/share/applications/test-browser.desktop",
        &format!(
            "[Desktop Entry]\nType=Application\nName=Browser\nExec={} %u\nMimeType={};\n",
            opener.display(),
            types.join(";")
        ),
    )?;
    let defaults: String = types
        .iter()
        .map(|kind| format!("{kind}=test-browser.desktop\n"))
        .collect();
    environment.write(
        "home/.config/mimeapps.list",
        &format!("[Default Applications]\n{defaults}"),
    )?;
    Ok(())
}

/// The shell line that starts Chromium with the policy, and the file that it leaves.
///
/// The policy belongs to this browser alone: it is mounted over Chromium's settings in a mount namespace that only the
/// browser and what it starts live in. Where namespaces are refused, the file is written for the whole computer and
/// removed at the end.
fn with_policy(environment: &Environment) -> Result<(String, Option<PathBuf>)> {
    let policy = format!(
        "{{\"AutoLaunchProtocolsFromOrigins\":[{{\"protocol\":\"{SCHEME}\",\"allowed_origins\":[\"http://127.0.0.1\"]}}]}}\n"
    );
    let settings = environment.place("chromium");
    copy_folder(Path::new(SETTINGS), &settings)?;
    environment.write("chromium/policies/managed/nuget-accounts.json", &policy)?;
    for (namespace, own) in [
        ("unshare --mount --", ""),
        // Back to the person's own number after the mount: the bus checks it.
        (
            "unshare --map-root-user --mount --",
            "unshare --map-user=\"$user\" --map-group=\"$group\" --",
        ),
    ] {
        let inside = environment.write_script(
            "bin/browser-with-policy",
            &format!(
                "#!/bin/sh\nmount --bind '{}' {SETTINGS} || exit 1\nuser=$1 group=$2 program=$3\nshift 3\n\
                 exec {own} \"$program\" \"$@\"\n",
                settings.display()
            ),
        )?;
        let launch = format!("exec {namespace} '{}' \"$(id -u)\" \"$(id -g)\"", inside.display());
        if environment.run("sh", &["-c", &format!("{launch} true")]).is_ok() {
            return Ok((format!("{launch} chromium \"$@\""), None));
        }
    }
    let file = Path::new(SETTINGS).join("policies/managed").join(unique(environment)?);
    write_for_all(&file, &policy).context("neither a mount namespace nor a managed policy is to be had here")?;
    Ok(("exec chromium \"$@\"".to_owned(), Some(file)))
}

fn unique(environment: &Environment) -> Result<String> {
    match environment.folder().file_name() {
        Some(name) => Ok(format!("nuget-accounts-{}.json", name.to_string_lossy())),
        None => bail!("the session's folder has no name"),
    }
}

fn write_for_all(file: &Path, text: &str) -> Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(file, text)?;
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let Ok(entries) = fs::read_dir(from) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
