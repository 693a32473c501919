//! Delete the account (rules 14.1 to 14.16): what goes, what is handed over before, the proof, the decision; then the
//! grace period, in which it can be kept.

mod sheet;

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Proved, Request, Scene, SessionOf, Slot, Want,
    call::{ContactRequest, DeletionRequest},
    page,
    proofs::Asking,
    reading::Reading,
};
use contract::{
    Code, Problem, Purpose, Timestamp,
    account::Account,
    consequence::Consequence,
    deletion::PendingDeletion,
    desktop::wizard::{Choice, Deed, FieldName, ListName, Receipt, Sheet, WaitsFor},
};
use serde::{Deserialize, Serialize};

/// Whose refusals stand at the field for who gets a package.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::AccountUnknown, FieldName::Username),
    (Code::UsernameInvalid, FieldName::Username),
    (Code::UsernameIsEmail, FieldName::Username),
    (Code::OwnerAlready, FieldName::Username),
    (Code::MemberUnconfirmed, FieldName::Username),
    (Code::NotFound, FieldName::Username),
];

/// The machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeleteAccount {
    at: At,
    account: Reading<Account>,
    deletion: Reading<PendingDeletion>,
    /// When the grace period ends, also after the session has ended with it.
    due: Option<Timestamp>,
    /// The deletion: foreseen, decided; in the grace period the keeping.
    decision: Decision,
    /// Whether a press cannot be sent again, and the gallery has not told yet whether it was done.
    #[serde(default)]
    unknown: bool,
    proofs: Proofs,
    /// Whether the gallery has asked for a second factor, whatever was known of the account.
    #[serde(default)]
    second_factor: bool,
    unlist_orphans: bool,
    confirmation: String,
    /// The package that is being handed over.
    package: Option<String>,
    to: String,
    offer: Decision,
    offered: Vec<Offered>,
    hint: Option<Problem>,
    receipt: Option<Receipt>,
}

/// A package that was offered to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Offered {
    package: String,
    to: String,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Intro,
    Packages,
    HandOver,
    Orphans,
    Proof,
    WrongPerson,
    Check,
    Grace,
    SignedOut,
    Kept,
    Gone,
}

impl Default for DeleteAccount {
    fn default() -> Self {
        Self {
            at: At::default(),
            account: Reading::default(),
            deletion: Reading::default(),
            due: None,
            decision: Decision::default(),
            unknown: false,
            proofs: Proofs::default(),
            second_factor: false,
            unlist_orphans: true,
            confirmation: String::new(),
            package: None,
            to: String::new(),
            offer: Decision::default(),
            offered: Vec::new(),
            hint: None,
            receipt: None,
        }
    }
}

impl Machine for DeleteAccount {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged => self.look_again(),
            Input::Typed { field, text } if !self.is_held() => match field {
                FieldName::Confirmation => self.confirmation = text,
                FieldName::Username => self.to = text,
                _ => {}
            },
            Input::Chose { choice, target } if !self.is_held() || choice == Choice::TryAgain => {
                self.choose(choice, target, scene);
            }
            Input::Back if !self.is_held() => self.back(),
            Input::Proved { slot, proved } => self.take(slot, proved, scene),
            Input::ProofLost { slot } => self.lose(slot),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem),
            Input::Unsure(problem) => self.unsure(problem),
            Input::Typed { .. } | Input::Chose { .. } | Input::Back | Input::SecretLost { .. } => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        if let Some(asking) = &self.proofs.asking {
            return Want::Browser(asking.clone());
        }
        let session = SessionOf::Account;
        let ask = |request| Want::Call(Call::look(request, SessionOf::Account));
        match self.asks() {
            Asks::Act | Asks::Nothing if self.at == At::HandOver => self.offer.wants_at_once(self.request(), session),
            Asks::Account => ask(Request::Contact(ContactRequest::Account)),
            Asks::Deletion => ask(Request::Deletion(DeletionRequest::Show)),
            _ => match self.at {
                At::Grace => self.decision.wants_at_once(self.request(), session),
                At::SignedOut => Want::Nothing,
                _ => self.decision.wants(self.request(), session),
            },
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.offer.is_outdated(now) {
            self.go(At::Packages);
            self.decision.look_again();
        }
        if self.decision.is_outdated(now) {
            self.unknown = self.at == At::Check;
            self.decision.forget_press();
            self.look_again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.is_held() || self.unknown
    }

    fn proofs(&self) -> Option<&Proofs> {
        Some(&self.proofs)
    }

    fn is_untouched(&self) -> bool {
        self.at == At::Intro
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Kept | At::Gone)
    }

    fn waits_for(&self) -> WaitsFor {
        match (self.at, self.due, &self.proofs.asking) {
            (At::Grace | At::SignedOut, Some(until), _) => WaitsFor::Time { until },
            (_, _, Some(_)) => WaitsFor::Browser,
            _ => WaitsFor::Answer,
        }
    }

    fn goes_on(&self) -> Option<ListName> {
        let goes_on = matches!(self.at, At::Grace | At::SignedOut) || !self.offered.is_empty();
        goes_on.then_some(ListName::StillWaits)
    }
}

