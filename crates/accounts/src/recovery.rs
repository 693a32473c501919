//! Getting back into an account (rules 10.1 to 10.4, 10.11 to 10.29).

mod assistance;
mod begin;
mod confirm;
mod judge;
mod link;
mod named;
mod reset;
mod restricted;
mod second;
mod stop;
mod wait;

pub use assistance::AskAssistance;
pub use begin::BeginRecovery;
pub use confirm::{ConfirmRecovery, Confirmed};
pub use link::LinkLogin;
pub use named::Named;
pub use reset::ResetPassword;
pub use restricted::OpenedRestricted;
pub use stop::{StopRecovery, StopRecoveryByLink};

pub(crate) use reset::{notice as password_notice, requests_end, requests_removed};
pub(crate) use restricted::{answer as restricted_answer, open_restricted};
pub(crate) use second::{demanded as second_demanded, is_by_mail};
pub(crate) use stop::{ended_by_two_factor, ended_by_undo, stopped_by_sign_in};

use crate::{
    account::AccountRow,
    code::{CODE_SECONDS, TRIES},
    digest::{self, Hash},
    email::EmailAddress,
    session::SessionRow,
};
use contract::{AccountId, Secret, SessionId, Timestamp, session::SessionKind};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// For how many seconds a request lives (rule 10.15).
pub const REQUEST_SECONDS: i64 = 3600;

/// How long, in seconds, a recovery without recovery codes waits where two-factor is on (rule 10.23).
pub const WAIT_SECONDS: i64 = 7 * 86_400;

/// For how many seconds after its wait a recovery can be finished (rule 10.23).
pub const RETURN_SECONDS: i64 = 7 * 86_400;

/// A request to get back into an account: a password to reset, or an account to recover by mail. One that names nobody
/// who may is stored too, so that what it is answered later tells nothing either (rule 10.13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovery {
    /// Its id.
    pub id: Uuid,
    /// The account; nobody where the request named none that may.
    pub account: Option<AccountId>,
    /// What it is for.
    pub kind: RecoveryKind,
    /// Hash of the secret of the request that began it, which must come again.
    pub request_hash: Hash,
    /// Hash of the code that was mailed last.
    pub code_hash: Hash,
    /// When it was begun.
    pub made_at: Timestamp,
    /// When the code was made.
    pub code_made_at: Timestamp,
    /// How often the code may still be typed.
    pub tries_left: u32,
    /// When the right code was typed.
    pub confirmed_at: Option<Timestamp>,
    /// Until when it has to wait, where it has to.
    pub waits_until: Option<Timestamp>,
    /// The recovery session that it opened last.
    pub session: Option<SessionId>,
}

/// What a recovery is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecoveryKind {
    /// A new password.
    Password,
    /// Another Microsoft identity.
    Login,
}

impl Recovery {
    /// When it is over (rules 10.15 and 10.23).
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        match self.waits_until {
            None => self.made_at.plus_secs(REQUEST_SECONDS),
            Some(until) => until.plus_secs(RETURN_SECONDS),
        }
    }

    /// Whether it is not over.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.ends_at()
    }

    /// Whether the session that it opened lives, by these sessions. It may do so after the request is over.
    #[must_use]
    pub fn has_session(&self, sessions: &[SessionRow], now: Timestamp) -> bool {
        let opened = |row: &SessionRow| Some(row.id) == self.session && row.kind == SessionKind::Recovery;
        sessions.iter().any(|row| opened(row) && row.is_live(now))
    }

    /// Whether it has to wait.
    #[must_use]
    pub fn is_waiting(&self, now: Timestamp) -> bool {
        self.waits_until.is_some_and(|until| now < until)
    }

    /// When it began to wait, where it has to.
    #[must_use]
    pub fn waits_since(&self) -> Option<Timestamp> {
        self.waits_until.map(|until| until.plus_secs(-WAIT_SECONDS))
    }

    /// The same, with a code that can no longer be typed.
    #[must_use]
    pub fn without_code(self) -> Self {
        Self { tries_left: 0, ..self }
    }

    /// Whether its code can be typed.
    #[must_use]
    pub fn code_is_open(&self, now: Timestamp) -> bool {
        self.tries_left > 0 && now < self.code_made_at.plus_secs(CODE_SECONDS)
    }

    /// Whether this is the code that was mailed to this address of `account`, in constant time.
    fn is_code(&self, account: &AccountRow, address: &EmailAddress, code: &Secret) -> bool {
        code_hash(self.id, &self.request_hash, (account, address), code)
            .ct_eq(&self.code_hash)
            .into()
    }

    /// The same with a new code, which may be typed as often as any.
    fn with_code(self, code_hash: Hash, now: Timestamp) -> Self {
        Self {
            code_hash,
            code_made_at: now,
            tries_left: TRIES,
            ..self
        }
    }
}

/// The hash by which a request is found when its secret comes.
#[must_use]
pub fn request_hash(secret: &Secret) -> Hash {
    digest::of_text(secret.expose())
}

/// A code is bound to the request and the account that it was made for, and to the address that it was mailed to
/// (rule 10.14).
fn code_hash(recovery: Uuid, request: &Hash, (account, address): (&AccountRow, &EmailAddress), code: &Secret) -> Hash {
    let address = address.folded();
    let parts: [&[u8]; 5] = [
        recovery.as_bytes(),
        request,
        account.id.as_bytes(),
        address.as_bytes(),
        code.expose().as_bytes(),
    ];
    digest::labelled("nuget-accounts/recovery-code-mail/v1", &parts)
}
