//! Regenerating a key (rule 13.24): a new one like it, and the old one revoked.

use super::{
    ApiKey, KeyPolicy, MadeKey,
    change::{judge, needs},
    make::{concerns, fit_holder, issue, must_have_room},
    own,
    revoke::tell_revoked,
};
use crate::{
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{KeyId, Secret, Timestamp, account::AuditKind, consequence::Consequence};

/// The seconds of a day.
const DAY: i64 = 86_400;

/// Replace a key by a new one for the same.
#[derive(Debug)]
pub struct RegenerateKey {
    /// Who asks.
    pub caller: Caller,
    /// The token of their session, from which the key's text is derived.
    pub session_token: Secret,
    /// Which key.
    pub key: KeyId,
    /// The revision that was seen.
    pub revision: String,
    /// After how many days the new one ends; by itself, after as long as the old one lived.
    pub expires_in_days: Option<u32>,
    /// What the operator decided.
    pub policy: KeyPolicy,
}

impl Command for RegenerateKey {
    type Answer = MadeKey;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = needs(&self.caller, self.key);
        needs.push(Need::KeysOf(self.caller.account));
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<MadeKey> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let old = own(snapshot, caller.account, self.key)?;
        let days = self
            .policy
            .days(Some(self.expires_in_days.unwrap_or_else(|| life(old))))?;
        judge(snapshot, &caller, old, &self.revision)?;
        // In place of one that has run out there is one more afterwards.
        if !old.is_live(now) {
            must_have_room(snapshot, fit_holder(snapshot, &caller)?, now)?;
        }
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        let revoked = ApiKey {
            revoked_at: Some(now),
            ..old.clone()
        };
        draft.write(Write::UpdateKey(revoked));
        concerns(old, AuditKind::KeyRevoked, &mut draft);
        tell_revoked(old, &mut draft);
        draft.consequence(Consequence::KeysRevoked {
            count: 1,
            of_others: Vec::new(),
        });
        let new = ApiKey {
            id: draft.entropy.id(now),
            made_at: now,
            expires_at: now.plus_secs(i64::from(days) * DAY),
            used_at: None,
            ..old.clone()
        };
        let made = issue(new, &self.session_token, &mut draft);
        Ok((draft.finish(), made))
    }
}

/// For how many days a key was made, begun days counting whole.
fn life(key: &ApiKey) -> u32 {
    let seconds = key.expires_at.secs_since(key.made_at).max(1);
    u32::try_from((seconds + DAY - 1) / DAY).unwrap_or(u32::MAX)
}
