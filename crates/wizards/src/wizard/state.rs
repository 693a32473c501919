//! Which machine a wizard is, and how far.

use crate::{
    Decision, Input, Machine, Scene, answer_conversion::AnswerConversion, answer_invitation::AnswerInvitation,
    answer_offer::AnswerOffer, api_keys::ApiKeys, change_login::ChangeLogin, contact_email::ContactEmail,
    convert::Convert, delete_account::DeleteAccount, find_login::FindLogin, guided::Guided, keep_account::KeepAccount,
    mail_choices::MailChoices, members::Members, organization::Organization, recover::Recover,
    recovery_codes::RecoveryCodes, two_factor::TwoFactor, undo_login::UndoLogin, unmanaged_tenant::UnmanagedTenant,
    username::Username,
};
use contract::{
    Timestamp,
    desktop::{
        nuget_org::NUGET_ORG,
        wizard::{Step, WizardKind},
    },
};
use serde::{Deserialize, Serialize};

/// The machines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "wizard", rename_all = "snake_case")]
pub enum State {
    /// Change the Microsoft account.
    ChangeLogin(Box<ChangeLogin>),
    /// Change or confirm a contact e-mail.
    ContactEmail(Box<ContactEmail>),
    /// Choose what is mailed.
    MailChoices(Box<MailChoices>),
    /// Ask for another username.
    Username(Box<Username>),
    /// Delete the account.
    DeleteAccount(Box<DeleteAccount>),
    /// Convert the account to an organization.
    Convert(Box<Convert>),
    /// Answer another account's conversion.
    AnswerConversion(Box<AnswerConversion>),
    /// Create an organization.
    Organization(Box<Organization>),
    /// An organization's members.
    Members(Box<Members>),
    /// Answer an invitation.
    AnswerInvitation(Box<AnswerInvitation>),
    /// Answer an offer of ownership.
    AnswerOffer(Box<AnswerOffer>),
    /// Get back into an account.
    Recover(Box<Recover>),
    /// Make recovery codes.
    RecoveryCodes(Box<RecoveryCodes>),
    /// Switch two-factor on or off.
    TwoFactor(Box<TwoFactor>),
    /// Nobody manages the directory of a work domain.
    UnmanagedTenant(Box<UnmanagedTenant>),
    /// Take a change of the Microsoft account back.
    UndoLogin(Box<UndoLogin>),
    /// Keep an account by its mailed link.
    KeepAccount(Box<KeepAccount>),
    /// At nuget.org: whatever the app cannot do itself.
    Guided(Box<Guided>),
    /// At nuget.org: which Microsoft account opens an account.
    FindLogin(Box<FindLogin>),
    /// The account's API keys.
    ApiKeys(Box<ApiKeys>),
}

/// Calls a macro with its arguments and then the names of all machines.
macro_rules! of_all_machines {
    ($call:ident, $($arguments:tt)*) => {
        $call!($($arguments)*;
            ChangeLogin ContactEmail MailChoices Username DeleteAccount Convert AnswerConversion Organization Members
            AnswerInvitation AnswerOffer Recover RecoveryCodes TwoFactor UnmanagedTenant UndoLogin KeepAccount Guided FindLogin ApiKeys)
    };
}

macro_rules! with_one_of {
    ($state:expr, $machine:ident => $do:expr; $($name:ident)*) => {
        match $state {
            $($crate::wizard::State::$name($machine) => $do,)*
        }
    };
}

macro_rules! next_of_one_of {
    ($state:expr, $machine:ident => $do:expr; $($name:ident)*) => {
        match $state {
            $(Self::$name($machine) => Self::$name(Box::new($do)),)*
        }
    };
}

/// Does the same with whichever machine it is.
macro_rules! with {
    ($state:expr, $machine:ident => $do:expr) => {
        of_all_machines!(with_one_of, $state, $machine => $do)
    };
}
pub(super) use {of_all_machines, with, with_one_of};

impl State {
    /// A wizard of this kind at its beginning; `subject` is what it is about besides its account. Nothing where the gallery
    /// has nothing of the kind.
    #[must_use]
    pub fn begin(kind: WizardKind, gallery: &str, subject: Option<String>) -> Option<Self> {
        if gallery != NUGET_ORG {
            return Self::at_a_service(kind, subject);
        }
        match kind {
            WizardKind::FindLogin => Some(Self::FindLogin(Box::new(FindLogin::of(subject)))),
            kind => Guided::of(kind, subject).map(|guided| Self::Guided(Box::new(guided))),
        }
    }

    fn at_a_service(kind: WizardKind, subject: Option<String>) -> Option<Self> {
        let named = subject.clone().unwrap_or_default();
        Some(match kind {
            WizardKind::ChangeLogin => Self::ChangeLogin(Box::default()),
            WizardKind::ContactEmail => Self::ContactEmail(Box::new(ContactEmail::about(subject))),
            WizardKind::MailChoices => Self::MailChoices(Box::default()),
            WizardKind::Username => Self::Username(Box::default()),
            WizardKind::DeleteAccount => Self::DeleteAccount(Box::default()),
            WizardKind::Convert => Self::Convert(Box::default()),
            WizardKind::AnswerConversion => Self::AnswerConversion(Box::new(AnswerConversion::of(named))),
            WizardKind::Organization => Self::Organization(Box::default()),
            WizardKind::Members => Self::Members(Box::new(Members::of(named))),
            WizardKind::AnswerInvitation => Self::AnswerInvitation(Box::new(AnswerInvitation::of(named))),
            WizardKind::AnswerOffer => Self::AnswerOffer(Box::new(AnswerOffer::of(named))),
            WizardKind::Recover => Self::Recover(Box::default()),
            WizardKind::RecoveryCodes => Self::RecoveryCodes(Box::default()),
            WizardKind::TwoFactor => Self::TwoFactor(Box::default()),
            WizardKind::UnmanagedTenant => Self::UnmanagedTenant(Box::new(UnmanagedTenant::about(subject))),
            WizardKind::Conflict => Self::ChangeLogin(Box::new(ChangeLogin::from_conflict())),
            WizardKind::UndoLogin => Self::UndoLogin(Box::new(UndoLogin::of(subject))),
            WizardKind::KeepAccount => Self::KeepAccount(Box::default()),
            WizardKind::ApiKeys => Self::ApiKeys(Box::new(ApiKeys::about(subject))),
            // Of a service's own sign-in, and of recovering access there.
            WizardKind::Register | WizardKind::FindLogin => return None,
        })
    }

