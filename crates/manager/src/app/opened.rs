//! The sessions that this app opened itself, so that nobody is told about their own sign-in. A session's id comes from
//! the gallery's answer alone; an installation's id would not do, because whoever signs in can name any.

use super::{App, events::HeldBack};
use contract::{Problem, SessionId, desktop::view::GalleryId, session::OpenedSession};

/// How many sessions are remembered, the latest; an event comes soon after its session.
const KEPT: usize = 64;

/// The setting under which they are saved.
const SETTING: &str = "opened_sessions";

/// What is known of the sessions that this app opens.
#[derive(Debug, Default)]
pub(super) struct OpenedSessions {
    /// Those that were opened, the latest last.
    known: Vec<SessionId>,
    /// The galleries that were asked for one and have not answered yet; one as often as it was asked.
    asked: Vec<GalleryId>,
    /// What was heard meanwhile: whose session an event is about shows with the answer.
    held_back: Vec<HeldBack>,
}

impl OpenedSessions {
    /// Reads the saved form; what cannot be read is passed over.
    pub(super) fn from_setting(text: &str) -> Self {
        Self {
            known: text.split(' ').filter_map(|id| id.parse().ok()).collect(),
            ..Self::default()
        }
    }

    pub(super) fn contains(&self, session: SessionId) -> bool {
        self.known.contains(&session)
    }

    /// Whether this gallery is opening a session for this app at the moment.
    pub(super) fn is_asked(&self, gallery: &str) -> bool {
        self.asked.iter().any(|asked| asked == gallery)
    }

    pub(super) fn hold_back(&mut self, heard: HeldBack) {
        self.held_back.push(heard);
    }

    fn add(&mut self, session: SessionId) {
        self.known.push(session);
        let excess = self.known.len().saturating_sub(KEPT);
        self.known.drain(..excess);
    }

    fn to_setting(&self) -> String {
        let ids: Vec<String> = self.known.iter().map(ToString::to_string).collect();
        ids.join(" ")
    }
}

impl App {
    pub(super) fn read_opened_sessions(state: &cache::State) -> Result<OpenedSessions, cache::Error> {
        Ok(OpenedSessions::from_setting(
            &state.setting(SETTING)?.unwrap_or_default(),
        ))
    }

    /// The gallery is asked for a session: what its streams tell waits until it has answered.
    pub(super) fn expect_session(&mut self, gallery: &str) {
        self.opened.asked.push(gallery.to_owned());
    }

    /// The gallery has answered. Remembers the session before anything else is done with it.
    pub(super) fn note_session(&mut self, gallery: &str, opened: &Result<OpenedSession, Problem>) {
        self.note_opened(gallery, opened.as_ref().ok().map(|opened| opened.session.id));
    }

    /// The same, where only the session is at hand.
    pub(super) fn note_opened(&mut self, gallery: &str, opened: Option<SessionId>) {
        if let Some(place) = self.opened.asked.iter().position(|asked| asked == gallery) {
            self.opened.asked.swap_remove(place);
        }
        if let Some(session) = opened {
            self.opened.add(session);
            self.save_setting(SETTING, &self.opened.to_setting());
        }
        self.hear_held_back();
    }

    /// No gallery is going to answer.
    pub(super) fn give_up_asking(&mut self) {
        self.opened.asked.clear();
        self.hear_held_back();
    }

    fn hear_held_back(&mut self) {
        for heard in std::mem::take(&mut self.opened.held_back) {
            self.hear_again(heard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_sessions_are_kept_and_read_again() {
        let ids: Vec<SessionId> = (0..100)
            .map(|number| format!("01890a5d-ac96-774b-bcce-{number:012}").parse().unwrap())
            .collect();
        let mut opened = OpenedSessions::default();
        ids.iter().for_each(|id| opened.add(*id));
        let read = OpenedSessions::from_setting(&opened.to_setting());
        assert_eq!(read.known, ids[100 - KEPT..]);
        assert!(read.contains(ids[99]) && !read.contains(ids[0]));
        assert!(OpenedSessions::from_setting("").known.is_empty());
    }
}
