//! What the pages of several wizards are made of.

use crate::Decision;
use contract::{
    Code,
    desktop::wizard::{Block, Choice, Facts, Line, ListName, Offer, Sheet},
};

/// A note that warns.
pub(crate) fn warning(list: ListName) -> Block {
    Block::Note { list, warns: true }
}

/// Nobody knows whether it was done.
pub(crate) fn unsure() -> Block {
    warning(ListName::Unsure)
}

/// What stands in the way, each line with what helps.
pub(crate) fn blockers(found: &[Code], helps: impl Fn(Code) -> Vec<Offer>) -> Block {
    let line = |code: &Code| Line {
        facts: Facts::default(),
        says: None,
        code: Some(*code),
        good: false,
        offers: helps(*code),
    };
    Block::Lines {
        list: ListName::InTheWay,
        items: found.iter().map(line).collect(),
    }
}

/// The consequences of an act, and the button that names it; or why it was not done.
pub(crate) fn foreseen(sheet: &mut Sheet, decision: &Decision, act: Offer) {
    if let Some(items) = decision.foreseen.clone().filter(|items| !items.is_empty()) {
        let list = ListName::WillChange;
        sheet.blocks.push(Block::Consequences { list, items });
    }
    sheet.refusal.clone_from(&decision.refusal);
    if decision.unsure {
        sheet.blocks.push(unsure());
    }
    sheet.offers = match &decision.refusal {
        Some(_) => vec![Offer::primary(Choice::TryAgain)],
        None if decision.foreseen.is_some() => vec![act],
        None => Vec::new(),
    };
}
