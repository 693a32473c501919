//! What stands on the pages.

mod third;

use super::{At, ChangeLogin, blockers};
use crate::{
    Scene, Slot, decision,
    page::{self, field},
    proofs::person,
};
use accounts::email::{fold, plainest};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, Receipt, Sheet, Step, WizardKind},
};

impl ChangeLogin {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let blocked = self.blockers(scene);
        let mut sheet = Sheet::new(if blocked.is_empty() {
            self.step()
        } else {
            Step::ChangeLoginBlocked
        });
        self.facts(&mut sheet, scene);
        sheet.back = self.has_back();
        sheet.refusal = self.hint.clone();
        match self.at {
            At::Intro => self.intro(&mut sheet, blocked),
            At::SignIn | At::New | At::ThirdNew => self.sign_in_page(&mut sheet),
            At::Current => self.current_page(&mut sheet, scene),
            At::WrongPerson => self.wrong_person(&mut sheet, Slot::Current),
            At::Code => self.code(&mut sheet, scene),
            At::MakeOne => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::SamePerson => {
                page::who_came_back(&mut sheet, &self.proofs, Slot::New);
                sheet.offers = vec![Offer::primary(Choice::AnotherIdentity)];
            }
            At::Conflict => self.conflict(&mut sheet),
            At::Check => self.check(&mut sheet),
            At::Swap => self.decide(&mut sheet, Offer::primary(Choice::SwapLogins)),
            At::Packages => self.packages(&mut sheet, scene),
            At::PackagesOpen if self.decision.is_open() => self.unsure(&mut sheet),
            At::PackagesOpen => sheet.offers = vec![Offer::primary(Choice::OpenBrowser)],
            At::HandOver => self.handing_over.page(&mut sheet, scene),
            At::Move => {
                sheet.fields = vec![field(FieldName::Confirmation, &self.confirmation)];
                self.decide(&mut sheet, Offer::danger(Choice::MoveLogin));
                self.orphans_stay_listed(&mut sheet);
            }
            At::FindOut if sheet.refusal.is_some() => {
                sheet.offers = vec![Offer::primary(Choice::TryAgain)];
                page::session_ended(&mut sheet);
            }
            At::FindOut => {}
            At::Done => self.done_page(&mut sheet, scene),
            _ => self.third_page(&mut sheet),
        }
        self.help(&mut sheet, scene);
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::Intro if self.from_conflict => Step::ConflictIntro,
            At::Intro => Step::ChangeLoginIntro,
            At::SignIn => Step::ChangeLoginSignIn,
            At::Current => Step::ChangeLoginCurrent,
            At::Code => Step::ChangeLoginCode,
            At::WrongPerson => Step::ChangeLoginWrongPerson,
            At::New => Step::ChangeLoginNew,
            At::MakeOne => Step::ChangeLoginMakeOne,
            At::SamePerson => Step::ChangeLoginSamePerson,
            At::Check => Step::ChangeLoginCheck,
            At::Conflict => Step::ChangeLoginConflict,
            At::Swap => Step::ChangeLoginSwap,
            At::Packages => Step::ChangeLoginPackages,
            At::PackagesOpen => Step::ChangeLoginPackagesOpen,
            At::HandOver => Step::ChangeLoginHandOver,
            At::Move => Step::ChangeLoginMove,
            At::Third => Step::ChangeLoginThird,
            At::ThirdOpen => Step::ChangeLoginThirdOpen,
            At::ThirdWrong => Step::ChangeLoginThirdWrong,
            At::ThirdCurrent => Step::ChangeLoginThirdCurrent,
            At::ThirdNew => Step::ChangeLoginThirdNew,
            At::ThirdTaken => Step::ChangeLoginThirdTaken,
            At::ThirdCheck => Step::ChangeLoginThirdCheck,
            At::FindOut => Step::ChangeLoginFindOut,
            At::Done => Step::ChangeLoginDone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = scene.account.as_ref().map(|account| account.username.clone());
        facts.other = self.other();
        let login = scene.account.as_ref().and_then(|account| account.login.as_ref());
        facts.person = login.and_then(|login| person(&login.identity));
        let slot = if self.at == At::WrongPerson {
            Slot::Current
        } else {
            Slot::New
        };
        facts.other_person = self.proofs.get(slot).and_then(crate::Proved::person);
        facts.is = match self.at {
            At::Move => Some(page::deleted_at_once(&self.decision, scene.now)),
            At::Check => self.moved.is_some().then(|| self.ends_undo_of_other()),
            _ => self.moved.is_some().then_some(true),
        };
        if self.at == At::New && self.moved.is_some() {
            facts.other_person = self.freed();
        }
        facts.address = scene
            .account
            .as_ref()
            .and_then(|account| account.confirmed_email.clone());
        facts.until = self.receipt_now(scene).and_then(|receipt| receipt.undo_until);
        self.third_facts(sheet);
    }

    /// What is seen to stand in the way before anything was asked.
    fn blockers(&self, scene: &Scene) -> Vec<contract::desktop::wizard::Line> {
        match &scene.account {
            Some(account) if self.at == At::Intro => blockers::of(account, self.demanded()),
            _ => Vec::new(),
        }
    }

    fn intro(&self, sheet: &mut Sheet, blocked: Vec<contract::desktop::wizard::Line>) {
        sheet.refusal = self.decision.refusal.clone();
        if sheet.refusal.is_some() {
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
        }
        if !blocked.is_empty() {
            sheet.blocks = vec![Block::Lines {
                list: ListName::Blockers,
                items: blocked,
            }];
            sheet.offers = vec![Offer::plain(Choice::TryAgain)];
        } else if self.known && !self.demands.is_wanted() {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
            self.contact_first(sheet);
        }
    }

    /// Mails go to the address of the Microsoft account that is left, and that cannot be changed while this can be undone.
    fn contact_first(&self, sheet: &mut Sheet) {
        let facts = &sheet.facts;
        let same = facts.address.as_deref().zip(facts.person.as_deref());
        if same.is_some_and(|(contact, login)| fold(&plainest(contact)) == fold(&plainest(login))) {
            sheet.blocks.push(page::note(ListName::ContactFirst));
            sheet.helps.push(Offer::starting(WizardKind::ContactEmail));
        }
    }

    fn sign_in_page(&self, sheet: &mut Sheet) {
        // The session is being opened: that was not the person's answer, and needs none.
        if self.decision.is_open() {
            return self.unsure(sheet);
        }
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
        if self.at != At::SignIn {
            sheet.offers.push(Offer::plain(Choice::CreateIdentity));
        }
    }

    fn current_page(&self, sheet: &mut Sheet, scene: &Scene) {
        if let Some(login) = scene.account.as_ref().and_then(|account| account.login.as_ref()) {
            sheet.blocks.push(Block::Identity {
                identity: login.identity.clone(),
                list: ListName::SignsInNow,
            });
        }
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser), Offer::plain(Choice::NoAccess)];
    }

    pub(super) fn wrong_person(&self, sheet: &mut Sheet, slot: Slot) {
        page::who_came_back(sheet, &self.proofs, slot);
        sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
    }

    /// The ways out, beside what the other account has to lose. Where it may lose nothing, there is only another identity.
    fn conflict(&self, sheet: &mut Sheet) {
        page::who_came_back(sheet, &self.proofs, Slot::New);
        sheet.refusal = self.decision.refusal.clone();
        if let Some(items) = &self.decision.foreseen {
            sheet.blocks.push(Block::Consequences {
                list: ListName::OtherLoses,
                items: items.iter().filter(|item| third::is_of_other(item)).cloned().collect(),
            });
        }
        if sheet.refusal.is_some() {
            sheet.offers.push(Offer::primary(Choice::TryAgain));
        } else {
            let swap = (!self.by_code).then_some(Choice::ChooseSwap);
            let ways = swap.into_iter().chain([Choice::ChooseThird, Choice::ChooseMove]);
            sheet.offers.extend(ways.map(Offer::card));
        }
        if !self.is_demanded() {
            sheet.offers.push(Offer::plain(Choice::AnotherIdentity));
        }
    }

    /// Whether the present identity may not be changed at all: then no other one helps.
    fn is_demanded(&self) -> bool {
        let refusal = self.decision.refusal.as_ref();
        refusal.is_some_and(|problem| {
            problem.code == Code::TenantPolicyForbidsChange && !third::is_there_or_other(self.at, problem)
        })
    }

    /// What nobody else owns can be offered to somebody first; the account that stays accepts it from here.
    fn packages(&self, sheet: &mut Sheet, scene: &Scene) {
        let stays = scene.username();
        let accept = |package: &str, to: &str| {
            let accept = Offer::starting(WizardKind::AnswerOffer).called(Choice::AcceptOffer);
            to.eq_ignore_ascii_case(&stays).then(|| accept.about(package))
        };
        let orphans = self.orphans();
        sheet.facts.count = u32::try_from(orphans.len()).ok();
        self.handing_over.list(sheet, orphans, accept);
        if self.decision.foreseen.is_some() {
            sheet.offers = vec![Offer::primary(Choice::Continue)];
        }
        if self.decision.refusal.is_some() {
            sheet.refusal = self.decision.refusal.clone();
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
        }
    }

    /// What becomes of the packages that nobody else owns is the person's to choose, as where an account is deleted.
    fn orphans_stay_listed(&self, sheet: &mut Sheet) {
        let count = self.orphans().len();
        if count > 0 && !self.decision.is_open() {
            sheet.facts.count = u32::try_from(count).ok();
            sheet.offers.push(Offer::plain(if self.leave_orphans {
                Choice::UnlistOrphans
            } else {
                Choice::LeaveOrphans
            }));
        }
    }

    fn check(&self, sheet: &mut Sheet) {
        page::identity(sheet, &self.proofs, Slot::New, ListName::SignsInNext);
        if self.moved.is_none() {
            page::replaced_elsewhere(sheet, &self.proofs, Slot::New);
        }
        self.decide(sheet, Offer::primary(Choice::ChangeLogin));
    }

    /// The consequences, and the button that names the act.
    pub(super) fn decide(&self, sheet: &mut Sheet, act: Offer) {
        page::decide(sheet, &self.decision, act);
        if !self.decision.is_open() && !self.is_demanded() {
            sheet.offers.push(Offer::plain(Choice::AnotherIdentity));
        }
    }

    /// It was pressed, and either it is being sent or nobody knows.
    pub(super) fn unsure(&self, sheet: &mut Sheet) {
        sheet.refusal = self.decision.refusal.clone();
        if self.decision.unsure {
            sheet.blocks.push(page::unsure());
            sheet.offers = vec![Offer::primary(Choice::TryAgain)];
        }
    }

    fn receipt_now(&self, scene: &Scene) -> Option<Receipt> {
        let receipt = self.receipt.clone();
        receipt.map(|receipt| decision::as_done(receipt, scene.account.as_ref()))
    }

    fn done_page(&self, sheet: &mut Sheet, scene: &Scene) {
        sheet.blocks.extend(self.receipt_now(scene).map(Block::Receipt));
        if sheet.facts.until.is_some() {
            sheet.blocks.push(Block::Note {
                list: ListName::ContactLater,
                warns: false,
            });
        }
        let contact = Offer::starting(WizardKind::ContactEmail).called(Choice::Remind);
        sheet.offers = vec![Offer::primary(Choice::Finish), contact];
    }

    /// What helps against a refusal, where this app can help.
    fn help(&self, sheet: &mut Sheet, scene: &Scene) {
        let Some(problem) = &sheet.refusal else { return };
        let other = third::is_there_or_other(self.at, problem);
        if problem.code == Code::TenantPolicyForbidsChange && !other {
            let demands = problem.demands.iter().flatten();
            let leave = demands.map(|demand| Offer::starting(WizardKind::Members).about(&demand.organization));
            sheet.helps.extend(leave);
        }
        // The identity's own undo stands on the page where it is known (`page::replaced_elsewhere`).
        let is_known = !page::is_elsewhere(problem);
        if is_known && matches!(problem.code, Code::LoginChangeOpen | Code::AccountFrozen) {
            let about = if other { self.other() } else { Some(scene.username()) };
            let undo = Offer::starting(WizardKind::UndoLogin).about(about.unwrap_or_default());
            sheet.helps.push(undo);
        }
    }

    /// Who has no code gets back in as somebody who lost the login.
    fn code(&self, sheet: &mut Sheet, scene: &Scene) {
        sheet.facts.count = scene.account.as_ref().map(|account| account.recovery_codes_left);
        if self.then.is_some() && sheet.refusal.is_none() {
            sheet.blocks.push(Block::Note {
                list: ListName::TypeAgain,
                warns: false,
            });
        }
        sheet.fields = vec![field(FieldName::RecoveryCode, "")];
        sheet.offers = vec![
            Offer::primary(Choice::Continue),
            Offer::starting(WizardKind::Recover).called(Choice::NoRecoveryCode),
        ];
    }
}
