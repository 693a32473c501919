//! What the window shows.

use crate::{
    EventId, Problem, Timestamp,
    account::{Account, AuditEntry},
    conversion::Conversion,
    desktop::{
        leaving::LeavingPage,
        nuget_org::{AddNugetOrg, Change, Finding, NugetOrgPage},
        trouble::TroublePage,
        wizard::{WaitsFor, WizardKind, WizardPage},
    },
    identity::Identity,
    organization::{Invitation, Membership},
    package::Offer as OwnershipOffer,
    proof::Standing,
    recovery::RecoveryUnderWay,
    session::Session,
};
use serde::{Deserialize, Serialize};

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
    /// The language of the window's words.
    pub language: Language,
}

/// The language of the app's words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the system, where the app has its language; otherwise English.
    #[default]
    System,
    /// English.
    English,
    /// German.
    German,
}

/// Light, dark, or as the system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// A gallery known to this app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct GalleryRow {
    /// Its id in this app.
    pub id: GalleryId,
    /// Its name.
    pub name: String,
    /// Its host, to be told apart; for practice, nothing.
    pub host: Option<String>,
    /// Whether it is the practice gallery, where nothing real is touched.
    pub practice: bool,
    /// Whether it is nuget.org, which has no account API: the app guides, and checks what can be seen publicly.
    pub guided: bool,
}

/// A row of the list of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AccountRow {
    /// Its id in this app.
    pub profile: ProfileId,
    /// Its username.
    pub username: String,
    /// Two characters for the avatar.
    pub initials: String,
    /// Which of the eight avatar colours, 0 to 7.
    pub colour: u8,
    /// Its gallery.
    pub gallery: GalleryRow,
    /// How it stands.
    pub state: AccountState,
}

/// How an account stands in this app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Signed in, and the gallery answered last time.
    Ready,
    /// Signed in, but the gallery cannot be reached.
    Offline,
    /// The gallery ended the session: sign in again.
    SessionEnded,
    /// Signed out here.
    SignedOut,
    /// Signed in, but the token cannot be read: the keyring is locked, unavailable or damaged.
    TokenUnreadable,
    /// At nuget.org: seen as anybody sees it, without a sign-in.
    Public,
}

/// Something begun and not finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct UnderWay {
    /// The wizard's id.
    pub id: String,
    /// What it is.
    pub kind: UnderWayKind,
    /// Which guided wizard it is, where it is one.
    pub wizard: Option<WizardKind>,
    /// What that waits for.
    pub waits_for: Option<WaitsFor>,
    /// The account that it is for, where it is for one that is known here.
    pub profile: Option<ProfileId>,
    /// Where.
    pub gallery: GalleryRow,
    /// When it was begun.
    pub started_at: Timestamp,
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum UnderWayKind {
    /// A sign-in that waits for the browser.
    SignIn,
    /// A sign-in whose person came back.
    IdentityFound,
    /// A registration.
    Registration,
    /// A guided wizard; `wizard` says which.
    Wizard,
}

