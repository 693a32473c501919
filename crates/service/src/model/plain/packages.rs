//! Packages and their owners (rules 13.1 to 13.12, 13.30 to 13.34).

use super::{DAY, Key, Offer, Package, Plain, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

impl Plain {
    pub(super) fn decide_package(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::MakeKey { by, owner, days } => self.make_key(by, owner, days),
            Act::ChangeKey { by, key, days, fresh } => self.change_key(by, key, days, fresh),
            Act::RegenerateKey { by, key, days, fresh } => self.regenerate_key(by, key, days, fresh),
            Act::SetListed { by, package, listed } => self.set_listed(by, package, listed),
            Act::RevokeKey { by, key } => self.revoke_key(by, key),
            Act::RevokeFoundKey { key, .. } => self.revoke_found_key(key),
            Act::RevokeOrganizationKey { by, organization, key } => self.revoke_organization_key(by, organization, key),
            Act::NoteVersions { key, package, has } => {
                self.note_versions(key, package, has);
                Ok(())
            }
            Act::RegisterPackage { key, package } => {
                self.register_package(key, package);
                Ok(())
            }
            Act::Offer {
                by,
                package,
                who,
                transfer,
            } => self.offer(by, package, who, transfer),
            Act::AnswerOffer {
                by,
                package,
                who,
                accept,
            } => self.answer_offer(by, package, who, accept),
            Act::DeclineOfferByLink { package, who } => {
                let (account, offer) = self.open_offer(package, self.named(who))?;
                must(offer.linked, Code::OwnershipRequestNotFound)?;
                self.offers.remove(&(package, account));
                Ok(())
            }
            Act::WithdrawOffer { by, package, who } => self.withdraw_offer(by, package, who),
            Act::RemoveOwner { by, package, who } => self.remove_owner(by, package, who),
            _ => unreachable!(),
        }
    }

    pub(super) fn must_be_fit(&self, who: usize) -> Verdict {
        self.must_not_be_locked(who)?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)?;
        let organization = self.account(who).organization;
        let code = if organization {
            Code::OrganizationUnconfirmed
        } else {
            Code::EmailUnconfirmed
        };
        must(self.account(who).confirmed.is_some(), code)
    }

    fn person(&self, who: usize) -> Verdict {
        self.must_be_fit(who)?;
        self.must_have_no_open_change(who)
    }

    pub(super) fn is_part_of(&self, who: usize, owner: usize) -> bool {
        who == owner || self.members.contains_key(&(owner, who))
    }

    fn acts_for(&self, who: usize, owner: usize) -> bool {
        who == owner || self.administers(who, owner)
    }

    /// Whether a key may do anything now.
    fn works(&self, key: &Key) -> bool {
        self.is_live_key(key)
            && !self.is_held(key)
            && self.must_be_fit(key.holder).is_ok()
            && self.is_part_of(key.holder, key.owner)
            && self.must_be_fit(key.owner).is_ok()
    }

    /// What a feed says with a push that may be (rule 13.35).
    fn note_versions(&mut self, key: usize, package: usize, has: bool) {
        let key = self.keys[self.key(key).unwrap()];
        let works = self.works(&key);
        let package = self.packages.get_mut(&package);
        let own = package.filter(|package| works && package.owners.contains_key(&key.owner));
        if let Some(package) = own {
            package.versions = has;
        }
    }

    fn register_package(&mut self, key: usize, package: usize) {
        let key = self.keys[self.key(key).unwrap()];
        if self.works(&key) && !self.packages.contains_key(&package) {
            let owners = [(key.owner, self.now)].into();
            let (listed, versions) = (true, true);
            self.packages.insert(
                package,
                Package {
                    listed,
                    versions,
                    owners,
                },
            );
            self.tell_listeners("PackageRegistered", key.owner);
            if !self.account(key.owner).declines.1 {
                self.write_to("PackageRegistered", key.owner);
            }
        }
    }

    /// In whose name the caller acts: their own, or that of the organization that has owned it longest, of
    /// those that are fit.
    fn acting_owner(&self, who: usize, package: usize, any_member: bool) -> Result<usize, Code> {
        let package = self.packages.get(&package).ok_or(Code::NotFound)?;
        let mut owners: Vec<_> = package
            .owners
            .iter()
            .map(|(owner, since)| (*owner != who, *since, *owner))
            .collect();
        owners.sort_unstable();
        owners.retain(|(.., owner)| self.is_part_of(who, *owner));
        must(!owners.is_empty(), Code::NotPackageOwner)?;
        owners.retain(|(.., owner)| any_member || self.acts_for(who, *owner));
        let (.., first) = *owners.first().ok_or(Code::NotAuthorized)?;
        let fit = owners.iter().find(|(.., owner)| self.must_be_fit(*owner).is_ok());
        let owner = fit.map_or(first, |(.., owner)| *owner);
        self.must_be_fit(owner)?;
        Ok(owner)
    }

    fn offer(&mut self, by: By, package: usize, who: usize, transfer: bool) -> Verdict {
        let caller = self.full_caller(by)?;
        self.person(caller)?;
        let owner = self.acting_owner(caller, package, false)?;
        let to = self.named(who).ok_or(Code::AccountUnknown)?;
        must(!self.packages[&package].owners.contains_key(&to), Code::OwnerAlready)?;
        must(self.account(to).confirmed.is_some(), Code::MemberUnconfirmed)?;
        self.must_not_be_locked(to)?;
        if self.acts_for(caller, to) {
            self.must_be_fit(to)?;
            self.hand_over(package, to, transfer.then_some(owner));
            return Ok(());
        }
        let again = self.offers.get(&(package, to));
        let same = again.is_some_and(|it| it.by == owner && it.transfer == transfer && self.now < it.made + DAY);
        if !same {
            let offer = Offer {
                by: owner,
                transfer,
                made: self.now,
                linked: !self.account(to).declines.0,
            };
            self.offers.insert((package, to), offer);
            self.tell_who_may_answer("OwnershipOffered", to);
            self.write_if_wanted("OwnershipOffered", to);
        }
        Ok(())
    }

    fn set_listed(&mut self, by: By, package: usize, listed: bool) -> Verdict {
        let caller = self.full_caller(by)?;
        self.must_be_fit(caller)?;
        self.acting_owner(caller, package, true)?;
        self.packages.get_mut(&package).unwrap().listed = listed;
        Ok(())
    }

    fn hand_over(&mut self, package: usize, comes: usize, goes: Option<usize>) {
        self.offers.remove(&(package, comes));
        let now = self.now;
        self.write_owners(package);
        self.write_to("OwnersChanged", comes);
        self.packages.get_mut(&package).unwrap().owners.insert(comes, now);
        if let Some(goes) = goes {
            self.lose(package, goes);
        }
    }

    /// All owners hear of it (rule 13.9).
    fn write_owners(&mut self, package: usize) {
        let owners: Vec<_> = self.packages[&package].owners.keys().copied().collect();
        for owner in owners {
            self.write_to("OwnersChanged", owner);
        }
    }

    /// An owner stops being one, and the offers that they made are withdrawn.
    fn lose(&mut self, package: usize, owner: usize) {
        self.packages.get_mut(&package).unwrap().owners.remove(&owner);
        self.offers.retain(|(of, _), offer| *of != package || offer.by != owner);
    }

    pub fn is_open_offer(&self, offer: &Offer) -> bool {
        self.now < offer.made + 30 * DAY
    }

    fn open_offer(&self, package: usize, account: Option<usize>) -> Result<(usize, Offer), Code> {
        let account = account.ok_or(Code::OwnershipRequestNotFound)?;
        let offer = self.offers.get(&(package, account)).copied();
        let offer = offer.filter(|offer| self.is_open_offer(offer));
        offer
            .map(|offer| (account, offer))
            .ok_or(Code::OwnershipRequestNotFound)
    }

    fn answer_offer(&mut self, by: By, package: usize, who: usize, accept: bool) -> Verdict {
        let caller = self.full_caller(by)?;
        let (account, offer) = self.open_offer(package, self.named(who))?;
        must(self.acts_for(caller, account), Code::OwnershipRequestNotFound)?;
        if !accept {
            self.offers.remove(&(package, account));
            return Ok(());
        }
        self.person(caller)?;
        self.must_be_fit(account)?;
        must(
            self.packages[&package].owners.contains_key(&offer.by),
            Code::OwnershipRequestNotFound,
        )?;
        self.must_be_fit(offer.by)?;
        if offer.transfer {
            self.must_have_no_open_change(offer.by)?;
        }
        self.hand_over(package, account, offer.transfer.then_some(offer.by));
        Ok(())
    }

    fn withdraw_offer(&mut self, by: By, package: usize, who: usize) -> Verdict {
        let caller = self.full_caller(by)?;
        let (account, _) = self.open_offer(package, self.named(who))?;
        let mut owners = self.packages[&package].owners.keys();
        must(
            owners.any(|owner| self.acts_for(caller, *owner)),
            Code::OwnershipRequestNotFound,
        )?;
        self.offers.remove(&(package, account));
        Ok(())
    }

    fn remove_owner(&mut self, by: By, package: usize, who: usize) -> Verdict {
        let caller = self.full_caller(by)?;
        self.person(caller)?;
        self.acting_owner(caller, package, false)?;
        let owners = &self.packages[&package].owners;
        let goes = self
            .named(who)
            .filter(|who| owners.contains_key(who))
            .ok_or(Code::NotFound)?;
        must(owners.len() > 1, Code::LastOwner)?;
        self.write_owners(package);
        self.lose(package, goes);
        Ok(())
    }
}
