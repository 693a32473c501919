//! The page before a wizard is stopped: what stays changed.

use crate::Scene;
use contract::{
    consequence::Consequence,
    desktop::wizard::{Block, Choice, ListName, Offer, Sheet, Step},
};

pub(crate) fn sheet(
    (stays, gives_up): (Vec<Consequence>, Option<ListName>),
    goes_on: Option<ListName>,
    scene: &Scene,
) -> Sheet {
    let mut sheet = Sheet::new(Step::Stop);
    sheet.facts.username = scene.account.as_ref().map(|account| account.username.clone());
    let nothing = stays.is_empty() && gives_up.is_none();
    if !stays.is_empty() {
        sheet.blocks.push(Block::Consequences {
            list: ListName::Stays,
            items: stays,
        });
    }
    sheet
        .blocks
        .extend(gives_up.map(|list| Block::Note { list, warns: true }));
    if nothing {
        sheet.blocks.push(Block::Note {
            list: goes_on.unwrap_or(ListName::NothingChanged),
            warns: false,
        });
    }
    sheet.offers = vec![Offer::primary(Choice::KeepGoing), Offer::danger(Choice::StopHere)];
    sheet
}
