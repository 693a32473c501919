//! What stands on the pages.

use super::{At, Convert};
use crate::{Scene, Slot, page, proofs::person};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, Facts, FieldName, ListName, Offer, Sheet, Step, WizardKind},
};

/// What a conversion means, one sentence each.
const MEANS: [&str; 4] = ["for_ever", "sign_in", "administrator", "stays"];

impl Convert {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = matches!(
            self.at,
            At::Blockers | At::Leave | At::Administrator | At::Proof | At::WrongPerson | At::Check
        );
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Intro => self.intro(&mut sheet),
            At::Blockers => self.blockers_page(&mut sheet),
            At::Leave => self.leave(&mut sheet),
            At::Administrator => self.administrator_page(&mut sheet, scene),
            At::Proof => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::WrongPerson => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::Current);
                sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
            }
            At::Check => {
                if self.type_again {
                    sheet.blocks.push(page::note(ListName::TypeAgain));
                }
                if self.needs_code() {
                    sheet.fields.push(page::field(FieldName::RecoveryCode, ""));
                }
                sheet
                    .fields
                    .push(page::field(FieldName::Confirmation, &self.confirmation));
                page::decide(&mut sheet, &self.decision, Offer::danger(Choice::RequestConversion));
            }
            At::Waiting => self.waiting(&mut sheet),
            At::SignedOut => {
                // Nobody signs in to an account without a login: its session is opened by this wizard.
                let again = if self.is_in_recovery() {
                    Choice::BeginAgain
                } else {
                    Choice::SignInElsewhere
                };
                sheet.offers = vec![
                    Offer::primary(again),
                    Offer::plain(Choice::LookAgain),
                    Offer::plain(Choice::Finish),
                ];
            }
            At::Done | At::Cancelled | At::Over => page::done(&mut sheet, self.receipt.as_ref()),
        }
        if self.unknown && matches!(self.at, At::Proof | At::Check) {
            sheet.blocks.push(page::warning(ListName::MayBeDone));
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Intro => Step::ConvertIntro,
            At::Blockers => Step::ConvertBlockers,
            At::Leave => Step::ConvertLeave,
            At::Administrator => Step::ConvertAdministrator,
            At::Proof => Step::ConvertProof,
            At::WrongPerson => Step::ConvertWrongPerson,
            At::Check => Step::ConvertCheck,
            At::Waiting => Step::ConvertWaiting,
            At::SignedOut => Step::ConvertSignedOut,
            At::Done => Step::ConvertDone,
            At::Cancelled => Step::ConvertCancelled,
            At::Over => Step::ConvertOver,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        let account = self.account.known.as_ref().or(scene.account.as_ref());
        let known = Some(self.username()).filter(|name| !name.is_empty());
        facts.username = known.or_else(|| account.map(|account| account.username.clone()));
        facts.address = account.and_then(|account| account.confirmed_email.clone());
        let login = account.and_then(|account| account.login.as_ref());
        facts.person = login.and_then(|login| person(&login.identity));
        facts.other_person = self.proofs.get(Slot::Current).and_then(crate::Proved::person);
        facts.organization = self.organization.clone();
        facts.other = Some(self.administrator.trim().to_owned()).filter(|name| !name.is_empty());
        if let Some(request) = &self.request {
            facts.other = Some(request.administrator.clone());
            facts.at = Some(request.made_at);
            facts.until = Some(request.effective_at.unwrap_or(request.expires_at));
            facts.is = Some(request.effective_at.is_some());
        }
        // Asked for in a recovery, it takes effect 72 hours after it was accepted (rule 12.12).
        if matches!(self.at, At::SignedOut | At::Check) {
            facts.is = Some(self.is_in_recovery());
        }
    }

    fn intro(&self, sheet: &mut Sheet) {
        let problem = self.account.refusal.as_ref().or(self.own.refusal.as_ref());
        let Some(account) = &self.account.known else {
            return page::unread(sheet, problem);
        };
        let means = MEANS.map(|word| Facts {
            username: Some(account.username.clone()),
            word: Some(word.to_owned()),
            ..Facts::default()
        });
        let means = means.into_iter().map(|facts| page::line(facts, Vec::new()));
        page::lines(sheet, ListName::ConversionMeans, means.collect());
        if self.is_known() {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
        }
        page::unread(sheet, problem);
    }

    fn blockers_page(&self, sheet: &mut Sheet) {
        let found = self.blockers();
        sheet.facts.count = u32::try_from(found.len()).ok();
        let free = found.is_empty() && self.is_known();
        if !found.is_empty() {
            page::blocked(sheet, found);
        }
        if self.step_out.unsure || self.step_out.refusal.is_some() {
            page::decide_at_once(sheet, &self.step_out, Offer::primary(Choice::TryAgain));
        } else if free {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
        }
        let problem = self.organizations.refusal.as_ref().or(self.own.refusal.as_ref());
        // What was pressed is tried again first.
        page::unread(sheet, problem.filter(|_| !self.is_held()));
    }

    fn leave(&self, sheet: &mut Sheet) {
        page::decide(sheet, &self.step_out, Offer::danger(Choice::LeaveOrganization));
        // An organization without a confirmed address keeps everybody (rule 11.6): that is mended there, too.
        let there = |code| matches!(code, Code::LastAdministrator | Code::OrganizationUnconfirmed);
        let refused = self.step_out.refusal.as_ref().map(|problem| problem.code);
        if let (Some(name), true) = (&self.organization, refused.is_some_and(there)) {
            sheet.helps = vec![Offer::starting(WizardKind::Members).about(name)];
        }
    }

    fn administrator_page(&self, sheet: &mut Sheet, scene: &Scene) {
        sheet.fields = vec![page::somebody(&self.administrator, scene)];
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::Continue));
        if self.decision.refusal.is_some() {
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
        }
    }

    fn waiting(&self, sheet: &mut Sheet) {
        if let Some(receipt) = self.receipt.clone() {
            sheet.blocks.push(Block::Consequences {
                list: ListName::WillChange,
                items: receipt.changed,
            });
        }
        page::decide_at_once(sheet, &self.decision, Offer::plain(Choice::CancelConversion));
        // No events come to a recovery session.
        if self.is_in_recovery() && !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::LookAgain));
        }
        page::unread(sheet, self.own.refusal.as_ref().filter(|_| !self.is_held()));
    }
}
