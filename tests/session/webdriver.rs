//! Talking to the drivers of the browser and of the app's page.

use super::eventually::{PATIENCE, eventually};
use anyhow::{Context, Result, anyhow, bail};
use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::Capabilities};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use std::{
    net::{Ipv4Addr, TcpListener},
    ops::Range,
    sync::atomic::{AtomicU16, Ordering},
};

/// The ports from which [`free_port`] takes one: below those that a system gives to whoever asks for any (Linux from
/// 32768, the others from 49152).
const PORTS: Range<u16> = 20_000..32_000;

/// How many ports this program has taken.
static TAKEN: AtomicU16 = AtomicU16::new(0);

/// A port that nothing listens on, for a program that binds it a moment later. It is none that the system would give
/// to another program meanwhile: the browser once got the port of the app's inspector, and was taken for the app.
///
/// # Errors
/// When all are in use.
pub fn free_port() -> Result<u16> {
    let count = PORTS.end - PORTS.start;
    // Test programs that run side by side begin at different places.
    let begin = std::process::id().wrapping_mul(97) % u32::from(count);
    for _ in 0..count {
        let taken = u32::from(TAKEN.fetch_add(1, Ordering::Relaxed));
        let port = PORTS.start + u16::try_from((begin + taken) % u32::from(count))?;
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return Ok(port);
        }
    }
    bail!("no port of {PORTS:?} is free")
}

/// Opens a session at a driver on a port of this computer.
///
/// # Errors
/// When the driver or what it drives does not answer in time; `what` says which.
pub async fn connect(port: u16, what: &str, capabilities: Value) -> Result<Client> {
    let capabilities: Capabilities = capabilities
        .as_object()
        .cloned()
        .ok_or_else(|| anyhow!("capabilities are an object"))?;
    let address = format!("http://127.0.0.1:{port}");
    eventually(PATIENCE, what, || async {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.clone());
        Ok(Some(builder.connect(&address).await?))
    })
    .await
}

/// A page in a browser or in the app, as a person sees and uses it.
#[derive(Clone, Debug)]
pub struct Sheet(pub Client);

impl Sheet {
    /// The element, if it is there.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn find(&self, css: &str) -> Result<Option<Element>> {
        Ok(self.0.find_all(Locator::Css(css)).await?.into_iter().next())
    }

    /// Whether the element is there.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn has(&self, css: &str) -> Result<bool> {
        Ok(self.find(css).await?.is_some())
    }

    /// Waits for the element.
    ///
    /// # Errors
    /// When it does not come; the error holds what the page says instead.
    pub async fn wait_for(&self, css: &str) -> Result<Element> {
        let found = eventually(PATIENCE, css, || self.find(css)).await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => Err(error.context(format!("the page says: {}", self.all_text().await.unwrap_or_default()))),
        }
    }

    /// Waits until the element is gone.
    ///
    /// # Errors
    /// When it stays.
    pub async fn wait_until_gone(&self, css: &str) -> Result<()> {
        eventually(PATIENCE, &format!("{css} to go"), || async {
            Ok((!self.has(css).await?).then_some(()))
        })
        .await
    }

    /// Clicks the element once it can be clicked. A page that draws itself anew in between does not matter.
    ///
    /// # Errors
    /// When it cannot be clicked in time.
    pub async fn click(&self, css: &str) -> Result<()> {
        let clicked = eventually(PATIENCE, &format!("{css} to be clickable"), || async {
            let Some(element) = self.find(css).await? else {
                return Ok(None);
            };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            // As a person scrolls; the driver of the app's page does not where the page scrolls inside itself.
            let scroll = "arguments[0].scrollIntoView({ block: 'nearest' })";
            self.0.execute(scroll, vec![serde_json::to_value(&element)?]).await?;
            element.click().await?;
            Ok(Some(()))
        })
        .await;
        match clicked {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("the page says: {}", self.all_text().await.unwrap_or_default()))),
        }
    }

    /// Replaces what stands in an input by `text`, key by key.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn type_into(&self, css: &str, text: &str) -> Result<()> {
        let typed = eventually(PATIENCE, &format!("{css} to take text"), || async {
            let Some(input) = self.find(css).await? else {
                return Ok(None);
            };
            if !input.is_enabled().await? || input.prop("readOnly").await?.as_deref() == Some("true") {
                return Ok(None);
            }
            input.clear().await?;
            input.send_keys(text).await?;
            Ok(Some(()))
        })
        .await;
        match typed {
            Ok(()) => Ok(()),
            Err(error) => Err(error.context(format!("the page says: {}", self.all_text().await.unwrap_or_default()))),
        }
    }

    /// The element's text, as shown.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn text(&self, css: &str) -> Result<String> {
        self.wait_for(css).await?;
        eventually(PATIENCE, css, || async {
            match self.find(css).await? {
                Some(element) => Ok(Some(element.text().await?)),
                None => Ok(None),
            }
        })
        .await
    }

    /// What stands in an input.
    ///
    /// # Errors
    /// When it is not there.
    pub async fn value(&self, css: &str) -> Result<String> {
        Ok(self.wait_for(css).await?.prop("value").await?.unwrap_or_default())
    }

    /// An attribute of the first such element that is there now.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        match self.find(css).await? {
            Some(element) => Ok(element.attr(name).await?),
            None => Ok(None),
        }
    }

    /// All text of the page, as shown.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn all_text(&self) -> Result<String> {
        let text = self
            .0
            .execute("return document.body ? document.body.innerText : ''", Vec::new())
            .await?;
        text.as_str().map(str::to_owned).context("the page has no text")
    }

    /// Waits until the page's text holds `part`.
    ///
    /// # Errors
    /// When it does not come; the error holds what the page says instead.
    pub async fn wait_for_text(&self, part: &str) -> Result<()> {
        eventually(PATIENCE, &format!("the text {part:?}"), || async {
            let text = self.all_text().await?;
            if text.contains(part) {
                Ok(Some(()))
            } else {
                Err(anyhow!("the page says: {text}"))
            }
        })
        .await
    }
}
