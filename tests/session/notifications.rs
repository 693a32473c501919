//! The notification daemon.

use super::{bus::Bus, environment::Environment, process::Process};
use anyhow::{Context, Result};
use serde_json::Value;

/// A notification that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The name of the program that sent it.
    pub app: String,
    /// Its first line.
    pub summary: String,
    /// Its text.
    pub body: String,
}

/// The session's notification daemon.
#[derive(Debug)]
pub struct Notifications {
    environment: Environment,
    _daemon: Process,
}

impl Notifications {
    /// Starts the daemon.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start(environment: &Environment, bus: &Bus) -> Result<Self> {
        // A notification stays until it is acted on or counted, so that no test depends on how long it was shown.
        let configuration = environment.write(
            "home/.config/dunst/dunstrc",
            "[global]\n    history_length = 100\n    idle_threshold = 0\n    monitor = 0\n    show_age_threshold = -1\n\
             [urgency_low]\n    timeout = 0\n[urgency_normal]\n    timeout = 0\n[urgency_critical]\n    timeout = 0\n",
        )?;
        let mut command = environment.command("dunst");
        command.arg("-conf").arg(configuration);
        let daemon = Process::start(environment, "dunst", &mut command)?;
        bus.wait_for("org.freedesktop.Notifications", true).await?;
        Ok(Self {
            environment: environment.clone(),
            _daemon: daemon,
        })
    }

    /// How many notifications are on the screen.
    ///
    /// # Errors
    /// When the daemon does not answer.
    pub fn displayed(&self) -> Result<u64> {
        Ok(self
            .environment
            .run("dunstctl", &["count", "displayed"])?
            .trim()
            .parse()?)
    }

    /// Clicks the notification on top: its default action.
    ///
    /// # Errors
    /// When the daemon does not answer.
    pub fn click(&self) -> Result<()> {
        self.environment.run("dunstctl", &["action", "0"])?;
        Ok(())
    }

    /// All notifications so far, the latest first. Those on the screen are closed for it: the daemon's history holds
    /// only closed ones.
    ///
    /// # Errors
    /// When the daemon does not answer.
    pub fn history(&self) -> Result<Vec<Shown>> {
        self.environment.run("dunstctl", &["close-all"])?;
        let printed = self.environment.run("dunstctl", &["history"])?;
        let history: Value = serde_json::from_str(&printed).with_context(|| format!("reading {printed}"))?;
        let entries = history["data"][0].as_array().cloned().unwrap_or_default();
        let field = |entry: &Value, name: &str| entry[name]["data"].as_str().unwrap_or_default().to_owned();
        Ok(entries
            .iter()
            .map(|entry| Shown {
                app: field(entry, "appname"),
                summary: field(entry, "summary"),
                body: field(entry, "body"),
            })
            .collect())
    }
}
