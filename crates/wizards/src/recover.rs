//! Get back into an account (rules 10.1 to 10.26): which Microsoft account opens it, another one in place of a lost one by
//! a mailed code, or an old password.

mod answers;
mod conversion;
mod sheet;
mod time;
mod turns;

use crate::{
    Decision, Input, Machine, Proofs, Scene, SessionOf, Slot, Want,
    call::{
        DeletionRequest,
        recovery::{Opened, RecoveryRequest},
    },
    convert::Convert,
    proofs::Asking,
};
use contract::{
    Problem, Purpose, Timestamp,
    consequence::Consequence,
    desktop::wizard::{FieldName, ListName, Receipt, Sheet, WaitsFor},
    identity::Identity,
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recover {
    at: At,
    goal: Goal,
    proofs: Proofs,
    username: String,
    address: String,
    /// The hint at the address.
    masked: Option<String>,
    /// What is being asked of the gallery, or was asked last and not answered.
    call: Option<RecoveryRequest>,
    decision: Decision,
    /// Why an earlier page is shown again.
    hint: Option<Problem>,
    /// Whether a secret that was typed is gone.
    type_again: bool,
    code_until: Option<Timestamp>,
    codes_left: Option<u32>,
    waits_until: Option<Timestamp>,
    /// The name and the address of who waits, while the way to another code is gone; on the wait's page, those typed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    beside: Option<(String, String)>,
    /// Whether its session was waited for, and would have to be again.
    #[serde(default)]
    waited: bool,
    session: Option<Opened>,
    /// Whether a password opened the session.
    by_password: bool,
    /// Whether a new password takes a recovery code too, as the gallery has said.
    #[serde(default)]
    reset_needs_code: bool,
    /// Whether a new password or a wait was asked for, and its page was left before anybody knew whether there is one.
    #[serde(default)]
    unknown: bool,
    /// Whether a recovery code was used up on the way.
    #[serde(default)]
    used_code: bool,
    /// Whether a new password was set.
    password_set: bool,
    /// Whether the new one must sign in with a second factor.
    second_factor: bool,
    /// Who was to be linked when that was pressed: only they can tell afterwards whether it was done.
    #[serde(default)]
    linking: Option<Identity>,
    /// What makes an organization of the account instead, in the recovery session of this one.
    #[serde(default)]
    conversion: Option<Box<Convert>>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Start,
    Username,
    Address,
    Found,
    Mailbox,
    Code,
    Second,
    Wait,
    Waiting,
    Waited,
    Stopped,
    Password,
    Forgot,
    Reset,
    Present,
    Convert,
    /// The pages are those of the conversion.
    Converting,
    New,
    MakeOne,
    Conflict,
    LinkCode,
    Keep,
    Check,
    Unsure,
    Expired,
    Done,
}

/// What the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Goal {
    /// To know which Microsoft account it is.
    #[default]
    Find,
    /// Another one in its place.
    Lost,
}

