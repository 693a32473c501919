//! A desktop session of its own: screen, bus, keyring, notifications, tray, browser, in a fresh folder.
//!
//! Sessions of one test program run one after another, because two browsers at once make a small computer slow enough
//! to fail. Whatever ends the test ends every program of its session ([`reaper`]).

pub mod app;
pub mod browser;
pub mod bus;
pub mod chromium;
pub mod display;
pub mod environment;
pub mod eventually;
pub mod files;
pub mod issuer;
pub mod keyring;
pub mod links;
pub mod notifications;
pub mod package;
pub mod process;
pub mod reaper;
pub mod tray;
pub mod webdriver;

use anyhow::{Context, Result};
use app::App;
use browser::Browser;
use bus::Bus;
use chromium::{Chromium, Question};
use display::Display;
use environment::Environment;
use eventually::{PATIENCE, eventually};
use keyring::Keyring;
use notifications::Notifications;
use reaper::Reaper;
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::sync::{Mutex, MutexGuard};
use tray::Tray;

/// The brightness below which a page of light colour lies in the shade of a question, of 255.
const SHADE: u32 = 130;

static TURN: Mutex<()> = Mutex::const_new(());

/// What a session has. The default is all of it, with the browser's question skipped.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    /// Whether a keyring is there, unlocked.
    pub keyring: bool,
    /// Whether there is a tray.
    pub tray: bool,
    /// The browser, if any, and what it does with the app's links.
    pub browser: Option<Question>,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            keyring: true,
            tray: true,
            browser: Some(Question::Skipped),
        }
    }
}

/// A desktop session. Dropping it ends all its programs and removes its folder.
#[derive(Debug)]
pub struct DesktopSession {
    name: &'static str,
    passed: bool,
    browser: Option<Browser>,
    /// The keyring.
    pub keyring: Keyring,
    /// The notification daemon.
    pub notifications: Notifications,
    /// The tray, where the session has one.
    pub tray: Option<Tray>,
    /// The screen.
    pub display: Display,
    /// The session bus.
    pub bus: Bus,
    /// Folder and variables.
    pub environment: Environment,
    _reaper: Reaper,
    _turn: MutexGuard<'static, ()>,
}

impl DesktopSession {
    /// Starts a session with all parts.
    ///
    /// # Errors
    /// When a part does not come up.
    pub async fn start(name: &'static str) -> Result<Self> {
        Self::with(name, Parts::default()).await
    }

    /// Starts a session with some parts. `name` names the evidence that a failure leaves.
    ///
    /// # Errors
    /// When a part does not come up.
    pub async fn with(name: &'static str, parts: Parts) -> Result<Self> {
        let turn = TURN.lock().await;
        let folder = tempfile::Builder::new().prefix("desk-").tempdir_in("/tmp")?.keep();
        let mut environment = Environment::new(&folder)?;
        environment.set(app::INSPECTOR, format!("127.0.0.1:{}", webdriver::free_port()?));
        let chromium = parts
            .browser
            .map(|question| Chromium::prepare(&environment, question))
            .transpose()?;
        let remains: Vec<PathBuf> = chromium
            .iter()
            .filter_map(|chromium| chromium.remains.clone())
            .collect();
        let reaper = Reaper::start(&environment, &remains)?;

        let mut display = Display::start(&mut environment)?;
        let bus = Bus::start(&mut environment).await?;
        let mut keyring = Keyring::absent(&environment, &bus);
        let (keyring_started, notifications, tray, window_manager, browser) = tokio::join!(
            async {
                if parts.keyring {
                    keyring.start(&bus).await
                } else {
                    Ok(())
                }
            },
            Notifications::start(&environment, &bus),
            async {
                if parts.tray {
                    Tray::start(&environment, &bus).await.map(Some)
                } else {
                    Ok(None)
                }
            },
            display.start_window_manager(),
            async {
                match &chromium {
                    Some(chromium) => Browser::start(&environment, chromium).await.map(Some),
                    None => Ok(None),
                }
            },
        );
        keyring_started.context("the keyring")?;
        window_manager.context("the window manager")?;
        Ok(Self {
            name,
            passed: false,
            browser: browser?,
            keyring,
            notifications: notifications?,
            tray: tray?,
            display,
            bus,
            environment,
            _reaper: reaper,
            _turn: turn,
        })
    }

