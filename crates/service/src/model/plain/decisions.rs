//! Deciding whose a frozen account is (rules 9.22, 9.23).

use super::{ChangeState, DecisionCode, HOUR, Plain, Verdict, must};
use contract::Code;

impl Plain {
    /// The change of an account's login that is not over.
    fn change_to_decide(&self, who: usize) -> Option<usize> {
        let mut all = self.login_changes.iter();
        all.rposition(|change| change.account == who && self.is_undoable(change))
    }

    /// Answered alike whether a code is mailed or not. Only who types the address that it goes to has one mailed.
    pub(super) fn ask_decision(&mut self, who: usize, slot: usize, right: bool) {
        let frozen = self.named(who).filter(|who| right && self.account(*who).frozen);
        let Some(who) = frozen.filter(|who| self.lasting_address(*who).is_some()) else {
            return;
        };
        let recent = |code: &DecisionCode| self.now < code.made + HOUR;
        if self.decisions.get(&(who, slot)).is_some_and(recent) {
            return;
        }
        let now = self.now;
        self.decisions
            .retain(|(account, _), code| *account != who || now < code.made + HOUR);
        let address = self.lasting_address(who).unwrap();
        let code = DecisionCode {
            made: now,
            tries: 5,
            address,
        };
        self.decisions.insert((who, slot), code);
        self.write("DecideCode", address);
    }

    pub(super) fn forget_decisions(&mut self, who: usize) {
        self.decisions.retain(|(account, _), _| *account != who);
    }

    pub(super) fn decide_change(&mut self, who: usize, undo: bool, mailed: Option<usize>, right: bool) -> Verdict {
        let who = self.named(who);
        match mailed {
            Some(slot) => self.must_type_decision(who, slot, right)?,
            None => {
                let has = who.is_some_and(|who| self.account(who).codes > 0);
                must(right && has, Code::RecoveryCodeWrong)?;
            }
        }
        let who = who.unwrap();
        let number = self.change_to_decide(who).ok_or(Code::LoginChangeNotOpen)?;
        self.must_be_decidable(number, undo, mailed.is_some())?;
        self.use_codes(who, mailed.is_none());
        if undo {
            self.restore_all(number);
        } else {
            self.keep_change(number);
        }
        self.decisions
            .retain(|key, _| mailed.is_none_or(|slot| *key != (who, slot)));
        Ok(())
    }

    /// What nobody can decide any more (rule 16.11): for good, and a swap as a whole.
    pub(super) fn decide_by_operator(&mut self, who: usize, undo: bool) -> Verdict {
        let who = self.named(who).ok_or(Code::NotFound)?;
        let number = self.change_to_decide(who).ok_or(Code::LoginChangeNotOpen)?;
        must(
            self.login_changes[number].state != ChangeState::Open,
            Code::LoginChangeNotOpen,
        )?;
        if undo {
            self.restore_all(number);
            return Ok(());
        }
        for number in [Some(number), self.login_changes[number].partner].into_iter().flatten() {
            let who = self.login_changes[number].account;
            self.account_mut(who).frozen = false;
            self.warn_confirmed("LoginChangeKept", who);
            self.forget_decisions(who);
            self.finish_change(number);
        }
        Ok(())
    }

    fn must_type_decision(&mut self, who: Option<usize>, slot: usize, right: bool) -> Verdict {
        let now = self.now;
        let lasting = who.and_then(|who| self.lasting_address(who));
        let code = who.and_then(|who| self.decisions.get_mut(&(who, slot)));
        let code = code.filter(|code| code.tries > 0 && now < code.made + HOUR / 4);
        let code = code.ok_or(Code::CodeWrong)?;
        if right && lasting == Some(code.address) {
            return Ok(());
        }
        code.tries -= 1;
        Err(Code::CodeWrong)
    }

    fn must_be_decidable(&self, number: usize, undo: bool, mailed: bool) -> Verdict {
        let change = self.login_changes[number];
        let (frozen, swap) = (change.state != ChangeState::Open, change.partner.is_some());
        must(frozen || !undo || !swap, Code::UndoContested)?;
        must(frozen || undo && !mailed, Code::LoginChangeNotOpen)?;
        let objected = !undo && swap && change.state == ChangeState::Contested;
        must(!objected, Code::UndoContested)
    }

    /// A contest is settled for good; what the link froze can still be undone by the identity before. Where both sides
    /// of a swap objected, only this side's objection is withdrawn.
    fn keep_change(&mut self, number: usize) {
        let change = self.login_changes[number];
        let half = change
            .partner
            .filter(|half| self.is_undoable(&self.login_changes[*half]));
        if half.is_some_and(|half| self.login_changes[half].state == ChangeState::Frozen) {
            self.login_changes[number].state = ChangeState::Contested;
            return;
        }
        let settled = half.is_none() && change.state == ChangeState::Contested;
        for number in [Some(number), half].into_iter().flatten() {
            let who = self.login_changes[number].account;
            self.account_mut(who).frozen = false;
            self.warn_confirmed("LoginChangeKept", who);
            self.forget_decisions(who);
            if settled {
                self.finish_change(number);
            } else {
                self.login_changes[number].state = ChangeState::Open;
            }
        }
    }
}
