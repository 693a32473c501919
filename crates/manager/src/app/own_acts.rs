//! What this app did itself a moment ago: that it happened is no news to whoever did it. An event does not say whose act
//! it tells of, so each act excuses one event of its kind for each account that it may concern, and only for a short time:
//! what somebody else does besides is told.

use super::App;
use contract::{
    Timestamp,
    desktop::view::{GalleryId, ProfileId},
    event::EventKind,
};
use wizards::{
    Call, Logins, Request,
    call::{DeletionRequest, recovery::RecoveryRequest},
};

/// For how many seconds an act excuses its events. They are written with it, so they come when its answer does.
const EXCUSED_FOR: i64 = 120;

/// How many accounts one act may concern: an exchange of logins, two.
const CONCERNED: usize = 2;

/// The kinds of news that acts of this app make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    LoginChanged,
    RecoveryStarted,
    DeletionRequested,
}

/// The acts of the last minutes.
#[derive(Debug, Default)]
pub(super) struct OwnActs(Vec<OwnAct>);

#[derive(Debug)]
struct OwnAct {
    /// The wizard that did it.
    wizard: String,
    gallery: GalleryId,
    news: Vec<News>,
    /// How many accounts it makes news for, of each kind.
    concerned: usize,
    until: Timestamp,
    /// The accounts whose event was excused, and of which kind.
    excused: Vec<(ProfileId, News)>,
}

impl OwnActs {
    /// It was refused: nothing came of it.
    pub(super) fn forget(&mut self, wizard: &str) {
        self.0.retain(|act| act.wizard != wizard);
    }

    /// Whether an act of this app explains the event; it does so once for each account.
    fn excuse(&mut self, profile: &str, gallery: &str, news: News, now: Timestamp) -> bool {
        self.0.retain(|act| now < act.until);
        let concerns = |act: &&mut OwnAct| {
            let of_kind = act.excused.iter().filter(|(_, kind)| *kind == news);
            let known = |(other, kind): &(ProfileId, News)| other == profile && *kind == news;
            act.gallery == gallery
                && act.news.contains(&news)
                && of_kind.count() < act.concerned
                && !act.excused.iter().any(known)
        };
        let Some(act) = self.0.iter_mut().find(concerns) else {
            return false;
        };
        act.excused.push((profile.to_owned(), news));
        true
    }
}

impl App {
    /// A wizard is about to do this.
    pub(super) fn note_own_act(&mut self, wizard: &str, gallery: &str, call: &Call) {
        let news = news_of(&call.request);
        if call.preview || news.is_empty() {
            return;
        }
        self.own_acts.forget(wizard);
        self.own_acts.0.push(OwnAct {
            wizard: wizard.to_owned(),
            gallery: gallery.to_owned(),
            news,
            concerned: concerned(&call.request),
            until: self.now().plus_secs(EXCUSED_FOR),
            excused: Vec::new(),
        });
    }

    /// Whether the event tells of what this app did itself.
    pub(super) fn is_own_act(&mut self, id: &str, what: &EventKind) -> bool {
        let news = match what {
            EventKind::SignedIn { session, .. } => return self.opened.contains(*session),
            EventKind::LoginChanged => News::LoginChanged,
            EventKind::RecoveryStarted => News::RecoveryStarted,
            EventKind::DeletionRequested => News::DeletionRequested,
            _ => return false,
        };
        let (gallery, now) = (
            self.model.profile(id).map(|known| known.record.gallery.clone()),
            self.now(),
        );
        gallery.is_some_and(|gallery| self.own_acts.excuse(id, &gallery, news, now))
    }
}

/// What the accounts that it concerns are told of a call.
fn news_of(request: &Request) -> Vec<News> {
    match request {
        Request::ChangeLogin { .. } | Request::SwapLogins { .. } | Request::Logins(Logins::Undo { .. }) => {
            vec![News::LoginChanged]
        }
        // To keep a change, or an account, is none.
        Request::Logins(Logins::Decide {
            decide: contract::login::Decide::Undo,
            ..
        }) => vec![News::LoginChanged],
        Request::MoveLogin { .. } => vec![News::LoginChanged, News::DeletionRequested],
        Request::Deletion(DeletionRequest::Delete { .. }) => vec![News::DeletionRequested],
        Request::Recovery(RecoveryRequest::ConfirmLogin { .. }) => vec![News::RecoveryStarted],
        Request::Recovery(RecoveryRequest::Link { .. }) => vec![News::LoginChanged],
        _ => Vec::new(),
    }
}

/// How many accounts a call makes news for, of each kind.
fn concerned(request: &Request) -> usize {
    match request {
        Request::ChangeLogin { .. } | Request::Deletion(_) | Request::Recovery(_) => 1,
        _ => CONCERNED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH.plus_secs(seconds)
    }

    fn changed() -> OwnActs {
        OwnActs(vec![OwnAct {
            wizard: "w".to_owned(),
            gallery: "g".to_owned(),
            news: vec![News::LoginChanged],
            concerned: CONCERNED,
            until: at(120),
            excused: Vec::new(),
        }])
    }

    #[test]
    fn an_act_excuses_one_event_of_its_kind_for_each_account_and_no_more() {
        let mut acts = changed();
        assert!(!acts.excuse("one", "g", News::DeletionRequested, at(1)));
        assert!(!acts.excuse("one", "elsewhere", News::LoginChanged, at(1)));
        assert!(acts.excuse("one", "g", News::LoginChanged, at(1)));
        assert!(
            !acts.excuse("one", "g", News::LoginChanged, at(1)),
            "somebody else did that"
        );
        assert!(acts.excuse("two", "g", News::LoginChanged, at(1)));
        assert!(!acts.excuse("three", "g", News::LoginChanged, at(1)));
    }

    #[test]
    fn a_change_of_one_account_excuses_no_event_of_another() {
        let mut acts = changed();
        acts.0[0].concerned = 1;
        assert!(acts.excuse("one", "g", News::LoginChanged, at(1)));
        assert!(!acts.excuse("two", "g", News::LoginChanged, at(1)));
    }

    #[test]
    fn what_was_refused_or_is_long_ago_excuses_nothing() {
        let mut acts = changed();
        acts.forget("w");
        assert!(!acts.excuse("one", "g", News::LoginChanged, at(1)));
        assert!(!changed().excuse("one", "g", News::LoginChanged, at(120)));
    }
}
