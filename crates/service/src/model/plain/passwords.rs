//! Passwords (rules 10.5 to 10.8, 10.16 to 10.19).

use super::{Plain, Verdict, must};
use crate::model::act::By;
use contract::Code;

impl Plain {
    /// Refuses while too many wrong ones were typed (rule 10.7).
    fn must_not_be_locked_out(&self, (failures, last): (u32, i64)) -> Verdict {
        let minutes = match failures / 10 {
            0 => 0,
            tens => 10_i64.pow(tens - 1),
        };
        must(self.now >= last + 60 * minutes, Code::PasswordLockedOut)
    }

    /// Refuses unless it is the password, and counts (rule 10.8).
    pub(super) fn must_type(&mut self, who: usize, password: usize, wrong: Code) -> Verdict {
        self.must_not_be_locked_out(self.account(who).failures)?;
        if self.account(who).password == Some(password) {
            return Ok(());
        }
        let now = self.now;
        let failures = &mut self.account_mut(who).failures;
        *failures = (failures.0 + 1, now);
        Err(wrong)
    }

    /// The same several times within a second.
    pub(super) fn type_password(&mut self, who: usize, password: usize, times: usize) -> Verdict {
        let mut last = Ok(());
        for _ in 0..times {
            last = self.type_once(who, password);
        }
        last
    }

    fn type_once(&mut self, name: usize, password: usize) -> Verdict {
        let who = self.named(name).filter(|who| !self.account(*who).organization);
        let Some(who) = who else {
            return self.type_for_nobody(name);
        };
        self.must_type(who, password, Code::CredentialsWrong)?;
        self.must_not_be_frozen(who)?;
        self.account_mut(who).failures = (0, 0);
        self.open_session(who, false);
        Ok(())
    }

    /// Counted as for an account (rule 10.30).
    fn type_for_nobody(&mut self, name: usize) -> Verdict {
        let failures = self.unknown.get(&name).copied().unwrap_or_default();
        self.must_not_be_locked_out(failures)?;
        self.unknown.insert(name, (failures.0 + 1, self.now));
        Err(Code::CredentialsWrong)
    }

    /// There is a password, or none: what could be done with the one before is over (rules 10.16, 10.18).
    pub(super) fn set_password(&mut self, who: usize, password: Option<usize>) {
        let account = self.account_mut(who);
        (account.password, account.failures) = (password, (0, 0));
        self.recoveries
            .retain(|(for_password, _), request| !for_password || request.account != Some(who));
        self.end_restricted(who, 0);
    }

    pub(super) fn change_password(&mut self, by: By, from: usize, to: usize) -> Verdict {
        let who = self.full_caller(by)?;
        must(self.account(who).password.is_some(), Code::PasswordMissing)?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)?;
        self.must_type(who, from, Code::PasswordWrong)?;
        self.set_password(who, Some(to));
        self.warn_confirmed("CredentialAdded", who);
        Ok(())
    }

    pub(super) fn remove_password(&mut self, by: By, right: bool) -> Verdict {
        let who = self.caller(by)?;
        let row = self.account(who);
        must(row.password.is_none() || row.login.is_some(), Code::LastLogin)?;
        self.full_caller(by)?;
        must(self.account(who).password.is_some(), Code::PasswordMissing)?;
        self.must_not_be_in_deletion(who)?;
        self.must_show_login(who, right)?;
        self.set_password(who, None);
        self.warn_confirmed("CredentialRemoved", who);
        Ok(())
    }
}
