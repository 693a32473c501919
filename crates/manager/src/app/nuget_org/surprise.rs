//! What became different at nuget.org, told: was this you?

use crate::{app::App, notify};
use contract::desktop::{nuget_org::Change, view::NoticeKind, wizard::WizardKind};

/// How many changes of one look become notices of their own; the journal has all.
const TOLD: usize = 5;

impl App {
    /// Tells what the person may not know of: each as a notice, all of a look as one notification on the desktop. `led_to`
    /// are the wizards that were there when the look began.
    pub(super) fn tell_surprises(&mut self, id: &str, changes: &[Change], led_to: &[WizardKind]) {
        let Some(profile) = self.model.profile(id) else { return };
        let username = profile.record.username.clone();
        let kinds = [led_to, &self.wizards_of(id)].concat();
        let is_expected = |change: &Change| kinds.iter().any(|kind| leads_to(*kind, change));
        let surprises: Vec<(&Change, bool)> = changes
            .iter()
            .filter(|change| is_surprise(change))
            .map(|change| (change, is_expected(change)))
            .collect();
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

    /// The wizards of the account that are here.
    pub(super) fn wizards_of(&self, id: &str) -> Vec<WizardKind> {
        let wizards = self.model.wizards.iter();
        let own = wizards.filter(|wizard| wizard.profile.as_deref() == Some(id));
        own.map(|wizard| wizard.state.kind()).collect()
    }
}

fn leads_to(kind: WizardKind, change: &Change) -> bool {
    match kind {
        WizardKind::DeleteAccount => matches!(
            change,
            Change::ProfileGone | Change::Unlisted { .. } | Change::PackageGone { .. } | Change::OwnerRemoved { .. }
        ),
        WizardKind::Username => matches!(change, Change::ProfileGone),
        _ => false,
    }
}

/// Whether somebody whose account it is should hear of it at once: whatever an intruder would do.
fn is_surprise(change: &Change) -> bool {
    match change {
        Change::PackageAppeared { .. }
        | Change::VersionPublished { .. }
        | Change::Unlisted { .. }
        | Change::Deprecated { .. }
        | Change::OwnerAdded { .. }
        | Change::OwnerRemoved { .. }
        | Change::PackageGone { .. }
        | Change::ProfileGone => true,
        Change::FirstSeen { .. } | Change::Listed { .. } | Change::Undeprecated { .. } | Change::ProfileBack => false,
    }
}
