//! What a wizard hears of the sign-ins that were made for it.

use crate::{app::App, sign_in::ForWizard};
use wizards::{Input, Slot};

impl App {
    /// A sign-in that was made for a wizard found somebody.
    pub(in crate::app) fn on_found(&mut self, sign_in: &str) {
        let Some(found) = self.model.sign_in(sign_in) else {
            return;
        };
        let (Some(ForWizard { wizard, asking }), Some(who)) = (found.for_wizard.clone(), found.found()) else {
            return;
        };
        let proved = wizards::Proved {
            identity: who.identity.clone(),
            standing: who.standing.clone(),
            spendable_until: who.spendable_until,
        };
        self.feed(
            &wizard,
            Input::Proved {
                slot: asking.slot,
                proved,
            },
        );
    }

    /// A call of its wizard may have waited for the secret of a sign-in.
    pub(in crate::app) fn satisfy_parent(&mut self, sign_in: &str) {
        let made_for = self
            .model
            .sign_in(sign_in)
            .and_then(|sign_in| sign_in.for_wizard.clone());
        if let Some(ForWizard { wizard, .. }) = made_for {
            self.satisfy(&wizard);
        }
    }

    /// A sign-in that was made for a wizard and had found somebody has ended.
    pub(in crate::app) fn on_proof_lost(&mut self, sign_in: &str) {
        let made_for = self
            .model
            .sign_in(sign_in)
            .and_then(|sign_in| sign_in.for_wizard.clone());
        if let Some(ForWizard { wizard, asking }) = made_for {
            self.feed(&wizard, Input::ProofLost { slot: asking.slot });
        }
    }
}

/// The id of a wizard's sign-in; also the name under which its attempt stands in the keyring.
pub(in crate::app) fn sign_in_of(wizard: &str, slot: Slot) -> String {
    format!("{wizard}.{}", slot.as_str())
}
