//! Another identity in place of the login that the caller's account has: what changing the login and moving one here have
//! in common (rules 9.1 and 9.16).

use super::{
    current::Shown,
    relink::{Relink, Relinked},
};
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    login::{Login, in_words},
    proof::Completed,
    session::Caller,
    snapshot::Snapshot,
};
use contract::{Timestamp, account::AuditKind};

/// The caller's account, with what was shown to be theirs.
pub(super) struct Replace<'a> {
    /// The account.
    pub account: &'a AccountRow,
    /// Its present login.
    pub live: &'a Login,
    /// Who signs in from now on.
    pub new: &'a Completed,
    /// What shows that the account is the caller's.
    pub shown_by: Shown<'a>,
}

impl Replace<'_> {
    /// Uses up what shows that the account is the caller's, and links the identity. Gives what each of them does. Needs what
    /// [`Relink::decide`] needs.
    pub(super) fn decide(
        &self,
        caller: &Caller,
        snapshot: &Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Changes, Relinked) {
        let by = caller.installation.as_str();
        let mut row = self.account.clone();
        let spent = self.shown_by.spend(snapshot, &mut row, by, now, entropy);
        let relink = Relink {
            account: row,
            from: Some(self.live),
            to: self.new,
            means: self.shown_by.means(),
            id: entropy.id(now),
            partner: None,
            except: Some(caller.session),
            by: Some(by),
            audit: (AuditKind::LoginChanged, in_words(&self.new.identity)),
        };
        (spent, relink.decide(snapshot, now, entropy))
    }
}
