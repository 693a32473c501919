//! API keys (rules 13.16 to 13.26).

use super::{ChangeState, DAY, Key, Plain, Verdict, must};
use crate::model::act::By;
use contract::Code;

impl Plain {
    /// One of the keys that were ever made.
    pub fn key(&self, number: usize) -> Option<usize> {
        let count = self.keys.len();
        (count > 0).then(|| number % count)
    }

    pub(super) fn is_live_key(&self, key: &Key) -> bool {
        !key.revoked && !key.gone && self.now < key.ends
    }

    pub(super) fn make_key(&mut self, by: By, owner: usize, days: u32) -> Verdict {
        let holder = self.full_caller(by)?;
        self.must_be_fit(holder)?;
        let owner = self.named(owner).ok_or(Code::AccountUnknown)?;
        self.must_have_keys_for(holder, owner)?;
        self.issue_key(holder, owner, days);
        Ok(())
    }

    fn must_have_keys_for(&self, holder: usize, owner: usize) -> Verdict {
        must(self.is_part_of(holder, owner), Code::KeyOwnerNotAllowed)?;
        self.must_be_fit(owner)
    }

    fn issue_key(&mut self, holder: usize, owner: usize, days: u32) {
        let made = self.now;
        self.keys.push(Key {
            holder,
            owner,
            made,
            ends: made + i64::from(days) * DAY,
            revoked: false,
            gone: false,
        });
        self.warn_confirmed("CredentialAdded", holder);
    }

    /// The number of a key that its holder may change or regenerate.
    fn own_key(&self, by: By, key: usize, fresh: bool) -> Result<usize, Code> {
        let caller = self.full_caller(by)?;
        let number = self.key(key).unwrap();
        let key = self.keys[number];
        must(key.holder == caller && !key.revoked && !key.gone, Code::NotFound)?;
        self.must_be_fit(caller)?;
        self.must_have_keys_for(caller, key.owner)?;
        must(fresh, Code::Stale)?;
        Ok(number)
    }

    pub(super) fn change_key(&mut self, by: By, key: usize, days: u32, fresh: bool) -> Verdict {
        let number = self.own_key(by, key, fresh)?;
        must(self.is_live_key(&self.keys[number]), Code::KeyInvalid)?;
        let (holder, ends) = (self.keys[number].holder, self.now + i64::from(days) * DAY);
        if ends > self.keys[number].ends {
            self.must_have_no_open_change(holder)?;
            self.warn_confirmed("KeyWidened", holder);
        }
        self.keys[number].ends = ends;
        Ok(())
    }

    /// It lives as long as the one before was made for, begun days counting whole, if nothing else is said.
    pub(super) fn regenerate_key(&mut self, by: By, key: usize, days: Option<u32>, fresh: bool) -> Verdict {
        let number = self.own_key(by, key, fresh)?;
        let old = self.keys[number];
        let whole = (old.ends - old.made + DAY - 1) / DAY;
        let days = days.unwrap_or(u32::try_from(whole).unwrap().min(365));
        self.keys[number].revoked = true;
        self.warn_confirmed("CredentialRemoved", old.holder);
        self.issue_key(old.holder, old.owner, days);
        Ok(())
    }

    pub(super) fn revoke_key(&mut self, by: By, key: usize) -> Verdict {
        let caller = self.full_caller(by)?;
        let key = self.key(key).unwrap();
        let key = &mut self.keys[key];
        must(key.holder == caller && !key.revoked && !key.gone, Code::NotFound)?;
        key.revoked = true;
        self.warn_confirmed("CredentialRemoved", caller);
        Ok(())
    }

    /// By an administrator of the organization that the key is for (rule 13.42).
    pub(super) fn revoke_organization_key(&mut self, by: By, organization: usize, key: usize) -> Verdict {
        let caller = self.settled(by)?;
        let organization = self.administered(caller, organization)?;
        let number = self.key(key).unwrap();
        let key = self.keys[number];
        must(key.owner == organization && self.is_live_key(&key), Code::NotFound)?;
        self.keys[number].revoked = true;
        let own = key.holder == caller;
        let letter = if own { "CredentialRemoved" } else { "KeyRevokedBy" };
        self.warn_confirmed(letter, key.holder);
        Ok(())
    }

    /// By the operator, whatever state its account is in (rule 13.45).
    pub(super) fn revoke_found_key(&mut self, key: usize) -> Verdict {
        let number = self.key(key).unwrap();
        let key = &mut self.keys[number];
        must(!key.gone, Code::NotFound)?;
        must(!key.revoked, Code::KeyInvalid)?;
        key.revoked = true;
        let holder = key.holder;
        self.tell("KeyFoundInPublic", holder);
        self.warn_confirmed("KeyFoundInPublic", holder);
        Ok(())
    }

    /// A key that was made since a change of its holder's login waits until that can no longer be undone.
    pub(super) fn is_held(&self, key: &Key) -> bool {
        let own = self.login_changes.iter().filter(|change| change.account == key.holder);
        let mut open = own.filter(|change| change.state != ChangeState::Over && self.now < change.made + 3 * DAY);
        open.any(|change| key.made >= change.made)
    }
}
