//! Opening accounts and sessions, and ending them (sections 3 and 4).

use super::{Account, MailedCode, Plain, Verdict, must};
use crate::model::act::{Act, By, Which};
use contract::Code;

impl Plain {
    pub(super) fn decide_session(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::Register {
                identity,
                name,
                address,
            } => self.register(identity, name, address),
            Act::SignIn { identity } => self.sign_in(identity),
            Act::Wait { seconds } => {
                self.wait(seconds);
                Ok(())
            }
            Act::HaveSecondFactor { identity, has } => {
                if has {
                    self.weak.remove(&identity);
                } else {
                    self.weak.insert(identity);
                }
                Ok(())
            }
            Act::Enforce { enforced } => {
                self.enforced = enforced;
                Ok(())
            }
            Act::EndSession { by, first } => self.end_session(by, first),
            _ => unreachable!(),
        }
    }

    fn register(&mut self, identity: usize, name: usize, address: usize) -> Verdict {
        self.must_have_second_as_new(identity)?;
        must(self.signing_in(identity).is_none(), Code::IdentityAlreadyLinked)?;
        must(self.change_that_replaced(identity).is_none(), Code::LoginChangeOpen)?;
        must(!self.names.contains_key(&name), Code::UsernameTaken)?;
        must(self.holder_of(address).is_none(), Code::EmailTaken)?;
        let who = self.open_account(name, address);
        self.account_mut(who).login = Some(identity);
        self.open_session(who, true);
        Ok(())
    }

    /// A new account, to whose address a code was mailed.
    pub fn open_account(&mut self, name: usize, address: usize) -> usize {
        let who = self.accounts.len();
        let mailed = MailedCode {
            made: self.now,
            tries: 5,
            hour: self.now,
            in_hour: 1,
        };
        self.accounts.push(Some(Account {
            name,
            pending: Some(address),
            mailed: Some(mailed),
            ..Account::default()
        }));
        self.names.insert(name, Some(who));
        self.write("ConfirmAddress", address);
        who
    }

    fn sign_in(&mut self, identity: usize) -> Verdict {
        let Some(who) = self.signing_in(identity) else {
            let replaced = self.change_that_replaced(identity);
            let frozen = replaced.is_some_and(|change| self.account(self.login_changes[change].account).frozen);
            return Err(if frozen {
                Code::AccountFrozen
            } else {
                Code::IdentityNotLinked
            });
        };
        self.must_not_be_frozen(who)?;
        self.must_have_second(who, identity)?;
        self.stop_recoveries(who);
        let full = self.account(who).deletion.is_none();
        if full && self.account(who).password.is_some() && self.has_no_use_for_passwords(who) {
            self.set_password(who, None);
            self.warn_confirmed("CredentialRemoved", who);
        }
        self.open_session(who, full);
        Ok(())
    }

    /// The session that is meant: the first one of the account, or the one that asks.
    pub fn meant(&self, by: By, first: bool) -> usize {
        let which = if first { Which::First } else { by.which };
        self.session(By { which, ..by }).unwrap()
    }

    fn end_session(&mut self, by: By, first: bool) -> Verdict {
        self.caller(by)?;
        let (asking, meant) = (self.session(by).unwrap(), self.meant(by, first));
        must(asking == meant || self.sessions[asking].full, Code::FullSessionRequired)?;
        must(self.is_live(meant), Code::NotFound)?;
        self.sessions[meant].ended = true;
        Ok(())
    }
}
