//! A session bus and a keyring daemon of the test's own, in a home of its own.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;
use zbus::blocking::{Connection, fdo::DBusProxy};

/// A message bus that starts nothing by itself, so that what is not there is not there.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=FOLDER</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>"#;

const SECRETS: &str = "org.freedesktop.secrets";

/// Whether the programs are there.
pub fn possible() -> bool {
    let found = |program: &str| {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&folders).any(|folder| folder.join(program).is_file())
    };
    found("dbus-daemon") && found("gnome-keyring-daemon")
}

/// A process that ends with the test.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A bus and a home.
pub struct Session {
    folder: TempDir,
    address: String,
    _bus: Process,
}

impl Session {
    pub fn start() -> Self {
        let folder = TempDir::new().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let config = folder.path().join("bus.conf");
        fs::write(&config, BUS.replace("FOLDER", folder.path().to_str().unwrap())).unwrap();
        let mut bus = Command::new("dbus-daemon");
        bus.arg("--config-file")
            .arg(config)
            .args(["--nofork", "--nopidfile", "--print-address"]);
        let mut bus = Process(bus.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap());
        let mut address = String::new();
        BufReader::new(bus.0.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            folder,
            address: address.trim().to_owned(),
            _bus: bus,
        }
    }

    /// Runs the test `name` of this file in the session, as a process of its own, because the environment of a process
    /// says which bus is its.
    pub fn run(&self, name: &str) {
        run(name, self.folder.path(), &self.address);
    }

    /// The same where there is no bus at all.
    pub fn nowhere(name: &str) {
        let folder = TempDir::new().unwrap();
        let address = format!("unix:path={}/nothing", folder.path().display());
        run(name, folder.path(), &address);
    }
}

fn run(name: &str, home: &Path, address: &str) {
    let mut inside = Command::new(std::env::current_exe().unwrap());
    inside.args(["--exact", "--ignored", "--nocapture", name]);
    let outcome = enter(&mut inside, home, address).output().unwrap();
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&outcome.stdout),
        String::from_utf8_lossy(&outcome.stderr)
    );
    assert!(
        outcome.status.success() && said.contains("1 passed"),
        "{name} failed inside the session:\n{said}"
    );
}

fn enter<'a>(command: &'a mut Command, home: &Path, address: &str) -> &'a mut Command {
    for name in [
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
    ] {
        command.env_remove(name);
    }
    command
        .env("HOME", home)
        .env("XDG_RUNTIME_DIR", home)
        .env("DBUS_SESSION_BUS_ADDRESS", address)
}

/// A keyring daemon on the bus that this process is in, its login collection open.
pub struct Daemon {
    _process: Process,
}

impl Daemon {
    /// Starts it, and waits until it owns its name.
    pub fn start() -> Self {
        let bus = Connection::session().unwrap();
        let names = DBusProxy::new(&bus).unwrap();
        let mut changes = names.receive_name_owner_changed_with_args(&[(0, SECRETS)]).unwrap();
        let mut daemon = Command::new("gnome-keyring-daemon");
        daemon.args(["--foreground", "--unlock", "--components=secrets"]);
        daemon.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = Process(daemon.spawn().unwrap());
        process
            .0
            .stdin
            .take()
            .unwrap()
            .write_all(super::secret_service::PASSWORD)
            .unwrap();
        changes
            .find(|change| change.args().unwrap().new_owner().is_some())
            .unwrap();
        Self { _process: process }
    }
}
