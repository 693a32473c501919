//! What stands on the pages.

use super::{AnswerConversion, At};
use crate::{Scene, page};
use contract::{
    Code,
    desktop::wizard::{Choice, Facts, FieldName, ListName, Offer, Sheet, Step, WizardKind},
};

impl AnswerConversion {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::Look => Step::AnswerConversion,
            At::Accepted => Step::AnswerConversionAccepted,
            At::Later => Step::AnswerConversionLater,
            At::Rejected => Step::AnswerConversionRejected,
            At::Gone => Step::AnswerConversionGone,
        });
        let request = self.answering.asked.known.as_ref().map(|waiting| &waiting.request);
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
                page::decide_at_once(
                    &mut sheet,
                    &self.answering.decision,
                    Offer::danger(Choice::RejectConversion),
                );
                let unread = self.answering.asked.refusal.as_ref();
                page::unread(&mut sheet, unread.filter(|_| !self.answering.decision.is_open()));
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
        let Some(waiting) = &self.answering.asked.known else {
            return page::unread(sheet, self.answering.asked.refusal.as_ref());
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
            page::decide_at_once(sheet, &self.answering.decision, Offer::danger(Choice::RejectConversion));
            return;
        }
        sheet.fields = vec![page::field(FieldName::Confirmation, &self.confirmation)];
        page::decide(
            sheet,
            &self.answering.decision,
            Offer::primary(Choice::AcceptConversion),
        );
        if !self.answering.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::RejectConversion));
        }
    }
}
