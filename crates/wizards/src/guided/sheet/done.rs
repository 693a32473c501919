//! The last page: what was marked done, what was seen of it, and what nobody could see.

use super::{Does, Guided, good, name_of, says};
use crate::page::{done, lines};
use contract::desktop::wizard::{Facts, Line, ListName, Receipt, Saying, Sheet, Step, WizardKind};

impl Guided {
    pub(super) fn done(&self, sheet: &mut Sheet, starts: &[WizardKind]) {
        let receipt = self.ended.map(|at| Receipt {
            deed: None,
            at,
            reference: None,
            changed: Vec::new(),
            undo_until: None,
        });
        done(sheet, receipt.as_ref());
        self.account_for(sheet);
        sheet.offers.extend(starts.iter().map(|kind| self.starting(*kind)));
    }

    /// What was marked done, what was verified and how, and what could not be.
    fn account_for(&self, sheet: &mut Sheet) {
        let plan = self.plan().pages;
        let gone_through = plan.iter().filter(|page| self.trail.contains(&page.step));
        let (mut marked, mut verified, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for page in gone_through {
            match &page.does {
                Does::Task(_) => marked.extend(self.marked_line(page.step, Saying::Marked)),
                Does::Verify(verify) => {
                    let (holds, not): (Vec<Line>, Vec<Line>) = self.seen(page).into_iter().partition(|line| line.good);
                    verified.extend(holds);
                    open.extend(not.into_iter().map(given_up));
                    if verify.own {
                        match self.marked_line(page.step, Saying::SawItself) {
                            Some(line) => verified.push(line),
                            None => open.push(says(Saying::NotSeenItself, in_step(page.step))),
                        }
                    }
                }
                _ => {}
            }
        }
        lines(sheet, ListName::GuidedMarked, marked);
        lines(sheet, ListName::GuidedVerified, verified);
        lines(sheet, ListName::GuidedUnverified, open);
    }

    fn marked_line(&self, step: Step, saying: Saying) -> Option<Line> {
        let mark = self.mark_of(step)?;
        let facts = Facts {
            at: Some(mark.at),
            ..in_step(step)
        };
        Some(good(saying, facts))
    }
}

/// What was still being looked for when the person went on is not known: nobody looks any more.
fn given_up(line: Line) -> Line {
    match line.says {
        Some(Saying::Looking) => Line {
            says: Some(Saying::NotSeen),
            ..line
        },
        _ => line,
    }
}

/// The facts of a line about a step: its words are found by the step's name.
fn in_step(step: Step) -> Facts {
    Facts {
        word: Some(name_of(step)),
        ..Facts::default()
    }
}
