//! The pages of the window in the browser, each as it can be drawn without the app.

use super::protocol::command;
use anyhow::{Context, Result};
use serde_json::json;
use std::path::{Path, PathBuf};
use tests::{
    served,
    session::{
        DesktopSession, Parts,
        browser::Browser,
        chromium::Question,
        eventually::{PATIENCE, eventually},
    },
};

/// Waits for two pictures: the page may be drawn anew after the first.
const DRAWN: &str = "const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()));";

/// The pages, served to a session that has a browser and little else.
pub struct Pages {
    session: DesktopSession,
    origin: String,
}

/// A place in the repository.
pub fn place(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

impl Pages {
    /// Serves them on a free port. `name` names the evidence that a failure leaves.
    pub async fn serve(name: &'static str) -> Result<Self> {
        let parts = Parts {
            keyring: false,
            tray: false,
            browser: Some(Question::Skipped),
        };
        let session = DesktopSession::with(name, parts).await?;
        let origin = served::window(place("ui/dist")).await?;
        Ok(Self { session, origin })
    }

    /// The browser that shows them.
    pub fn browser(&self) -> Result<&Browser> {
        self.session.browser()
    }

    /// The names of all of them.
    pub async fn names(&self) -> Result<Vec<String>> {
        self.open("welcome-first", "").await?;
        let names = self
            .browser()?
            .0
            .execute("return window.__NUGET_ACCOUNTS_FIXTURES__", Vec::new())
            .await?;
        serde_json::from_value(names).context("the names of the pages")
    }

    /// Shows one of them in a look: parameters of its address.
    pub async fn open(&self, name: &str, look: &str) -> Result<()> {
        let browser = self.browser()?;
        let page = format!("{}/index.html?fixture={name}&{look}", self.origin);
        browser.0.goto(&page).await?;
        browser.wait_for("html[data-painted='1'] main h1").await?;
        Ok(())
    }

    /// Makes the pages this wide and high, in pixels.
    pub async fn size(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        let browser = self.browser()?;
        command(browser, "Emulation.setDeviceMetricsOverride", size).await?;
        eventually(PATIENCE, &format!("a page {width} pixels wide"), || async {
            let wide = browser.0.execute("return innerWidth", Vec::new()).await?;
            Ok((wide == json!(width)).then_some(()))
        })
        .await?;
        // The page hears of it with the next picture.
        browser.0.execute_async(DRAWN, Vec::new()).await?;
        Ok(())
    }

    /// What the person's system asks of every page: features of media, and their values. What was asked before is not
    /// asked any more.
    pub async fn prefers(&self, features: &[(&str, &str)]) -> Result<()> {
        let feature = |name: &str| {
            let wanted = features.iter().find(|(wanted, _)| *wanted == name);
            json!({ "name": name, "value": wanted.map_or("", |(_, value)| value) })
        };
        let features = ["forced-colors", "prefers-reduced-motion"].map(feature);
        command(
            self.browser()?,
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        Ok(())
    }

    /// Says that all went well.
    pub fn passed(self) {
        self.session.passed();
    }
}
