//! nuget.org, which has no account API: what anybody can see of an account there, what the app keeps of that over time,
//! and the pages that show it. Nothing here is the account's own word: only what the public site says.

use crate::{
    Problem, Timestamp,
    desktop::{view::AccountRow, wizard::WizardKind},
};
use serde::{Deserialize, Serialize};

/// The id of nuget.org among the galleries of this app.
pub const NUGET_ORG: &str = "nuget_org";

/// An account as the public site shows it: its profile page and what search lists under its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct PublicAccount {
    /// Its username, in the casing of its profile page.
    pub username: String,
    /// The packages that search lists under it, by id.
    pub packages: Vec<PublicPackage>,
    /// Whether all packages were read. Where not, what is missing here says nothing.
    pub complete: bool,
    /// How many packages search says there are, of which more than it can be paged to are not read; 0 where that is not
    /// known.
    #[serde(default)]
    pub in_all: u32,
}

/// A package as search and registration show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct PublicPackage {
    /// Its id.
    pub id: String,
    /// Its latest listed version.
    pub version: String,
    /// Downloads of all versions.
    #[ts(type = "number")]
    pub downloads: u64,
    /// Its owners, this account included, sorted without regard to case; empty where search does not say.
    pub owners: Vec<String>,
    /// When its latest version was published, where that was read.
    pub published: Option<Timestamp>,
    /// Whether its latest version is listed.
    pub listed: bool,
    /// Whether its latest version is deprecated.
    pub deprecated: bool,
    /// Whether its id has a reserved prefix.
    pub verified: bool,
    /// Its listed versions, the oldest first, as many as are compared at the next look; empty where they are not known.
    /// The window is not told of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(skip)]
    pub versions: Vec<String>,
}

/// Something that became different between two looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Change {
    /// The first look: so many packages.
    FirstSeen {
        /// How many.
        packages: u32,
    },
    /// A package that was not there before.
    PackageAppeared {
        /// Its id.
        id: String,
        /// Its version.
        version: String,
    },
    /// Another version of a package.
    VersionPublished {
        /// Its id.
        id: String,
        /// The version.
        version: String,
        /// The one before.
        before: String,
    },
    /// A version besides the latest one that was not listed before: published below it, or listed again.
    VersionAppeared {
        /// Its id.
        id: String,
        /// The version.
        version: String,
        /// The latest one.
        latest: String,
    },
    /// The package is not listed any more.
    Unlisted {
        /// Its id.
        id: String,
    },
    /// The package is listed again.
    Listed {
        /// Its id.
        id: String,
    },
    /// The package was deprecated.
    Deprecated {
        /// Its id.
        id: String,
    },
    /// It is deprecated no more.
    Undeprecated {
        /// Its id.
        id: String,
    },
    /// The package has another owner besides.
    OwnerAdded {
        /// Its id.
        id: String,
        /// Who.
        owner: String,
    },
    /// An owner is gone.
    OwnerRemoved {
        /// Its id.
        id: String,
        /// Who.
        owner: String,
    },
    /// Search lists it under this account no more, and it is not merely unlisted.
    PackageGone {
        /// Its id.
        id: String,
    },
    /// There is no profile page of this name any more: deleted, or renamed.
    ProfileGone,
    /// There is one again.
    ProfileBack,
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct JournalEntry {
    /// When the app saw it.
    pub at: Timestamp,
    /// What.
    pub what: Change,
}

/// Which nuget.org account?
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AddNugetOrg {
    /// What was typed.
    pub username: String,
    /// Whether the site is being asked.
    pub busy: bool,
    /// Why it was not found or could not be asked.
    pub refusal: Option<Problem>,
}

/// Which part of a nuget.org account is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum NugetOrgTab {
    /// What there is, what the app can and cannot see, health.
    #[default]
    Overview,
    /// Its packages.
    Packages,
    /// The guided wizards.
    Tasks,
    /// What became different over time.
    Journal,
}

/// A nuget.org account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct NugetOrgPage {
    /// Its row.
    pub row: AccountRow,
    /// Which part.
    pub tab: NugetOrgTab,
    /// The sums over all its packages; absent where nothing was ever read.
    pub summary: Option<PublicSummary>,
    /// Whether its profile page was there at the last look.
    pub live: bool,
    /// Its packages, as many as are shown; the most downloaded first.
    pub packages: Vec<PublicPackage>,
    /// The journal, the latest first, as much as is shown.
    pub journal: Vec<JournalEntry>,
    /// Whether there is more of the journal.
    pub more_journal: bool,
    /// What would lock the person out, or surprise them.
    pub findings: Vec<Finding>,
    /// When it was read.
    pub as_of: Option<Timestamp>,
    /// Whether it is being read.
    pub refreshing: bool,
    /// Why it could not be read.
    pub refusal: Option<Problem>,
    /// Whether the app looks again by itself.
    pub watch: Watch,
}

/// The sums over an account's packages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct PublicSummary {
    /// How many packages.
    pub packages: u32,
    /// Their downloads.
    #[ts(type = "number")]
    pub downloads: u64,
    /// Everybody who owns some of them too, by how many.
    pub co_owners: Vec<CoOwner>,
    /// The package that was published last, of those of which that was read.
    pub latest: Option<PublicPackage>,
    /// Of how many packages it was read when they were published, or that unlisted ones do not say. A look reads some, later
    /// looks the rest.
    pub dated: u32,
    /// Whether all packages were read.
    pub complete: bool,
    /// How many packages search says there are; 0 where that is not known.
    pub in_all: u32,
}

/// Who owns packages too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct CoOwner {
    /// Who.
    pub username: String,
    /// Of how many.
    pub packages: u32,
}

/// Whether the app looks again by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Watch {
    /// No: the person switched it off.
    Off,
    /// Yes.
    On {
        /// When next.
        next: Timestamp,
    },
    /// Not now: the computer saves its battery.
    SavesBattery,
    /// Not before then: the site could not be reached, or asked for time.
    Waits {
        /// Until when.
        until: Timestamp,
    },
}

/// Something about an account that would lock its person out one day, or surprise them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Finding {
    /// What.
    pub what: FindingKind,
    /// Whom or what it is about: packages, organizations, a domain, keys; not more than a page can show.
    pub subjects: Vec<String>,
    /// How many more there are than are named.
    pub more: u32,
    /// A time, where it has one.
    pub until: Option<Timestamp>,
    /// The wizard that mends it, where one does.
    pub mends: Option<WizardKind>,
    /// What that is about besides the account, where it is about one thing that has no name: a key's id.
    #[ts(optional)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// Packages that nobody else owns.
    SingleOwner,
    /// Organizations with one administrator.
    SingleAdministrator,
    /// A work or school identity is the only way in.
    WorkIdentityOnly,
    /// The contact address and the login are of one domain, so that both are lost together.
    SameDomain,
    /// No recovery code was ever made, or none is left.
    NoRecoveryCodes,
    /// Recovery was never tried out.
    RecoveryNotTested,
    /// The contact address is not confirmed.
    EmailNotConfirmed,
    /// Two-factor is off.
    TwoFactorOff,
    /// API keys that end soon.
    KeysEndSoon,
    /// The profile page is gone.
    ProfileGone,
}
