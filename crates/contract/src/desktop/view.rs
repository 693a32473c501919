//! What the window shows.

mod account;
mod mailbox;
mod notice;
mod row;
mod settings;
mod sign_in;
mod under_way;

use crate::desktop::{
    leaving::LeavingPage,
    nuget_org::{AddNugetOrg, NugetOrgPage},
    trouble::TroublePage,
    wizard::WizardPage,
};
use serde::{Deserialize, Serialize};

pub use account::{AccountPage, AccountStanding, AccountTab, NowOrganization, SignedOut};
pub use mailbox::{Mail, Mailbox};
pub use notice::{Notice, NoticeKind};
pub use row::{AccountRow, AccountState, GalleryRow};
pub use settings::{Language, LinkHandler, Settings, Theme};
pub use sign_in::{AddGallery, CameBack, Register, SignIn, SignInStep, UsernameCheck};
pub use under_way::{UnderWay, UnderWayKind};

/// A gallery known to this app: `practice`, or 16 hexadecimal digits derived from its address.
pub type GalleryId = String;

/// An account known to this app, at one gallery.
pub type ProfileId = String;

/// Everything the window shows. Sent whole after each change; the window keeps the one with the highest revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct View {
    /// Grows with each change.
    #[ts(type = "number")]
    pub revision: u64,
    /// The page.
    pub page: Page,
    /// The galleries known, the practice gallery first.
    pub galleries: Vec<GalleryRow>,
    /// The accounts known, in the order in which they were added.
    pub accounts: Vec<AccountRow>,
    /// What was begun and not finished.
    pub under_way: Vec<UnderWay>,
    /// In-app notices, the latest first. Each desktop notification stands here too.
    pub notices: Vec<Notice>,
    /// The keyring.
    pub keyring: KeyringStatus,
    /// Light, dark, or as the system.
    pub theme: Theme,
    /// How large the page is drawn, in per cent of its usual size.
    pub zoom: u16,
    /// The language of the window's words.
    pub language: Language,
    /// How far the time of the practice gallery is ahead of this computer's, in seconds: what the person let pass.
    #[ts(type = "number")]
    pub practice_ahead: i64,
}

/// The keyring's state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum KeyringStatus {
    /// Not looked at yet.
    #[default]
    Unknown,
    /// The person is being asked to unlock it, and has not answered for a moment.
    Asking,
    /// It keeps what it is given.
    Working,
    /// It is locked; sessions are kept in memory until the app closes.
    Locked,
    /// There is none; sessions are kept in memory until the app closes.
    Unavailable,
    /// It answers, but not with what it was given.
    Corrupt,
}

/// The page shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Page {
    /// Where do you want to sign in?
    Welcome,
    /// What is the gallery's address?
    AddGallery(AddGallery),
    /// Finish signing in in your browser.
    SignIn(SignIn),
    /// This is who came back.
    CameBack(CameBack),
    /// Choose your username.
    Register(Register),
    /// An account.
    Account(Box<AccountPage>),
    /// What happened at sign-out.
    SignedOut(SignedOut),
    /// The practice mailbox.
    Mailbox(Mailbox),
    /// Settings.
    Settings(Settings),
    /// A guided wizard.
    Wizard(Box<WizardPage>),
    /// What does this error mean?
    Trouble(TroublePage),
    /// Which nuget.org account?
    AddNugetOrg(AddNugetOrg),
    /// A nuget.org account.
    NugetOrg(Box<NugetOrgPage>),
    /// What has to be done before a work address is lost?
    Leaving(Box<LeavingPage>),
}
