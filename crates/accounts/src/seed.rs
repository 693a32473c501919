//! The accounts that a practice gallery starts with (rule 4.6).

mod parts;

pub use parts::{Parts, SeedConversion, SeedInvitation, SeedKey, SeedMember, SeedPackage, SeedPassword};

use crate::{
    account::{AccountRow, ClaimedName},
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
    /// What hangs on them.
    pub parts: Parts,
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
    /// When it was opened.
    pub opened_at: Timestamp,
}

impl SeedAccount {
    fn changes(&self, parts: &Parts, entropy: &mut Entropy) -> Result<(AccountRow, Changes), Refusal> {
        let at = self.opened_at;
        if self.kind == AccountKind::Organization && self.login.is_some() {
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
        let row = AccountRow {
            confirmed_email: email,
            password: parts.password_of(&self.username),
            two_factor: parts.two_factor.contains(&self.username.as_str()),
            ..AccountRow::new(id, self.kind, username.clone(), at)
        };
        changes.writes.push(Write::InsertAccount(row.clone()));
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
        Ok((row, changes))
    }
}

impl Command for Seed {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        Vec::new()
    }

    fn decide(&self, _snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let mut changes = Changes {
            guards: vec![Guard::NoAccounts],
            ..Changes::default()
        };
        let mut rows = Vec::new();
        for account in &self.accounts {
            let (row, made) = account.changes(&self.parts, entropy)?;
            rows.push(row);
            changes.absorb(made);
        }
        changes.absorb(self.parts.changes(&rows, now, entropy)?);
        Ok((changes, ()))
    }
}
