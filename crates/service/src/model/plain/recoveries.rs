//! Getting back in by a mailed code (rules 10.13 to 10.26).

use super::{ChangeState, DAY, HOUR, LoginChange, Plain, Recovery, Verdict, must};
use crate::model::{
    act::{Act, Beside, By},
    tenant_of,
};
use contract::Code;

impl Plain {
    pub(super) fn decide_recovery(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::ForgetPassword { who, slot } => self.ask_for_code(true, who, None, slot),
            Act::Recover { who, address, slot } => self.ask_for_code(false, who, Some(address), slot),
            Act::ResetPassword {
                slot,
                password,
                code,
                right,
            } => self.reset_password(slot, password, code, right),
            Act::TypePassword { who, password, times } => self.type_password(who, password, times),
            Act::ChangePassword { by, from, to } => self.change_password(by, from, to),
            Act::RemovePassword { by, right } => self.remove_password(by, right),
            Act::ConfirmRecovery { slot, beside, right } => self.confirm_recovery(slot, beside, right),
            Act::AskAssistance { who, address } => self.ask_assistance(who, address),
            Act::StopRecovery { by } => {
                let who = self.full_caller(by)?;
                must(self.stop_recoveries(who), Code::RecoveryInvalid)
            }
            Act::StopByLink { whose } => self.stop_by_link(whose),
            Act::LinkLogin { by, to, code } => self.link_login(by, to, code),
            _ => unreachable!(),
        }
    }

    fn ends(request: &Recovery) -> i64 {
        request.waits_until.map_or(request.made + HOUR, |until| until + 7 * DAY)
    }

    pub fn is_open_recovery(&self, request: &Recovery) -> bool {
        self.now < Self::ends(request)
    }

    fn open_request(&self, for_password: bool, slot: usize) -> Option<Recovery> {
        let request = self.recoveries.get(&(for_password, slot)).copied();
        request.filter(|request| self.is_open_recovery(request))
    }

    /// Answered alike whoever is named (rule 10.13).
    fn ask_for_code(&mut self, for_password: bool, who: usize, typed: Option<usize>, slot: usize) -> Verdict {
        let before = self.open_request(for_password, slot);
        let waits = before.is_some_and(|before| before.waits_until.is_some());
        // A wait is its account's, whoever is named (rule 10.23).
        let named = if waits {
            before.and_then(|before| before.account)
        } else {
            self.named(who)
        };
        let account = named.filter(|who| {
            let address = self.lasting_address(*who);
            self.may_be_mailed_codes(*who) && (for_password || waits || address == typed)
        });
        let address = account.and_then(|who| self.lasting_address(who));
        let same = before.filter(|before| before.account == account);
        let waits_still = same.is_some_and(|same| same.waits_until.is_some_and(|until| self.now < until));
        if waits_still || waits && account.is_none() {
            return Ok(());
        }
        let new = Recovery {
            account,
            address,
            made: before.map_or(self.now, |before| before.made),
            code_made: self.now,
            tries: 5,
            confirmed: false,
            waits_until: None,
            session: None,
        };
        let request = same.map_or(new, |same| Recovery {
            address,
            code_made: self.now,
            tries: 5,
            ..same
        });
        self.recoveries.insert((for_password, slot), request);
        let kind = if for_password { "PasswordReset" } else { "RecoverCode" };
        address.into_iter().for_each(|address| self.write(kind, address));
        Ok(())
    }

    fn may_be_mailed_codes(&self, who: usize) -> bool {
        let row = self.account(who);
        !row.organization && !row.frozen && self.lasting_address(who).is_some()
    }

    /// The account of a request whose code is typed, if it is right.
    fn typed(&mut self, for_password: bool, slot: usize, right: bool) -> Result<(usize, Recovery), Code> {
        let request = self.open_request(for_password, slot);
        let request = request.ok_or(Code::RecoveryInvalid)?;
        must(
            request.waits_until.is_none_or(|until| self.now >= until),
            Code::RecoveryWaits,
        )?;
        must(
            request.tries > 0 && self.now < request.code_made + HOUR / 4,
            Code::CodeExpired,
        )?;
        let still = |who: &usize| self.lasting_address(*who).is_some() && self.lasting_address(*who) == request.address;
        match request.account.filter(|who| right && still(who)) {
            Some(who) => Ok((who, request)),
            None => Err(self.count_wrong(for_password, slot, Code::CodeWrong)),
        }
    }

    fn count_wrong(&mut self, for_password: bool, slot: usize, wrong: Code) -> Code {
        let request = self.recoveries.get_mut(&(for_password, slot)).unwrap();
        request.tries -= 1;
        if request.tries == 0 { Code::CodeExpired } else { wrong }
    }

    fn reset_password(&mut self, slot: usize, password: usize, code: Option<bool>, right: bool) -> Verdict {
        let (who, _) = self.typed(true, slot, right)?;
        self.must_not_be_frozen(who)?;
        if self.account(who).two_factor {
            let right = code.ok_or(Code::RecoveryCodeWrong)?;
            if !right || self.account(who).codes == 0 {
                return Err(self.count_wrong(true, slot, Code::RecoveryCodeWrong));
            }
        }
        self.set_password(who, Some(password));
        self.warn_confirmed("CredentialAdded", who);
        Ok(())
    }

    fn confirm_recovery(&mut self, slot: usize, beside: Beside, right: bool) -> Verdict {
        let (who, request) = self.typed(false, slot, right)?;
        self.must_not_be_frozen(who)?;
        if self.account(who).two_factor && request.waits_until.is_none() {
            match beside {
                Beside::Nothing => return Ok(()),
                Beside::Wait => {
                    self.begin_wait(who, slot);
                    return Ok(());
                }
                Beside::Code { right } if right && self.account(who).codes > 0 => self.use_codes(who, true),
                Beside::Code { .. } => return Err(self.count_wrong(false, slot, Code::RecoveryCodeWrong)),
            }
        }
        let session = self.open_session(who, false);
        self.tell("RecoveryStarted", who);
        let request = self.recoveries.get_mut(&(false, slot)).unwrap();
        (request.tries, request.confirmed, request.session) = (0, true, Some(session));
        Ok(())
    }

    fn begin_wait(&mut self, who: usize, slot: usize) {
        let until = self.now + 7 * DAY;
        let request = self.recoveries.get_mut(&(false, slot)).unwrap();
        (request.tries, request.confirmed, request.waits_until) = (0, true, Some(until));
        self.tell("RecoveryStarted", who);
        self.warn("RecoveryWaits", who);
        let login = self.account(who).login;
        login
            .into_iter()
            .for_each(|login| self.write_identity("RecoveryWaits", login));
        self.stop_links.insert(who, (until + 7 * DAY, true));
    }

    /// The link that stops a request works no more.
    pub(super) fn unlink(&mut self, who: usize, request: &Recovery) {
        let ends = Self::ends(request);
        if let Some(link) = self.stop_links.get_mut(&who).filter(|link| link.0 == ends) {
            link.1 = false;
        }
    }

    /// Whether there was something to stop.
    pub(super) fn stop_recoveries(&mut self, who: usize) -> bool {
        let own = |request: &Recovery| request.account == Some(who);
        let mut started = self.recoveries.iter().filter(|((for_password, _), _)| !for_password);
        let lives = |request: &Recovery| request.session.is_some_and(|session| self.is_live(session));
        let under_way = |request: &Recovery| request.confirmed && (self.is_open_recovery(request) || lives(request));
        if !started.any(|(_, request)| own(request) && under_way(request)) {
            return false;
        }
        for session in self.opened_by_mail(who) {
            self.sessions[session].ended = true;
        }
        self.drop_recoveries(who);
        true
    }

    /// The sessions that the requests which stand have opened.
    pub(super) fn opened_by_mail(&self, who: usize) -> Vec<usize> {
        let own = self.recoveries.iter().filter(|((for_password, _), _)| !for_password);
        let own = own.filter(|(_, request)| request.account == Some(who));
        own.filter_map(|(_, request)| request.session).collect()
    }

    pub(super) fn drop_recoveries(&mut self, who: usize) {
        self.recoveries
            .retain(|(for_password, _), request| *for_password || request.account != Some(who));
        if let Some(link) = self.stop_links.get_mut(&who) {
            link.1 = false;
        }
    }

    fn stop_by_link(&mut self, whose: usize) -> Verdict {
        let who = self.named(whose).unwrap();
        let link = self.stop_links.get(&who).copied();
        let works = link.is_some_and(|(until, works)| works && self.now < until);
        must(works && self.stop_recoveries(who), Code::RecoveryInvalid)
    }

    /// Whether a recovery session has to show more than a password (rules 10.22, 12.5).
    pub(super) fn takes_code(&self, by: By) -> Result<bool, Code> {
        let who = self.caller(by)?;
        let by_mail = self.opened_by_mail(who).contains(&self.session(by).unwrap());
        Ok(self.account(who).two_factor && !by_mail)
    }

    pub(super) fn must_come_with(&self, who: usize, takes_code: bool, code: bool) -> Verdict {
        must(
            !takes_code || code && self.account(who).codes > 0,
            Code::RecoveryCodeWrong,
        )
    }

    fn link_login(&mut self, by: By, to: usize, code: bool) -> Verdict {
        let who = self.caller(by)?;
        let session = self.session(by).unwrap();
        let (by_mail, lost) = (self.opened_by_mail(who).contains(&session), self.account(who).login);
        must(
            !self.sessions[session].full && (lost.is_none() || by_mail),
            Code::LoginPresent,
        )?;
        self.must_not_be_frozen(who)?;
        self.must_not_be_in_deletion(who)?;
        self.must_have_no_open_change(who)?;
        if lost.is_some() {
            self.must_not_be_locked(who)?;
        }
        must(self.signing_in(to).is_none(), Code::IdentityAlreadyLinked)?;
        self.must_suit(who, to)?;
        // An organization loses no member of its tenant to another one (rule 10.26).
        let lost_at_work = lost.and_then(tenant_of).is_some();
        let other = self.demanded_of(who).any(|tenant| tenant_of(to) != Some(tenant));
        must(!(lost_at_work && other), Code::TenantPolicyForbidsChange)?;
        let takes_code = self.takes_code(by)?;
        self.must_come_with(who, takes_code, code)?;
        if let Some(elsewhere) = self.change_that_replaced(to) {
            let change = self.login_changes[elsewhere];
            let decided = change.state == ChangeState::Open && change.partner.is_none();
            must(decided, Code::IdentityAlreadyLinked)?;
            self.finish_change(elsewhere);
        }
        self.use_codes(who, takes_code);
        let mut opened = self.recoveries.values();
        let waited = opened.any(|request| request.session == Some(session) && request.waits_until.is_some());
        self.linked_by_recovery(who, to, self.account(who).two_factor && !waited);
        Ok(())
    }

    fn linked_by_recovery(&mut self, who: usize, to: usize, by_code: bool) {
        let (account, made, state) = (who, self.now, ChangeState::Open);
        let row = self.account(who);
        self.login_changes.push(LoginChange {
            account,
            from: row.login,
            made,
            state,
            partner: None,
            link: row.confirmed.map(|_| true),
            by_code,
        });
        self.tell("LoginChanged", who);
        self.warn_confirmed("LoginChanged", who);
        match self.account_mut(who).login.replace(to) {
            Some(lost) => self.write_identity("LoginReplaced", lost),
            None => self.warn("CredentialAdded", who),
        }
        if self.account(who).password.is_some() {
            self.warn_confirmed("CredentialRemoved", who);
        }
        self.set_password(who, None);
        self.drop_recoveries(who);
        self.end_sessions(who, None);
        self.open_session(who, true);
    }
}
