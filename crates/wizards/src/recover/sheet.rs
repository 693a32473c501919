//! What stands on the pages.

use super::{At, Goal, Recover};
use crate::{
    Scene, Slot,
    page::{self, field, note, unsure},
    proofs::person,
};
use contract::{
    Code, Timestamp,
    desktop::wizard::{Block, Choice, FieldName, ListName, Offer, OfferStyle, Sheet, Step, WizardKind},
};

impl Recover {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let at = if self.is_expired(scene) { At::Expired } else { self.at };
        if let Some(conversion) = self.converting().filter(|_| at == At::Converting) {
            return self.conversion_page(conversion, scene);
        }
        let mut sheet = Sheet::new(step(at));
        self.facts(&mut sheet, at);
        sheet.back = self.before().is_some() && at == self.at && !self.may_be_linked();
        sheet.refusal = self.decision.refusal.clone().or_else(|| self.hint.clone());
        if self.type_again {
            sheet.blocks.push(note(ListName::TypeAgain));
        }
        match at {
            At::Start | At::Username | At::Address | At::Found | At::Mailbox => self.account_page(&mut sheet),
            At::Code | At::Second | At::Wait | At::Waiting | At::Waited | At::Stopped => self.mail_page(&mut sheet),
            At::Password | At::Forgot | At::Reset | At::Present | At::Convert => self.password_page(&mut sheet),
            _ => self.link_page(&mut sheet, at),
        }
        if let Some(problem) = &sheet.refusal {
            let helps = page::remedy_without_session(problem.code, self.username());
            sheet.helps.extend(helps);
        }
        sheet
    }

    fn facts(&self, sheet: &mut Sheet, at: At) {
        let facts = &mut sheet.facts;
        facts.username = Some(self.username.trim().to_owned()).filter(|name| !name.is_empty());
        facts.address = match (at, self.address.trim()) {
            // The code of a new password goes where the account's mails go, whatever address was typed on another way.
            (At::Reset, _) => None,
            (At::Address | At::Mailbox, _) | (_, "") => self.masked.clone(),
            (_, typed) => Some(typed.to_owned()),
        };
        facts.is = Some(match at {
            At::Reset => self.reset_needs_code,
            _ => self.goal == Goal::Lost,
        });
        facts.count = self.codes_left;
        let came_back = self.proofs.get(Slot::New).and_then(crate::Proved::person);
        facts.other_person = match at {
            // Whoever came back to tell whether it was done may be somebody else than who was linked.
            At::Unsure | At::Done => self.linking.as_ref().and_then(person).or(came_back),
            _ => came_back,
        };
        facts.other = self
            .proofs
            .get(Slot::New)
            .and_then(|proved| proved.opens().map(str::to_owned));
        let login = self.session.as_ref().and_then(|session| session.login.as_ref());
        facts.person = login.and_then(person);
        facts.until = self.until(at);
    }

    fn until(&self, at: At) -> Option<Timestamp> {
        match at {
            At::Code | At::Reset => self.code_until,
            At::Waiting => self.waits_until,
            At::New | At::MakeOne | At::Conflict | At::LinkCode | At::Keep | At::Check => {
                self.session.as_ref().map(|session| session.until)
            }
            At::Done => self.receipt.as_ref().and_then(|receipt| receipt.undo_until),
            _ => None,
        }
    }

    fn account_page(&self, sheet: &mut Sheet) {
        // What these pages lead to takes the place of a wait that is under way.
        if matches!(self.at, At::Address | At::Mailbox) && self.waits_until.is_some() {
            sheet.blocks.push(page::warning(ListName::WaitAtStake));
        }
        match self.at {
            At::Start => {
                sheet.offers = [Choice::ChooseFind, Choice::ChooseLost, Choice::ChoosePassword]
                    .map(Offer::card)
                    .to_vec();
                // Nobody signs in to an account that is being deleted and lost its login, which looks like any other loss.
                let keep = Offer::starting(WizardKind::KeepAccount).called(Choice::KeepAccount);
                sheet.offers.push(keep.styled(OfferStyle::Card));
            }
            At::Username => {
                sheet.fields = vec![field(FieldName::Username, &self.username)];
                sheet.offers = vec![Offer::primary(Choice::Continue)];
            }
            At::Address => {
                sheet.fields = vec![field(FieldName::Email, &self.address)];
                sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::NoMailbox)];
            }
            At::Found => {
                sheet.offers = vec![Offer::primary(Choice::SignIn), Offer::plain(Choice::NoAccess)];
            }
            _ => {
                sheet.blocks.push(note(ListName::AtMicrosoft));
                sheet.blocks.push(Block::Text {
                    list: ListName::ForOperator,
                    text: None,
                });
                sheet.offers = vec![Offer::card(Choice::ChoosePassword)];
            }
        }
        self.say_unsure(sheet);
    }

    fn mail_page(&self, sheet: &mut Sheet) {
        match self.at {
            At::Code => {
                sheet.blocks.push(note(ListName::MailSent));
                sheet.fields = vec![field(FieldName::Code, "")];
                sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::MailCode)];
            }
            At::Second => {
                sheet.fields = vec![field(FieldName::RecoveryCode, "")];
                sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::NoRecoveryCode)];
            }
            At::Wait => {
                sheet.blocks.extend([note(ListName::WhyWait), note(ListName::WaitTold)]);
                sheet.offers = vec![Offer::primary(Choice::BeginWait)];
            }
            At::Waiting => {
                sheet.blocks.extend([note(ListName::WhyWait), note(ListName::WaitTold)]);
                sheet.offers = vec![Offer::plain(Choice::UseRecoveryCode)];
            }
            At::Waited => sheet.offers = vec![Offer::primary(Choice::MailCode)],
            _ => sheet.offers = vec![Offer::primary(Choice::BeginAgain)],
        }
        self.say_unsure(sheet);
    }

    fn password_page(&self, sheet: &mut Sheet) {
        match self.at {
            At::Password => {
                sheet.fields = vec![
                    field(FieldName::Username, &self.username),
                    field(FieldName::Password, ""),
                ];
                sheet.offers = vec![Offer::primary(Choice::Continue), Offer::plain(Choice::ForgotPassword)];
            }
            At::Forgot => {
                sheet.fields = vec![field(FieldName::Username, &self.username)];
                sheet.offers = vec![Offer::primary(Choice::MailCode)];
            }
            At::Reset => {
                sheet.blocks.push(note(ListName::MailSent));
                sheet.fields = vec![field(FieldName::Code, ""), field(FieldName::NewPassword, "")];
                sheet.offers = vec![Offer::primary(Choice::SetPassword), Offer::plain(Choice::MailCode)];
                if self.reset_needs_code {
                    sheet.fields.push(field(FieldName::RecoveryCode, ""));
                    sheet.offers.push(Offer::plain(Choice::ChooseLost));
                }
            }
            At::Present => {
                self.linked_now(sheet);
                sheet.offers = vec![Offer::primary(Choice::SignIn), Offer::plain(Choice::NoAccess)];
            }
            _ => self.convert_page(sheet),
        }
        let refused = sheet.refusal.as_ref().map(|problem| problem.code);
        if refused == Some(Code::PasswordLoginUnsupported) {
            sheet.helps = vec![Offer::plain(Choice::ChooseLost)];
        }
        self.say_unsure(sheet);
    }

    fn linked_now(&self, sheet: &mut Sheet) {
        let login = self.session.as_ref().and_then(|session| session.login.clone());
        if let Some(identity) = login {
            let list = ListName::LinkedNow;
            sheet.blocks.push(Block::Identity { identity, list });
        }
    }

    /// The operator demands it, and nobody is linked to the account.
    fn convert_page(&self, sheet: &mut Sheet) {
        if self
            .session
            .as_ref()
            .is_some_and(|session| session.password_discontinued)
        {
            sheet.blocks.push(note(ListName::PasswordDiscontinued));
        }
        sheet.blocks.push(Block::Text {
            list: ListName::ForOperator,
            text: None,
        });
        if self.may_convert() {
            sheet.offers = vec![Offer::primary(Choice::ConvertInstead)];
        }
    }

    fn link_page(&self, sheet: &mut Sheet, at: At) {
        match at {
            At::New => {
                sheet.blocks.push(note(ListName::SessionLasts));
                if self.session.as_ref().is_some_and(|session| session.two_factor) {
                    sheet.blocks.push(note(ListName::TwoFactorStays));
                }
                sheet.offers = vec![
                    Offer::primary(Choice::OpenBrowser),
                    Offer::plain(Choice::CreateIdentity),
                ];
                if self.may_convert() {
                    sheet.offers.push(Offer::plain(Choice::ConvertInstead));
                }
            }
            At::MakeOne => {
                sheet.blocks.push(note(ListName::SessionLasts));
                sheet.offers = vec![Offer::primary(Choice::OpenBrowser)];
            }
            At::Conflict => {
                page::who_came_back(sheet, &self.proofs, Slot::New);
                sheet.offers = vec![
                    Offer::primary(Choice::AnotherIdentity),
                    Offer::plain(Choice::CreateIdentity),
                ];
            }
            At::LinkCode => {
                page::identity(sheet, &self.proofs, Slot::New, ListName::SignsInNext);
                sheet.fields = vec![field(FieldName::RecoveryCode, "")];
                sheet.offers = vec![Offer::primary(Choice::Continue)];
                if !self.decision.unsure {
                    sheet.offers.push(Offer::plain(Choice::NoRecoveryCode));
                }
                self.say_unsure(sheet);
            }
            At::Keep => self.keep_page(sheet),
            At::Check => self.check_page(sheet),
            At::Unsure => self.unsure_page(sheet),
            At::Expired => sheet.offers = vec![Offer::primary(Choice::BeginAgain)],
            _ => {
                sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
                sheet.offers = vec![Offer::primary(Choice::Finish)];
            }
        }
    }

    /// The account is kept first. Where its login was moved a password is not enough for that: a mailed code is, or the link
    /// in the mail (rule 14.17).
    fn keep_page(&self, sheet: &mut Sheet) {
        page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::KeepAccount));
        let refused = sheet.refusal.as_ref().map(|problem| problem.code);
        if refused == Some(Code::LoginMissing) {
            sheet.offers = vec![Offer::primary(Choice::ChooseLost)];
            let by_link = Offer::starting(WizardKind::KeepAccount).called(Choice::KeepAccount);
            sheet.helps.push(by_link);
        }
    }

    /// The consequences, and the button that names the act.
    fn check_page(&self, sheet: &mut Sheet) {
        page::identity(sheet, &self.proofs, Slot::New, ListName::SignsInNext);
        page::replaced_elsewhere(sheet, &self.proofs, Slot::New);
        page::decide(sheet, &self.decision, Offer::primary(Choice::LinkLogin));
        if !self.decision.is_pressed() && !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::AnotherIdentity));
        }
    }

    fn unsure_page(&self, sheet: &mut Sheet) {
        let slot = if self.hint.is_some() { Slot::Other } else { Slot::New };
        page::who_came_back(sheet, &self.proofs, slot);
        let again = if self.decision.unsure {
            Choice::TryAgain
        } else {
            Choice::OpenBrowser
        };
        sheet.offers = vec![Offer::primary(again)];
        self.say_unsure(sheet);
    }

    fn say_unsure(&self, sheet: &mut Sheet) {
        if self.decision.unsure {
            sheet.blocks.push(unsure());
        }
    }
}

fn step(at: At) -> Step {
    match at {
        At::Start => Step::RecoverStart,
        At::Username => Step::RecoverUsername,
        At::Address => Step::RecoverAddress,
        At::Found => Step::RecoverFound,
        At::Mailbox => Step::RecoverMailbox,
        At::Code => Step::RecoverCode,
        At::Second => Step::RecoverSecond,
        At::Wait => Step::RecoverWait,
        At::Waiting => Step::RecoverWaiting,
        At::Waited => Step::RecoverWaited,
        At::Stopped => Step::RecoverStopped,
        At::Password => Step::RecoverPassword,
        At::Forgot => Step::RecoverForgot,
        At::Reset => Step::RecoverReset,
        At::Present => Step::RecoverPresent,
        At::Convert | At::Converting => Step::RecoverConvert,
        At::New => Step::RecoverNew,
        At::MakeOne => Step::RecoverMakeOne,
        At::Conflict => Step::RecoverConflict,
        At::LinkCode => Step::RecoverLinkCode,
        At::Keep => Step::RecoverKeep,
        At::Check => Step::RecoverCheck,
        At::Unsure => Step::RecoverUnsure,
        At::Expired => Step::RecoverExpired,
        At::Done => Step::RecoverDone,
    }
}
