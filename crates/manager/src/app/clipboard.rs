//! A text of a page, copied.

use super::App;
use contract::{Secret, desktop::view::NoticeKind};

impl App {
    pub(super) fn copy_text(&mut self, text: String) {
        let what = match self.ports.clipboard.copy(&Secret::new(text)) {
            Ok(()) => NoticeKind::TextCopied,
            Err(problem) => NoticeKind::Problem { problem },
        };
        self.tell(what, None);
    }
}
