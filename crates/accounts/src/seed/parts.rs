//! What hangs on the accounts of a seed: members, invitations, conversions, packages, keys, passwords. Accounts are named
//! by username.

use crate::{
    account::AccountRow,
    command::Changes,
    conversion::{self, Conversion},
    entropy::Entropy,
    key::{ApiKey, Scopes},
    organization::{Invitation, Member},
    outbound::AuditRow,
    package::{self, Owner, Package},
    password::PasswordHash,
    refusal::Refusal,
    write::Write,
};
use contract::{AccountId, Code, Timestamp, account::AuditKind};

const DAY: i64 = 86_400;

/// Everything but the accounts.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// Passwords of the gallery's past.
    pub passwords: Vec<SeedPassword>,
    /// Accounts with two-factor on.
    pub two_factor: Vec<&'static str>,
    /// Members of organizations.
    pub members: Vec<SeedMember>,
    /// Invitations that wait.
    pub invitations: Vec<SeedInvitation>,
    /// Conversions that wait.
    pub conversions: Vec<SeedConversion>,
    /// Packages.
    pub packages: Vec<SeedPackage>,
    /// API keys.
    pub keys: Vec<SeedKey>,
}

/// A password.
#[derive(Clone, Debug)]
pub struct SeedPassword {
    /// Whose.
    pub account: &'static str,
    /// Its hash.
    pub hash: &'static str,
}

/// A member of an organization.
#[derive(Clone, Debug)]
pub struct SeedMember {
    /// The organization.
    pub organization: &'static str,
    /// The member.
    pub account: &'static str,
    /// Administrator, or else collaborator.
    pub administrator: bool,
}

/// An invitation that waits.
#[derive(Clone, Debug)]
pub struct SeedInvitation {
    /// The organization.
    pub organization: &'static str,
    /// Who is invited.
    pub account: &'static str,
    /// As administrator, or else collaborator.
    pub administrator: bool,
    /// Who invited them.
    pub invited_by: &'static str,
}

/// A conversion that waits.
#[derive(Clone, Debug)]
pub struct SeedConversion {
    /// The account.
    pub account: &'static str,
    /// Its future administrator.
    pub administrator: &'static str,
}

/// A package.
#[derive(Clone, Debug)]
pub struct SeedPackage {
    /// Its id.
    pub id: &'static str,
    /// Whether it is listed.
    pub listed: bool,
    /// Its owners.
    pub owners: &'static [&'static str],
}

/// An API key that nobody knows the text of.
#[derive(Clone, Debug)]
pub struct SeedKey {
    /// Whose key it is.
    pub holder: &'static str,
    /// For whose packages it works; nothing for a full-access key of the gallery's past.
    pub owner: Option<&'static str>,
    /// What its holder calls it.
    pub description: &'static str,
    /// In how many days it ends.
    pub days: i64,
}

/// The accounts by their names, while parts are made.
struct Cast<'a> {
    rows: &'a [AccountRow],
    now: Timestamp,
}

impl Cast<'_> {
    fn id(&self, username: &str) -> Result<AccountId, Refusal> {
        self.row(username).map(|row| row.id)
    }

    fn row(&self, username: &str) -> Result<&AccountRow, Refusal> {
        let found = self.rows.iter().find(|row| row.username.as_str() == username);
        found.ok_or_else(|| Refusal::new(Code::BadRequest, "4.6", "a part of the seed names nobody"))
    }
}

impl Parts {
    pub(super) fn password_of(&self, username: &str) -> Option<PasswordHash> {
        let found = self.passwords.iter().find(|password| password.account == username);
        found.map(|password| PasswordHash::new(password.hash.to_owned()))
    }