/// What the gallery is being asked.
#[derive(PartialEq, Eq)]
enum Asks {
    /// To do what was pressed.
    Act,
    Account,
    Deletion,
    Nothing,
}

impl DeleteAccount {
    /// Whether something was pressed and nobody knows yet whether it was done.
    fn is_held(&self) -> bool {
        self.decision.is_open() || self.offer.is_open()
    }

    fn asks(&self) -> Asks {
        if self.is_held() {
            Asks::Act
        } else if self.account.is_wanted() {
            Asks::Account
        } else if self.deletion.is_wanted() {
            Asks::Deletion
        } else {
            Asks::Nothing
        }
    }

    /// Asks anew how it stands and what it would do. What was sent is not asked about.
    fn look_again(&mut self) {
        if self.is_held() {
            return;
        }
        self.account.again();
        self.deletion.again();
        if !matches!(self.at, At::Grace | At::SignedOut) {
            self.decision.look_again();
        }
    }

    fn request(&self) -> Request {
        Request::Deletion(match self.at {
            At::HandOver => DeletionRequest::OfferOwnership {
                package: self.package.clone().unwrap_or_default(),
                username: self.to.trim().to_owned(),
            },
            At::Grace => DeletionRequest::Keep,
            _ if self.decision.is_open() => DeletionRequest::Delete {
                username: Some(self.confirmation.trim().to_owned()),
                proof: Some(Slot::Current),
                unlist_orphans: self.unlist_orphans,
            },
            _ => DeletionRequest::Delete {
                username: None,
                proof: None,
                unlist_orphans: self.unlist_orphans,
            },
        })
    }