/// An in-app notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: NoticeKind,
    /// The account that it is about.
    pub profile: Option<ProfileId>,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum NoticeKind {
    /// A new sign-in to an account, from another installation.
    NewSignIn {
        /// The account's username.
        username: String,
        /// The installation's name.
        installation: String,
        /// The event that told so.
        event: EventId,
    },
    /// Something was refused outside a page of its own.
    Problem {
        /// What.
        problem: Problem,
    },
    /// The address of the sign-in page is on the clipboard.
    AddressCopied,
    /// A text is on the clipboard.
    TextCopied,
    /// The code was mailed again.
    ConfirmationSent {
        /// To which address.
        address: String,
    },
    /// The contact e-mail is confirmed.
    EmailConfirmed {
        /// Which.
        address: String,
    },
    /// A session was ended.
    SessionEnded {
        /// Of which installation.
        installation: String,
    },
    /// An organization invited an account.
    Invited {
        /// The account's username.
        username: String,
        /// The organization.
        organization: String,
        /// The event that told so.
        event: EventId,
    },
    /// An account asks another one to administer the organization that it wants to become.
    ConversionRequested {
        /// Who is asked.
        username: String,
        /// Who asks.
        account: String,
        /// The event that told so.
        event: EventId,
    },
    /// Another Microsoft account opens an account, or opened it before and does so again.
    LoginChanged {
        /// The account's username.
        username: String,
        /// The event that told so.
        event: EventId,
    },
    /// Somebody is getting into an account by mail.
    RecoveryStarted {
        /// The account's username.
        username: String,
        /// The event that told so.
        event: EventId,
    },
    /// They were stopped from here.
    RecoveryStopped {
        /// The account's username.
        username: String,
    },
    /// Ownership of a package was offered.
    OwnershipOffered {
        /// Who may answer, by username.
        username: String,
        /// The package's id.
        package: String,
        /// The event that told so.
        event: EventId,
    },
    /// A new package was published under the name of an account, or of an organization that it belongs to.
    PackageRegistered {
        /// The account's username.
        username: String,
        /// The package's id.
        package: String,
        /// The event that told so.
        event: EventId,
    },
    /// The operator of a gallery revoked an API key that was found in public.
    KeyFoundInPublic {
        /// The username of the account whose key it was.
        username: String,
        /// What its holder calls it.
        key: String,
        /// The event that told so.
        event: EventId,
    },
    /// An account will be deleted.
    DeletionRequested {
        /// The account's username.
        username: String,
        /// The event that told so.
        event: EventId,
    },
    /// An API key ends soon.
    KeyEndsSoon {
        /// The account's username.
        username: String,
        /// What its holder calls it.
        key: String,
        /// When.
        until: Timestamp,
    },
    /// The person signed out of an account and went on to another page before it was done.
    SignedOut {
        /// The account's username.
        username: String,
        /// Whether the gallery ended the session; if not, it ends by itself or from another computer.
        revoked_at_gallery: bool,
        /// Whether the token is gone from the keyring.
        removed_from_keyring: bool,
    },
    /// The practice gallery is back at its beginning.
    StartedOver,
    /// A sign-in ended because its time ran out.
    SignInExpired,
    /// The registration of the app's links was written again.
    LinksRepaired,
    /// A wizard that an earlier version of the app had saved cannot go on.
    WizardTooOld,
    /// So much is under way that nothing more can be begun before some of it is ended.
    TooManyUnderWay,
    /// Something became different at nuget.org under an account that is watched.
    SeenAtNugetOrg {
        /// The account's username.
        username: String,
        /// What.
        change: Change,
        /// Whether a wizard that is under way for the account leads to just this.
        #[serde(default)]
        expected: bool,
    },
    /// The calendar file is in the folder for downloads.
    CalendarSaved {
        /// Its name.
        file: String,
    },
}

impl NoticeKind {
    /// The event that told so, where one did.
    #[must_use]
    pub fn event(&self) -> Option<EventId> {
        match self {
            Self::NewSignIn { event, .. }
            | Self::Invited { event, .. }
            | Self::ConversionRequested { event, .. }
            | Self::LoginChanged { event, .. }
            | Self::RecoveryStarted { event, .. }
            | Self::OwnershipOffered { event, .. }
            | Self::PackageRegistered { event, .. }
            | Self::KeyFoundInPublic { event, .. }
            | Self::DeletionRequested { event, .. } => Some(*event),
            _ => None,
        }
    }
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

/// What is the gallery's address?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AddGallery {
    /// What was typed.
    pub address: String,
    /// Whether the gallery is being asked.
    pub busy: bool,
    /// Why it was refused.
    pub refusal: Option<Problem>,
}

/// Finish signing in in your browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct SignIn {
    /// The wizard's id.
    pub id: String,
    /// Where.
    pub gallery: GalleryRow,
    /// How far.
    pub step: SignInStep,
    /// The host of the authority, which the person should see in the browser.
    pub authority_host: Option<String>,
    /// When the time runs out.
    pub expires_at: Option<Timestamp>,
    /// Whether a way back over this computer's own address is open too.
    pub loopback_open: bool,
    /// Whether the attempt survives a restart of the app: only where the keyring works.
    pub survives_restart: bool,
    /// Why it went wrong, or why the last try did; the step says whether it goes on.
    pub refusal: Option<Problem>,
}

/// How far a sign-in is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum SignInStep {
    /// Asking the gallery and the provider.
    Preparing,
    /// The browser has the page; waiting for the way back.
    Waiting,
    /// The browser came back; asking who it is.
    Completing,
    /// It ended without a person; `refusal` says why. Start again or leave.
    Ended,
}

/// This is who came back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct CameBack {
    /// The wizard's id.
    pub id: String,
    /// Where.
    pub gallery: GalleryRow,
    /// Who.
    pub identity: Identity,
    /// Whether the gallery knows them.
    pub standing: Standing,
    /// Whether the answer is being sent.
    pub busy: bool,
    /// Until when the proof can be used.
    pub spendable_until: Timestamp,
    /// Why it was refused.
    pub refusal: Option<Problem>,
}

