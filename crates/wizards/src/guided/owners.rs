//! What search says of the owners of packages that were seen before: after a deletion it names the account no more. It
//! follows a change within minutes, and a package that it does not list says nothing.

use super::{
    Guided,
    evidence::{good, says},
    plan::{Does, Page, Who},
};
use crate::{OwnersOf, guided::look::Found};
use contract::{
    Problem, Timestamp,
    desktop::{
        nuget_org::PublicAccount,
        wizard::{Facts, Line, Saying},
    },
};
use serde::{Deserialize, Serialize};

/// Of how many packages the owners are looked up at most: those that nobody else owned first.
const ASKED: usize = 40;

/// A package that was seen under the account before anything was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    /// Its id.
    pub id: String,
    /// Whether nobody else owned it then.
    pub sole: bool,
}

/// The packages of an account, and what search said of their owners since.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Owners {
    /// What was seen before, as many as are asked about.
    before: Vec<Before>,
    /// How many there were.
    in_all: u32,
    /// Whether they are to be looked up.
    wanted: bool,
    /// What was said, and when.
    found: Option<(Vec<OwnersOf>, Timestamp)>,
    /// Why the last look found nothing out.
    failed: Option<(Problem, Timestamp)>,
}

/// What is known of the owners now.
enum Naming {
    /// Search names the account no more.
    NotNamed,
    /// It still does.
    Named,
    /// It says nothing: the package is not listed, or has no owners there.
    Unsaid,
}

impl Owners {
    /// The account as it was seen before anything was done. What was owned alone at the first look is what has to be
    /// handed over, whatever later looks show.
    pub fn remember(&mut self, account: &PublicAccount) {
        let is_own = |owner: &String| owner.eq_ignore_ascii_case(&account.username);
        let in_all = u32::try_from(account.packages.len()).unwrap_or(u32::MAX);
        self.in_all = self.in_all.max(in_all).max(account.in_all);
        for package in account.packages.iter().filter(|package| package.listed) {
            let sole = !package.owners.is_empty() && package.owners.iter().all(is_own);
            let known = |before: &Before| before.id.eq_ignore_ascii_case(&package.id);
            if !self.before.iter().any(known) {
                let id = package.id.clone();
                self.before.push(Before { id, sole });
            }
        }
        self.before.sort_by_key(|before| !before.sole);
        self.before.truncate(ASKED);
    }

    /// They are looked up again, once the profile page was.
    pub fn want(&mut self) {
        self.wanted = true;
    }

    fn naming(&self, name: &str, before: &Before) -> Naming {
        let said = self.found.iter().flat_map(|(said, _)| said);
        let of = said
            .filter(|of| of.id.eq_ignore_ascii_case(&before.id))
            .find_map(|of| of.owners.as_ref());
        match of {
            Some(owners) if owners.iter().any(|owner| owner.eq_ignore_ascii_case(name)) => Naming::Named,
            Some(owners) if !owners.is_empty() => Naming::NotNamed,
            _ => Naming::Unsaid,
        }
    }

    fn owners_of(&self, before: &Before) -> Option<String> {
        let mut said = self.found.iter().flat_map(|(said, _)| said);
        let of = said.find(|of| of.id.eq_ignore_ascii_case(&before.id))?;
        of.owners.as_ref().map(|owners| owners.join(", "))
    }
}

impl Guided {
    /// The packages whose owners the page wants to be looked up: once the profile page is gone, since before that search
    /// names the account rightly.
    pub(super) fn wanted_owners(&self) -> Option<Vec<String>> {
        self.owners_page()?;
        let unasked = self.owners.found.is_none() && self.owners.failed.is_none();
        let wanted = self.owners.wanted || unasked;
        let ids = self.owners.before.iter().map(|before| before.id.clone());
        Some(ids.collect::<Vec<_>>()).filter(|ids| wanted && !ids.is_empty())
    }

    /// The page, where the owners are part of its outcome and can be known now.
    fn owners_page(&self) -> Option<&'static Page> {
        let page = self.page()?;
        let is_asked = matches!(&page.does, Does::Verify(verify) if verify.owners);
        (is_asked && self.owners_known()).then_some(page)
    }

    /// Whether the profile page is gone, so that what search says of the owners counts.
    pub(super) fn owners_known(&self) -> bool {
        let known = self.look(Who::Account).and_then(|look| look.known());
        matches!(known, Some(Found::NotLive))
    }

    pub(super) fn take_owners(&mut self, said: Vec<OwnersOf>, now: Timestamp) {
        if self.wanted_owners().is_some() {
            self.owners.found = Some((said, now));
            self.owners.failed = None;
            self.owners.wanted = false;
        }
    }

    pub(super) fn fail_owners(&mut self, problem: Problem, now: Timestamp) {
        if self.wanted_owners().is_some() {
            self.owners.failed = Some((problem, now));
            self.owners.wanted = false;
        }
    }

    /// Whether search names the account for none of the packages, and says so of each.
    pub(super) fn owners_hold(&self) -> bool {
        let name = self.name(Who::Account).unwrap_or_default();
        let known = !self.owners.wanted && self.owners.failed.is_none();
        let mut before = self.owners.before.iter();
        self.owners.before.is_empty()
            || known && before.all(|before| matches!(self.owners.naming(name, before), Naming::NotNamed))
    }

    /// What search says of the owners, a line for each that matters.
    pub(super) fn owner_lines(&self) -> Vec<Line> {
        let (Some(name), false) = (self.name(Who::Account), self.owners.before.is_empty()) else {
            return Vec::new();
        };
        let facts = Facts {
            username: Some(name.to_owned()),
            at: self.owners.found.as_ref().map(|(_, at)| *at),
            ..Facts::default()
        };
        if let Some((problem, _)) = &self.owners.failed {
            return vec![Line {
                code: Some(problem.code),
                ..says(Saying::OwnersNotSeen, facts)
            }];
        }
        if self.owners.wanted || self.owners.found.is_none() {
            return Vec::new();
        }
        self.told_owners(name, &facts)
    }

    fn told_owners(&self, name: &str, facts: &Facts) -> Vec<Line> {
        let (mut gone, mut still, mut unsaid, mut lines) = (0, Vec::new(), Vec::new(), Vec::new());
        for before in &self.owners.before {
            match self.owners.naming(name, before) {
                Naming::NotNamed if before.sole => lines.push(good(
                    Saying::OwnerNew,
                    Facts {
                        word: Some(before.id.clone()),
                        other: self.owners.owners_of(before),
                        ..facts.clone()
                    },
                )),
                Naming::NotNamed => gone += 1,
                Naming::Named => still.push(before.id.as_str()),
                Naming::Unsaid => unsaid.push(before.id.as_str()),
            }
        }
        let asked = self.owners.before.len();
        let of = Some(self.owners.in_all).filter(|all| *all > count(asked));
        if gone > 0 {
            let count = Some(gone);
            lines.push(good(
                Saying::OwnerGone,
                Facts {
                    count,
                    of,
                    ..facts.clone()
                },
            ));
        }
        for (saying, ids) in [(Saying::OwnerStill, still), (Saying::OwnerUnsaid, unsaid)] {
            if !ids.is_empty() {
                let (count, word) = (Some(count(ids.len())), Some(ids.join(", ")));
                lines.push(says(
                    saying,
                    Facts {
                        count,
                        word,
                        ..facts.clone()
                    },
                ));
            }
        }
        lines
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
