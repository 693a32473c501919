//! The stand-in nuget.org as a program of its own, as nuget.org is one: the app and the tests reach it by HTTP alone.

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use serde_json::{Value, json};
use stand_in::Edit;
use std::env;
use tests::session::{environment::Environment, process::Process};

/// The running stand-in. It ends when this is dropped.
pub struct Site {
    gallery: String,
    index: String,
    http: reqwest::Client,
    _process: Process,
}

impl Site {
    /// Starts it on a free port.
    ///
    /// # Errors
    /// When it does not come up; most likely it was not built (`cargo build -p stand-in`).
    pub fn start(environment: &Environment) -> Result<Self> {
        let program = env::current_exe()?
            .ancestors()
            .nth(2)
            .context("the folder of the build")?
            .join("stand-in");
        ensure!(
            program.exists(),
            "the stand-in is not built: run `cargo build -p stand-in`"
        );
        let mut command = environment.command(program);
        let (process, said) = Process::start_and_read(environment, "stand-in", &mut command, |line| {
            serde_json::from_str::<Value>(line).ok()
        })?;
        let address = |name: &str| {
            said[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no {name}"))
        };
        Ok(Self {
            gallery: address("gallery")?,
            index: address("index")?,
            http: reqwest::Client::builder().no_proxy().build()?,
            _process: process,
        })
    }

    /// The address of its pages.
    pub fn gallery(&self) -> &str {
        &self.gallery
    }

    /// The address of its service index.
    pub fn index(&self) -> &str {
        &self.index
    }

    /// Changes what there is.
    pub async fn edit(&self, edit: &Edit) -> Result<()> {
        self.command("edit", edit).await
    }

    /// Somebody with an account.
    pub async fn person(&self, username: &str, email: &str, logins: &[&str]) -> Result<()> {
        let person = json!({ "is": "person", "username": username, "email": email, "logins": logins });
        self.command("edit", &person).await
    }

    /// A version of a package is published.
    pub async fn publish(&self, id: &str, version: &str, owners: &[&str]) -> Result<()> {
        let version = json!({ "is": "publish", "id": id, "version": version, "owners": owners });
        self.command("edit", &version).await
    }

    /// The next profile page is answered after a while.
    pub async fn slow_profiles(&self, millis: u64) -> Result<()> {
        let slow = json!({ "route": "profile", "times": 1, "fault": { "is": "slow", "millis": millis } });
        self.command("fail", &slow).await
    }

    /// How often anything was posted.
    pub async fn posts(&self) -> Result<u64> {
        self.state().await?["posts"].as_u64().context("a number")
    }

    /// How many mails left.
    pub async fn mails(&self) -> Result<usize> {
        Ok(self.state().await?["mails"].as_array().context("the mails")?.len())
    }

    async fn state(&self) -> Result<Value> {
        let address = format!("{}__stand-in/state", self.gallery);
        Ok(self.http.get(address).send().await?.error_for_status()?.json().await?)
    }

    async fn command(&self, name: &str, body: &(impl Serialize + Sync)) -> Result<()> {
        let address = format!("{}__stand-in/{name}", self.gallery);
        self.http.post(address).json(body).send().await?.error_for_status()?;
        Ok(())
    }
}
