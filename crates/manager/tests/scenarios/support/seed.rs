//! The accounts that every gallery of these tests has.

use contract::{
    Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
};
use practice::cast;
use service::{SeedAccount, SeedLogin};

/// Two people with an account each; nobody else has one.
pub fn cast_accounts() -> Vec<SeedAccount> {
    vec![
        opened("MyNuGetAccount1", &cast::ACCOUNT1),
        opened("MyNuGetAccount2", &cast::ACCOUNT2),
    ]
}

fn opened(username: &str, person: &cast::Person) -> SeedAccount {
    let identity = Identity {
        name: Some(person.name.to_owned()),
        address: Some(person.address.to_owned()),
        kind: IdentityKind::Personal,
        second_factor: false,
    };
    SeedAccount {
        username: username.to_owned(),
        kind: AccountKind::Individual,
        confirmed_email: Some(person.address.to_owned()),
        login: Some(SeedLogin {
            tenant: person.tenant.to_owned(),
            subject: person.object_id.to_owned(),
            identity,
        }),
        opened_at: Timestamp::from_secs(1_709_460_000),
    }
}
