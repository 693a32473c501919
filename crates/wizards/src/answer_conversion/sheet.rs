//! What stands on the pages.

use super::{AnswerConversion, At};
use crate::{Scene, page};
use contract::{
    Code,
    desktop::wizard::{Choice, Facts, FieldName, Line, ListName, Offer, Sheet, Step, WizardKind},
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
            At::Look => self.look_page(&mut sheet, scene),
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

    fn look_page(&self, sheet: &mut Sheet, scene: &Scene) {
        let Some(waiting) = &self.answering.asked.known else {
            return page::unread(sheet, self.answering.asked.refusal.as_ref());
        };
        if let Some(code) = waiting.obstacle {
            let line = own_obstacle(code, scene).unwrap_or_else(|| {
                let username = Some(self.account.clone());
                page::blocker(
                    code,
                    Facts {
                        username,
                        ..Facts::default()
                    },
                    Vec::new(),
                )
            });
            page::lines(sheet, ListName::Blockers, vec![line]);
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

/// What stands in the way where it is the administrator's own (rules 12.4, 12.10, 12.19), with its end and what helps;
/// nothing where it is that of the account that asks. An own lock holds nothing up.
fn own_obstacle(code: Code, scene: &Scene) -> Option<Line> {
    let own = scene.account.as_ref()?;
    if code == Code::AdministratorUnconfirmed {
        let (code, username) = (Code::EmailUnconfirmed, Some(own.username.clone()));
        let helps = page::remedy(code, &own.username);
        return Some(page::blocker(
            code,
            Facts {
                username,
                ..Facts::default()
            },
            helps,
        ));
    }
    let is_over = code == Code::LoginChangeOpen && own.login_change_until.is_some_and(|until| until <= scene.now);
    if code == Code::AccountLocked || is_over {
        return None;
    }
    let mut standing = page::standing_in_the_way(own).into_iter();
    standing.find(|line| line.code == Some(code))
}
