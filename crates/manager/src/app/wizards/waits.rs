//! Wizards that wait for a time: the gallery is asked when it has come, and less and less often after that, as what was to
//! happen then may take the gallery a while, or may never be seen from here.

use crate::{app::App, notify};
use contract::{
    Timestamp,
    desktop::{view::NoticeKind, wizard::WaitsFor},
};
use wizards::{Input, Wizard};

/// The shortest and the longest time between two looks after the time has come, in seconds.
const BETWEEN: (i64, i64) = (60, 86_400);

/// When to look: once the time has come, and then each time as long after the last look as that was after the time.
fn next_look(until: Timestamp, looked: Option<Timestamp>) -> Timestamp {
    match looked.filter(|looked| until <= *looked) {
        Some(looked) => looked.plus_secs(looked.secs_since(until).clamp(BETWEEN.0, BETWEEN.1)),
        None => until,
    }
}

impl App {
    /// When this wizard is to look how it stands, where it waits for a time.
    pub(in crate::app) fn looks_at(&self, wizard: &Wizard) -> Option<Timestamp> {
        match wizard.waits_for() {
            WaitsFor::Time { until } if !wizard.stopping => {
                let until = until.plus_secs(-self.model.ahead_of(&wizard.gallery));
                Some(next_look(until, self.looked.get(&wizard.id).copied()))
            }
            _ => None,
        }
    }

    /// What held a wizard up is over, of which the person wanted to be told: here, and on the desktop.
    pub(super) fn remind(&mut self, id: &str) {
        let profile = self.model.wizard(id).and_then(|wizard| wizard.profile.clone());
        let Some(told) = profile.as_deref().and_then(|profile| self.told_about(profile)) else {
            return;
        };
        self.notify(notify::contact_email_possible(self.tongue(), &told));
        let username = told.username;
        self.tell(NoticeKind::ContactEmailPossible { username }, profile);
    }

    /// The time that a wizard waits for has come.
    pub(in crate::app) fn end_waits(&mut self) {
        let now = self.now();
        let due = |wizard: &&Wizard| self.looks_at(wizard).is_some_and(|at| at <= now);
        let due = self.model.wizards.iter().filter(due);
        let ids: Vec<String> = due.map(|wizard| wizard.id.clone()).collect();
        for id in ids {
            self.looked.insert(id.clone(), now);
            self.feed(&id, Input::Resumed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_comes_is_looked_at_once_and_then_less_and_less_often() {
        let until = Timestamp::from_secs(1_700_000_000);
        assert_eq!(next_look(until, None), until);
        // A look before it says nothing about it.
        assert_eq!(next_look(until, Some(until.plus_secs(-5))), until);
        let mut looked = until;
        let mut looks = 0;
        while looked.secs_since(until) < 7 * 86_400 {
            let next = next_look(until, Some(looked));
            assert!(next.secs_since(looked) >= BETWEEN.0);
            looked = next;
            looks += 1;
        }
        assert!(looks < 25, "{looks} looks in a week");
    }
}
