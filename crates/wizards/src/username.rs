//! Ask the operator for another username (rules 16.2 to 16.8): what that means, the wish, and what became of it.

mod answers;
mod sheet;

use crate::{
    Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want, call::ContactRequest, page,
    reading::Reading,
};
use contract::{
    Problem, Timestamp,
    account::Account,
    contact::UsernameRequest,
    desktop::wizard::{Choice, FieldName, ListName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Username {
    at: At,
    account: Reading<Account>,
    request: Reading<UsernameRequest>,
    /// The wish as it was seen last.
    waited: Option<UsernameRequest>,
    wanted: String,
    reason: String,
    decision: Decision,
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Name,
    Check,
    Waiting,
    Done,
    Withdrawn,
    Refused,
}

impl Machine for Username {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged if !self.is_over() && !self.decision.is_open() => self.look_again(),
            Input::Typed { field, text } if !self.decision.is_open() => match field {
                FieldName::Username => self.wanted = text,
                FieldName::Reason => self.reason = text,
                _ => {}
            },
            Input::Chose { choice, .. } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, scene);
            }
            Input::Back if !self.decision.is_open() => self.back(),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.unsure(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        let ask = |request| Want::Call(Call::look(Request::Contact(request), SessionOf::Account));
        if self.is_over() {
            return Want::Nothing;
        }
        if !self.decision.is_open() {
            // First the wish: where it is gone, the account that is read after it has the name that it got.
            if self.request.is_wanted() {
                return ask(ContactRequest::UsernameRequest);
            }
            if self.account.is_wanted() {
                return ask(ContactRequest::Account);
            }
        }
        match self.at {
            At::Check => {
                let request = ContactRequest::RequestUsername {
                    wanted: self.wanted.trim().to_owned(),
                    reason: self.reason.trim().to_owned(),
                    revision: self.seen(),
                };
                self.decision.wants(Request::Contact(request), SessionOf::Account)
            }
            At::Waiting => {
                let waits = self.request.known.as_ref();
                let revision = waits.and_then(|request| page::seen(&request.revision));
                let request = Request::Contact(ContactRequest::WithdrawUsername { revision });
                self.decision.wants_at_once(request, SessionOf::Account)
            }
            _ => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.decision.is_outdated(now) {
            self.go(if self.at == At::Check { At::Intro } else { self.at });
            self.look_again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.decision.is_open()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Done | At::Withdrawn | At::Refused)
    }

    fn waits_for(&self) -> WaitsFor {
        match self.at {
            At::Waiting => WaitsFor::Operator,
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        (self.at == At::Waiting).then_some(ListName::StillWaits)
    }
}

impl Username {
    /// The revision of the wish that was seen, an empty text where none waited (rule 16.3).
    fn seen(&self) -> Option<String> {
        match &self.request.known {
            Some(request) => page::seen(&request.revision),
            None => Some(String::new()),
        }
    }

    fn look_again(&mut self) {
        self.account.again();
        self.request.again();
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.look_again(),
            (At::Intro, Choice::Continue) => self.go(At::Name),
            (_, Choice::Continue) if self.shown() == At::Name => self.go(At::Check),
            (At::Check, Choice::RequestUsername) | (At::Waiting, Choice::WithdrawUsername) => {
                self.decision.press(scene)
            }
            (At::Check | At::Waiting, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    fn go(&mut self, at: At) {
        self.decision = Decision::default();
        self.hint = None;
        self.at = at;
    }

    fn back(&mut self) {
        let before = match self.at {
            At::Name => At::Intro,
            At::Check => At::Name,
            _ => return,
        };
        self.go(before);
    }
}
