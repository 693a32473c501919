//! A practice sign-in under test, a client as the app is one, and a browser as far as these pages need one.

#![expect(dead_code, reason = "each test uses its own part of it")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use ambient::Clock;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use contract::Secret;
use practice::sign_in::{SignIn, SignInSettings};
use reqwest::{Client, Response, StatusCode, header, redirect};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    net::TcpListener,
    path::{Path, PathBuf},
    sync::Arc,
};
use testkit::{ManualClock, SeededRandom};
use url::Url;

pub const CONTROL_TOKEN: &str = "control-token-of-this-run";
pub const VERIFIER: &str = "a-verifier-of-forty-three-characters-000000";
pub const MFA: &str = "urn:microsoft:policies:mfa";
pub const DEFAULT: &str = "urn:microsoft:policies:default";
pub const BOTH: &str = "urn:microsoft:policies:mfa urn:microsoft:policies:default";

/// A running provider.
pub struct World {
    pub sign_in: SignIn,
    pub clock: Arc<ManualClock>,
    pub http: Client,
    pub origin: String,
}

impl World {
    pub async fn new() -> Self {
        Self::with(None, listener(), 1).await
    }

    pub async fn in_folder(folder: &Path) -> Self {
        Self::with(Some(folder.to_owned()), listener(), 1).await
    }

    pub async fn with(folder: Option<PathBuf>, listener: TcpListener, seed: u64) -> Self {
        let clock = Arc::new(ManualClock::default());
        let settings = SignInSettings {
            folder,
            control_token: Secret::new(CONTROL_TOKEN.to_owned()),
        };
        let random = Arc::new(SeededRandom::new(seed));
        let sign_in = SignIn::bind(settings, listener, Arc::<ManualClock>::clone(&clock), random)
            .await
            .unwrap();
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        let origin = sign_in.authority().origin().ascii_serialization();
        Self {
            sign_in,
            clock,
            http,
            origin,
        }
    }

    pub fn port(&self) -> u16 {
        self.sign_in.authority().port().unwrap()
    }

    pub fn deep_link(&self) -> String {
        format!(
            "io.github.nuget-accounts://auth/callback/{}",
            segment(&format!("{}/{{tenantid}}/v2.0", self.origin))
        )
    }

    /// A good request, for the caller to spoil.
    pub fn request(&self) -> Request {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let pairs = [
            ("client_id", self.sign_in.client_id()),
            ("redirect_uri", &self.deep_link()),
            ("response_type", "code"),
            ("scope", "openid profile email"),
            ("state", "the state"),
            ("nonce", "the nonce"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            ("prompt", "select_account"),
        ];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Request {
            origin: self.origin.clone(),
            tenant: "common".to_owned(),
            pairs,
        }
    }

    pub fn browser(&self) -> Browser {
        Browser {
            http: self.http.clone(),
            origin: self.origin.clone(),
            cookie: None,
        }
    }

    pub async fn json(&self, path: &str) -> Value {
        self.http
            .get(format!("{}{path}", self.origin))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    /// Redeems a code with these changes to a good token request; an empty value leaves the parameter out.
    pub async fn redeem(&self, code: &str, changes: &[(&str, &str)]) -> Response {
        let mut form = HashMap::from([
            ("client_id", self.sign_in.client_id().to_owned()),
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.deep_link()),
            ("code_verifier", VERIFIER.to_owned()),
        ]);
        form.extend(changes.iter().map(|(name, value)| (*name, (*value).to_owned())));
        form.retain(|_, value| !value.is_empty());
        self.http
            .post(format!("{}/common/oauth2/v2.0/token", self.origin))
            .form(&form)
            .send()
            .await
            .unwrap()
    }

    /// The claims of the ID token for a code, its signature checked with the listed key that it names.
    pub async fn claims(&self, code: &str) -> Value {
        let answer: Value = self.redeem(code, &[]).await.json().await.unwrap();
        self.verify(answer["id_token"].as_str().expect("an ID token"))
            .await
            .expect("a good signature")
    }

    pub async fn verify(&self, token: &str) -> Result<Value, jsonwebtoken::errors::Error> {
        let jwks: jsonwebtoken::jwk::JwkSet =
            serde_json::from_value(self.json("/common/discovery/v2.0/keys").await).unwrap();
        let kid = jsonwebtoken::decode_header(token)?.kid.unwrap();
        let key = jsonwebtoken::DecodingKey::from_jwk(jwks.find(&kid).expect("a listed key"))?;
        let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
        validation.set_audience(&[self.sign_in.client_id()]);
        // The times are those of the clock under test, which the caller looks at.
        validation.validate_exp = false;
        jsonwebtoken::decode::<Value>(token, &key, &validation).map(|decoded| decoded.claims)
    }

    pub async fn fault(&self, switch: Value) -> Response {
        let request = self.http.post(format!("{}/practice/faults", self.origin));
        request
            .header("X-Practice-Control", CONTROL_TOKEN)
            .json(&switch)
            .send()
            .await
            .unwrap()
    }

    pub fn now(&self) -> i64 {
        self.clock.now().as_secs()
    }
}

/// A free port. A clone of the listener keeps it for whoever comes next.
pub fn listener() -> TcpListener {
    TcpListener::bind(("127.0.0.1", 0)).unwrap()
}

/// The segment of the redirect addresses, as an operator computes it.
pub fn segment(issuer: &str) -> String {
    hex::encode(&Sha256::digest(issuer)[..16])
}

/// An authorization request.
#[derive(Clone)]
pub struct Request {
    origin: String,
    pub tenant: String,
    pairs: Vec<(String, String)>,
}

impl Request {
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.pairs.retain(|(other, _)| other != name);
        self
    }

