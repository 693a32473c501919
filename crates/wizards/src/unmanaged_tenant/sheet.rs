//! What stands on the pages.

use super::{At, UnmanagedTenant, domain_of};
use crate::{
    Slot,
    page::{self, field, note, unsure},
};
use contract::desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step, WizardKind};

impl UnmanagedTenant {
    pub(super) fn page(&self) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        sheet.facts.domain = domain_of(&self.domain);
        sheet.facts.is = Some(self.named);
        let proved = self.proofs.get(Slot::New);
        sheet.facts.person = proved.and_then(crate::Proved::person);
        sheet.facts.username = proved.and_then(|proved| proved.opens().map(str::to_owned));
        sheet.back = !matches!(self.at, At::Domain | At::Done);
        sheet.refusal = self.hint.clone().or_else(|| self.decision.refusal.clone());
        match self.at {
            At::Domain => {
                sheet.fields = vec![field(FieldName::Domain, &self.domain)];
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::Why => why(&mut sheet),
            At::Text => {
                sheet.blocks.push(text(ListName::ForDomainAdmin));
                sheet.offers = vec![Offer::primary(Choice::ChooseRetry), Offer::plain(Choice::ChooseRecord)];
            }
            At::Record => {
                sheet.blocks.push(note(ListName::TakeoverSteps));
                sheet
                    .blocks
                    .extend([text(ListName::RecordName), text(ListName::RecordValue)]);
                sheet.offers = vec![Offer::primary(Choice::ChooseRetry)];
            }
            At::Retry | At::MakeOne => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::Works => self.works(&mut sheet),
            At::New => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::New);
                sheet.offers = vec![
                    Offer::primary(Choice::SignIn),
                    Offer::starting(WizardKind::Recover),
                    Offer::plain(Choice::AnotherIdentity),
                ];
            }
            At::Done => {
                sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
                sheet.offers = vec![Offer::primary(Choice::Finish)];
            }
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Domain => Step::UnmanagedTenantDomain,
            At::Why => Step::UnmanagedTenantWhy,
            At::Text => Step::UnmanagedTenantText,
            At::Record => Step::UnmanagedTenantRecord,
            At::Retry => Step::UnmanagedTenantRetry,
            At::MakeOne => Step::UnmanagedTenantMakeOne,
            At::Works => Step::UnmanagedTenantWorks,
            At::New => Step::UnmanagedTenantNew,
            At::Done => Step::UnmanagedTenantDone,
        }
    }

    fn works(&self, sheet: &mut Sheet) {
        page::who_came_back(sheet, &self.proofs, Slot::New);
        if let (Some(problem), Some(username)) = (&sheet.refusal, &sheet.facts.username) {
            sheet.helps = page::remedy_without_session(problem.code, username);
        }
        if self.decision.unsure {
            sheet.blocks.push(unsure());
        }
        let again = if sheet.refusal.is_some() {
            Choice::TryAgain
        } else {
            Choice::Continue
        };
        sheet.offers = vec![Offer::primary(again), Offer::plain(Choice::AnotherIdentity)];
    }
}

fn why(sheet: &mut Sheet) {
    sheet.blocks.push(note(ListName::WhoCanMend));
    let ways = [
        Choice::ChooseText,
        Choice::ChooseRecord,
        Choice::ChooseRetry,
        Choice::SignIn,
    ];
    sheet.offers = ways.map(Offer::card).to_vec();
    sheet.offers.push(Offer::starting(WizardKind::Recover));
    sheet.offers.push(Offer::plain(Choice::CreateIdentity));
}

fn text(list: ListName) -> Block {
    Block::Text { list, text: None }
}
