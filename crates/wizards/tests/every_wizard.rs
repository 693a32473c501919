//! What holds for every wizard, whatever happens in whatever order: never stuck, never twice, never a lost input, nothing
//! secret in what is saved, and at any step it goes on from what was saved.

#![allow(clippy::unwrap_used)]

mod sheets;
mod stage;

use contract::{
    Code, Problem, Purpose,
    desktop::{
        nuget_org::NUGET_ORG,
        wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step, WizardKind},
    },
    identity::Identity,
    proof::{Standing, UndoBy},
};
use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestRunner},
};
use stage::{
    Run, account,
    answers::{ADDRESS, accounts, answers_to},
    begin, changes, free, identity, linked, now, replaced,
};
use std::collections::HashMap;
use wizards::{
    Answer, Call, Input, Proved, Request, Slot, Want,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
    wizard::State,
};

const CANARY: &str = "NGAC-CANARY-9";

/// The wizards, each leading to the next: a kind that is missing does not compile.
fn after(kind: WizardKind) -> Option<WizardKind> {
    match kind {
        WizardKind::ChangeLogin => Some(WizardKind::Conflict),
        WizardKind::Conflict => Some(WizardKind::UndoLogin),
        WizardKind::UndoLogin => Some(WizardKind::KeepAccount),
        WizardKind::KeepAccount => Some(WizardKind::Recover),
        WizardKind::Recover => Some(WizardKind::RecoveryCodes),
        WizardKind::RecoveryCodes => Some(WizardKind::TwoFactor),
        WizardKind::TwoFactor => Some(WizardKind::UnmanagedTenant),
        WizardKind::UnmanagedTenant => Some(WizardKind::ContactEmail),
        WizardKind::ContactEmail => Some(WizardKind::MailChoices),
        WizardKind::MailChoices => Some(WizardKind::Username),
        WizardKind::Username => Some(WizardKind::DeleteAccount),
        WizardKind::DeleteAccount => Some(WizardKind::Convert),
        WizardKind::Convert => Some(WizardKind::AnswerConversion),
        WizardKind::AnswerConversion => Some(WizardKind::Organization),
        WizardKind::Organization => Some(WizardKind::Members),
        WizardKind::Members => Some(WizardKind::AnswerInvitation),
        WizardKind::AnswerInvitation => Some(WizardKind::AnswerOffer),
        WizardKind::AnswerOffer => Some(WizardKind::Register),
        WizardKind::Register => Some(WizardKind::FindLogin),
        WizardKind::FindLogin => Some(WizardKind::ApiKeys),
        WizardKind::ApiKeys => None,
    }
}

fn kinds() -> Vec<WizardKind> {
    std::iter::successors(Some(WizardKind::ChangeLogin), |kind| after(*kind)).collect()
}

/// Where there is a wizard of a kind: of some there is none at a service, of some none at nuget.org.
fn galleries(kind: WizardKind) -> Vec<&'static str> {
    let mut there = vec!["practice", NUGET_ORG];
    there.retain(|gallery| State::begin(kind, gallery, None).is_some());
    there
}

/// The machines: one that is missing does not compile.
fn name(state: &State) -> &'static str {
    match state {
        State::ChangeLogin(_) => "change_login",
        State::UndoLogin(_) => "undo_login",
        State::KeepAccount(_) => "keep_account",
        State::Recover(_) => "recover",
        State::RecoveryCodes(_) => "recovery_codes",
        State::TwoFactor(_) => "two_factor",
        State::UnmanagedTenant(_) => "unmanaged_tenant",
        State::ContactEmail(_) => "contact_email",
        State::MailChoices(_) => "mail_choices",
        State::Username(_) => "username",
        State::DeleteAccount(_) => "delete_account",
        State::Convert(_) => "convert",
        State::AnswerConversion(_) => "answer_conversion",
        State::Organization(_) => "organization",
        State::Members(_) => "members",
        State::AnswerInvitation(_) => "answer_invitation",
        State::AnswerOffer(_) => "answer_offer",
        State::Guided(_) => "guided",
        State::FindLogin(_) => "find_login",
        State::ApiKeys(_) => "api_keys",
    }
}

