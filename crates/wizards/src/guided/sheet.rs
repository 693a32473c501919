//! What stands on the pages.

mod done;

use super::{
    Guided,
    evidence::{good, says},
    plan::{Check, Does, Opens, Page, Plan, Task, Verify, Ways, Who},
    plans,
};
use crate::{
    Scene,
    page::{field, lines, note},
};
use contract::desktop::wizard::{
    Block, Choice, Facts, FieldName, Line, ListName, Offer, Saying, Sheet, SitePage, Step, WizardKind,
};
use serde::Serialize;

impl Guided {
    pub(super) fn page_sheet(&self, _scene: &Scene) -> Sheet {
        let Some(page) = self.page() else {
            return self.which_account();
        };
        if let (true, Does::Task(task)) = (self.aside, &page.does) {
            return self.refusals(page, task);
        }
        let mut sheet = self.empty(page.step);
        match &page.does {
            Does::Ask(fields) => self.ask(&mut sheet, fields),
            Does::Choose(ways) => choose(&mut sheet, ways),
            Does::Check(check) => self.check(&mut sheet, page, check),
            Does::Task(task) => self.task(&mut sheet, page, task),
            Does::Verify(verify) => self.verify(&mut sheet, page, verify),
            Does::Done(starts) => self.done(&mut sheet, starts),
        }
        sheet
    }

    fn empty(&self, step: Step) -> Sheet {
        let mut sheet = Sheet::new(step);
        let typed = |field: FieldName| self.typed.get(&field).map(|text| text.trim().to_owned());
        let name = |who: Who| self.name(who).map(str::to_owned);
        let domain = self.typed.get(&FieldName::Domain);
        sheet.facts = Facts {
            username: name(Who::Account),
            other: name(Who::Other),
            organization: name(Who::Organization),
            word: name(Who::NewName),
            address: typed(FieldName::Email),
            other_address: self.mask.before.clone(),
            domain: domain.and_then(|domain| crate::unmanaged_tenant::domain_of(domain)),
            ..Facts::default()
        };
        sheet.back = self.ended.is_none() && (!self.trail.is_empty() || self.asked || self.aside);
        sheet.refusal.clone_from(&self.hint);
        sheet
    }

    fn which_account(&self) -> Sheet {
        let mut sheet = self.empty(Step::GuidedAccount);
        self.ask(&mut sheet, &[FieldName::Username]);
        sheet
    }

    fn ask(&self, sheet: &mut Sheet, fields: &[FieldName]) {
        let typed = |name: &FieldName| self.typed.get(name).map(String::as_str).unwrap_or_default();
        sheet.fields = fields.iter().map(|name| field(*name, typed(name))).collect();
        sheet.offers = vec![Offer::primary(Choice::Continue)];
    }

    fn check(&self, sheet: &mut Sheet, page: &Page, check: &Check) {
        lines(sheet, ListName::GuidedSeen, self.seen(page));
        sheet.blocks.extend(check.notes.iter().copied().map(note));
        let means = check.means.iter().map(|saying| says(*saying, Facts::default()));
        lines(sheet, ListName::GuidedMeans, means.collect());
        let at_hand = check.at_hand.iter().map(|(item, helps)| self.item(*item, *helps));
        lines(sheet, ListName::GuidedAtHand, at_hand.collect());
        if check.confirms.is_some() {
            let typed = self.typed.get(&FieldName::Confirmation).map(String::as_str);
            sheet
                .fields
                .push(field(FieldName::Confirmation, typed.unwrap_or_default()));
        }
        if self.is_ready(check) {
            sheet.offers.push(Offer::primary(Choice::Continue));
        }
        if check.mask {
            sheet.offers.push(Offer::plain(Choice::AskMask));
        }
        if !check.sees.is_empty() {
            sheet.offers.push(Offer::plain(Choice::LookAgain));
        }
    }

    /// Something that must be at hand: ticked off, or what helps where it is not there.
    fn item(&self, item: Saying, helps: Option<WizardKind>) -> Line {
        let has = self.at_hand.contains(&item);
        let tick = if has { Choice::HaveNot } else { Choice::HaveIt };
        let mut offers = vec![Offer::plain(tick).about(name_of(item))];
        offers.extend(helps.filter(|_| !has).map(|kind| self.starting(kind)));
        let line = if has { good } else { says };
        Line {
            offers,
            ..line(item, Facts::default())
        }
    }

    /// Another wizard, about whom this one leads there.
    fn starting(&self, kind: WizardKind) -> Offer {
        let offer = Offer::starting(kind);
        match self.subject_for(kind) {
            Some(subject) => offer.about(subject),
            None => offer,
        }
    }

    /// Whom another wizard is about, where the account that the app knows is not meant.
    fn subject_for(&self, kind: WizardKind) -> Option<String> {
        let name = |who: Who| self.name(who).map(str::to_owned);
        match (self.kind, kind) {
            (WizardKind::Conflict, WizardKind::DeleteAccount) => name(Who::Other),
            (WizardKind::Organization | WizardKind::Members, WizardKind::ContactEmail | WizardKind::Members) => {
                name(Who::Organization)
            }
            (WizardKind::Convert, WizardKind::Members) if self.ended.is_some() => name(Who::Account),
            // The same account, where it is only known here.
            _ if self.is_named_here() && is_by_account(kind) => name(Who::Account),
            _ => None,
        }
    }

