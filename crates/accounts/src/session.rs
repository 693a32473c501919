//! Sessions (rules 3.1 to 3.7): opened by spending a proof, listed, ended.

mod end;
mod open;
mod restricted;
pub mod token;

pub use end::EndSession;
pub(crate) use open::{NewSession, session_answer};
pub use open::{OpenSession, Opened};
pub(crate) use restricted::end_restricted;

use crate::{account::AccountRow, digest::Hash, refusal::Refusal, snapshot::Snapshot};
use contract::{AccountId, Code, SessionId, Timestamp, session::Session, session::SessionKind};

/// After how many seconds without use a session ends (rule 3.2).
pub const IDLE_SECONDS: i64 = 30 * 86_400;

/// After how many seconds a session ends in any case (rule 3.2).
pub const ABSOLUTE_SECONDS: i64 = 180 * 86_400;

/// After how many seconds a recovery session ends, used or not (rule 10.11).
pub const RECOVERY_SECONDS: i64 = 1800;

/// How far, in seconds, the time noted as last seen may be behind (rule 3.4).
pub const SEEN_SECONDS: i64 = 60;

/// How many sessions a list shows at most (rule 3.5).
pub const LISTED: u32 = 200;

/// A session as it is stored. Of its token only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Hash of its token.
    pub token_hash: Hash,
    /// Its account.
    pub account: AccountId,
    /// What it may do.
    pub kind: SessionKind,
    /// The installation's id.
    pub installation_id: String,
    /// The installation's name.
    pub installation_name: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
}

impl SessionRow {
    /// When it ends by itself.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        if self.kind == SessionKind::Recovery {
            return self.opened_at.plus_secs(RECOVERY_SECONDS);
        }
        self.seen_at
            .plus_secs(IDLE_SECONDS)
            .min(self.opened_at.plus_secs(ABSOLUTE_SECONDS))
    }

    /// Whether it still works.
    #[must_use]
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.ended_at.is_none() && now < self.expires_at()
    }

    /// Whether its use now is to be noted.
    #[must_use]
    pub fn is_seen_late(&self, now: Timestamp) -> bool {
        now >= self.seen_at.plus_secs(SEEN_SECONDS)
    }

    /// What its owner sees.
    #[must_use]
    pub fn view(&self, asking: SessionId) -> Session {
        Session {
            id: self.id,
            kind: self.kind,
            installation: self.installation_name.clone(),
            opened_at: self.opened_at,
            seen_at: self.seen_at,
            expires_at: self.expires_at(),
            current: self.id == asking,
        }
    }
}

/// Who asks: a live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The session.
    pub session: SessionId,
    /// Its account.
    pub account: AccountId,
    /// What it may do.
    pub kind: SessionKind,
    /// The installation's name.
    pub installation: String,
}

impl Caller {
    /// The caller behind a token whose hash is the session's.
    ///
    /// # Errors
    /// `SessionRequired` where there is no such session or it has ended (rule 3.2).
    pub fn check(session: Option<&SessionRow>, now: Timestamp) -> Result<Self, Refusal> {
        let session = session
            .filter(|session| session.is_live(now))
            .ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "no session, or one that ended"))?;
        Ok(Self {
            session: session.id,
            account: session.account,
            kind: session.kind,
            installation: session.installation_name.clone(),
        })
    }

    /// The account of the session.
    ///
    /// # Errors
    /// `SessionRequired` where it is gone.
    pub fn account_in<'a>(&self, snapshot: &'a Snapshot) -> Result<&'a AccountRow, Refusal> {
        let account = snapshot.account(self.account);
        account.ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the session's account is gone"))
    }

    /// Refuses a recovery session.
    ///
    /// # Errors
    /// `FullSessionRequired`.
    pub fn must_be_full(&self) -> Result<(), Refusal> {
        if self.kind == SessionKind::Full {
            return Ok(());
        }
        Err(Refusal::new(
            Code::FullSessionRequired,
            "3.7",
            "a recovery session may not do this",
        ))
    }
}
