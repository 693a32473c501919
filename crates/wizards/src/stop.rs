//! The page before a wizard is stopped: what stays changed.

use crate::Scene;
use contract::{
    consequence::Consequence,
    desktop::wizard::{Block, Choice, ListName, Offer, Sheet, Step},
};

pub(crate) fn sheet((stays, gives_up): (Vec<Consequence>, Option<ListName>), scene: &Scene) -> Sheet {
    let mut sheet = Sheet::new(Step::Stop);
    sheet.facts.username = scene.account.as_ref().map(|account| account.username.clone());
    sheet.blocks = vec![if stays.is_empty() {
        Block::Note {
            list: gives_up.unwrap_or(ListName::NothingChanged),
            warns: gives_up.is_some(),
        }
    } else {
        Block::Consequences {
            list: ListName::Stays,
            items: stays,
        }
    }];
    sheet.offers = vec![Offer::primary(Choice::KeepGoing), Offer::danger(Choice::StopHere)];
    sheet
}
