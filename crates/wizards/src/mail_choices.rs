//! Choose what is mailed, beside what concerns the account's security (rules 5.24, 5.25). Each choice acts at once.

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want, call::ContactRequest, page,
    reading::Reading,
};
use contract::{
    Code, Problem, Timestamp,
    account::{Account, MailChoices as Choices},
    desktop::wizard::{Block, Choice, Deed, Facts, Line, ListName, Offer, Receipt, Sheet, Step},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailChoices {
    account: Reading<Account>,
    /// What is to be mailed, while that is being sent.
    wanted: Option<Choices>,
    decision: Decision,
    /// Why the choice before was not taken, beside what is chosen now.
    #[serde(default)]
    hint: Option<Problem>,
    /// Of what was chosen last.
    #[serde(default)]
    receipt: Option<Receipt>,
}

/// The names of the two kinds, in offers and in sentences.
const FROM_OTHERS: &str = "from_others";
const PACKAGES: &str = "package_published";

impl Machine for MailChoices {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged if !self.decision.is_open() => self.account.again(),
            Input::Chose { choice, target } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, target.as_deref(), scene);
            }
            Input::Answered(Answer::Account(account)) => {
                if self.decision.is_pressed() {
                    let deed = Deed::MailChosen { mail: account.mail };
                    self.receipt = Some(self.decision.receipt_of(deed, scene.now));
                }
                self.account.take(Some(*account));
                self.wanted = None;
                self.decision = Decision::default();
            }
            Input::Refused(problem) | Input::Unsure(problem) if self.is_reading() => self.account.fail(problem),
            // It was chosen elsewhere meanwhile: the page shows what is chosen now, and the press is the person's again.
            Input::Refused(problem) if problem.code == Code::Stale => {
                self.wanted = None;
                self.decision = Decision::default();
                self.hint = Some(problem);
                self.account.again();
            }
            Input::Refused(problem) => self.decision.refuse(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_reading() {
            return Want::Call(Call::look(
                Request::Contact(ContactRequest::Account),
                SessionOf::Account,
            ));
        }
        match self.wanted {
            Some(choices) => {
                let account = self.account.known.as_ref();
                let revision = account.and_then(|account| page::seen(&account.revision));
                let request = Request::Contact(ContactRequest::ChooseMail { choices, revision });
                self.decision.wants_at_once(request, SessionOf::Account)
            }
            None => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.decision.is_outdated(now) {
            self.wanted = None;
            self.decision = Decision::default();
            self.account.again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(Step::MailChoices);
        sheet.facts.username = Some(scene.username());
        let Some(account) = &self.account.known else {
            page::unread(&mut sheet, self.account.refusal.as_ref());
            return sheet;
        };
        sheet.facts.address = account.confirmed_email.clone();
        let items = vec![
            kind(FROM_OTHERS, account.mail.from_others),
            kind(PACKAGES, account.mail.package_published),
        ];
        page::lines(&mut sheet, ListName::Mails, items);
        sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
        sheet.refusal = self.hint.clone();
        page::decide_at_once(&mut sheet, &self.decision, Offer::primary(Choice::Finish));
        sheet
    }

    fn may_be_done(&self) -> bool {
        self.decision.is_open()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_untouched(&self) -> bool {
        !self.decision.is_pressed() && !self.decision.unsure
    }

    fn is_idle(&self) -> bool {
        self.is_over() || self.is_untouched()
    }

    fn is_over(&self) -> bool {
        false
    }
}

impl MailChoices {
    fn is_reading(&self) -> bool {
        self.account.is_wanted() && !self.decision.is_open()
    }

    fn choose(&mut self, choice: Choice, kind: Option<&str>, scene: &Scene) {
        let on = match choice {
            Choice::MailOn => true,
            Choice::MailOff => false,
            Choice::TryAgain => return self.decision.try_again(scene),
            Choice::LookAgain => return self.account.again(),
            _ => return,
        };
        let Some(mut choices) = self.account.known.as_ref().map(|account| account.mail) else {
            return;
        };
        match kind {
            Some(FROM_OTHERS) => choices.from_others = on,
            Some(PACKAGES) => choices.package_published = on,
            _ => return,
        }
        self.hint = None;
        self.wanted = Some(choices);
        self.decision = Decision::default();
        self.decision.press(scene);
    }
}

fn kind(name: &str, on: bool) -> Line {
    let facts = Facts {
        word: Some(name.to_owned()),
        is: Some(on),
        ..Facts::default()
    };
    let choice = if on { Choice::MailOff } else { Choice::MailOn };
    Line {
        good: on,
        ..page::line(facts, vec![Offer::plain(choice).about(name)])
    }
}