fn standings() -> Vec<Standing> {
    // Most come back as who is asked for, so that what follows is reached too.
    vec![
        linked("MyNuGetAccount1"),
        linked("MyNuGetAccount1"),
        linked("MyNuGetAccount1"),
        linked("MyNuGetAccount1"),
        free(),
        linked("MyNuGetAccount2"),
        linked("Else"),
        free(),
        replaced("MyNuGetAccount1", UndoBy::Identity, false),
        replaced("MyNuGetAccount1", UndoBy::BothIdentities, false),
        replaced("MyNuGetAccount2", UndoBy::BothIdentities, false),
        replaced("MyNuGetAccount1", UndoBy::Decision, false),
        replaced("MyNuGetAccount1", UndoBy::Decision, true),
    ]
}

fn codes() -> Vec<Code> {
    vec![
        Code::ProofExpired,
        Code::ProofInvalid,
        Code::SignInNotFresh,
        Code::CurrentIdentityWrong,
        Code::IdentityAlreadyLinked,
        Code::IdentityNotLinked,
        Code::SecondFactorRequired,
        Code::SessionRequired,
        Code::FullSessionRequired,
        Code::AccountLocked,
        Code::AccountFrozen,
        Code::DeletionPending,
        Code::LoginMissing,
        Code::LoginChangeOpen,
        Code::LoginChangeNotOpen,
        Code::UndoContested,
        Code::TenantPolicyForbidsChange,
        Code::RecoveryCodeWrong,
        Code::RecoveryCodeMistyped,
        Code::CodeWrong,
        Code::CodeExpired,
        Code::RecoveryInvalid,
        Code::RecoveryWaits,
        Code::RecoveryCodesRequired,
        Code::CredentialsWrong,
        Code::PasswordLoginUnsupported,
        Code::MailedCodeRequired,
        Code::MailedCodeRequired,
        Code::Stale,
        Code::NotFound,
        Code::NotAuthorized,
        Code::DeletionNotPending,
        Code::ConversionNotFound,
        Code::InvitationNotFound,
        Code::MemberNotFound,
        Code::EmailNotPending,
        Code::EmailTaken,
        Code::UsernameTaken,
        Code::AccountUnknown,
        Code::ConsequencesChanged,
        Code::LastAdministrator,
        Code::TooManyRequests,
        Code::BadRequest,
        Code::SiteUnreachable,
        Code::SiteChanged,
        Code::SiteIntercepted,
        Code::SiteAccountUnknown,
        Code::SiteAddressWrong,
        Code::SiteLimited,
    ]
}

const FIELDS: [Option<&str>; 5] = [None, Some("current"), Some("new"), Some("partner"), Some("other")];

const TEXTS: [&str; 5] = ["", "MyNuGetAccount2", "MyNuGetAccount1", "not a name!", ADDRESS];

/// Something happens.
#[derive(Clone, Debug)]
enum Event {
    /// What leads on: whoever is asked for returns, the gallery answers, or a field is filled and something is chosen.
    Onward(usize, usize),
    Offer(usize),
    Choice(usize),
    Cancel,
    Back,
    Type(usize, usize),
    Return(usize, u32),
    LateReturn(usize, usize),
    ProofLost(usize),
    SecretLost,
    Answer(usize),
    LateAnswer(usize),
    Refuse(usize, usize),
    LateRefusal(usize),
    LoseAnswer,
    Kill,
    Change(usize),
}

fn event() -> impl Strategy<Value = Event> {
    let index = 0..1000_usize;
    prop_oneof![
        40 => (index.clone(), index.clone()).prop_map(|(at, text)| Event::Onward(at, text)),
        12 => index.clone().prop_map(Event::Offer),
        2 => index.clone().prop_map(Event::Choice),
        1 => Just(Event::Cancel),
        3 => Just(Event::Back),
        3 => (index.clone(), index.clone()).prop_map(|(field, text)| Event::Type(field, text)),
        12 => (index.clone(), 1..5_u32).prop_map(|(standing, who)| Event::Return(standing, who)),
        1 => (index.clone(), index.clone()).prop_map(|(slot, standing)| Event::LateReturn(slot, standing)),
        1 => index.clone().prop_map(Event::ProofLost),
        1 => Just(Event::SecretLost),
        12 => index.clone().prop_map(Event::Answer),
        1 => index.clone().prop_map(Event::LateAnswer),
        4 => (index.clone(), index.clone()).prop_map(|(code, field)| Event::Refuse(code, field)),
        1 => index.clone().prop_map(Event::LateRefusal),
        2 => Just(Event::LoseAnswer),
        2 => Just(Event::Kill),
        1 => index.prop_map(Event::Change),
    ]
}

