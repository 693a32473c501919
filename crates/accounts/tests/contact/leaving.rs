//! An account that is to be deleted, and what is asked for it.

use crate::support::*;
use accounts::{
    Snapshot, Write,
    deletion::{Confirmed, KeepByLink, RequestDeletion, Requested},
    mailed_act::{self},
    session::Caller,
    two_factor::Policy,
};
use contract::{AccountId, Purpose, Secret, Timestamp, deletion::PendingDeletion};

pub const GRACE: i64 = 7 * 86_400;

pub fn anna() -> (Snapshot, Caller) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "Anna");
    login(&mut snapshot, anna, "anna");
    let caller = session(&mut snapshot, anna);
    proof(&mut snapshot, Purpose::DeleteAccount, "anna", Some(&caller));
    (snapshot, caller)
}

pub fn confirmed(username: &str) -> Option<Confirmed> {
    Some(Confirmed {
        username: username.to_owned(),
        proof: proof_id(),
        attempt_secret: secret(),
    })
}

pub fn delete(caller: &Caller) -> RequestDeletion {
    RequestDeletion {
        caller: caller.clone(),
        confirmed: confirmed("Anna"),
        unlist_orphans: true,
        grace_seconds: GRACE,
        two_factor: Policy::default(),
    }
}

pub fn waits(requested: Requested) -> PendingDeletion {
    match requested {
        Requested::Waits(deletion) => deletion,
        Requested::Deleted => panic!("it was deleted at once"),
    }
}

pub fn erases(writes: &[Write]) -> Vec<(AccountId, bool)> {
    let erased = writes.iter().filter_map(|write| match write {
        Write::EraseAccount { account, keeps_name } => Some((*account, *keeps_name)),
        _ => None,
    });
    erased.collect()
}

/// An account whose deletion was asked for, and the reference in the mailed link.
pub fn leaving() -> (Snapshot, Caller, Secret) {
    let (mut snapshot, caller) = anna();
    let asked = decide(&delete(&caller), &snapshot).unwrap().0;
    let reference = asked.mails[0].letter.kind.reference().unwrap().clone();
    follow(&mut snapshot, asked);
    let caller = session(&mut snapshot, caller.account);
    snapshot.sessions.remove(0);
    (snapshot, caller, reference)
}

pub fn keep(snapshot: &Snapshot, reference: &Secret, with_proof: bool) -> KeepByLink {
    KeepByLink {
        act: mailed_act::hash_of(reference.expose()),
        account: id(1),
        deletion: snapshot.deletions[0].id,
        proof: with_proof.then(|| (proof_id(), secret())),
        two_factor: Policy::default(),
    }
}

pub fn end() -> Timestamp {
    now().plus_secs(GRACE)
}
