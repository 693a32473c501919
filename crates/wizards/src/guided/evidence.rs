//! What was seen, as lines: what speaks for it, what against it, and what is not known.

use super::{
    Guided,
    look::{Found, Glimpse, Look},
    plan::{Does, Hope, Page, Sees, Who},
};
use contract::{
    Code, Problem, Timestamp,
    desktop::wizard::{Facts, Line, Saying},
};

impl Guided {
    /// What was seen for a page, a line for each look, and those about packages.
    pub(super) fn seen(&self, page: &Page) -> Vec<Line> {
        let verifies = matches!(page.does, Does::Verify(_));
        let mut lines = Vec::new();
        for sees in page.sees() {
            let Some(name) = self.name(sees.who) else { continue };
            let look = self.look(sees.who);
            lines.push(seen_of(name, look, sees, verifies));
            if sees.sole {
                lines.extend(look.and_then(Look::glimpse).map(|glimpse| sole_of(name, glimpse)));
            }
        }
        if matches!(&page.does, Does::Verify(verify) if verify.owners) && self.owners_known() {
            lines.extend(self.owner_lines());
        }
        if page.has_mask() {
            lines.extend(self.mask_lines(verifies));
        }
        lines
    }

    /// Each of the packages that nobody else owns, as many as are named.
    pub(super) fn sole(&self) -> Vec<Line> {
        let glimpse = self.look(Who::Account).and_then(Look::glimpse);
        let named = glimpse.map(|glimpse| glimpse.named.clone()).unwrap_or_default();
        let line = |id: String| {
            let word = Some(id);
            says(
                Saying::SolePackage,
                Facts {
                    word,
                    ..Facts::default()
                },
            )
        };
        named.into_iter().map(line).collect()
    }

    fn mask_lines(&self, verifies: bool) -> Vec<Line> {
        let mut lines = Vec::new();
        let facts = |mask: &str| Facts {
            other_address: Some(mask.to_owned()),
            ..Facts::default()
        };
        match (&self.mask.before, &self.mask.after) {
            (_, Some((mask, at))) if verifies => {
                let facts = Facts {
                    at: Some(*at),
                    ..facts(mask)
                };
                lines.push(match self.mask_shows_new() {
                    Some(true) => good(Saying::MaskNew, facts),
                    Some(false) => says(Saying::MaskOld, facts),
                    None => says(Saying::MaskUnclear, facts),
                });
            }
            (Some(mask), _) if !verifies => lines.push(says(Saying::MaskBefore, facts(mask))),
            _ => {}
        }
        lines.extend(self.mask.refusal.as_ref().map(|problem| Line {
            code: Some(problem.code),
            ..says(Saying::MaskUnseen, Facts::default())
        }));
        lines
    }
}

/// A line.
pub(crate) fn says(saying: Saying, facts: Facts) -> Line {
    Line {
        says: Some(saying),
        ..crate::page::line(facts, Vec::new())
    }
}

/// A line about what is as it should be.
pub(crate) fn good(saying: Saying, facts: Facts) -> Line {
    Line {
        good: true,
        ..says(saying, facts)
    }
}

fn seen_of(name: &str, look: Option<&Look>, sees: &Sees, verifies: bool) -> Line {
    let mut facts = Facts {
        username: Some(name.to_owned()),
        at: look.and_then(Look::when),
        ..Facts::default()
    };
    let Some(look) = look.filter(|look| !look.wanted) else {
        return says(Saying::Looking, facts);
    };
    if let Some((problem, at)) = &look.failed {
        return failed(problem, *at, facts);
    }
    facts.count = look.glimpse().map(|glimpse| glimpse.packages);
    facts.of = look.glimpse().and_then(|glimpse| glimpse.of);
    let is_live = matches!(look.known(), Some(Found::Live(_)));
    match (sees.hope, is_live) {
        (Hope::Live, true) => good(Saying::Live, facts),
        (Hope::Live, false) if verifies => says(Saying::NotYetThere, facts),
        (Hope::Live, false) => bad(Saying::NotLive, Code::SiteAccountUnknown, facts),
        (Hope::NotLive, true) if verifies => says(Saying::StillThere, facts),
        (Hope::NotLive, true) => bad(Saying::Taken, Code::UsernameTaken, facts),
        (Hope::NotLive, false) if verifies => good(Saying::Gone, facts),
        (Hope::NotLive, false) => says(Saying::PerhapsFree, facts),
    }
}

/// What speaks against going on.
fn bad(saying: Saying, code: Code, facts: Facts) -> Line {
    Line {
        code: Some(code),
        ..says(saying, facts)
    }
}

/// It is not known. That is no word about the account.
fn failed(problem: &Problem, at: Timestamp, facts: Facts) -> Line {
    let until = problem.retry_after.map(|secs| at.plus_secs(i64::from(secs)));
    bad(Saying::NotSeen, problem.code, Facts { until, ..facts })
}

fn sole_of(name: &str, glimpse: &Glimpse) -> Line {
    let facts = Facts {
        username: Some(name.to_owned()),
        count: Some(glimpse.sole),
        is: Some(glimpse.packages > 0),
        of: glimpse.of,
        ..Facts::default()
    };
    match (glimpse.sole, glimpse.complete) {
        (0, true) => good(Saying::SoleNone, facts),
        (0, false) => says(Saying::SoleUnknown, facts),
        _ => says(Saying::SoleSome, facts),
    }
}
