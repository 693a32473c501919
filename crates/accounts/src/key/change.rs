//! Changing a key (rule 13.23).

use super::{
    ApiKey, KeyPolicy, Terms,
    make::{concerns, fit_holder, judge_owner},
    own,
};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    Code, KeyId, Timestamp,
    account::AuditKind,
    key::{Key, KeyScope},
};
use uuid::Uuid;

/// The seconds of a day.
const DAY: i64 = 86_400;

/// Change what a key is for. What is not given stays. What would let it do more is refused while a change of the holder's
/// login can be undone, as undoing revokes only what was made since (rule 13.26), and is mailed (13.44).
#[derive(Debug)]
pub struct ChangeKey {
    /// Who asks.
    pub caller: Caller,
    /// Which key.
    pub key: KeyId,
    /// The revision that the change was made from.
    pub revision: String,
    /// What to call it.
    pub description: Option<String>,
    /// What it may do.
    pub scopes: Option<Vec<KeyScope>>,
    /// The packages it works for.
    pub packages: Option<Vec<String>>,
    /// After how many days from now it ends.
    pub expires_in_days: Option<u32>,
    /// What the operator decided.
    pub policy: KeyPolicy,
}

impl ChangeKey {
    /// The key as it is wanted: what is not given stays.
    fn wanted(&self, key: &ApiKey, now: Timestamp) -> Result<ApiKey, Refusal> {
        let terms = Terms {
            description: self.description.clone().unwrap_or_else(|| key.description.clone()),
            scopes: self.scopes.clone().unwrap_or_else(|| key.scopes.list()),
            packages: self.packages.clone().unwrap_or_else(|| key.packages.clone()),
        };
        let (description, scopes, packages) = terms.checked()?;
        let days = self.expires_in_days.map(|days| self.policy.days(Some(days)));
        let days = days.transpose()?;
        Ok(ApiKey {
            description,
            scopes,
            packages,
            expires_at: days.map_or(key.expires_at, |days| now.plus_secs(i64::from(days) * DAY)),
            ..key.clone()
        })
    }
}

impl Command for ChangeKey {
    type Answer = Key;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(&self.caller, self.key)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Key> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let key = own(snapshot, caller.account, self.key)?;
        let changed = self.wanted(key, now)?;
        judge(snapshot, &caller, key, &self.revision)?;
        if !key.is_live(now) {
            let detail = "the key has run out; regenerate it";
            return Err(Refusal::new(Code::KeyInvalid, "13.23", detail));
        }
        let grows = changed.does_more_than(key);
        let holder = caller.account_in(snapshot)?;
        if grows {
            holder.must_have_no_open_change(now)?;
        }
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        if changed != *key {
            draft.write(Write::UpdateKey(changed.clone()));
            concerns(&changed, AuditKind::KeyChanged, &mut draft);
        }
        if grows {
            let (description, ending) = (changed.description.clone(), changed.ending.clone());
            draft.notices(holder, &LetterKind::KeyWidened { description, ending });
        }
        Ok((draft.finish(), changed.view(snapshot, now)))
    }
}

/// What changing or regenerating a key has to see.
pub(super) fn needs(caller: &Caller, key: KeyId) -> Vec<Need> {
    vec![
        Need::Session(caller.session),
        Need::Account(caller.account),
        Need::Key(Uuid::from_bytes(*key.as_bytes())),
        Need::AddressChangesOf(caller.account),
    ]
}

/// Whether a key may be changed or regenerated: its holder may still have keys for its owner, it is not of the
/// gallery's past, and it is as it was seen.
pub(super) fn judge<'a>(
    snapshot: &'a Snapshot,
    caller: &Caller,
    key: &ApiKey,
    revision: &str,
) -> Result<&'a AccountRow, Refusal> {
    let holder = fit_holder(snapshot, caller)?;
    let owner = key.owner.and_then(|owner| snapshot.account(owner)).ok_or_else(|| {
        let detail = "a full-access key of the gallery's past can only be revoked";
        Refusal::new(Code::KeyInvalid, "13.23", detail)
    })?;
    judge_owner(snapshot, holder, owner)?;
    if key.revision() != revision {
        return Err(Refusal::new(Code::Stale, "13.23", "the key was changed meanwhile").about("revision"));
    }
    Ok(owner)
}
