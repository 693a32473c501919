//! Another password, while signed in.

use super::{
    PasswordHash, PasswordVerdict, check_new,
    lists::may_use_password,
    lock_out::{must_not_be_locked_out, one_more},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    outbound::{AuditRow, EventRow, told},
    recovery::{password_notice, requests_end, requests_removed},
    refusal::Refusal,
    session::{Caller, end_restricted},
    snapshot::{Need, Snapshot},
    write::Guard,
};
use contract::{
    Code, Secret, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
    event::EventKind,
};

/// Put another password in place of the present one, from a full session (rule 10.18). Who has none sets one by the
/// mailed code.
#[derive(Debug)]
pub struct ChangePassword {
    /// Who asks.
    pub caller: Caller,
    /// Whether the present password is right; nothing before [`ChangePassword::before_verifying`] was asked.
    pub verdict: Option<PasswordVerdict>,
    /// The new password as it was typed.
    pub new_password: Secret,
    /// Its hash, made once the present password was found right.
    pub hash: Option<PasswordHash>,
    /// Whether the gallery takes passwords.
    pub passwords: bool,
}

impl ChangePassword {
    /// The hash to compare the present password with.
    ///
    /// # Errors
    /// The refusal that is due before any password is looked at.
    pub fn before_verifying(&self, snapshot: &Snapshot, now: Timestamp) -> Result<PasswordHash, Refusal> {
        self.judge(snapshot, now).map(|(_, _, hash)| hash)
    }

    fn judge<'a>(
        &self,
        snapshot: &'a Snapshot,
        now: Timestamp,
    ) -> Result<(Caller, &'a AccountRow, PasswordHash), Refusal> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        check_new(&self.new_password)?;
        let missing = || Refusal::new(Code::PasswordMissing, "10.18", "the account has no password");
        let account = snapshot.account(caller.account).ok_or_else(missing)?;
        let hash = account.password.clone().ok_or_else(missing)?;
        if !may_use_password(account, snapshot, self.passwords, now) {
            return Err(Refusal::new(
                Code::PasswordLoginUnsupported,
                "10.5",
                "the gallery takes no passwords",
            ));
        }
        account.must_not_be_frozen()?;
        account.must_not_be_in_deletion()?;
        must_not_be_locked_out(account, now)?;
        Ok((caller, account, hash))
    }
}

impl Command for ChangePassword {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::RecoveriesOf(account),
            Need::SessionsOf(account),
            Need::ListsWithAddresses,
            Need::AddressChangesOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let (caller, account, _) = self.judge(snapshot, now)?;
        let stale = || Refusal::new(Code::Stale, "10.10", "the password was not compared yet");
        let verdict = self.verdict.as_ref().ok_or_else(stale)?;
        verdict.must_be_about(account)?;
        let by = Some(caller.installation.as_str());
        if !verdict.right {
            let refusal = Refusal::new(Code::PasswordWrong, "10.18", "not the present password");
            let failure = one_more(account, &caller.installation, now, entropy);
            return Err(refusal.about("current_password").remembering(failure));
        }
        let (guard, write, account) = AccountRow {
            password: Some(self.hash.clone().ok_or_else(stale)?),
            failed_passwords: 0,
            failed_password_at: None,
            ..account.clone()
        }
        .replaced();
        let kind = AuditKind::PasswordSet;
        let mut changes = Changes {
            guards: vec![guard, Guard::SessionLive(caller.session)],
            writes: vec![write],
            audit: vec![AuditRow::new(account.id, kind, by, None, now, entropy)],
            events: vec![EventRow::new(account.id, EventKind::AccountChanged, now, entropy)],
            ..Changes::default()
        };
        changes.writes.extend(requests_removed(snapshot, &account));
        changes.consequences.push(Consequence::PasswordSet);
        changes.absorb(end_restricted(snapshot, account.id, now, entropy));
        changes.consequences.extend(requests_end(snapshot, &account, 0, now));
        changes.mails.extend(password_notice(snapshot, &account, now, entropy));
        changes.consequences.extend(told(&changes.mails));
        Ok((changes, account.view(snapshot.login_of(account.id))))
    }
}
