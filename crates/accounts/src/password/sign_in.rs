//! Signing in with a password.

use super::{
    PasswordVerdict,
    lists::{is_discontinued, may_use_password, must_convert},
    lock_out::{must_not_be_locked_out, one_more},
};
use crate::{
    account::{AccountRow, PasswordHash},
    command::{Command, Decision},
    digest,
    entropy::Entropy,
    installation,
    recovery::{Named, OpenedRestricted, open_restricted, restricted_answer},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
};
use contract::{
    Code, Secret, Timestamp,
    account::{AccountKind, AuditKind},
    recovery::NextStep,
    session::Installation,
};

/// Sign in with a password, which opens a recovery session (rules 10.5 to 10.11).
#[derive(Debug)]
pub struct SignInWithPassword {
    /// The username or confirmed address, as it was typed.
    pub name: String,
    /// Whether the password is right; nothing before [`SignInWithPassword::before_verifying`] was asked.
    pub verdict: Option<PasswordVerdict>,
    /// Who asks.
    pub installation: Installation,
    /// Whether the gallery takes passwords.
    pub passwords: bool,
}

impl SignInWithPassword {
    /// The hash to compare the password with. Nothing where there is no account, or one that has no password: compare
    /// with some other hash then, so that it takes as long.
    ///
    /// # Errors
    /// `PasswordLoginUnsupported` or `PasswordLockedOut`, where no password is looked at; `BadRequest`.
    pub fn before_verifying(&self, snapshot: &Snapshot, now: Timestamp) -> Result<Option<PasswordHash>, Refusal> {
        installation::accept(&self.installation)?;
        let account = self.judge(snapshot, now)?;
        Ok(account.and_then(|account| account.password.clone()))
    }

    /// The account, by the order of rule 10.6; nobody where name and password can only be wrong.
    fn judge<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Option<&'a AccountRow>, Refusal> {
        let account = Named::parse(&self.name)
            .find(snapshot)
            .filter(|account| account.kind == AccountKind::Individual);
        // The exceptions are addresses of accounts, so the account is found first, by whichever name was typed.
        if !account.map_or(self.passwords, |account| {
            may_use_password(account, snapshot, self.passwords)
        }) {
            return Err(Refusal::new(
                Code::PasswordLoginUnsupported,
                "10.5",
                "the gallery takes no passwords",
            ));
        }
        if let Some(account) = account {
            must_not_be_locked_out(account, now)?;
        }
        Ok(account)
    }
}

impl Command for SignInWithPassword {
    type Answer = OpenedRestricted;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let named = Named::parse(&self.name).need();
        named.into_iter().chain([Need::ListsWithAddresses]).collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<OpenedRestricted> {
        let installation = installation::accept(&self.installation)?;
        let account = self.judge(snapshot, now)?.ok_or_else(wrong)?;
        let verdict = self.verdict.as_ref().ok_or_else(|| {
            let detail = "the password was not compared yet";
            Refusal::new(Code::Stale, "10.10", detail)
        })?;
        verdict.must_be_about(account)?;
        if !verdict.right {
            return Err(wrong().remembering(one_more(account, &installation.name, now, entropy)));
        }
        account.must_not_be_frozen()?;
        let (guard, write, account) = AccountRow {
            password: verdict.rewritten.clone().or_else(|| account.password.clone()),
            failed_passwords: 0,
            failed_password_at: None,
            ..account.clone()
        }
        .replaced();
        // No secret of the app goes into this token, so it cannot be derived again: a repeated request opens another session.
        let secret = Secret::new(digest::to_text(&entropy.bytes()));
        let kind = AuditKind::PasswordSignIn;
        let (new, mut changes) = open_restricted(&account, &secret, &installation, kind, now, entropy);
        changes.guards.push(guard);
        changes.writes.push(write);
        let login = snapshot.login_of(account.id);
        let next = match login {
            Some(_) => NextStep::SignIn,
            None if must_convert(&account, snapshot) => NextStep::Convert,
            None => NextStep::Link,
        };
        let discontinued = is_discontinued(&account, snapshot);
        Ok((changes, restricted_answer(new, &account, login, next, discontinued)))
    }
}

fn wrong() -> Refusal {
    Refusal::new(Code::CredentialsWrong, "10.6", "no account has this name and password")
}
