//! What stands on the pages.

use super::{At, Now, TwoFactor};
use crate::{
    Scene, Slot,
    page::{self, field, note, unsure, warning},
    proofs::person,
};
use contract::desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step, WizardKind};

impl TwoFactor {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = !matches!(self.at, At::Intro | At::CodesShown | At::Done) && !self.is_held();
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Intro => self.intro(&mut sheet),
            At::Blocked => self.blocked(&mut sheet),
            At::Enrol => {
                sheet
                    .blocks
                    .extend([note(ListName::EnrolSteps), note(ListName::TwoFactorTakes)]);
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::Prove | At::CodesProve | At::NotUsed => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::WrongPerson => self.wrong_person(&mut sheet),
            At::Off => {
                sheet.fields = vec![field(FieldName::Feedback, &self.feedback)];
                page::decide(&mut sheet, &self.decision, Offer::danger(Choice::SwitchOff));
            }
            At::Done => {
                sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
                sheet.offers = vec![Offer::primary(Choice::Finish)];
            }
            _ => self.codes_page(&mut sheet),
        }
        if matches!(self.at, At::Codes | At::CodesProve) {
            sheet.blocks.extend(self.codes.warning().map(warning));
        }
        if self.at == At::NotUsed {
            sheet.blocks.push(note(ListName::EnrolSteps));
        }
        sheet
    }

    fn step(&self) -> Step {
        let looked = self.now.is_some() && self.features.is_some();
        let work = self.now.as_ref().is_some_and(|now| now.work && !now.on);
        match self.at {
            At::Intro if self.features.is_some() && !self.is_offered() => Step::TwoFactorMissing,
            At::Intro if looked && work && !self.is_enforced() => Step::TwoFactorWork,
            At::Intro => Step::TwoFactorIntro,
            At::Blocked => Step::TwoFactorBlocked,
            At::Enrol => Step::TwoFactorEnrol,
            At::Prove => Step::TwoFactorProve,
            At::WrongPerson => Step::TwoFactorWrongPerson,
            At::NotUsed => Step::TwoFactorNotUsed,
            At::Codes => Step::TwoFactorCodes,
            At::CodesProve => Step::TwoFactorCodesProve,
            At::CodesMake => Step::TwoFactorCodesMake,
            At::CodesShown => Step::TwoFactorCodesShown,
            At::On => Step::TwoFactorOn,
            At::Off => Step::TwoFactorOff,
            At::Done if self.off => Step::TwoFactorOffDone,
            At::Done => Step::TwoFactorOnDone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        let login = scene.account.as_ref().and_then(|account| account.login.as_ref());
        facts.person = login.and_then(|login| person(&login.identity));
        facts.until = scene.account.as_ref().and_then(|account| account.login_change_until);
        let came_back = self.proofs.get(self.wrong.unwrap_or(Slot::New));
        facts.other_person = came_back.and_then(crate::Proved::person);
        facts.is = self.now.as_ref().map(|now| now.on);
        facts.count = self.now.as_ref().map(|now| now.codes_left);
    }

    fn intro(&self, sheet: &mut Sheet) {
        sheet.refusal.clone_from(&self.decision.refusal);
        if self.decision.refusal.is_some() {
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
            return;
        }
        if self.features.is_some() && !self.is_offered() {
            sheet.offers = vec![Offer::primary(Choice::Finish)];
            return;
        }
        let Some(now) = &self.now else { return };
        if self.is_enforced() {
            sheet.blocks.push(note(ListName::Enforced));
        }
        self.offer_switch(sheet, now);
    }

    fn offer_switch(&self, sheet: &mut Sheet, now: &Now) {
        match (now.on, now.work && !self.is_enforced()) {
            (true, _) => {
                sheet.offers = vec![Offer::starting(WizardKind::RecoveryCodes)];
                if !self.is_enforced() {
                    sheet.offers.push(Offer::danger(Choice::ChooseOff));
                }
            }
            (false, true) => sheet.offers = vec![Offer::primary(Choice::Finish), Offer::plain(Choice::ChooseOn)],
            (false, false) => sheet.offers = vec![Offer::primary(Choice::ChooseOn)],
        }
    }

    fn blocked(&self, sheet: &mut Sheet) {
        let against = self
            .now
            .as_ref()
            .map(|now| if self.off { &now.against_off } else { &now.against_on });
        if let Some(against) = against {
            page::in_the_way(sheet, against);
        }
        sheet.offers = vec![Offer::primary(Choice::TryAgain)];
    }

    fn wrong_person(&self, sheet: &mut Sheet) {
        page::who_came_back(sheet, &self.proofs, self.wrong.unwrap_or(Slot::New));
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
    }

    fn codes_page(&self, sheet: &mut Sheet) {
        match self.at {
            At::Codes if self.now.as_ref().is_some_and(|now| now.codes_left > 0) => {
                sheet.offers = vec![Offer::card(Choice::HaveCodes), Offer::card(Choice::NewCodes)];
            }
            At::Codes => sheet.offers = vec![Offer::primary(Choice::NewCodes)],
            At::CodesMake => page::decide(sheet, self.codes.decision(), Offer::primary(Choice::MakeCodes)),
            At::CodesShown => self.codes_shown(sheet),
            _ => self.switch_on(sheet),
        }
    }

    fn codes_shown(&self, sheet: &mut Sheet) {
        let decision = self.codes.decision();
        if self.codes.is_gone() {
            sheet.blocks.push(warning(ListName::CodesMade));
            sheet.offers = vec![Offer::primary(Choice::BeginAgain)];
            return;
        }
        sheet.blocks.push(Block::Codes);
        if decision.unsure {
            sheet.blocks.push(unsure());
            sheet.refusal.clone_from(&decision.refusal);
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
        } else if self.codes.is_shown() {
            sheet.offers = vec![Offer::primary(Choice::CodesKept)];
        }
    }

    fn switch_on(&self, sheet: &mut Sheet) {
        sheet.blocks.push(note(ListName::LosingPhone));
        if self.type_again {
            sheet.blocks.push(note(ListName::TypeAgain));
        }
        sheet.fields = vec![field(FieldName::RecoveryCode, "")];
        page::decide(sheet, &self.decision, Offer::primary(Choice::SwitchOn));
        if self.decision.is_open() {
            return;
        }
        let other = if self.codes.is_made() {
            Choice::ShowCodes
        } else {
            Choice::NewCodes
        };
        sheet.offers.push(Offer::plain(other));
    }
}
