//! Who signs in at the provider, and the proofs of it.

use super::{Plain, World};
use crate::model::{IDENTITIES, tenant_of};
use accounts::{
    Changes, Write,
    digest::{self, Hash},
    login::IdentityKey,
    proof::{Binding, Completed, Freshness, Presented, Proof},
    session::Caller,
};
use contract::{
    ProofId, Purpose, Secret, Timestamp,
    identity::{Identity, IdentityKind},
};

/// A work tenant.
pub fn tenant(number: usize) -> String {
    format!("00000000-0000-4000-8000-00000000000{number}")
}

pub fn key_of(identity: usize) -> IdentityKey {
    IdentityKey {
        issuer: "issuer".to_owned(),
        tenant: tenant_of(identity).map_or_else(|| "personal".to_owned(), tenant),
        subject: format!("{identity}"),
    }
}

pub fn identity(number: usize, second_factor: bool) -> Identity {
    Identity {
        name: Some(format!("Person {number}")),
        address: Some(format!("person{number}@identity.example")),
        kind: match tenant_of(number) {
            Some(_) => IdentityKind::WorkOrSchool,
            None => IdentityKind::Personal,
        },
        second_factor,
    }
}

/// A proof that is known by the hash of its secret.
fn begun(purpose: Purpose, hash: Hash, session: Option<&Caller>, at: Timestamp) -> Proof {
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    Proof {
        id: ProofId::from_bytes(id),
        purpose,
        attempt_hash: hash,
        challenge: hash,
        bound_to: session.map(|caller| Binding {
            session: caller.session,
            account: caller.account,
        }),
        caller: [0; 32],
        begun_at: at,
        wrong_tokens: 0,
        completed: None,
        spent_at: None,
    }
}

impl World {
    /// A completed proof of an identity, begun in this session or in none.
    pub(super) async fn proof(
        &mut self,
        plain: &Plain,
        purpose: Purpose,
        who: usize,
        session: Option<&Caller>,
    ) -> Presented {
        self.count += 1;
        let attempt_secret = Secret::new(format!("secret {}", self.count));
        let hash = digest::of_text(attempt_secret.expose());
        let at = self.gallery.now();
        let begun = begun(purpose, hash, session, at);
        let proof = begun.id;
        let completed = Completed {
            at,
            key: key_of(who),
            identity: identity(who, !plain.weak.contains(&who)),
            linked: false,
            freshness: Freshness::Shown,
        };
        let changes = Changes {
            writes: vec![Write::InsertProof(begun), Write::CompleteProof { proof, completed }],
            ..Changes::default()
        };
        self.commit(changes).await;
        Presented { proof, attempt_secret }
    }

    /// The proof of the identity that signs in to the caller's account, or where it is not to be right of another one.
    pub(super) async fn own_proof(
        &mut self,
        plain: &Plain,
        purpose: Purpose,
        (caller, right): (&Caller, bool),
    ) -> Presented {
        let who = self.accounts.iter().position(|id| *id == caller.account);
        let row = who.and_then(|who| plain.accounts[who].as_ref());
        let login = row.and_then(|row| row.login).unwrap_or(0);
        let present = if right { login } else { (login + 1) % IDENTITIES };
        self.proof(plain, purpose, present, Some(caller)).await
    }
}
