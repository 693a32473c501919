//! What the app told of news: in the window, and on the desktop.

use crate::support::{Computer, Running, settled};
use contract::desktop::{View, view::NoticeKind};
use manager::ports::Notification;

pub fn has(view: &View, what: impl Fn(&NoticeKind) -> bool) -> bool {
    view.notices.iter().any(|notice| what(&notice.what))
}

pub fn shown(computer: &Computer) -> Vec<Notification> {
    computer.notifier.0.lock().unwrap().clone()
}

/// The desk and the laptop, both signed in to the same account, and the profile on the desk.
pub async fn both_signed_in(computer: &Computer, laptop: &Computer) -> (Running, Running, String, String) {
    let (mut desk, mut other) = (computer.start(), laptop.start());
    let profile = desk.signs_in_as_account1(computer).await;
    let theirs = other.signs_in_as_account1(laptop).await;
    desk.until(|view| settled(view).is_some_and(|page| page.sessions.len() == 2))
        .await;
    (desk, other, profile, theirs)
}
