//! Making a key (rules 13.16 to 13.22).

use super::{ApiKey, KEYS, KeyPolicy, Terms, secret_text};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    digest::Hash,
    draft::Draft,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    package::{Needed, may_act, must_be_fit},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    username,
    write::Write,
};
use contract::{Code, Secret, Timestamp, account::AuditKind, key::Key};

/// The seconds of a day.
const DAY: i64 = 86_400;

/// Make a key for one's own packages, or for those of an organization that one is a member of.
#[derive(Debug)]
pub struct MakeKey {
    /// Who asks.
    pub caller: Caller,
    /// The token of their session, from which the key's text is derived.
    pub session_token: Secret,
    /// For whose packages, by username.
    pub owner: String,
    /// What it is for.
    pub terms: Terms,
    /// After how many days it ends.
    pub expires_in_days: Option<u32>,
    /// What the operator decided.
    pub policy: KeyPolicy,
}

/// A key that was made.
#[derive(Clone, Debug)]
pub struct MadeKey {
    /// The key as its holder sees it.
    pub key: Key,
    /// Its text, to be shown once.
    pub text: Secret,
    /// What the text was derived from, beside the session token.
    pub salt: Hash,
}

impl Command for MakeKey {
    type Answer = MadeKey;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::MembersNamed(username::fold(&self.owner)),
            Need::KeysOf(self.caller.account),
            Need::AddressChangesOf(self.caller.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<MadeKey> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let (description, scopes, packages) = self.terms.checked()?;
        let days = self.policy.days(self.expires_in_days)?;
        let holder = fit_holder(snapshot, &caller)?;
        let owner = snapshot.account_named(&username::fold(&self.owner)).ok_or_else(|| {
            Refusal::new(Code::AccountUnknown, "13.17", "no account has this username").about("owner")
        })?;
        judge_owner(snapshot, holder, owner)?;
        must_have_room(snapshot, holder, now)?;
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        let key = ApiKey {
            id: draft.entropy.id(now),
            holder: holder.id,
            owner: Some(owner.id),
            description,
            hash: [0; 32],
            ending: String::new(),
            scopes,
            packages,
            made_at: now,
            expires_at: now.plus_secs(i64::from(days) * DAY),
            used_at: None,
            revoked_at: None,
        };
        let made = issue(key, &self.session_token, &mut draft);
        Ok((draft.finish(), made))
    }
}

/// The account that asks, if it may have keys (rule 13.4).
pub(super) fn fit_holder<'a>(snapshot: &'a Snapshot, caller: &Caller) -> Result<&'a AccountRow, Refusal> {
    let holder = snapshot.account(caller.account);
    let holder = holder.ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the account is gone"))?;
    must_be_fit(holder)?;
    Ok(holder)
}

/// Whether a holder may have one more live key (rule 13.22). Needs [`Need::KeysOf`] the holder.
pub(super) fn must_have_room(snapshot: &Snapshot, holder: &AccountRow, now: Timestamp) -> Result<(), Refusal> {
    let of_holder = snapshot.keys.iter().filter(|key| key.holder == holder.id);
    if of_holder.filter(|key| key.is_live(now)).count() < KEYS {
        return Ok(());
    }
    let detail = "the account has as many keys as it can have";
    Err(Refusal::new(Code::LimitReached, "13.22", detail))
}

/// Whether a holder may have keys for this owner (rule 13.17).
pub(super) fn judge_owner(snapshot: &Snapshot, holder: &AccountRow, owner: &AccountRow) -> Result<(), Refusal> {
    if !may_act(snapshot, holder.id, owner.id, Needed::Member) {
        let detail = "keys are for one's own packages, or those of an organization that one is a member of";
        return Err(Refusal::new(Code::KeyOwnerNotAllowed, "13.17", detail).about("owner"));
    }
    must_be_fit(owner).map_err(|refusal| refusal.about("owner"))
}

/// Gives a key its text, writes it, and tells of it.
pub(super) fn issue(mut key: ApiKey, session_token: &Secret, draft: &mut Draft<'_>) -> MadeKey {
    let salt = draft.entropy.bytes();
    let text = secret_text::derive(session_token, &salt, key.id);
    key.hash = secret_text::hash(text.expose()).unwrap_or_default();
    key.ending = secret_text::ending(&text);
    draft.write(Write::InsertKey(key.clone()));
    concerns(&key, AuditKind::KeyMade, draft);
    if let Some(holder) = draft.snapshot.account(key.holder) {
        let what = Credential::ApiKey(key.description.clone());
        draft.notices(holder, &LetterKind::CredentialAdded { what });
    }
    MadeKey {
        key: key.view(draft.snapshot, draft.now),
        text,
        salt,
    }
}

/// What happens to a key stands in its holder's trail, and in that of the organization that it is for.
pub(super) fn concerns(key: &ApiKey, kind: AuditKind, draft: &mut Draft<'_>) {
    draft.touches(key.holder);
    draft.audit(key.holder, kind, &key.description);
    if let Some(owner) = key.owner.filter(|owner| *owner != key.holder) {
        draft.rests_on(owner);
        draft.audit(owner, kind, &key.description);
    }
}
