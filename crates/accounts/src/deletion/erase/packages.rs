//! Packages: owners removed, orphans unlisted or kept (rules 14.4, 14.5).

use super::{Erasure, Orphans};
use crate::{
    letter::{LetterKind, NAMED_PACKAGES},
    package::{FeedChange, Owner, Package},
    refusal::Refusal,
    write::Write,
};
use contract::{
    AccountId, Code,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
};
use std::collections::BTreeMap;

/// What an owner that stays owned with one that goes.
type Shared<'a> = BTreeMap<(AccountId, AccountId), Vec<&'a str>>;

impl<'a> Erasure<'a> {
    /// Removes the accounts that go as owners of everything that they own.
    pub(super) fn packages(&mut self, orphans: Orphans) -> Result<(), Refusal> {
        let snapshot = self.snapshot;
        let mut owners: BTreeMap<&str, Vec<&Owner>> = BTreeMap::new();
        for owner in &snapshot.owners {
            owners.entry(&owner.package).or_default().push(owner);
        }
        let mut packages: Vec<&Package> = snapshot.packages.iter().collect();
        packages.sort_by(|a, b| a.folded.cmp(&b.folded));
        let mut shared = Shared::new();
        let (mut given_up, mut in_the_way) = (Vec::new(), Vec::new());
        for package in packages {
            let of_package = owners.get(package.folded.as_str()).map_or(&[][..], Vec::as_slice);
            let (going, staying): (Vec<&Owner>, Vec<&Owner>) =
                of_package.iter().partition(|owner| self.ids.contains(&owner.account));
            if going.is_empty() {
                continue;
            }
            for owner in &staying {
                for gone in &going {
                    let both = (owner.account, gone.account);
                    shared.entry(both).or_default().push(&package.id);
                }
            }
            let remaining: Vec<String> = staying.iter().map(|owner| self.username(owner.account)).collect();
            let orphaned = package.has_versions && !staying.iter().any(|owner| self.counts(owner.account));
            let listed = package.listed && !(orphaned && orphans == Orphans::Unlist);
            if orphaned && orphans == Orphans::Refuse {
                in_the_way.push(package.id.clone());
            } else if orphaned {
                self.orphan(package, listed);
            } else {
                let (package, remaining) = (package.id.clone(), remaining.clone());
                given_up.push(Consequence::OwnershipEnds { package, remaining });
            }
            self.tell_feeds(package, listed, remaining);
        }
        if !in_the_way.is_empty() {
            let detail = "packages would be left without an owner";
            return Err(Refusal::new(Code::OrganizationOwnsPackages, "14.5", detail).naming(in_the_way));
        }
        self.changes.consequences.append(&mut given_up);
        self.tell_owners(&shared);
        Ok(())
    }

    /// Whether an owner that stays can look after a package: an organization only with a member that stays.
    fn counts(&self, owner: AccountId) -> bool {
        let snapshot = self.snapshot;
        snapshot.account(owner).is_some_and(|row| {
            row.kind == AccountKind::Individual
                || snapshot
                    .members_of(owner)
                    .any(|member| !self.ids.contains(&member.account))
        })
    }

    fn orphan(&mut self, package: &Package, listed: bool) {
        self.consequence(Consequence::PackageOrphaned {
            package: package.id.clone(),
            unlisted: !listed,
        });
        if listed != package.listed {
            self.changes.writes.push(Write::UpdatePackage(Package {
                listed,
                ..package.clone()
            }));
        }
    }

    fn tell_feeds(&mut self, package: &Package, listed: bool, owners: Vec<String>) {
        let change = FeedChange {
            id: self.entropy.id(self.now),
            package: package.folded.clone(),
            at: self.now,
            listed,
            owners,
        };
        self.changes.writes.push(Write::TellFeeds(change));
    }

    /// Who goes on owning them alone should know: one mail each for each account that goes, the person's or that of an
    /// organization which goes with it, however many packages there are.
    fn tell_owners(&mut self, shared: &Shared<'_>) {
        for ((owner, gone), packages) in shared {
            let Some(row) = self.snapshot.account(*owner) else {
                continue;
            };
            let account = self.username(*gone);
            for package in packages {
                // As where an owner removes another (rule 13.9): which package, and who.
                let subject = format!("{package}: {account}");
                self.audit(*owner, AuditKind::OwnerRemoved, Some(&subject));
            }
            self.touches(*owner);
            let named = packages.iter().take(NAMED_PACKAGES);
            let letter = LetterKind::OwnerDeleted {
                account,
                packages: named.map(|package| (*package).to_owned()).collect(),
                more: packages.len().saturating_sub(NAMED_PACKAGES),
            };
            self.mail(row, letter);
        }
    }
}
