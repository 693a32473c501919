//! The practice Microsoft sign-in: a real OpenID Connect provider on a loopback port.
//!
//! Discovery, key set, authorization code with PKCE and ID tokens follow the same standards, and the same paths and
//! habits of Microsoft's, as the real one, so that a client cannot tell and has no branch for it (OpenID Connect Core
//! 1.0, RFC 6749, RFC 7636, RFC 9700; Microsoft, "Microsoft identity platform and OpenID Connect protocol"). What a
//! person sees in the browser is ours, says that it is practice, and never asks for a password.

mod authority;
mod authorize;
mod browser;
mod challenge;
mod control;
mod directory;
mod faults;
mod flow;
mod folder;
mod forms;
mod grant;
mod guard;
mod id_token;
mod keys;
mod pages;
mod provider;
mod refusal;
mod registration;
mod request;
mod signing_key;
mod store;
mod token;

use ambient::{Clock, Random};
use anyhow::Context;
use contract::Secret;
use provider::Provider;
use std::{
    net::TcpListener,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::{sync::oneshot, task::JoinHandle};
use url::Url;

/// How a practice sign-in is set up.
#[derive(Clone, Debug)]
pub struct SignInSettings {
    /// Where people who were created, consents, second factors, open codes and keys are kept, so that they survive a
    /// restart. `None` keeps them in memory.
    pub folder: Option<PathBuf>,
    /// What a caller of `/practice/…` (fault switches, the practice telephone) must send as `X-Practice-Control`.
    pub control_token: Secret,
}

/// A running practice sign-in. It serves from [`SignIn::bind`] until it is dropped or [stopped](SignIn::stop).
pub struct SignIn {
    provider: Arc<Provider>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl SignIn {
    /// Starts serving on `listener`, which must be bound to 127.0.0.1, in a task of the present tokio runtime. Keys are
    /// made in the background; whoever needs one before they are ready waits.
    ///
    /// # Errors
    /// Where the listener is not on 127.0.0.1, or the folder cannot be used.
    pub async fn bind(
        settings: SignInSettings,
        listener: TcpListener,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
    ) -> anyhow::Result<Self> {
        let address = listener.local_addr()?;
        anyhow::ensure!(
            address.ip().to_string() == "127.0.0.1",
            "the practice sign-in serves on 127.0.0.1 alone"
        );
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let opening = move || Provider::open(settings, address.port(), clock, random);
        let provider = Arc::new(
            tokio::task::spawn_blocking(opening)
                .await
                .context("opening was interrupted")??,
        );

        let (stop, stopped) = oneshot::channel();
        let app = provider::router(Arc::clone(&provider));
        let server = tokio::spawn(async move {
            // The sender says nothing: that it is gone, or spoke, is the message.
            let serving = axum::serve(listener, app).with_graceful_shutdown(async { drop(stopped.await) });
            if let Err(error) = serving.await {
                tracing::error!(%error, "the practice sign-in stopped serving");
            }
        });
        provider::warm_up(Arc::clone(&provider));
        Ok(Self { provider, stop, server })
    }

    /// The authority for everybody: `http://127.0.0.1:PORT/common/v2.0`. Its metadata lies below it, at
    /// `/.well-known/openid-configuration`; `organizations`, `consumers`, or a tenant of the cast may stand for `common`.
    #[must_use]
    pub fn authority(&self) -> Url {
        self.provider.authority.clone()
    }

    /// The id of the registered public client. Its redirect addresses are the app's deep link and its loopback address
    /// on any port, both ending in the segment of the issuer.
    #[must_use]
    pub fn client_id(&self) -> &str {
        registration::CLIENT_ID
    }

    /// Signs with new keys from now on. The keys before stay listed until the next rotation.
    ///
    /// # Errors
    /// Where the keys cannot be made or written.
    pub async fn rotate_keys(&self) -> anyhow::Result<()> {
        self.provider.keys.rotate().await
    }

    /// Back to the beginning: only the cast, no consent, no code, nobody signed in to any browser, no fault, new keys.
    pub fn start_over(&self) {
        if let Err(error) = self.provider.start_over() {
            tracing::error!(%error, "the practice sign-in could not write that it started over");
        }
    }

    /// Stops serving and waits until the last answer has gone out.
    pub async fn stop(self) {
        drop(self.stop);
        // An error only says that the task had ended already.
        drop(self.server.await);
    }
}

/// Locks; a thread that panicked with the lock left whole values behind, for every change is one assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
