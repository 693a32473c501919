//! The contact e-mail (rules 5.1 to 5.18).

use super::{AddressChange, DAY, HOUR, MailedCode, Plain, Recovery, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

const UNDO: i64 = 3 * DAY;

impl Plain {
    pub(super) fn decide_address(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::ConfirmAddress { by, whose, right } => self.confirm(by, whose, right),
            Act::ConfirmByLink { by, whose } => self.confirm_by_link(by, whose),
            Act::ResendCode { by, whose } => self.resend(by, whose),
            Act::ChangeAddress {
                by,
                whose,
                address,
                password,
                fresh,
            } => self.change_address(by, whose, (address, fresh), password),
            Act::ChooseMail {
                by,
                whose,
                from_others,
                published,
                fresh,
            } => {
                let who = self.settings(by, whose)?;
                let declines = (!from_others, !published);
                must(fresh || self.account(who).declines == declines, Code::Stale)?;
                self.account_mut(who).declines = declines;
                Ok(())
            }
            Act::CancelAddress { by, whose, fresh } => self.cancel_address(by, whose, fresh),
            Act::UndoAddress { whose } => self.undo_address(whose),
            _ => unreachable!(),
        }
    }

    pub fn administers(&self, who: usize, organization: usize) -> bool {
        self.members.get(&(organization, who)) == Some(&true)
    }

    /// The account of this name, where it is the caller's or an organization that the caller administers.
    fn managed(&self, caller: usize, whose: usize) -> Result<usize, Code> {
        let account = self.named(whose);
        let account = account.filter(|account| *account == caller || self.administers(caller, *account));
        account.ok_or(Code::NotAuthorized)
    }

    fn confirm(&mut self, by: By, whose: usize, right: bool) -> Verdict {
        let caller = self.full_caller(by)?;
        let who = self.managed(caller, whose)?;
        if caller != who {
            self.must_have_no_open_change(caller)?;
        }
        let address = self.account(who).pending.ok_or(Code::EmailNotPending)?;
        if self.account(who).confirmed.is_some() {
            self.must_have_no_open_change(who)?;
        }
        let now = self.now;
        let open = |code: &MailedCode| code.tries > 0 && now < code.made + HOUR / 4;
        let code = self.account(who).mailed.filter(open).ok_or(Code::CodeExpired)?;
        if !right {
            let tries = code.tries - 1;
            self.account_mut(who).mailed = Some(MailedCode { tries, ..code });
            return Err(if tries == 0 { Code::CodeExpired } else { Code::CodeWrong });
        }
        self.replace_address(who, address)
    }

    /// The link works for a day, however often a wrong code was typed beside it (rule 5.35).
    fn confirm_by_link(&mut self, by: By, whose: usize) -> Verdict {
        let caller = self.full_caller(by)?;
        let who = self.managed(caller, whose).map_err(|_| Code::NotFound)?;
        if caller != who {
            self.must_have_no_open_change(caller)?;
        }
        let address = self.account(who).pending.ok_or(Code::NotFound)?;
        if self.account(who).confirmed.is_some() {
            self.must_have_no_open_change(who)?;
        }
        let mailed = self.account(who).mailed;
        must(mailed.is_some_and(|mail| self.now < mail.made + DAY), Code::NotFound)?;
        self.replace_address(who, address)
    }

    fn replace_address(&mut self, who: usize, address: usize) -> Verdict {
        self.must_be_free(address, who)?;
        let now = self.now;
        if let Some(previous) = self.account(who).confirmed {
            let (account, made) = (who, now);
            let change = AddressChange {
                account,
                previous,
                made,
                ends: made + UNDO,
                standing: true,
            };
            self.address_changes.push(change);
            self.write("AddressChanged", previous);
        }
        let account = self.account_mut(who);
        (account.confirmed, account.pending, account.mailed) = (Some(address), None, None);
        Ok(())
    }

    fn must_be_free(&self, address: usize, who: usize) -> Verdict {
        must(
            self.holder_of(address).is_none_or(|holder| holder == who),
            Code::EmailTaken,
        )
    }

    fn resend(&mut self, by: By, whose: usize) -> Verdict {
        let caller = self.full_caller(by)?;
        let who = self.managed(caller, whose)?;
        let pending = self.account(who).pending.ok_or(Code::EmailNotPending)?;
        if self.account(who).confirmed.is_some() {
            self.must_have_no_open_change(who)?;
        }
        self.mail_code(who, pending)
    }

    /// Five codes within an hour.
    fn mail_code(&mut self, who: usize, to: usize) -> Verdict {
        let now = self.now;
        let (hour, in_hour) = match self.account(who).mailed {
            Some(before) if now < before.hour + HOUR => {
                must(before.in_hour < 5, Code::TooManyRequests)?;
                (before.hour, before.in_hour + 1)
            }
            _ => (now, 1),
        };
        self.account_mut(who).mailed = Some(MailedCode {
            made: now,
            tries: 5,
            hour,
            in_hour,
        });
        self.write("ConfirmAddress", to);
        Ok(())
    }

    /// The account whose settings are changed, as rule 5.12 has it.
    pub(super) fn settings(&self, by: By, whose: usize) -> Result<usize, Code> {
        let caller = self.full_caller(by)?;
        self.must_not_be_in_deletion(caller)?;
        self.must_not_be_frozen(caller)?;
        self.managed(caller, whose)
    }

    fn change_address(&mut self, by: By, whose: usize, (address, fresh): (usize, bool), password: usize) -> Verdict {
        let who = self.settings(by, whose)?;
        if self.account(who).password.is_some() {
            self.must_type(who, password, Code::PasswordWrong)?;
        }
        let account = self.account(who);
        if account.pending == Some(address) || account.pending.is_none() && account.confirmed == Some(address) {
            return Ok(());
        }
        must(fresh, Code::Stale)?;
        self.must_be_free(address, who)?;
        let caller = self.full_caller(by)?;
        self.must_not_be_locked(who)?;
        self.must_not_be_locked(caller)?;
        self.must_have_no_open_change(caller)?;
        if self.account(who).confirmed == Some(address) {
            self.withdraw_address(who);
            return Ok(());
        }
        self.mail_code(who, address)?;
        self.account_mut(who).pending = Some(address);
        Ok(())
    }

    /// The code works no more, and still counts in its hour.
    fn withdraw_address(&mut self, who: usize) {
        let account = self.account_mut(who);
        account.pending = None;
        account.mailed = account.mailed.map(|code| MailedCode { tries: 0, ..code });
    }

    fn cancel_address(&mut self, by: By, whose: usize, fresh: bool) -> Verdict {
        let who = self.settings(by, whose)?;
        must(self.account(who).confirmed.is_some(), Code::EmailUnconfirmed)?;
        if self.account(who).pending.is_some() {
            must(fresh, Code::Stale)?;
            self.withdraw_address(who);
        }
        Ok(())
    }

    /// The latest change of the address of the account with this name, however old.
    pub fn latest_address_change(&self, whose: usize) -> Option<usize> {
        let who = self.named(whose)?;
        self.address_changes.iter().rposition(|change| change.account == who)
    }

    /// Its time stands still from a change of the login until that is decided or final (rule 5.38).
    pub fn can_be_put_back(&self, change: &AddressChange) -> bool {
        let logins = self.login_changes.iter();
        let undecided = logins.filter(|login| login.account == change.account && self.is_undoable(login));
        let judged_at = undecided.map(|login| login.made).fold(self.now, i64::min);
        change.standing && judged_at < change.ends
    }

    /// Who gets the login back has a day at least to put the address back as well, once.
    pub(super) fn leave_a_day_to_put_back(&mut self, who: usize) {
        let own = |change: &AddressChange| change.account == who && change.ends == change.made + UNDO;
        let numbers = 0..self.address_changes.len();
        for number in numbers {
            let change = self.address_changes[number];
            if own(&change) && self.can_be_put_back(&change) {
                self.address_changes[number].ends = change.ends.max(self.now + DAY);
            }
        }
    }

    /// Where codes go that decide whose an account is (rule 5.30).
    pub fn lasting_address(&self, who: usize) -> Option<usize> {
        let own = self.address_changes.iter().filter(|change| change.account == who);
        let oldest = own
            .filter(|change| self.can_be_put_back(change))
            .min_by_key(|change| change.made);
        let confirmed = self.account(who).confirmed?;
        Some(oldest.map_or(confirmed, |change| change.previous))
    }

    /// By which an account is known (rule 5.34).
    pub fn standing_address(&self, who: usize) -> Option<usize> {
        self.lasting_address(who).or(self.account(who).pending)
    }

    /// What somebody else may have begun with the address that goes (rule 5.31).
    fn end_attempts(&mut self, who: usize, since: i64) {
        let of_since = |request: &Recovery| request.account == Some(who) && request.code_made >= since;
        // A wait that began before goes on, without its code.
        let stays = |request: &Recovery| request.waits_until.is_some_and(|until| until - 7 * DAY < since);
        let ended = |request: &Recovery| of_since(request) && !stays(request);
        for request in self
            .recoveries
            .values_mut()
            .filter(|request| of_since(request) && stays(request))
        {
            request.tries = 0;
        }
        let waiting: Vec<_> = self
            .recoveries
            .values()
            .filter(|request| ended(request))
            .copied()
            .collect();
        for request in waiting {
            self.unlink(who, &request);
        }
        self.recoveries.retain(|_, request| !ended(request));
        self.decisions.retain(|(account, _), _| *account != who);
        self.end_restricted(who, since);
    }

    fn undo_address(&mut self, whose: usize) -> Verdict {
        let number = self.latest_address_change(whose).unwrap();
        let change = self.address_changes[number];
        must(self.can_be_put_back(&change), Code::NotFound)?;
        self.must_be_free(change.previous, change.account)?;
        self.address_changes[number].standing = false;
        self.withdraw_address(change.account);
        self.end_attempts(change.account, change.made);
        let replaced = self.account_mut(change.account).confirmed.replace(change.previous);
        for address in replaced.into_iter().chain([change.previous]) {
            self.write("AddressChangeUndone", address);
        }
        Ok(())
    }
}
