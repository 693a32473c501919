//! Revoking a key (rule 13.25). Nothing but a session is needed: who finds a key in the open must not be held up.

use super::{ApiKey, change::needs, make::concerns, own};
use crate::{
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{KeyId, Timestamp, account::AuditKind, consequence::Consequence};

/// Revoke a key, for ever.
#[derive(Debug)]
pub struct RevokeKey {
    /// Who asks.
    pub caller: Caller,
    /// Which key.
    pub key: KeyId,
}

impl Command for RevokeKey {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(&self.caller, self.key)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let key = own(snapshot, caller.account, self.key)?;
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        draft.write(Write::UpdateKey(ApiKey {
            revoked_at: Some(now),
            ..key.clone()
        }));
        concerns(key, AuditKind::KeyRevoked, &mut draft);
        tell_revoked(key, &mut draft);
        draft.consequence(Consequence::KeysRevoked {
            count: 1,
            of_others: Vec::new(),
        });
        Ok((draft.finish(), ()))
    }
}

/// Its holder hears that a key was revoked (rule 13.25).
pub(super) fn tell_revoked(key: &ApiKey, draft: &mut Draft<'_>) {
    if let Some(holder) = draft.snapshot.account(key.holder) {
        let what = Credential::ApiKey(key.description.clone());
        draft.notices(holder, &LetterKind::CredentialRemoved { what });
    }
}
