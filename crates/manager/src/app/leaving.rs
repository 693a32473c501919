//! "I am leaving my job": the checklist of an account, and its dates as a calendar file.

use super::App;
use crate::{
    calendar::{self, Whose},
    health::dates,
    model::PageKey,
    view,
};
use contract::desktop::view::NoticeKind;

/// The longest username in a file's name, in characters.
const NAME: usize = 64;

impl App {
    pub(super) fn show_leaving(&mut self, id: &str) {
        if self.model.profile(id).is_some() {
            self.go(PageKey::Leaving(id.to_owned()));
        }
    }

    /// Keeps the last day, if it is one; an empty text takes it away.
    pub(super) fn set_last_day(&mut self, typed: &str) {
        let day = dates::parse(typed).map(|day| day.to_string());
        if day.is_none() && !typed.trim().is_empty() {
            return;
        }
        let day = day.unwrap_or_default();
        self.save_setting("last_day", &day);
        self.model.last_day = day;
    }

    /// Writes the dates into the folder for downloads and shows the file there.
    pub(super) fn save_calendar(&mut self, id: &str) {
        let Some(profile) = self.model.profile(id) else { return };
        let tongue = self.tongue();
        let row = view::account_row(&self.model, profile);
        let whose = Whose {
            profile: id,
            username: &row.username,
            gallery: tongue.gallery(&row.gallery),
        };
        let now = self.now();
        let dates = view::leaving_dates(&self.model, profile, now);
        let text = calendar::file(&dates, whose, now, tongue);
        let name = tongue.calendar_file(&of_file(&row.username));
        let what = match self.ports.downloads.save(&name, &text) {
            Ok(file) => NoticeKind::CalendarSaved { file },
            Err(problem) => NoticeKind::Problem { problem },
        };
        self.tell(what, Some(id.to_owned()));
    }
}

/// The name without what a file's name cannot have; a gallery may send any.
fn of_file(username: &str) -> String {
    let fits = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-');
    username.chars().filter(fits).take(NAME).collect()
}