    /// Whether the account was named to this wizard, and may be none that the app knows.
    fn is_named_here(&self) -> bool {
        let plan = self.plan();
        plan.for_account && (self.asked || plan.subject.is_none() && self.subject.is_some())
    }

    fn task(&self, sheet: &mut Sheet, page: &Page, task: &Task) {
        if task.sole {
            lines(sheet, ListName::GuidedSeen, self.seen(page));
            lines(sheet, ListName::GuidedSole, self.sole());
        }
        sheet.blocks.extend(task.notes.iter().copied().map(note));
        let texts = task.texts.iter().map(|list| Block::Text {
            list: *list,
            text: None,
        });
        sheet.blocks.extend(texts);
        let opens = task.page.and_then(|opens| self.opens(opens));
        let is_opened = opens.is_some();
        sheet.blocks.extend(opens);
        sheet.offers = self.task_offers(page, task, is_opened);
    }

    /// The page of whom it is about, or the one that takes its place where nobody is named.
    fn opens(&self, opens: Opens) -> Option<Block> {
        let Some(of) = opens.of else {
            return Some(page_block(opens.page, None));
        };
        match self.name(of) {
            Some(name) => Some(page_block(opens.page, Some(name.to_owned()))),
            None => opens.or.map(|page| page_block(page, None)),
        }
    }

    fn task_offers(&self, page: &Page, task: &Task, opens: bool) -> Vec<Offer> {
        let marked = self.mark_of(page.step).is_some();
        let mut offers = Vec::new();
        if marked {
            offers.push(Offer::primary(Choice::Continue));
        }
        if opens {
            let open = if marked { Offer::plain } else { Offer::primary };
            offers.push(open(Choice::OpenPage));
        }
        if !marked {
            let mark = if opens { Offer::plain } else { Offer::primary };
            offers.push(mark(Choice::MarkDone));
        }
        if !task.refusals.is_empty() {
            offers.push(Offer::plain(Choice::SaysElse));
        }
        if task.sole {
            offers.push(Offer::plain(Choice::LookAgain));
        }
        offers.extend(task.starts.iter().map(|kind| self.starting(*kind)));
        offers
    }

    /// What the page may say instead, each with what it means and where it leads.
    fn refusals(&self, page: &Page, task: &Task) -> Sheet {
        let mut sheet = self.empty(Step::GuidedRefusals);
        let refusal = |(saying, helps): &(Saying, Option<WizardKind>)| Line {
            offers: helps.iter().map(|kind| self.starting(*kind)).collect(),
            ..says(*saying, Facts::default())
        };
        let items = task.refusals.iter().map(refusal);
        lines(&mut sheet, ListName::GuidedRefusals, items.collect());
        if self.mark_of(page.step).is_none() {
            sheet.offers = vec![Offer::plain(Choice::MarkDone)];
        }
        sheet
    }

    fn verify(&self, sheet: &mut Sheet, page: &Page, verify: &Verify) {
        let seen = self.seen(page);
        if verify.sees.is_empty() && !verify.mask {
            sheet.blocks.push(note(ListName::GuidedNoEvidence));
        }
        lines(sheet, ListName::GuidedSeen, seen);
        sheet.blocks.extend(verify.notes.iter().copied().map(note));
        let is_settled = self.is_settled(page, verify);
        if is_settled {
            sheet.offers.push(Offer::primary(Choice::Continue));
        } else if verify.own {
            sheet.offers.push(Offer::primary(Choice::SawIt));
        }
        if verify.mask {
            sheet.offers.push(Offer::plain(Choice::AskMask));
        }
        if !verify.sees.is_empty() {
            sheet.offers.push(Offer::plain(Choice::LookAgain));
        }
        if !is_settled {
            sheet.offers.push(Offer::plain(Choice::GoOnUnseen));
        }
        sheet
            .offers
            .extend(verify.starts.iter().map(|kind| self.starting(*kind)));
    }

    /// Whether the outcome is known: by the person who looked, or by everything public where that is all there is.
    pub(super) fn is_settled(&self, page: &Page, verify: &Verify) -> bool {
        let saw = self.mark_of(page.step).is_some();
        saw || !verify.own && self.is_verified(verify)
    }

    /// Whether everything public is as it should be.
    fn is_verified(&self, verify: &Verify) -> bool {
        let mask = !verify.mask || self.mask_shows_new() == Some(true);
        let owners = !verify.owners || self.owners_hold();
        verify.sees.iter().all(|sees| self.holds(sees)) && mask && owners
    }
}

/// Whether a wizard is begun about an account, and about nothing besides.
fn is_by_account(kind: WizardKind) -> bool {
    let by_plan = |plan: &Plan| plan.for_account && plan.subject.is_none();
    kind == WizardKind::FindLogin || plans::of(kind).is_some_and(by_plan)
}

fn page_block(page: SitePage, about: Option<String>) -> Block {
    Block::Page { page, about }
}

fn choose(sheet: &mut Sheet, ways: &Ways) {
    sheet.blocks.extend(ways.notes.iter().copied().map(note));
    let cards = ways.ways.iter().map(|(choice, _)| Offer::card(*choice));
    sheet.offers = cards.collect();
    sheet.offers.extend(ways.starts.iter().copied().map(Offer::starting));
}

/// The name of something of a closed list, as it is saved.
pub(crate) fn name_of(name: impl Serialize) -> String {
    let value = serde_json::to_value(name).ok();
    let text = value.as_ref().and_then(|value| value.as_str());
    text.unwrap_or_default().to_owned()
}