    /// Which.
    #[must_use]
    pub fn kind(&self) -> WizardKind {
        match self {
            Self::ChangeLogin(machine) if machine.is_from_conflict() => WizardKind::Conflict,
            Self::ChangeLogin(_) => WizardKind::ChangeLogin,
            Self::ContactEmail(_) => WizardKind::ContactEmail,
            Self::MailChoices(_) => WizardKind::MailChoices,
            Self::Username(_) => WizardKind::Username,
            Self::DeleteAccount(_) => WizardKind::DeleteAccount,
            Self::Convert(_) => WizardKind::Convert,
            Self::AnswerConversion(_) => WizardKind::AnswerConversion,
            Self::Organization(_) => WizardKind::Organization,
            Self::Members(_) => WizardKind::Members,
            Self::AnswerInvitation(_) => WizardKind::AnswerInvitation,
            Self::AnswerOffer(_) => WizardKind::AnswerOffer,
            Self::Recover(_) => WizardKind::Recover,
            Self::RecoveryCodes(_) => WizardKind::RecoveryCodes,
            Self::TwoFactor(_) => WizardKind::TwoFactor,
            Self::UnmanagedTenant(_) => WizardKind::UnmanagedTenant,
            Self::UndoLogin(_) => WizardKind::UndoLogin,
            Self::KeepAccount(_) => WizardKind::KeepAccount,
            Self::Guided(machine) => machine.kind(),
            Self::FindLogin(_) => WizardKind::FindLogin,
            Self::ApiKeys(_) => WizardKind::ApiKeys,
        }
    }

    /// Whether both are the same wizard about the same thing, however far.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::UndoLogin(one), Self::UndoLogin(other)) => one.is_about(other),
            _ => self.kind() == other.kind() && self.subject() == other.subject(),
        }
    }

    /// What it is about besides its account.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        match self {
            Self::ContactEmail(machine) => machine.organization(),
            Self::AnswerConversion(machine) => Some(machine.account()),
            Self::Members(machine) => Some(machine.organization()),
            Self::AnswerInvitation(machine) => Some(machine.organization()),
            Self::AnswerOffer(machine) => Some(machine.subject()),
            Self::Guided(machine) => machine.subject(),
            Self::FindLogin(machine) => machine.subject(),
            Self::ApiKeys(machine) => machine.key(),
            _ => None,
        }
    }

    /// The steps outside this app that the person marked done.
    #[must_use]
    pub fn marked(&self) -> Vec<Step> {
        match self {
            Self::Guided(machine) => machine.marked(),
            _ => Vec::new(),
        }
    }

    /// Whose request it has answered, or found not to be there any more: a notice of it says nothing new.
    #[must_use]
    pub fn answered(&self) -> Option<&str> {
        match self {
            Self::AnswerConversion(machine) if machine.is_answered() => Some(machine.account()),
            Self::AnswerInvitation(machine) if machine.is_answered() => Some(machine.organization()),
            Self::AnswerOffer(machine) if machine.is_answered() => Some(machine.package()),
            _ => None,
        }
    }

    /// To whom what it answers was offered, where that is known: one package may be offered to several that one answers for.
    #[must_use]
    pub fn offered_to(&self) -> Option<&str> {
        match self {
            Self::AnswerOffer(machine) => machine.offered_to(),
            _ => None,
        }
    }

    /// Whether the person wants to be told when it can go on.
    #[must_use]
    pub fn reminds(&self) -> bool {
        matches!(self, Self::ContactEmail(machine) if machine.reminds())
    }

    /// Whom it asked to administer the account as an organization, as long as that is not settled.
    #[must_use]
    pub fn asked(&self) -> Option<&str> {
        match self {
            Self::Convert(machine) => machine.asked(),
            _ => None,
        }
    }

    /// The version of its saved form.
    #[must_use]
    pub fn version(&self) -> u32 {
        fn of<M: Machine>(_: &M) -> u32 {
            M::VERSION
        }
        with!(self, machine => of(machine.as_ref()))
    }

    /// The machine's next state.
    pub(super) fn next(mut self, input: Input, scene: &Scene) -> Self {
        if input == Input::Resumed {
            with!(&mut self, machine => machine.decisions().into_iter().for_each(Decision::resume));
        }
        of_all_machines!(next_of_one_of, self, machine => machine.next(input, scene))
    }

    /// The same, before something that was pressed long ago may be sent again.
    pub(super) fn look_first(self, now: Timestamp) -> Self {
        of_all_machines!(next_of_one_of, self, machine => machine.look_first(now))
    }
}
