//! Recovery codes (rules 9.13 to 9.15) and two-factor (9.26 to 9.31).

use super::{Plain, Verdict, must};
use crate::model::{act::By, tenant_of};
use contract::Code;

impl Plain {
    pub(super) fn make_codes(&mut self, by: By, right: bool) -> Verdict {
        let who = self.acting(by)?;
        self.must_have_no_open_change(who)?;
        self.must_show_login(who, right)?;
        self.ten_codes(who);
        Ok(())
    }

    pub(super) fn ten_codes(&mut self, who: usize) {
        self.account_mut(who).codes = 10;
        self.warn_confirmed("RecoveryCodes", who);
    }

    pub(super) fn switch_two_factor(&mut self, by: By, on: bool, code: Option<bool>, right: bool) -> Verdict {
        let who = self.acting(by)?;
        if !on {
            must(!self.enforced, Code::TwoFactorEnforced)?;
            self.must_not_be_locked(who)?;
        }
        self.must_have_no_open_change(who)?;
        let login = self.account(who).login.ok_or(Code::LoginMissing)?;
        must(right, Code::CurrentIdentityWrong)?;
        must(!self.weak.contains(&login), Code::SecondFactorRequired)?;
        if on {
            must(self.account(who).codes > 0, Code::RecoveryCodesRequired)?;
            let right = code.ok_or(Code::RecoveryCodesRequired)?;
            must(right, Code::RecoveryCodeWrong)?;
        }
        if self.account(who).two_factor != on {
            self.account_mut(who).two_factor = on;
            self.warn_confirmed("TwoFactorSwitched", who);
            if on {
                // What was begun when less was enough.
                self.drop_recoveries(who);
                self.end_sessions(who, self.session(by));
            }
        }
        Ok(())
    }

    /// A recovery code is used up, where it was one that was typed.
    pub(super) fn use_codes(&mut self, who: usize, used: bool) {
        if used {
            self.account_mut(who).codes -= 1;
            self.warn_confirmed("RecoveryCodes", who);
        }
    }

    /// What a sign-in to an account takes (rule 9.27).
    pub fn must_have_second(&self, who: usize, identity: usize) -> Verdict {
        self.must_have_second_or(who, identity, self.weak.contains(&identity))
    }

    /// The same of a proof that was completed before, with a second factor or without one.
    pub(super) fn must_have_second_or(&self, who: usize, identity: usize, weak: bool) -> Verdict {
        let left_to_company = tenant_of(identity).is_some() && !self.enforced;
        let met = !self.account(who).two_factor || !weak || left_to_company;
        must(met, Code::SecondFactorRequired)
    }

    /// What a new login takes (rule 9.30).
    pub fn must_have_second_as_new(&self, identity: usize) -> Verdict {
        must(
            !self.enforced || !self.weak.contains(&identity),
            Code::SecondFactorRequired,
        )
    }

    pub fn must_suit(&self, who: usize, identity: usize) -> Verdict {
        self.must_have_second_as_new(identity)?;
        self.must_have_second(who, identity)
    }
}
