//! Changes of logins, undoing and freezing (rules 9.1 to 9.25), and recovery codes (9.13 to 9.15).

use super::{ChangeState, DAY, LoginChange, Plain, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

const UNDO: i64 = 3 * DAY;

impl Plain {
    pub(super) fn decide_login(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::ChangeLogin { by, to, right } => self.change_login(by, to, right),
            Act::SwapLogins { by, other, right } => self.swap(by, other, right),
            Act::UndoChange { identity, both } => self.undo(identity, both),
            Act::Freeze { whose } => self.freeze(whose),
            Act::MakeCodes { by, right } => self.make_codes(by, right),
            _ => unreachable!(),
        }
    }

    pub fn is_undoable(&self, change: &LoginChange) -> bool {
        match change.state {
            ChangeState::Open => self.now < change.made + UNDO,
            ChangeState::Frozen | ChangeState::Contested => true,
            ChangeState::Over => false,
        }
    }

    /// Until when the login of an account can be changed back.
    pub fn change_until(&self, who: usize) -> Option<i64> {
        let own = self.login_changes.iter().filter(|change| change.account == who);
        own.filter(|change| change.state != ChangeState::Over)
            .map(|change| change.made + UNDO)
            .max()
    }

    /// The change that an identity could undo.
    pub fn change_that_replaced(&self, identity: usize) -> Option<usize> {
        let of_identity = |change: &LoginChange| change.from == identity && self.is_undoable(change);
        self.login_changes.iter().rposition(of_identity)
    }

    pub(super) fn finish_login_changes(&mut self) {
        let now = self.now;
        let ended = |change: &&mut LoginChange| change.state == ChangeState::Open && now >= change.made + UNDO;
        self.login_changes.iter_mut().filter(ended).for_each(finish);
    }

    fn must_be_changeable(&self, who: usize) -> Verdict {
        self.must_not_be_locked(who)?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)
    }

    fn must_show_login(&self, who: usize, right: bool) -> Verdict {
        must(self.account(who).login.is_some(), Code::LoginMissing)?;
        must(right, Code::CurrentIdentityWrong)
    }

    fn change_login(&mut self, by: By, to: usize, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_be_changeable(who)?;
        let by_code = !right && self.account(who).codes > 0;
        self.must_show_login(who, right || by_code)?;
        if self.account(who).login == Some(to) {
            return Ok(());
        }
        self.must_have_no_open_change(who)?;
        must(self.signing_in(to).is_none(), Code::IdentityAlreadyLinked)?;
        if let Some(elsewhere) = self.change_that_replaced(to) {
            must(
                self.login_changes[elsewhere].state == ChangeState::Open,
                Code::AccountFrozen,
            )?;
            finish(&mut self.login_changes[elsewhere]);
        }
        self.relink(who, to, None, by_code);
        self.end_sessions(who, self.session(by));
        self.account_mut(who).codes -= u32::from(by_code);
        Ok(())
    }

    fn relink(&mut self, account: usize, to: usize, partner: Option<usize>, by_code: bool) {
        let from = self.account(account).login.unwrap();
        let (made, state) = (self.now, ChangeState::Open);
        let link = self.account(account).confirmed.map(|_| true);
        self.login_changes.push(LoginChange {
            account,
            from,
            made,
            state,
            partner,
            link,
            by_code,
        });
        self.account_mut(account).login = Some(to);
    }

    fn swap(&mut self, by: By, other: usize, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_be_changeable(who)?;
        self.must_show_login(who, right)?;
        let theirs = self
            .signing_in(other)
            .filter(|theirs| *theirs != who)
            .ok_or(Code::IdentityNotLinked)?;
        self.must_have_no_open_change(who)?;
        self.must_be_changeable(theirs)?;
        self.must_have_no_open_change(theirs)?;
        let mine = self.account(who).login.unwrap();
        let first = self.login_changes.len();
        self.relink(who, other, Some(first + 1), false);
        self.relink(theirs, mine, Some(first), false);
        self.end_sessions(who, self.session(by));
        self.end_sessions(theirs, None);
        Ok(())
    }

    fn undo(&mut self, identity: usize, both: bool) -> Verdict {
        let number = self.change_that_replaced(identity).ok_or(Code::LoginChangeNotOpen)?;
        let change = self.login_changes[number];
        must(change.partner.is_none() || both, Code::UndoContested)?;
        let contested = change.by_code || change.state == ChangeState::Contested;
        if change.partner.is_none() && contested {
            if change.state == ChangeState::Open {
                self.set_frozen(number, ChangeState::Contested);
            }
            return Err(Code::UndoContested);
        }
        for number in [Some(number), change.partner].into_iter().flatten() {
            self.restore(number);
        }
        self.open_session(change.account, true);
        Ok(())
    }

    fn restore(&mut self, number: usize) {
        let change = self.login_changes[number];
        finish(&mut self.login_changes[number]);
        let account = self.account_mut(change.account);
        (account.login, account.frozen) = (Some(change.from), false);
        self.end_sessions(change.account, None);
        let since = self
            .keys
            .iter_mut()
            .filter(|key| key.holder == change.account && key.made >= change.made);
        since.for_each(|key| key.revoked = true);
    }

    fn set_frozen(&mut self, number: usize, state: ChangeState) {
        let account = self.login_changes[number].account;
        self.login_changes[number].state = state;
        self.account_mut(account).frozen = true;
        self.end_sessions(account, None);
    }

    /// The latest change of an account's login of which a link was mailed.
    pub fn latest_linked_change(&self, whose: usize) -> Option<usize> {
        let who = self.named(whose)?;
        self.login_changes
            .iter()
            .rposition(|change| change.account == who && change.link.is_some())
    }

    fn freeze(&mut self, whose: usize) -> Verdict {
        let number = self.latest_linked_change(whose).unwrap();
        let change = self.login_changes[number];
        must(
            change.link == Some(true) && self.now < change.made + UNDO,
            Code::NotFound,
        )?;
        let freezes = match change.state {
            ChangeState::Open => true,
            ChangeState::Contested => change.partner.is_some(),
            ChangeState::Frozen | ChangeState::Over => false,
        };
        must(freezes, Code::LoginChangeNotOpen)?;
        self.login_changes[number].link = Some(false);
        self.set_frozen(number, ChangeState::Frozen);
        let partner = change
            .partner
            .filter(|half| self.login_changes[*half].state == ChangeState::Open);
        if let Some(half) = partner {
            self.set_frozen(half, ChangeState::Contested);
        }
        Ok(())
    }

    fn make_codes(&mut self, by: By, right: bool) -> Verdict {
        let who = self.acting(by)?;
        self.must_have_no_open_change(who)?;
        self.must_show_login(who, right)?;
        self.account_mut(who).codes = 10;
        Ok(())
    }
}

/// It can no longer be undone, and its link does not work.
fn finish(change: &mut LoginChange) {
    change.state = ChangeState::Over;
    change.link = change.link.map(|_| false);
}
