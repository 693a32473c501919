//! What must hold after whatever happened.

use super::{CANARY, World, is_decision, offered, secret_lost};
use crate::{kinds::name, stage::Run};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, ListName, Offer, Sheet, Step},
};
use wizards::{
    Call, Input, Request, Want, Wizard,
    call::{ConversionRequest, recovery::RecoveryRequest},
    wizard::State,
};

impl World {
    /// What must hold in every state.
    pub fn holds(&mut self) {
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
        if leaves_open(&self.run.wizard, &call) {
            let resumed = heard(&self.run, Input::Resumed);
            let refused = heard(&resumed, Input::Refused(Code::SessionRequired.into()));
            let known = !refused.wizard.may_be_done();
            assert!(
                !known,
                "an ended session denies what was pressed: {:?}",
                self.run.wizard
            );
        }
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
        let warned = [ListName::MayBeDone, ListName::CodesMayBeMade, ListName::CodesMade]
            .map(says)
            .contains(&true);
        assert!(warned, "it does not say that it may be done: {:?}", self.run.wizard);
    }

    /// Something leads on from every page, and every wizard can be stopped.
    pub fn is_not_stuck(&self, sheet: &Sheet) {
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

/// Whether the act may end the session in which it is asked for, so that a refusal for want of one says nothing of it once it
/// was sent before.
fn leaves_open(wizard: &Wizard, call: &Call) -> bool {
    let request = match &call.request {
        Request::ChangeLogin { .. } | Request::SwapLogins { .. } | Request::MoveLogin { .. } => true,
        Request::Recovery(RecoveryRequest::MakeCodes { .. } | RecoveryRequest::SwitchTwoFactor { .. }) => true,
        Request::Conversion(ConversionRequest::Request { proof, .. }) => proof.is_some(),
        _ => false,
    };
    let machine = matches!(
        wizard.state,
        State::ChangeLogin(_) | State::TwoFactor(_) | State::RecoveryCodes(_) | State::Convert(_)
    );
    request && machine
}

fn is_question(call: &Call) -> bool {
    call.behind
        || matches!(
            call.request,
            Request::Logins(wizards::Logins::Account)
                | Request::Recovery(RecoveryRequest::Account | RecoveryRequest::Describe)
        )
}
