//! What was shown before a deletion, once an account that it names has another name (rule 14.19).

use super::Deletion;
use crate::{
    command::Changes,
    snapshot::Snapshot,
    write::{Guard, Write},
};
use contract::consequence::Consequence;

/// The deletions that wait and were shown to do something to the account that was called `from` name it `to` from now on:
/// they do it to the same account. Needs [`crate::Need::DeletionsNaming`].
pub(crate) fn renamed(snapshot: &Snapshot, from: &str, to: &str) -> Changes {
    let mut changes = Changes::default();
    for deletion in &snapshot.deletions {
        let shown: Vec<Consequence> = deletion.shown.iter().map(|line| naming(line, from, to)).collect();
        let account = snapshot.account(deletion.account);
        if let Some(account) = account.filter(|_| shown != deletion.shown) {
            // Of a deletion that ends at the same moment nothing is written again.
            changes.guards.push(Guard::ChangesAccount {
                account: account.id,
                version: account.version,
            });
            let deletion = deletion.clone();
            changes.writes.push(Write::PutDeletion(Deletion { shown, ..deletion }));
        }
    }
    changes
}

/// The same with the other name. Not where it is about the name itself: another one is used up then (rule 16.7).
fn naming(consequence: &Consequence, from: &str, to: &str) -> Consequence {
    let mut named = consequence.clone();
    match &mut named {
        Consequence::OrganizationDeleted { organization } | Consequence::MembershipEnds { organization, .. } => {
            rename(organization, from, to);
        }
        Consequence::MembersPromoted { organization, members } => {
            rename(organization, from, to);
            members.iter_mut().for_each(|name| rename(name, from, to));
        }
        Consequence::KeysRevoked { of_others, .. } => of_others.iter_mut().for_each(|name| rename(name, from, to)),
        Consequence::OwnershipEnds { remaining, .. } => remaining.iter_mut().for_each(|name| rename(name, from, to)),
        _ => {}
    }
    named
}

fn rename(name: &mut String, from: &str, to: &str) {
    if name == from {
        to.clone_into(name);
    }
}
