//! What a machine may look at while it decides: everything it does not own.

use contract::{
    Timestamp,
    account::Account,
    desktop::{
        view::{ProfileId, UsernameCheck},
        wizard::FieldName,
    },
};

/// The world as it is when a machine is asked.
#[derive(Clone, Debug)]
pub struct Scene {
    /// Now.
    pub now: Timestamp,
    /// A new id, made for this moment: the idempotency key of a decision that is taken now.
    pub new_id: String,
    /// The account that the wizard is for, as the gallery told it last; nothing where it is for none that is signed in here.
    pub account: Option<Account>,
    /// Under which username the app knows the account that the wizard is for, also where no gallery told of it.
    pub known_as: Option<String>,
    /// What is known of a username in a field.
    pub checks: Vec<(FieldName, UsernameCheck)>,
    /// The accounts of the same gallery that are signed in in this app.
    pub signed_in: Vec<SignedIn>,
}

/// An account that is signed in in this app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Its profile.
    pub profile: ProfileId,
    /// Its username.
    pub username: String,
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

    /// The account of this name, where it is signed in here.
    #[must_use]
    pub fn profile_of(&self, username: &str) -> Option<ProfileId> {
        let same = |known: &&SignedIn| known.username.eq_ignore_ascii_case(username);
        self.signed_in.iter().find(same).map(|known| known.profile.clone())
    }

    /// What is known of the username in a field.
    #[must_use]
    pub fn check(&self, field: FieldName) -> UsernameCheck {
        let known = self.checks.iter().find(|(name, _)| *name == field);
        known.map_or(UsernameCheck::NotAsked, |(_, check)| check.clone())
    }
}
