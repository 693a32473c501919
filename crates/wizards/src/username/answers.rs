//! What the gallery's answers and refusals lead to.

use super::{At, Username};
use crate::{Answer, Decision, Scene, page, reading::Reading};
use contract::{
    Code, Problem,
    contact::UsernameRequest,
    desktop::wizard::{Deed, FieldName, Receipt},
};

/// Whose refusals stand at which field.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::UsernameInvalid, FieldName::Username),
    (Code::UsernameIsEmail, FieldName::Username),
    (Code::UsernameTaken, FieldName::Username),
    (Code::BadRequest, FieldName::Reason),
    (Code::ReasonInvalid, FieldName::Reason),
];

impl Username {
    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Account(account) => {
                self.account.take(Some(*account));
                self.settle(scene);
            }
            Answer::UsernameRequest(request) => {
                self.waited = Some(request.clone());
                self.look(Some(request));
                if !matches!(self.at, At::Name | At::Check | At::Waiting) {
                    self.go(At::Waiting);
                }
            }
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Done if self.decision.is_pressed() => self.finish(scene),
            _ => {}
        }
    }

    /// Which wish waits. Where it is another than the one whose place was to be taken, what that means is asked for anew.
    fn look(&mut self, request: Option<UsernameRequest>) {
        if self.at == At::Check && self.request.known != request {
            self.go(At::Check);
        }
        self.request.take(request);
    }

    fn finish(&mut self, scene: &Scene) {
        let withdrawn = self.at == At::Waiting;
        let username = scene.username();
        let deed = withdrawn.then_some(Deed::UsernameWithdrawn { username });
        let receipt = self.decision.receipt(scene.now);
        self.receipt = Some(Receipt { deed, ..receipt });
        self.go(if withdrawn { At::Withdrawn } else { At::Waiting });
        // What waited before is replaced, and not what a quick press withdraws.
        self.request = Reading::default();
        self.look_again();
    }

    pub(super) fn refuse(&mut self, problem: Problem) {
        if problem.code == Code::Stale {
            return self.look_after(problem);
        }
        if self.decision.is_pressed() {
            return self.decision.refuse(problem);
        }
        if self.request.is_wanted() {
            return match problem.code {
                Code::NotFound => self.look(None),
                _ => self.request.fail(problem),
            };
        }
        if self.account.is_wanted() {
            return self.account.fail(problem);
        }
        let problem = page::at_field(problem, FIELDS);
        if problem.field.is_some() {
            self.go(At::Name);
            self.hint = Some(problem);
        } else {
            self.decision.refuse(problem);
        }
    }

    /// Another wish waits by now, or none does: it is read, and what was typed stays.
    fn look_after(&mut self, problem: Problem) {
        if self.at == At::Check {
            self.go(At::Name);
            self.hint = Some(problem);
        } else {
            self.decision.refuse(problem);
        }
        self.look_again();
    }

    /// Nothing waits: where something did, the operator gave the name or did not.
    fn settle(&mut self, scene: &Scene) {
        let gone = self.request.is_settled() && self.request.refusal.is_none() && self.request.known.is_none();
        if self.at != At::Waiting || !gone {
            return;
        }
        let wanted = self
            .waited
            .take()
            .map_or_else(|| self.wanted.trim().to_owned(), |request| request.wanted);
        let has = self
            .account
            .known
            .as_ref()
            .is_some_and(|account| account.username == wanted);
        self.wanted = wanted;
        self.go(if has { At::Done } else { At::Refused });
        self.receipt = has.then(|| Decision::default().receipt(scene.now));
    }

    pub(super) fn unsure(&mut self, problem: Problem) {
        if self.decision.is_pressed() {
            self.decision.lose_answer(problem);
        } else if self.request.is_wanted() {
            self.request.fail(problem);
        } else if self.account.is_wanted() {
            self.account.fail(problem);
        } else {
            self.decision.lose_answer(problem);
        }
    }
}
