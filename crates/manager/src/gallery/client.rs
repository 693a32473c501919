//! The gallery's HTTP API, called.

use super::{address, mailed_link::mailed_reference, transport::Transport};
use ambient::Clock;
use contract::{
    API_VERSION, Code, Problem, ProofId, Secret, SessionId, Timestamp,
    account::{Account, Activity, ConfirmEmail, RegisterAccount, UsernameAvailability},
    contact::ConfirmByLink,
    conversion::{ConversionList, OwnConversion},
    gallery::GalleryDescription,
    key::KeyList,
    organization::OrganizationList,
    package::{OfferList, PackageList},
    proof::{BeginProof, CompleteProof, CompletedProof, ProofChallenge},
    recovery::RecoveryState,
    session::{OpenSession, OpenedSession, SessionList},
};
use reqwest::{Method, Response, header};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use url::Url;
use wizards::Call;
use zeroize::Zeroizing;

/// The longest session token that is taken, in bytes (design 3, step 6).
const TOKEN_LIMIT: usize = 64;

/// How long to wait before each time that a call is made again whose answer was lost.
const PATIENCE: [Duration; 3] = [
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
];

/// The clients of all galleries, each made when it is first used and kept, with its connections.
pub struct Clients {
    clock: Arc<dyn Clock>,
    known: Mutex<HashMap<String, GalleryClient>>,
}

impl Clients {
    /// None yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            known: Mutex::default(),
        }
    }

    /// The client for the gallery at this origin.
    ///
    /// # Errors
    /// [`Code::AppFailed`] where the platform's trust store cannot be loaded.
    pub fn at(&self, origin: &Url) -> Result<GalleryClient, Problem> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let name = address::origin(origin);
        if let Some(client) = known.get(&name) {
            return Ok(client.clone());
        }
        let transport = Transport::new(origin.clone(), self.clock.clone())?;
        let client = GalleryClient(Arc::new(transport));
        known.insert(name, client.clone());
        Ok(client)
    }
}

/// A gallery at one origin. Cheap to clone.
#[derive(Clone)]
pub struct GalleryClient(Arc<Transport>);

impl GalleryClient {
    /// The origin as it is dialled.
    #[must_use]
    pub fn origin(&self) -> String {
        address::origin(self.0.origin())
    }