    /// The browser.
    ///
    /// # Errors
    /// When the session has none.
    pub fn browser(&self) -> Result<&Browser> {
        self.browser.as_ref().context("this session has no browser")
    }

    /// The tray.
    ///
    /// # Errors
    /// When the session has none.
    pub fn tray(&self) -> Result<&Tray> {
        self.tray.as_ref().context("this session has no tray")
    }

    /// Starts the app as a double-click does.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn launch(&self) -> Result<App> {
        App::launch(&self.environment, &app::program(), &[]).await
    }

    /// Takes hold of an app that a link or the browser started.
    ///
    /// # Errors
    /// When none runs in time.
    pub async fn attach(&self) -> Result<App> {
        App::attach(&self.environment, &app::program()).await
    }

    /// Starts the app a second time and waits until that process has ended, as a second one must.
    ///
    /// # Errors
    /// When it stays, or cannot be started.
    pub async fn launch_again(&self, arguments: &[&str]) -> Result<()> {
        let mut command = self.environment.command(app::program());
        command.args(arguments);
        let mut second = process::Process::start(&self.environment, "app-again", &mut command)?;
        second.wait(PATIENCE).await
    }

    /// Another computer of the same person, with a bus and an app of its own but no keyring and no tray; its browser is
    /// this session's.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn another_computer(&self) -> Result<(Environment, Bus)> {
        let mut environment = self.environment.another_computer("another")?;
        environment.set(app::INSPECTOR, format!("127.0.0.1:{}", webdriver::free_port()?));
        let bus = Bus::start(&mut environment).await?;
        Ok((environment, bus))
    }

    /// The processes of the app, the oldest first.
    ///
    /// # Errors
    /// When `/proc` cannot be read.
    pub fn apps(&self) -> Result<Vec<u32>> {
        process::running(&self.environment, &app::program())
    }

    /// Opens a link or an address as a click in another program does.
    ///
    /// # Errors
    /// When no program is registered for it.
    pub fn open(&self, link: &str) -> Result<()> {
        links::open(&self.environment, link)
    }

    /// Says yes to the browser's question "Open …?", as a person does with the keyboard.
    ///
    /// The question is drawn by the browser itself, beyond its driver's reach; it is known by the shade that it puts
    /// over the page.
    ///
    /// # Errors
    /// When the question does not come, or does not go away by a yes.
    pub async fn say_yes_to_the_browser(&self) -> Result<()> {
        let in_the_page = (30, 760);
        let asked = || async { Ok((self.display.brightness(in_the_page)? < SHADE).then_some(())) };
        eventually(PATIENCE, "the browser's question", asked).await?;
        // "Cancel" has the keyboard at first.
        self.display.press(&["Tab"])?;
        eventually(PATIENCE, "the browser's question to be answered", || async {
            // A person's pace: presses that follow each other, or the question, within half a second are ignored, and
            // start that half second again.
            tokio::time::sleep(Duration::from_millis(1200)).await;
            self.display.press(&["Return"])?;
            let gone = || async { Ok(asked().await?.is_none().then_some(())) };
            Ok(eventually(Duration::from_secs(3), "the question to go", gone)
                .await
                .ok())
        })
        .await
    }

    /// Types the password into the keyring's own question, when it comes.
    ///
    /// # Errors
    /// When it does not come, or does not take the password.
    pub async fn answer_the_keyring(&self) -> Result<()> {
        let question =
            |there: bool| async move { Ok((self.display.windows("^Unlock").is_empty() != there).then_some(())) };
        eventually(PATIENCE, "the keyring's question", || question(true)).await?;
        self.display.type_text(keyring::PASSWORD)?;
        self.display.press(&["Return"])?;
        eventually(PATIENCE, "the keyring's question to go", || question(false)).await
    }

    /// Says that the test passed, so that no evidence of a failure is kept.
    pub fn passed(mut self) {
        self.passed = true;
    }

    fn keep_evidence(&self) -> Result<()> {
        let target = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../target/desktop-failures")
            .join(self.name);
        fs::create_dir_all(&target)?;
        self.display.picture(&target.join("screen.png"))?;
        for entry in fs::read_dir(self.environment.place("logs"))? {
            let entry = entry?;
            fs::copy(entry.path(), target.join(entry.file_name()))?;
        }
        Ok(())
    }
}

impl Drop for DesktopSession {
    fn drop(&mut self) {
        if !self.passed {
            let _ = self.keep_evidence();
        }
    }
}
