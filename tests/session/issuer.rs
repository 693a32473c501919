//! An OpenID provider that was not written here: npm's `oidc-provider`, run as a foreign issuer.

use super::{environment::Environment, process::Process};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::path::Path;

/// Which claims its ID tokens carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claims {
    /// `tid` and `oid`, as Microsoft's.
    TenantAndObject,
    /// Only `sub`, as everybody else's.
    SubjectOnly,
}

/// A running foreign issuer.
#[derive(Debug)]
pub struct Issuer {
    /// Its issuer identifier, which is its authority's address too.
    pub address: String,
    /// The client id under which the app is registered.
    pub client_id: String,
    /// The redirect addresses registered: the app's link, and loopback.
    pub redirects: Vec<String>,
    _process: Process,
}

impl Issuer {
    /// Starts it with the app's redirect addresses registered.
    ///
    /// # Errors
    /// When it does not come up; most likely its packages are not installed (`npm ci` in `tests/node`).
    pub fn start(environment: &Environment, claims: Claims) -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("node");
        ensure!(
            folder.join("node_modules/oidc-provider").exists(),
            "the foreign issuer is not installed: run `npm ci` in tests/node"
        );
        let mut command = environment.command("node");
        command.arg(folder.join("issuer.mjs"));
        // The last part stands for the hash of the issuer, which only the issuer knows before it runs.
        for redirect in [
            "io.github.nuget-accounts://auth/callback/{issuer}",
            "http://127.0.0.1/auth/callback/{issuer}",
        ] {
            command.args(["--redirect", redirect]);
        }
        if claims == Claims::TenantAndObject {
            command.arg("--tenant-and-object");
        }
        let (process, said) = Process::start_and_read(environment, "issuer", &mut command, |line| {
            serde_json::from_str::<Value>(line).ok()
        })?;
        let field = |name: &str| {
            said[name]
                .as_str()
                .map(str::to_owned)
                .with_context(|| format!("no {name}"))
        };
        let redirects = said["redirect_uris"].as_array().cloned().unwrap_or_default();
        let redirects = redirects
            .iter()
            .filter_map(|one| one.as_str().map(str::to_owned))
            .collect();
        Ok(Self {
            address: field("issuer")?,
            client_id: field("client_id")?,
            redirects,
            _process: process,
        })
    }
}
