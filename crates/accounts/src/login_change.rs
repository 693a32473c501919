//! A change of the login, and the time in which it can be undone (rules 9.1 to 9.25).

mod by_operator;
mod change;
mod conflict;
mod current;
mod decide;
mod decision;
mod elsewhere;
mod finalise;
mod freeze;
mod keep;
mod relink;
mod relocate;
mod replace;
mod restore;
mod standing;
mod swap;
mod tenant;
mod undo;

pub use by_operator::DecideByOperator;
pub use change::ChangeLogin;
pub use conflict::ViewConflict;
pub use current::{Current, must_be_present};
pub use decide::{Decide, DecideBy, DecideChange};
pub use decision::{DecisionCode, RequestDecision};
pub use elsewhere::{must_not_be_replaced, settle_elsewhere};
pub use finalise::FinaliseChange;
pub use freeze::FreezeAccount;
pub use relocate::MoveLogin;
pub use standing::replaced_standing;
pub use swap::SwapLogins;
pub use undo::{ForeseeUndo, UndoChange};

pub(crate) use tenant::demands;

pub(crate) use relink::{Relink, live_sessions};

use crate::{
    login::{IdentityKey, Login},
    snapshot::Snapshot,
};
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
    /// What stays of a live link that is replaced.
    #[must_use]
    pub fn of(login: &Login) -> Self {
        Self {
            login: login.id,
            key: login.key.clone(),
            identity: login.identity.clone(),
            linked_at: login.linked_at,
        }
    }

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

    /// Whether it can no longer be undone although nobody has noted that yet.
    #[must_use]
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.state == ChangeState::Open && now >= self.ends_at
    }

    /// Whether the identity is the one that it replaced.
    #[must_use]
    pub fn replaced_identity(&self, key: &IdentityKey) -> bool {
        self.replaced.as_ref().is_some_and(|dormant| dormant.key == *key)
    }

    /// The same in another state.
    #[must_use]
    fn into_state(self, state: ChangeState) -> Self {
        Self { state, ..self }
    }
}

impl Snapshot {
    /// The change of an account's login that can still be undone. There is at most one.
    #[must_use]
    pub fn open_change(&self, account: AccountId, now: Timestamp) -> Option<&LoginChange> {
        let mut changes = self.login_changes.iter();
        changes.find(|change| change.account == account && change.is_open(now))
    }

    /// The change that can still be undone and that replaced this identity; the latest where there are several.
    #[must_use]
    pub fn open_change_that_replaced(&self, key: &IdentityKey, now: Timestamp) -> Option<&LoginChange> {
        let changes = self.login_changes.iter();
        changes
            .filter(|change| change.is_open(now) && change.replaced_identity(key))
            .max_by_key(|change| change.made_at)
    }

    /// The other half of a swap.
    #[must_use]
    pub fn partner_of(&self, change: &LoginChange) -> Option<&LoginChange> {
        let partner = change.partner?;
        self.login_changes.iter().find(|other| other.id == partner)
    }

    /// The change, and the other half where it is a swap.
    #[must_use]
    pub fn halves_of<'a>(&'a self, change: &'a LoginChange) -> Vec<&'a LoginChange> {
        std::iter::once(change).chain(self.partner_of(change)).collect()
    }
}
