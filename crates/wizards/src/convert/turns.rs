//! How it goes from page to page.

use super::{Asks, At, Convert};
use crate::{Answer, Decision, Proved, Scene, Slot, page, proofs::Asking};
use contract::{
    Code, Problem, Purpose,
    account::AccountKind,
    conversion::OwnConversion,
    desktop::wizard::{Choice, Deed, FieldName},
};

/// Whose refusals stand at the field for the administrator.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::AccountUnknown, FieldName::Username),
    (Code::UsernameInvalid, FieldName::Username),
    (Code::UsernameIsEmail, FieldName::Username),
    (Code::AdministratorIsSame, FieldName::Username),
    (Code::AdministratorUnconfirmed, FieldName::Username),
    (Code::AdministratorIsOrganization, FieldName::Username),
];

impl Convert {
    pub(super) fn choose(&mut self, choice: Choice, target: Option<String>, scene: &Scene) {
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.look_again(),
            (At::Intro | At::Blockers, Choice::Continue) if !self.is_known() => {}
            (At::Intro | At::Blockers, Choice::Continue) if self.blockers().is_empty() => self.go(At::Administrator),
            (At::Intro, Choice::Continue) => self.go(At::Blockers),
            (At::Blockers, Choice::ChooseLeave) => self.step_out_of(At::Leave, target),
            (At::Blockers, Choice::DeclineInvitation) => {
                self.step_out_of(At::Blockers, target);
                self.step_out.press(scene);
            }
            (At::Leave, Choice::LeaveOrganization) => self.step_out.press(scene),
            (At::Leave | At::Blockers, Choice::TryAgain) => self.step_out.try_again(scene),
            (At::Administrator, Choice::Continue) => {
                self.go(At::Administrator);
                self.checking = true;
            }
            (At::Proof | At::WrongPerson, Choice::OpenBrowser) => self.ask(scene),
            (At::Check, Choice::RequestConversion) => self.press(scene),
            (At::Waiting, Choice::CancelConversion) => self.decision.press(scene),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// Another page; what was decided on the one before is not decided here.
    pub(super) fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.step_out = Decision::default();
        self.proofs.stop_asking();
        self.checking = false;
        self.type_again = false;
        self.hint = None;
        self.at = at;
    }

    fn step_out_of(&mut self, at: At, organization: Option<String>) {
        self.go(at);
        self.organization = organization;
    }

    fn ask(&mut self, scene: &Scene) {
        self.go(At::Proof);
        self.proofs.ask(Asking {
            slot: Slot::Current,
            purpose: Purpose::ConvertAccount,
            second_factor: self.second_factor || scene.account.as_ref().is_some_and(|account| account.two_factor),
            session: self.session(),
        });
    }

