//! A person, a browser, a gallery and an app that is killed.

mod holds;

use crate::{
    happenings::{CHOICES, Event, FIELDS, TEXTS, codes, late_answers, pick, standings},
    stage::{
        Run,
        answers::{ADDRESS, accounts, answers_to, keys::key},
        begin, identity, now,
    },
};
use contract::{
    Code, Problem, Purpose,
    desktop::{
        nuget_org::NUGET_ORG,
        wizard::{Block, Choice, FieldName, Offer, Sheet, Step, WizardKind},
    },
    identity::Identity,
};
use std::collections::HashMap;
use wizards::{
    Answer, Call, Input, Proved, Request, Slot, Want,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
};

/// What is typed into every secret field, and must not be saved.
const CANARY: &str = "NGAC-CANARY-9";

/// A person, a browser, a gallery and an app that is killed, and what they have seen so far.
pub struct World {
    pub run: Run,
    /// The decision that was sent and not answered.
    pub open: Option<Call>,
    /// What each key was used for.
    pub keys: HashMap<String, Request>,
    /// What was typed last into each field, and on which page; pages may share one.
    pub typed: HashMap<FieldName, (Step, String)>,
}

impl World {
    pub fn new((kind, gallery): (WizardKind, &str), subject: Option<&str>, account: usize) -> Self {
        let account = pick(&accounts(), account);
        let named = key(1, "", None, 1).id.to_string();
        let subject = subject.map(|name| if kind == WizardKind::ApiKeys { &named } else { name });
        let run = if gallery == NUGET_ORG {
            let known_as = account.as_ref().map(|account| account.username.as_str());
            Run::at_nuget_org(kind, known_as, subject)
        } else {
            Run::of(begin(kind, subject.map(str::to_owned)), account)
        };
        Self {
            run,
            open: None,
            keys: HashMap::new(),
            typed: HashMap::new(),
        }
    }

    pub fn happens(&mut self, event: &Event) {
        match event {
            Event::Onward(at, text) => self.goes_on(*at, *text),
            Event::Offer(at) => self.answers_offer(*at),
            Event::Choice(at) => self.chooses(pick(&CHOICES, *at)),
            // One that is over is closed without a question.
            Event::Cancel if !self.run.wizard.is_over() => self.chooses(Choice::Cancel),
            Event::Back => drop(self.run.feed(Input::Back)),
            Event::Type(field, text) => self.types(*field, pick(&TEXTS, *text)),
            Event::Return(standing, who) => {
                if let Want::Browser(asking) = self.run.wizard.wants() {
                    self.returns(asking.slot, *standing, *who);
                }
            }
            Event::LateReturn(slot, standing) => self.returns(pick(&Slot::ALL, *slot), *standing, 4),
            Event::ProofLost(slot) => {
                let slot = pick(&Slot::ALL, *slot);
                self.open.take_if(|open| open.request.slots().contains(&slot));
                self.run.feed(Input::ProofLost { slot });
            }
            // The app tells it where the call that is wanted takes it.
            Event::SecretLost => {
                let Some(call) = self.call() else { return };
                if let Some(lost) = secret_lost(&call) {
                    self.run.feed(lost);
                }
            }
            Event::Answer(at) => self.answered(*at),
            Event::LateAnswer(at) if self.call().is_none() => {
                self.run.feed(Input::Answered(pick(&late_answers(), *at)));
            }
            Event::Refuse(code, field) => self.refused(*code, *field),
            Event::LateRefusal(code) if self.call().is_none() => {
                self.run.feed(Input::Refused(pick(&codes(), *code).into()));
            }
            Event::LoseAnswer => drop(self.run.feed(Input::Unsure(Code::GalleryUnreachable.into()))),
            Event::Kill => self.is_killed(),
            Event::Change(at) => {
                self.run.account = pick(&accounts(), *at);
                self.run.feed(Input::AccountChanged);
            }
            Event::Cancel | Event::LateAnswer(_) | Event::LateRefusal(_) => {}
        }
    }

    fn goes_on(&mut self, at: usize, text: usize) {
        match self.run.wizard.wants() {
            Want::Browser(asking) => {
                // Who signs in now comes back for that, and mostly somebody else for the rest.
                let (standing, who) = match asking.slot {
                    Slot::Current => (0, 1),
                    Slot::New if asking.purpose == Purpose::ConfirmTwoFactor => (0, 1),
                    Slot::New => (4 + at % 2, 3),
                    Slot::Other => (5, 5),
                    Slot::Third => (4, 3),
                };
                self.returns(asking.slot, standing, who);
            }
            Want::Call(_) => self.answered(at),
            Want::Nothing => {
                for (at, field) in self.run.sheet().fields.iter().enumerate() {
                    let text = match field.name {
                        FieldName::Email => ADDRESS,
                        FieldName::Packages => "Contoso.*, Okafor.Text",
                        FieldName::Domain => "contoso.example",
                        _ => pick(&["MyNuGetAccount1", "MyNuGetAccount2"], text),
                    };
                    self.types(at, text);
                }
                self.answers_offer(at);
            }
        }
    }

