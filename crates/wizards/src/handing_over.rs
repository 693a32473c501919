//! Packages that nobody else owns, offered to somebody before their owner is deleted: the same wherever that is.

use crate::{Answer, Decision, Request, Scene, SessionOf, Want, call::DeletionRequest, page};
use contract::{
    Code, Problem, Timestamp,
    consequence::Consequence,
    desktop::wizard::{Choice, Facts, FieldName, ListName, Offer, Sheet},
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

/// The offers so far, and the one that is being made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandingOver {
    /// The package that is being handed over.
    package: Option<String>,
    to: String,
    offer: Decision,
    offered: Vec<Offered>,
}

/// A package that was offered to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Offered {
    package: String,
    to: String,
}

impl HandingOver {
    /// This package is to be handed over.
    pub(crate) fn begin(&mut self, package: Option<String>) {
        self.package = package;
        self.offer = Decision::default();
    }

    /// Its page is left; what was typed stays.
    pub(crate) fn leave(&mut self) {
        self.offer = Decision::default();
    }

    /// To whom, as it is typed.
    pub(crate) fn type_to(&mut self, text: String) {
        self.to = text;
    }

    /// Who is meant, as long as nobody was named.
    pub(crate) fn suggest(&mut self, username: String) {
        if self.to.is_empty() {
            self.to = username;
        }
    }

    /// An answer that is about the offer.
    pub(crate) fn choose(&mut self, choice: Choice, scene: &Scene) {
        match choice {
            Choice::OfferOwnership => self.offer.press(scene),
            Choice::TryAgain => self.offer.try_again(scene),
            _ => {}
        }
    }

    /// The package that is being handed over.
    pub(crate) fn package(&self) -> Option<&str> {
        self.package.as_deref()
    }

    /// Whether something was offered that may not have been accepted.
    pub(crate) fn has_offered(&self) -> bool {
        !self.offered.is_empty()
    }

    /// Whether an offer was pressed and nobody knows yet whether it was made.
    pub(crate) fn is_open(&self) -> bool {
        self.offer.is_open()
    }

    /// Whether an offer is being sent.
    pub(crate) fn is_pressed(&self) -> bool {
        self.offer.is_pressed()
    }

    /// Whether the gallery may have forgotten the key of an offer.
    pub(crate) fn is_outdated(&self, now: Timestamp) -> bool {
        self.offer.is_outdated(now)
    }

    /// What the offer needs, in the session of the owner.
    pub(crate) fn wants(&self, owner: SessionOf) -> Want {
        let request = DeletionRequest::OfferOwnership {
            package: self.package.clone().unwrap_or_default(),
            username: self.to.trim().to_owned(),
        };
        self.offer.wants_at_once(Request::Deletion(request), owner)
    }

    /// The gallery has mailed who it is offered to.
    pub(crate) fn answer(&mut self, answer: &Answer) -> bool {
        if *answer != Answer::Done || !self.is_pressed() {
            return false;
        }
        let package = self.package.take().unwrap_or_default();
        self.offered.retain(|offered| offered.package != package);
        let to = self.to.trim().to_owned();
        self.offered.push(Offered { package, to });
        self.offer = Decision::default();
        true
    }

    /// The gallery refused the offer.
    pub(crate) fn refuse(&mut self, problem: Problem) {
        self.offer.refuse(page::at_field(problem, FIELDS));
    }

    /// Nobody knows whether it was made.
    pub(crate) fn lose_answer(&mut self, problem: Problem) {
        self.offer.lose_answer(problem);
    }

    /// The packages, each with who it was offered to. `accepts` is what else can be done about one, by who has it offered.
    pub(crate) fn list(&self, sheet: &mut Sheet, packages: Vec<String>, accepts: impl Fn(&str, &str) -> Option<Offer>) {
        let lines = packages.into_iter().map(|package| {
            let offered = self.offered.iter().find(|offered| offered.package == package);
            let to = offered.map(|offered| offered.to.clone());
            let accept = to.as_deref().and_then(|to| accepts(&package, to));
            let hand_over = Offer::plain(Choice::HandOver).about(&package);
            let facts = Facts {
                word: Some(package),
                member: to,
                ..Facts::default()
            };
            page::line(facts, accept.into_iter().chain([hand_over]).collect())
        });
        page::lines(sheet, ListName::Orphans, lines.collect());
        if self.has_offered() {
            sheet.blocks.push(page::note(ListName::Offered));
        }
    }

    /// The page on which somebody is named.
    pub(crate) fn page(&self, sheet: &mut Sheet, scene: &Scene) {
        sheet.facts.word = self.package.clone();
        sheet.fields = vec![page::somebody(&self.to, scene)];
        page::decide_at_once(sheet, &self.offer, Offer::primary(Choice::OfferOwnership));
    }
}

/// The packages that would be left without an owner, as the gallery foresees it.
pub(crate) fn orphans(foreseen: Option<&Vec<Consequence>>) -> Vec<String> {
    let orphaned = foreseen.into_iter().flatten().filter_map(|change| match change {
        Consequence::PackageOrphaned { package, .. } => Some(package.clone()),
        _ => None,
    });
    orphaned.collect()
}
