//! The screen, its window manager, and a person's hands on it.

use super::{
    environment::Environment,
    eventually::{PATIENCE, eventually},
    process::Process,
};
use anyhow::{Context, Result};
use std::path::Path;
use x11rb::{
    connection::Connection,
    protocol::xproto::{ClientMessageEvent, ConnectionExt, EventMask},
};

/// The size of the screen, in pixels.
pub const SCREEN: (u32, u32) = (1280, 1000);

/// A screen of its own, without a monitor.
#[derive(Debug)]
pub struct Display {
    environment: Environment,
    name: String,
    _server: Process,
    window_manager: Option<Process>,
}

impl Display {
    /// Starts the screen on a free number and puts `DISPLAY` into the environment.
    ///
    /// # Errors
    /// When the X server does not come up.
    pub fn start(environment: &mut Environment) -> Result<Self> {
        let (width, height) = SCREEN;
        let mut command = environment.command("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-noreset", "-screen", "0"]);
        command.arg(format!("{width}x{height}x24"));
        let (server, number) =
            Process::start_and_read(environment, "xvfb", &mut command, |line| line.parse::<u32>().ok())?;
        let name = format!(":{number}");
        environment.set("DISPLAY", name.clone());
        Ok(Self {
            environment: environment.clone(),
            name,
            _server: server,
            window_manager: None,
        })
    }

    /// Starts the window manager.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_window_manager(&mut self) -> Result<()> {
        let mut command = self.environment.command("openbox");
        command.arg("--sm-disable");
        self.window_manager = Some(Process::start(&self.environment, "openbox", &mut command)?);
        let environment = &self.environment;
        eventually(PATIENCE, "the window manager", || async {
            let said = environment.run("xprop", &["-root", "_NET_SUPPORTING_WM_CHECK"])?;
            Ok(said.contains("window id").then_some(()))
        })
        .await
    }

    /// The ids of the visible windows whose title matches a regular expression, as xdotool sees them.
    #[must_use]
    pub fn windows(&self, title: &str) -> Vec<String> {
        let found = self
            .environment
            .run("xdotool", &["search", "--onlyvisible", "--name", title])
            .unwrap_or_default();
        found.lines().map(str::to_owned).collect()
    }

    /// The title of the window that has the keyboard.
    ///
    /// # Errors
    /// When no window has it.
    pub fn active_window(&self) -> Result<String> {
        Ok(self
            .environment
            .run("xdotool", &["getactivewindow", "getwindowname"])?
            .trim()
            .to_owned())
    }

    /// Gives a window the keyboard and waits until it has it.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn focus(&self, title: &str) -> Result<()> {
        let id = self
            .windows(title)
            .pop()
            .with_context(|| format!("no window is named {title}"))?;
        self.environment.run("xdotool", &["windowactivate", "--sync", &id])?;
        Ok(())
    }

    /// Closes a window as its frame's button does: by the window manager (EWMH, `_NET_CLOSE_WINDOW`).
    ///
    /// # Errors
    /// When there is no such window.
    pub fn close(&self, title: &str) -> Result<()> {
        let id = self
            .windows(title)
            .pop()
            .with_context(|| format!("no window is named {title}"))?;
        let (connection, screen) = x11rb::connect(Some(&self.name))?;
        let root = connection.setup().roots.get(screen).context("no screen")?.root;
        let close = connection.intern_atom(false, b"_NET_CLOSE_WINDOW")?.reply()?.atom;
        let message = ClientMessageEvent::new(32, id.parse()?, close, [0, 2, 0, 0, 0]);
        let to_its_manager = EventMask::SUBSTRUCTURE_REDIRECT | EventMask::SUBSTRUCTURE_NOTIFY;
        connection.send_event(false, root, to_its_manager, message)?.check()?;
        Ok(())
    }

    /// Minimises a window.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn minimise(&self, title: &str) -> Result<()> {
        let id = self
            .windows(title)
            .pop()
            .with_context(|| format!("no window is named {title}"))?;
        self.environment.run("xdotool", &["windowminimize", "--sync", &id])?;
        Ok(())
    }

    /// Presses keys, in xdotool's names, in the window that has the keyboard.
    ///
    /// # Errors
    /// When xdotool refuses a name.
    pub fn press(&self, keys: &[&str]) -> Result<()> {
        self.environment.run(
            "xdotool",
            &[&["key", "--clearmodifiers", "--delay", "60"], keys].concat(),
        )?;
        Ok(())
    }

    /// Types text in the window that has the keyboard.
    ///
    /// # Errors
    /// When xdotool fails.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.environment
            .run("xdotool", &["type", "--clearmodifiers", "--delay", "20", text])?;
        Ok(())
    }

    /// Clicks at a point of the screen, in pixels from its top left.
    ///
    /// # Errors
    /// When xdotool fails.
    pub fn click(&self, x: u32, y: u32) -> Result<()> {
        self.environment.run(
            "xdotool",
            &["mousemove", "--sync", &x.to_string(), &y.to_string(), "click", "1"],
        )?;
        Ok(())
    }

    /// The brightness of one point of the screen, from 0 to 255.
    ///
    /// # Errors
    /// When the picture cannot be taken or read.
    pub fn brightness(&self, (x, y): (u32, u32)) -> Result<u32> {
        let point = format!("1x1+{x}+{y}");
        let arguments = [
            "-window",
            "root",
            "-crop",
            &point,
            "-colorspace",
            "gray",
            "-depth",
            "8",
            "gray:-",
        ];
        let output = self.environment.command("import").args(arguments).output()?;
        output
            .stdout
            .first()
            .map(|byte| u32::from(*byte))
            .context("the picture is empty")
    }

    /// A picture of the whole screen.
    ///
    /// # Errors
    /// When it cannot be taken or written.
    pub fn picture(&self, file: &Path) -> Result<()> {
        self.environment
            .run("import", &["-window", "root", &file.to_string_lossy()])?;
        Ok(())
    }
}
