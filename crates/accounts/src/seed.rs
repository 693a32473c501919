//! The accounts that a practice gallery starts with (rule 4.6).

use crate::{
    account::{AccountRow, ClaimedName, PasswordHash},
    command::{Changes, Command, Decision},
    email::EmailAddress,
    entropy::Entropy,
    login::{IdentityKey, Login},
    outbound::AuditRow,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    username::Username,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp,
    account::{AccountKind, AuditKind},
    identity::Identity,
};

/// Put these accounts into a gallery that has none.
#[derive(Debug)]
pub struct Seed {
    /// The accounts.
    pub accounts: Vec<SeedAccount>,
}

/// One account to start with.
#[derive(Clone, Debug)]
pub struct SeedAccount {
    /// Its username.
    pub username: String,
    /// Individual or organization.
    pub kind: AccountKind,
    /// Its confirmed address.
    pub confirmed_email: Option<String>,
    /// The identity that signs in to it; an organization has none.
    pub login: Option<(IdentityKey, Identity)>,
    /// The hash of its password, of version 3 or argon2id; an organization has none.
    pub password: Option<PasswordHash>,
    /// Whether two-factor is on; an organization has none.
    pub two_factor: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
}

impl SeedAccount {
    fn signs_in(&self) -> bool {
        self.login.is_some() || self.password.is_some() || self.two_factor
    }

    fn changes(&self, entropy: &mut Entropy) -> Result<Changes, Refusal> {
        let at = self.opened_at;
        if self.kind == AccountKind::Organization && self.signs_in() {
            return Err(
                Refusal::new(Code::BadRequest, "4.6", "an organization has no login of its own").about("login"),
            );
        }
        let username = Username::parse(&self.username)?;
        let email = self.confirmed_email.as_deref().map(EmailAddress::parse).transpose()?;
        let id = AccountId::new(entropy.id(at));
        let mut changes = Changes::default();
        changes.audit.push(AuditRow::new(
            id,
            AuditKind::Registered,
            None,
            self.confirmed_email.as_deref(),
            at,
            entropy,
        ));
        if email.is_some() {
            let subject = self.confirmed_email.as_deref();
            changes
                .audit
                .push(AuditRow::new(id, AuditKind::EmailConfirmed, None, subject, at, entropy));
        }
        changes.writes.push(Write::InsertAccount(AccountRow {
            confirmed_email: email,
            password: self.password.clone(),
            two_factor: self.two_factor,
            ..AccountRow::new(id, self.kind, username.clone(), at)
        }));
        changes.writes.push(Write::ClaimName(ClaimedName {
            username,
            account: Some(id),
        }));
        if let Some((key, identity)) = &self.login {
            let (key, identity) = (key.clone(), identity.clone());
            changes.writes.push(Write::InsertLogin(Login {
                id: entropy.id(at),
                account: id,
                key,
                identity,
                linked_at: at,
            }));
        }
        Ok(changes)
    }
}

impl Command for Seed {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, _now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let mut changes = Changes {
            guards: vec![Guard::NoAccounts],
            ..Changes::default()
        };
        for account in &self.accounts {
            changes.absorb(account.changes(entropy)?);
        }
        Ok((changes, ()))
    }
}
