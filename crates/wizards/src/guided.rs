//! The wizards at nuget.org, which has no account API: the app cannot act there. It checks first, leads through one step
//! in the browser at a time, and verifies what can be seen in public. One machine goes through all of them; what is
//! asked, done and verified stands in a plan for each kind ([`plans`]).

pub(crate) mod evidence;
mod look;
pub(crate) mod mask;
mod owners;
mod plan;
pub(crate) mod plans;
pub(crate) mod sheet;
mod turns;

use crate::{Answer, Call, Input, Machine, Proofs, Scene, SessionOf, SiteRequest, Want};
use contract::{
    Problem, Timestamp,
    desktop::nuget_org::PublicAccount,
    desktop::wizard::{FieldName, ListName, Saying, Sheet, Step, WaitsFor, WizardKind},
};
use look::Look;
use mask::Mask;
use owners::Owners;
use plan::{Does, Page, Plan, Waits, Who};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guided {
    kind: WizardKind,
    /// What it was begun about.
    subject: Option<String>,
    /// The account that it is for, once that is known.
    account: Option<String>,
    /// Whether that was typed here.
    asked: bool,
    /// The pages that were gone through, the present one last; empty on the first.
    trail: Vec<Step>,
    /// Whether what the page may say instead is shown.
    aside: bool,
    typed: BTreeMap<FieldName, String>,
    at_hand: BTreeSet<Saying>,
    marked: Vec<Mark>,
    looks: BTreeMap<Who, Look>,
    mask: Mask,
    /// What search says of the owners of its packages, where that is part of the outcome.
    #[serde(default)]
    owners: Owners,
    hint: Option<Problem>,
    /// When its last page was reached.
    ended: Option<Timestamp>,
}

/// A step that the person marked done, or an outcome that they have seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    step: Step,
    at: Timestamp,
}

impl Guided {
    /// At its beginning; nothing where there is no such wizard at nuget.org.
    #[must_use]
    pub fn of(kind: WizardKind, subject: Option<String>) -> Option<Self> {
        let plan = plans::of(kind)?;
        let mut typed = BTreeMap::new();
        let mut account = None;
        match (plan.subject, &subject) {
            (Some(field), Some(subject)) => drop(typed.insert(field, subject.clone())),
            (None, Some(subject)) if plan.for_account => account = Some(subject.clone()),
            _ => {}
        }
        Some(Self {
            kind,
            subject,
            account,
            asked: false,
            trail: Vec::new(),
            aside: false,
            typed,
            at_hand: BTreeSet::new(),
            marked: Vec::new(),
            looks: BTreeMap::new(),
            mask: Mask::default(),
            owners: Owners::default(),
            hint: None,
            ended: None,
        })
    }

    /// Which.
    #[must_use]
    pub fn kind(&self) -> WizardKind {
        self.kind
    }

    /// What it was begun about.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// The steps that the person marked done, in that order.
    #[must_use]
    pub fn marked(&self) -> Vec<Step> {
        self.marked.iter().map(|mark| mark.step).collect()
    }

    /// A plan that was there when the wizard began is there.
    fn plan(&self) -> &'static Plan {
        plans::of(self.kind).unwrap_or(&plans::CHANGE_LOGIN)
    }

    /// The page; nothing while it is asked for which account the wizard is.
    fn page(&self) -> Option<&'static Page> {
        if self.account.is_none() && self.plan().for_account {
            return None;
        }
        let pages = self.plan().pages;
        let present = self.trail.last();
        let found = pages.iter().find(|page| Some(&page.step) == present);
        found.or(pages.first())
    }

    /// The name of somebody whose profile is looked at.
    fn name(&self, who: Who) -> Option<&str> {
        let of = |field: FieldName| self.typed.get(&field).map(|text| text.trim());
        let name = match who {
            Who::Account => self.account.as_deref().map(str::trim),
            Who::Other => of(FieldName::OtherUsername),
            Who::Organization => of(FieldName::OrganizationName),
            Who::NewName => of(FieldName::NewUsername),
        };
        name.filter(|name| !name.is_empty())
    }

    /// The look at somebody, where it was at the present name.
    fn look(&self, who: Who) -> Option<&Look> {
        let name = self.name(who)?;
        let look = self.looks.get(&who)?;
        look.name.eq_ignore_ascii_case(name).then_some(look)
    }

    /// Whom the page wants to look at.
    fn wanted_look(&self) -> Option<(Who, &str)> {
        let sees = self.page()?.sees().iter();
        let mut wanted = sees.filter(|sees| self.look(sees.who).is_none_or(|look| look.wanted));
        wanted.find_map(|sees| self.name(sees.who).map(|name| (sees.who, name)))
    }

    /// The mark of a step.
    fn mark_of(&self, step: Step) -> Option<&Mark> {
        self.marked.iter().find(|mark| mark.step == step)
    }

    /// Whether search shows that every package has another owner besides. What is not known shows nothing.
    fn is_shared(&self) -> bool {
        let glimpse = self.look(Who::Account).and_then(Look::glimpse);
        glimpse.is_some_and(|glimpse| glimpse.sole == 0 && glimpse.complete)
    }

    fn take_look(&mut self, took: impl FnOnce(&mut Look)) {
        let Some((who, name)) = self.wanted_look() else { return };
        let name = name.to_owned();
        let look = self.looks.entry(who).or_insert_with(|| Look::at(&name));
        if !look.name.eq_ignore_ascii_case(&name) {
            *look = Look::at(&name);
        }
        took(look);
    }

    /// Somebody was looked at. What the account had before anything was verified is remembered.
    fn take_seen(&mut self, seen: Option<&PublicAccount>, now: Timestamp) {
        let is_account = self.wanted_look().is_some_and(|(who, _)| who == Who::Account);
        let verifies = self.page().is_some_and(|page| matches!(page.does, Does::Verify(_)));
        if let Some(seen) = seen.filter(|_| is_account && !verifies) {
            self.owners.remember(seen);
        }
        self.take_look(|look| look.take(seen, now));
    }

    fn fail(&mut self, problem: Problem, now: Timestamp) {
        if self.mask.is_asked() {
            self.mask.fail(problem);
        } else if self.wanted_look().is_none() {
            self.fail_owners(problem, now);
        } else {
            self.take_look(|look| look.fail(problem, now));
        }
    }

    /// What may have changed since is looked up again; what would be posted waits for another press.
    fn resume(&mut self, now: Timestamp) {
        self.mask.forget_press();
        let sees = self.page().map(Page::sees).unwrap_or_default();
        for sees in sees {
            if let Some(look) = self.looks.get_mut(&sees.who) {
                look.freshen(now);
                if look.wanted {
                    self.owners.want();
                }
            }
        }
    }
}

