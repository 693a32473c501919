//! What an operator does (rules 3.10, 10.27, 14.21, 16.1 to 16.10).

use super::{Plain, Verdict, must};
use crate::model::{ADDRESSES, act::Act, tenant_of};
use contract::Code;

/// How many lists there are.
const LISTS: usize = 5;
/// Of the lists, that of addresses whose accounts may use a password, that of domains, and that of domains with a
/// tenant.
const EXCEPTIONS: usize = 0;
const DOMAINS: usize = 2;
const PAIRS: usize = 4;
/// Of the pairs, the one with a domain that nobody has; those before it are of everybody's, by tenant.
pub const PAIR_OF_NOBODY: usize = 2;
/// Of the domains, all of them.
pub const EVERY_DOMAIN: usize = 0;

/// A text on a list, by numbers that name each only once: three lists hold addresses, one of two domains, the last one
/// of three pairs.
pub fn listed(list: usize, text: usize) -> (usize, usize) {
    let list = list % LISTS;
    let texts = match list {
        DOMAINS => 2,
        PAIRS => PAIR_OF_NOBODY + 1,
        _ => ADDRESSES,
    };
    (list, text % texts)
}

impl Plain {
    pub(super) fn decide_operator(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::Lock { who, locked } => self.lock(who, locked),
            Act::DeleteByOperator { who, unlist, right } => self.delete_by_operator(who, unlist, right),
            Act::ListText { list, text, on } => self.list(listed(list, text), on),
            Act::NoteProvider { second_factor, time } => {
                let before = self.provider.and_then(|(_, _, second)| second);
                let second = before.or(second_factor.then_some(self.now));
                self.provider = Some((self.now, time, second));
                Ok(())
            }
            Act::Rename { who, to } => self.rename(who, to),
            Act::RefuseName { who } => {
                let who = self.named(who).unwrap();
                let wish = self.account_mut(who).wish.take();
                must(wish.is_some(), Code::NotFound)
            }
            _ => unreachable!(),
        }
    }

    fn lock(&mut self, who: usize, locked: bool) -> Verdict {
        let who = self.named(who).ok_or(Code::NotFound)?;
        must(self.account(who).locked != locked, Code::BadRequest)?;
        self.account_mut(who).locked = locked;
        Ok(())
    }

    fn delete_by_operator(&mut self, who: usize, unlist: bool, right: bool) -> Verdict {
        let who = self.named(who).ok_or(Code::NotFound)?;
        must(right, Code::BadRequest)?;
        self.must_not_be_locked(who)?;
        self.must_not_be_frozen(who)?;
        self.must_have_no_open_change(who)?;
        let moved = self.account(who).deletion.as_ref().and_then(|deletion| deletion.moved);
        let undoable = moved.is_some_and(|number| self.is_undoable(&self.login_changes[number]));
        must(!undoable, Code::LoginChangeOpen)?;
        let members = self.members_of(who);
        let addresses: Vec<_> = members
            .filter_map(|(member, _)| self.account(member).confirmed)
            .collect();
        for address in addresses {
            self.write("MemberRemoved", address);
        }
        self.erase(who, unlist);
        Ok(())
    }

    fn list(&mut self, (list, text): (usize, usize), on: bool) -> Verdict {
        if on && list == EXCEPTIONS {
            let holder = self.holder_of(text).ok_or(Code::AccountUnknown)?;
            must(!self.account(holder).organization, Code::MemberIsOrganization)?;
        }
        if on {
            self.listed.insert((list, text));
            return Ok(());
        }
        must(self.listed.remove(&(list, text)), Code::NotFound)
    }

    /// The tenant that an organization demands which begins under this administrator (rule 11.20).
    pub(super) fn demanded_under(&self, administrator: usize) -> Option<usize> {
        let tenant = self.account(administrator).login.and_then(tenant_of);
        tenant.filter(|tenant| self.listed.contains(&(PAIRS, *tenant)))
    }

    /// Whether passwords are discontinued for all, and for this account no exception is made (rule 10.31).
    pub(super) fn has_no_use_for_passwords(&self, who: usize) -> bool {
        let address = self.standing_address(who);
        let excepted = address.is_some_and(|address| self.listed.contains(&(EXCEPTIONS, address)));
        self.listed.contains(&(DOMAINS, EVERY_DOMAIN)) && !excepted
    }

    fn rename(&mut self, who: usize, to: usize) -> Verdict {
        let from = who;
        let who = self.named(who).unwrap();
        must(!self.names.contains_key(&to), Code::UsernameTaken)?;
        self.must_not_be_in_deletion(who)?;
        self.must_not_be_frozen(who)?;
        self.must_have_no_open_change(who)?;
        self.names.insert(from, None);
        self.names.insert(to, Some(who));
        let account = self.account_mut(who);
        (account.name, account.wish) = (to, None);
        self.warn("Renamed", who);
        Ok(())
    }
}
