//! The foreign provider, as a process of its own.

use serde_json::Value;
use std::{path::Path, process::Stdio};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
};

/// The foreign provider. It ends with this.
pub struct Issuer {
    pub address: String,
    pub client_id: String,
    _process: Child,
}

impl Issuer {
    pub async fn start(arguments: &[&str]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/node");
        assert!(
            folder.join("node_modules/oidc-provider").exists(),
            "the foreign provider is not installed: run `npm ci` in tests/node"
        );
        let mut process = Command::new("node")
            .arg(folder.join("issuer.mjs"))
            .args(["--redirect", "http://127.0.0.1/auth/callback/{issuer}"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = said.next_line().await.unwrap().expect("it did not start");
        let said: Value = serde_json::from_str(&line).unwrap();
        Self {
            address: said["issuer"].as_str().unwrap().to_owned(),
            client_id: said["client_id"].as_str().unwrap().to_owned(),
            _process: process,
        }
    }
}
