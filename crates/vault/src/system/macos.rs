//! macOS: Keychain Services.

use crate::Failure;
use keyring_core::CredentialStore;
use std::{collections::HashMap, error::Error, sync::Arc};

/// A locked keychain, and an app whose signature changed, make the system ask the person within any call.
pub(super) const CALLS_MAY_PROMPT: bool = true;

pub(super) fn open() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

/// The codes of Security.framework that mean that the person, or the lock, stands between (`SecBase.h`).
pub(super) fn classify(cause: &(dyn Error + Send + Sync + 'static)) -> Failure {
    const USER_CANCELED: i32 = -128;
    const AUTH_FAILED: i32 = -25293;
    const INTERACTION_NOT_ALLOWED: i32 = -25308;
    match cause
        .downcast_ref::<security_framework::base::Error>()
        .map(|error| error.code())
    {
        Some(USER_CANCELED | AUTH_FAILED | INTERACTION_NOT_ALLOWED) => Failure::Locked,
        _ => Failure::Unavailable,
    }
}

#[derive(Default)]
pub(super) struct Lock;

impl Lock {
    /// The system asks by itself, within the call.
    pub(super) fn is_locked(&self) -> Result<bool, Failure> {
        Ok(false)
    }

    pub(super) fn unlock(&self) -> Result<(), Failure> {
        Ok(())
    }
}
