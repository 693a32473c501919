//! The calls to the gallery that machines want made: a closed list. What is secret in one is only named.

mod contact;
mod conversion;
mod deletion;
mod keys;
mod logins;
mod organization;
mod package;
mod proofs;
pub mod recovery;
mod site;

pub use contact::ContactRequest;
pub use conversion::ConversionRequest;
pub use deletion::DeletionRequest;
pub use keys::KeyRequest;
pub use logins::{DecideBy, Logins, RequestSecret};
pub use organization::OrganizationRequest;
pub use package::PackageRequest;
pub use proofs::ProofRequest;
pub use site::{OwnersOf, SiteRequest};

use crate::Slot;
use contract::{
    Timestamp,
    account::Account,
    consequence::Consequence,
    contact::UsernameRequest,
    conversion::{OwnConversion, WaitingConversion},
    deletion::PendingDeletion,
    desktop::{nuget_org::PublicAccount, view::ProfileId, wizard::FieldName},
    key::{Key, KeyList},
    organization::{Organization, OrganizationList},
    package::Offer,
};
use recovery::{RecoveryAnswer, RecoveryRequest};
use serde::{Deserialize, Serialize};

/// A call, exactly as it has to be made again where its answer was lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What is asked for.
    pub request: Request,
    /// Whether only its consequences are asked for.
    pub preview: bool,
    /// The idempotency key: the same decision has the same one, however often it is sent.
    pub key: Option<String>,
    /// In whose session.
    pub session: SessionOf,
    /// Whether it is read behind the page: what stands there can be chosen meanwhile.
    pub behind: bool,
}

impl Call {
    /// A question: nothing changes by it.
    #[must_use]
    pub fn ask(request: Request, session: SessionOf) -> Self {
        Self {
            request,
            preview: false,
            key: None,
            session,
            behind: false,
        }
    }

    /// How it stands: a question that nobody at the page waits for.
    #[must_use]
    pub fn look(request: Request, session: SessionOf) -> Self {
        Self {
            behind: true,
            ..Self::ask(request, session)
        }
    }

    /// What would change.
    #[must_use]
    pub fn preview(request: Request, session: SessionOf) -> Self {
        Self {
            preview: true,
            ..Self::ask(request, session)
        }
    }

    /// A decision, under its key.
    #[must_use]
    pub fn decide(request: Request, session: SessionOf, key: String) -> Self {
        Self {
            key: Some(key),
            ..Self::ask(request, session)
        }
    }

    /// Whether its answer opens a session.
    #[must_use]
    pub fn opens_session(&self) -> bool {
        match &self.request {
            Request::Logins(request) => !self.preview && request.opens_session(),
            Request::Recovery(request) => !self.preview && request.opens_session(),
            _ => false,
        }
    }

    /// Whether the gallery answers it, sent again, although it ended the session in which it was asked (rule 7.6).
    #[must_use]
    pub fn outlives_session(&self) -> bool {
        self.key.is_some() && matches!(self.request, Request::Deletion(DeletionRequest::Delete { .. }))
    }
}

/// In whose session a call is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionOf {
    /// The account's that the wizard is for.
    Account,
    /// Another account's that is signed in in this app.
    Profile(ProfileId),
    /// The recovery session that the wizard itself opened.
    Recovery,
    /// Nobody's.
    Nobody,
}

/// What shows that an account is the caller's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Current {
    /// The sign-in of this slot.
    Proof(Slot),
    /// What is typed into the field for a recovery code.
    RecoveryCode,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Request {
    /// `POST /account/login`.
    ChangeLogin {
        /// Whose it is now.
        current: Current,
        /// Whose it becomes.
        new: Slot,
    },
    /// `POST /account/login/swap`.
    SwapLogins {
        /// Who signs in to this account.
        mine: Slot,
        /// Who signs in to the other.
        theirs: Slot,
    },
    /// `POST /account/login/move`.
    MoveLogin {
        /// Whose it is now.
        current: Current,
        /// Whose it becomes.
        new: Slot,
        /// The other account's username.
        username: String,
        /// Whether its packages that are left without an owner are unlisted.
        unlist_orphans: bool,
    },
    /// About the contact e-mail, what is mailed, and the username.
    Contact(ContactRequest),
    /// About deleting the account.
    Deletion(DeletionRequest),
    /// About conversion to an organization.
    Conversion(ConversionRequest),
    /// About organizations.
    Organization(OrganizationRequest),
    /// About offers of ownership.
    Packages(PackageRequest),
    /// About getting back into an account, recovery codes and two-factor.
    Recovery(RecoveryRequest),
    /// What concerns sessions, and taking changes of logins back.
    Logins(Logins),
    /// About a proof itself.
    Proofs(ProofRequest),
    /// At nuget.org.
    Site(SiteRequest),
    /// About API keys.
    Keys(KeyRequest),
}

