//! What the person's answers do.

use super::{
    Guided, Mark, Waits, mask,
    plan::{Check, Does, Hope, Page, Sees},
    sheet::name_of,
};
use crate::{Scene, guided::look::Found, page::confirmed};
use accounts::{email::EmailAddress, username::Username};
use contract::{
    Code, Problem, Timestamp,
    desktop::wizard::{Choice, FieldName, Saying, Step},
};

impl Guided {
    pub(super) fn choose(&mut self, choice: Choice, target: Option<&str>, scene: &Scene) {
        self.hint = None;
        let Some(page) = self.page() else {
            if choice == Choice::Continue {
                self.take_account();
            }
            return;
        };
        match choice {
            Choice::Continue if !self.aside => self.go_on(page, scene),
            Choice::GoOnUnseen if matches!(page.does, Does::Verify(_)) => self.leave(page, scene.now),
            Choice::LookAgain => self.look_again(page),
            Choice::AskMask if page.has_mask() => self.mask.press(),
            Choice::SaysElse if is_refusable(page) => self.aside = true,
            Choice::MarkDone if is_task(page) => self.mark(page, scene),
            Choice::SawIt if is_own(page) => self.mark(page, scene),
            Choice::HaveIt | Choice::HaveNot => self.tick(page, choice, target),
            _ => self.turn_off(page, choice, scene),
        }
    }

    /// One step back, with everything as it was.
    pub(super) fn back(&mut self) {
        self.hint = None;
        if self.mask.is_asked() {
            self.mask.forget_press();
        } else if self.aside {
            self.aside = false;
        } else if self.ended.is_none() && self.trail.pop().is_none() && self.asked {
            self.account = None;
        }
    }

    /// Which account was typed.
    fn take_account(&mut self) {
        let typed = self.typed.get(&FieldName::Username).cloned().unwrap_or_default();
        match judge(FieldName::Username, &typed) {
            Ok(()) => {
                self.account = Some(typed.trim().to_owned());
                self.asked = true;
            }
            Err(problem) => self.hint = Some(problem),
        }
    }

    fn go_on(&mut self, page: &'static Page, scene: &Scene) {
        let may = match &page.does {
            Does::Ask(fields) => self.accept(fields),
            Does::Check(check) => self.is_ready(check) && self.is_confirmed(check),
            Does::Task(_) => self.mark_of(page.step).is_some(),
            Does::Verify(verify) => self.is_settled(page, verify),
            Does::Choose(_) | Does::Done(_) => false,
        };
        if may {
            self.leave(page, scene.now);
        }
    }

    /// Takes what was typed, or says what is wrong with it.
    fn accept(&mut self, fields: &[FieldName]) -> bool {
        for field in fields {
            let typed = self.typed.get(field).map(String::as_str).unwrap_or_default();
            let account = self.account.as_deref().unwrap_or_default();
            let mut judged = judge(*field, typed);
            if *field == FieldName::OtherUsername && typed.trim().eq_ignore_ascii_case(account) {
                judged = Err(about(Code::SiteSameAccount, *field));
            }
            if let Err(problem) = judged {
                self.hint = Some(problem);
                return false;
            }
        }
        if fields.contains(&FieldName::Username) {
            self.account = self.typed.get(&FieldName::Username).map(|name| name.trim().to_owned());
        }
        true
    }

    /// Whether everything is at hand, and nothing that was seen speaks against going on.
    pub(super) fn is_ready(&self, check: &Check) -> bool {
        let all = check.at_hand.iter().all(|(item, _)| self.at_hand.contains(item));
        let against = |sees: &Sees| self.is_against(sees);
        all && self.wanted_look().is_none() && !check.sees.iter().any(against)
    }

    /// Whether what was seen is the opposite of what is hoped for. What could not be seen speaks against nothing.
    pub(super) fn is_against(&self, sees: &Sees) -> bool {
        let known = self.look(sees.who).and_then(|look| look.known());
        known.is_some_and(|found| matches!(found, Found::Live(_)) != (sees.hope == Hope::Live))
    }

    /// Whether what was seen is what is hoped for.
    pub(super) fn holds(&self, sees: &Sees) -> bool {
        let known = self.look(sees.who).and_then(|look| look.known());
        known.is_some() && !self.is_against(sees)
    }

    fn is_confirmed(&mut self, check: &Check) -> bool {
        let Some(who) = check.confirms else { return true };
        let typed = self.typed.get(&FieldName::Confirmation).cloned().unwrap_or_default();
        let name = self.name(who).unwrap_or_default();
        self.hint = confirmed(&typed, name).err();
        self.hint.is_none()
    }

    fn look_again(&mut self, page: &Page) {
        for sees in page.sees() {
            if let Some(look) = self.looks.get_mut(&sees.who) {
                look.wanted = true;
            }
        }
        self.owners.want();
    }