    pub fn twice(mut self, name: &str) -> Self {
        let pair = self.pairs.iter().find(|(other, _)| other == name).unwrap().clone();
        self.pairs.push(pair);
        self
    }

    pub fn at(mut self, tenant: &str, issuer_tenant: &str) -> Self {
        tenant.clone_into(&mut self.tenant);
        let issuer = format!("{}/{issuer_tenant}/v2.0", self.origin);
        self.with(
            "redirect_uri",
            &format!("io.github.nuget-accounts://auth/callback/{}", segment(&issuer)),
        )
    }

    pub fn url(&self) -> Url {
        let address = format!("{}/{}/oauth2/v2.0/authorize", self.origin, self.tenant);
        Url::parse_with_params(&address, &self.pairs).unwrap()
    }
}

/// What a browser shows: a page, or the app that it was sent to.
#[derive(Debug)]
pub enum Sight {
    Page {
        status: StatusCode,
        address: String,
        html: String,
    },
    App(Url),
}

impl Sight {
    pub fn html(&self) -> &str {
        match self {
            Self::Page { html, .. } => html,
            Self::App(url) => panic!("the browser left for {url}"),
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::Page { status, .. } => *status,
            Self::App(url) => panic!("the browser left for {url}"),
        }
    }

    /// The parameters that came back to the app.
    pub fn answer(&self) -> HashMap<String, String> {
        match self {
            Self::Page { html, .. } => panic!("the browser still shows {html}"),
            Self::App(url) => url.query_pairs().into_owned().collect(),
        }
    }

    pub fn code(&self) -> String {
        self.answer().get("code").expect("a code").clone()
    }

    pub fn shows(&self, heading: &str) -> bool {
        self.html().contains(&format!("<h1>{heading}"))
    }

    pub fn phone_code(&self) -> String {
        between(self.html(), "id=\"phone-code\">", "<")
    }
}

pub fn between(text: &str, before: &str, after: &str) -> String {
    let start = text.find(before).unwrap_or_else(|| panic!("no {before} in {text}")) + before.len();
    text[start..].split(after).next().unwrap().to_owned()
}

/// A browser: keeps the cookie, follows redirects on this host, sends the headers that Chromium sends.
pub struct Browser {
    http: Client,
    origin: String,
    pub cookie: Option<String>,
}

impl Browser {
    pub async fn open(&mut self, url: &str) -> Sight {
        let mut url = url.to_owned();
        loop {
            let mut request = self.http.get(&url);
            if let Some(cookie) = &self.cookie {
                request = request.header(header::COOKIE, cookie);
            }
            let response = request.send().await.unwrap();
            match self.take(response).await {
                Err(next) if next.starts_with(&self.origin) => url = next,
                Err(next) => return Sight::App(Url::parse(&next).unwrap()),
                Ok(sight) => return sight,
            }
        }
    }

    pub async fn start(&mut self, request: &Request) -> Sight {
        self.open(request.url().as_str()).await
    }

    /// Presses a button of the page's form, with these fields.
    pub async fn press(&mut self, page: &Sight, fields: &[(&str, &str)]) -> Sight {
        let csrf = between(page.html(), "name=\"csrf\" value=\"", "\"");
        let action = between(page.html(), "action=\"", "\"");
        let mut form = vec![("csrf", csrf.as_str())];
        form.extend_from_slice(fields);
        let mut request = self.http.post(format!("{}{action}", self.origin)).form(&form);
        request = request
            .header(header::ORIGIN, "null")
            .header("Sec-Fetch-Site", "same-origin");
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let response = request.send().await.unwrap();
        match self.take(response).await {
            Err(next) if next.starts_with(&self.origin) => self.open(&next).await,
            Err(next) => Sight::App(Url::parse(&next).unwrap()),
            Ok(sight) => sight,
        }
    }

    pub async fn pick(&mut self, page: &Sight, address: &str) -> Sight {
        self.press(page, &[("person", address)]).await
    }

    /// From the request to the app, for somebody whom no second factor stops.
    pub async fn sign_in(&mut self, request: &Request, address: &str) -> Sight {
        let picker = self.start(request).await;
        let page = self.pick(&picker, address).await;
        match page {
            Sight::App(_) => page,
            Sight::Page { .. } => self.press(&page, &[("action", "accept")]).await,
        }
    }

    async fn take(&mut self, response: Response) -> Result<Sight, String> {
        if let Some(cookie) = response.headers().get(header::SET_COOKIE) {
            self.cookie = Some(cookie.to_str().unwrap().split(';').next().unwrap().to_owned());
        }
        let address = response.url().clone();
        if let Some(location) = response.headers().get(header::LOCATION) {
            let location = location.to_str().unwrap();
            return Err(if location.starts_with('/') {
                format!("{}{location}", self.origin)
            } else {
                location.to_owned()
            });
        }
        let status = response.status();
        Ok(Sight::Page {
            status,
            address: address.to_string(),
            html: response.text().await.unwrap(),
        })
    }
}
