//! What a command sees: the rows that it names, as they stood at one moment.

use crate::{
    account::{AccountRow, ClaimedName},
    answer::{AnswerKey, KeptAnswer},
    contact::Confirmation,
    digest::Hash,
    installation::Place,
    login::{IdentityKey, Login},
    proof::Proof,
    session::SessionRow,
};
use contract::{AccountId, ProofId, SessionId, Timestamp};

/// A row, or a few that hang together, that a command has to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// An account with its login and the confirmation that is open.
    Account(AccountId),
    /// The account that has confirmed the address which waits at this account.
    HolderOfPendingAddress(AccountId),
    /// The account that has confirmed this address (folded), with its login.
    HolderOfAddress(String),
    /// A username (folded), tombstones included.
    Name(String),
    /// A username (folded) and the account that has it.
    AccountByName(String),
    /// The login of an identity and its account.
    Login(IdentityKey),
    /// A proof; where it is completed, also the login of its identity and that login's account.
    Proof(ProofId),
    /// The place of this installation at the account that a completed proof's identity is linked to.
    PlaceByProof {
        /// The proof.
        proof: ProofId,
        /// The installation's id.
        installation: String,
    },
    /// How many proofs this caller has begun that can still be completed.
    OpenProofs {
        /// The caller, as [`Proof::caller`] has it.
        caller: Hash,
        /// Now.
        now: Timestamp,
    },
    /// A session.
    Session(SessionId),
    /// The answer kept for a repeated request.
    Answer(AnswerKey),
}

/// The rows that were found. What is not in it does not exist.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Accounts.
    pub accounts: Vec<AccountRow>,
    /// Claimed usernames.
    pub names: Vec<ClaimedName>,
    /// Live logins.
    pub logins: Vec<Login>,
    /// Proofs.
    pub proofs: Vec<Proof>,
    /// Sessions, also ended ones.
    pub sessions: Vec<SessionRow>,
    /// Places.
    pub places: Vec<Place>,
    /// Open confirmations of addresses.
    pub confirmations: Vec<Confirmation>,
    /// The answer to [`Need::OpenProofs`].
    pub open_proofs: u32,
    /// The answer to [`Need::Answer`].
    pub answer: Option<KeptAnswer>,
}

impl Snapshot {
    /// The account with this id.
    #[must_use]
    pub fn account(&self, id: AccountId) -> Option<&AccountRow> {
        self.accounts.iter().find(|row| row.id == id)
    }

    /// The account that has confirmed this address.
    #[must_use]
    pub fn holder_of(&self, folded: &str) -> Option<&AccountRow> {
        self.accounts
            .iter()
            .find(|row| row.confirmed_email.as_ref().is_some_and(|own| own.folded() == folded))
    }

    /// The claim of this username.
    #[must_use]
    pub fn name(&self, folded: &str) -> Option<&ClaimedName> {
        self.names.iter().find(|row| row.username.folded() == folded)
    }

    /// The live login of this identity.
    #[must_use]
    pub fn login(&self, key: &IdentityKey) -> Option<&Login> {
        self.logins.iter().find(|row| row.key == *key)
    }

    /// The live login of this account.
    #[must_use]
    pub fn login_of(&self, account: AccountId) -> Option<&Login> {
        self.logins.iter().find(|row| row.account == account)
    }

    /// The proof with this id.
    #[must_use]
    pub fn proof(&self, id: ProofId) -> Option<&Proof> {
        self.proofs.iter().find(|row| row.id == id)
    }

    /// The session with this id.
    #[must_use]
    pub fn session(&self, id: SessionId) -> Option<&SessionRow> {
        self.sessions.iter().find(|row| row.id == id)
    }

    /// The place of an installation at an account.
    #[must_use]
    pub fn place(&self, account: AccountId, installation: &str) -> Option<&Place> {
        self.places
            .iter()
            .find(|row| row.account == account && row.installation_id == installation)
    }

    /// The open confirmation of an account's pending address.
    #[must_use]
    pub fn confirmation(&self, account: AccountId) -> Option<&Confirmation> {
        self.confirmations.iter().find(|row| row.account == account)
    }
}
