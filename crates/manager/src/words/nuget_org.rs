//! What became different at nuget.org, on the desktop.

use super::{Saying, Tongue, saying};
use contract::desktop::nuget_org::Change;

impl Tongue {
    /// Something became different under an account at nuget.org, and so many things more in the same look. The names in
    /// `change` are as they may be shown.
    #[must_use]
    pub fn seen_at_nuget_org(self, username: &str, change: &Change, more: usize) -> Saying {
        let what = match self {
            Self::English => english(change),
            Self::German => german(change),
        };
        match (self, more) {
            (Self::English, 0) => saying(
                what,
                format!("Seen under {username} at nuget.org. Was this you? Open the app to see what changed."),
            ),
            (Self::English, more) => saying(
                format!("{} changes under {username} at nuget.org", more + 1),
                format!("{what}, and {more} more. Was this you? Open the app to see what changed."),
            ),
            (Self::German, 0) => saying(
                what,
                format!("Gesehen unter {username} bei nuget.org. Waren Sie das? Die App zeigt, was sich geändert hat."),
            ),
            (Self::German, more) => saying(
                format!("{} Änderungen unter {username} bei nuget.org", more + 1),
                format!("{what}, und {more} weitere. Waren Sie das? Die App zeigt, was sich geändert hat."),
            ),
        }
    }
}

fn english(change: &Change) -> String {
    match change {
        Change::FirstSeen { packages } => format!("Seen for the first time, packages: {packages}"),
        Change::PackageAppeared { id, version } => format!("{id} {version} appeared"),
        Change::VersionPublished { id, version, .. } => format!("{id} {version} was published"),
        Change::VersionAppeared { id, version, .. } => format!("{id} {version} appeared"),
        Change::Unlisted { id } => format!("{id} was unlisted"),
        Change::Listed { id } => format!("{id} was listed again"),
        Change::Deprecated { id } => format!("{id} was deprecated"),
        Change::Undeprecated { id } => format!("{id} is no longer deprecated"),
        Change::OwnerAdded { id, owner } => format!("{owner} became an owner of {id}"),
        Change::OwnerRemoved { id, owner } => format!("{owner} is no longer an owner of {id}"),
        Change::PackageGone { id } => format!("{id} is no longer listed under the account"),
        Change::ProfileGone => "The profile page is gone".to_owned(),
        Change::ProfileBack => "The profile page is there again".to_owned(),
    }
}

fn german(change: &Change) -> String {
    match change {
        Change::FirstSeen { packages } => format!("Zum ersten Mal gesehen, Pakete: {packages}"),
        Change::PackageAppeared { id, version } => format!("{id} {version} ist neu da"),
        Change::VersionPublished { id, version, .. } => format!("{id} {version} wurde veröffentlicht"),
        Change::VersionAppeared { id, version, .. } => format!("{id} {version} ist neu da"),
        Change::Unlisted { id } => format!("{id} ist nicht mehr in der Suche zu finden"),
        Change::Listed { id } => format!("{id} ist wieder in der Suche zu finden"),
        Change::Deprecated { id } => format!("{id} wurde als veraltet markiert"),
        Change::Undeprecated { id } => format!("{id} ist nicht mehr als veraltet markiert"),
        Change::OwnerAdded { id, owner } => format!("{owner} ist jetzt Besitzer von {id}"),
        Change::OwnerRemoved { id, owner } => format!("{owner} ist nicht mehr Besitzer von {id}"),
        Change::PackageGone { id } => format!("{id} wird nicht mehr unter dem Konto geführt"),
        Change::ProfileGone => "Die Profilseite ist weg".to_owned(),
        Change::ProfileBack => "Die Profilseite ist wieder da".to_owned(),
    }
}
