//! The page before a wizard is stopped: what stays changed.

use crate::Scene;
use contract::{
    consequence::Consequence,
    desktop::wizard::{Block, Choice, ListName, Offer, Sheet, Step},
};

/// What becomes of what a wizard did, if it is stopped now.
pub(crate) struct LeftBehind {
    /// What has been changed, and stays.
    pub(crate) stays: Vec<Consequence>,
    /// What is given up, or stays in another way.
    pub(crate) gives_up: Option<ListName>,
    /// What goes on at the gallery.
    pub(crate) goes_on: Option<ListName>,
    /// That something was pressed and nobody knows whether it was done, where it is so.
    pub(crate) in_doubt: Option<ListName>,
}

pub(crate) fn sheet(left: &LeftBehind, scene: &Scene) -> Sheet {
    let mut sheet = Sheet::new(Step::Stop);
    sheet.facts.username = scene.account.as_ref().map(|account| account.username.clone());
    if !left.stays.is_empty() {
        sheet.blocks.push(Block::Consequences {
            list: ListName::Stays,
            items: left.stays.clone(),
        });
    }
    let warnings = left.in_doubt.into_iter().chain(left.gives_up);
    sheet
        .blocks
        .extend(warnings.map(|list| Block::Note { list, warns: true }));
    if sheet.blocks.is_empty() {
        sheet.blocks.push(Block::Note {
            list: left.goes_on.unwrap_or(ListName::NothingChanged),
            warns: false,
        });
    }
    sheet.offers = vec![Offer::primary(Choice::KeepGoing), Offer::danger(Choice::StopHere)];
    sheet
}
