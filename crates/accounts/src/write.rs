//! The closed list of what can be written, and of what can be demanded when it is.
//!
//! A store runs these and nothing else. Each is one statement; a guarded one changes exactly one row or the whole
//! transaction is given up as a conflict (rule 8.3).

use crate::{
    account::{AccountRow, ClaimedName},
    answer::KeptAnswer,
    contact::Confirmation,
    installation::Place,
    login::Login,
    proof::{Completed, Proof},
    session::SessionRow,
};
use contract::{AccountId, ProofId, SessionId, Timestamp, identity::Identity};
use uuid::Uuid;

/// What must hold when the transaction runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard {
    /// The account is as it was seen.
    AccountUnchanged {
        /// Which.
        account: AccountId,
        /// The version seen.
        version: i64,
    },
    /// The account is as it was seen, and counts as changed from now on.
    ChangesAccount {
        /// Which.
        account: AccountId,
        /// The version seen.
        version: i64,
    },
    /// The session has not been ended.
    SessionLive(SessionId),
    /// There is no account at all.
    NoAccounts,
}

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// A new account.
    InsertAccount(AccountRow),
    /// The account's confirmed and pending address, as they are in this row.
    SetAddresses(AccountRow),
    /// Whether an operator locked the account.
    SetLocked {
        /// Which.
        account: AccountId,
        /// Whether it is locked from now on.
        locked: bool,
    },
    /// A claim of a username; unique.
    ClaimName(ClaimedName),
    /// A new login; its identity is unique.
    InsertLogin(Login),
    /// How the provider describes the identity of a login at present.
    DescribeLogin {
        /// Which login.
        login: Uuid,
        /// The description.
        identity: Identity,
    },
    /// A new proof.
    InsertProof(Proof),
    /// Completes a proof; guarded: only one that is not completed.
    CompleteProof {
        /// Which.
        proof: ProofId,
        /// By whom.
        completed: Completed,
    },
    /// Counts a token that did not hold against a proof; guarded by the count seen.
    CountWrongToken {
        /// Which proof.
        proof: ProofId,
        /// The count seen.
        seen: u32,
    },
    /// Spends a proof; guarded: only one that is completed and not spent.
    SpendProof {
        /// Which.
        proof: ProofId,
        /// When.
        at: Timestamp,
    },
    /// A new session; its token's hash is unique.
    InsertSession(SessionRow),
    /// Ends a session; guarded: only a live one.
    EndSession {
        /// Which.
        session: SessionId,
        /// When.
        at: Timestamp,
    },
    /// Notes that a session was used; without effect on an ended one or where a later time is noted.
    SeeSession {
        /// Which.
        session: SessionId,
        /// When.
        at: Timestamp,
    },
    /// Notes that an installation was seen at an account.
    SeePlace(Place),
    /// The open confirmation of an account's pending address, in place of any other.
    SetConfirmation(Confirmation),
    /// Counts a wrong code; guarded by the confirmation and the number of tries seen.
    CountWrongCode {
        /// Which confirmation.
        confirmation: Uuid,
        /// The tries left that were seen.
        seen: u32,
    },
    /// Removes a confirmation; guarded: it must still be the open one.
    RemoveConfirmation(Uuid),
    /// Keeps an answer; its key is unique.
    KeepAnswer(KeptAnswer),
    /// Removes what has run out before this time, in small steps: proofs, kept answers, ended sessions, old events.
    Purge(Expired, Timestamp),
}

/// What is removed once it has run out (rule 8.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expired {
    /// Proofs begun before.
    Proofs,
    /// Answers kept before.
    Answers,
    /// Sessions ended or last seen before.
    Sessions,
    /// Events before.
    Events,
}
