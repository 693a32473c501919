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
            Act::AskName { by, whose, to } => {
                let who = self.settings(by, whose)?;
                must(!self.names.contains_key(&to), Code::UsernameTaken)?;
                self.must_not_be_locked(who)?;
                self.account_mut(who).wish = Some(to);
                Ok(())
            }
            Act::WithdrawName { by, whose } => {
                let who = self.settings(by, whose)?;
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
        self.begin_deletion(who, unlist, false);
        Ok(())
    }

    /// At once where the address was never confirmed, or else in a week.
    pub(super) fn begin_deletion(&mut self, who: usize, unlist: bool, moved: bool) {
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
        if moved {
            account.login = None;
        }
        self.tell("DeletionRequested", who);
        self.warn("DeletionRequested", who);
        self.end_sessions(who, None);
    }

    fn cancel_deletion(&mut self, by: By) -> Verdict {
        let who = self.caller(by)?;
        let deletion = self.account(who).deletion.as_ref();
        let moved = deletion
            .map(|deletion| deletion.moved)
            .ok_or(Code::DeletionNotPending)?;
        self.must_not_be_frozen(who)?;
        must(!moved, Code::LoginMissing)?;
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
        if deletion.moved && !self.account(who).two_factor {
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
