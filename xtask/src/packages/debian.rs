//! Debian, Ubuntu and their kin: packages are installed with apt.

use super::Purpose;
use crate::process::{answer, found, run, step};
use anyhow::{Result, bail};
use std::{collections::BTreeSet, fs, process::Command};

/// What compiling the app links against.
const BUILD: &[&str] = &[
    "build-essential",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "libxdo-dev",
    "pkg-config",
];

/// What the app asks for when it registers its links.
const RUN: &[&str] = &["desktop-file-utils", "xdg-utils"];

/// What the API fuzzer is installed with.
const FUZZ: &[&str] = &["python3-venv"];

/// A whole desktop without a screen: display, session bus, window manager, keyring, notifications, tray, and the
/// drivers of the app and of the system browser.
const SESSION: &[&str] = &[
    "at-spi2-core",
    "dbus-x11",
    "dunst",
    "fonts-dejavu-core",
    "fonts-inter",
    "gnome-keyring",
    "imagemagick",
    "libglib2.0-bin",
    "libsecret-tools",
    "openbox",
    "tint2",
    "webkit2gtk-driver",
    "xdotool",
    "xfce4-panel",
    "xvfb",
];

/// Whether this machine installs its packages with apt.
pub fn is_here() -> bool {
    found("apt-get") && found("dpkg-query")
}

/// Installs what is missing, and says what that is.
pub fn install(purpose: Purpose) -> Result<()> {
    let wanted = wanted(purpose, is_ubuntu(), found("chromedriver"));
    let missing = missing(&wanted);
    if missing.is_empty() {
        return Ok(());
    }
    step(&format!(
        "Installing {} system packages: {}",
        missing.len(),
        missing.join(" ")
    ));
    // The lists may be absent (a fresh image) or old; asking for them takes seconds and only happens here.
    if let Err(error) = run(&mut apt(&["update"])?) {
        eprintln!("{error:#}; going on with the lists there are");
    }
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(&missing);
    run(&mut apt(&words)?)
}

fn wanted(purpose: Purpose, ubuntu: bool, driver_found: bool) -> Vec<&'static str> {
    let mut names = BUILD.to_vec();
    if matches!(purpose, Purpose::Run | Purpose::Session) {
        names.extend(RUN);
    }
    if matches!(purpose, Purpose::Fuzz | Purpose::Session) {
        names.extend(FUZZ);
    }
    if purpose == Purpose::Session {
        names.extend(SESSION);
        match (ubuntu, driver_found) {
            (false, _) => names.extend(["chromium", "chromium-driver"]),
            // Ubuntu has Chromium only as a snap; a browser and driver that are there already are as good.
            (true, false) => names.extend(["chromium-browser", "chromium-chromedriver"]),
            (true, true) => {}
        }
    }
    names
}

fn missing<'a>(wanted: &[&'a str]) -> Vec<&'a str> {
    // Asked for one by one in a single call, dpkg-query fails as soon as one is unknown, but still prints the others.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .output();
    let text = output
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let installed: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .collect();
    wanted
        .iter()
        .copied()
        .filter(|name| !installed.contains(name))
        .collect()
}

fn apt(words: &[&str]) -> Result<Command> {
    let root = answer("id", &["-u"]).as_deref() == Some("0");
    if !root && !found("sudo") {
        bail!(
            "packages can only be installed by root and there is no sudo; as root, run: apt-get {}",
            words.join(" ")
        );
    }
    let mut command = Command::new(if root { "env" } else { "sudo" });
    if !root {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(words);
    Ok(command)
}

fn is_ubuntu() -> bool {
    fs::read_to_string("/etc/os-release").is_ok_and(|text| text.lines().any(|line| line == "ID=ubuntu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_the_app_installs_no_test_tools() {
        let names = wanted(Purpose::Run, false, false);
        assert!(names.contains(&"libwebkit2gtk-4.1-dev") && names.contains(&"xdg-utils"));
        assert!(!names.contains(&"xvfb") && !names.contains(&"chromium"));
        assert!(!names.contains(&"python3-venv"));
    }

    #[test]
    fn a_session_needs_the_driver_under_the_name_that_the_distribution_gives_it() {
        assert!(wanted(Purpose::Session, false, true).contains(&"chromium-driver"));
        assert!(wanted(Purpose::Session, true, false).contains(&"chromium-chromedriver"));
        assert!(!wanted(Purpose::Session, true, true).contains(&"chromium-chromedriver"));
    }
}
