//! An app that looks at nuget.org by itself.

use crate::support::{Computer, Running, quiet};
use contract::desktop::{View, nuget_org::Change, view::NoticeKind};

/// A little more than the longest wait between two looks that worked.
pub const A_TURN: i64 = 4000;

/// Lets time pass, and the app look at the clock.
pub async fn after(computer: &Computer, app: &Running, seconds: i64) {
    computer.clock.advance_secs(seconds);
    app.handle.link_counts().await;
}

/// Waits until the account was looked at anew since then, and gives the view.
pub async fn looked(app: &Running, computer: &Computer) -> View {
    let now = ambient::Clock::now(computer.clock.as_ref());
    app.until(|view| quiet(view).is_some_and(|page| page.as_of == Some(now)))
        .await
}

pub fn surprises(view: &View) -> Vec<(Change, bool)> {
    let told = view.notices.iter().filter_map(|notice| match &notice.what {
        NoticeKind::SeenAtNugetOrg { change, expected, .. } => Some((change.clone(), *expected)),
        _ => None,
    });
    told.collect()
}

pub fn notifications(computer: &Computer) -> usize {
    computer.notifier.0.lock().unwrap().len()
}
