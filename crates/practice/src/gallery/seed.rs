//! What the practice gallery starts with: the documentation's cast.

use crate::cast::{ACCOUNT1, ACCOUNT2, ANA, BEN, Person, SOMEONE};
use contract::{
    Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
};
use service::{
    SeedAccount, SeedLogin,
    parts::{Parts, SeedConversion, SeedInvitation, SeedKey, SeedMember, SeedPackage, SeedPassword},
};

/// The accounts. Nobody has opened one with account3@outlook.com yet.
pub fn accounts() -> Vec<SeedAccount> {
    vec![
        linked("MyNuGetAccount1", "account1@outlook.com", &ACCOUNT1, 1_709_460_000),
        linked("MyNuGetAccount2", "account2@outlook.com", &ACCOUNT2, 1_731_600_000),
        linked("ana.contoso", "ana@contoso.example", &ANA, 1_583_150_000),
        without_login(
            "yourdomain-packages",
            SOMEONE.address,
            AccountKind::Individual,
            1_498_000_000,
        ),
        without_login(OLD_ACCOUNT, "old@outlook.com", AccountKind::Individual, 1_334_000_000),
        without_login(
            "contoso-tools",
            "nuget@contoso.example",
            AccountKind::Organization,
            1_590_000_000,
        ),
        without_login(
            "contoso-labs",
            "labs@contoso.example",
            AccountKind::Organization,
            1_672_000_000,
        ),
        linked("contoso-data", "data@contoso.example", &BEN, 1_601_000_000),
    ]
}

/// The account with a password and no Microsoft login.
pub const OLD_ACCOUNT: &str = "OldNuGetAccount";

/// The password of [`OLD_ACCOUNT`], no secret.
pub const OLD_PASSWORD: &str = "Practice2012";

/// The same as the gallery stored it in its past: version 3 of ASP.NET Core Identity's hashes.
const OLD_HASH: &str = "AQAAAAEAACcQAAAAEDAxMjM0NTY3ODk6Ozw9Pj8HdSTQe7UKUtA0jYkJSiyhuPtwYqqL99i1fTpmRbJGJw==";

/// Members, packages, keys, and what waits for an answer. Neither `MyNuGetAccount1` is a member anywhere nor invited, so
/// that it can be converted.
pub fn parts() -> Parts {
    Parts {
        passwords: vec![SeedPassword {
            account: OLD_ACCOUNT,
            hash: OLD_HASH,
        }],
        two_factor: Vec::new(),
        members: vec![
            member("contoso-tools", "ana.contoso", true),
            member("contoso-tools", "MyNuGetAccount2", false),
            member("contoso-labs", "ana.contoso", true),
        ],
        invitations: vec![SeedInvitation {
            organization: "contoso-labs",
            account: "MyNuGetAccount2",
            administrator: true,
            invited_by: "ana.contoso",
        }],
        conversions: vec![SeedConversion {
            account: "contoso-data",
            administrator: "MyNuGetAccount1",
        }],
        packages: vec![
            package("Okafor.Text", &["MyNuGetAccount1"]),
            package("Okafor.Text.Json", &["MyNuGetAccount1", "MyNuGetAccount2"]),
            package("Weber.Charts", &["MyNuGetAccount2"]),
            package("Contoso.Tools", &["contoso-tools"]),
            package("Contoso.Data", &["contoso-data"]),
            package("Old.Classic", &[OLD_ACCOUNT]),
        ],
        keys: vec![
            key("MyNuGetAccount1", Some("MyNuGetAccount1"), "Build server", 120),
            key("MyNuGetAccount1", None, "From 2017", 20),
            key("MyNuGetAccount2", Some("contoso-tools"), "Nightly of Contoso.Tools", 40),
            key("contoso-data", Some("contoso-data"), "Release pipeline", 200),
        ],
    }
}

fn member(organization: &'static str, account: &'static str, administrator: bool) -> SeedMember {
    SeedMember {
        organization,
        account,
        administrator,
    }
}

fn package(id: &'static str, owners: &'static [&'static str]) -> SeedPackage {
    SeedPackage {
        id,
        listed: true,
        owners,
    }
}

fn key(holder: &'static str, owner: Option<&'static str>, description: &'static str, days: i64) -> SeedKey {
    SeedKey {
        holder,
        owner,
        description,
        days,
    }
}

fn linked(username: &str, email: &str, person: &Person, opened_at: i64) -> SeedAccount {
    let login = SeedLogin {
        tenant: person.tenant.to_owned(),
        subject: person.object_id.to_owned(),
        identity: Identity {
            name: Some(person.name.to_owned()),
            address: Some(person.address.to_owned()),
            kind: if person.is_personal() {
                IdentityKind::Personal
            } else {
                IdentityKind::WorkOrSchool
            },
            second_factor: false,
        },
    };
    SeedAccount {
        login: Some(login),
        ..without_login(username, email, AccountKind::Individual, opened_at)
    }
}

fn without_login(username: &str, email: &str, kind: AccountKind, opened_at: i64) -> SeedAccount {
    SeedAccount {
        username: username.to_owned(),
        kind,
        confirmed_email: Some(email.to_owned()),
        login: None,
        opened_at: Timestamp::from_secs(opened_at),
    }
}