    /// A time of the gallery as this computer's clock will show it: a clock that is wrong by minutes must neither end
    /// a sign-in at once nor keep one open that the gallery has given up.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Timestamp {
        self.0.local(at)
    }

    /// Asks the gallery who it is, and checks that this app can speak to it under this address.
    ///
    /// # Errors
    /// What [`Code`] lists under "What the app itself finds".
    pub async fn describe(&self) -> Result<GalleryDescription, Problem> {
        let body = self.0.description().await?;
        let version: VersionOnly = parse_gallery(&body)?;
        if version.api_version != API_VERSION {
            return Err(Problem::new(
                Code::GalleryVersionUnknown,
                format!("version {}", version.api_version),
            ));
        }
        let description: GalleryDescription = parse_gallery(&body)?;
        if description.public_url.trim_end_matches('/') != self.origin() {
            return Err(Problem::new(Code::GalleryAddressDiffers, "another public_url"));
        }
        Ok(description)
    }

    /// Begins a proof.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn begin_proof(&self, token: Option<&Secret>, proof: &BeginProof) -> Result<ProofChallenge, Problem> {
        self.0.post("/api/v1/proofs", token, proof).await
    }

    /// Makes a call of a guided wizard, also where the gallery is out of reach for a moment: it has a key, or changes
    /// nothing.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn send(
        &self,
        token: Option<&Secret>,
        call: &Call,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<Vec<u8>, Problem> {
        let body = match body {
            Some(body) => {
                Some(serde_json::to_vec(body).map_err(|error| Problem::new(Code::AppFailed, error.to_string()))?)
            }
            None => None,
        };
        let body = body.map(Zeroizing::new);
        let request = || {
            let path = format!("/api/v1{path}");
            let mut request = self.0.request(method.clone(), &path, token);
            if call.preview {
                request = request.query(&[("preview", "true")]);
            }
            if let Some(key) = &call.key {
                request = request.header("idempotency-key", key);
            }
            if let Some(body) = &body {
                request = request
                    .header(header::CONTENT_TYPE, "application/json")
                    .body(body.to_vec());
            }
            self.0.bytes(request)
        };
        patiently(request).await
    }

    /// Completes a proof with the provider's ID token, also where the gallery is out of reach for a moment.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn complete_proof(&self, proof: ProofId, completion: &CompleteProof) -> Result<CompletedProof, Problem> {
        let path = format!("/api/v1/proofs/{proof}/complete");
        patiently(|| self.0.post(&path, None, completion)).await
    }

    /// Spends a proof to open a session; a lost answer is asked for again.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn open_session(&self, request: &OpenSession) -> Result<OpenedSession, Problem> {
        let opened = patiently(|| self.0.post_once("/api/v1/sessions", request)).await;
        opened.and_then(with_short_token)
    }

    /// Spends a proof to open an account; a lost answer is asked for again.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn register(&self, request: &RegisterAccount) -> Result<OpenedSession, Problem> {
        let opened = patiently(|| self.0.post_once("/api/v1/accounts", request)).await;
        opened.and_then(with_short_token)
    }

    /// Asks whether a username is free.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn username(&self, name: &str) -> Result<UsernameAvailability, Problem> {
        self.0.answer(self.0.get(&["api", "v1", "usernames", name])).await
    }

    /// The account of the session.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn account(&self, token: &Secret) -> Result<Account, Problem> {
        self.0
            .answer(self.0.request(Method::GET, "/api/v1/account", Some(token)))
            .await
    }

    /// The account's sessions.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn sessions(&self, token: &Secret) -> Result<SessionList, Problem> {
        self.0
            .answer(self.0.request(Method::GET, "/api/v1/sessions", Some(token)))
            .await
    }

    /// The latest page of the account's audit trail.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn activity(&self, token: &Secret) -> Result<Activity, Problem> {
        self.0
            .answer(self.0.request(Method::GET, "/api/v1/account/activity", Some(token)))
            .await
    }

    /// The account's organizations and invitations.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn organizations(&self, token: &Secret) -> Result<OrganizationList, Problem> {
        self.read(token, "/api/v1/organizations").await
    }

    /// The conversions of others that wait for the account's answer.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn conversions(&self, token: &Secret) -> Result<ConversionList, Problem> {
        self.read(token, "/api/v1/account/conversions").await
    }

    /// The account's own conversion.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn conversion(&self, token: &Secret) -> Result<OwnConversion, Problem> {
        self.read(token, "/api/v1/account/conversion").await
    }

    /// A page of the account's packages; the first without a cursor.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn packages(&self, token: &Secret, cursor: Option<&str>) -> Result<PackageList, Problem> {
        let request = self.0.request(Method::GET, "/api/v1/packages", Some(token));
        let cursor: Vec<(&str, &str)> = cursor.map(|cursor| ("cursor", cursor)).into_iter().collect();
        self.0.answer(request.query(&cursor)).await
    }

    /// The account's API keys.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn keys(&self, token: &Secret) -> Result<KeyList, Problem> {
        self.read(token, "/api/v1/keys").await
    }

    /// The offers of ownership that the account may answer or withdraw.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn offers(&self, token: &Secret) -> Result<OfferList, Problem> {
        self.read(token, "/api/v1/ownership-offers").await
    }

    /// Who is getting into the account by mail.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn recoveries(&self, token: &Secret) -> Result<RecoveryState, Problem> {
        self.read(token, "/api/v1/account/recovery").await
    }

    /// Stops them.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn stop_recovery(&self, token: &Secret) -> Result<(), Problem> {
        let request = self
            .0
            .request(Method::POST, "/api/v1/account/recovery/stop", Some(token));
        self.0.done(request).await
    }

    async fn read<A: DeserializeOwned>(&self, token: &Secret, path: &str) -> Result<A, Problem> {
        self.0.answer(self.0.request(Method::GET, path, Some(token))).await
    }

    /// Confirms the contact e-mail with what its mail carried: the code, or the link.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn confirm_email(&self, token: &Secret, code: Secret) -> Result<Account, Problem> {
        if let Some(reference) = mailed_reference(&self.origin(), code.expose()) {
            let link = ConfirmByLink { reference };
            return self.0.post("/api/v1/email-confirmations", Some(token), &link).await;
        }
        self.0
            .post(
                "/api/v1/account/email/confirmation",
                Some(token),
                &ConfirmEmail { code },
            )
            .await
    }

    /// Has the confirmation mailed again.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn resend_confirmation(&self, token: &Secret) -> Result<(), Problem> {
        self.0
            .done(
                self.0
                    .request(Method::POST, "/api/v1/account/email/confirmation/resend", Some(token)),
            )
            .await
    }

    /// Ends a session of the account.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn revoke_session(&self, token: &Secret, session: SessionId) -> Result<(), Problem> {
        self.0
            .done(
                self.0
                    .request(Method::DELETE, &format!("/api/v1/sessions/{session}"), Some(token)),
            )
            .await
    }

    /// Ends the session that the token opens.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn sign_out(&self, token: &Secret) -> Result<(), Problem> {
        self.0
            .done(self.0.request(Method::DELETE, "/api/v1/sessions/current", Some(token)))
            .await
    }

    /// Opens the account's event stream after the cursor.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn events(&self, token: &Secret, cursor: Option<&str>) -> Result<Response, Problem> {
        let mut request = self.0.endless(Method::GET, "/api/v1/events", token);
        if let Some(cursor) = cursor {
            request = request.query(&[("cursor", cursor)]);
        }
        self.0.successful(request).await
    }
}

/// Makes a call again, a few times, where the gallery could not be reached or was busy. Only for calls that may arrive
/// twice.
async fn patiently<A, F: Future<Output = Result<A, Problem>>>(mut call: impl FnMut() -> F) -> Result<A, Problem> {
    let mut waits = PATIENCE.iter();
    loop {
        match call().await {
            Err(problem) if matches!(problem.code, Code::GalleryUnreachable | Code::GalleryBusy) => {
                match waits.next() {
                    Some(wait) => tokio::time::sleep(*wait).await,
                    None => return Err(problem),
                }
            }
            answer => return answer,
        }
    }
}

/// A token longer than any gallery of this API gives does not go into the keyring.
fn with_short_token(opened: OpenedSession) -> Result<OpenedSession, Problem> {
    if is_too_long(&opened.token) {
        return Err(Problem::new(Code::GalleryFailed, "a session token over the limit"));
    }
    Ok(opened)
}

/// Whether a token is longer than any gallery of this API gives.
pub(super) fn is_too_long(token: &Secret) -> bool {
    token.expose().len() > TOKEN_LIMIT
}

#[derive(Deserialize)]
struct VersionOnly {
    api_version: u32,
}

fn parse_gallery<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    serde_json::from_slice(body).map_err(|_| Problem::new(Code::NotAGallery, "its description cannot be read"))
}
