//! What stands on the pages.

use super::{At, DeleteAccount};
use crate::{Scene, Slot, page, proofs::person};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, OfferStyle, Sheet, Step, WizardKind},
};

impl DeleteAccount {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = matches!(
            self.at,
            At::Packages | At::HandOver | At::Orphans | At::Proof | At::WrongPerson | At::Check
        );
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Intro => self.intro(&mut sheet),
            At::Packages => self.packages(&mut sheet),
            At::HandOver => self.handing_over.page(&mut sheet, scene),
            At::Orphans => {
                sheet.offers = vec![Offer::card(Choice::UnlistOrphans), Offer::card(Choice::LeaveOrphans)];
            }
            At::Proof => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::WrongPerson => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::Current);
                sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
            }
            At::Check => self.check(&mut sheet),
            At::Grace => self.grace(&mut sheet),
            At::SignedOut => self.signed_out(&mut sheet, scene),
            At::Kept | At::Gone => page::done(&mut sheet, self.receipt.as_ref()),
        }
        if self.unknown && matches!(self.at, At::Proof | At::Check) {
            sheet.blocks.push(page::warning(ListName::MayBeDone));
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Intro => Step::DeleteAccountIntro,
            At::Packages => Step::DeleteAccountPackages,
            At::HandOver => Step::DeleteAccountHandOver,
            At::Orphans => Step::DeleteAccountOrphans,
            At::Proof => Step::DeleteAccountProof,
            At::WrongPerson => Step::DeleteAccountWrongPerson,
            At::Check => Step::DeleteAccountCheck,
            At::Grace => Step::DeleteAccountGrace,
            At::SignedOut => Step::DeleteAccountSignedOut,
            At::Kept => Step::DeleteAccountKept,
            At::Gone => Step::DeleteAccountGone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        let login = scene.account.as_ref().and_then(|account| account.login.as_ref());
        facts.person = login.and_then(|login| person(&login.identity));
        facts.other_person = self.proofs.get(Slot::Current).and_then(crate::Proved::person);
        facts.address = scene
            .account
            .as_ref()
            .and_then(|account| account.confirmed_email.clone());
        facts.until = self.due;
        facts.word = self.handing_over.package().map(str::to_owned);
        facts.count = u32::try_from(self.orphans().len()).ok();
        facts.is = match self.at {
            At::Check => Some(page::deleted_at_once(&self.decision, scene.now)),
            At::Grace => self.deletion.known.as_ref().map(|known| known.needs_another_identity),
            At::SignedOut => self.due.map(|due| due <= scene.now),
            At::Kept => Some(self.receipt.is_none()),
            _ => None,
        };
    }

    fn intro(&self, sheet: &mut Sheet) {
        let problem = self.account.refusal.as_ref().or(self.deletion.refusal.as_ref());
        let Some(account) = &self.account.known else {
            return page::unread(sheet, problem);
        };
        let blockers = page::standing_in_the_way(account);
        // A locked account may be deleted (rule 14.1); that one is being deleted is this wizard's own.
        let free = [Some(Code::AccountLocked), Some(Code::DeletionPending)];
        let blockers: Vec<_> = blockers.into_iter().filter(|line| !free.contains(&line.code)).collect();
        if !blockers.is_empty() {
            sheet.facts.is = Some(true);
            return page::blocked(sheet, blockers);
        }
        page::decide(sheet, &self.decision, Offer::primary(Choice::Continue));
        page::unread(sheet, problem);
    }

    fn packages(&self, sheet: &mut Sheet) {
        self.handing_over.list(sheet, self.orphans(), |_, _| None);
        if self.decision.foreseen.is_some() {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
        }
        page::unread(sheet, self.decision.refusal.as_ref());
    }

    fn check(&self, sheet: &mut Sheet) {
        sheet.fields = vec![page::field(FieldName::Confirmation, &self.confirmation)];
        page::decide(sheet, &self.decision, Offer::danger(Choice::DeleteAccount));
    }

    fn grace(&self, sheet: &mut Sheet) {
        if let Some(receipt) = self.receipt.clone() {
            sheet.blocks.push(Block::Receipt(receipt));
        } else if let Some(deletion) = &self.deletion.known {
            sheet.blocks.push(Block::Consequences {
                list: ListName::WillChange,
                items: deletion.consequences.clone(),
            });
        }
        if sheet.facts.is == Some(true) {
            // This session keeps nothing: it takes the mailed link (rule 14.17).
            let keep = Offer::starting(WizardKind::KeepAccount).called(Choice::KeepAccount);
            sheet.offers = vec![keep.styled(OfferStyle::Primary)];
        } else {
            page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::KeepAccount));
        }
        sheet.offers.push(Offer::plain(Choice::Finish));
    }

    /// Without a session there is nothing to look at: the gallery tells nobody else how it stands.
    fn signed_out(&self, sheet: &mut Sheet, scene: &Scene) {
        if let Some(receipt) = self.receipt.clone() {
            sheet.blocks.push(Block::Receipt(receipt));
        }
        let name = scene.username();
        let signed_in = scene.signed_in.iter().any(|account| account.username == name);
        sheet.offers = vec![Offer::primary(Choice::SignInElsewhere)];
        sheet
            .offers
            .extend(signed_in.then_some(Offer::plain(Choice::LookAgain)));
        sheet.offers.push(Offer::plain(Choice::Finish));
    }
}
