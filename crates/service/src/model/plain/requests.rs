//! Deletions (rules 14.1 to 14.17), and wishes for another name (16.2 to 16.8).

use super::{DAY, Deletion, Plain, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

impl Plain {
    pub(super) fn decide_request(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::RequestConversion {
                by,
                administrator,
                code,
                right,
            } => self.request_conversion(by, administrator, code, right),
            Act::AcceptConversion { by, account } => self.accept_conversion(by, account),
            Act::RejectConversion { by, account } => self.reject_conversion(by, account),
            Act::RejectByLink { account } => self.reject_by_link(account),
            Act::CancelConversion { by } => self.cancel_conversion(by),
            Act::StopConversion { account, own } => self.stop_conversion(account, own),
            Act::RequestDeletion { by, unlist, right } => self.request_deletion(by, unlist, right),
            Act::CancelDeletion { by } => self.cancel_deletion(by),
            Act::KeepByLink { whose, identity } => self.keep_by_link(whose, identity),
            Act::AskName { by, whose, to, fresh } => {
                let who = self.settings(by, whose)?;
                if self.account(who).wish == Some(to) {
                    return Ok(());
                }
                must(fresh, Code::Stale)?;
                must(!self.names.contains_key(&to), Code::UsernameTaken)?;
                self.must_not_be_locked(who)?;
                let caller = self.full_caller(by)?;
                self.must_not_be_locked(caller)?;
                self.must_have_no_open_change(caller)?;
                self.account_mut(who).wish = Some(to);
                Ok(())
            }
            Act::WithdrawName { by, whose, fresh } => {
                let who = self.settings(by, whose)?;
                must(fresh || self.account(who).wish.is_none(), Code::Stale)?;
                self.account_mut(who).wish = None;
                Ok(())
            }
            _ => unreachable!(),
        }
    }

    fn request_deletion(&mut self, by: By, unlist: bool, right: bool) -> Verdict {
        let who = self.full_caller(by)?;
        self.must_not_be_in_deletion(who)?;
        self.must_not_be_frozen(who)?;
        self.must_have_no_open_change(who)?;
        self.must_show_login(who, right)?;
        self.begin_deletion(who, unlist, None);
        Ok(())
    }

    /// At once where the address was never confirmed, or else in a week; `moved` is the change that takes its login.
    pub(super) fn begin_deletion(&mut self, who: usize, unlist: bool, moved: Option<usize>) {
        if self.account(who).confirmed.is_none() {
            self.erase(who, unlist);
            return;
        }
        let (due, shown) = (self.now + 7 * DAY, self.harms(who));
        let account = self.account_mut(who);
        account.deletion = Some(Deletion {
            due,
            unlist,
            shown,
            moved,
        });
        if moved.is_some() {
            account.login = None;
        }
        self.tell("DeletionRequested", who);
        self.warn("DeletionRequested", who);
        self.end_sessions(who, None);
    }

    fn cancel_deletion(&mut self, by: By) -> Verdict {
        let who = self.caller(by)?;
        let deletion = self.account(who).deletion.as_ref();
        let moved = deletion.ok_or(Code::DeletionNotPending)?.moved.is_some();
        self.must_not_be_frozen(who)?;
        let by_mail = self.opened_by_mail(who).contains(&self.session(by).unwrap());
        must(!moved || by_mail, Code::LoginMissing)?;
        self.account_mut(who).deletion = None;
        self.warn("DeletionEnded", who);
        Ok(())
    }

    fn keep_by_link(&mut self, whose: usize, identity: Option<usize>) -> Verdict {
        let who = self.named(whose).unwrap();
        let deletion = self.account(who).deletion.as_ref();
        let deletion = deletion
            .filter(|deletion| self.now < deletion.due)
            .ok_or(Code::NotFound)?;
        if deletion.moved.is_some() && !self.account(who).two_factor {
            let identity = identity.ok_or(Code::LoginMissing)?;
            self.must_have_second_as_new(identity)?;
            must(self.signing_in(identity).is_none(), Code::IdentityAlreadyLinked)?;
            self.settle_elsewhere(identity)?;
            self.relink(who, identity, None, false);
            self.end_sessions(who, None);
        }
        self.account_mut(who).deletion = None;
        self.warn("DeletionEnded", who);
        Ok(())
    }
}
