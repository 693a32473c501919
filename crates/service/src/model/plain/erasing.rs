//! What a deletion does (rules 14.4 to 14.10), and when that has become worse than what was shown (rule 14.19).

use super::Plain;
use std::collections::BTreeSet;

impl Plain {
    /// The account, and the organizations of which it is the only member.
    fn going(&self, who: usize) -> BTreeSet<usize> {
        let own = self.members.keys().filter(|(_, member)| *member == who);
        let alone = own.filter(|(organization, _)| self.members_of(*organization).count() == 1);
        alone.map(|(organization, _)| *organization).chain([who]).collect()
    }

    /// The packages that lose an owner, each with whether nobody is left to look after it.
    fn given_up(&self, who: usize) -> Vec<(usize, bool)> {
        let going = self.going(who);
        let counts = |owner: usize| {
            let mut members = self.members_of(owner);
            !going.contains(&owner)
                && (!self.account(owner).organization || members.any(|(member, _)| !going.contains(&member)))
        };
        let owned = self.packages.iter();
        let owned = owned.filter(|(_, package)| package.owners.keys().any(|owner| going.contains(owner)));
        owned
            .map(|(id, package)| {
                (
                    *id,
                    package.versions && !package.owners.keys().any(|owner| counts(*owner)),
                )
            })
            .collect()
    }

    /// The packages that would have no owner who counts.
    pub(super) fn orphans(&self, who: usize) -> Vec<usize> {
        let orphans = self.given_up(who).into_iter().filter(|(_, orphaned)| *orphaned);
        orphans.map(|(package, _)| package).collect()
    }

    /// The organizations that the account leaves, each with those who become administrators.
    fn left(&self, who: usize) -> Vec<(usize, Vec<usize>)> {
        let going = self.going(who);
        let own = self.members.keys().filter(|(_, member)| *member == who);
        let staying = own
            .map(|(organization, _)| *organization)
            .filter(|it| !going.contains(it));
        let promoted = |organization| {
            let others: Vec<_> = self
                .members_of(organization)
                .filter(|(member, _)| *member != who)
                .collect();
            let headless = !others.iter().any(|(_, administrator)| *administrator);
            let others = others.into_iter().filter(|_| headless);
            others.map(|(member, _)| member).collect()
        };
        staying
            .map(|organization| (organization, promoted(organization)))
            .collect()
    }

    /// Each thing that a deletion does to somebody.
    pub(super) fn harms(&self, who: usize) -> BTreeSet<String> {
        // Whoever has another name by then is the same account.
        let mut harms = BTreeSet::new();
        let going = self.going(who);
        for (package, orphaned) in self.given_up(who) {
            harms.insert(format!("package {package} given up"));
            harms.extend(orphaned.then(|| format!("package {package} orphaned")));
        }
        for organization in going.iter().filter(|it| **it != who) {
            harms.insert(format!("account {organization} deleted"));
            harms.insert(format!("account {organization} left"));
        }
        for (organization, promoted) in self.left(who) {
            harms.insert(format!("account {organization} left"));
            harms.extend(
                promoted
                    .iter()
                    .map(|it| format!("account {it} promoted in {organization}")),
            );
        }
        for key in self.keys.iter().filter(|key| self.is_live_key(key)) {
            let theirs = going.contains(&key.owner) && !going.contains(&key.holder);
            harms.extend(theirs.then(|| format!("a key of account {}", key.holder)));
        }
        let reserved = going.iter().filter(|it| self.account(**it).confirmed.is_some());
        harms.extend(reserved.map(|it| format!("name {}", self.account(*it).name)));
        harms
    }

    /// Who hears of an end (rules 14.4, 14.7 to 14.10).
    fn write_of_erasing(&mut self, going: &BTreeSet<usize>, who: usize) {
        self.write_to_owners(going);
        for (organization, promoted) in self.left(who) {
            self.write_if_wanted("MemberRemoved", organization);
            for member in promoted {
                self.write_to("MemberUpdated", member);
                self.write_if_wanted("MemberUpdated", organization);
            }
        }
        self.write_to_holders(going);
        self.write_to_invited(going);
        self.write_to_sides(going);
        for gone in going {
            self.warn_confirmed("Deleted", *gone);
        }
    }

    /// Who owns a package together with somebody who goes.
    fn write_to_owners(&mut self, going: &BTreeSet<usize>) {
        let stays = |who: &usize| !going.contains(who);
        let shared = self
            .packages
            .values()
            .filter(|package| package.owners.keys().any(|owner| !stays(owner)));
        let owners: BTreeSet<_> = shared
            .flat_map(|package| package.owners.keys().copied().filter(stays))
            .collect();
        owners
            .into_iter()
            .for_each(|owner| self.write_to("OwnerDeleted", owner));
    }

