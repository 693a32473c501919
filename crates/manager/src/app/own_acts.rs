//! What this app did itself a moment ago: that it happened is no news to whoever did it. An event does not say whose act
//! it tells of, so each act excuses one event of its kind at each account that it concerns, by that account's id, and only
//! for a short time: what somebody else does besides, or at another account, is told.

use super::App;
use contract::{Timestamp, desktop::view::ProfileId, event::EventKind, login::Decide, proof::Standing};
use wizards::{
    Call, Logins, Proved, Request, SessionOf, Slot, Wizard,
    call::{DeletionRequest, recovery::RecoveryRequest},
    wizard::State,
};

/// For how many seconds an act excuses its events. They are written with it, so they come when its answer does.
const EXCUSED_FOR: i64 = 120;

/// The kinds of news that acts of this app make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum News {
    LoginChanged,
    RecoveryStarted,
    DeletionRequested,
}

/// The acts of the last minutes, one for each account and kind of news.
#[derive(Debug, Default)]
pub(super) struct OwnActs(Vec<OwnAct>);

#[derive(Debug)]
struct OwnAct {
    /// The wizard that did it.
    wizard: String,
    /// Whom it concerns.
    profile: ProfileId,
    news: News,
    until: Timestamp,
}

impl OwnActs {
    /// It was refused: nothing came of it.
    pub(super) fn forget(&mut self, wizard: &str) {
        self.0.retain(|act| act.wizard != wizard);
    }

    /// Something is being done. Sent again it is the same act.
    fn note(&mut self, act: OwnAct) {
        let same =
            |known: &OwnAct| (&known.wizard, &known.profile, known.news) == (&act.wizard, &act.profile, act.news);
        self.0.retain(|known| !same(known));
        self.0.push(act);
    }

    /// Whether an act of this app explains the event; it does so once.
    fn excuse(&mut self, profile: &str, news: News, now: Timestamp) -> bool {
        self.0.retain(|act| now < act.until);
        let explains = |act: &OwnAct| act.profile == profile && act.news == news;
        let found = self.0.iter().position(explains);
        found.map(|place| self.0.remove(place)).is_some()
    }
}

impl App {
    /// A wizard is about to do this.
    pub(super) fn note_own_act(&mut self, id: &str, gallery: &str, call: &Call) {
        if call.preview {
            return;
        }
        let Some(wizard) = self.model.wizard(id) else { return };
        let until = self.now().plus_secs(EXCUSED_FOR);
        let acts: Vec<OwnAct> = news_of(wizard, call)
            .into_iter()
            .filter_map(|(whom, news)| {
                Some(OwnAct {
                    wizard: id.to_owned(),
                    profile: self.profile_of(gallery, wizard, whom)?,
                    news,
                    until,
                })
            })
            .collect();
        for act in acts {
            self.own_acts.note(act);
        }
    }

    /// An account of the list; of one that is not there nothing is heard.
    fn profile_of(&self, gallery: &str, wizard: &Wizard, whom: Whom) -> Option<ProfileId> {
        let named = |name: &str| {
            let mut profiles = self.model.profiles.iter();
            profiles
                .find(|known| known.record.gallery == gallery && known.record.username.eq_ignore_ascii_case(name))
                .map(|known| known.record.id.clone())
        };
        match whom {
            Whom::Caller(SessionOf::Account) => wizard.profile.clone(),
            Whom::Caller(SessionOf::Profile(profile)) => Some(profile.clone()),
            Whom::Caller(SessionOf::Recovery | SessionOf::Nobody) => None,
            Whom::Named(name) => named(name),
        }
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
        let now = self.now();
        self.own_acts.excuse(id, news, now)
    }
}

