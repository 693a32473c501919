//! Answer the conversion of another account, as the administrator whom it names (rules 12.8 to 12.13).

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want, call::ConversionRequest, page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    conversion::WaitingConversion,
    desktop::wizard::{Choice, Facts, FieldName, ListName, Offer, Receipt, Sheet, Step, WaitsFor, WizardKind},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerConversion {
    at: At,
    /// The username of the account that asks.
    account: String,
    waiting: Reading<WaitingConversion>,
    rejects: bool,
    decision: Decision,
    confirmation: String,
    hint: Option<Problem>,
    /// When it takes effect, where it was accepted and that is later.
    effective_at: Option<Timestamp>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Look,
    Accepted,
    Later,
    Rejected,
    Gone,
}

impl AnswerConversion {
    /// For the account that asks.
    #[must_use]
    pub fn of(account: String) -> Self {
        Self {
            account,
            ..Self::default()
        }
    }

    /// The username of the account that asks.
    #[must_use]
    pub fn account(&self) -> &str {
        &self.account
    }

    /// Whether it is answered, or not there any more.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.at != At::Look
    }
}

impl Machine for AnswerConversion {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged => self.look_again(),
            Input::Typed {
                field: FieldName::Confirmation,
                text,
            } if !self.decision.is_open() => self.confirmation = text,
            Input::Chose { choice, .. } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, scene);
            }
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) if self.is_reading() => self.waiting.fail(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        if self.is_reading() {
            let request = Request::Conversion(ConversionRequest::Waiting);
            return Want::Call(Call::look(request, SessionOf::Account));
        }
        let account = self.account.clone();
        let request = Request::Conversion(if self.rejects {
            ConversionRequest::Reject { account }
        } else {
            ConversionRequest::Accept { account }
        });
        self.decision.wants_at_once(request, SessionOf::Account)
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Look && self.confirmation.is_empty() && !self.decision.unsure
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Accepted | At::Rejected | At::Gone)
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, self.effective_at) {
            (At::Later, Some(until)) => WaitsFor::Time { until },
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        Some(ListName::StillWaits)
    }
}

impl AnswerConversion {
    fn is_reading(&self) -> bool {
        self.waiting.is_wanted() && !self.decision.is_open()
    }

    fn look_again(&mut self) {
        if !self.decision.is_open() {
            self.waiting.again();
        }
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        self.hint = None;
        match choice {
            Choice::LookAgain => self.look_again(),
            Choice::TryAgain => self.decision.try_again(scene),
            Choice::RejectConversion => self.press(true, scene),
            Choice::AcceptConversion if self.at == At::Look => match page::confirmed(&self.confirmation, &self.account)
            {
                Ok(()) => self.press(false, scene),
                Err(problem) => self.hint = Some(problem),
            },
            _ => {}
        }
    }

    fn press(&mut self, rejects: bool, scene: &Scene) {
        // Another act is another press, under a key of its own.
        if self.rejects != rejects {
            let foreseen = self.decision.foreseen.take();
            self.decision = Decision::default();
            self.decision.foreseen = foreseen;
        }
        self.rejects = rejects;
        self.decision.press(scene);
    }

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Conversions(list) => self.look(list),
            Answer::Accepted(effective_at) => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.effective_at = effective_at;
                self.at = if effective_at.is_some() {
                    At::Later
                } else {
                    At::Accepted
                };
                self.decision = Decision::default();
            }
            Answer::Done if self.decision.is_pressed() => {
                self.decision.foreseen = None;
                self.receipt = Some(self.decision.receipt(scene.now));
                self.at = At::Rejected;
            }
            _ => {}
        }
    }

    fn look(&mut self, list: Vec<WaitingConversion>) {
        let mut list = list.into_iter();
        let found = list.find(|waiting| waiting.request.account.eq_ignore_ascii_case(&self.account));
        let Some(found) = found else {
            self.waiting.take(None);
            self.at = if self.at == At::Later { At::Accepted } else { At::Gone };
            return;
        };
        self.account.clone_from(&found.request.account);
        self.effective_at = found.request.effective_at;
        self.at = if found.request.accepted_at.is_some() {
            At::Later
        } else {
            At::Look
        };
        self.decision.foreseen = Some(found.consequences.clone());
        self.waiting.take(Some(found));
    }

    fn refuse(&mut self, problem: Problem) {
        if self.is_reading() {
            return self.waiting.fail(problem);
        }
        match problem.code {
            Code::ConversionNotFound | Code::AccountUnknown => self.at = At::Gone,
            _ => {
                // What stands in the way, or more than was shown, is shown by looking.
                self.decision.refuse(problem);
                self.waiting.again();
            }
        }
    }

    fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::Look => Step::AnswerConversion,
            At::Accepted => Step::AnswerConversionAccepted,
            At::Later => Step::AnswerConversionLater,
            At::Rejected => Step::AnswerConversionRejected,
            At::Gone => Step::AnswerConversionGone,
        });
        let request = self.waiting.known.as_ref().map(|waiting| &waiting.request);
        sheet.facts = Facts {
            username: Some(scene.username()),
            other: Some(self.account.clone()),
            until: self.effective_at.or(request.map(|request| request.expires_at)),
            is: request.map(|request| request.waits),
            ..Facts::default()
        };
        match self.at {
            At::Look => self.look_page(&mut sheet),
            At::Later => {
                sheet
                    .blocks
                    .extend(self.receipt.clone().map(contract::desktop::wizard::Block::Receipt));
                page::decide_at_once(&mut sheet, &self.decision, Offer::danger(Choice::RejectConversion));
                sheet.offers.push(Offer::plain(Choice::Finish));
            }
            At::Accepted => {
                sheet.helps = vec![Offer::starting(WizardKind::Members).about(&self.account)];
                page::done(&mut sheet, self.receipt.as_ref());
            }
            At::Rejected | At::Gone => page::done(&mut sheet, self.receipt.as_ref()),
        }
        if let Some(hint) = &self.hint {
            sheet.refusal = Some(hint.clone());
        }
        sheet
    }

    fn look_page(&self, sheet: &mut Sheet) {
        let Some(waiting) = &self.waiting.known else {
            return page::unread(sheet, self.waiting.refusal.as_ref());
        };
        if let Some(code) = waiting.obstacle {
            let facts = Facts {
                username: Some(self.account.clone()),
                ..Facts::default()
            };
            let own = code == Code::AdministratorUnconfirmed;
            let helps = own.then(|| Offer::starting(WizardKind::ContactEmail));
            page::lines(
                sheet,
                ListName::Blockers,
                vec![page::blocker(code, facts, helps.into_iter().collect())],
            );
            page::decide_at_once(sheet, &self.decision, Offer::danger(Choice::RejectConversion));
            return;
        }
        sheet.fields = vec![page::field(FieldName::Confirmation, &self.confirmation)];
        page::decide(sheet, &self.decision, Offer::primary(Choice::AcceptConversion));
        if !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::RejectConversion));
        }
    }
}
