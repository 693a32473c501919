//! Rules 16.9 and 16.10: the operator's self-check, run as the program, at a provider that was not written here: npm's
//! `oidc-provider`, as a process of its own.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use reqwest::{Client, Method, Response, StatusCode, header, redirect::Policy};
use serde_json::Value;
use std::{collections::BTreeMap, path::Path, process::Stdio};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};
use url::Url;

const MFA: &str = "urn:microsoft:policies:mfa";

fn client() -> Client {
    Client::builder().no_proxy().redirect(Policy::none()).build().unwrap()
}

/// The foreign provider. It ends with this.
struct Issuer {
    address: String,
    client_id: String,
    _process: Child,
}

impl Issuer {
    async fn start(arguments: &[&str]) -> Self {
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

/// The gallery of an operator who wants two-factor.
fn configure(folder: &TempDir, issuer: &Issuer, more: &str) -> std::path::PathBuf {
    let config = folder.path().join("service.toml");
    let text = format!(
        "name = 'Example'\npublic_url = 'https://accounts.example.org'\nauthority = '{}'\nclient_id = '{}'\n\
         log_format = 'json'\ndatabase = '{folder}/accounts.db'\nmail_folder = '{folder}/mail'\n\
         features = ['registration', 'two_factor']\n{more}",
        issuer.address,
        issuer.client_id,
        folder = folder.path().display(),
    );
    std::fs::write(&config, text).unwrap();
    config
}

fn program(config: &Path) -> Command {
    let mut command = Command::from(testkit::program(env!("CARGO_BIN_EXE_nuget-accounts-service")));
    command.arg("--config").arg(config).kill_on_drop(true);
    command
}

/// A running service, and where it is.
struct Running {
    process: Child,
    origin: String,
}

impl Running {
    async fn start(config: &Path) -> Self {
        let mut process = program(config)
            .arg("serve")
            .env("NUGET_ACCOUNTS_LISTEN", "127.0.0.1:0")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let address = loop {
            let line = log.next_line().await.unwrap().expect("it ended before it served");
            let entry: Value = serde_json::from_str(&line).unwrap();
            if let Some(address) = entry["fields"]["address"].as_str() {
                break address.to_owned();
            }
        };
        tokio::spawn(async move { while log.next_line().await.is_ok_and(|line| line.is_some()) {} });
        Self {
            process,
            origin: format!("http://{address}"),
        }
    }

    /// What it says about itself.
    async fn description(&self) -> Value {
        let address = format!("{}/api/v1/gallery", self.origin);
        client().get(address).send().await.unwrap().json().await.unwrap()
    }

    async fn offers_two_factor(&self) -> bool {
        let described = self.description().await;
        let features = described["features"].as_array().unwrap();
        features.iter().any(|feature| feature == "two_factor")
    }

    async fn stop(mut self) {
        let id = self.process.id().unwrap().to_string();
        Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
        assert!(self.process.wait().await.unwrap().success());
    }
}

/// The program's self-check, waiting for somebody to sign in.
struct Check {
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Check {
    async fn start(config: &Path, words: &[&str]) -> Self {
        let mut process = program(config)
            .args(["admin", "check-sign-in"])
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let address = loop {
            let line = said.next_line().await.unwrap().expect("it ended before it asked");
            if line.starts_with("http") {
                break line;
            }
        };
        Self { process, said, address }
    }

    async fn paste(&mut self, text: &str) {
        let input = self.process.stdin.as_mut().unwrap();
        input.write_all(format!("{text}\n").as_bytes()).await.unwrap();
    }

    /// All that it says until it ends, and how it does.
    async fn end(mut self) -> (bool, String) {
        let mut text = String::new();
        while let Some(line) = self.said.next_line().await.unwrap() {
            text.push_str(&line);
            text.push('\n');
        }
        let output = self.process.wait_with_output().await.unwrap();
        text.push_str(&String::from_utf8(output.stderr).unwrap());
        (output.status.success(), text)
    }
}

/// A browser as far as this provider's pages need one: it keeps cookies and follows redirects until one leaves the provider.
struct Browser {
    http: Client,
    origin: String,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    fn new(issuer: &Issuer) -> Self {
        Self {
            http: client(),
            origin: issuer.address.clone(),
            cookies: BTreeMap::new(),
        }
    }

    async fn send(&mut self, method: Method, url: &str, form: &[(&str, &str)]) -> Response {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = self
            .http
            .request(method, url)
            .header(header::COOKIE, cookies.join("; "));
        let response = request.form(form).send().await.unwrap();
        for cookie in response.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        response
    }

    /// Where a request ends: at a page of the provider, or at the address that it sends the browser away to.
    async fn open(&mut self, method: Method, url: &str, form: &[(&str, &str)]) -> (String, Option<String>) {
        let mut response = self.send(method, url, form).await;
        loop {
            let Some(to) = response.headers().get(header::LOCATION) else {
                let address = response.url().to_string();
                return (address, Some(response.text().await.unwrap()));
            };
            let to = response.url().join(to.to_str().unwrap()).unwrap().to_string();
            if !to.starts_with(&self.origin) {
                return (to, None);
            }
            response = self.send(Method::GET, &to, &[]).await;
        }
    }

    /// Signs Ada in; gives the address that the browser is sent away to.
    async fn sign_in(&mut self, address: &str) -> String {
        let (mut at, mut page) = self.open(Method::GET, address, &[]).await;
        while let Some(html) = page {
            let field = if html.contains("consent-accept") {
                ("consent", "yes")
            } else {
                ("person", "ada@elsewhere.example")
            };
            (at, page) = self.open(Method::POST, &at, &[field]).await;
        }
        at
    }
}

/// The same address with another state.
fn of_another(back: &str) -> String {
    let (before, state) = back.split_once("state=").unwrap();
    let other = if state.starts_with('A') { 'B' } else { 'A' };
    format!("{before}state={other}{}", &state[1..])
}

#[tokio::test]
async fn two_factor_is_off_until_the_check_has_seen_it_and_on_at_once_after_that() {
    let issuer = Issuer::start(&["--acr", MFA]).await;
    let folder = tempfile::tempdir().unwrap();
    let config = configure(&folder, &issuer, "");
    let service = Running::start(&config).await;
    assert!(!service.offers_two_factor().await);

    let check = Check::start(&config, &[]).await;
    let asked = Url::parse(&check.address).unwrap();
    let asked: BTreeMap<_, _> = asked.query_pairs().into_owned().collect();
    for (name, value) in [
        ("prompt", "login"),
        ("acr_values", MFA),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(asked[name], value);
    }
    assert!(!asked.contains_key("client_secret"));
    let back = Browser::new(&issuer).sign_in(&check.address).await;
    // Something else on this computer finds nothing there, and disturbs nothing.
    let strange = of_another(&back);
    assert_eq!(
        client().get(strange).send().await.unwrap().status(),
        StatusCode::NOT_FOUND
    );
    let page = client().get(&back).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    assert_eq!(page.headers()[header::CACHE_CONTROL], "no-store");
    let (well, said) = check.end().await;
    assert!(well, "{said}");
    for part in [
        format!("issuer     {}", issuer.address),
        "known by   sub\n".to_owned(),
        "auth_time  sent, ".to_owned(),
        format!("acr        {MFA}: a second factor was used"),
        "email      sent, vouched for by nobody".to_owned(),
        "Two-factor works here, and is on offer.".to_owned(),
        "What was seen is kept.".to_owned(),
    ] {
        assert!(said.contains(&part), "{part} is not in\n{said}");
    }
    assert!(!said.contains("ada@"), "{said}");

    assert!(service.offers_two_factor().await);
    assert_eq!(service.description().await["sign_in_time"], "sent");
    service.stop().await;
    // Another provider was never seen, and the seen one is remembered.
    let other = configure(&folder, &issuer, "");
    let text = std::fs::read_to_string(&other).unwrap();
    std::fs::write(&other, text.replace(&issuer.client_id, "another-client")).unwrap();
    let service = Running::start(&other).await;
    assert!(!service.offers_two_factor().await);
    service.stop().await;
    let service = Running::start(&configure(&folder, &issuer, "")).await;
    assert!(service.offers_two_factor().await);
    service.stop().await;
}

#[tokio::test]
async fn without_a_browser_here_the_address_is_pasted_and_a_missing_time_is_kept() {
    let issuer = Issuer::start(&["--no-auth-time", "--tenant-and-object"]).await;
    let folder = tempfile::tempdir().unwrap();
    let config = configure(&folder, &issuer, "");
    Running::start(&config).await.stop().await;

    let mut check = Check::start(&config, &["--without-second-factor"]).await;
    assert!(!check.address.contains("acr_values"));
    let back = Browser::new(&issuer).sign_in(&check.address).await;
    check.paste("https://example.org/").await;
    check.paste(&of_another(&back)).await;
    check.paste(&format!("  <{back}>")).await;
    let (well, said) = check.end().await;
    assert!(well, "{said}");
    for part in [
        "That is not it: the address is not one of this app's ways back.",
        "That address is of another sign-in.",
        "known by   tid and oid",
        "auth_time  missing: acts that change an account take a mailed code",
        "acr        missing",
        "No second factor was seen: unless one was before, two-factor stays off.",
        "What was seen is kept.",
    ] {
        assert!(said.contains(part), "{part} is not in\n{said}");
    }
    // No service ran: it is in the database for the next one.
    let service = Running::start(&config).await;
    assert_eq!(service.description().await["sign_in_time"], "missing");
    assert!(!service.offers_two_factor().await);
    service.stop().await;
}

#[tokio::test]
async fn a_refusal_and_a_missing_database_are_told_in_a_sentence() {
    let issuer = Issuer::start(&[]).await;
    let folder = tempfile::tempdir().unwrap();
    let config = configure(&folder, &issuer, "");
    let output = program(&config)
        .args(["admin", "check-sign-in"])
        .output()
        .await
        .unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("start the service once first"), "{said}");

    Running::start(&config).await.stop().await;
    let check = Check::start(&config, &[]).await;
    let mut browser = Browser::new(&issuer);
    let (at, _) = browser.open(Method::GET, &check.address, &[]).await;
    let (back, _) = browser.open(Method::POST, &at, &[("cancel", "yes")]).await;
    client().get(back).send().await.unwrap();
    let (well, said) = check.end().await;
    assert!(!well);
    assert!(said.contains("error: the provider refused: access_denied"), "{said}");
}
