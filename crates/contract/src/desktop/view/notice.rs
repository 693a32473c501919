//! The in-app notices, one kind for each thing that is told.

use super::ProfileId;
use crate::{EventId, KeyId, Problem, Timestamp, desktop::nuget_org::Change};
use serde::{Deserialize, Serialize};

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
        /// The organization that it is offered to, where it is not the account itself.
        #[ts(optional)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<String>,
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
        /// Its id; an earlier version of the app did not say.
        #[ts(optional)]
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<KeyId>,
        /// When.
        until: Timestamp,
    },
    /// The contact e-mail can be changed from now on, of which the person wanted to be told.
    ContactEmailPossible {
        /// The account's username.
        username: String,
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
