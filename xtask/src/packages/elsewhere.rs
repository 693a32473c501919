//! Systems on which nothing is installed from here: what is missing, and how to get it.

use super::Purpose;
use crate::process::{answer, found};

/// How to get Node.
pub const NODE: &str = if cfg!(windows) {
    "Run `winget install OpenJS.NodeJS.LTS`, then open a new terminal"
} else if cfg!(target_os = "macos") {
    "Run `brew install node`, or take the installer from nodejs.org"
} else {
    "Take it from nodejs.org or from your distribution, if that is new enough"
};

/// What is linked: its name for pkg-config, and what it is called elsewhere.
const LIBRARIES: [(&str, &str); 5] = [
    (
        "webkit2gtk-4.1",
        "WebKitGTK 4.1, development files (Fedora: webkit2gtk4.1-devel; Arch: webkit2gtk-4.1)",
    ),
    (
        "ayatana-appindicator3-0.1",
        "Ayatana AppIndicator, development files (Fedora: libayatana-appindicator-gtk3-devel; Arch: libayatana-appindicator)",
    ),
    (
        "librsvg-2.0",
        "librsvg, development files (Fedora: librsvg2-devel; Arch: librsvg)",
    ),
    (
        "openssl",
        "OpenSSL, development files (Fedora: openssl-devel; Arch: openssl)",
    ),
    (
        "libxdo",
        "libxdo, development files (Fedora: libxdo-devel; Arch: xdotool)",
    ),
];

/// The programs without which the app does not run as it should.
const RUN: &[&str] = &["xdg-mime", "update-desktop-database"];

/// The programs of a session in which the window is tested.
const SESSION: &[&str] = &[
    "Xvfb",
    "dbus-run-session",
    "openbox",
    "gnome-keyring-daemon",
    "dunst",
    "tint2",
    "xfce4-panel",
    "gio",
    "secret-tool",
    "xdotool",
    "import",
    "WebKitWebDriver",
    "chromedriver",
];

/// Linux without apt.
pub fn linux(purpose: Purpose) -> Vec<String> {
    let mut complaints = Vec::new();
    if !found("pkg-config") {
        complaints.push("pkg-config is missing".to_owned());
    }
    complaints.extend(
        LIBRARIES
            .iter()
            .filter(|(module, _)| answer("pkg-config", &["--exists", module]).is_none())
            .map(|(_, what)| format!("missing: {what}")),
    );
    let programs = match purpose {
        Purpose::Session => [RUN, SESSION].concat(),
        _ => RUN.to_vec(),
    };
    if matches!(purpose, Purpose::Run | Purpose::Session) {
        complaints.extend(
            programs
                .iter()
                .filter(|name| !found(name))
                .map(|name| format!("the program {name} is missing")),
        );
    }
    complaints
}

/// macOS.
pub fn macos() -> Vec<String> {
    let tools = answer("xcode-select", &["-p"]);
    let complaint = "the compiler and the system's headers are missing. Run `xcode-select --install`";
    tools.is_none().then(|| complaint.to_owned()).into_iter().collect()
}

/// Windows. The linker is there, or this program would not have been built.
pub fn windows() -> Vec<String> {
    // The place in which Microsoft's guide on distributing the WebView2 Runtime tells installers to look.
    const CLIENT: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let places = [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"];
    let installed = places
        .iter()
        .any(|place| answer("reg", &["query", &format!(r"{place}\{CLIENT}"), "/v", "pv"]).is_some());
    let complaint = "the WebView2 Runtime is missing. Run `winget install Microsoft.EdgeWebView2Runtime`";
    (!installed).then(|| complaint.to_owned()).into_iter().collect()
}