    /// Who holds a key for somebody who goes.
    fn write_to_holders(&mut self, going: &BTreeSet<usize>) {
        let stays = |who: &usize| !going.contains(who);
        let keys = self.keys.iter().filter(|key| self.is_live_key(key));
        let holders = keys
            .filter(|key| !stays(&key.owner) && stays(&key.holder))
            .map(|key| key.holder);
        let holders: BTreeSet<_> = holders.collect();
        holders
            .into_iter()
            .for_each(|holder| self.warn_confirmed("CredentialRemoved", holder));
    }

    /// Whose invitation ends.
    fn write_to_invited(&mut self, going: &BTreeSet<usize>) {
        let stays = |who: &usize| !going.contains(who);
        let ended = self.invitations.iter().filter(|((of, _), row)| {
            let ends = !stays(of) || !stays(&row.inviter);
            ends && self.is_open(row)
        });
        let invited: Vec<_> = ended.map(|((_, who), _)| *who).filter(stays).collect();
        invited
            .into_iter()
            .for_each(|who| self.write_if_wanted("InvitationCancelled", who));
    }

    /// The side of a conversion that stays.
    fn write_to_sides(&mut self, going: &BTreeSet<usize>) {
        let stays = |who: &usize| !going.contains(who);
        let open = |account: &usize| self.open_conversion(*account);
        let conversions = self
            .conversions
            .keys()
            .filter_map(|account| Some((*account, open(account)?.administrator)));
        let sides: Vec<_> = conversions.filter(|(a, b)| stays(a) != stays(b)).collect();
        for (account, administrator) in sides {
            if stays(&account) {
                self.write_to("ConversionEnded", account);
            } else {
                self.write_if_wanted("ConversionEnded", administrator);
            }
        }
    }

    /// The end of an account.
    pub(super) fn erase(&mut self, who: usize, unlist: bool) {
        let going = self.going(who);
        self.write_of_erasing(&going, who);
        for package in self.orphans(who) {
            let package = self.packages.get_mut(&package).unwrap();
            package.listed &= !unlist;
        }
        for (organization, promoted) in self.left(who) {
            for member in promoted {
                self.members.insert((organization, member), true);
            }
        }
        for package in self.packages.values_mut() {
            package.owners.retain(|owner, _| !going.contains(owner));
        }
        let stays = |who: &usize| !going.contains(who);
        self.members
            .retain(|(organization, member), _| stays(organization) && stays(member));
        self.invitations
            .retain(|(organization, invited), row| stays(organization) && stays(invited) && stays(&row.inviter));
        self.conversions
            .retain(|account, row| stays(account) && stays(&row.administrator));
        self.offers
            .retain(|(_, account), offer| stays(account) && stays(&offer.by));
        self.address_changes.retain(|change| stays(&change.account));
        for key in &mut self.keys {
            key.gone |= !stays(&key.holder) || !stays(&key.owner);
        }
        self.recoveries
            .retain(|_, request| request.account.is_none_or(|who| stays(&who)));
        self.decisions.retain(|(account, _), _| stays(account));
        self.proof_codes.retain(|code| stays(&code.account));
        self.stop_links.retain(|account, _| stays(account));
        going.into_iter().for_each(|gone| self.remove(gone));
    }

    /// The row of an account goes, and its name stays reserved where its address was ever confirmed.
    fn remove(&mut self, who: usize) {
        self.end_sessions(who, None);
        let row = self.accounts[who].take().unwrap();
        if row.confirmed.is_some() {
            self.names.insert(row.name, None);
        } else {
            self.names.remove(&row.name);
        }
    }

    /// Ends an account whose grace period is over, or stops that.
    pub(super) fn finish_deletion(&mut self, who: usize) {
        let Some(account) = &self.accounts[who] else { return };
        let Some(deletion) = account.deletion.clone().filter(|deletion| self.now >= deletion.due) else {
            return;
        };
        if account.frozen || self.must_have_no_open_change(who).is_err() {
            return;
        }
        let taken = deletion.moved.map(|number| &self.login_changes[number]);
        if taken.is_some_and(|change| self.is_undoable(change)) {
            return;
        }
        if self.harms(who).is_subset(&deletion.shown) {
            self.erase(who, deletion.unlist);
        } else {
            self.account_mut(who).deletion = None;
        }
    }
}
