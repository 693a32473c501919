//! API keys: those of the account, and those of others that work for it (rule 14.8).

use super::{Erasure, count};
use crate::{
    key::ApiKey,
    letter::{Credential, LetterKind},
};
use contract::{account::AuditKind, consequence::Consequence};
use std::collections::BTreeSet;

impl Erasure<'_> {
    /// Revokes them. That they are removed is part of erasing the account.
    pub(super) fn keys(&mut self) {
        let snapshot = self.snapshot;
        let ends =
            |key: &&ApiKey| self.ids.contains(&key.holder) || key.owner.is_some_and(|owner| self.ids.contains(&owner));
        let keys: Vec<&ApiKey> = snapshot.keys.iter().filter(ends).collect();
        let live = keys.iter().filter(|key| key.is_live(self.now)).count();
        let mut of_others = BTreeSet::new();
        for key in keys {
            if self.ids.contains(&key.holder) {
                continue;
            }
            self.touches(key.holder);
            self.audit(key.holder, AuditKind::KeyRevoked, Some(&key.description));
            if !key.is_live(self.now) {
                continue;
            }
            of_others.insert(self.username(key.holder));
            if let Some(holder) = snapshot.account(key.holder) {
                let what = Credential::ApiKey(key.description.clone());
                self.warn(holder, &LetterKind::CredentialRemoved { what });
            }
        }
        if live > 0 {
            self.consequence(Consequence::KeysRevoked {
                count: count(live),
                of_others: of_others.into_iter().collect(),
            });
        }
    }
}
