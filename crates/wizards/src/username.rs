//! Ask the operator for another username (rules 16.2 to 16.8): what that means, the wish, and what became of it.

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want, call::ContactRequest, page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    account::Account,
    contact::UsernameRequest,
    desktop::wizard::{Choice, Deed, Facts, FieldName, ListName, Offer, Receipt, Sheet, Step, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// What another username means, one sentence each.
const MEANS: [&str; 5] = ["decided", "old_name", "addresses", "packages", "policies"];

/// Whose refusals stand at which field.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::UsernameInvalid, FieldName::Username),
    (Code::UsernameIsEmail, FieldName::Username),
    (Code::UsernameTaken, FieldName::Username),
    (Code::BadRequest, FieldName::Reason),
    (Code::ReasonInvalid, FieldName::Reason),
];

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
                };
                self.decision.wants(Request::Contact(request), SessionOf::Account)
            }
            At::Waiting => {
                let request = Request::Contact(ContactRequest::WithdrawUsername);
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

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Account(account) => {
                self.account.take(Some(*account));
                self.settle(scene);
            }
            Answer::UsernameRequest(request) => {
                self.waited = Some(request.clone());
                self.request.take(Some(request));
                if !matches!(self.at, At::Name | At::Check) {
                    self.go(At::Waiting);
                }
            }
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Done if self.decision.is_pressed() => self.finish(scene),
            _ => {}
        }
    }

    fn finish(&mut self, scene: &Scene) {
        let withdrawn = self.at == At::Waiting;
        let username = scene.username();
        let deed = withdrawn.then_some(Deed::UsernameWithdrawn { username });
        let receipt = self.decision.receipt(scene.now);
        self.receipt = Some(Receipt { deed, ..receipt });
        self.go(if withdrawn { At::Withdrawn } else { At::Waiting });
        self.look_again();
    }

    fn refuse(&mut self, problem: Problem) {
        if self.decision.is_pressed() {
            return self.decision.refuse(problem);
        }
        if self.request.is_wanted() {
            return match problem.code {
                Code::NotFound => self.request.take(None),
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

    fn unsure(&mut self, problem: Problem) {
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

/// The pages.
impl Username {
    /// What was typed is judged on its own page: the one with the consequences comes with them.
    fn shown(&self) -> At {
        let judging = self.decision.foreseen.is_none() && self.decision.refusal.is_none();
        match self.at {
            At::Check if judging => At::Name,
            at => at,
        }
    }

    fn page(&self, scene: &Scene) -> Sheet {
        let at = self.shown();
        let mut sheet = Sheet::new(match at {
            At::Intro => Step::UsernameIntro,
            At::Name => Step::UsernameName,
            At::Check => Step::UsernameCheck,
            At::Waiting => Step::UsernameWaiting,
            At::Done => Step::UsernameDone,
            At::Withdrawn => Step::UsernameWithdrawn,
            At::Refused => Step::UsernameRefused,
        });
        self.facts(&mut sheet, scene);
        sheet.back = matches!(at, At::Name | At::Check);
        sheet.refusal = self.hint.clone();
        match at {
            At::Intro => self.intro(&mut sheet),
            At::Name => {
                sheet.fields = vec![
                    page::field(FieldName::Username, &self.wanted),
                    page::field(FieldName::Reason, &self.reason),
                ];
                sheet.fields[0].check = scene.check(FieldName::Username);
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::Check => page::decide(&mut sheet, &self.decision, Offer::primary(Choice::RequestUsername)),
            At::Waiting => {
                page::decide_at_once(&mut sheet, &self.decision, Offer::danger(Choice::WithdrawUsername));
                page::unread(&mut sheet, self.request.refusal.as_ref());
            }
            At::Done | At::Withdrawn | At::Refused => page::done(&mut sheet, self.receipt.as_ref()),
        }
        sheet
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        let request = self.request.known.as_ref();
        let wanted = request
            .filter(|_| self.at == At::Waiting)
            .map(|found| found.wanted.clone());
        facts.other = Some(wanted.unwrap_or_else(|| self.wanted.trim().to_owned()));
        facts.word = request.map(|request| request.reason.clone());
        facts.at = request.map(|request| request.made_at);
    }

    fn intro(&self, sheet: &mut Sheet) {
        let problem = self.account.refusal.as_ref().or(self.request.refusal.as_ref());
        let Some(account) = &self.account.known else {
            return page::unread(sheet, problem);
        };
        let stands_in_the_way = page::standing_in_the_way(account);
        // A login that can still be changed back is no obstacle to asking for a name.
        let blockers: Vec<_> = stands_in_the_way
            .into_iter()
            .filter(|line| line.code != Some(Code::LoginChangeOpen))
            .collect();
        let means = MEANS.map(|word| Facts {
            username: Some(account.username.clone()),
            word: Some(word.to_owned()),
            ..Facts::default()
        });
        let means = means.into_iter().map(|facts| page::line(facts, Vec::new()));
        page::lines(sheet, ListName::RenameMeans, means.collect());
        let free = blockers.is_empty();
        if !free {
            page::blocked(sheet, blockers);
        }
        if free && self.request.is_settled() {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
        }
        page::unread(sheet, problem);
    }
}
