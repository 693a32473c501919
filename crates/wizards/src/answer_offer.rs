//! Accept or decline an offer of ownership of a package (rules 13.7, 13.8), for the account or for an organization that
//! it administers.

use crate::{
    Answer, Call, Input, Machine, Proofs, Request, Scene, SessionOf, Want, answering::Answering, call::PackageRequest,
    page,
};
use contract::{
    Code, Problem, Timestamp,
    desktop::wizard::{Choice, Deed, Facts, Offer, Receipt, Sheet, Step},
    package::Offer as OwnershipOffer,
};
use serde::{Deserialize, Serialize};

/// What stands between a package's id and who it is offered to, where both are the subject. No id has it.
const TO: char = '/';

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOffer {
    at: At,
    /// The package's id, and to whom it is offered where that was said.
    subject: String,
    answering: Answering<OwnershipOffer>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Look,
    Accepted,
    Declined,
    Gone,
}

impl AnswerOffer {
    /// Of this package, as `id` or, where it is offered to several that one may answer for, `id/username`.
    #[must_use]
    pub fn of(subject: String) -> Self {
        Self {
            subject,
            ..Self::default()
        }
    }

    /// What it was begun for.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The package's id.
    #[must_use]
    pub fn package(&self) -> &str {
        self.package_and_to().0
    }

    /// To whom it was offered, by what was read or by what it was begun for.
    #[must_use]
    pub fn offered_to(&self) -> Option<&str> {
        let known = self.answering.asked.known.as_ref();
        known.map(|offer| offer.to.as_str()).or(self.package_and_to().1)
    }

    /// What it is begun for where a package is offered to an organization; without one, to the person.
    #[must_use]
    pub fn subject_of(package: &str, organization: Option<&str>) -> String {
        organization.map_or_else(|| package.to_owned(), |name| format!("{package}{TO}{name}"))
    }

    fn package_and_to(&self) -> (&str, Option<&str>) {
        match self.subject.split_once(TO) {
            Some((package, to)) => (package, Some(to)),
            None => (&self.subject, None),
        }
    }

    /// Whether it is answered, or not there any more.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.at != At::Look
    }

    /// Of several offers of one package the one that was begun for, or else the person's own.
    fn find(&self, offers: Vec<OwnershipOffer>, scene: &Scene) -> Option<OwnershipOffer> {
        let (package, to) = self.package_and_to();
        let of_it = |offer: &OwnershipOffer| {
            offer.package.eq_ignore_ascii_case(package) && to.is_none_or(|to| offer.to.eq_ignore_ascii_case(to))
        };
        let own = scene.username();
        let found = offers.into_iter().filter(of_it);
        found.min_by_key(|offer| !offer.to.eq_ignore_ascii_case(&own))
    }
}

impl Machine for AnswerOffer {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        // A late answer is inert.
        if self.is_over() {
            return self;
        }
        if matches!(input, Input::Resumed | Input::AccountChanged) {
            self.answering.decision.look_again();
        }
        match self.answering.take(input, scene) {
            Some(Input::Chose { choice, .. }) => match choice {
                Choice::AcceptOffer => self.answering.press(false, scene),
                Choice::DeclineOffer => self.answering.press(true, scene),
                _ => {}
            },
            Some(Input::Answered(answer)) => self.answer(answer, scene),
            Some(Input::Refused(problem)) => self.refuse(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        let session = SessionOf::Account;
        if self.answering.is_reading() {
            return Want::Call(Call::look(Request::Packages(PackageRequest::Offers), session));
        }
        let Some(offer) = self.answering.asked.known.as_ref().map(|offer| offer.id) else {
            return Want::Nothing;
        };
        if self.answering.declines && self.answering.decision.is_open() {
            let decline = Request::Packages(PackageRequest::Decline { offer });
            return self.answering.decision.wants_at_once(decline, session);
        }
        let accept = Request::Packages(PackageRequest::Accept { offer });
        self.answering.decision.wants(accept, session)
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        self.answering.look_first(now);
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.answering.decision.is_open()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        self.at != At::Look
    }

    fn is_untouched(&self) -> bool {
        !self.answering.decision.is_open()
    }

    fn is_idle(&self) -> bool {
        self.is_over() || self.is_untouched()
    }
}

impl AnswerOffer {
    fn answer(&mut self, answer: Answer, scene: &Scene) {
        let pressed = self.answering.decision.is_pressed();
        match answer {
            Answer::Offers(list) => match self.find(list, scene) {
                Some(offer) => self.look(offer),
                None => self.at = At::Gone,
            },
            Answer::Consequences(foreseen) if !pressed => self.answering.decision.foresee(foreseen),
            Answer::Done if pressed => self.finish(scene),
            _ => {}
        }
    }

    /// Another offer than before has consequences of its own.
    fn look(&mut self, offer: OwnershipOffer) {
        let before = self.answering.asked.known.as_ref();
        if before.is_some_and(|before| before.id != offer.id) {
            self.answering.decision = crate::Decision::default();
        }
        self.answering.asked.take(Some(offer));
    }

    fn finish(&mut self, scene: &Scene) {
        let decision = &mut self.answering.decision;
        if self.answering.declines {
            decision.foreseen = None;
            let package = self.package().to_owned();
            let deed = Deed::OfferDeclined { package };
            self.receipt = Some(self.answering.decision.receipt_of(deed, scene.now));
            self.at = At::Declined;
        } else {
            self.receipt = Some(decision.receipt(scene.now));
            self.at = At::Accepted;
        }
    }

    /// One that is gone was withdrawn, or answered by somebody else: the list says so. Another press may be the other
    /// answer, so nothing of this one is left but the reason.
    fn refuse(&mut self, problem: Problem) {
        self.answering.declines = false;
        if problem.code == Code::OwnershipRequestNotFound {
            self.answering.decision = crate::Decision::default();
            self.answering.asked.again();
        } else {
            self.answering.decision.refuse(problem);
        }
    }

    fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::Look => Step::AnswerOffer,
            At::Accepted => Step::AnswerOfferAccepted,
            At::Declined => Step::AnswerOfferDeclined,
            At::Gone => Step::AnswerOfferGone,
        });
        let known = self.answering.asked.known.as_ref();
        let username = scene.username();
        sheet.facts = Facts {
            organization: known
                .map(|offer| offer.to.clone())
                .filter(|to| !to.eq_ignore_ascii_case(&username)),
            username: Some(username),
            other: known.map(|offer| offer.offered_by.clone()),
            word: Some(known.map_or_else(|| self.package().to_owned(), |offer| offer.package.clone())),
            until: known.map(|offer| offer.expires_at),
            is: known.map(|offer| offer.transfer),
            ..Facts::default()
        };
        match self.at {
            At::Look => self.look_page(&mut sheet),
            At::Accepted | At::Declined | At::Gone => page::done(&mut sheet, self.receipt.as_ref()),
        }
        sheet
    }

    fn look_page(&self, sheet: &mut Sheet) {
        if self.answering.asked.known.is_none() {
            return page::unread(sheet, self.answering.asked.refusal.as_ref());
        }
        let decision = &self.answering.decision;
        page::decide(sheet, decision, Offer::primary(Choice::AcceptOffer));
        if let Some(problem) = decision.refusal.as_ref().filter(|_| !decision.unsure) {
            let username = sheet.facts.username.clone().unwrap_or_default();
            sheet.helps = page::remedy(problem.code, &username);
        }
        if !decision.unsure {
            sheet.offers.push(Offer::plain(Choice::DeclineOffer));
        }
    }
}