/// All that can be chosen, also what belongs to no page of the present wizard.
const CHOICES: [Choice; 35] = [
    Choice::Continue,
    Choice::OpenBrowser,
    Choice::TryAgain,
    Choice::KeepGoing,
    Choice::NoAccess,
    Choice::UseRecoveryCode,
    Choice::AnotherIdentity,
    Choice::ChangeLogin,
    Choice::ChooseSwap,
    Choice::ChooseMove,
    Choice::ChooseThird,
    Choice::SwapLogins,
    Choice::MoveLogin,
    Choice::CreateIdentity,
    Choice::MoveToThird,
    Choice::UndoChange,
    Choice::KeepChange,
    Choice::ChooseUndo,
    Choice::ChooseKeep,
    Choice::UseMailedCode,
    Choice::SendCode,
    Choice::FreezeAccount,
    Choice::SignInAgain,
    Choice::Finish,
    Choice::OpenPage,
    Choice::MarkDone,
    Choice::SaysElse,
    Choice::HaveIt,
    Choice::HaveNot,
    Choice::AskMask,
    Choice::MailLogins,
    Choice::UseBrowser,
    Choice::SawIt,
    Choice::LookAgain,
    Choice::GoOnUnseen,
];

/// Answers that nobody asked for.
fn late_answers() -> Vec<Answer> {
    vec![
        Answer::Done,
        Answer::Account(Box::new(account("MyNuGetAccount1", 1))),
        Answer::Account(Box::new(account("MyNuGetAccount1", 3))),
        Answer::SignedIn {
            profile: "p2".to_owned(),
            account: Box::new(account("MyNuGetAccount2", 2)),
        },
        Answer::Consequences(changes()),
        Answer::Accepted(None),
        Answer::Conversions(Vec::new()),
    ]
}

fn pick<T: Clone>(list: &[T], at: usize) -> T {
    list[at % list.len()].clone()
}

/// A person, a browser, a gallery and an app that is killed, and what they have seen so far.
struct World {
    run: Run,
    /// The decision that was sent and not answered.
    open: Option<Call>,
    /// What each key was used for.
    keys: HashMap<String, Request>,
    /// What was typed last into each field, and on which page; pages may share one.
    typed: HashMap<FieldName, (Step, String)>,
}

