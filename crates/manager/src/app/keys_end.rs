//! API keys that end soon, told once each, before whatever pushes with them stops.

use super::App;
use crate::{
    health::{Ending, keys_ending},
    notify,
};
use contract::{Timestamp, desktop::view::NoticeKind};

/// The setting under which those that were told are saved.
const SETTING: &str = "keys_told";

/// How many of them are remembered, the latest.
const KEPT: usize = 200;

impl App {
    /// Tells of the account's keys that end within the next days, unless that was done.
    pub(super) fn tell_of_keys(&mut self, id: &str) {
        let Some(profile) = self.model.profile(id) else { return };
        let now = self.model.time_at(&profile.record.gallery, self.now());
        let ending = keys_ending(&profile.belongings, now);
        if ending.is_empty() {
            return;
        }
        let saved = self.ports.state.setting(SETTING).ok().flatten().unwrap_or_default();
        let mut told: Vec<String> = saved.split(' ').map(str::to_owned).collect();
        let before = told.len();
        for key in ending {
            let mark = format!("{id}/{}/{}", key.id, key.at.as_micros());
            if !told.contains(&mark) {
                told.push(mark);
                self.tell_of_key(id, key, now);
            }
        }
        if told.len() > before {
            let kept = told.len().saturating_sub(KEPT);
            self.save_setting(SETTING, &told.split_off(kept).join(" "));
        }
    }

    /// Takes away what warned of a key that was taken away, was replaced, or has ended.
    pub(super) fn dismiss_ended_keys(&mut self, id: &str) {
        let Some(profile) = self.model.profile(id).filter(|profile| profile.extent.keys) else {
            return;
        };
        let now = self.model.time_at(&profile.record.gallery, self.now());
        let ending = keys_ending(&profile.belongings, now);
        let ends = |name: &str, at| ending.iter().any(|key| key.name == name && key.at == at);
        self.dismiss_notices(|notice| {
            notice.profile.as_deref() == Some(id)
                && matches!(&notice.what, NoticeKind::KeyEndsSoon { key, until, .. } if !ends(key, *until))
        });
    }

    fn tell_of_key(&mut self, id: &str, key: Ending, now: Timestamp) {
        let Some(told) = self.told_about(id) else { return };
        let days = key.at.secs_since(now) / 86_400;
        self.notify(notify::key_ends_soon(self.tongue(), &told, &key, days));
        let what = NoticeKind::KeyEndsSoon {
            id: Some(key.id),
            username: told.username,
            key: key.name,
            until: key.at,
        };
        self.tell(what, Some(id.to_owned()));
    }
}