    fn call(&self) -> Option<Call> {
        match self.run.wizard.wants() {
            Want::Call(call) => Some(call),
            _ => None,
        }
    }

    fn answers_offer(&mut self, at: usize) {
        let offers = offered(&self.run.sheet());
        if !offers.is_empty() {
            let offer = pick(&offers, at);
            if offer.starts.is_none() {
                self.chooses_about(offer.choice, offer.target);
            }
        }
    }

    fn chooses(&mut self, choice: Choice) {
        self.chooses_about(choice, None);
    }

    /// What ends the wizard, or begins another, is the app's.
    fn chooses_about(&mut self, choice: Choice, target: Option<String>) {
        let of_app = matches!(
            choice,
            Choice::Finish | Choice::StopHere | Choice::SignIn | Choice::SignInElsewhere
        );
        // What was typed about one key is not what is typed about another.
        if matches!(choice, Choice::ChooseChangeKey | Choice::ChooseRevokeKey) {
            self.typed.clear();
        }
        if !of_app {
            self.run.feed(Input::Chose { choice, target });
        }
    }

    fn types(&mut self, field: usize, text: &str) {
        let sheet = self.run.sheet();
        let fields: Vec<FieldName> = sheet.fields.iter().map(|field| field.name).collect();
        if fields.is_empty() || self.call().is_some() {
            return;
        }
        let field = pick(&fields, field);
        if field.is_secret() {
            // The app never tells it; a machine that is told keeps nothing of it.
            let text = CANARY.to_owned();
            self.run.feed(Input::Typed { field, text });
            return;
        }
        let text = text.to_owned();
        self.typed.insert(field, (sheet.step, text.clone()));
        self.run.feed(Input::Typed { field, text });
    }

    fn returns(&mut self, slot: Slot, standing: usize, who: u32) {
        let proved = Proved {
            identity: Identity {
                second_factor: who % 2 == 1,
                ..identity(who)
            },
            standing: pick(&standings(), standing),
            spendable_until: now(),
        };
        self.run.feed(Input::Proved { slot, proved });
    }

    fn answered(&mut self, at: usize) {
        let Some(call) = self.call() else { return };
        let answer = match pick(&answers_to(&call), at) {
            Ok(answer) => answer,
            Err(problem) => return self.hears_no(problem),
        };
        self.open = None;
        // What was typed for a key that is made is not what the next one is for.
        if matches!(&answer, Answer::KeyMade(_)) {
            self.typed.clear();
        }
        // A session says whose it is: the name as it is written, or the one behind an address.
        if matches!(&answer, Answer::Recovery(RecoveryAnswer::Opened(_))) {
            self.typed.remove(&FieldName::Username);
        }
        self.run.feed(Input::Answered(answer));
    }

    fn refused(&mut self, code: usize, field: usize) {
        if self.call().is_none() {
            return;
        }
        let problem = Problem::from(pick(&codes(), code));
        let problem = match pick(&FIELDS, field) {
            Some(field) => problem.about(field),
            None => problem,
        };
        self.hears_no(problem);
    }

    fn hears_no(&mut self, problem: Problem) {
        self.open = None;
        self.run.feed(Input::Refused(problem));
    }

    fn is_killed(&mut self) {
        let before = self.run.clone();
        let json = serde_json::to_string(&before.wizard).unwrap();
        self.run.wizard = serde_json::from_str(&json).unwrap();
        assert_eq!(self.run.wizard, before.wizard);
        assert_eq!(self.run.wizard.wants(), before.wizard.wants());
        assert_eq!(self.run.sheet(), before.sheet());
        self.run.feed(Input::Resumed);
    }
}

/// How the app tells that what was typed for a call is gone, where it takes any.
fn secret_lost(call: &Call) -> Option<Input> {
    let field = call.request.typed().pop()?;
    Some(Input::SecretLost { field })
}

/// Whether it changes an account. A person may rightly leave the others while their answer is lost, and go another way:
/// what was mailed is mailed once more, a session of the wizard's own is not used, and a comparison happens in the app.
/// A password that was set is told by the one that is asked for next.
fn is_decision(call: &Call) -> bool {
    match &call.request {
        Request::Recovery(request) => matches!(
            request,
            RecoveryRequest::Link { .. } | RecoveryRequest::MakeCodes { .. } | RecoveryRequest::SwitchTwoFactor { .. }
        ),
        Request::Proofs(_) => false,
        _ => true,
    }
}

/// All that a page offers, at its lines too.
pub fn offered(sheet: &Sheet) -> Vec<Offer> {
    let lines = sheet.blocks.iter().flat_map(|block| match block {
        Block::Lines { items, .. } => items.iter().flat_map(|line| line.offers.clone()).collect(),
        Block::Keys { items, .. } => items.iter().flat_map(|key| key.offers.clone()).collect(),
        Block::NewKey { offers, .. } => offers.clone(),
        _ => Vec::new(),
    });
    sheet.offers.iter().chain(&sheet.helps).cloned().chain(lines).collect()
}
