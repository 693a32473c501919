//! Completing a proof. The service verifies the ID token between [`check_before_verifying`] and [`CompleteProof`].

use super::{Completed, Freshness, Proof, WRONG_TOKENS, freshness, spendable_until};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    email,
    entropy::Entropy,
    login::{IdentityKey, personal_id},
    login_change::replaced_standing,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    Code, ProofId, Purpose, Secret, Timestamp,
    account::AccountKind,
    identity::Identity,
    proof::{AddressStanding, CompletedProof, Standing},
};

fn invalid(rule: &'static str) -> Refusal {
    Refusal::new(
        Code::ProofInvalid,
        rule,
        "unknown, completed already, or not this attempt's secret",
    )
}

/// Whether a proof may be completed at all by who has this secret (rules 2.2, 2.3, 2.5, 2.7). An ID token is looked at
/// only after that, so who has no secret learns nothing and can use nothing up.
///
/// # Errors
/// `ProofInvalid` or `ProofExpired`.
pub fn check_before_verifying<'a>(
    proof: Option<&'a Proof>,
    attempt_secret: &Secret,
    now: Timestamp,
) -> Result<&'a Proof, Refusal> {
    let proof = proof
        .filter(|proof| proof.belongs_to(attempt_secret))
        .ok_or_else(|| invalid("2.3"))?;
    if proof.completed.is_some() {
        return Err(invalid("2.7"));
    }
    if proof.wrong_tokens >= WRONG_TOKENS {
        return Err(invalid("2.5"));
    }
    if now >= proof.expires_at() {
        return Err(Refusal::new(
            Code::ProofExpired,
            "2.2",
            "ten minutes have passed since the proof was begun",
        ));
    }
    Ok(proof)
}

/// Complete a proof with the identity that its ID token was verified to name.
#[derive(Debug)]
pub struct CompleteProof {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
    /// The identity.
    pub key: IdentityKey,
    /// Who it is, for display.
    pub identity: Identity,
    /// Whether somebody who may vouches that the identity's address is the person's (rule 9.32).
    pub address_verified: bool,
    /// Whether the ID token said when the person signed in; lately, then.
    pub sign_in_time_told: bool,
}

impl CompleteProof {
    /// The address by which an account may be named to the person: an address that anybody can write into a directory
    /// names none.
    fn folded_address(&self) -> Option<String> {
        self.identity
            .address
            .as_deref()
            .filter(|address| self.address_verified && email::is_valid(address))
            .map(|address| email::fold(&email::plainest(address)))
    }

    /// A live link always wins, except for who came to undo a change.
    fn standing(&self, proof: &Proof, snapshot: &Snapshot, now: Timestamp) -> Standing {
        let replaced = replaced_standing(snapshot, &self.key, now);
        let undoes = proof.purpose == Purpose::UndoLogin;
        if let (true, Some(replaced)) = (undoes, &replaced) {
            return replaced.clone();
        }
        let holder = snapshot
            .login(&self.key)
            .and_then(|login| snapshot.account(login.account));
        match holder.filter(|account| account.kind == AccountKind::Individual) {
            Some(account) => Standing::Linked {
                username: account.username.as_str().to_owned(),
            },
            None => replaced.unwrap_or_else(|| Standing::Unlinked {
                address: self.address_standing(snapshot),
            }),
        }
    }

    /// What the identity's address means here (rule 2.10).
    fn address_standing(&self, snapshot: &Snapshot) -> AddressStanding {
        let holder = self.folded_address().and_then(|folded| snapshot.holder_of(&folded));
        match holder {
            None => AddressStanding::Unknown,
            Some(AccountRow {
                kind: AccountKind::Organization,
                ..
            }) => AddressStanding::Organization,
            Some(account) if snapshot.login_of(account.id).is_some() => AddressStanding::LinkedElsewhere,
            Some(_) => AddressStanding::NoMicrosoftLogin,
        }
    }
}

impl Command for CompleteProof {
    type Answer = CompletedProof;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let address = self.folded_address().map(Need::HolderOfAddress);
        let own = [
            Need::Proof(self.proof),
            Need::AccountOfProof(self.proof),
            Need::Login(self.key.clone()),
            Need::LoginChangesByReplaced(self.key.clone()),
        ];
        own.into_iter().chain(address).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, _entropy: &mut Entropy) -> Decision<CompletedProof> {
        let proof = check_before_verifying(snapshot.proof(self.proof), &self.attempt_secret, now)?;
        let standing = self.standing(proof, snapshot, now);
        let linked = matches!(standing, Standing::Linked { .. });
        let freshness = freshness::wanted(snapshot, proof, &self.key, self.sign_in_time_told, now)?;
        let completed = Completed {
            at: now,
            key: self.key.clone(),
            identity: self.identity.clone(),
            linked,
            freshness,
        };
        let answer = CompletedProof {
            proof_id: proof.id,
            identity: self.identity.clone(),
            personal_id: personal_id(&self.key.tenant, &self.key.subject),
            standing,
            spendable_until: spendable_until(proof.purpose, &completed),
            mailed_code_required: freshness == Freshness::CodeWanted,
        };
        let writes = vec![Write::CompleteProof {
            proof: proof.id,
            completed,
        }];
        Ok((
            Changes {
                writes,
                ..Changes::default()
            },
            answer,
        ))
    }
}

/// Count an ID token that did not hold (rule 2.5). It uses up one of the proof's tries, not the proof.
#[derive(Debug)]
pub struct CountWrongToken {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
}

impl Command for CountWrongToken {
    type Answer = u32;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::Proof(self.proof)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, _entropy: &mut Entropy) -> Decision<u32> {
        let proof = check_before_verifying(snapshot.proof(self.proof), &self.attempt_secret, now)?;
        let writes = vec![Write::CountWrongToken {
            proof: proof.id,
            seen: proof.wrong_tokens,
        }];
        Ok((
            Changes {
                writes,
                ..Changes::default()
            },
            WRONG_TOKENS - proof.wrong_tokens - 1,
        ))
    }
}