    pub(super) fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let own = proved.opens() == Some(scene.username().as_str());
        if self.proofs.take(slot, proved) {
            self.go(if own { At::Check } else { At::WrongPerson });
        }
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    pub(super) fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        if (had || self.decision.is_open()) && slot == Slot::Current && self.at == At::Check {
            // What was on its way cannot be sent again: how it stands tells whether it arrived.
            self.unknown = self.decision.is_open();
            self.go(At::Proof);
            self.look_again();
            self.hint = Some(Code::ProofExpired.into());
        }
    }

    /// What was typed is gone, and with it what was on its way: how it stands tells whether it arrived.
    pub(super) fn lose_secret(&mut self) {
        self.unknown = self.decision.is_open();
        self.go(At::Check);
        self.look_again();
        self.type_again = true;
    }

    fn press(&mut self, scene: &Scene) {
        self.type_again = false;
        match page::confirmed(&self.confirmation, &self.username()) {
            Ok(()) => {
                self.hint = None;
                self.decision.press(scene);
            }
            Err(problem) => self.hint = Some(problem),
        }
    }

    pub(super) fn back(&mut self) {
        let before = match self.at {
            At::Blockers => At::Intro,
            At::Leave => At::Blockers,
            At::Administrator => At::Intro,
            At::Proof => At::Administrator,
            At::WrongPerson => At::Proof,
            At::Check if self.is_in_recovery() => At::Administrator,
            At::Check => At::Proof,
            _ => return,
        };
        self.go(before);
    }

    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Account(account) => self.account.take(Some(*account)),
            Answer::Conversion(own) => self.look(own, scene),
            Answer::Organizations(list) => self.organizations.take(Some(list)),
            Answer::Organization(_) => self.exists(scene),
            Answer::Consequences(consequences) => self.foresee(consequences),
            Answer::Done if self.step_out.is_pressed() => self.stepped_out(),
            Answer::Done if self.decision.is_pressed() => self.finish(scene),
            _ => {}
        }
    }

    fn foresee(&mut self, consequences: Vec<contract::consequence::Consequence>) {
        match self.at {
            At::Leave => self.step_out.foresee(consequences),
            At::Administrator => {
                let proved = self.proofs.get(Slot::Current).is_some();
                self.go(if self.is_in_recovery() || proved {
                    At::Check
                } else {
                    At::Proof
                });
                self.decision.foresee(consequences);
            }
            _ => self.decision.foresee(consequences),
        }
    }

    /// How it stands at the gallery.
    fn look(&mut self, own: OwnConversion, scene: &Scene) {
        let request = own.request.clone();
        self.own.take(Some(own));
        self.unknown = false;
        match (self.at, request) {
            (At::Waiting, Some(request)) => self.request = Some(request),
            // It was asked for: before, elsewhere, or by a press whose answer was lost.
            (_, Some(request)) => {
                self.request = Some(request);
                self.go(At::Waiting);
            }
            // An account that became an organization has no session that could ask.
            (At::Waiting | At::SignedOut, None) => {
                self.go(if self.is_organization() { At::Done } else { At::Over });
                self.receipt = Some(Decision::default().receipt(scene.now));
            }
            _ => {}
        }
    }

    fn is_organization(&self) -> bool {
        let known = self.account.known.as_ref();
        known.is_some_and(|account| account.kind == AccountKind::Organization)
    }

    /// The administrator sees the organization.
    fn exists(&mut self, scene: &Scene) {
        let mut done = Decision::default();
        done.foresee(std::mem::take(&mut self.foreseen));
        self.receipt = Some(done.receipt(scene.now));
        self.go(At::Done);
    }

    /// What stood in the way may be gone.
    pub(super) fn stepped_out(&mut self) {
        self.organization = None;
        self.go(At::Blockers);
        self.look_again();
    }

    fn finish(&mut self, scene: &Scene) {
        if self.at == At::Waiting {
            let account = self.username();
            let deed = Deed::ConversionCancelled { account };
            self.receipt = Some(self.decision.receipt_of(deed, scene.now));
            return self.go(At::Cancelled);
        }
        self.foreseen = self.decision.foreseen.clone().unwrap_or_default();
        self.receipt = Some(self.decision.receipt(scene.now));
        self.go(At::Waiting);
        self.own.again();
    }

    pub(super) fn refuse(&mut self, problem: Problem, scene: &Scene) {
        if self.step_out.is_pressed() {
            return self.refuse_step(problem);
        }
        if problem.code == Code::SessionRequired && matches!(self.at, At::Waiting | At::SignedOut) {
            return self.sign_out(scene);
        }
        match self.asks() {
            Asks::Account => self.account.fail(problem),
            Asks::Own => self.own.fail(problem),
            Asks::Organizations => self.organizations.fail(problem),
            // It is not there for its administrator: the session ended for another reason.
            Asks::Outcome => self.seen_by = None,
            Asks::Act | Asks::Nothing => self.refuse_act(problem),
        }
    }

    /// The session has ended, as it does when the conversion takes effect (rule 12.15).
    fn sign_out(&mut self, scene: &Scene) {
        // Without a request that was seen, the name of the account is known from what was read or opened.
        self.seen_by = scene
            .profile_of(self.administrator())
            .filter(|_| !self.username().is_empty());
        self.account.take(None);
        self.own.take(None);
        self.organizations.take(None);
        self.go(At::SignedOut);
    }

    fn refuse_step(&mut self, problem: Problem) {
        // It is not a member, or not invited, any more.
        let gone = [
            Code::InvitationNotFound,
            Code::MemberNotFound,
            Code::NotFound,
            Code::NotAuthorized,
        ];
        if gone.contains(&problem.code) {
            self.stepped_out();
        } else {
            self.step_out.refuse(problem);
        }
    }

    fn refuse_act(&mut self, problem: Problem) {
        if self.at == At::Leave {
            return self.refuse_step(problem);
        }
        let problem = page::at_field(problem, FIELDS);
        match problem.code {
            Code::RecoveryCodeWrong | Code::RecoveryCodeMistyped | Code::SecondFactorRequired
                if self.is_in_recovery() =>
            {
                self.decision.refuse(problem.about("recovery_code"));
            }
            Code::ProofExpired | Code::ProofInvalid | Code::SignInNotFresh | Code::SecondFactorRequired => {
                self.second_factor |= problem.code == Code::SecondFactorRequired;
                self.proofs.lose(Slot::Current);
                self.go(At::Proof);
                self.hint = Some(problem);
            }
            Code::CurrentIdentityWrong => self.go(At::WrongPerson),
            Code::ConversionNotFound => {
                self.go(At::Waiting);
                self.own.again();
            }
            _ if problem.field.as_deref() == Some("username") => {
                self.go(At::Administrator);
                self.hint = Some(problem);
            }
            // Left without typing it.
            Code::MailedCodeRequired => self.decision.refuse(problem),
            // What was free when it was looked at is not any more.
            _ if self.at != At::Waiting => {
                self.go(At::Blockers);
                self.hint = Some(problem);
                self.look_again();
            }
            _ => self.decision.refuse(problem),
        }
    }

    pub(super) fn unsure(&mut self, problem: Problem) {
        match self.asks() {
            Asks::Act if self.step_out.is_pressed() => self.step_out.lose_answer(problem),
            Asks::Account => self.account.fail(problem),
            Asks::Own => self.own.fail(problem),
            Asks::Organizations => self.organizations.fail(problem),
            Asks::Outcome => self.seen_by = None,
            Asks::Nothing if self.at == At::Leave => self.step_out.lose_answer(problem),
            Asks::Act | Asks::Nothing => self.decision.lose_answer(problem),
        }
    }
}
