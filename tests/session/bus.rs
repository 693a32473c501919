//! The session bus.

use super::{
    environment::Environment,
    eventually::{PATIENCE, eventually},
    process::Process,
};
use anyhow::{Context, Result};
use std::fs;
use zbus::{Connection, connection::Builder, fdo::DBusProxy, names::BusName};

/// The services that the bus may start by itself. All others stay away until a test starts them, so that an absent
/// keyring stays absent.
const STARTED_ON_DEMAND: [&str; 3] = [
    "org.gnome.keyring.SystemPrompter",
    "org.gnome.keyring.PrivatePrompter",
    "org.xfce.Xfconf",
];

/// A session bus, and a connection to it.
#[derive(Debug)]
pub struct Bus {
    _daemon: Process,
    connection: Connection,
}

impl Bus {
    /// Starts the bus and puts its address into the environment.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start(environment: &mut Environment) -> Result<Self> {
        for name in STARTED_ON_DEMAND {
            let file = format!("{name}.service");
            if let Ok(text) = fs::read_to_string(format!("/usr/share/dbus-1/services/{file}")) {
                environment.write(&format!("services/{file}"), &text)?;
            }
        }
        let configuration = environment.write("bus.conf", &configuration(environment))?;
        let mut command = environment.command("dbus-daemon");
        command
            .args(["--nofork", "--nopidfile", "--print-address=1", "--config-file"])
            .arg(configuration);
        let (daemon, address) = Process::start_and_read(environment, "dbus", &mut command, |line| {
            line.starts_with("unix:").then(|| line.to_owned())
        })?;
        let connection = Builder::address(address.as_str())?
            .build()
            .await
            .context("connecting to the bus")?;
        environment.set("DBUS_SESSION_BUS_ADDRESS", address);
        Ok(Self {
            _daemon: daemon,
            connection,
        })
    }

    /// A connection to the bus.
    pub fn connection(&self) -> Connection {
        self.connection.clone()
    }

    /// Whether a name has an owner.
    ///
    /// # Errors
    /// When the bus does not answer.
    pub async fn has(&self, name: &str) -> Result<bool> {
        Ok(DBusProxy::new(&self.connection)
            .await?
            .name_has_owner(BusName::try_from(name)?)
            .await?)
    }

    /// Waits until a name has an owner, or has none.
    ///
    /// # Errors
    /// When that does not come to be.
    pub async fn wait_for(&self, name: &str, owned: bool) -> Result<()> {
        let what = if owned {
            format!("{name} on the bus")
        } else {
            format!("{name} to leave the bus")
        };
        eventually(PATIENCE, &what, || async {
            Ok((self.has(name).await? == owned).then_some(()))
        })
        .await
    }
}

fn configuration(environment: &Environment) -> String {
    let (socket, services) = (environment.place("run/bus"), environment.place("services"));
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <keep_umask/>
  <listen>unix:path={}</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#,
        socket.display(),
        services.display()
    )
}
