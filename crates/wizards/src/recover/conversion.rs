//! Making an organization of the account instead of linking an identity to it (rules 12.5, 12.12), in the recovery session
//! that was opened here.

use super::{At, Recover};
use crate::{Input, Machine, Scene, convert::Convert};
use contract::{
    Code,
    desktop::wizard::{Choice, Offer, Sheet, Step},
    recovery::NextStep,
};

impl Recover {
    /// The conversion, as long as the pages are its.
    pub(super) fn converting(&self) -> Option<&Convert> {
        self.conversion.as_deref().filter(|_| self.at == At::Converting)
    }

    /// Only an account that nobody signs in to is converted from a recovery session (rule 12.5).
    pub(super) fn may_convert(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.login.is_none())
    }

    fn may_link(&self) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.next == NextStep::Link)
    }

    pub(super) fn is_at_first_of_conversion(&self) -> bool {
        self.converting().is_some_and(Machine::is_untouched)
    }

    pub(super) fn before_conversion(&self) -> At {
        if self.may_link() { At::New } else { At::Convert }
    }

    pub(super) fn convert_instead(&mut self) {
        if self.may_convert() {
            let username = self.username.clone();
            let begun = || Box::new(Convert::in_recovery(username));
            let conversion = self.conversion.get_or_insert_with(begun);
            conversion.enter();
            self.go(At::Converting);
        }
    }

    /// A session was opened: the conversion that was under way for this account goes on in it.
    pub(super) fn resume_conversion(&mut self) {
        let username = &self.username;
        self.conversion.take_if(|known| !known.is_of(username));
        if self.conversion.is_some() {
            self.convert_instead();
        }
    }

    /// Something happens while the pages are those of the conversion.
    pub(super) fn convert(&mut self, input: Input, scene: &Scene) {
        let expired = self.is_expired(scene);
        let signed_out = self.converting().is_some_and(Convert::is_signed_out);
        let needs_session = self.converting().is_some_and(Convert::needs_session_for_answer);
        match input {
            Input::Chose {
                choice: Choice::BeginAgain,
                ..
            } if expired || signed_out => self.begin_again(),
            Input::Chose { .. } | Input::Back if expired => {}
            Input::Chose {
                choice: Choice::LinkInstead,
                ..
            } if self.offers_link() => self.go(At::New),
            Input::Back if self.is_at_first_of_conversion() => self.go(self.before_conversion()),
            // It has ended before its time.
            Input::Refused(problem) if problem.code == Code::SessionRequired && needs_session => self.go(At::Expired),
            Input::ProofLost { slot } => self.proofs.lose(slot),
            input => {
                let conversion = self.conversion.take();
                self.conversion = conversion.map(|conversion| Box::new(conversion.next(input, scene)));
            }
        }
    }

    /// Beside what stands in the way of a conversion.
    fn offers_link(&self) -> bool {
        self.may_link() && self.converting().is_some_and(Convert::is_blocked)
    }

    pub(super) fn conversion_page(&self, conversion: &Convert, scene: &Scene) -> Sheet {
        let mut sheet = conversion.sheet(scene);
        sheet.back |= self.is_at_first_of_conversion();
        if sheet.step == Step::ConvertBlockers && self.offers_link() {
            sheet.offers.push(Offer::plain(Choice::LinkInstead));
        }
        sheet
    }
}
