//! What the wizards hear of the accounts, and what the notices hear of the wizards.

use crate::app::App;
use contract::desktop::{
    view::NoticeKind,
    wizard::{WaitsFor, WizardKind},
};
use wizards::{Input, Wizard};

impl App {
    /// Somebody signed in to an account. A key that was asked for in the session before is not asked for in this one: the
    /// gallery would make another.
    pub(in crate::app) fn tell_of_session(&mut self, profile: &str) {
        let of_profile = self
            .model
            .wizards
            .iter_mut()
            .filter(|wizard| wizard.profile.as_deref() == Some(profile));
        let mut told = Vec::new();
        for wizard in of_profile {
            let before = wizard.clone();
            wizard.change_session();
            if *wizard != before {
                told.push(wizard.id.clone());
            }
        }
        for id in told {
            self.save_wizard(&id);
            self.satisfy(&id);
        }
    }

    /// The gallery told that something about an account changed: to its wizards, and to those that wait for it to answer.
    pub(in crate::app) fn tell_wizards(&mut self, profile: &str) {
        let known = self.model.profile(profile).map(|known| &known.record);
        let waits_for = |wizard: &Wizard| match wizard.waits_for() {
            WaitsFor::Somebody { username } => known
                .is_some_and(|known| known.gallery == wizard.gallery && known.username.eq_ignore_ascii_case(&username)),
            _ => false,
        };
        let of_profile =
            |wizard: &&Wizard| !wizard.is_over() && (wizard.profile.as_deref() == Some(profile) || waits_for(wizard));
        let ids: Vec<String> = self
            .model
            .wizards
            .iter()
            .filter(of_profile)
            .map(|wizard| wizard.id.clone())
            .collect();
        for id in ids {
            // What is being read at this moment may be older than the news.
            if self.calls.get(&id).is_some_and(|call| call.key.is_none()) {
                self.outdated.insert(id.clone());
            }
            self.feed(&id, Input::AccountChanged);
        }
    }

    /// A request that was answered is no news any more, here and in the tray.
    pub(super) fn dismiss_answered_by(&mut self, id: &str) {
        let Some(wizard) = self.model.wizard(id) else { return };
        let Some(who) = wizard.state.answered().map(str::to_owned) else {
            return;
        };
        let (kind, profile) = (wizard.state.kind(), wizard.profile.clone());
        let offered_to = wizard.state.offered_to().map(str::to_owned);
        let is_to = |name: &str| offered_to.as_deref().is_none_or(|to| to.eq_ignore_ascii_case(name));
        self.dismiss_notices(|notice| {
            let asks = match (&notice.what, kind) {
                (NoticeKind::Invited { organization, .. }, WizardKind::AnswerInvitation) => organization,
                (NoticeKind::ConversionRequested { account, .. }, WizardKind::AnswerConversion) => account,
                (
                    NoticeKind::OwnershipOffered {
                        package, to, username, ..
                    },
                    WizardKind::AnswerOffer,
                ) if is_to(to.as_ref().unwrap_or(username)) => package,
                _ => return false,
            };
            notice.profile == profile && asks.eq_ignore_ascii_case(&who)
        });
    }
}
