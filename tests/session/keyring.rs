//! The keyring daemon, and what a person or an accident does to it.

use super::{bus::Bus, environment::Environment, process::Process};
use anyhow::{Result, bail};
use std::{collections::HashMap, process::Stdio};
use zbus::{
    Connection, Proxy,
    zvariant::{ObjectPath, OwnedObjectPath, OwnedValue, Value},
};

const SECRETS: &str = "org.freedesktop.secrets";
const LOGIN: &str = "/org/freedesktop/secrets/collection/login";
const COLLECTION: &str = "org.freedesktop.Secret.Collection";
const ITEM: &str = "org.freedesktop.Secret.Item";
const SERVICE: &str = "org.freedesktop.Secret.Service";
// The daemon's own interface for programs that unlock without asking, such as a log-in.
const WITHOUT_QUESTION: &str = "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface";

/// With what the keyring is unlocked.
pub const PASSWORD: &str = "open sesame";

/// What a keyring holds, without the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The label that a person sees in their keyring program.
    pub label: String,
    /// The attributes by which programs find it, among them `service` and `username` (or `target`).
    pub attributes: HashMap<String, String>,
    path: OwnedObjectPath,
}

/// The session's keyring.
#[derive(Debug)]
pub struct Keyring {
    environment: Environment,
    connection: Connection,
    daemon: Option<Process>,
}

impl Keyring {
    /// A keyring that is not there yet.
    #[must_use]
    pub fn absent(environment: &Environment, bus: &Bus) -> Self {
        Self {
            environment: environment.clone(),
            connection: bus.connection(),
            daemon: None,
        }
    }

    /// Starts the daemon with its collection unlocked.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start(&mut self, bus: &Bus) -> Result<()> {
        let mut command = self.environment.command("gnome-keyring-daemon");
        command
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped());
        let mut daemon = Process::start(&self.environment, "keyring", &mut command)?;
        daemon.write_and_close(PASSWORD)?;
        self.daemon = Some(daemon);
        bus.wait_for(SECRETS, true).await
    }

    /// Kills the daemon; nobody starts it again.
    ///
    /// # Errors
    /// When it cannot be killed or its name stays on the bus.
    pub async fn kill(&mut self, bus: &Bus) -> Result<()> {
        if let Some(mut daemon) = self.daemon.take() {
            daemon.kill()?;
        }
        bus.wait_for(SECRETS, false).await
    }

    /// Locks the collection, as a person does, or a desktop after a while.
    ///
    /// # Errors
    /// When the daemon refuses.
    pub async fn lock(&self) -> Result<()> {
        let service = self.proxy("/org/freedesktop/secrets", SERVICE).await?;
        let login = OwnedObjectPath::try_from(LOGIN)?;
        let _: (Vec<OwnedObjectPath>, OwnedObjectPath) = service.call("Lock", &(vec![login],)).await?;
        if !self.is_locked().await? {
            bail!("the collection is not locked");
        }
        Ok(())
    }

    /// Unlocks the collection with the password, without a question on the screen.
    ///
    /// # Errors
    /// When the daemon refuses.
    pub async fn unlock(&self) -> Result<()> {
        let session = self.open_session().await?;
        let unlocking = self.proxy("/org/freedesktop/secrets", WITHOUT_QUESTION).await?;
        let password = (session, Vec::<u8>::new(), PASSWORD.as_bytes().to_vec(), "text/plain");
        let () = unlocking
            .call("UnlockWithMasterPassword", &(ObjectPath::try_from(LOGIN)?, password))
            .await?;
        if self.is_locked().await? {
            bail!("the collection is still locked");
        }
        Ok(())
    }

    /// Whether the collection is locked.
    ///
    /// # Errors
    /// When the daemon is not there.
    pub async fn is_locked(&self) -> Result<bool> {
        Ok(self.proxy(LOGIN, COLLECTION).await?.get_property("Locked").await?)
    }

    /// What the collection holds, locked or not.
    ///
    /// # Errors
    /// When the daemon is not there.
    pub async fn items(&self) -> Result<Vec<Item>> {
        let paths: Vec<OwnedObjectPath> = self.proxy(LOGIN, COLLECTION).await?.get_property("Items").await?;
        let mut items = Vec::new();
        for path in paths {
            let item = self.proxy(path.as_str(), ITEM).await?;
            items.push(Item {
                label: item.get_property("Label").await?,
                attributes: item.get_property("Attributes").await?,
                path,
            });
        }
        Ok(items)
    }

    /// The items of a service, for example the app's.
    ///
    /// # Errors
    /// When the daemon is not there.
    pub async fn items_of(&self, service: &str) -> Result<Vec<Item>> {
        let of_service = |item: &Item| item.attributes.get("service").is_some_and(|name| name == service);
        Ok(self.items().await?.into_iter().filter(of_service).collect())
    }

    /// An item's secret.
    ///
    /// # Errors
    /// When the collection is locked or the item gone.
    pub async fn secret(&self, item: &Item) -> Result<Vec<u8>> {
        let session = self.open_session().await?;
        let proxy = self.proxy(item.path.as_str(), ITEM).await?;
        let ((_, _, secret, _),): ((OwnedObjectPath, Vec<u8>, Vec<u8>, String),) =
            proxy.call("GetSecret", &(session,)).await?;
        Ok(secret)
    }

    /// Puts other bytes into an item, as damage does.
    ///
    /// # Errors
    /// When the collection is locked or the item gone.
    pub async fn damage(&self, item: &Item, bytes: &[u8]) -> Result<()> {
        let session = self.open_session().await?;
        let proxy = self.proxy(item.path.as_str(), ITEM).await?;
        let secret = (session, Vec::<u8>::new(), bytes.to_vec(), "application/octet-stream");
        let () = proxy.call("SetSecret", &(secret,)).await?;
        Ok(())
    }

    async fn open_session(&self) -> Result<OwnedObjectPath> {
        let service = self.proxy("/org/freedesktop/secrets", SERVICE).await?;
        let (_, session): (OwnedValue, OwnedObjectPath) =
            service.call("OpenSession", &("plain", Value::from(""))).await?;
        Ok(session)
    }

    async fn proxy<'a>(&self, path: &'a str, interface: &'a str) -> Result<Proxy<'a>> {
        // Uncached: the daemon may be killed and started again under the same name.
        Ok(zbus::proxy::Builder::new(&self.connection)
            .destination(SECRETS)?
            .path(path)?
            .interface(interface)?
            .cache_properties(zbus::proxy::CacheProperties::No)
            .build()
            .await?)
    }
}