impl World {
    fn new((kind, gallery): (WizardKind, &str), subject: Option<&str>, account: usize) -> Self {
        let account = pick(&accounts(), account);
        let key = stage::answers::key(1, "", None, 1).id.to_string();
        let subject = subject.map(|name| if kind == WizardKind::ApiKeys { &key } else { name });
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

    fn happens(&mut self, event: &Event) {
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
            Err(code) => return self.hears_no(code.into()),
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

    /// What must hold in every state.
    fn holds(&mut self) {
        let sheet = self.run.sheet();
        self.is_not_stuck(&sheet);
        self.is_not_done_twice();
        for field in &sheet.fields {
            let typed = self.typed.get(&field.name).filter(|(step, _)| *step == sheet.step);
            assert!(
                !field.name.is_secret() || field.text.is_empty(),
                "a secret is shown: {field:?}"
            );
            if let Some((_, typed)) = typed {
                assert_eq!(&field.text, typed, "what was typed at {:?} is lost", sheet.step);
            }
        }
        let json = serde_json::to_string(&self.run.wizard).unwrap();
        assert!(!json.contains(CANARY), "a secret is saved: {json}");
        self.a_lost_proof_is_noticed();
        self.what_may_be_done_is_not_denied();
        self.what_is_pressed_stands();
    }

    /// What was pressed stands, with its key, whatever is heard meanwhile and also where its answer is lost; but a gallery
    /// that may have forgotten the key is not asked under it again.
    fn what_is_pressed_stands(&self) {
        let Some(call) = self.call().filter(is_decision) else {
            return;
        };
        if call.key.is_none() {
            return;
        }
        let heard = |run: &Run, input: Input| {
            let mut run = run.clone();
            run.feed(input);
            run
        };
        for input in [Input::AccountChanged, Input::Resumed] {
            assert_eq!(heard(&self.run, input).wizard.wants(), Want::Call(call.clone()));
        }
        let lost = heard(&self.run, Input::Unsure(Code::GalleryUnreachable.into()));
        let lost = heard(&lost, Input::AccountChanged);
        let again = offered(&lost.sheet())
            .into_iter()
            .find(|offer| offer.choice == Choice::TryAgain);
        let Offer { choice, target, .. } =
            again.unwrap_or_else(|| panic!("it cannot be tried again: {:?}", lost.wizard));
        let again = heard(&lost, Input::Chose { choice, target });
        assert_eq!(again.wizard.wants(), Want::Call(call.clone()));
        if call.request.slots().is_empty() {
            let mut old = self.run.clone();
            old.now = old.now.plus_secs(86_400);
            old.feed(Input::Resumed);
            let same = matches!(old.wizard.wants(), Want::Call(again) if again.key == call.key);
            assert!(!same, "sent again after a day: {:?}", self.run.wizard);
        }
    }

    /// Who stops while nobody knows whether what was pressed is done is not told that nothing was.
    fn what_may_be_done_is_not_denied(&self) {
        assert!(!(self.run.wizard.is_over() && self.run.wizard.may_be_done()));
        let sent = self.open.as_ref().filter(|open| open.request.changes_account());
        if sent.is_none() || self.run.wizard.is_over() {
            return;
        }
        assert!(
            !self.run.wizard.is_untouched(),
            "it ends unasked: {:?}",
            self.run.wizard
        );
        assert!(
            !self.run.wizard.is_idle(),
            "it ends with its page: {:?}",
            self.run.wizard
        );
        let mut stopping = self.run.clone();
        stopping.feed(Input::Chose {
            choice: Choice::Cancel,
            target: None,
        });
        // Codes that were made and are asked for once more are made.
        let warns = true;
        let blocks = stopping.sheet().blocks;
        let says = |list| blocks.contains(&Block::Note { list, warns });
        let warned = says(ListName::MayBeDone) || says(ListName::CodesMade);
        assert!(warned, "it does not say that it may be done: {:?}", self.run.wizard);
    }

    fn is_not_stuck(&self, sheet: &Sheet) {
        let wizard = &self.run.wizard;
        let offers = offered(sheet);
        if wizard.is_over() {
            assert!(offers.iter().any(|offer| offer.choice == Choice::Finish), "{wizard:?}");
            return;
        }
        assert!(
            !offers.is_empty() || sheet.back || wizard.wants() != Want::Nothing,
            "stuck: {wizard:?}"
        );
        if wizard.stopping {
            assert!(offers.iter().any(|offer| offer.choice == Choice::StopHere));
            return;
        }
        let mut stopping = self.run.clone();
        stopping.feed(Input::Chose {
            choice: Choice::Cancel,
            target: None,
        });
        assert_eq!(stopping.step(), Step::Stop, "{}", name(&wizard.state));
        assert_eq!(
            stopping.wizard.wants(),
            Want::Nothing,
            "it goes on while it is being stopped"
        );
        assert!(stopping.offers().contains(&Choice::StopHere));
        stopping.choose(Choice::KeepGoing);
        assert_eq!(&stopping.wizard, wizard, "asking whether to stop changes something");
    }

    /// One key for each decision until it was answered, and one decision for each key.
    fn is_not_done_twice(&mut self) {
        let Some(call) = self.call() else { return };
        let Some(key) = call.key.clone() else {
            let asks = call.preview || is_question(&call);
            assert!(self.open.is_none() || asks, "{call:?}");
            return;
        };
        assert!(!call.preview);
        let known = self.keys.entry(key).or_insert_with(|| call.request.clone());
        assert_eq!(known, &call.request, "a key is used for two decisions");
        if !is_decision(&call) {
            return;
        }
        if let Some(open) = &self.open {
            assert_eq!(
                open, &call,
                "a decision is sent twice, or given up while it is on its way"
            );
        }
        self.open = Some(call);
    }

    /// A wish for a call that cannot be made, because the secret of a proof is gone, ends.
    fn a_lost_proof_is_noticed(&self) {
        let mut run = self.run.clone();
        for _ in 0..4 {
            let Want::Call(call) = run.wizard.wants() else { return };
            for slot in call.request.slots() {
                run.feed(Input::ProofLost { slot });
                assert_ne!(run.wizard.wants(), Want::Call(call.clone()), "it is wanted for ever");
            }
            if let Some(lost) = secret_lost(&call) {
                run.feed(lost);
                assert_ne!(run.wizard.wants(), Want::Call(call), "it is wanted for ever");
            }
        }
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

fn is_question(call: &Call) -> bool {
    call.behind
        || matches!(
            call.request,
            Request::Logins(wizards::Logins::Account)
                | Request::Recovery(RecoveryRequest::Account | RecoveryRequest::Describe)
        )
}

/// All that a page offers, at its lines too.
fn offered(sheet: &Sheet) -> Vec<Offer> {
    let lines = sheet.blocks.iter().flat_map(|block| match block {
        Block::Lines { items, .. } => items.iter().flat_map(|line| line.offers.clone()).collect(),
        Block::Keys { items, .. } => items.iter().flat_map(|key| key.offers.clone()).collect(),
        Block::NewKey { offers, .. } => offers.clone(),
        _ => Vec::new(),
    });
    sheet.offers.iter().chain(&sheet.helps).cloned().chain(lines).collect()
}

/// Different beginnings of what happens. `PROPTEST_CASES` and `PROPTEST_RNG_SEED` ask for more and for others.
const SEEDS: [u64; 3] = [9, 23, 4711];

fn runners(cases: u32) -> Vec<TestRunner> {
    let asked = ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let is_asked = |name| std::env::var_os(name).is_some();
    let cases = if is_asked("PROPTEST_CASES") { asked.cases } else { cases };
    let seeds = match asked.rng_seed {
        seed @ RngSeed::Fixed(_) => vec![seed],
        RngSeed::Random => SEEDS.map(RngSeed::Fixed).to_vec(),
    };
    let configured = seeds.into_iter().map(|rng_seed| ProptestConfig {
        cases,
        rng_seed,
        ..asked.clone()
    });
    configured.map(TestRunner::new).collect()
}

/// Everything that must hold, of every wizard that there is at a service, or of every one at nuget.org.
fn whatever_happens(gallery: &str, cases: u32) {
    let story = (0..8_usize, any::<bool>(), prop::collection::vec(event(), 1..120));
    let there: Vec<WizardKind> = kinds()
        .into_iter()
        .filter(|kind| galleries(*kind).contains(&gallery))
        .collect();
    for mut runner in runners(cases) {
        let run = runner.run(&story, |(account, subject, events)| {
            for kind in &there {
                let subject = subject.then_some("MyNuGetAccount1");
                let mut world = World::new((*kind, gallery), subject, account);
                world.holds();
                for event in &events {
                    world.happens(event);
                    world.holds();
                }
            }
            Ok(())
        });
        run.unwrap();
    }
}

#[test]
fn whatever_happens_no_wizard_is_stuck_does_anything_twice_or_loses_what_was_typed() {
    whatever_happens("practice", 150);
}

#[test]
fn nor_does_any_at_nuget_org() {
    // They are one machine, so that each way of it is gone often with fewer stories.
    whatever_happens(NUGET_ORG, 50);
}

#[test]
fn every_kind_begins_as_itself_and_untouched() {
    for kind in kinds() {
        assert!(!galleries(kind).is_empty(), "{kind:?} is nowhere");
        for gallery in galleries(kind) {
            let begin = || State::begin(kind, gallery, None).unwrap();
            assert_eq!(begin().kind(), kind);
            assert!(stage::wizard_at(gallery, begin()).is_untouched());
            assert!(begin().is_about(&begin()));
        }
    }
}
