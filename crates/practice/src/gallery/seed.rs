//! What the practice gallery starts with: the documentation's cast.

use crate::cast::{ACCOUNT1, ACCOUNT2, ANA, Person, SOMEONE};
use contract::{
    Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
};
use service::{SeedAccount, SeedLogin};

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
        without_login(
            "OldNuGetAccount",
            "old@outlook.com",
            AccountKind::Individual,
            1_334_000_000,
        ),
        without_login(
            "contoso-tools",
            "nuget@contoso.example",
            AccountKind::Organization,
            1_590_000_000,
        ),
    ]
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
        password_hash: None,
        two_factor: false,
        opened_at: Timestamp::from_secs(opened_at),
    }
}
