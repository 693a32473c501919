//! What the gallery and the browser said.

use super::{At, Recover};
use crate::{
    Answer, Machine, Proved, Scene, Slot,
    call::recovery::{Opened, RecoveryAnswer, RecoveryRequest},
    decision,
    proofs::{is_dead, is_same_person},
};
use contract::{Code, Problem, recovery::NextStep};

impl Recover {
    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let opens = proved.opens().map(str::to_owned);
        let is_meant = self
            .linking
            .as_ref()
            .is_none_or(|meant| is_same_person(meant, &proved.identity));
        if !self.proofs.take(slot, proved) {
            return;
        }
        match (slot, opens) {
            (Slot::New, Some(_)) => self.go(At::Conflict),
            (Slot::New, None) if self.needs_code() => self.go(At::LinkCode),
            (Slot::New, None) => self.go(At::Check),
            // It was linked after all, so this is the way in.
            (_, Some(opens)) if opens == self.name() => {
                let by = Slot::Other;
                self.call = Some(RecoveryRequest::OpenSession { by });
                self.decision.press_anew(scene);
            }
            (_, Some(_)) => self.hint = Some(Code::WrongIdentity.into()),
            // That somebody else opens nothing says nothing of whom it was pressed for.
            (_, None) if !is_meant => self.hint = Some(Code::WrongIdentity.into()),
            // Nobody's: it was not linked. Where linking did not end the session, it is done there.
            (_, None) if self.session.is_some() => self.go(At::New),
            (_, None) => self.go(At::Expired),
        }
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        match self.at {
            // It cannot be sent again: a sign-in tells whether it was linked.
            At::Check | At::LinkCode if slot == Slot::New && self.decision.is_open() => {
                self.decision.forget_press();
                self.at = At::Unsure;
            }
            At::Conflict | At::LinkCode | At::Check if had && slot == Slot::New => {
                self.go(At::New);
                self.hint = Some(Code::ProofExpired.into());
            }
            _ => {}
        }
        if had && slot == Slot::Other && self.at == At::Unsure {
            self.decision.forget_press();
            self.hint = Some(Code::ProofExpired.into());
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        // A password that opens a session is known, be it the old one or the new.
        let tells = |call: &RecoveryRequest| {
            call.changes_account() || matches!(call, RecoveryRequest::SignInWithPassword { .. })
        };
        self.unknown &= !self.call.as_ref().is_some_and(tells);
        match answer {
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Recovery(answer) => self.answer_recovery(answer),
            Answer::Done if self.is_resetting() => {
                self.used_code |= self.call.as_ref().is_some_and(RecoveryRequest::uses_code);
                self.password_set = true;
                self.sign_in_with_password(true, scene);
            }
            Answer::Account(_) if self.at == At::Keep => self.go_on_kept(),
            Answer::Account(account) if self.decision.is_pressed() => {
                self.codes_left = (self.used_code || self.needs_code()).then_some(account.recovery_codes_left);
                let receipt = self.decision.receipt(scene.now);
                self.receipt = Some(decision::as_done(receipt, Some(&account)));
                self.at = At::Done;
            }
            _ => {}
        }
    }

    fn answer_recovery(&mut self, answer: RecoveryAnswer) {
        match answer {
            RecoveryAnswer::Assistance(told) => {
                self.masked = Some(told.masked_address);
                self.go(if told.mailed { At::Found } else { At::Address });
            }
            RecoveryAnswer::Mailed { until } => {
                self.code_until = Some(until);
                let of_password = matches!(self.call, Some(RecoveryRequest::MailPasswordCode { .. }));
                self.go(if of_password { At::Reset } else { At::Code });
            }
            RecoveryAnswer::Opened(opened) => self.open(*opened),
            // A request that has waited is not asked for a code: this is another, because that one was stopped.
            RecoveryAnswer::CodeWanted { .. } if self.waits_until.is_some() => self.go(At::Stopped),
            RecoveryAnswer::CodeWanted { codes_left } => {
                self.codes_left = Some(codes_left);
                self.go(At::Second);
            }
            RecoveryAnswer::Waits { until } => {
                self.waits_until = Some(until);
                self.go(At::Waiting);
            }
            RecoveryAnswer::Features(_) | RecoveryAnswer::CodesMade => {}
        }
    }

