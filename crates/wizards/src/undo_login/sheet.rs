//! What stands on the pages.

use super::{Alone, At, UndoLogin};
use crate::{
    Proved, Scene, Slot,
    page::{self, field},
};
use contract::{
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Sheet, Step, WizardKind},
    login::Decide,
    proof::Standing,
};

impl UndoLogin {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = self.has_back();
        sheet.refusal = self.hint.clone().or_else(|| self.decision.refusal.clone());
        match self.at {
            At::Intro => sheet.offers = browser_or_not(),
            At::Nothing => self.nothing(&mut sheet),
            At::Partner => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::Other);
                sheet.offers = browser_or_not();
            }
            At::Contest => {
                sheet.offers = vec![Offer::card(Choice::UseRecoveryCode), Offer::card(Choice::UseMailedCode)];
            }
            At::Check => page::decide(&mut sheet, &self.decision, Offer::primary(Choice::UndoChange)),
            At::Name => {
                sheet.fields = vec![field(FieldName::Username, self.name.as_deref().unwrap_or_default())];
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::Which => sheet.offers = vec![Offer::card(Choice::ChooseUndo), Offer::card(Choice::ChooseKeep)],
            At::By => {
                sheet.offers = vec![Offer::card(Choice::UseRecoveryCode), Offer::card(Choice::UseMailedCode)];
            }
            At::Code => self.code(&mut sheet),
            At::Freeze => self.act_page(&mut sheet, Offer::danger(Choice::FreezeAccount)),
            At::Mail => {
                let address = self.address.clone().unwrap_or_else(|| self.known_address(scene));
                sheet.fields = vec![field(FieldName::Email, &address)];
                self.act_page(&mut sheet, Offer::primary(Choice::SendCode));
            }
            At::MailCode => self.mail_code(&mut sheet),
            At::Decided | At::Done => self.over(&mut sheet),
        }
        if self.unknown && !self.decision.is_open() {
            sheet.blocks.push(page::warning(ListName::MayBeDone));
        }
        self.say_unsure(&mut sheet);
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Intro => Step::UndoLoginIntro,
            At::Nothing => Step::UndoLoginNothing,
            At::Partner => Step::UndoLoginPartner,
            At::Check => Step::UndoLoginCheck,
            At::Contest => Step::UndoLoginContest,
            At::Code => Step::UndoLoginCode,
            At::Freeze => Step::UndoLoginFreeze,
            At::Name => Step::UndoLoginName,
            At::Which => Step::UndoLoginWhich,
            At::By => Step::UndoLoginBy,
            At::Mail => Step::UndoLoginMail,
            At::MailCode => Step::UndoLoginMailCode,
            At::Decided => Step::UndoLoginDecided,
            At::Done => Step::UndoLoginDone,
        }
    }

    /// `is` says whether the change is undone, and not kept.
    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        let known = Some(self.username()).filter(|name| !name.is_empty());
        let of_profile = scene.account.as_ref().map(|account| account.username.clone());
        facts.username = known.or_else(|| self.subject.clone()).or(of_profile);
        let came_back = self.proofs.get(Slot::Current);
        facts.person = came_back.and_then(Proved::person);
        facts.other_person = self.proofs.get(Slot::Other).and_then(Proved::person);
        facts.is = Some(self.alone.is_none_or(|alone| alone.decide == Decide::Undo));
        match came_back.map(|proved| &proved.standing) {
            Some(Standing::Replaced { username, until, .. }) => {
                facts.other = Some(username.clone());
                facts.until = Some(*until);
            }
            Some(Standing::Linked { username }) => facts.other = Some(username.clone()),
            _ => {}
        }
        if let Some(address) = scene
            .account
            .as_ref()
            .and_then(|account| account.confirmed_email.clone())
        {
            facts.address = Some(address);
        }
    }

    /// Who came back can undo nothing here; perhaps at another account.
    fn nothing(&self, sheet: &mut Sheet) {
        page::who_came_back(sheet, &self.proofs, Slot::Current);
        if let Some((username, _)) = self.replaced() {
            sheet.facts.username = self.subject.clone().or(sheet.facts.username.take());
            let undo = Offer::starting(WizardKind::UndoLogin).about(username);
            sheet.helps.push(undo);
        }
        sheet.offers = browser_or_not();
    }

    fn code(&self, sheet: &mut Sheet) {
        if self.by_code && sheet.refusal.is_none() {
            sheet.blocks.push(Block::Note {
                list: ListName::TypeAgain,
                warns: false,
            });
        }
        sheet.fields = vec![field(FieldName::RecoveryCode, "")];
        match self.act() {
            None => sheet.offers = vec![Offer::primary(Choice::Continue)],
            Some(act) => {
                sheet.blocks.extend(self.what_it_does());
                sheet.offers = vec![Offer::primary(act)];
            }
        }
    }

    fn mail_code(&self, sheet: &mut Sheet) {
        sheet.fields = vec![field(FieldName::Code, "")];
        sheet.blocks.extend(self.what_it_does());
        sheet.offers = self.act().map(Offer::primary).into_iter().collect();
        sheet.offers.push(Offer::plain(Choice::SendCode));
    }

    /// A decision by a code has no preview: the gallery tells nothing about an account to who has no code yet.
    fn what_it_does(&self) -> Option<Block> {
        let Alone { decide, .. } = self.alone?;
        let list = match decide {
            Decide::Undo => ListName::Undoing,
            Decide::Keep => ListName::Keeping,
        };
        Some(Block::Note { list, warns: false })
    }

    fn act_page(&self, sheet: &mut Sheet, act: Offer) {
        if self.froze {
            sheet.blocks.push(Block::Note {
                list: ListName::Frozen,
                warns: true,
            });
        }
        sheet.offers = vec![act];
    }

    fn over(&self, sheet: &mut Sheet) {
        sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
        sheet.offers = vec![Offer::primary(Choice::Finish)];
        if self.at == At::Decided && self.proofs.asking.is_none() {
            sheet.offers.push(Offer::plain(Choice::SignInAgain));
        }
    }

    /// It was pressed, and either it is being sent or nobody knows: nothing else can be decided.
    fn say_unsure(&self, sheet: &mut Sheet) {
        if !self.decision.is_open() {
            return;
        }
        sheet.offers.clear();
        // What was sent to is not changed by typing; a secret may have to be typed once more.
        sheet.fields.retain(|field| field.name.is_secret());
        if self.decision.unsure {
            sheet.blocks.retain(|block| *block != page::unsure());
            sheet.blocks.push(page::unsure());
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
        }
    }
}

fn browser_or_not() -> Vec<Offer> {
    vec![Offer::primary(Choice::OpenBrowser), Offer::plain(Choice::NoAccess)]
}
