//! A wizard: one of the machines, and what all of them have.

mod code;

use crate::{
    Call, Input, Proofs, Scene,
    answer_conversion::AnswerConversion,
    answer_invitation::AnswerInvitation,
    answer_offer::AnswerOffer,
    change_login::ChangeLogin,
    contact_email::ContactEmail,
    convert::Convert,
    delete_account::DeleteAccount,
    find_login::FindLogin,
    guided::Guided,
    keep_account::KeepAccount,
    mail_choices::MailChoices,
    mailed_code::{MailedCode, Outcome},
    members::Members,
    organization::Organization,
    page,
    proofs::Asking,
    recover::Recover,
    recovery_codes::RecoveryCodes,
    stop::{self, LeftBehind},
    two_factor::TwoFactor,
    undo_login::UndoLogin,
    unmanaged_tenant::UnmanagedTenant,
    username::Username,
};
use contract::{
    Code, Timestamp,
    desktop::{
        nuget_org::NUGET_ORG,
        view::{GalleryId, ProfileId},
        wizard::{Choice, FieldName, ListName, Sheet, Step, WaitsFor, WizardKind},
    },
};
use serde::{Deserialize, Serialize};

/// What a machine needs of the world before it can go on. It is wanted for as long as the state wants it, so the app may
/// do it again after a restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// Nothing: the person's answer.
    Nothing,
    /// A sign-in in the browser.
    Browser(Asking),
    /// A call.
    Call(Call),
}

/// What every machine can do. A machine is a plain value: it can be compared, saved and read again.
pub trait Machine: Sized {
    /// The version of the saved form: raised when it changes so that an earlier one cannot be read.
    const VERSION: u32;

    /// The next state. An input that does not belong to the present one changes nothing: late answers are inert.
    #[must_use]
    fn next(self, input: Input, scene: &Scene) -> Self;

    /// What it needs.
    fn wants(&self) -> Want;

    /// What stands on its page.
    fn sheet(&self, scene: &Scene) -> Sheet;

    /// The sign-ins that it has asked for.
    fn proofs(&self) -> Option<&Proofs>;

    /// Whether it is over: there is nothing left to do but read.
    fn is_over(&self) -> bool;

    /// Whether something that changes an account was pressed, and nobody knows yet whether it was done.
    fn may_be_done(&self) -> bool;

    /// What was pressed so long ago that the gallery may have forgotten its key is not sent again: how it stands tells
    /// whether it was done. Machines whose presses take proofs need nothing here, because those run out long before.
    #[must_use]
    fn look_first(self, _now: Timestamp) -> Self {
        self
    }

    /// What it waits for, for the list of what is under way.
    fn waits_for(&self) -> WaitsFor {
        match self.wants() {
            Want::Nothing => WaitsFor::Answer,
            Want::Browser(_) => WaitsFor::Browser,
            Want::Call(_) => WaitsFor::Gallery,
        }
    }

    /// What has been changed by it so far, and stays if it is stopped now.
    fn stays(&self) -> Vec<contract::consequence::Consequence> {
        Vec::new()
    }

    /// Whether nothing was answered yet, so that there is nothing to ask about before it is stopped.
    fn is_untouched(&self) -> bool {
        false
    }

    /// Whether nothing is under way: it is over, or a list that is only looked at. With its page it goes, and nothing is lost.
    fn is_idle(&self) -> bool {
        self.is_over()
    }

    /// What goes on at the gallery although the wizard is stopped now.
    fn goes_on(&self) -> Option<ListName> {
        None
    }

    /// What is given up, or stays in another way, if it is stopped now.
    fn gives_up(&self) -> Option<ListName> {
        None
    }

    /// A secret that was typed on an earlier page and is needed with what is typed on this one.
    fn relies_on(&self) -> Option<FieldName> {
        None
    }
}

/// A wizard under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wizard {
    /// Its id.
    pub id: String,
    /// Where.
    pub gallery: GalleryId,
    /// The account that it is for, where it is for one that is known in this app.
    pub profile: Option<ProfileId>,
    /// When it was begun.
    pub started_at: Timestamp,
    /// Whether the person asked to stop and has not decided.
    pub stopping: bool,
    /// The code that the gallery wants beside one of its sign-ins, where it wanted one.
    #[serde(default)]
    pub mailed_code: Option<MailedCode>,
    /// Where the secret of its request for a mail is.
    #[serde(default)]
    pub request: KeptRequest,
    /// Which, and how far.
    pub state: State,
}

/// Where the secret of a wizard's request for a mail is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeptRequest {
    /// None was made.
    NotMade,
    /// In the memory of the run of the app that made it; it is gone with that.
    Memory,
    /// In the keyring, where there is one; an earlier version of the app did not say.
    #[default]
    Keyring,
}

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
}

