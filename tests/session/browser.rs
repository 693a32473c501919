//! The driven browser, and what a person does at the practice Microsoft sign-in in it.

use super::{
    chromium::{Chromium, FLAGS, OPENED},
    display::SCREEN,
    environment::Environment,
    eventually::{PATIENCE, eventually},
    process::Process,
    webdriver::{Sheet, connect},
};
use anyhow::{Context, Result};
use fantoccini::wd::WindowHandle;
use serde_json::json;
use std::{
    ops::Deref,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

/// Real Chromium on the session's screen. It derefs to the page in front.
#[derive(Debug)]
pub struct Browser {
    sheet: Sheet,
    seen: Mutex<Vec<WindowHandle>>,
    opened: PathBuf,
    _driver: Process,
}

impl Deref for Browser {
    type Target = Sheet;

    fn deref(&self) -> &Sheet {
        &self.sheet
    }
}

impl Browser {
    /// Starts the driver and, through it, the browser.
    ///
    /// # Errors
    /// When either does not come up.
    pub async fn start(environment: &Environment, chromium: &Chromium) -> Result<Self> {
        let mut command = environment.command("chromedriver");
        command.args(["--port=0", "--log-level=WARNING"]);
        let (driver, port) = Process::start_and_read(environment, "chromedriver", &mut command, |line| {
            line.split_once("started successfully on port ")?
                .1
                .trim_end_matches('.')
                .parse()
                .ok()
        })?;
        let mut arguments: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
        arguments.push(format!("--user-data-dir={}", chromium.profile.display()));
        arguments.push(format!("--window-size={},{}", SCREEN.0 - 280, SCREEN.1 - 200));
        arguments.push("--window-position=0,0".to_owned());
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {
                "binary": chromium.program,
                "args": arguments,
                // With it, the browser refuses addresses that other programs open.
                "excludeSwitches": ["enable-automation"],
            },
        });
        let client = connect(port, "the browser", capabilities).await?;
        let seen = client.windows().await?;
        Ok(Self {
            sheet: Sheet(client),
            seen: Mutex::new(seen),
            opened: environment.place(OPENED),
            _driver: driver,
        })
    }

    /// Waits for a tab that was not there before, and turns to it.
    ///
    /// # Errors
    /// When none opens.
    pub async fn turn_to_new_tab(&self) -> Result<()> {
        let handle = eventually(PATIENCE, "a new tab in the browser", || async {
            let handles = self.0.windows().await?;
            let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(handles.into_iter().find(|handle| !seen.contains(handle)))
        })
        .await?;
        self.0.switch_to_window(handle.clone()).await?;
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
        Ok(())
    }

    /// The addresses that other programs opened in the browser, the oldest first.
    #[must_use]
    pub fn opened(&self) -> Vec<String> {
        std::fs::read_to_string(&self.opened)
            .unwrap_or_default()
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// How many tabs are open.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn tabs(&self) -> Result<usize> {
        Ok(self.0.windows().await?.len())
    }

    /// The address of the page in front.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn address(&self) -> Result<String> {
        Ok(self.0.current_url().await?.to_string())
    }

    /// "Pick an account": a person of the cast, by their address.
    ///
    /// # Errors
    /// When they are not offered.
    pub async fn choose_person(&self, address: &str) -> Result<()> {
        self.click(&format!("button[name=person][value='{address}']")).await
    }

    /// "Use another account", with an address typed.
    ///
    /// # Errors
    /// When the page does not offer it.
    pub async fn use_another_account(&self, address: &str) -> Result<()> {
        self.click("#use-another").await?;
        self.type_into("input#address", address).await?;
        self.click("#continue").await
    }

    /// "Accept" on the page that asks for consent.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn accept_consent(&self) -> Result<()> {
        self.click("button#consent-accept").await
    }

    /// Reads the code from the page's phone and types it.
    ///
    /// # Errors
    /// When the page does not come.
    pub async fn pass_second_factor(&self) -> Result<()> {
        let code = self.text("#phone-code").await?;
        let code: String = code.chars().filter(char::is_ascii_digit).collect();
        self.type_into("input#code", &code).await?;
        self.click("button#verify").await
    }

    /// Cancels at Microsoft.
    ///
    /// # Errors
    /// When the page does not offer it.
    pub async fn cancel(&self) -> Result<()> {
        self.click("button#cancel").await
    }

    /// A picture of the page in front.
    ///
    /// # Errors
    /// When it cannot be taken.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.0.screenshot().await.context("a picture of the browser's page")
    }
}