    pub(super) fn changes(
        &self,
        rows: &[AccountRow],
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<Changes, Refusal> {
        let cast = Cast { rows, now };
        let mut changes = Changes::default();
        for member in &self.members {
            changes.writes.push(member.write(&cast)?);
        }
        for invitation in &self.invitations {
            changes.absorb(invitation.changes(&cast, entropy)?);
        }
        for conversion in &self.conversions {
            changes.absorb(conversion.changes(&cast, &self.keys, entropy)?);
        }
        for package in &self.packages {
            changes.absorb(package.changes(&cast)?);
        }
        for key in &self.keys {
            changes.writes.push(key.write(&cast, entropy)?);
        }
        Ok(changes)
    }
}

impl SeedMember {
    fn write(&self, cast: &Cast<'_>) -> Result<Write, Refusal> {
        let organization = cast.row(self.organization)?;
        Ok(Write::InsertMember(Member {
            organization: organization.id,
            account: cast.id(self.account)?,
            administrator: self.administrator,
            since: organization.opened_at,
        }))
    }
}

impl SeedInvitation {
    fn changes(&self, cast: &Cast<'_>, entropy: &mut Entropy) -> Result<Changes, Refusal> {
        let (organization, made_at) = (cast.id(self.organization)?, cast.now.plus_secs(-2 * DAY));
        let invitation = Invitation {
            id: entropy.id(made_at),
            organization,
            account: cast.id(self.account)?,
            administrator: self.administrator,
            invited_by: cast.id(self.invited_by)?,
            made_at,
            expires_at: made_at.plus_secs(30 * DAY),
        };
        let audit = AuditRow::new(
            organization,
            AuditKind::MemberInvited,
            None,
            Some(self.account),
            made_at,
            entropy,
        );
        Ok(Changes {
            writes: vec![Write::PutInvitation(invitation)],
            audit: vec![audit],
            ..Changes::default()
        })
    }
}

impl SeedConversion {
    fn changes(&self, cast: &Cast<'_>, keys: &[SeedKey], entropy: &mut Entropy) -> Result<Changes, Refusal> {
        let held = keys.iter().filter(|key| key.holder == self.account);
        let revoked = held.filter(|key| key.owner != Some(self.account)).count();
        let (account, made_at) = (cast.id(self.account)?, cast.now.plus_secs(-DAY));
        let conversion = Conversion {
            id: entropy.id(made_at),
            account,
            administrator: cast.id(self.administrator)?,
            from_recovery: false,
            second_shown: false,
            made_at,
            expires_at: made_at.plus_secs(7 * DAY),
            accepted_at: None,
            effective_at: None,
            shown: conversion::shown_keys(revoked),
        };
        let (kind, administrator) = (AuditKind::ConversionRequested, Some(self.administrator));
        Ok(Changes {
            writes: vec![Write::PutConversion(conversion)],
            audit: vec![AuditRow::new(account, kind, None, administrator, made_at, entropy)],
            ..Changes::default()
        })
    }
}

impl SeedPackage {
    fn changes(&self, cast: &Cast<'_>) -> Result<Changes, Refusal> {
        let folded = package::id::fold(self.id);
        let since = cast.now.plus_secs(-400 * DAY);
        let mut writes = vec![Write::InsertPackage(Package {
            id: self.id.to_owned(),
            folded: folded.clone(),
            listed: self.listed,
            has_versions: true,
            registered_at: since,
        })];
        for owner in self.owners {
            writes.push(Write::InsertOwner(Owner {
                package: folded.clone(),
                account: cast.id(owner)?,
                since,
            }));
        }
        Ok(Changes {
            writes,
            ..Changes::default()
        })
    }
}

impl SeedKey {
    fn write(&self, cast: &Cast<'_>, entropy: &mut Entropy) -> Result<Write, Refusal> {
        let made_at = cast.now.plus_secs(-100 * DAY);
        let every = Scopes {
            push_new: true,
            push_version: true,
            unlist: true,
        };
        let full_access = self.owner.is_none();
        Ok(Write::InsertKey(ApiKey {
            id: entropy.id(made_at),
            holder: cast.id(self.holder)?,
            owner: self.owner.map(|owner| cast.id(owner)).transpose()?,
            description: self.description.to_owned(),
            hash: entropy.bytes(),
            ending: "0000".to_owned(),
            scopes: if full_access { Scopes::default() } else { every },
            packages: vec!["*".to_owned()],
            made_at,
            expires_at: cast.now.plus_secs(self.days * DAY),
            used_at: None,
            revoked_at: None,
        }))
    }
}
