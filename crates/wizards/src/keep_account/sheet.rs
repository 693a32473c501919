//! What stands on the pages.

use super::{At, KeepAccount, Takes};
use crate::{
    Proved, Scene, Slot,
    page::{self, field},
};
use contract::{
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step, WizardKind},
    proof::Standing,
};

impl KeepAccount {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet);
        sheet.back = self.has_back();
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Link => self.link(&mut sheet),
            At::Used => self.used(&mut sheet, scene),
            At::SignIn => {
                self.what_returns(&mut sheet);
                sheet.offers = vec![
                    Offer::primary(Choice::OpenBrowser),
                    Offer::plain(Choice::CreateIdentity),
                ];
            }
            At::MakeOne => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::Taken => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::New);
                sheet.offers = vec![
                    Offer::primary(Choice::AnotherIdentity),
                    Offer::plain(Choice::CreateIdentity),
                ];
            }
            At::Check => self.check(&mut sheet),
            At::Kept => self.over(&mut sheet),
        }
        if self.left_open.is_some() {
            sheet.blocks.push(page::warning(ListName::EarlierLeftOpen));
        }
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Link => Step::KeepAccountLink,
            At::Used => Step::KeepAccountUsed,
            At::SignIn => Step::KeepAccountSignIn,
            At::MakeOne => Step::KeepAccountMakeOne,
            At::Taken => Step::KeepAccountTaken,
            At::Check => Step::KeepAccountCheck,
            At::Kept => Step::KeepAccountKept,
        }
    }

    /// `is` says whether getting in is a recovery; `person` is who has signed in since it was kept.
    fn facts(&self, sheet: &mut Sheet) {
        let facts = &mut sheet.facts;
        facts.username = self.username.clone();
        facts.person = self.signed_in.clone();
        facts.is = Some(self.takes == Takes::Recovery);
        facts.word = self.left_open.clone();
        let came_back = self.proofs.get(Slot::New);
        facts.other_person = came_back.and_then(Proved::person);
        if let Some(Standing::Linked { username }) = came_back.map(|proved| &proved.standing) {
            facts.other = Some(username.clone());
        }
    }

    fn link(&self, sheet: &mut Sheet) {
        sheet.fields = vec![field(FieldName::MailedLink, "")];
        if self.paste_again {
            sheet.blocks.push(page::note(ListName::TypeAgain));
        }
        if self.decision.is_open() || self.unknown {
            sheet.blocks.push(page::unsure());
        }
        let again = self.decision.is_open();
        sheet.offers = vec![Offer::primary(if again { Choice::TryAgain } else { Choice::Continue })];
        // Who has not got the mail any more keeps the account with another one (rule 14.17).
        if !again {
            sheet.offers.push(Offer::starting(WizardKind::Recover));
        }
    }

    /// The link keeps nothing any more: somebody used it, perhaps by this very wizard, or it is too late.
    fn used(&self, sheet: &mut Sheet, scene: &Scene) {
        let known = self.username.as_ref().and_then(|username| scene.profile_of(username));
        if known.is_none() {
            sheet.offers.push(Offer::primary(Choice::SignIn));
        }
        sheet.offers.push(Offer::plain(Choice::LookAgain));
        sheet.offers.push(Offer::starting(WizardKind::Recover));
    }

    /// What comes back is known before anybody has signed in.
    fn what_returns(&self, sheet: &mut Sheet) {
        let needs = |line: &&Consequence| matches!(line, Consequence::LoginMissing { .. });
        let items: Vec<Consequence> = self.returns.iter().filter(|line| !needs(line)).cloned().collect();
        sheet.blocks.push(Block::Consequences {
            list: ListName::WillChange,
            items,
        });
    }

    fn check(&self, sheet: &mut Sheet) {
        if self.takes == Takes::Identity {
            page::identity(sheet, &self.proofs, Slot::New, ListName::SignsInNext);
            page::replaced_elsewhere(sheet, &self.proofs, Slot::New);
        }
        page::decide(sheet, &self.decision, Offer::primary(Choice::KeepAccount));
        // Of an account that the identity lost it is told by `page::replaced_elsewhere`.
        let refusal = sheet.refusal.as_ref().filter(|problem| !page::is_elsewhere(problem));
        if let (Some(problem), Some(username)) = (refusal, &self.username) {
            let helps = page::remedy_without_session(problem.code, username);
            sheet.helps.extend(helps);
        }
        if self.takes == Takes::Identity && !self.decision.is_open() {
            sheet.offers.push(Offer::plain(Choice::AnotherIdentity));
        }
    }

    fn over(&self, sheet: &mut Sheet) {
        sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
        if self.decision.unsure {
            sheet.refusal = self.decision.refusal.clone();
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
            return;
        }
        sheet.offers = vec![Offer::primary(Choice::Finish)];
        if self.takes == Takes::Recovery {
            sheet.offers.push(Offer::starting(WizardKind::Recover));
        } else if self.signed_in.is_none() && self.proofs.asking.is_none() {
            sheet.offers.push(Offer::plain(Choice::SignInAgain));
        }
    }
}
