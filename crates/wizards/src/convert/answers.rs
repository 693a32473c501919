//! What the gallery's answers and refusals lead to.

use super::{At, Convert, asks::Asks};
use crate::{Answer, Decision, Scene, Slot, page, proofs::is_dead};
use contract::{
    Code, Problem,
    account::AccountKind,
    consequence::Consequence,
    conversion::OwnConversion,
    desktop::wizard::{Deed, FieldName},
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

    fn foresee(&mut self, consequences: Vec<Consequence>) {
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
    pub(super) fn look(&mut self, own: OwnConversion, scene: &Scene) {
        let request = own.request.clone();
        self.own.take(Some(own));
        let pressed = std::mem::take(&mut self.unknown);
        match (self.at, request) {
            // It was pressed, and not done.
            (At::Proof, None) if pressed => self.hint = Some(Code::ProofExpired.into()),
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
        // The request may have arrived, and its acceptance have ended the session.
        if self.at == At::Check && !self.is_in_recovery() && self.decision.is_left_open_by(&problem) {
            self.unknown = true;
            self.proofs.lose(Slot::Current);
            self.go(At::Proof);
            self.look_again();
            self.hint = Some(problem);
            return;
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
            code if is_dead(code) || code == Code::SecondFactorRequired => {
                self.second_factor |= code == Code::SecondFactorRequired;
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
