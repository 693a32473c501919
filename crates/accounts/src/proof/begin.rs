//! Beginning a proof.

use super::{Binding, Proof};
use crate::{
    command::{Changes, Command, Decision},
    digest::{self, Hash},
    entropy::Entropy,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{Code, ProofId, Purpose, Timestamp, session::SessionKind};

/// How many proofs one network address may have begun and not completed (rule 2.6).
pub const OPEN_PER_CALLER: u32 = 50;

/// Begin a proof (rules 2.1, 2.2, 2.6).
#[derive(Debug)]
pub struct BeginProof {
    /// The one act that it is for.
    pub purpose: Purpose,
    /// SHA-256 of the attempt secret, base64url without padding.
    pub attempt_hash: String,
    /// The session that begins it, if one does.
    pub session: Option<Caller>,
    /// A hash of the network address.
    pub caller: Hash,
    /// Whether the gallery takes new accounts.
    pub registration_open: bool,
}

impl BeginProof {
    /// What who has no session may do, or has only a recovery session.
    fn needs_no_session(&self) -> bool {
        matches!(
            self.purpose,
            Purpose::SignIn | Purpose::Register | Purpose::Recover | Purpose::UndoLogin | Purpose::CancelDeletion
        )
    }

    /// Refuses a proof for an account that could not be opened (rule 4.1).
    fn registration_must_be_open(&self) -> Result<(), Refusal> {
        if self.purpose != Purpose::Register || self.registration_open {
            return Ok(());
        }
        Err(Refusal::new(
            Code::RegistrationClosed,
            "4.1",
            "the gallery takes no new accounts",
        ))
    }

    fn binding(&self) -> Result<Option<Binding>, Refusal> {
        let Some(caller) = &self.session else {
            if self.needs_no_session() {
                return Ok(None);
            }
            return Err(Refusal::new(
                Code::SessionRequired,
                "2.1",
                "this purpose needs a session",
            ));
        };
        if caller.kind == SessionKind::Recovery && !self.needs_no_session() {
            return Err(Refusal::new(
                Code::FullSessionRequired,
                "2.1",
                "this purpose needs a full session",
            ));
        }
        Ok(Some(Binding {
            session: caller.session,
            account: caller.account,
        }))
    }
}

/// Refuses who has too many open proofs already, where that was counted (rule 2.6).
fn must_be_one_of_few(snapshot: &Snapshot) -> Result<(), Refusal> {
    if snapshot.open_proofs.is_none_or(|open| open < OPEN_PER_CALLER) {
        return Ok(());
    }
    let refusal = Refusal::new(Code::TooManyRequests, "2.6", "too many open proofs from this address");
    Err(refusal.retry_after(60))
}

impl Command for BeginProof {
    type Answer = Proof;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        Vec::new()
    }

    fn needs_after_conflict(&self, now: Timestamp) -> Vec<Need> {
        vec![Need::OpenProofs {
            caller: self.caller,
            now,
        }]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Proof> {
        let attempt_hash = digest::from_text(&self.attempt_hash).ok_or_else(|| {
            Refusal::new(Code::BadRequest, "2.1", "not a SHA-256 in base64url without padding").about("attempt_hash")
        })?;
        self.registration_must_be_open()?;
        let bound_to = self.binding()?;
        must_be_one_of_few(snapshot)?;
        let proof = Proof {
            id: ProofId::new(entropy.id(now)),
            purpose: self.purpose,
            attempt_hash,
            challenge: entropy.bytes(),
            bound_to,
            caller: self.caller,
            begun_at: now,
            wrong_tokens: 0,
            completed: None,
            spent_at: None,
        };
        let few = Guard::FewerOpenProofs {
            caller: self.caller,
            now,
            than: OPEN_PER_CALLER,
        };
        let live = bound_to.iter().map(|binding| Guard::SessionLive(binding.session));
        let changes = Changes {
            guards: live.chain([few]).collect(),
            writes: vec![Write::InsertProof(proof.clone())],
            ..Changes::default()
        };
        Ok((changes, proof))
    }
}
