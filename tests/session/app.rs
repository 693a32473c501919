//! The app under test: the real program, driven through its real page.

use super::{
    environment::Environment,
    eventually::{PATIENCE, eventually},
    process::{Process, running, signal, tail},
    webdriver::{Sheet, connect, free_port},
};
use anyhow::{Context, Result, anyhow};
use rustix::process::Signal;
use serde_json::json;
use std::{
    ops::Deref,
    path::{Path, PathBuf},
    time::Duration,
};

/// Where the page's engine listens for its driver.
pub const INSPECTOR: &str = "WEBKIT_INSPECTOR_SERVER";

/// The app's program: `NUGET_ACCOUNTS_BIN`, or the debug build of this workspace.
#[must_use]
pub fn program() -> PathBuf {
    let built = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/nuget-accounts");
    std::env::var_os("NUGET_ACCOUNTS_BIN").map_or_else(built, PathBuf::from)
}

/// A running app. It derefs to its page.
#[derive(Debug)]
pub struct App {
    sheet: Sheet,
    environment: Environment,
    program: PathBuf,
    id: u32,
    process: Option<Process>,
    _driver: Process,
}

impl Deref for App {
    type Target = Sheet;

    fn deref(&self) -> &Sheet {
        &self.sheet
    }
}

impl App {
    /// Starts the app as a double-click does, and takes hold of its page.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn launch(environment: &Environment, program: &Path, arguments: &[&str]) -> Result<Self> {
        let mut command = environment.command(program);
        command.args(arguments);
        let process = Process::start(environment, "app", &mut command)?;
        let id = process.id();
        Self::drive(environment, program, id, Some(process)).await
    }

    /// Takes hold of an app that something else started: a link, the browser, a desktop entry.
    ///
    /// # Errors
    /// When none runs in time.
    pub async fn attach(environment: &Environment, program: &Path) -> Result<Self> {
        let id = eventually(PATIENCE, "the app to be started", || async {
            Ok(running(environment, program)?.into_iter().next())
        })
        .await?;
        Self::drive(environment, program, id, None).await
    }

    async fn drive(environment: &Environment, program: &Path, id: u32, process: Option<Process>) -> Result<Self> {
        let target = environment.get(INSPECTOR).to_owned();
        wait_for_inspector(environment, &target).await?;
        let port = free_port()?;
        let mut command = environment.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg(format!("--target={target}"));
        let driver = Process::start(environment, "webkit-driver", &mut command)?;
        let client = connect(port, "the app's page", json!({ "webkitgtk:browserOptions": {} })).await?;
        Ok(Self {
            sheet: Sheet(client),
            environment: environment.clone(),
            program: program.to_owned(),
            id,
            process,
            _driver: driver,
        })
    }

    /// Its process id.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The page shown at the moment (`data-page`), if any is.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn page_now(&self) -> Result<Option<String>> {
        self.attribute("main[data-page]", "data-page").await
    }

    /// Waits until a page is shown.
    ///
    /// # Errors
    /// When it does not come; the error holds what is shown instead.
    pub async fn page(&self, page: &str) -> Result<()> {
        self.wait_for(&format!("main[data-page='{page}']"))
            .await
            .with_context(|| format!("the app's log ends: {}", tail(&self.environment, "app")))?;
        Ok(())
    }

    /// Waits until one of several pages is shown, and says which.
    ///
    /// # Errors
    /// When none comes.
    pub async fn one_of(&self, pages: &[&str]) -> Result<String> {
        eventually(PATIENCE, &format!("one of the pages {pages:?}"), || async {
            Ok(self.page_now().await?.filter(|page| pages.contains(&page.as_str())))
        })
        .await
    }

    /// Clicks the button of an action.
    ///
    /// # Errors
    /// When it cannot be clicked in time.
    pub async fn act(&self, action: &str) -> Result<()> {
        self.click(&format!("[data-action='{action}']")).await
    }

    /// Clicks the button of an action on one thing, for example `("start_sign_in", "gallery", "practice")`.
    ///
    /// # Errors
    /// When it cannot be clicked in time.
    pub async fn act_on(&self, action: &str, kind: &str, id: &str) -> Result<()> {
        self.click(&format!("[data-action='{action}'][data-{kind}='{id}']"))
            .await
    }

    /// The code of the refusal that is shown, if any is.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn refusal_now(&self) -> Result<Option<String>> {
        self.attribute("[data-code]", "data-code").await
    }

    /// Waits until a refusal is shown.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn refusal(&self, code: &str) -> Result<()> {
        self.wait_for(&format!("[data-code='{code}']")).await?;
        Ok(())
    }

    /// A picture of the page, as PNG, in the theme that is on.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.0.screenshot().await?)
    }

    /// A picture of the page in a theme (`light` or `dark`) at a width and height of the window in pixels. The theme is
    /// put on the page alone and taken off again; the app's setting stays.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn picture_in(&self, theme: &str, size: (u32, u32)) -> Result<Vec<u8>> {
        self.0.set_window_size(size.0, size.1).await?;
        let put = "const root = document.documentElement; const old = root.dataset.theme; \
                   if (arguments[0] === null) { delete root.dataset.theme } else { root.dataset.theme = arguments[0] } \
                   return old ?? null";
        let before = self.0.execute(put, vec![json!(theme)]).await?;
        let picture = self.0.screenshot().await;
        self.0.execute(put, vec![before]).await?;
        Ok(picture?)
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// When the system does not say.
    pub fn is_running(&self) -> Result<bool> {
        Ok(running(&self.environment, &self.program)?.contains(&self.id))
    }

    /// Kills it, as a crash or a power cut does (`SIGKILL`).
    ///
    /// # Errors
    /// When it stays.
    pub async fn kill(self) -> Result<()> {
        self.end(Signal::KILL).await
    }

    /// Asks it to end, as a desktop does at log-out (`SIGTERM`).
    ///
    /// # Errors
    /// When it stays.
    pub async fn terminate(self) -> Result<()> {
        self.end(Signal::TERM).await
    }

    /// Waits until it has ended by itself.
    ///
    /// # Errors
    /// When it stays.
    pub async fn wait_for_end(mut self, deadline: Duration) -> Result<()> {
        self.gone(deadline).await
    }

    async fn end(mut self, how: Signal) -> Result<()> {
        signal(self.id, how);
        self.gone(PATIENCE).await
    }

    async fn gone(&mut self, deadline: Duration) -> Result<()> {
        if let Some(process) = &mut self.process {
            return process.wait(deadline).await;
        }
        eventually(deadline, "the app to end", || async {
            Ok((!self.is_running()?).then_some(()))
        })
        .await
    }
}

impl Drop for App {
    /// Leaves a last picture among the logs, where a failed test keeps it: the app ends before its session does.
    fn drop(&mut self) {
        if self.is_running().unwrap_or_default() {
            let picture = self.environment.place("logs/last-of-the-app.png");
            let _ = self
                .environment
                .run("import", &["-window", "root", &picture.to_string_lossy()]);
        }
    }
}

async fn wait_for_inspector(environment: &Environment, target: &str) -> Result<()> {
    eventually(PATIENCE, "the app's window", || async {
        std::net::TcpStream::connect(target)
            .map(Some)
            .map_err(|error| anyhow!("{error}; the app's log ends: {}", tail(environment, "app")))
    })
    .await?;
    Ok(())
}
