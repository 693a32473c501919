//! Change the Microsoft account that signs in (rules 9.1 to 9.12), with what to do where the new one is another account's
//! login already: exchange the two, delete the other account, or let a third one open that.

mod act;
pub(crate) mod blockers;
mod packages;
mod sheet;
mod signs;
mod third;
mod turns;

use crate::{
    Call, Decision, Input, Logins, Machine, Proofs, Request, Scene, SessionOf, Slot, Want, call::OrganizationRequest,
    handing_over::HandingOver, reading::Reading,
};
use contract::{
    Problem, Timestamp,
    consequence::Consequence,
    desktop::{
        view::ProfileId,
        wizard::{FieldName, ListName, Receipt, Sheet},
    },
    identity::Identity,
    problem::TenantDemand,
};
use serde::{Deserialize, Serialize};
use third::{Moved, Parting};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLogin {
    at: At,
    /// Whether it was begun from the refusal that the identity is another account's login.
    from_conflict: bool,
    /// Whether the gallery has told how the account is.
    known: bool,
    /// The organizations that demand the present work or school identity, so that it cannot be changed (rule 9.10).
    #[serde(default)]
    demands: Reading<Vec<TenantDemand>>,
    proofs: Proofs,
    /// Whether a recovery code shows that the account is the person's, in place of a sign-in.
    by_code: bool,
    /// The act that is being decided.
    decision: Decision,
    /// Who signs in once what was pressed is done; by that the gallery tells whether it was.
    deciding: Option<Identity>,
    /// Since when whoever signs in did so before it was pressed. A work account that was moved to another tenant has the
    /// same address and name as before, and is another login.
    #[serde(default)]
    linked_before: Option<Timestamp>,
    /// The page to go on with: after a code was typed again, a further identity was made, or the gallery told what happened.
    then: Option<At>,
    /// Why a sign-in has to be done again.
    hint: Option<Problem>,
    /// Whether sign-ins for this account must be done with a second factor.
    second_factor: bool,
    /// The same for the other account.
    second_factor_there: bool,
    /// What was typed to confirm.
    confirmation: String,
    /// Whether packages that are left without an owner stay listed, where the other account is deleted.
    #[serde(default)]
    leave_orphans: bool,
    /// The other account, from the choice of what becomes of it on.
    parting: Option<Parting>,
    /// The packages that only the other account owns, where that is deleted.
    #[serde(default)]
    handing_over: HandingOver,
    /// The session of the other account.
    there: Option<ProfileId>,
    /// Since when whoever signs in to the other account does so.
    #[serde(default)]
    linked_there: Option<Timestamp>,
    /// The other account got a third identity by this wizard.
    moved: Option<Moved>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    SignIn,
    Current,
    Code,
    WrongPerson,
    New,
    MakeOne,
    SamePerson,
    Check,
    Conflict,
    Swap,
    Packages,
    PackagesOpen,
    HandOver,
    Move,
    Third,
    ThirdOpen,
    ThirdWrong,
    ThirdCurrent,
    ThirdNew,
    ThirdTaken,
    ThirdCheck,
    FindOut,
    Done,
}

impl Machine for ChangeLogin {
    const VERSION: u32 = 2;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            Input::Chose { choice, target } => self.choose(choice, target, scene),
            Input::Typed {
                field: FieldName::Confirmation,
                text,
            } => self.confirmation = text,
            Input::Typed {
                field: FieldName::Username,
                text,
            } if !self.handing_over.is_open() => self.handing_over.type_to(text),
            Input::Back => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::SecretLost { .. } if self.decision.is_open() => self.find_out(),
            Input::SecretLost { .. } if self.by_code && self.is_calling() => self.type_code_again(),
            Input::Answered(answer) if self.is_calling() => self.answer(answer, scene),
            Input::Refused(problem) if self.is_calling() => self.refuse(problem),
            Input::Unsure(problem) if self.is_calling() => self.lose_answer(problem),
            Input::Resumed | Input::AccountChanged => self.look_again(),
            _ => {}
        }
        self
    }

    fn decisions(&mut self) -> Vec<&mut Decision> {
        vec![&mut self.decision]
    }

    fn wants(&self) -> Want {
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let account = Request::Logins(Logins::Account);
        match self.at {
            At::Intro if !self.known && self.decision.refusal.is_none() => {
                Want::Call(Call::ask(account, SessionOf::Account))
            }
            At::Intro if self.demands.is_wanted() && self.decision.refusal.is_none() => {
                let list = Request::Organization(OrganizationRequest::List);
                Want::Call(Call::ask(list, SessionOf::Account))
            }
            At::FindOut if self.hint.is_none() => Want::Call(Call::ask(account, self.session())),
            At::SignIn | At::ThirdOpen | At::PackagesOpen => {
                let open = Request::Logins(Logins::OpenSession { by: Slot::Other });
                self.decision.wants_at_once(open, SessionOf::Nobody)
            }
            At::HandOver => self.handing_over.wants(self.session()),
            At::Check | At::Conflict | At::Swap | At::Packages | At::Move | At::ThirdCheck => {
                self.decision.wants(self.request(), self.session())
            }
            _ => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.handing_over.is_outdated(now) {
            self.go(At::Packages);
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        let opens_a_session = matches!(self.at, At::SignIn | At::ThirdOpen | At::PackagesOpen);
        self.handing_over.is_open() || self.decision.is_open() && !opens_a_session
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro && self.moved.is_none() && self.proofs.done.is_empty()
    }

    fn goes_on(&self) -> Option<ListName> {
        self.handing_over.has_offered().then_some(ListName::StillWaits)
    }

    fn stays(&self) -> Vec<Consequence> {
        self.moved.iter().flat_map(|moved| moved.changed.clone()).collect()
    }
}

impl ChangeLogin {
    /// The wizard as it begins from the refusal that the identity is another account's login.
    #[must_use]
    pub fn from_conflict() -> Self {
        Self {
            from_conflict: true,
            ..Self::default()
        }
    }

    /// Whether it was begun like that.
    #[must_use]
    pub fn is_from_conflict(&self) -> bool {
        self.from_conflict
    }

    fn is_calling(&self) -> bool {
        matches!(self.wants(), Want::Call(_))
    }

    /// How the account is may have changed meanwhile, and with it what would happen.
    fn look_again(&mut self) {
        if self.at == At::Intro {
            self.known = false;
        }
        self.decision.look_again();
    }

    /// In whose session the present page calls.
    fn session(&self) -> SessionOf {
        let at = self.then.filter(|_| self.at == At::FindOut).unwrap_or(self.at);
        match &self.there {
            Some(profile) if third::is_there(at) || at == At::HandOver => SessionOf::Profile(profile.clone()),
            _ => SessionOf::Account,
        }
    }

    /// The account that the new identity signs in to already.
    fn other(&self) -> Option<String> {
        let opens = self.proofs.get(Slot::New).and_then(crate::Proved::opens);
        let parting = || self.parting.as_ref().map(|parting| parting.username.as_str());
        opens.or_else(parting).map(str::to_owned)
    }
}