/// Does the same with whichever machine it is.
macro_rules! with {
    ($state:expr, $machine:ident => $do:expr) => {
        match $state {
            State::ChangeLogin($machine) => $do,
            State::ContactEmail($machine) => $do,
            State::MailChoices($machine) => $do,
            State::Username($machine) => $do,
            State::DeleteAccount($machine) => $do,
            State::Convert($machine) => $do,
            State::AnswerConversion($machine) => $do,
            State::Organization($machine) => $do,
            State::Members($machine) => $do,
            State::AnswerInvitation($machine) => $do,
            State::AnswerOffer($machine) => $do,
            State::Recover($machine) => $do,
            State::RecoveryCodes($machine) => $do,
            State::TwoFactor($machine) => $do,
            State::UnmanagedTenant($machine) => $do,
            State::UndoLogin($machine) => $do,
            State::KeepAccount($machine) => $do,
            State::Guided($machine) => $do,
            State::FindLogin($machine) => $do,
        }
    };
}

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

    /// The version of its saved form.
    #[must_use]
    pub fn version(&self) -> u32 {
        fn of<M: Machine>(_: &M) -> u32 {
            M::VERSION
        }
        with!(self, machine => of(machine.as_ref()))
    }

    fn next(self, input: Input, scene: &Scene) -> Self {
        match self {
            Self::ChangeLogin(machine) => Self::ChangeLogin(Box::new(machine.next(input, scene))),
            Self::ContactEmail(machine) => Self::ContactEmail(Box::new(machine.next(input, scene))),
            Self::MailChoices(machine) => Self::MailChoices(Box::new(machine.next(input, scene))),
            Self::Username(machine) => Self::Username(Box::new(machine.next(input, scene))),
            Self::DeleteAccount(machine) => Self::DeleteAccount(Box::new(machine.next(input, scene))),
            Self::Convert(machine) => Self::Convert(Box::new(machine.next(input, scene))),
            Self::AnswerConversion(machine) => Self::AnswerConversion(Box::new(machine.next(input, scene))),
            Self::Organization(machine) => Self::Organization(Box::new(machine.next(input, scene))),
            Self::Members(machine) => Self::Members(Box::new(machine.next(input, scene))),
            Self::AnswerInvitation(machine) => Self::AnswerInvitation(Box::new(machine.next(input, scene))),
            Self::AnswerOffer(machine) => Self::AnswerOffer(Box::new(machine.next(input, scene))),
            Self::Recover(machine) => Self::Recover(Box::new(machine.next(input, scene))),
            Self::RecoveryCodes(machine) => Self::RecoveryCodes(Box::new(machine.next(input, scene))),
            Self::TwoFactor(machine) => Self::TwoFactor(Box::new(machine.next(input, scene))),
            Self::UnmanagedTenant(machine) => Self::UnmanagedTenant(Box::new(machine.next(input, scene))),
            Self::UndoLogin(machine) => Self::UndoLogin(Box::new(machine.next(input, scene))),
            Self::KeepAccount(machine) => Self::KeepAccount(Box::new(machine.next(input, scene))),
            Self::Guided(machine) => Self::Guided(Box::new(machine.next(input, scene))),
            Self::FindLogin(machine) => Self::FindLogin(Box::new(machine.next(input, scene))),
        }
    }

    fn look_first(self, now: Timestamp) -> Self {
        match self {
            Self::ChangeLogin(machine) => Self::ChangeLogin(Box::new(machine.look_first(now))),
            Self::ContactEmail(machine) => Self::ContactEmail(Box::new(machine.look_first(now))),
            Self::MailChoices(machine) => Self::MailChoices(Box::new(machine.look_first(now))),
            Self::Username(machine) => Self::Username(Box::new(machine.look_first(now))),
            Self::DeleteAccount(machine) => Self::DeleteAccount(Box::new(machine.look_first(now))),
            Self::Convert(machine) => Self::Convert(Box::new(machine.look_first(now))),
            Self::AnswerConversion(machine) => Self::AnswerConversion(Box::new(machine.look_first(now))),
            Self::Organization(machine) => Self::Organization(Box::new(machine.look_first(now))),
            Self::Members(machine) => Self::Members(Box::new(machine.look_first(now))),
            Self::AnswerInvitation(machine) => Self::AnswerInvitation(Box::new(machine.look_first(now))),
            Self::AnswerOffer(machine) => Self::AnswerOffer(Box::new(machine.look_first(now))),
            Self::Recover(machine) => Self::Recover(Box::new(machine.look_first(now))),
            Self::RecoveryCodes(machine) => Self::RecoveryCodes(Box::new(machine.look_first(now))),
            Self::TwoFactor(machine) => Self::TwoFactor(Box::new(machine.look_first(now))),
            Self::UnmanagedTenant(machine) => Self::UnmanagedTenant(Box::new(machine.look_first(now))),
            Self::UndoLogin(machine) => Self::UndoLogin(Box::new(machine.look_first(now))),
            Self::KeepAccount(machine) => Self::KeepAccount(Box::new(machine.look_first(now))),
            Self::Guided(machine) => Self::Guided(Box::new(machine.look_first(now))),
            Self::FindLogin(machine) => Self::FindLogin(Box::new(machine.look_first(now))),
        }
    }
}

