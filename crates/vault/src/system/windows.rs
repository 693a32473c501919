//! Windows: the Credential Manager.

use crate::Failure;
use keyring_core::CredentialStore;
use std::{collections::HashMap, error::Error, sync::Arc};

/// It is unlocked with the person's session and never asks.
pub(super) const CALLS_MAY_PROMPT: bool = false;

pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

/// Kept on this computer, not in a roaming profile (`CRED_PERSIST_LOCAL_MACHINE`).
pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "local")])
}

/// There is no locked state; a session that came over the network has no store (`ERROR_NO_SUCH_LOGON_SESSION`).
pub(super) fn classify(_: &(dyn Error + Send + Sync + 'static)) -> Failure {
    Failure::Unavailable
}

#[derive(Default)]
pub(super) struct Lock;

impl Lock {
    pub(super) fn is_locked(&self) -> Result<bool, Failure> {
        Ok(false)
    }

    pub(super) fn unlock(&self) -> Result<(), Failure> {
        Ok(())
    }
}
