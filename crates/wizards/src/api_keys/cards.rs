//! Keys as they are drawn.

use super::draft::Draft;
use contract::{
    desktop::wizard::{Block, KeyCard, ListName, Offer, Sheet},
    key::Key,
};

/// A key as it is.
pub(super) fn card(key: &Key, offers: Vec<Offer>) -> KeyCard {
    KeyCard {
        description: key.description.clone(),
        owner: key.owner.clone(),
        scopes: key.scopes.clone(),
        packages: key.packages.clone(),
        ending: Some(key.ending.clone()),
        expires_at: Some(key.expires_at),
        days: None,
        used_at: key.used_at,
        held_until: key.held_until,
        offers,
    }
}

/// A key as it is meant to be.
pub(super) fn planned(draft: &Draft) -> KeyCard {
    KeyCard {
        description: draft.description.trim().to_owned(),
        owner: Some(draft.owner.clone()),
        scopes: draft.scopes.clone(),
        packages: draft.patterns(),
        ending: None,
        expires_at: None,
        days: draft.days,
        used_at: None,
        held_until: None,
        offers: Vec::new(),
    }
}

pub(super) fn card_of(sheet: &mut Sheet, list: ListName, card: KeyCard) {
    let items = vec![card];
    sheet.blocks.push(Block::Keys { list, items });
}
