//! The pages about the other account.

use super::{At, ChangeLogin};
use crate::{Proved, Slot, page};
use contract::{
    Problem,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, ListName, Offer, Sheet},
};

/// Whether a refusal is about the other account.
pub(super) fn is_there_or_other(at: At, problem: &Problem) -> bool {
    super::super::third::is_there(at) || at == At::ThirdOpen || problem.field.as_deref() == Some("other")
}

/// Whether a consequence of deleting the other account is one of that: what it does to this account is told later.
pub(super) fn is_of_other(consequence: &Consequence) -> bool {
    !matches!(
        consequence,
        Consequence::LoginReplaced { .. }
            | Consequence::SessionsEnd { .. }
            | Consequence::PasswordRemoved
            | Consequence::RecoveryCodesRemoved { .. }
            | Consequence::UndoUntil { .. }
            | Consequence::Told { .. }
    )
}

impl ChangeLogin {
    pub(super) fn third_page(&self, sheet: &mut Sheet) {
        match self.at {
            At::Third => {
                sheet.blocks = vec![Block::Note {
                    list: ListName::ThirdWay,
                    warns: false,
                }];
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::ThirdOpen if self.decision.is_open() => self.unsure(sheet),
            At::ThirdOpen | At::ThirdCurrent => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::ThirdWrong => self.wrong_person(sheet, Slot::Other),
            At::ThirdTaken => {
                page::who_came_back(sheet, &self.proofs, Slot::Third);
                sheet.offers = vec![Offer::primary(Choice::AnotherIdentity)];
            }
            At::ThirdCheck => {
                page::identity(sheet, &self.proofs, Slot::Third, ListName::SignsInThere);
                self.decide(sheet, Offer::primary(Choice::MoveToThird));
            }
            _ => {}
        }
    }

    /// On these pages `person` opens the other account, and `other_person` is who came back.
    pub(super) fn third_facts(&self, sheet: &mut Sheet) {
        let slot = match self.at {
            At::ThirdWrong => Slot::Other,
            At::Third | At::ThirdOpen | At::ThirdCurrent | At::ThirdNew | At::ThirdTaken | At::ThirdCheck => {
                Slot::Third
            }
            _ => return,
        };
        let came_back = self.proofs.get(slot);
        sheet.facts.person = self.freed();
        sheet.facts.other_person = came_back.and_then(Proved::person);
        if self.at == At::ThirdTaken {
            sheet.facts.member = came_back.and_then(Proved::opens).map(str::to_owned);
        }
    }
}
