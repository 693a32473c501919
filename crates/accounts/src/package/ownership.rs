//! Owners come and go (rules 13.5 to 13.9): what each change writes and whom it tells.

use super::{FeedChange, Owner, OwnershipOffer, Package};
use crate::{account::AccountRow, draft::Draft, letter::LetterKind, snapshot::Snapshot, write::Write};
use contract::{
    AccountId, OfferId,
    account::AuditKind,
    consequence::Consequence,
    package::{Offer, Package as PackageView},
};
use uuid::Uuid;

/// The owners of a package, the earliest first.
fn owners<'a>(snapshot: &'a Snapshot, folded: &'a str) -> Vec<&'a AccountRow> {
    let mut owners: Vec<_> = snapshot.owners_of(folded).collect();
    owners.sort_by_key(|owner| (owner.since, owner.account));
    let accounts = owners.into_iter();
    accounts.filter_map(|owner| snapshot.account(owner.account)).collect()
}

/// The usernames of a package's owners, the earliest first.
#[must_use]
pub fn owner_names(snapshot: &Snapshot, folded: &str) -> Vec<String> {
    names(&owners(snapshot, folded))
}

fn names(owners: &[&AccountRow]) -> Vec<String> {
    let names = owners.iter().map(|owner| owner.username.as_str().to_owned());
    names.collect()
}

/// A package as people see it.
#[must_use]
pub fn package_view(package: &Package, owners: Vec<String>) -> PackageView {
    PackageView {
        id: package.id.clone(),
        listed: package.listed,
        registered_at: package.registered_at,
        owners,
    }
}

/// An offer as those who may answer or withdraw it see it; nothing where an account is missing.
#[must_use]
pub fn offer_view(snapshot: &Snapshot, offer: &OwnershipOffer) -> Option<Offer> {
    let name = |id| snapshot.account(id).map(|row| row.username.as_str().to_owned());
    let package = snapshot.package(&offer.package);
    Some(Offer {
        id: OfferId::new(offer.id),
        package: package.map_or_else(|| offer.package.clone(), |row| row.id.clone()),
        to: name(offer.account)?,
        offered_by: name(offer.offered_by)?,
        transfer: offer.transfer,
        made_at: offer.made_at,
        expires_at: offer.expires_at,
    })
}

/// A change of a package's owners: some come, some go.
pub struct Handover<'a> {
    /// The package.
    pub package: &'a Package,
    /// Who becomes an owner.
    pub comes: Option<&'a AccountRow>,
    /// Who stops being one.
    pub goes: Option<&'a AccountRow>,
}

impl Handover<'_> {
    /// Writes it, and tells feeds, owners, trails and who asks. Every owner counts as changed, so that two changes of one
    /// package never pass each other by, and feeds are told of each as it is.
    ///
    /// Answers with the owners' usernames from then on.
    pub fn write(&self, draft: &mut Draft<'_>) -> Vec<String> {
        let snapshot = draft.snapshot;
        let before = owners(snapshot, &self.package.folded);
        let mut after = before.clone();
        if let Some(goes) = self.goes {
            after.retain(|owner| owner.id != goes.id);
        }
        for owner in &before {
            draft.touches(owner.id);
        }
        if let Some(comes) = self.comes.and_then(|row| snapshot.account(row.id)) {
            // Where others became owners in the same microsecond, their ids decide, as everywhere.
            let since = |owner: &AccountRow| {
                let mut rows = snapshot.owners_of(&self.package.folded);
                rows.find(|row| row.account == owner.id).map(|row| row.since)
            };
            let place = after.partition_point(|owner| (since(owner), owner.id) < (Some(draft.now), comes.id));
            after.insert(place, comes);
            self.begin(comes, &before, draft);
        }
        if let Some(goes) = self.goes {
            self.end(goes, &before, names(&after), draft);
        }
        let remaining = names(&after);
        let change = FeedChange::new(self.package, remaining.clone(), draft.now, draft.entropy);
        draft.write(Write::TellFeeds(change));
        remaining
    }

    fn begin(&self, comes: &AccountRow, before: &[&AccountRow], draft: &mut Draft<'_>) {
        draft.touches(comes.id);
        draft.write(Write::InsertOwner(Owner {
            package: self.package.folded.clone(),
            account: comes.id,
            since: draft.now,
        }));
        draft.consequence(Consequence::OwnershipBegins {
            package: self.package.id.clone(),
            owner: comes.username.as_str().to_owned(),
        });
        self.tell(comes, before, AuditKind::OwnershipAccepted, draft);
    }

    fn end(&self, goes: &AccountRow, before: &[&AccountRow], remaining: Vec<String>, draft: &mut Draft<'_>) {
        draft.write(Write::RemoveOwner {
            package: self.package.folded.clone(),
            account: goes.id,
        });
        draft.consequence(Consequence::OwnershipEnds {
            package: self.package.id.clone(),
            remaining,
        });
        self.tell(goes, before, AuditKind::OwnerRemoved, draft);
    }

    /// The owners so far and who comes: that somebody can push from now on, or no longer, is for all of them to know
    /// (rule 13.9).
    fn tell(&self, who: &AccountRow, before: &[&AccountRow], kind: AuditKind, draft: &mut Draft<'_>) {
        let account = who.username.as_str();
        let comes = self.comes.filter(|comes| comes.id == who.id);
        let subject = format!("{}: {account}", self.package.id);
        for owner in before.iter().copied().chain(comes) {
            draft.audit(owner.id, kind, &subject);
            let letter = LetterKind::OwnersChanged {
                package: self.package.id.clone(),
                account: account.to_owned(),
                added: comes.is_some(),
            };
            draft.mail(owner, letter);
        }
    }
}

/// An offer goes, and with it the link that was mailed about it.
pub fn remove_offer(offer: Uuid, draft: &mut Draft<'_>) {
    draft.write(Write::RemoveOwnershipOffer(offer));
    draft.write(Write::RemoveMailedActs(offer));
}

/// Withdraws the offers of a package that an owner has made, when they stop being one.
pub fn withdraw_offers_by(owner: AccountId, package: &Package, except: Option<&OwnershipOffer>, draft: &mut Draft<'_>) {
    let snapshot = draft.snapshot;
    let theirs = snapshot
        .ownership_offers
        .iter()
        .filter(|offer| offer.package == package.folded && offer.offered_by == owner)
        .filter(|offer| except.is_none_or(|except| except.id != offer.id));
    let mut count = 0;
    for offer in theirs {
        remove_offer(offer.id, draft);
        if !offer.is_open(draft.now) {
            continue;
        }
        draft.touches(offer.account);
        let invited = snapshot.account(offer.account).map(|row| row.username.as_str());
        let subject = format!("{}: {}", package.id, invited.unwrap_or_default());
        draft.audit(offer.account, AuditKind::OwnershipDeclined, &subject);
        count += 1;
    }
    if count > 0 {
        draft.consequence(Consequence::RequestsWithdrawn { count });
    }
}