/// An account that an act concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whom<'a> {
    /// The one in whose session it is done.
    Caller(&'a SessionOf),
    /// One of this username.
    Named(&'a str),
}

/// Which accounts hear what of a call.
fn news_of<'a>(wizard: &'a Wizard, call: &'a Call) -> Vec<(Whom<'a>, News)> {
    let caller = Whom::Caller(&call.session);
    let account_of = |slot: &Slot| {
        let proved = wizard.proofs().and_then(|proofs| proofs.get(*slot));
        proved.and_then(account_of).map(Whom::Named)
    };
    let changed = |whom: Whom<'a>| (whom, News::LoginChanged);
    match &call.request {
        Request::ChangeLogin { .. } => vec![changed(caller)],
        Request::SwapLogins { theirs, .. } => {
            let whom = [caller].into_iter().chain(account_of(theirs));
            whom.map(changed).collect()
        }
        Request::MoveLogin { username, .. } => {
            vec![changed(caller), (Whom::Named(username), News::DeletionRequested)]
        }
        Request::Logins(Logins::Undo { by, partner, .. }) => {
            let whom = [by].into_iter().chain(partner).filter_map(account_of);
            whom.map(changed).collect()
        }
        // To keep a change, or an account, is none.
        Request::Logins(Logins::Decide {
            decide: Decide::Undo,
            username,
            ..
        }) => vec![changed(Whom::Named(username))],
        Request::Deletion(DeletionRequest::KeepByLink { proof: Some(_) }) => match &wizard.state {
            State::KeepAccount(keep) => keep.username().map(Whom::Named).map(changed).into_iter().collect(),
            _ => Vec::new(),
        },
        Request::Deletion(DeletionRequest::Delete { .. }) => vec![(caller, News::DeletionRequested)],
        Request::Recovery(request) => {
            let State::Recover(recover) = &wizard.state else {
                return Vec::new();
            };
            let news = match request {
                RecoveryRequest::ConfirmLogin { .. } => News::RecoveryStarted,
                RecoveryRequest::Link { .. } => News::LoginChanged,
                _ => return Vec::new(),
            };
            vec![(Whom::Named(recover.username()), news)]
        }
        _ => Vec::new(),
    }
}

/// The account that somebody who came back opens, or opened until lately.
fn account_of(proved: &Proved) -> Option<&str> {
    match &proved.standing {
        Standing::Linked { username } | Standing::Replaced { username, .. } => Some(username),
        Standing::Unlinked { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::desktop::wizard::WizardKind;
    use wizards::KeptRequest;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH.plus_secs(seconds)
    }

    fn acts(news: &[(&str, News)]) -> OwnActs {
        let act = |(profile, news): &(&str, News)| OwnAct {
            wizard: "w".to_owned(),
            profile: (*profile).to_owned(),
            news: *news,
            until: at(120),
        };
        OwnActs(news.iter().map(act).collect())
    }

    #[test]
    fn an_act_excuses_one_event_of_its_kind_at_its_account_and_no_more() {
        let mut acts = acts(&[("one", News::LoginChanged), ("two", News::DeletionRequested)]);
        assert!(!acts.excuse("one", News::DeletionRequested, at(1)));
        assert!(acts.excuse("one", News::LoginChanged, at(1)));
        assert!(!acts.excuse("one", News::LoginChanged, at(1)), "somebody else did that");
        assert!(acts.excuse("two", News::DeletionRequested, at(1)));
    }

    #[test]
    fn an_act_at_one_account_never_excuses_what_somebody_does_at_another_in_the_same_moment() {
        let mut acts = acts(&[("mine", News::LoginChanged), ("mine too", News::LoginChanged)]);
        assert!(!acts.excuse("another", News::LoginChanged, at(1)));
        assert!(acts.excuse("mine", News::LoginChanged, at(1)));
        assert!(acts.excuse("mine too", News::LoginChanged, at(1)));
    }

    #[test]
    fn what_was_sent_again_excuses_one_event() {
        let mut noted = acts(&[("one", News::LoginChanged)]);
        for act in acts(&[("one", News::LoginChanged)]).0 {
            noted.note(act);
        }
        assert!(noted.excuse("one", News::LoginChanged, at(1)));
        assert!(!noted.excuse("one", News::LoginChanged, at(1)));
    }

    #[test]
    fn what_was_refused_or_is_long_ago_excuses_nothing() {
        let mut refused = acts(&[("one", News::LoginChanged)]);
        refused.forget("w");
        assert!(!refused.excuse("one", News::LoginChanged, at(1)));
        assert!(!acts(&[("one", News::LoginChanged)]).excuse("one", News::LoginChanged, at(120)));
    }

    #[test]
    fn deleting_the_other_account_is_a_change_of_this_one_and_the_end_of_that_one() {
        let wizard = Wizard {
            id: "w".to_owned(),
            gallery: "g".to_owned(),
            profile: Some("mine".to_owned()),
            started_at: at(0),
            stopping: false,
            mailed_code: None,
            request: KeptRequest::NotMade,
            state: State::begin(WizardKind::Conflict, "g", None).unwrap(),
        };
        let request = Request::MoveLogin {
            current: wizards::Current::RecoveryCode,
            new: Slot::New,
            username: "Other".to_owned(),
            unlist_orphans: true,
        };
        let call = Call::decide(request, SessionOf::Account, "key".to_owned());
        let expected = [
            (Whom::Caller(&SessionOf::Account), News::LoginChanged),
            (Whom::Named("Other"), News::DeletionRequested),
        ];
        assert_eq!(news_of(&wizard, &call), expected);
    }
}
