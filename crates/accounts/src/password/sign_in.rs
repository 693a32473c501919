//! Signing in with a password.

use super::{
    PasswordHash, PasswordVerdict, UnknownName,
    lists::{is_discontinued, may_use_password, must_convert},
    lock_out::{must_not_be_locked_out, one_more, one_more_for_nobody, unknown_must_not_be_locked_out},
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::{self, Hash},
    entropy::Entropy,
    installation,
    outbound::AuditRow,
    recovery::{Named, OpenedRestricted, open_restricted, restricted_answer},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::Guard,
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
    /// A keyed hash of that text, folded, under which its failures are counted where nobody has it.
    pub name_key: Hash,
    /// Whether the password is right; nothing before [`SignInWithPassword::before_verifying`] was asked.
    pub verdict: Option<PasswordVerdict>,
    /// Who asks.
    pub installation: Installation,
    /// Whether the gallery takes passwords.
    pub passwords: bool,
    /// What the session's token is derived from, so that the same request gets the same one; without it the token is
    /// random, and a repeated request opens another session.
    pub secret: Option<Secret>,
}

impl SignInWithPassword {
    /// The hash to compare the password with. Nothing where there is no account, or one that has no password: compare
    /// with some other hash then, so that it takes as long.
    ///
    /// # Errors
    /// `PasswordLoginUnsupported` or `PasswordLockedOut`, where no password is looked at; `BadRequest`. Of the first the
    /// account's activity tells by [`SignInWithPassword::decide`].
    pub fn before_verifying(&self, snapshot: &Snapshot, now: Timestamp) -> Result<Option<PasswordHash>, Refusal> {
        installation::accept(&self.installation)?;
        let account = self.judge(snapshot, now)?;
        Ok(account.and_then(|account| account.password.clone()))
    }

    fn named<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Option<&'a AccountRow> {
        let account = Named::parse(&self.name).find(snapshot, now);
        account.filter(|account| account.kind == AccountKind::Individual)
    }

    /// The account, by the order of rule 10.6; nobody where name and password can only be wrong.
    fn judge<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Option<&'a AccountRow>, Refusal> {
        let account = self.named(snapshot, now);
        // The exceptions are addresses of accounts, so the account is found first, by whichever name was typed.
        if !account.map_or(self.passwords, |account| {
            may_use_password(account, snapshot, self.passwords, now)
        }) {
            return Err(Refusal::new(
                Code::PasswordLoginUnsupported,
                "10.5",
                "the gallery takes no passwords",
            ));
        }
        match (account, self.unknown(snapshot)) {
            (Some(account), _) => must_not_be_locked_out(account, now)?,
            (None, Some(name)) => unknown_must_not_be_locked_out(name, now)?,
            (None, None) => {}
        }
        Ok(account)
    }
}

impl SignInWithPassword {
    /// What the refusal of an account for which the gallery takes no password remembers (rule 10.5).
    fn refused(
        &self,
        snapshot: &Snapshot,
        installation: &Installation,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Changes {
        let Some(account) = self.named(snapshot, now) else {
            return Changes::default();
        };
        let (kind, by) = (AuditKind::PasswordSignInUnsupported, Some(installation.name.as_str()));
        Changes {
            guards: vec![Guard::AccountUnchanged {
                account: account.id,
                version: account.version,
            }],
            audit: vec![AuditRow::new(account.id, kind, by, None, now, entropy)],
            ..Changes::default()
        }
    }

    fn unknown<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a UnknownName> {
        snapshot.unknown_name.as_ref().filter(|name| name.key == self.name_key)
    }

    /// The refusal of a name that nobody has: it counts as for an account (rule 10.30).
    fn nobody(&self, verdict: &PasswordVerdict, snapshot: &Snapshot, now: Timestamp) -> Refusal {
        // Whose hash it was compared with is gone.
        if verdict.for_hash.is_some() {
            return not_compared();
        }
        wrong().remembering(one_more_for_nobody(self.name_key, snapshot.unknown_name.as_ref(), now))
    }
}

impl Command for SignInWithPassword {
    type Answer = OpenedRestricted;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let named = Named::parse(&self.name).need();
        named
            .into_iter()
            .chain([Need::ListsWithAddresses, Need::UnknownName(self.name_key)])
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<OpenedRestricted> {
        let installation = installation::accept(&self.installation)?;
        let account = self.judge(snapshot, now).map_err(|refusal| match refusal.code {
            Code::PasswordLoginUnsupported => refusal.remembering(self.refused(snapshot, &installation, now, entropy)),
            _ => refusal,
        })?;
        let verdict = self.verdict.as_ref().ok_or_else(not_compared)?;
        let account = account.ok_or_else(|| self.nobody(verdict, snapshot, now))?;
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
        let random = || Secret::new(digest::to_text(&entropy.bytes()));
        let secret = self.secret.clone().unwrap_or_else(random);
        let kind = AuditKind::PasswordSignIn;
        let (new, mut changes) = open_restricted(&account, &secret, &installation, kind, now, entropy);
        changes.guards.push(guard);
        changes.writes.push(write);
        let login = snapshot.login_of(account.id);
        let next = match login {
            Some(_) => NextStep::SignIn,
            None if must_convert(&account, snapshot, now) => NextStep::Convert,
            None => NextStep::Link,
        };
        let discontinued = is_discontinued(&account, snapshot, now);
        Ok((changes, restricted_answer(new, &account, login, next, discontinued)))
    }
}

fn not_compared() -> Refusal {
    Refusal::new(Code::Stale, "10.10", "the password was not compared yet")
}

fn wrong() -> Refusal {
    Refusal::new(Code::CredentialsWrong, "10.6", "no account has this name and password")
}