    fn open(&mut self, opened: Opened) {
        self.used_code |= self.call.as_ref().is_some_and(RecoveryRequest::uses_code);
        self.by_password = matches!(self.call, Some(RecoveryRequest::SignInWithPassword { .. }));
        self.waited = self.waits_until.take().is_some();
        self.username.clone_from(&opened.username);
        let at = match opened.next {
            // Nothing is linked to an account that is going to be gone, nor is it converted.
            NextStep::Link | NextStep::Convert if opened.leaving => At::Keep,
            NextStep::Link => At::New,
            NextStep::SignIn => At::Present,
            NextStep::Convert => At::Convert,
        };
        self.session = Some(opened);
        self.go(at);
        // Neither is an account converted that is going to be gone.
        if at != At::Keep {
            self.resume_conversion();
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem, scene: &Scene) {
        if let (Code::RecoveryWaits, Some(seconds)) = (problem.code, problem.retry_after) {
            self.waits_until = Some(scene.now.plus_secs(i64::from(seconds)));
            return self.go(At::Waiting);
        }
        match self.at {
            At::Check => self.refuse_link(problem),
            At::Keep => self.refuse_keep(problem),
            At::Unsure => {
                self.second_factor |= problem.code == Code::SecondFactorRequired;
                self.decision.refuse(problem);
            }
            At::Code | At::Second | At::Wait => self.refuse_code(problem),
            At::Reset => self.refuse_reset(problem, scene),
            _ => self.decision.refuse(problem),
        }
    }

    /// The page where it is typed. A link that was pressed is sent again under its key.
    pub(super) fn type_again(&mut self) {
        if self.at == At::Check && self.decision.is_open() {
            self.decision.give_up_sending();
            self.at = At::LinkCode;
            self.type_again = true;
            return;
        }
        // It can only be asked for anew.
        self.unknown |= self.may_be_done();
        let at = match self.at {
            At::Code | At::Second | At::Wait => At::Code,
            At::Check => At::LinkCode,
            at => at,
        };
        self.go(at);
        self.type_again = true;
    }

    fn refuse_link(&mut self, problem: Problem) {
        let was_pressed = self.decision.is_pressed();
        let to = match problem.code {
            code if is_dead(code) => At::New,
            Code::SecondFactorRequired => {
                self.second_factor = true;
                At::New
            }
            Code::IdentityAlreadyLinked => At::Conflict,
            Code::RecoveryCodeWrong | Code::RecoveryCodeMistyped => At::LinkCode,
            // Linking ends the session, so a call that is made again later than its answer is kept is refused like this.
            Code::SessionRequired if was_pressed => {
                self.session = None;
                self.at = At::Unsure;
                return self.decision.forget_press();
            }
            Code::SessionRequired => At::Expired,
            // Nothing is linked to an account that is going to be gone. This session keeps it, too (rules 14.15, 14.17).
            Code::DeletionPending if !was_pressed => return self.go(At::Keep),
            _ => return self.decision.refuse(problem),
        };
        self.go(to);
        self.hint = (!matches!(to, At::Conflict | At::Expired)).then_some(problem);
    }

    /// The account stays: what was begun before that is looked at again.
    fn go_on_kept(&mut self) {
        if let Some(session) = &mut self.session {
            session.leaving = false;
        }
        let has_come_back = self.proofs.get(Slot::New).is_some();
        self.go(if has_come_back { At::Check } else { At::New });
    }

    fn refuse_keep(&mut self, problem: Problem) {
        match problem.code {
            // It was kept meanwhile, perhaps by an earlier press.
            Code::DeletionNotPending => self.go_on_kept(),
            Code::SessionRequired => self.go(At::Expired),
            _ => self.decision.refuse(problem),
        }
    }

    fn refuse_code(&mut self, problem: Problem) {
        let at = self.at;
        match problem.code {
            Code::RecoveryInvalid if self.waits_until.is_some() => self.go(At::Stopped),
            Code::CodeWrong | Code::CodeExpired | Code::RecoveryInvalid if at != At::Code => {
                self.go(At::Code);
                self.decision.refuse(problem);
            }
            _ => self.decision.refuse(problem),
        }
    }

    fn is_resetting(&self) -> bool {
        matches!(self.call, Some(RecoveryRequest::ResetPassword { .. }))
    }

    /// A reset that is made again after a lost answer is refused, because it was done: the new password tells.
    fn refuse_reset(&mut self, problem: Problem, scene: &Scene) {
        let resetting = self.is_resetting();
        match problem.code {
            // Two-factor is on, which is told to nobody before: the same page asks for a recovery code as well.
            Code::RecoveryCodeWrong if resetting && !self.reset_needs_code => {
                self.reset_needs_code = true;
                self.go(At::Reset);
            }
            Code::RecoveryInvalid if resetting => self.sign_in_with_password(true, scene),
            Code::CredentialsWrong if !self.password_set => self.decision.refuse(Code::RecoveryInvalid.into()),
            _ => self.decision.refuse(problem),
        }
    }
}