    fn tick(&mut self, page: &Page, choice: Choice, target: Option<&str>) {
        let Does::Check(check) = &page.does else { return };
        let is_meant = |item: &Saying| Some(name_of(*item).as_str()) == target;
        let Some((item, _)) = check.at_hand.iter().find(|(item, _)| is_meant(item)) else {
            return;
        };
        if choice == Choice::HaveIt {
            self.at_hand.insert(*item);
        } else {
            self.at_hand.remove(item);
        }
    }

    /// Done: marked once, with the time of the first press.
    fn mark(&mut self, page: &'static Page, scene: &Scene) {
        if self.mark_of(page.step).is_none() {
            let (step, at) = (page.step, scene.now);
            self.marked.push(Mark { step, at });
        }
        self.aside = false;
        self.leave(page, scene.now);
    }

    /// One of several ways.
    fn turn_off(&mut self, page: &'static Page, choice: Choice, scene: &Scene) {
        let Does::Choose(ways) = &page.does else { return };
        if let Some((_, to)) = ways.ways.iter().find(|(way, _)| *way == choice) {
            self.enter(page.step, *to, scene.now);
        }
    }

    fn leave(&mut self, page: &'static Page, now: Timestamp) {
        let pages = self.plan().pages;
        let follows = |step: Step| {
            let at = pages.iter().position(|page| page.step == step)?;
            pages.get(at + 1)
        };
        let named = |step: Step| pages.iter().find(|page| page.step == step);
        let mut next = page.then.map_or_else(|| follows(page.step), named);
        while let Some(passed) = next.filter(|next| next.unless_shared && self.is_shared()) {
            next = passed.then.map_or_else(|| follows(passed.step), named);
        }
        if let Some(next) = next {
            self.enter(page.step, next.step, now);
        }
    }

    fn enter(&mut self, from: Step, to: Step, now: Timestamp) {
        if self.trail.is_empty() {
            self.trail.push(from);
        }
        self.trail.push(to);
        self.aside = false;
        let Some(page) = self.page() else { return };
        match page.does {
            Does::Done(_) => self.ended = Some(now),
            // What was seen before the act shows nothing of its outcome.
            Does::Verify(_) => self.look_again(page),
            Does::Ask(_) | Does::Choose(_) | Does::Check(_) | Does::Task(_) => {}
        }
    }

    pub(super) fn take_mask(&mut self, seen: String, now: Timestamp) {
        if !self.mask.is_asked() {
            return;
        }
        let verifies = self.page().is_some_and(|page| matches!(page.does, Does::Verify(_)));
        if verifies {
            self.mask.take_after(seen, now);
        } else {
            self.mask.take_before(seen);
        }
    }

    /// Whether the mask shows the new address; nothing where it cannot tell.
    pub(super) fn mask_shows_new(&self) -> Option<bool> {
        let (after, _) = self.mask.after.as_ref()?;
        let address = self.typed.get(&FieldName::Email)?;
        let fits_after = mask::fits(after, address)?;
        // Both addresses look alike behind the mask.
        let fitted_before = self
            .mask
            .before
            .as_deref()
            .and_then(|before| mask::fits(before, address));
        (fitted_before != Some(true)).then_some(fits_after)
    }

    /// Who acts now.
    pub(super) fn waits(&self) -> Waits {
        match self.page().map(|page| &page.does) {
            Some(Does::Task(task)) => task.waits,
            Some(Does::Verify(verify)) if verify.by_operator && !verify.sees.iter().all(|sees| self.holds(sees)) => {
                Waits::Operator
            }
            _ => Waits::Person,
        }
    }
}

fn is_task(page: &Page) -> bool {
    matches!(page.does, Does::Task(_))
}

fn is_refusable(page: &Page) -> bool {
    matches!(&page.does, Does::Task(task) if !task.refusals.is_empty())
}

fn is_own(page: &Page) -> bool {
    matches!(&page.does, Does::Verify(verify) if verify.own)
}

/// Whether what was typed has the form that nuget.org asks for.
fn judge(field: FieldName, typed: &str) -> Result<(), Problem> {
    let typed = typed.trim();
    let judged = match field {
        FieldName::Username | FieldName::OtherUsername | FieldName::OrganizationName | FieldName::NewUsername => {
            Username::parse(typed).err()
        }
        FieldName::Email => EmailAddress::parse_kept(typed).err(),
        FieldName::Domain => return judge_domain(typed),
        _ => None,
    };
    match judged {
        Some(refusal) => Err(about(refusal.code, field)),
        None => Ok(()),
    }
}

fn judge_domain(typed: &str) -> Result<(), Problem> {
    match crate::unmanaged_tenant::domain_of(typed) {
        Some(_) => Ok(()),
        None => Err(about(Code::EmailInvalid, FieldName::Domain)),
    }
}

fn about(code: Code, field: FieldName) -> Problem {
    Problem::new(code, "not of the form that nuget.org asks for").about(&name_of(field))
}