impl Request {
    /// The sign-ins whose proofs it takes.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let of_current = |current: &Current| match current {
            Current::Proof(slot) => Some(*slot),
            Current::RecoveryCode => None,
        };
        match self {
            Self::ChangeLogin { current, new } | Self::MoveLogin { current, new, .. } => {
                of_current(current).into_iter().chain([*new]).collect()
            }
            Self::SwapLogins { mine, theirs } => vec![*mine, *theirs],
            Self::Deletion(request) => request.slot().into_iter().collect(),
            Self::Conversion(request) => request.slot().into_iter().collect(),
            Self::Contact(request) => request.slot().into_iter().collect(),
            Self::Organization(_) | Self::Packages(_) | Self::Site(_) | Self::Keys(_) => Vec::new(),
            Self::Logins(request) => request.slots(),
            Self::Recovery(request) => request.slots(),
            Self::Proofs(request) => vec![request.slot()],
        }
    }

    /// The secret fields that it takes.
    #[must_use]
    pub fn typed(&self) -> Vec<FieldName> {
        match self {
            Self::ChangeLogin { current, .. } | Self::MoveLogin { current, .. } => match current {
                Current::RecoveryCode => vec![FieldName::RecoveryCode],
                Current::Proof(_) => Vec::new(),
            },
            Self::SwapLogins { .. } => Vec::new(),
            Self::Logins(request) => request.typed(),
            Self::Recovery(request) => request.typed(),
            Self::Conversion(request) => request.typed(),
            Self::Proofs(request) => request.typed(),
            Self::Contact(request) => request.typed(),
            Self::Deletion(request) => request.typed(),
            Self::Organization(_) | Self::Packages(_) | Self::Site(_) | Self::Keys(_) => Vec::new(),
        }
    }

    /// The sign-in whose proof a refusal of it names; the first, where it names none.
    #[must_use]
    pub fn slot_of(&self, field: Option<&str>) -> Option<Slot> {
        let named = match (self, field) {
            (Self::ChangeLogin { new, .. } | Self::MoveLogin { new, .. }, Some("new")) => Some(*new),
            (Self::SwapLogins { theirs, .. }, Some("theirs")) => Some(*theirs),
            (Self::Logins(Logins::Undo { partner, .. }), Some("partner")) => *partner,
            _ => None,
        };
        named.or_else(|| self.slots().first().copied())
    }

    /// Whether an account may be another one after it: a question, a mail and a session change none.
    #[must_use]
    pub fn changes_account(&self) -> bool {
        match self {
            Self::ChangeLogin { .. } | Self::SwapLogins { .. } | Self::MoveLogin { .. } => true,
            Self::Contact(request) => request.changes_account(),
            Self::Deletion(request) => request.changes_account(),
            Self::Conversion(request) => request.changes_account(),
            Self::Organization(request) => request.changes_account(),
            Self::Recovery(request) => request.changes_account(),
            Self::Logins(request) => request.changes_account(),
            Self::Packages(request) => request.changes_account(),
            Self::Keys(request) => request.changes_account(),
            Self::Proofs(_) | Self::Site(_) => false,
        }
    }

    /// What it does to the secret of its wizard's request for a mail.
    #[must_use]
    pub fn secret(&self) -> RequestSecret {
        match self {
            Self::Logins(request) => request.secret(),
            Self::Recovery(request) => request.secret(),
            _ => RequestSecret::Unused,
        }
    }
}

/// What the gallery answered.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// What would change.
    Consequences(Vec<Consequence>),
    /// It is done; there is nothing to tell.
    Done,
    /// It is done, and this is the account now.
    Account(Box<Account>),
    /// The wish for another username that waits.
    UsernameRequest(UsernameRequest),
    /// The deletion that waits.
    Deletion(PendingDeletion),
    /// The account's own conversion.
    Conversion(OwnConversion),
    /// The conversions that wait for this account's answer.
    Conversions(Vec<WaitingConversion>),
    /// A conversion was accepted; when it takes effect, where that is later.
    Accepted(Option<Timestamp>),
    /// The account's organizations and invitations.
    Organizations(OrganizationList),
    /// An organization.
    Organization(Box<Organization>),
    /// The offers of ownership that the account may answer.
    Offers(Vec<Offer>),
    /// About getting back into an account, recovery codes and two-factor.
    Recovery(RecoveryAnswer),
    /// The account's API keys.
    Keys(Box<KeyList>),
    /// An API key was made, whose text the app has.
    KeyMade(Box<Key>),
    /// A code for a proof was mailed.
    CodeMailed {
        /// Where to, masked.
        address: String,
        /// Until when it can be typed.
        until: Timestamp,
    },
    /// What anybody can see of an account at nuget.org; nothing where there is no such profile page.
    Seen(Option<Box<PublicAccount>>),
    /// Whom search at nuget.org names as the owners of the packages that were asked about.
    Owners(Vec<OwnersOf>),
    /// The masked contact address, as nuget.org shows it.
    MaskedAddress(String),
    /// Somebody is signed in to an account, which is one of this app's from now on.
    SignedIn {
        /// Under which name the app knows it.
        profile: ProfileId,
        /// The account.
        account: Box<Account>,
    },
}

impl From<SiteRequest> for Request {
    fn from(request: SiteRequest) -> Self {
        Self::Site(request)
    }
}

impl From<DeletionRequest> for Request {
    fn from(request: DeletionRequest) -> Self {
        Self::Deletion(request)
    }
}

impl From<RecoveryRequest> for Request {
    fn from(request: RecoveryRequest) -> Self {
        Self::Recovery(request)
    }
}
