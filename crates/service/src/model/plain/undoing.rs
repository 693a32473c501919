//! Undoing, contesting and freezing changes of logins (rules 9.17 to 9.21, 9.39).

use super::{Account, ChangeState, Plain, Verdict, logins::UNDO, must};
use contract::Code;

impl Plain {
    pub(super) fn undo(&mut self, identity: usize, both: bool, code: bool) -> Verdict {
        let number = self.change_that_replaced(identity).ok_or(Code::LoginChangeNotOpen)?;
        let change = self.login_changes[number];
        self.must_have_second(change.account, identity)?;
        if let Some(half) = change.partner.map(|half| self.login_changes[half]) {
            must(both, Code::UndoContested)?;
            self.must_have_second(half.account, half.from.unwrap())?;
        } else if change.by_code || change.state == ChangeState::Contested {
            self.decide_contest(number, code)?;
        }
        self.restore_all(number);
        self.open_session(change.account, true);
        Ok(())
    }

    /// What was changed with a recovery code takes another one (rule 9.20).
    fn decide_contest(&mut self, number: usize, code: bool) -> Verdict {
        let change = self.login_changes[number];
        if code && self.account(change.account).codes > 0 {
            self.use_codes(change.account, true);
            return Ok(());
        }
        if !code && change.state == ChangeState::Open {
            self.set_frozen(number, ChangeState::Contested);
        }
        Err(if code {
            Code::RecoveryCodeWrong
        } else {
            Code::UndoContested
        })
    }

    /// A swap is undone as a whole.
    pub(super) fn restore_all(&mut self, number: usize) {
        for number in [Some(number), self.login_changes[number].partner].into_iter().flatten() {
            self.restore(number);
        }
    }

    fn restore(&mut self, number: usize) {
        let change = self.login_changes[number];
        self.leave_a_day_to_put_back(change.account);
        self.give_back(number);
        let account = self.account_mut(change.account);
        (account.login, account.frozen, account.wish) = (change.from, false, None);
        self.forget_decisions(change.account);
        self.tell("LoginChanged", change.account);
        self.warn_confirmed("LoginChangeUndone", change.account);
        if self.account(change.account).password.is_some() {
            self.warn_confirmed("CredentialRemoved", change.account);
        }
        self.set_password(change.account, None);
        self.drop_recoveries(change.account);
        self.end_sessions(change.account, None);
        let since = self
            .keys
            .iter_mut()
            .filter(|key| key.holder == change.account && key.made >= change.made);
        let since: Vec<_> = since.filter(|key| !key.revoked && !key.gone).collect();
        let any = !since.is_empty();
        since.into_iter().for_each(|key| key.revoked = true);
        if any {
            self.warn_confirmed("CredentialRemoved", change.account);
        }
        self.finish_change(number);
    }

    /// Whose login went away by this change has it again, as long as it waits for its end (rule 9.39).
    fn give_back(&mut self, number: usize) {
        let moved = self.account(self.login_changes[number].account).login;
        let is_of = |row: &Account| {
            row.deletion
                .as_ref()
                .is_some_and(|deletion| deletion.moved == Some(number))
        };
        let Some(who) = self.all().find(|(_, row)| is_of(row)).map(|(who, _)| who) else {
            return;
        };
        let account = self.account_mut(who);
        (account.deletion, account.login) = (None, moved);
        self.tell("LoginChanged", who);
        self.warn("LoginGivenBack", who);
    }

    fn set_frozen(&mut self, number: usize, state: ChangeState) {
        let account = self.login_changes[number].account;
        self.login_changes[number].state = state;
        if !std::mem::replace(&mut self.account_mut(account).frozen, true) {
            self.warn_confirmed("AccountFrozen", account);
        }
        self.end_sessions(account, None);
    }

    /// The latest change of an account's login of which a link was mailed.
    pub fn latest_linked_change(&self, whose: usize) -> Option<usize> {
        let who = self.named(whose)?;
        self.login_changes
            .iter()
            .rposition(|change| change.account == who && change.link.is_some())
    }

    pub(super) fn freeze(&mut self, whose: usize) -> Verdict {
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
}
