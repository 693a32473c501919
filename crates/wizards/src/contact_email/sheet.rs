//! What stands on the pages.

use super::{At, ContactEmail};
use crate::{Scene, Slot, page, proofs::person};
use contract::{
    Code, Timestamp,
    desktop::wizard::{Choice, FieldName, ListName, Offer, Sheet, Step},
};

impl ContactEmail {
    /// What was typed is judged on its own page, or on that of a sign-in that has just come back: the one with the
    /// consequences comes with them.
    pub(super) fn shown(&self) -> At {
        let judging = self.decision.foreseen.is_none() && self.decision.refusal.is_none();
        match self.at {
            At::Check if judging && self.came_back => At::Proof,
            At::Check if judging => At::Address,
            at => at,
        }
    }

    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let at = self.shown();
        let mut sheet = Sheet::new(match at {
            At::Address if self.held_until().is_some() => Step::ContactEmailLater,
            At::Address => Step::ContactEmailAddress,
            At::Proof => Step::ContactEmailProof,
            At::WrongPerson => Step::ContactEmailWrongPerson,
            At::Check => Step::ContactEmailCheck,
            At::Code => Step::ContactEmailCode,
            At::Done => Step::ContactEmailDone,
            At::Withdrawn => Step::ContactEmailWithdrawn,
        });
        self.facts(&mut sheet, scene);
        sheet.back = matches!(at, At::Proof | At::WrongPerson | At::Check | At::Code);
        sheet.refusal = self.hint.clone();
        match at {
            At::Address => self.address_page(&mut sheet),
            At::Proof => self.proof_page(&mut sheet),
            At::WrongPerson => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::Current);
                sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
            }
            At::Check => page::decide(&mut sheet, &self.decision, Offer::primary(Choice::ChangeEmail)),
            At::Code => self.code_page(&mut sheet),
            At::Done | At::Withdrawn => page::done(&mut sheet, self.receipt.as_ref()),
        }
        sheet
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(self.subject(scene));
        facts.organization = self.organization.clone();
        facts.address = self.confirmed();
        facts.other_address = match self.shown() {
            At::Address | At::Code | At::Withdrawn => self.pending(),
            At::Proof | At::WrongPerson | At::Check => Some(self.address.trim().to_owned()),
            At::Done => self.before.clone(),
        };
        if matches!(self.shown(), At::Proof | At::WrongPerson) {
            let login = self.account.known.as_ref().and_then(|account| account.login.as_ref());
            facts.person = login.and_then(|login| person(&login.identity));
            facts.other_person = self.proofs.get(Slot::Current).and_then(crate::Proved::person);
        }
    }

    fn address_page(&self, sheet: &mut Sheet) {
        let Some(account) = &self.account.known else {
            return page::unread(sheet, self.account.refusal.as_ref());
        };
        if let Some(until) = self.held_until() {
            return self.later_page(sheet, until);
        }
        let blockers = page::standing_in_the_way(account);
        if !blockers.is_empty() {
            return page::blocked(sheet, blockers);
        }
        let typed = self.address.trim();
        let same = account.pending_email.is_none()
            && account
                .confirmed_email
                .as_ref()
                .is_some_and(|known| known.eq_ignore_ascii_case(typed));
        if same {
            sheet.blocks.push(page::note(ListName::SameAddress));
        }
        sheet.fields = vec![page::field(FieldName::Email, &self.address)];
        if self.type_again {
            sheet.blocks.push(page::note(ListName::TypeAgain));
        }
        if self.login().is_some() {
            page::who_came_back(sheet, &self.proofs, Slot::Current);
        } else if self.takes_password() {
            sheet.fields.push(page::field(FieldName::Password, ""));
        }
        sheet.offers = vec![Offer::primary(Choice::Continue)];
        if self.offers_login() {
            sheet.offers.push(Offer::plain(Choice::ProveInstead));
        }
    }

    /// Where the answer to what was pressed is lost, the gallery says first how it stands.
    fn proof_page(&self, sheet: &mut Sheet) {
        page::who_came_back(sheet, &self.proofs, Slot::Current);
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
        if self.unknown {
            sheet.blocks.push(page::warning(ListName::MayBeDone));
            page::unread(sheet, self.account.refusal.as_ref());
        }
    }

    /// What is typed now is there once it can be used. `is` says whether the person is told then.
    fn later_page(&self, sheet: &mut Sheet, until: Timestamp) {
        sheet.facts.until = Some(until);
        sheet.facts.is = Some(self.reminds);
        if self.reminds {
            sheet.facts.other_address = Some(self.address.trim().to_owned()).filter(|typed| !typed.is_empty());
            sheet.offers = vec![Offer::plain(Choice::LookAgain)];
        } else {
            sheet.fields = vec![page::field(FieldName::Email, &self.address)];
            sheet.offers = vec![Offer::primary(Choice::Remind), Offer::plain(Choice::LookAgain)];
        }
        let username = sheet.facts.username.clone().unwrap_or_default();
        sheet.helps = page::remedy(Code::LoginChangeOpen, &username);
    }

    fn code_page(&self, sheet: &mut Sheet) {
        if self.sent {
            sheet.blocks.push(page::note(ListName::CodeSent));
        }
        sheet.fields = vec![page::field(FieldName::Code, "")];
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::ConfirmCode));
        if self.type_again {
            page::type_again(sheet, FieldName::Code);
        }
        if self.decision.unsure {
            return;
        }
        sheet.offers.push(Offer::plain(Choice::ResendCode));
        sheet.offers.push(Offer::plain(Choice::AnotherAddress));
        // The only address that an account has is not withdrawn (rule 5.15).
        if self.confirmed().is_some() {
            sheet.offers.push(Offer::plain(Choice::WithdrawEmail));
        }
    }
}
