//! In-app notices.

use super::App;
use cache::NoticeRecord;
use contract::desktop::view::{Notice, NoticeKind, ProfileId};

/// How many notices stand in the app; as many are saved.
const KEPT: usize = 100;

impl App {
    /// Adds an in-app notice; the same said again takes the place of the earlier one. What still means something after
    /// a restart is saved.
    pub(super) fn tell(&mut self, what: NoticeKind, profile: Option<ProfileId>) {
        let mut notices = self.model.notices.iter();
        let same = notices.find(|notice| notice.what == what && notice.profile == profile);
        if let Some(id) = same.map(|notice| notice.id.clone()) {
            self.dismiss_notice(&id);
        }
        let notice = Notice {
            id: self.new_id(),
            at: self.now(),
            what,
            profile,
        };
        if !is_passing(&notice.what) {
            self.save_notice(&notice);
        }
        self.model.notices.insert(0, notice);
        self.model.notices.truncate(KEPT);
    }

    pub(super) fn dismiss_notice(&mut self, id: &str) {
        self.saved(self.ports.state.remove_notice(id));
        self.model.notices.retain(|notice| notice.id != id);
    }

    fn save_notice(&self, notice: &Notice) {
        let Ok(what) = serde_json::to_string(&notice.what) else {
            return;
        };
        self.saved(self.ports.state.put_notice(&NoticeRecord {
            id: notice.id.clone(),
            at: notice.at,
            profile: notice.profile.clone(),
            what,
        }));
    }
}

/// Whether it only answers the press of a button.
fn is_passing(what: &NoticeKind) -> bool {
    matches!(
        what,
        NoticeKind::AddressCopied
            | NoticeKind::CalendarSaved { .. }
            | NoticeKind::ConfirmationSent { .. }
            | NoticeKind::LinksRepaired
    )
}