impl Machine for Recover {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        if self.at == At::Converting {
            self.convert(input, scene);
            return self;
        }
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene),
            Input::Typed { field, text } => self.type_in(field, text),
            Input::Back => self.back(scene),
            Input::Resumed | Input::AccountChanged => self.look_again(scene),
            // What a later page needs too is better typed now than after a recovery code was typed in vain.
            Input::SecretLost { field } if self.relies_on() == Some(field) || self.takes(field) => self.type_again(),
            Input::SecretLost { .. } => {}
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
        }
        self
    }

    fn decisions(&mut self) -> Vec<&mut Decision> {
        self.conversion
            .iter_mut()
            .flat_map(|conversion| conversion.decisions())
            .collect()
    }

    fn wants(&self) -> Want {
        if let Some(conversion) = self.converting() {
            return conversion.wants();
        }
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        match (&self.call, self.at) {
            (_, At::Keep) => self
                .decision
                .wants_at_once(DeletionRequest::Keep.into(), SessionOf::Recovery),
            (_, At::Check) => self.decision.wants(self.link().into(), SessionOf::Recovery),
            (Some(call), _) => self.decision.wants_at_once(call.clone().into(), SessionOf::Nobody),
            (None, _) => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if let Some(mut conversion) = self.conversion.take() {
            if self.at == At::Converting {
                *conversion = conversion.look_first(now);
            }
            self.conversion = Some(conversion);
        }
        // A code that was typed so long ago is asked for anew, and what it did is seen by that.
        if self.decision.is_outdated(now) && self.at != At::Check {
            self.type_again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        if let Some(conversion) = self.converting() {
            return conversion.may_be_done();
        }
        let changes = self.call.as_ref().is_none_or(RecoveryRequest::changes_account);
        self.unknown || self.at == At::Unsure || (self.decision.is_open() && changes)
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_over(&self) -> bool {
        self.at == At::Done || self.converting().is_some_and(Machine::is_over)
    }

    fn waits_for(&self) -> WaitsFor {
        if let Some(conversion) = self.converting() {
            return conversion.waits_for();
        }
        match (self.at, self.waits_until, self.wants()) {
            (_, _, Want::Browser(_)) => WaitsFor::Browser,
            (_, _, Want::Call(_)) => WaitsFor::Gallery,
            (At::Waiting, Some(until), _) => WaitsFor::Time { until },
            (At::Code | At::Reset, ..) => WaitsFor::Mail,
            _ => WaitsFor::Answer,
        }
    }

    fn stays(&self) -> Vec<Consequence> {
        self.converting().map(Machine::stays).unwrap_or_default()
    }

    fn goes_on(&self) -> Option<ListName> {
        self.conversion.as_ref().and_then(|conversion| conversion.goes_on())
    }

    fn gives_up(&self) -> Option<ListName> {
        match self.at {
            _ if self.goes_on().is_some() => None,
            At::Waiting | At::Waited => Some(ListName::WaitGivenUp),
            // The code that is asked for after the wait, or the way to another one while it lasts.
            At::Code | At::Username | At::Address | At::Mailbox if self.waits_until.is_some() => {
                Some(ListName::WaitGivenUp)
            }
            At::New | At::MakeOne | At::Conflict | At::LinkCode | At::Keep | At::Check if self.waited => {
                Some(ListName::WaitGivenUp)
            }
            _ if self.password_set => Some(ListName::PasswordStays),
            _ => None,
        }
    }

    fn relies_on(&self) -> Option<FieldName> {
        matches!(self.at, At::Second | At::Wait).then_some(FieldName::Code)
    }
}

impl Recover {
    /// The account that it leads back into, as it was typed or as the gallery named it.
    #[must_use]
    pub fn username(&self) -> &str {
        self.username.trim()
    }

    /// Whether it ended with a login, which ended its recovery session too.
    #[must_use]
    pub fn is_linked(&self) -> bool {
        self.at == At::Done
    }

    fn type_in(&mut self, field: FieldName, text: String) {
        match field {
            FieldName::Username => self.username = text,
            FieldName::Email => self.address = text,
            _ => {}
        }
    }

    fn open_browser(&mut self, slot: Slot) {
        let (purpose, session) = match slot {
            Slot::New => (Purpose::Recover, SessionOf::Recovery),
            _ => (Purpose::SignIn, SessionOf::Nobody),
        };
        let two_factor = self.session.as_ref().is_some_and(|session| session.two_factor);
        self.proofs.ask(Asking {
            slot,
            purpose,
            second_factor: self.second_factor || two_factor,
            session,
        });
    }

    /// Whether the call that is wanted takes this field.
    fn takes(&self, field: FieldName) -> bool {
        matches!(self.wants(), Want::Call(call) if call.request.typed().contains(&field))
    }

    /// Another page; what was asked on the one before is not asked here.
    fn go(&mut self, at: At) {
        let changes = self.call.as_ref().is_some_and(RecoveryRequest::changes_account);
        self.unknown |= self.decision.unsure && changes;
        self.decision = Decision::default();
        self.call = None;
        self.proofs.stop_asking();
        self.at = at;
    }

    /// Whether the link was sent and its answer lost: it is sent again, with its code typed again where that is gone, and
    /// nothing else is decided before that is known.
    fn may_be_linked(&self) -> bool {
        matches!(self.at, At::Check | At::LinkCode) && self.decision.unsure
    }

    /// The page before. There is none behind an open session, or behind a wait.
    fn before(&self) -> Option<At> {
        Some(match self.at {
            At::Username if self.waits_until.is_some() => At::Waiting,
            At::Username | At::Password => At::Start,
            At::Address => At::Username,
            At::Found | At::Mailbox => At::Address,
            At::Code if self.waits_until.is_some() => At::Waited,
            At::Code => At::Address,
            At::Second => At::Code,
            At::Wait => At::Second,
            At::Forgot | At::Present | At::Convert => At::Password,
            At::Converting if self.is_at_first_of_conversion() => self.before_conversion(),
            At::Reset => At::Forgot,
            At::MakeOne | At::Conflict | At::LinkCode | At::Keep => At::New,
            At::Check if self.needs_code() => At::LinkCode,
            At::Check => At::New,
            _ => return None,
        })
    }

    /// Whether a recovery code has to come with the link (rule 10.22).
    fn needs_code(&self) -> bool {
        self.by_password && self.session.as_ref().is_some_and(|session| session.two_factor)
    }

    fn link(&self) -> RecoveryRequest {
        RecoveryRequest::Link {
            new: Slot::New,
            recovery_code: self.needs_code(),
        }
    }
}