/// Whether what was pressed may be sent once more because of this.
fn sends_again(input: &Input) -> bool {
    matches!(
        input,
        Input::Resumed
            | Input::Chose {
                choice: Choice::TryAgain | Choice::KeepGoing,
                ..
            }
    )
}

impl Wizard {
    /// The next state.
    #[must_use]
    pub fn next(mut self, input: Input, scene: &Scene) -> Self {
        if sends_again(&input) && self.typing().is_none() {
            self.state = self.state.look_first(scene.now);
        }
        match input {
            Input::Chose {
                choice: Choice::Cancel, ..
            } => self.stopping = true,
            Input::Chose {
                choice: Choice::KeepGoing,
                ..
            }
            | Input::Back
                if self.stopping =>
            {
                self.stopping = false;
            }
            // A late one is inert. While the person decides whether to stop nothing is wanted either; what was on its way
            // then is sent again under its key.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::ProofLost { slot } => self.lose_proof(slot, scene),
            input if self.typing().is_some() => self.type_code(input, scene),
            Input::Refused(problem) if problem.code == Code::MailedCodeRequired => self.want_code(problem, scene),
            input => self.state = self.state.next(input, scene),
        }
        // What is over cannot be stopped.
        self.stopping &= !self.is_over();
        self
    }

    /// It was begun before anybody knew what it is about, and now somebody does.
    pub fn fill_in(&mut self, subject: String) {
        if let State::UnmanagedTenant(machine) = &mut self.state {
            machine.fill_in(subject);
        }
    }

    /// What it needs; nothing while the person decides whether to stop.
    #[must_use]
    pub fn wants(&self) -> Want {
        if self.stopping {
            return Want::Nothing;
        }
        match self.typing() {
            Some(code) => code.wants(),
            None => self.machine_wants(),
        }
    }

    /// What the machine itself needs.
    pub(crate) fn machine_wants(&self) -> Want {
        with!(&self.state, machine => machine.wants())
    }

    /// What stands on its page.
    #[must_use]
    pub fn sheet(&self, scene: &Scene) -> Sheet {
        if self.stopping {
            return stop::sheet(&self.left_behind(), scene);
        }
        if let Some(code) = self.typing() {
            return code.sheet(self.proofs(), scene);
        }
        let mut sheet = with!(&self.state, machine => machine.sheet(scene));
        let waits = matches!(sheet.step, Step::RecoverWait | Step::RecoverWaiting);
        if waits && self.request == KeptRequest::Memory {
            sheet.blocks.push(page::warning(ListName::WaitInMemory));
        }
        sheet
    }

    /// What becomes of what it did, if it is stopped now.
    fn left_behind(&self) -> LeftBehind {
        with!(&self.state, machine => LeftBehind {
            stays: machine.stays(),
            gives_up: machine.gives_up(),
            goes_on: machine.goes_on(),
            may_be_done: self.may_be_done(),
        })
    }

    /// Whether something was pressed and nobody knows yet whether it was done. What waits for a code was refused, and of
    /// what is over it is known.
    #[must_use]
    pub fn may_be_done(&self) -> bool {
        !self.is_over() && self.typing().is_none() && with!(&self.state, machine => machine.may_be_done())
    }

    /// The sign-ins that it has asked for.
    #[must_use]
    pub fn proofs(&self) -> Option<&Proofs> {
        with!(&self.state, machine => machine.proofs())
    }

    /// Whether it is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        with!(&self.state, machine => machine.is_over())
    }

    /// Whether nothing was answered yet.
    #[must_use]
    pub fn is_untouched(&self) -> bool {
        if self.may_be_done() {
            return false;
        }
        let subject = self.state.subject().map(str::to_owned);
        let fresh = State::begin(self.state.kind(), &self.gallery, subject);
        Some(&self.state) == fresh.as_ref() || with!(&self.state, machine => machine.is_untouched())
    }

    /// A secret that was typed on an earlier page and is needed with what is typed on this one. After a restart it is gone.
    #[must_use]
    pub fn relies_on(&self) -> Option<FieldName> {
        with!(&self.state, machine => machine.relies_on())
    }

    /// Whether nothing is under way.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        !self.stopping && !self.may_be_done() && with!(&self.state, machine => machine.is_idle())
    }

    /// What it waits for.
    #[must_use]
    pub fn waits_for(&self) -> WaitsFor {
        if self.is_over() {
            return WaitsFor::Look;
        }
        match self.typing() {
            Some(code) => code.waits_for(),
            None => with!(&self.state, machine => machine.waits_for()),
        }
    }
}
