//! Conversions (rules 12.1 to 12.17), deletions (14.1 to 14.17), and what an operator does (3.10, 16.4 to 16.7).

use super::{ChangeState, Conversion, DAY, Deletion, Plain, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

impl Plain {
    pub(super) fn decide_request(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::RequestConversion {
                by,
                administrator,
                right,
            } => self.request_conversion(by, administrator, right),
            Act::AcceptConversion { by, account } => self.accept_conversion(by, account),
            Act::RejectConversion { by, account } => self.reject_conversion(by, account),
            Act::CancelConversion { by } => self.cancel_conversion(by),
            Act::RequestDeletion { by, unlist, right } => self.request_deletion(by, unlist, right),
            Act::CancelDeletion { by } => self.cancel_deletion(by),
            Act::KeepByLink { whose } => self.keep_by_link(whose),
            Act::Lock { who, locked } => self.lock(who, locked),
            Act::Rename { who, to } => self.rename(who, to),
            _ => unreachable!(),
        }
    }

    fn must_be_convertible(&self, who: usize) -> Verdict {
        self.must_be_confirmed(who)?;
        self.must_not_be_locked(who)?;
        must(!self.account(who).organization, Code::AlreadyOrganization)?;
        let belongs = self.members.keys().any(|(_, member)| *member == who);
        let mut invitations = self.invitations.iter();
        let invited = invitations.any(|((_, invited), row)| *invited == who && self.is_open(row));
        must(!belongs && !invited, Code::ConversionIsMember)?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)?;
        self.must_have_no_open_change(who)
    }

    fn must_be_an_administrator(&self, administrator: usize, who: usize) -> Verdict {
        must(administrator != who, Code::AdministratorIsSame)?;
        must(
            self.account(administrator).confirmed.is_some(),
            Code::AdministratorUnconfirmed,
        )?;
        must(
            !self.account(administrator).organization,
            Code::AdministratorIsOrganization,
        )
    }

    /// How many keys would stop working.
    fn lost_keys(&self, who: usize) -> usize {
        let held = self
            .keys
            .iter()
            .filter(|key| key.holder == who && !key.revoked && !key.gone);
        held.filter(|key| key.owner != who).count()
    }

    fn request_conversion(&mut self, by: By, administrator: usize, right: bool) -> Verdict {
        let who = self.caller(by)?;
        self.must_be_convertible(who)?;
        let full = self.sessions[self.session(by).unwrap()].full;
        must(full || self.account(who).login.is_none(), Code::LoginPresent)?;
        let administrator = self.named(administrator).ok_or(Code::AccountUnknown)?;
        self.must_be_an_administrator(administrator, who)?;
        must(!full || right, Code::CurrentIdentityWrong)?;
        let (made, keys) = (self.now, self.lost_keys(who));
        self.conversions.insert(
            who,
            Conversion {
                administrator,
                made,
                keys,
            },
        );
        Ok(())
    }

    /// The conversion that an account has asked for and that waits.
    pub fn open_conversion(&self, who: usize) -> Option<Conversion> {
        let found = self.conversions.get(&who).copied();
        found.filter(|row| self.now < row.made + 7 * DAY)
    }

    fn conversion_for(&self, administrator: usize, account: usize) -> Result<(usize, Conversion), Code> {
        let account = self.named(account).ok_or(Code::ConversionNotFound)?;
        let found = self
            .open_conversion(account)
            .filter(|row| row.administrator == administrator);
        found.map(|row| (account, row)).ok_or(Code::ConversionNotFound)
    }

    fn accept_conversion(&mut self, by: By, account: usize) -> Verdict {
        let administrator = self.acting(by)?;
        let (who, conversion) = self.conversion_for(administrator, account)?;
        self.must_be_convertible(who)?;
        self.must_be_an_administrator(administrator, who)?;
        must(self.lost_keys(who) <= conversion.keys, Code::ConsequencesChanged)?;
        self.convert(who, administrator);
        Ok(())
    }

    fn convert(&mut self, who: usize, administrator: usize) {
        self.end_sessions(who, None);
        for key in self.keys.iter_mut().filter(|key| key.holder == who && !key.revoked) {
            key.gone |= key.owner != who;
            key.holder = administrator;
        }
        self.conversions.remove(&who);
        self.conversions.retain(|_, row| row.administrator != who);
        self.invitations.retain(|(_, invited), _| *invited != who);
        for change in self.login_changes.iter_mut().filter(|change| change.account == who) {
            change.state = ChangeState::Over;
        }
        let account = self.account_mut(who);
        (account.organization, account.login, account.codes) = (true, None, 0);
        self.members.insert((who, administrator), true);
    }

    fn reject_conversion(&mut self, by: By, account: usize) -> Verdict {
        let administrator = self.caller(by)?;
        let (who, _) = self.conversion_for(administrator, account)?;
        self.conversions.remove(&who);
        Ok(())
    }

    fn cancel_conversion(&mut self, by: By) -> Verdict {
        let who = self.caller(by)?;
        self.open_conversion(who).ok_or(Code::ConversionNotFound)?;
        self.conversions.remove(&who);
        Ok(())
    }

    fn request_deletion(&mut self, by: By, unlist: bool, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_not_be_in_deletion(who)?;
        self.must_not_be_frozen(who)?;
        self.must_have_no_open_change(who)?;
        must(right, Code::CurrentIdentityWrong)?;
        if self.account(who).confirmed.is_none() {
            self.erase(who, unlist);
            return Ok(());
        }
        let (due, shown) = (self.now + 7 * DAY, self.harms(who));
        self.account_mut(who).deletion = Some(Deletion { due, unlist, shown });
        self.end_sessions(who, None);
        Ok(())
    }

    fn cancel_deletion(&mut self, by: By) -> Verdict {
        let who = self.caller(by)?;
        must(self.account(who).deletion.is_some(), Code::DeletionNotPending)?;
        self.must_not_be_frozen(who)?;
        self.account_mut(who).deletion = None;
        Ok(())
    }

    fn keep_by_link(&mut self, whose: usize) -> Verdict {
        let who = self.named(whose).unwrap();
        let open = self
            .account(who)
            .deletion
            .as_ref()
            .is_some_and(|deletion| self.now < deletion.due);
        must(open, Code::NotFound)?;
        self.account_mut(who).deletion = None;
        Ok(())
    }

    fn lock(&mut self, who: usize, locked: bool) -> Verdict {
        let who = self.named(who).ok_or(Code::NotFound)?;
        must(self.account(who).locked != locked, Code::BadRequest)?;
        self.account_mut(who).locked = locked;
        Ok(())
    }

    fn rename(&mut self, who: usize, to: usize) -> Verdict {
        let from = who;
        let who = self.named(who).unwrap();
        must(!self.names.contains_key(&to), Code::UsernameTaken)?;
        self.must_not_be_in_deletion(who)?;
        self.names.insert(from, None);
        self.names.insert(to, Some(who));
        self.account_mut(who).name = to;
        Ok(())
    }
}
