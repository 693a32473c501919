//! The provider: its parts, its routes.

use super::{
    SignInSettings, authority::Authority, authorize, browser::Browsers, control, faults::Endpoint, faults::Faults,
    folder::Folder, forms, guard, keys::Keys, lock, pages, refusal::Refusal, refusal::Stamp, store::Store, token,
};
use ambient::{Clock, Random};
use axum::{
    Json, Router,
    extract::{DefaultBodyLimit, Path, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use contract::Secret;
use std::sync::{Arc, Mutex};
use url::Url;

/// The largest body that is read, in bytes: a form of a page, or a token request.
const BODY_LIMIT: usize = 16 * 1024;

/// One provider.
pub(super) struct Provider {
    /// `http://127.0.0.1:PORT`.
    pub(super) origin: String,
    pub(super) port: u16,
    pub(super) authority: Url,
    pub(super) control_token: Secret,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    pub(super) store: Store,
    pub(super) keys: Keys,
    pub(super) browsers: Mutex<Browsers>,
    pub(super) faults: Faults,
}

impl Provider {
    /// Opens the folder and reads what is there.
    pub(super) fn open(
        settings: SignInSettings,
        port: u16,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> anyhow::Result<Self> {
        let folder = Folder::open(settings.folder)?;
        let origin = format!("http://127.0.0.1:{port}");
        Ok(Self {
            authority: Url::parse(&format!("{origin}/common/v2.0"))?,
            origin,
            port,
            control_token: settings.control_token,
            clock,
            random,
            store: Store::open(folder.clone())?,
            keys: Keys::new(folder),
            browsers: Mutex::default(),
            faults: Faults::default(),
        })
    }

    /// Forgets everything since the beginning.
    pub(super) fn start_over(&self) -> anyhow::Result<()> {
        self.faults.clear();
        *lock(&self.browsers) = Browsers::default();
        let keys = self.keys.start_over();
        self.store.change(|state| *state = super::store::State::default())?;
        keys
    }

    /// The marks of a refusal that happens now.
    pub(super) fn stamp(&self) -> Stamp {
        Stamp::new(&*self.clock, &*self.random)
    }

    /// A refusal as JSON.
    pub(super) fn refuse(&self, status: StatusCode, refusal: &Refusal) -> Response {
        (status, Json(refusal.body(&self.stamp()))).into_response()
    }
}

/// Has the keys made, so that the first sign-in finds them ready.
pub(super) fn warm_up(provider: Arc<Provider>) {
    tokio::spawn(async move {
        if let Err(error) = provider.keys.ring().await {
            tracing::warn!(%error, "the practice sign-in has no keys yet");
        }
    });
}

/// Every route.
pub(super) fn router(provider: Arc<Provider>) -> Router {
    Router::new()
        .route("/{tenant}/v2.0/.well-known/openid-configuration", get(metadata))
        .route("/{tenant}/discovery/v2.0/keys", get(keys))
        .route("/{tenant}/oauth2/v2.0/authorize", get(authorize::authorize))
        .route("/{tenant}/oauth2/v2.0/token", post(token::token))
        .route("/sign-in/{visit}", get(forms::show).post(forms::submit))
        .route("/practice/faults", post(control::set_fault))
        .route("/practice/phone", post(control::reset_phone))
        .route("/", get(pages::message::welcome))
        .fallback(pages::message::not_found)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(middleware::from_fn_with_state(Arc::clone(&provider), guard::guard))
        .with_state(provider)
}

async fn metadata(State(provider): State<Arc<Provider>>, Path(tenant): Path<String>) -> Response {
    if provider.faults.disturb(Endpoint::Metadata).await {
        return provider.refuse(StatusCode::INTERNAL_SERVER_ERROR, &Refusal::server_error());
    }
    match Authority::parse(&tenant) {
        Some(authority) => Json(authority.metadata(&provider.origin)).into_response(),
        None => provider.refuse(StatusCode::BAD_REQUEST, &unknown_tenant()),
    }
}

async fn keys(State(provider): State<Arc<Provider>>, Path(tenant): Path<String>) -> Response {
    if provider.faults.disturb(Endpoint::Keys).await {
        return provider.refuse(StatusCode::INTERNAL_SERVER_ERROR, &Refusal::server_error());
    }
    if Authority::parse(&tenant).is_none() {
        return provider.refuse(StatusCode::BAD_REQUEST, &unknown_tenant());
    }
    match provider.keys.ring().await {
        Ok(ring) => Json(ring.jwks(&provider.origin)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the practice sign-in has no keys");
            provider.refuse(StatusCode::INTERNAL_SERVER_ERROR, &Refusal::server_error())
        }
    }
}

/// The tenant in the path is none that exists here.
pub(super) fn unknown_tenant() -> Refusal {
    Refusal::new(
        "invalid_tenant",
        90002,
        "The tenant in the address does not exist here.",
    )
}
