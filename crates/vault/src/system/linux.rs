//! Linux: the Secret Service on the session bus (freedesktop.org Secret Service API 0.2).

use crate::Failure;
use keyring_core::CredentialStore;
use secret_service::{
    EncryptionType,
    blocking::{Collection, SecretService},
};
use std::{
    collections::HashMap,
    error::Error,
    sync::{Arc, Mutex, PoisonError},
};

/// A locked collection is unlocked before any call, in [`Lock::unlock`].
pub(super) const CALLS_MAY_PROMPT: bool = false;

/// Connects to the session bus and agrees on a key, so that secrets cross the bus encrypted.
///
/// All of it is blocking calls on a thread that runs no executor of its own: zbus drives its connections on a runtime
/// that it keeps for itself, and would panic or hang inside another one.
pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

/// Whether an error of the Secret Service means that it is locked.
pub(super) fn classify(cause: &(dyn Error + Send + Sync + 'static)) -> Failure {
    cause
        .downcast_ref::<secret_service::Error>()
        .map_or(Failure::Unavailable, service_failure)
}

fn service_failure(error: &secret_service::Error) -> Failure {
    use secret_service::Error;
    match error {
        Error::Locked | Error::Prompt | Error::PromptDisconnected => Failure::Locked,
        Error::Zbus(zbus::Error::MethodError(name, ..)) => method_failure(name.as_str()),
        Error::Crypto(_) => Failure::Corrupt,
        // No bus, no service, or a service without a default collection.
        _ => Failure::Unavailable,
    }
}

fn method_failure(name: &str) -> Failure {
    match name {
        "org.freedesktop.Secret.Error.IsLocked" => Failure::Locked,
        "org.freedesktop.Secret.Error.NoSuchObject" => Failure::Absent,
        _ => Failure::Unavailable,
    }
}

/// The lock of the default collection, where this app's entries are.
///
/// It is looked at before each call, for two reasons: the keyring store would show a prompt by itself, as often as it
/// is called, and a service that hides the items of a locked collection (`KeePassXC` does) would pass for one that
/// holds no entry.
#[derive(Default)]
pub(super) struct Lock {
    service: Mutex<Option<SecretService<'static>>>,
}

impl Lock {
    pub(super) fn is_locked(&self) -> Result<bool, Failure> {
        let mut opened = self.service.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(service) = &*opened {
            match with_default_collection(service, |collection| collection.is_locked()) {
                Ok(locked) => return Ok(locked),
                // The daemon or the bus may have gone away since: connect again.
                Err(_) => *opened = None,
            }
        }
        let service = connect()?;
        let locked = with_default_collection(&service, |collection| collection.is_locked())?;
        *opened = Some(service);
        Ok(locked)
    }

    /// On a connection of its own, because it lasts as long as the prompt does.
    pub(super) fn unlock(&self) -> Result<(), Failure> {
        with_default_collection(&connect()?, |collection| collection.unlock())
    }
}

fn connect() -> Result<SecretService<'static>, Failure> {
    // Plain: no secret crosses this connection.
    SecretService::connect(EncryptionType::Plain).map_err(|error| {
        tracing::debug!(%error, "no Secret Service");
        service_failure(&error)
    })
}

fn with_default_collection<T>(
    service: &SecretService<'static>,
    call: impl FnOnce(&Collection<'_>) -> Result<T, secret_service::Error>,
) -> Result<T, Failure> {
    let outcome = service
        .get_default_collection()
        .and_then(|collection| call(&collection));
    outcome.map_err(|error| {
        tracing::debug!(%error, "the Secret Service refused");
        match service_failure(&error) {
            // A collection that is not there is no collection, not a missing entry.
            Failure::Absent => Failure::Unavailable,
            failure => failure,
        }
    })
}
