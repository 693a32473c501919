//! A change of the login, and the time in which it can be undone (rules 9.1 to 9.12).

use crate::login::{IdentityKey, Login};
use contract::{AccountId, Timestamp, identity::Identity};
use uuid::Uuid;

/// For how many seconds a change can be undone.
pub const UNDO_SECONDS: i64 = 72 * 3600;

/// A change of one account's login. A swap is two of them that name each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoginChange {
    /// Its id.
    pub id: Uuid,
    /// The account.
    pub account: AccountId,
    /// The other half of a swap.
    pub partner: Option<Uuid>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Until when it can be undone.
    pub ends_at: Timestamp,
    /// What showed that the account is the caller's.
    pub means: Means,
    /// Who signed in before: the dormant link; nobody where the account had no login.
    pub replaced: Option<Dormant>,
    /// The live link that it made.
    pub login: Uuid,
    /// How far it is.
    pub state: ChangeState,
}

/// What showed that an account is the caller's when its login was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// A fresh proof of the present identity.
    Identity,
    /// A recovery code.
    RecoveryCode,
    /// A recovery: by password or by mail.
    Recovery,
}

/// How far a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeState {
    /// It stands, and can be undone.
    Open,
    /// The link mailed to the contact address froze the account.
    Frozen,
    /// Its undoing is contested: a recovery code, or a code mailed to the contact address, decides.
    Contested,
    /// It was undone.
    Undone,
    /// It can no longer be undone.
    Final,
}

/// A link that no longer signs in. Not unique: the same identity may be live elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dormant {
    /// The link's id.
    pub login: Uuid,
    /// The identity.
    pub key: IdentityKey,
    /// Who it is, for display.
    pub identity: Identity,
    /// Since when it was linked.
    pub linked_at: Timestamp,
}

impl Dormant {
    /// The live link that it was.
    #[must_use]
    pub fn revived(&self, account: AccountId) -> Login {
        Login {
            id: self.login,
            account,
            key: self.key.clone(),
            identity: self.identity.clone(),
            linked_at: self.linked_at,
        }
    }
}

impl LoginChange {
    /// Whether it can still be undone.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        let undoable = matches!(
            self.state,
            ChangeState::Open | ChangeState::Frozen | ChangeState::Contested
        );
        undoable && (now < self.ends_at || self.state != ChangeState::Open)
    }
}
