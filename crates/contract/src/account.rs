//! An account's own view, registration, contact e-mail, audit trail.

use crate::{AccountId, EventId, Timestamp, identity::Identity, proof::SpendProof, session::Installation};
use serde::{Deserialize, Serialize};

/// Individual or organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// A person's account.
    Individual,
    /// An organization: others sign in on its behalf.
    Organization,
}

/// An account as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Its username, in the case in which it was chosen.
    pub username: String,
    /// Individual or organization.
    pub kind: AccountKind,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// The confirmed contact e-mail.
    pub confirmed_email: Option<String>,
    /// The contact e-mail that waits to be confirmed.
    pub pending_email: Option<String>,
    /// The Microsoft identity that signs in to it.
    pub login: Option<Login>,
    /// Whether two-factor is on.
    pub two_factor: bool,
    /// Whether an operator locked it.
    pub locked: bool,
}

/// The link of a Microsoft identity to an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Login {
    /// Who it is, as the provider described them at their last sign-in.
    pub identity: Identity,
    /// Since when it is linked.
    pub linked_at: Timestamp,
}

/// `POST /api/v1/accounts`: spend a completed proof (`register`, or a `sign_in` of an unlinked identity) and open an
/// account. Answers like opening a session.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RegisterAccount {
    /// The proof.
    #[serde(flatten)]
    pub proof: SpendProof,
    /// The username, for ever.
    pub username: String,
    /// The contact e-mail; pending until confirmed.
    pub email: String,
    /// Who asks.
    pub installation: Installation,
}

/// `GET /api/v1/usernames/{name}`: may this name be taken?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsernameAvailability {
    /// The name that was asked about.
    pub username: String,
    /// Whether it is free.
    pub available: bool,
}

/// `POST /api/v1/account/email/confirmation`: the code from the mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmEmail {
    /// The 8 digits; spaces and hyphens are ignored.
    #[serde(with = "crate::secret::wire")]
    pub code: crate::Secret,
}

/// What happened to an account: one row of its audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AuditEntry {
    /// Its id, ordered by time.
    pub id: EventId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub kind: AuditKind,
    /// The installation that did it, where one did.
    pub installation: Option<String>,
    /// What it was about, in the words of the account: an address, a session's installation.
    pub subject: Option<String>,
}

/// The kinds of audit row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AuditKind {
    /// The account was opened.
    Registered,
    /// A session was opened with the linked Microsoft identity.
    SignedIn,
    /// A session was ended by its own installation.
    SignedOut,
    /// A session was ended from another one.
    SessionRevoked,
    /// A confirmation code was mailed again.
    EmailConfirmationSent,
    /// The contact e-mail was confirmed.
    EmailConfirmed,
    /// Too many wrong codes were typed; the code no longer works.
    EmailCodeExhausted,
    /// An operator locked the account; the subject is the reason.
    Locked,
    /// An operator took the lock away.
    Unlocked,
}

/// `GET /api/v1/account/activity?cursor=`: a page of the audit trail, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// At most 50 entries.
    pub entries: Vec<AuditEntry>,
    /// What to pass as `cursor` for the page after this one; absent on the last.
    pub next: Option<String>,
}
