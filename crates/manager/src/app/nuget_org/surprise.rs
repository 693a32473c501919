//! What became different at nuget.org, told: was this you?

use crate::{app::App, notify};
use contract::desktop::{nuget_org::Change, view::NoticeKind, wizard::Step};

/// How many changes of one look become notices of their own; the journal has all.
const TOLD: usize = 5;

impl App {
    /// Tells what the person may not know of: each as a notice, all of a look as one notification on the desktop. `led_to`
    /// are the steps of the person's wizards that had been marked done when the look began.
    pub(super) fn tell_surprises(&mut self, id: &str, changes: &[Change], led_to: &[Step]) {
        let Some(profile) = self.model.profile(id) else { return };
        let username = profile.record.username.clone();
        let steps = [led_to, &self.marked_of(id)].concat();
        let is_expected = |change: &Change| steps.iter().any(|step| leads_to(*step, change));
        let mut surprises: Vec<(&Change, bool)> = changes
            .iter()
            .filter(|change| is_surprise(change))
            .map(|change| (change, is_expected(change)))
            .collect();
        // However many things were expected, they leave room for what was not.
        surprises.sort_by_key(|(_, expected)| *expected);
        let alarms: Vec<&Change> = surprises
            .iter()
            .filter(|(_, expected)| !expected)
            .map(|(change, _)| *change)
            .collect();
        if let Some((first, more)) = alarms.split_first() {
            let notification = notify::seen_at_nuget_org(self.tongue(), id.to_owned(), &username, first, more.len());
            self.notify(notification);
        }
        // The latest stands first, so the most important one comes last.
        for (change, expected) in surprises.into_iter().take(TOLD).rev() {
            let what = NoticeKind::SeenAtNugetOrg {
                username: username.clone(),
                change: change.clone(),
                expected,
            };
            self.tell(what, Some(id.to_owned()));
        }
    }

    /// The steps that are marked done in the wizards of the account.
    pub(super) fn marked_of(&self, id: &str) -> Vec<Step> {
        let wizards = self.model.wizards.iter();
        let own = wizards.filter(|wizard| wizard.profile.as_deref() == Some(id));
        own.flat_map(|wizard| wizard.state.marked()).collect()
    }
}

/// Whether a step that the person did leads to a change. That a wizard was opened leads to nothing, and that owners come
/// or go is told in any case: nobody but the person can say whether they were meant.
fn leads_to(step: Step, change: &Change) -> bool {
    match step {
        Step::GuidedDeleteDoRequest => matches!(
            change,
            Change::ProfileGone | Change::Unlisted { .. } | Change::PackageGone { .. }
        ),
        Step::GuidedUsernameDoMail => matches!(change, Change::ProfileGone),
        _ => false,
    }
}

/// Whether somebody whose account it is should hear of it at once: whatever an intruder would do.
fn is_surprise(change: &Change) -> bool {
    match change {
        Change::PackageAppeared { .. }
        | Change::VersionPublished { .. }
        | Change::VersionAppeared { .. }
        | Change::Unlisted { .. }
        | Change::Deprecated { .. }
        | Change::OwnerAdded { .. }
        | Change::OwnerRemoved { .. }
        | Change::PackageGone { .. }
        | Change::ProfileGone => true,
        Change::FirstSeen { .. } | Change::Listed { .. } | Change::Undeprecated { .. } | Change::ProfileBack => false,
    }
}
