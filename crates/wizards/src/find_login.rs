//! Which Microsoft account opens an account at nuget.org: its own sign-in assistance, done here. The username leads to the
//! masked contact address, the whole of that to a mail which names the linked Microsoft accounts.
//!
//! Two things are posted, each only by a press. What was being posted when the app ended is not posted again by itself.

mod sheet;

use crate::{Answer, Call, Input, Machine, Proofs, Scene, SessionOf, SiteRequest, Want, guided::mask};
use accounts::{email::EmailAddress, username::Username};
use contract::{
    Code, Problem, Timestamp,
    desktop::wizard::{Choice, FieldName, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindLogin {
    at: At,
    subject: Option<String>,
    username: String,
    /// What stood in the field when the wizard was begun: its subject, or the name that the app knows.
    filled: Option<String>,
    /// The masked address, and the name that it belongs to.
    mask: Option<(String, String)>,
    address: String,
    /// Whether something is being posted.
    pressed: bool,
    /// Whether nobody knows if the mail was sent.
    unsure: bool,
    /// Where the browser was turned to.
    from: At,
    /// Whether what nuget.org's page may say instead is shown.
    aside: bool,
    hint: Option<Problem>,
    mailed: Option<Timestamp>,
    /// When the step in the browser was marked done.
    marked: Option<Timestamp>,
    ended: Option<Timestamp>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Name,
    Address,
    Browser,
    Mailed,
    Done,
}

impl Machine for FindLogin {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        self.fill(scene);
        match input {
            Input::Chose { choice, .. } => self.choose(choice, scene.now),
            Input::Typed { field, text } => self.type_into(field, text),
            Input::Back => self.back(),
            Input::Resumed => self.resume(),
            Input::Answered(answer) => self.take(answer, scene.now),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => {
                self.unsure = self.at == At::Address;
                self.pressed = false;
                self.hint = Some(problem);
            }
            Input::AccountChanged | Input::Proved { .. } | Input::ProofLost { .. } | Input::SecretLost { .. } => {}
        }
        self
    }

    fn wants(&self) -> Want {
        let username = self.username.trim().to_owned();
        let request = match self.at {
            At::Name if self.pressed => SiteRequest::MaskedAddress { username },
            At::Address if self.pressed => SiteRequest::MailLogins {
                username,
                address: self.address.trim().to_owned(),
            },
            _ => return Want::Nothing,
        };
        Want::Call(Call::ask(request.into(), SessionOf::Nobody))
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        // A mail may be on its way; no account is changed by it.
        false
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        self.at == At::Done
    }

    fn waits_for(&self) -> WaitsFor {
        match self.at {
            _ if self.pressed => WaitsFor::Gallery,
            At::Mailed => WaitsFor::Mail,
            _ => WaitsFor::Answer,
        }
    }

    fn is_untouched(&self) -> bool {
        let as_filled = self.filled.as_ref().is_none_or(|filled| *filled == self.username);
        as_filled && self.at == At::Name && self.mask.is_none() && !self.pressed && self.address.is_empty()
    }
}

impl FindLogin {
    /// Of the account of this name, where one is known.
    #[must_use]
    pub fn of(subject: Option<String>) -> Self {
        Self {
            username: subject.clone().unwrap_or_default(),
            subject,
            ..Self::default()
        }
    }

    /// Of which account, where it was begun about one.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// The account for which the wizard was begun stands in the field until something else is typed.
    fn fill(&mut self, scene: &Scene) {
        if self.filled.is_some() {
            return;
        }
        if let (Some(known), true) = (&scene.known_as, self.username.is_empty()) {
            self.username.clone_from(known);
        }
        self.filled = Some(self.username.clone());
    }

    fn type_into(&mut self, field: FieldName, text: String) {
        match field {
            FieldName::Username if !self.pressed => self.username = text,
            FieldName::Email if !self.pressed => self.address = text,
            _ => {}
        }
    }

    fn choose(&mut self, choice: Choice, now: Timestamp) {
        if self.pressed {
            return;
        }
        match (self.at, choice) {
            (At::Name, Choice::AskMask) => self.press(judge_name(&self.username)),
            // The address on the page is still that of the name.
            (At::Name, Choice::Continue) if self.known_mask().is_some() => self.go(At::Address),
            (At::Address, Choice::MailLogins) => self.press(self.judge_address()),
            (At::Name | At::Address, Choice::UseBrowser) => {
                self.from = self.at;
                self.go(At::Browser);
            }
            (At::Browser, Choice::SaysElse) => self.aside = true,
            (At::Browser, Choice::MarkDone) => {
                self.marked.get_or_insert(now);
                self.go(At::Mailed);
            }
            (At::Mailed, Choice::SawIt) => {
                self.ended = Some(now);
                self.go(At::Done);
            }
            _ => {}
        }
    }

    fn press(&mut self, judged: Result<(), Problem>) {
        self.hint = judged.err();
        self.pressed = self.hint.is_none();
        self.unsure &= !self.pressed;
    }

    fn go(&mut self, to: At) {
        self.at = to;
        self.aside = false;
        self.hint = None;
        self.unsure = false;
    }

    fn back(&mut self) {
        if self.pressed {
            return;
        }
        if self.aside {
            self.aside = false;
            return;
        }
        let to = match self.at {
            At::Name | At::Address => At::Name,
            At::Browser => self.from,
            At::Mailed if self.mailed.is_some() => At::Address,
            At::Mailed => At::Browser,
            At::Done => return,
        };
        self.go(to);
    }

    /// What was being posted may have been, and waits for another press.
    fn resume(&mut self) {
        if self.pressed {
            self.pressed = false;
            self.unsure = self.at == At::Address;
        }
    }

    fn take(&mut self, answer: Answer, now: Timestamp) {
        self.pressed = false;
        match (self.at, answer) {
            (At::Name, Answer::MaskedAddress(mask)) => {
                self.mask = Some((self.username.trim().to_owned(), mask));
                self.go(At::Address);
            }
            (At::Address, Answer::Done) => {
                self.mailed = Some(now);
                self.go(At::Mailed);
            }
            _ => {}
        }
    }

    fn refuse(&mut self, problem: Problem) {
        self.pressed = false;
        let problem = match problem.code {
            Code::SiteAccountUnknown if self.at == At::Address => {
                self.mask = None;
                self.go(At::Name);
                problem.about("username")
            }
            Code::SiteAccountUnknown | Code::UsernameInvalid => problem.about("username"),
            Code::SiteAddressWrong => problem.about("email"),
            _ => problem,
        };
        self.hint = Some(problem);
    }

    /// The masked address of the present name.
    fn known_mask(&self) -> Option<&str> {
        let (name, mask) = self.mask.as_ref()?;
        let same = name.eq_ignore_ascii_case(self.username.trim());
        same.then_some(mask.as_str())
    }

    /// What cannot be the address behind the mask is not posted.
    fn judge_address(&self) -> Result<(), Problem> {
        let typed = self.address.trim();
        if EmailAddress::parse_kept(typed).is_err() {
            return Err(Problem::new(Code::EmailInvalid, "not an address").about("email"));
        }
        let mask = self.known_mask().unwrap_or_default();
        if mask::fits(mask, typed) == Some(false) {
            return Err(Problem::new(Code::SiteAddressWrong, "it does not fit the mask").about("email"));
        }
        Ok(())
    }
}

fn judge_name(typed: &str) -> Result<(), Problem> {
    match Username::parse(typed.trim()) {
        Ok(_) => Ok(()),
        Err(refusal) => Err(Problem::new(refusal.code, refusal.detail).about("username")),
    }
}