impl Machine for Guided {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        if self.account.is_none() && !self.asked && self.plan().for_account {
            self.account.clone_from(&scene.known_as);
        }
        match input {
            Input::Chose { choice, target } => self.choose(choice, target.as_deref(), scene),
            Input::Typed { field, text } if !field.is_secret() => drop(self.typed.insert(field, text)),
            Input::Back => self.back(),
            Input::Resumed => self.resume(scene.now),
            Input::Answered(Answer::Seen(seen)) => self.take_seen(seen.as_deref(), scene.now),
            Input::Answered(Answer::Owners(said)) => self.take_owners(said, scene.now),
            Input::Answered(Answer::MaskedAddress(mask)) => self.take_mask(mask, scene.now),
            Input::Refused(problem) | Input::Unsure(problem) => self.fail(problem, scene.now),
            Input::Typed { .. }
            | Input::Answered(_)
            | Input::AccountChanged
            | Input::Proved { .. }
            | Input::ProofLost { .. }
            | Input::SecretLost { .. } => {}
        }
        self
    }

    fn wants(&self) -> Want {
        let ask = |request: SiteRequest| Call::ask(request.into(), SessionOf::Nobody);
        let masked = self.name(Who::Organization).or(self.name(Who::Account));
        if let Some(username) = masked.filter(|_| self.mask.is_asked()).map(str::to_owned) {
            return Want::Call(ask(SiteRequest::MaskedAddress { username }));
        }
        match self.wanted_look() {
            Some((_, name)) => {
                let username = name.to_owned();
                Want::Call(Call::look(SiteRequest::Look { username }.into(), SessionOf::Nobody))
            }
            None => match self.wanted_owners() {
                Some(packages) => Want::Call(Call::look(SiteRequest::Owners { packages }.into(), SessionOf::Nobody)),
                None => Want::Nothing,
            },
        }
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page_sheet(scene)
    }

    fn may_be_done(&self) -> bool {
        // What is pressed at nuget.org is pressed there.
        false
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        self.page().is_some_and(|page| matches!(page.does, Does::Done(_)))
    }

    fn waits_for(&self) -> WaitsFor {
        if matches!(self.wants(), Want::Call(call) if !call.behind) {
            return WaitsFor::Gallery;
        }
        match self.waits() {
            Waits::Person => WaitsFor::Answer,
            Waits::Operator => WaitsFor::Operator,
            Waits::Mail => WaitsFor::Mail,
            Waits::Somebody(who) => match self.name(who) {
                Some(name) => WaitsFor::Somebody {
                    username: name.to_owned(),
                },
                None => WaitsFor::Answer,
            },
        }
    }

    fn is_untouched(&self) -> bool {
        let fresh = Self::of(self.kind, self.subject.clone());
        let as_begun = fresh.is_some_and(|fresh| fresh.typed == self.typed);
        as_begun && self.trail.is_empty() && self.marked.is_empty() && self.at_hand.is_empty() && !self.asked
    }

    fn goes_on(&self) -> Option<ListName> {
        (!self.marked.is_empty()).then_some(ListName::GuidedStays)
    }
}
