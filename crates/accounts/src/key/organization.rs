//! The keys that work for an organization, as its administrators see and revoke them (rules 13.41 to 13.43).

use super::{ApiKey, make::concerns};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    organization::{Acting, administered},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, Code, KeyId, Timestamp,
    account::AuditKind,
    consequence::Consequence,
    key::{OrganizationKey, OrganizationKeyList},
};
use uuid::Uuid;

/// The keys with which somebody can push for an organization, or could if they were a member, the latest first. Needs the
/// organization's members, [`Need::KeysFor`] it and [`Need::FullAccessKeysFor`] it.
#[must_use]
pub fn of_organization(snapshot: &Snapshot, organization: AccountId, now: Timestamp) -> OrganizationKeyList {
    let keys = snapshot.keys.iter().filter(|key| key.is_live(now));
    let mut keys: Vec<OrganizationKey> = keys
        .filter(|key| key.owner == Some(organization) || key.owner.is_none())
        .filter_map(|key| view(snapshot, organization, key))
        .collect();
    keys.sort_by_key(|key| std::cmp::Reverse((key.made_at, key.id)));
    OrganizationKeyList { keys }
}

fn view(snapshot: &Snapshot, organization: AccountId, key: &ApiKey) -> Option<OrganizationKey> {
    let holder = snapshot.account(key.holder)?;
    let is_member = snapshot.member(organization, holder.id).is_some();
    let full_access = key.owner.is_none();
    // A full-access key works for an organization only through its holder's membership.
    if full_access && !is_member {
        return None;
    }
    Some(OrganizationKey {
        id: KeyId::new(key.id),
        holder: holder.username.as_str().to_owned(),
        is_member,
        full_access,
        description: key.description.clone(),
        ending: key.ending.clone(),
        scopes: key.may().list(),
        packages: key.packages.clone(),
        made_at: key.made_at,
        expires_at: key.expires_at,
        used_at: key.used_at,
    })
}

/// Revoke somebody's key that works for an organization, for ever, as one of its administrators (rule 13.42).
#[derive(Debug)]
pub struct RevokeOrganizationKey {
    /// Who asks.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
    /// Which key.
    pub key: KeyId,
}

impl RevokeOrganizationKey {
    /// The key, where it is the organization's to revoke.
    fn key<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<&'a ApiKey, Refusal> {
        let mut keys = snapshot.keys.iter();
        let key = keys.find(|key| key.id.as_bytes() == self.key.as_bytes() && key.is_live(now));
        let seen = key.filter(|key| match key.owner {
            Some(owner) => owner == self.organization,
            None => snapshot.member(self.organization, key.holder).is_some(),
        });
        let key = seen.ok_or_else(|| Refusal::new(Code::NotFound, "13.42", "no such key of this organization"))?;
        if key.owner.is_none() {
            let detail = "a full-access key works for its holder's own packages too, so only its holder revokes it";
            return Err(Refusal::new(Code::KeyOwnerNotAllowed, "13.43", detail));
        }
        Ok(key)
    }
}

impl Command for RevokeOrganizationKey {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.organization),
            Need::MembersOf(self.organization),
            Need::Key(Uuid::from_bytes(*self.key.as_bytes())),
            Need::AddressChangesOfLoaded,
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let organization = administered(snapshot, acting.account.id, self.organization)?;
        let key = self.key(snapshot, now)?;
        let mut draft = Draft::by(&self.caller, snapshot, now, entropy);
        draft.write(Write::UpdateKey(ApiKey {
            revoked_at: Some(now),
            ..key.clone()
        }));
        concerns(key, AuditKind::KeyRevoked, &mut draft);
        if let Some(holder) = snapshot.account(key.holder) {
            draft.notices(holder, &letter(key, organization, acting.account));
            draft.consequence(Consequence::KeysRevoked {
                count: 1,
                of_others: of_others(holder, acting.account),
            });
        }
        Ok((draft.finish(), ()))
    }
}

/// What the holder is told, whatever they want to be mailed (rule 5.25).
fn letter(key: &ApiKey, organization: &AccountRow, by: &AccountRow) -> LetterKind {
    if key.holder == by.id {
        let what = Credential::ApiKey(key.description.clone());
        return LetterKind::CredentialRemoved { what };
    }
    LetterKind::KeyRevokedBy {
        description: key.description.clone(),
        ending: key.ending.clone(),
        organization: organization.username.as_str().to_owned(),
        by: by.username.as_str().to_owned(),
    }
}

fn of_others(holder: &AccountRow, by: &AccountRow) -> Vec<String> {
    if holder.id == by.id {
        return Vec::new();
    }
    vec![holder.username.as_str().to_owned()]
}
