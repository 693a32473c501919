//! What a machine may look at while it decides: everything it does not own.

use contract::{Timestamp, account::Account, desktop::view::UsernameCheck, desktop::wizard::FieldName};

/// The world as it is when a machine is asked.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Now.
    pub now: Timestamp,
    /// A new id, made for this moment: the idempotency key of a decision that is taken now.
    pub new_id: String,
    /// The account that the wizard is for, as the gallery told it last; nothing where it is for none that is signed in here.
    pub account: Option<Account>,
    /// What is known of a username in a field.
    pub checks: Vec<(FieldName, UsernameCheck)>,
}

impl Scene {
    /// The account's username; empty where there is no account.
    #[must_use]
    pub fn username(&self) -> String {
        self.account
            .as_ref()
            .map(|account| account.username.clone())
            .unwrap_or_default()
    }

    /// What is known of the username in a field.
    #[must_use]
    pub fn check(&self, field: FieldName) -> UsernameCheck {
        let known = self.checks.iter().find(|(name, _)| *name == field);
        known.map_or(UsernameCheck::NotAsked, |(_, check)| check.clone())
    }
}
