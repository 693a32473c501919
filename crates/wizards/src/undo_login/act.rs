//! What is asked of the gallery, and what its answers and refusals lead to.

use super::{Alone, At, UndoLogin};
use crate::{Answer, DecideBy, Logins, Request, Scene, SessionOf, Slot, Want, proofs::is_dead};
use contract::{Code, Problem, proof::UndoBy};

impl UndoLogin {
    pub(super) fn wants_of_gallery(&self) -> Want {
        let Some(request) = self.request().map(Request::Logins) else {
            return Want::Nothing;
        };
        match self.at {
            At::Check => self.decision.wants(request, SessionOf::Nobody),
            _ => self.decision.wants_at_once(request, SessionOf::Nobody),
        }
    }

    fn request(&self) -> Option<Logins> {
        match (self.at, self.alone) {
            (At::Check, _) => {
                let exchange = matches!(self.replaced(), Some((_, UndoBy::BothIdentities)));
                Some(Logins::Undo {
                    by: Slot::Current,
                    partner: exchange.then_some(Slot::Other),
                    recovery_code: self.by_code,
                })
            }
            // Contested, it freezes the account.
            (At::Freeze, _) => Some(Logins::Undo {
                by: Slot::Current,
                partner: None,
                recovery_code: false,
            }),
            (At::Mail, _) => Some(Logins::RequestDecision {
                username: self.username(),
                address: self.address.as_deref().unwrap_or_default().trim().to_owned(),
            }),
            (At::Code | At::MailCode, Some(Alone { decide, by })) => Some(Logins::Decide {
                username: self.username(),
                decide,
                by: if self.at == At::Code {
                    DecideBy::RecoveryCode
                } else {
                    by
                },
            }),
            (At::Decided, _) => Some(Logins::OpenSession { by: Slot::Current }),
            _ => None,
        }
    }

    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        match (self.at, answer) {
            (_, Answer::Consequences(consequences)) => self.decision.foresee(consequences),
            (At::Decided, Answer::SignedIn { .. }) => {
                self.proofs.lose(Slot::Current);
                self.go(At::Done);
            }
            (_, Answer::SignedIn { .. }) => self.settle(At::Done, scene),
            (At::Mail, _) => self.go(At::MailCode),
            (At::Code | At::MailCode, _) => self.settle(At::Decided, scene),
            _ => {}
        }
    }

    fn settle(&mut self, at: At, scene: &Scene) {
        self.receipt = Some(self.decision.receipt(scene.now));
        self.froze = false;
        self.unknown = false;
        self.former = Some(self.username());
        self.go(at);
        for slot in Slot::ALL {
            self.proofs.lose(slot);
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        let about_partner = problem.field.as_deref() == Some("partner");
        match problem.code {
            _ if self.at == At::Decided => self.refuse_sign_in(problem),
            Code::UndoContested if self.at == At::Freeze => {
                self.frozen = true;
                self.froze = true;
                self.go(At::Mail);
            }
            Code::UndoContested if about_partner => self.return_to(At::Partner, problem),
            Code::UndoContested if self.at == At::Check => self.go(At::Contest),
            Code::RecoveryCodeWrong | Code::RecoveryCodeMistyped if self.at == At::Check => {
                self.return_to(At::Code, problem.about("recovery_code"));
            }
            Code::RecoveryCodeWrong | Code::RecoveryCodeMistyped => {
                self.decision.refuse(problem.about("recovery_code"));
            }
            Code::CodeWrong | Code::RecoveryInvalid => self.decision.refuse(problem.about("code")),
            code if is_dead(code) && about_partner => self.prove_partner_again(problem),
            code if is_dead(code) => self.prove_again(problem),
            Code::SecondFactorRequired => {
                self.second_factor = true;
                if about_partner {
                    self.prove_partner_again(problem);
                } else {
                    self.prove_again(problem);
                }
            }
            Code::CurrentIdentityWrong => self.prove_partner_again(problem),
            _ => self.decision.refuse(problem),
        }
    }

    fn prove_partner_again(&mut self, why: Problem) {
        self.proofs.lose(Slot::Other);
        self.return_to(At::Partner, why);
    }

    /// It is decided all the same.
    fn refuse_sign_in(&mut self, problem: Problem) {
        self.second_factor |= problem.code == Code::SecondFactorRequired;
        self.proofs.lose(Slot::Current);
        self.return_to(At::Decided, problem);
    }

    /// A code is typed again. What was pressed is sent again under its key.
    pub(super) fn lose_secret(&mut self) {
        match self.at {
            At::Check if self.decision.is_open() => {
                self.decision.give_up_sending();
                self.at = At::Code;
            }
            At::Check if self.by_code => {
                self.go(At::Code);
            }
            At::Code | At::MailCode => self.decision.give_up_sending(),
            _ => {}
        }
    }
}
