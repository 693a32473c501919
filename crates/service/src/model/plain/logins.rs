//! Changes of logins, and for how long they can be undone (rules 9.1 to 9.16).

use super::{ChangeState, DAY, LoginChange, Plain, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

pub(super) const UNDO: i64 = 3 * DAY;

impl Plain {
    pub(super) fn decide_login(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::ChangeLogin { by, to, right } => self.change_login(by, to, right),
            Act::SwapLogins { by, other, right } => self.swap(by, other, right),
            Act::MoveLogin { by, to, named, right } => self.move_login(by, to, named, right),
            Act::ViewConflict { by, identity } => self.view_conflict(by, identity),
            Act::UndoChange { identity, both, code } => self.undo(identity, both, code),
            Act::Freeze { whose } => self.freeze(whose),
            Act::AskDecision { who, slot, right } => {
                self.ask_decision(who, slot, right);
                Ok(())
            }
            Act::Decide {
                who,
                undo,
                mailed,
                right,
            } => self.decide_change(who, undo, mailed, right),
            Act::DecideByOperator { who, undo } => self.decide_by_operator(who, undo),
            Act::MakeCodes { by, right } => self.make_codes(by, right),
            Act::SwitchTwoFactor { by, on, code, right } => self.switch_two_factor(by, on, code, right),
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
        let of_identity = |change: &LoginChange| change.from == Some(identity) && self.is_undoable(change);
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

    pub(super) fn must_show_login(&self, who: usize, right: bool) -> Verdict {
        let login = self.account(who).login.ok_or(Code::LoginMissing)?;
        must(right, Code::CurrentIdentityWrong)?;
        self.must_have_second(who, login)
    }

    /// The same, or instead a recovery code where the right identity does not come.
    fn must_show(&self, who: usize, right: bool) -> Result<bool, Code> {
        let by_code = !right && self.account(who).codes > 0 && self.account(who).login.is_some();
        if !by_code {
            self.must_show_login(who, right)?;
        }
        Ok(by_code)
    }

    fn change_login(&mut self, by: By, to: usize, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_be_changeable(who)?;
        let by_code = self.must_show(who, right)?;
        if self.account(who).login == Some(to) {
            return Ok(());
        }
        self.must_have_no_open_change(who)?;
        self.must_not_be_held(who)?;
        self.must_suit(who, to)?;
        must(self.signing_in(to).is_none(), Code::IdentityAlreadyLinked)?;
        self.settle_elsewhere(to)?;
        self.relink(who, to, None, by_code);
        self.end_sessions(who, self.session(by));
        self.use_codes(who, by_code);
        Ok(())
    }

    /// Who uses an identity elsewhere by its fresh proof undoes nothing with it any more (rule 9.5).
    pub(super) fn settle_elsewhere(&mut self, identity: usize) -> Verdict {
        if let Some(elsewhere) = self.change_that_replaced(identity) {
            must(
                self.login_changes[elsewhere].state == ChangeState::Open,
                Code::AccountFrozen,
            )?;
            self.finish_change(elsewhere);
        }
        Ok(())
    }

    /// A change can no longer be undone.
    pub(super) fn finish_change(&mut self, number: usize) {
        finish(&mut self.login_changes[number]);
    }

    pub(super) fn relink(&mut self, account: usize, to: usize, partner: Option<usize>, by_code: bool) {
        let from = self.account(account).login;
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
        self.tell("LoginChanged", account);
        self.warn_confirmed("LoginChanged", account);
        if self.account(account).password.is_some() {
            self.warn_confirmed("CredentialRemoved", account);
        }
        from.into_iter()
            .for_each(|from| self.write_identity("LoginReplaced", from));
        let account = self.account_mut(account);
        (account.login, account.password, account.failures) = (Some(to), None, (0, 0));
    }

    /// The other account that an identity signs in to.
    fn other_account(&self, who: usize, identity: usize) -> Result<usize, Code> {
        let other = self.signing_in(identity).filter(|other| *other != who);
        other.ok_or(Code::IdentityNotLinked)
    }

    fn must_let_go(&self, other: usize) -> Verdict {
        self.must_be_changeable(other)?;
        self.must_have_no_open_change(other)?;
        self.must_not_be_held(other)
    }

    fn view_conflict(&self, by: By, identity: usize) -> Verdict {
        let who = self.full_caller(by)?;
        let other = self.other_account(who, identity)?;
        self.must_have_second(other, identity)
    }

    fn move_login(&mut self, by: By, to: usize, named: usize, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_be_changeable(who)?;
        let by_code = self.must_show(who, right)?;
        let other = self.other_account(who, to)?;
        self.must_have_no_open_change(who)?;
        self.must_not_be_held(who)?;
        self.must_let_go(other)?;
        self.must_suit(who, to)?;
        self.must_have_second(other, to)?;
        must(self.named(named) == Some(other), Code::ConfirmationWrong)?;
        self.begin_deletion(other, true, Some(self.login_changes.len()));
        self.relink(who, to, None, by_code);
        self.end_sessions(who, self.session(by));
        self.use_codes(who, by_code);
        Ok(())
    }

    fn swap(&mut self, by: By, other: usize, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_be_changeable(who)?;
        self.must_show_login(who, right)?;
        let theirs = self.other_account(who, other)?;
        self.must_have_no_open_change(who)?;
        self.must_not_be_held(who)?;
        self.must_let_go(theirs)?;
        let mine = self.account(who).login.unwrap();
        self.must_suit(who, other)?;
        self.must_have_second(theirs, other)?;
        self.must_suit(theirs, mine)?;
        let first = self.login_changes.len();
        self.relink(who, other, Some(first + 1), false);
        self.relink(theirs, mine, Some(first), false);
        self.end_sessions(who, self.session(by));
        self.end_sessions(theirs, None);
        Ok(())
    }
}

/// It can no longer be undone, and its link does not work.
fn finish(change: &mut LoginChange) {
    change.state = ChangeState::Over;
    change.link = change.link.map(|_| false);
}