    fn choose(&mut self, choice: Choice, target: Option<String>, scene: &Scene) {
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.look_again(),
            (At::Intro, Choice::Continue) if self.orphans().is_empty() => self.go(At::Proof),
            (At::Intro, Choice::Continue) => self.go(At::Packages),
            (At::Packages, Choice::HandOver) => self.hand_over(target),
            (At::Packages, Choice::Continue) if self.orphans().is_empty() => self.go(At::Proof),
            (At::Packages, Choice::Continue) => self.go(At::Orphans),
            (At::HandOver, Choice::OfferOwnership) => self.offer.press(scene),
            (At::HandOver, Choice::TryAgain) => self.offer.try_again(scene),
            (At::Orphans, Choice::UnlistOrphans) => self.decide_orphans(true),
            (At::Orphans, Choice::LeaveOrphans) => self.decide_orphans(false),
            (At::Proof | At::WrongPerson, Choice::OpenBrowser) => self.ask(scene),
            (At::Check, Choice::DeleteAccount) => self.press(scene),
            (At::Grace, Choice::KeepAccount) => self.decision.press(scene),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            _ => {}
        }
    }

    /// The packages that nobody else owns, as the gallery computes them.
    fn orphans(&self) -> Vec<String> {
        let foreseen = self.decision.foreseen.iter().flatten();
        let orphaned = foreseen.filter_map(|consequence| match consequence {
            Consequence::PackageOrphaned { package, .. } => Some(package.clone()),
            _ => None,
        });
        orphaned.collect()
    }

    /// Another page. What is foreseen stays: it is the same deletion.
    fn go(&mut self, at: At) {
        self.proofs.stop_asking();
        self.offer = Decision::default();
        self.hint = None;
        self.at = at;
    }

    fn hand_over(&mut self, package: Option<String>) {
        self.package = package;
        self.go(At::HandOver);
    }

    fn decide_orphans(&mut self, unlist: bool) {
        self.unlist_orphans = unlist;
        self.decision = Decision::default();
        self.go(At::Proof);
    }

    fn ask(&mut self, scene: &Scene) {
        self.go(At::Proof);
        self.proofs.ask(Asking {
            slot: Slot::Current,
            purpose: Purpose::DeleteAccount,
            second_factor: self.second_factor || scene.account.as_ref().is_some_and(|account| account.two_factor),
            session: SessionOf::Account,
        });
    }

    fn take(&mut self, slot: Slot, proved: Proved, scene: &Scene) {
        let own = proved.opens() == Some(scene.username().as_str());
        if self.proofs.take(slot, proved) {
            self.go(if own { At::Check } else { At::WrongPerson });
        }
    }

    /// A proof's time is over: its sign-in is done again, and everything else stays.
    fn lose(&mut self, slot: Slot) {
        let had = self.proofs.get(slot).is_some();
        self.proofs.lose(slot);
        if (had || self.decision.is_open()) && slot == Slot::Current && self.at == At::Check {
            // What was on its way cannot be sent again: how it stands tells whether it arrived.
            self.unknown = self.decision.is_open();
            self.decision.forget_press();
            self.go(At::Proof);
            self.look_again();
            self.hint = Some(Code::ProofExpired.into());
        }
    }

    fn press(&mut self, scene: &Scene) {
        match page::confirmed(&self.confirmation, &scene.username()) {
            Ok(()) => {
                self.hint = None;
                self.decision.press(scene);
            }
            Err(problem) => self.hint = Some(problem),
        }
    }

    fn back(&mut self) {
        let before = match self.at {
            At::Packages => At::Intro,
            At::HandOver | At::Orphans => At::Packages,
            At::Proof if self.orphans().is_empty() => At::Intro,
            At::Proof => At::Orphans,
            At::WrongPerson | At::Check => At::Proof,
            _ => return,
        };
        self.go(before);
    }

    fn answer(&mut self, answer: Answer, scene: &Scene) {
        match answer {
            Answer::Account(account) if self.asks() == Asks::Act => self.keep(*account, scene),
            Answer::Account(account) => self.account.take(Some(*account)),
            Answer::Deletion(deletion) => self.begin_grace(deletion, scene),
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Done if self.offer.is_pressed() => self.handed_over(),
            Answer::Done if self.decision.is_pressed() => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.go(At::Gone);
            }
            _ => {}
        }
    }

    fn keep(&mut self, account: Account, scene: &Scene) {
        let username = account.username.clone();
        self.account.take(Some(account));
        let deed = Deed::AccountKept { username };
        self.receipt = Some(self.decision.receipt_of(deed, scene.now));
        self.go(At::Kept);
    }

    fn handed_over(&mut self) {
        let package = self.package.take().unwrap_or_default();
        self.offered.retain(|offered| offered.package != package);
        let to = self.to.trim().to_owned();
        self.offered.push(Offered { package, to });
        self.decision = Decision::default();
        self.go(At::Packages);
    }

    /// The grace period runs: begun here, or before.
    fn begin_grace(&mut self, deletion: PendingDeletion, scene: &Scene) {
        let pressed = self.decision.is_pressed() && self.at == At::Check;
        let begun_here = std::mem::take(&mut self.unknown) || pressed;
        if begun_here {
            let mut receipt = self.decision.receipt(scene.now);
            // It was foreseen for a moment earlier than the one in which it was pressed.
            for line in &mut receipt.changed {
                if let Consequence::AccountDeleted { at, .. } = line {
                    *at = deletion.due_at;
                }
            }
            self.receipt = Some(receipt);
        }
        self.due = Some(deletion.due_at);
        self.deletion.take(Some(deletion));
        self.decision = Decision::default();
        self.go(At::Grace);
        if begun_here {
            // It ended the sessions, this one too, which may have been told before this answer came.
            self.account.again();
        }
    }

    fn refuse(&mut self, problem: Problem) {
        if self.offer.is_pressed() {
            return self.offer.refuse(page::at_field(problem, FIELDS));
        }
        if problem.code == Code::SessionRequired && self.may_be_leaving() {
            self.decision.forget_press();
            self.account.take(None);
            self.deletion.take(None);
            return self.go(At::SignedOut);
        }
        match self.asks() {
            Asks::Account => self.account.fail(problem),
            Asks::Deletion if problem.code == Code::DeletionNotPending => self.stays(),
            Asks::Deletion => self.deletion.fail(problem),
            Asks::Act | Asks::Nothing => self.refuse_act(problem),
        }
    }

    /// Whether the session may have ended because the deletion began.
    fn may_be_leaving(&self) -> bool {
        let pressed = self.at == At::Check && self.decision.is_pressed();
        matches!(self.at, At::Grace | At::SignedOut) || pressed || self.unknown
    }

    /// The account is not being deleted. Where it was to be, somebody kept it, perhaps by the mailed link.
    fn stays(&mut self) {
        self.deletion.take(None);
        self.unknown = false;
        match self.at {
            At::Grace => self.kept_elsewhere(),
            At::SignedOut if self.due.is_some() => self.kept_elsewhere(),
            At::SignedOut => self.go(At::Intro),
            _ => {}
        }
    }

    /// The receipt is of a deletion that will not be.
    fn kept_elsewhere(&mut self) {
        self.receipt = None;
        self.go(At::Kept);
    }

    fn refuse_act(&mut self, problem: Problem) {
        match problem.code {
            Code::ProofExpired | Code::ProofInvalid | Code::SignInNotFresh | Code::SecondFactorRequired => {
                self.second_factor |= problem.code == Code::SecondFactorRequired;
                self.decision = Decision::default();
                self.proofs.lose(Slot::Current);
                self.go(At::Proof);
                self.hint = Some(problem);
            }
            Code::CurrentIdentityWrong => {
                self.decision = Decision::default();
                self.go(At::WrongPerson);
            }
            // Somebody kept it meanwhile, perhaps by this very press.
            Code::DeletionNotPending if self.at == At::Grace => self.stays(),
            _ => self.decision.refuse(problem),
        }
    }

    fn unsure(&mut self, problem: Problem) {
        match self.asks() {
            Asks::Act if self.offer.is_pressed() => self.offer.lose_answer(problem),
            Asks::Account => self.account.fail(problem),
            Asks::Deletion => self.deletion.fail(problem),
            Asks::Act | Asks::Nothing => self.decision.lose_answer(problem),
        }
    }
}
