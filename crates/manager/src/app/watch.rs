//! Looking at the accounts at nuget.org by itself, so that a surprise is noticed: one after another, about once an hour,
//! not while the person switched it off or the computer saves its battery.

use super::App;
use contract::{Problem, Timestamp};

impl App {
    /// From now on accounts are looked at when their time has come.
    pub(super) fn begin_watching(&mut self) {
        self.watching = true;
        let now = self.now();
        self.settle_turns(now);
        let random = self.ports.random.clone();
        for profile in self.model.profiles.iter_mut().filter(|profile| profile.is_guided()) {
            profile.public.turn.begin(profile.as_of, now, random.as_ref());
        }
    }

    pub(super) fn set_watch(&mut self, on: bool) {
        self.save_setting("watch", if on { "on" } else { "off" });
        self.model.watch = on;
    }

    /// When the next account is looked at; nothing where none is watched, or one is being looked at: its answer comes
    /// first.
    pub(super) fn next_look(&self) -> Option<Timestamp> {
        self.next_look_by(self.now())
    }

    fn next_look_by(&self, now: Timestamp) -> Option<Timestamp> {
        let guided = self.model.profiles.iter().filter(|profile| profile.is_guided());
        if !self.watching || !self.model.watch || guided.clone().any(|profile| profile.refreshing) {
            return None;
        }
        guided.map(|profile| profile.public.turn.due(now)).min()
    }

    /// Looks at the account whose time has come first, unless the battery is saved.
    pub(super) fn watch(&mut self) {
        let now = self.now();
        self.settle_turns(now);
        let Some(next) = self.next_look_by(now).filter(|next| *next <= now) else {
            return;
        };
        let mut guided = self.model.profiles.iter_mut().filter(|profile| profile.is_guided());
        let Some(profile) = guided.find(|profile| profile.public.turn.due(now) == next) else {
            return;
        };
        profile.public.turn.postpone(now);
        let (power, id) = (self.ports.power.clone(), profile.record.id.clone());
        self.spawn(async move {
            let saves_battery = power.saves_battery().await;
            move |app: &mut App| app.take_turn(&id, saves_battery)
        });
    }

    /// The network of this computer is there again: what was put off because nobody was reached is tried now, looks at
    /// nuget.org and the galleries' event streams.
    pub(super) fn network_returned(&mut self) {
        let now = self.now();
        let guided = self.model.profiles.iter_mut().filter(|profile| profile.is_guided());
        for profile in guided {
            profile.public.turn.network_returned(now);
        }
        let ids: Vec<String> = self
            .model
            .profiles
            .iter()
            .map(|profile| profile.record.id.clone())
            .collect();
        for id in ids {
            self.hurry_stream(&id);
        }
    }

    /// After a failure a clock that was set back neither ends the wait nor makes it endless.
    fn settle_turns(&mut self, now: Timestamp) {
        let guided = self.model.profiles.iter_mut().filter(|profile| profile.is_guided());
        let settled: Vec<String> = guided
            .filter_map(|profile| profile.public.turn.settle(now).then(|| profile.record.id.clone()))
            .collect();
        for id in settled {
            self.keep_turn(&id);
        }
    }

    fn take_turn(&mut self, id: &str, saves_battery: bool) {
        let Some(profile) = self.model.profile_mut(id) else {
            return;
        };
        profile.public.turn.spared = saves_battery;
        if !saves_battery && self.model.watch {
            self.look(id);
        }
    }

    /// When an account is looked at again after this answer.
    pub(super) fn expect_next_look(&mut self, id: &str, failed: Option<&Problem>) {
        let (now, random) = (self.now(), self.ports.random.clone());
        if let Some(profile) = self.model.profile_mut(id) {
            profile.public.turn.looked(now, failed, random.as_ref());
            self.keep_turn(id);
        }
    }
}
