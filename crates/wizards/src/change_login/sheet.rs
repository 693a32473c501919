//! What stands on the pages.

use super::{At, ChangeLogin};
use crate::{Scene, Slot, proofs::person};
use contract::{
    Code,
    desktop::{
        view::UsernameCheck,
        wizard::{Block, Choice, Field, FieldName, ListName, Offer, Sheet, Step},
    },
};

impl ChangeLogin {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = !matches!(self.at, At::Intro | At::Done);
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Intro => sheet.offers = vec![Offer::primary(Choice::Continue)],
            At::Current => self.current_page(&mut sheet, scene),
            At::WrongPerson => self.wrong_person(&mut sheet),
            At::Code => code(&mut sheet),
            At::New => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::SamePerson => {
                self.identity(&mut sheet, Slot::New, ListName::CameBack);
                sheet.offers = vec![Offer::primary(Choice::AnotherIdentity)];
            }
            At::Conflict => self.conflict(&mut sheet),
            At::Check => {
                self.identity(&mut sheet, Slot::New, ListName::SignsInNext);
                self.decide(&mut sheet, Offer::primary(Choice::ChangeLogin));
            }
            At::Swap => self.decide(&mut sheet, Offer::primary(Choice::SwapLogins)),
            At::Move => {
                sheet.fields = vec![plain(FieldName::Confirmation, &self.confirmation)];
                self.decide(&mut sheet, Offer::danger(Choice::MoveLogin));
            }
            At::Done => self.done(&mut sheet),
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Intro => Step::ChangeLoginIntro,
            At::Current => Step::ChangeLoginCurrent,
            At::Code => Step::ChangeLoginCode,
            At::WrongPerson => Step::ChangeLoginWrongPerson,
            At::New => Step::ChangeLoginNew,
            At::SamePerson => Step::ChangeLoginSamePerson,
            At::Check => Step::ChangeLoginCheck,
            At::Conflict => Step::ChangeLoginConflict,
            At::Swap => Step::ChangeLoginSwap,
            At::Move => Step::ChangeLoginMove,
            At::Done => Step::ChangeLoginDone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        facts.other = self.other();
        let login = scene.account.as_ref().and_then(|account| account.login.as_ref());
        facts.person = login.and_then(|login| person(&login.identity));
        let slot = if self.at == At::WrongPerson {
            Slot::Current
        } else {
            Slot::New
        };
        facts.other_person = self.proofs.get(slot).and_then(crate::Proved::person);
        facts.address = scene
            .account
            .as_ref()
            .and_then(|account| account.confirmed_email.clone());
        facts.until = self.receipt.as_ref().and_then(|receipt| receipt.undo_until);
    }

    fn current_page(&self, sheet: &mut Sheet, scene: &Scene) {
        if let Some(login) = scene.account.as_ref().and_then(|account| account.login.as_ref()) {
            sheet.blocks.push(Block::Identity {
                identity: login.identity.clone(),
                list: ListName::SignsInNow,
            });
        }
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser), Offer::plain(Choice::NoAccess)];
    }

    fn wrong_person(&self, sheet: &mut Sheet) {
        self.identity(sheet, Slot::Current, ListName::CameBack);
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
    }

    fn conflict(&self, sheet: &mut Sheet) {
        self.identity(sheet, Slot::New, ListName::CameBack);
        if !self.by_code {
            sheet.offers.push(Offer::card(Choice::ChooseSwap));
        }
        sheet.offers.push(Offer::card(Choice::ChooseMove));
        sheet.offers.push(Offer::plain(Choice::AnotherIdentity));
    }

    /// The consequences, and the button that names the act.
    fn decide(&self, sheet: &mut Sheet, act: Offer) {
        if let Some(items) = &self.decision.foreseen {
            sheet.blocks.push(Block::Consequences {
                list: ListName::WillChange,
                items: items.clone(),
            });
        }
        sheet.refusal = self.decision.refusal.clone();
        if self.decision.unsure {
            sheet.blocks.push(Block::Note {
                list: ListName::Unsure,
                warns: true,
            });
        }
        let mistyped = sheet
            .refusal
            .as_ref()
            .is_some_and(|problem| problem.code == Code::ConfirmationWrong);
        sheet.offers = match &sheet.refusal {
            Some(_) if !mistyped => vec![Offer::primary(Choice::TryAgain)],
            _ if self.decision.foreseen.is_some() => vec![act],
            _ => Vec::new(),
        };
        if !self.decision.is_pressed() && !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::AnotherIdentity));
        }
    }

    fn done(&self, sheet: &mut Sheet) {
        sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
        sheet.offers = vec![Offer::primary(Choice::Finish)];
    }

    fn identity(&self, sheet: &mut Sheet, slot: Slot, list: ListName) {
        if let Some(proved) = self.proofs.get(slot) {
            sheet.blocks.push(Block::Identity {
                identity: proved.identity.clone(),
                list,
            });
        }
    }
}

fn code(sheet: &mut Sheet) {
    sheet.fields = vec![plain(FieldName::RecoveryCode, "")];
    sheet.offers = vec![Offer::primary(Choice::Continue)];
}

fn plain(name: FieldName, text: &str) -> Field {
    Field {
        name,
        text: text.to_owned(),
        check: UsernameCheck::NotAsked,
    }
}
