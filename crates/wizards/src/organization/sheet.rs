//! What stands on the pages.

use super::{At, Organization};
use crate::{Scene, page};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, Facts, FieldName, ListName, Offer, Sheet, Step, WizardKind},
};

impl Organization {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::New => Step::OrganizationNew,
            At::Code => Step::OrganizationCode,
            At::Done => Step::OrganizationDone,
        });
        sheet.facts = Facts {
            username: Some(scene.username()),
            organization: Some(self.name()).filter(|name| !name.is_empty()),
            address: Some(self.email.trim().to_owned()),
            ..Facts::default()
        };
        match self.at {
            At::New => self.new_page(&mut sheet, scene),
            At::Code => self.code_page(&mut sheet),
            At::Done => {
                sheet.helps = vec![Offer::starting(WizardKind::Members).about(self.name())];
                page::done(&mut sheet, self.receipt.as_ref());
            }
        }
        sheet
    }

    fn new_page(&self, sheet: &mut Sheet, scene: &Scene) {
        let Some(account) = &self.account.known else {
            return page::unread(sheet, self.account.refusal.as_ref());
        };
        let mut blockers = page::standing_in_the_way_now(account, scene.now);
        if account.confirmed_email.is_none() {
            let helps = page::remedy(Code::EmailUnconfirmed, &account.username);
            blockers.push(page::blocker(Code::EmailUnconfirmed, sheet.facts.clone(), helps));
        }
        if !blockers.is_empty() {
            return page::blocked(sheet, blockers);
        }
        sheet.fields = vec![
            page::field(FieldName::Username, &self.username),
            page::field(FieldName::Email, &self.email),
        ];
        sheet.fields[0].check = scene.check(FieldName::Username);
        if let Some(items) = self.decision.foreseen.clone() {
            let list = ListName::WillChange;
            sheet.blocks.push(Block::Consequences { list, items });
        }
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::CreateOrganization));
    }

    fn code_page(&self, sheet: &mut Sheet) {
        if self.sent {
            sheet.blocks.push(page::note(ListName::CodeSent));
        }
        sheet.fields = vec![page::field(FieldName::Code, "")];
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::ConfirmCode));
        if self.type_again {
            page::type_again(sheet, FieldName::Code);
        }
        if !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::ResendCode));
            sheet
                .offers
                .push(Offer::starting(WizardKind::ContactEmail).about(self.name()));
        }
    }
}
