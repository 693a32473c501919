//! The page with all keys, and the page with one of them.

use super::{ApiKeys, cards::card};
use crate::{Scene, page};
use contract::{
    Timestamp,
    desktop::wizard::{Block, Choice, KeyCard, ListName, Offer, OfferStyle, Sheet},
    key::Key,
};

/// Keys that end within this time end soon, in seconds: on the page with all keys, and among what an account's page warns
/// of.
pub const SOON: i64 = 30 * 86_400;

impl ApiKeys {
    pub(super) fn list(&self, sheet: &mut Sheet, scene: &Scene) {
        let problem = self.keys.refusal.as_ref().or(self.account.refusal.as_ref());
        let Some(list) = &self.keys.known else {
            return page::unread(sheet, problem);
        };
        page::lines(sheet, ListName::Blockers, self.blockers());
        if self.is_full(scene.now) {
            sheet.blocks.push(page::warning(ListName::KeysFull));
        }
        self.held(sheet, scene);
        let mut left = self.listed;
        for (name, keys) in groups(&list.keys, scene.now) {
            let shown = keys.into_iter().take(left);
            let items: Vec<KeyCard> = shown.map(|key| card(key, self.offers(key, scene))).collect();
            left -= items.len();
            if !items.is_empty() {
                sheet.blocks.push(Block::Keys { list: name, items });
            }
        }
        sheet.facts.of = u32::try_from(list.keys.len().saturating_sub(self.listed)).ok();
        if self.may_make(scene.now) {
            sheet.offers.push(Offer::primary(Choice::ChooseMakeKey));
        }
        if list.keys.len() > self.listed {
            sheet.offers.push(Offer::plain(Choice::MoreKeys));
        }
        sheet.offers.push(Offer::plain(Choice::Finish));
        if problem.is_some() {
            page::unread(sheet, problem);
        }
    }

    /// What can be done about a key. One that has run out is renewed, not changed; a full-access key of the gallery's past
    /// can only be revoked (rules 13.17, 13.23).
    fn offers(&self, key: &Key, scene: &Scene) -> Vec<Offer> {
        let id = key.id.to_string();
        let mut offers = Vec::new();
        if self.may_have_keys() && key.owner.is_some() {
            offers.push(Offer::plain(Choice::ChooseRenewKey).about(&id));
            if key.expires_at > scene.now {
                offers.push(Offer::plain(Choice::ChooseChangeKey).about(&id));
            }
        }
        offers.push(Offer::plain(Choice::ChooseRevokeKey).about(&id));
        offers
    }

    pub(super) fn one(&self, sheet: &mut Sheet, scene: &Scene) {
        self.this(sheet);
        let Some(key) = &self.key else { return };
        page::lines(sheet, ListName::Blockers, self.blockers());
        let ways = self.offers(key, scene).into_iter();
        sheet.offers = ways.map(|offer| offer.styled(OfferStyle::Card)).collect();
        sheet.offers.push(Offer::plain(Choice::AllKeys));
        sheet.offers.push(Offer::plain(Choice::Finish));
        let problem = self.keys.refusal.as_ref().or(self.account.refusal.as_ref());
        if let Some(problem) = problem {
            sheet.refusal = Some(problem.clone());
            sheet.offers.push(Offer::plain(Choice::LookAgain));
        }
    }
}

/// The keys by what they are to their holder: those that end soon, the next first; the others, the latest first; those
/// that have ended, the last first.
fn groups(keys: &[Key], now: Timestamp) -> [(ListName, Vec<&Key>); 3] {
    let (live, mut ended): (Vec<&Key>, Vec<&Key>) = keys.iter().partition(|key| key.expires_at > now);
    let (mut ending, others): (Vec<&Key>, Vec<&Key>) =
        live.into_iter().partition(|key| key.expires_at.secs_since(now) < SOON);
    ending.sort_by_key(|key| key.expires_at);
    ended.sort_by_key(|key| std::cmp::Reverse(key.expires_at));
    [
        (ListName::KeysEnding, ending),
        (ListName::Keys, others),
        (ListName::KeysEnded, ended),
    ]
}
