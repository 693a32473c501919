//! What stands on the pages.

use super::{At, RecoveryCodes};
use crate::{
    Scene, Slot,
    page::{self, field, note, unsure, warning},
    proofs::person,
};
use contract::desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step};

impl RecoveryCodes {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back =
            matches!(self.at, At::Prove | At::WrongPerson | At::Make | At::Verify) && !self.codes.is_asked_for();
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Intro => self.intro(&mut sheet, scene),
            At::Prove => {
                sheet.blocks.extend(self.codes.warning().map(warning));
                sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
                page::session_ended(&mut sheet);
            }
            At::WrongPerson => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::Current);
                sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
            }
            At::Make => self.make(&mut sheet),
            At::Shown => self.shown(&mut sheet),
            At::Verify => {
                sheet.refusal.clone_from(&self.ask.refusal);
                sheet.fields = vec![field(FieldName::RecoveryCode, "")];
                sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::ShowCodes)];
            }
            At::Done => {
                sheet.blocks.extend(self.codes.receipt().cloned().map(Block::Receipt));
                sheet.offers = vec![Offer::primary(Choice::Finish)];
            }
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Intro if self.looked.is_blocked() => Step::RecoveryCodesBlocked,
            At::Intro => Step::RecoveryCodesIntro,
            At::Prove => Step::RecoveryCodesProve,
            At::WrongPerson => Step::RecoveryCodesWrongPerson,
            At::Make => Step::RecoveryCodesMake,
            At::Shown => Step::RecoveryCodesShown,
            At::Verify => Step::RecoveryCodesVerify,
            At::Done => Step::RecoveryCodesDone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        let Some(account) = scene.account.as_ref() else { return };
        facts.count = Some(account.recovery_codes_left);
        facts.person = account.login.as_ref().and_then(|login| person(&login.identity));
        facts.until = account.login_change_until;
        facts.other_person = self.proofs.get(Slot::Current).and_then(crate::Proved::person);
        facts.is = Some(self.codes.is_gone());
    }

    fn intro(&self, sheet: &mut Sheet, scene: &Scene) {
        if let Some(found) = self.looked.blockers.as_ref().filter(|found| !found.is_empty()) {
            page::in_the_way(sheet, found);
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
            return;
        }
        if scene
            .account
            .as_ref()
            .is_some_and(|account| account.recovery_codes_left > 0)
        {
            sheet.blocks.push(warning(ListName::CodesReplaced));
        }
        sheet.refusal.clone_from(&self.ask.refusal);
        sheet.offers = match (&self.looked.blockers, &self.ask.refusal) {
            (Some(_), _) => vec![Offer::primary(Choice::Continue)],
            (None, Some(_)) => vec![Offer::primary(Choice::TryAgain)],
            (None, None) => Vec::new(),
        };
    }

    fn make(&self, sheet: &mut Sheet) {
        page::decide(sheet, self.codes.decision(), Offer::primary(Choice::MakeCodes));
    }

    fn shown(&self, sheet: &mut Sheet) {
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
            sheet.blocks.push(note(ListName::LosingPhone));
            sheet.offers = vec![Offer::primary(Choice::CodesKept)];
        }
    }
}