/// Choose your username.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Register {
    /// The wizard's id.
    pub id: String,
    /// Where.
    pub gallery: GalleryRow,
    /// With whose identity.
    pub identity: Identity,
    /// What was typed.
    pub username: String,
    /// What was typed.
    pub email: String,
    /// What is known of the username.
    pub username_check: UsernameCheck,
    /// Whether the registration is being sent.
    pub busy: bool,
    /// Until when the proof can be used.
    pub spendable_until: Timestamp,
    /// Why it was refused; `field` names the input.
    pub refusal: Option<Problem>,
}

/// What is known of a username while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum UsernameCheck {
    /// Nothing typed, or not asked.
    NotAsked,
    /// Being asked.
    Asking,
    /// It is free.
    Free,
    /// It cannot be had; the code says why.
    Refused {
        /// Why.
        code: crate::Code,
    },
}

/// Which part of an account is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(rename_all = "snake_case")]
pub enum AccountTab {
    /// Identity, contact e-mail, state.
    #[default]
    Overview,
    /// Memberships, invitations, and conversions that wait.
    Organizations,
    /// Sessions.
    Sessions,
    /// The audit trail.
    Activity,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AccountPage {
    /// Its row.
    pub row: AccountRow,
    /// Which part.
    pub tab: AccountTab,
    /// What the cache holds; absent where nothing was ever read.
    pub account: Option<Account>,
    /// Its sessions, as cached.
    pub sessions: Vec<Session>,
    /// Its audit trail, as cached, the latest first.
    pub activity: Vec<AuditEntry>,
    /// Its organizations and invitations, and the conversions that wait, as cached.
    pub standing: AccountStanding,
    /// What would lock the person out, or surprise them.
    pub findings: Vec<Finding>,
    /// When that was read from the gallery.
    pub as_of: Option<Timestamp>,
    /// Whether it is being read again.
    pub refreshing: bool,
    /// Since when the gallery cannot be reached.
    pub unreachable_since: Option<Timestamp>,
    /// Whether an act on it is being sent.
    pub busy: bool,
    /// Why the last act was refused; `field` says which (`code`, `session`, `sign_out`).
    pub refusal: Option<Problem>,
}

/// What an account is part of, and what waits for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct AccountStanding {
    /// The organizations that it is a member of.
    pub organizations: Vec<Membership>,
    /// Those that invited it.
    pub invitations: Vec<Invitation>,
    /// The conversions of other accounts that wait for its answer.
    pub conversions: Vec<Conversion>,
    /// Its own conversion, where one waits.
    pub conversion: Option<Conversion>,
    /// The offers of ownership that it may answer, for itself or for an organization.
    #[serde(default)]
    pub offers: Vec<OwnershipOffer>,
    /// Who is getting into it by mail, the latest first; it can stop them.
    #[serde(default)]
    pub recoveries: Vec<RecoveryUnderWay>,
}

/// What happened at sign-out, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct SignedOut {
    /// The account.
    pub row: AccountRow,
    /// Whether the gallery ended the session; if not, it ends by itself or from another computer.
    pub revoked_at_gallery: bool,
    /// Whether the token is gone from the keyring, looked at after removing it.
    pub removed_from_keyring: bool,
    /// Why a part failed.
    pub refusal: Option<Problem>,
}

/// The practice mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Mailbox {
    /// The mails, the latest first.
    pub mails: Vec<Mail>,
}

/// A practice mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Mail {
    /// Its id.
    pub id: String,
    /// To whom.
    pub to: String,
    /// About what.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Settings {
    /// Whether desktop notifications are on.
    pub notifications: bool,
    /// Who opens the app's links.
    pub links: LinkHandler,
    /// Whether the app looks at nuget.org by itself for the accounts that are known here.
    pub watch: bool,
    /// Whether a tray icon is shown.
    pub tray: bool,
    /// Whether the app goes on in the tray when its window is closed; without a tray icon it quits.
    pub keeps_running: bool,
    /// The app's version.
    pub version: String,
}

/// Who opens the app's links.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum LinkHandler {
    /// This app.
    Ours,
    /// Another program.
    Other {
        /// Its name.
        name: String,
    },
    /// Nobody.
    None,
    /// It cannot be found out here.
    Unknown,
}
