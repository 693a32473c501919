//! The accounts that the galleries of these tests have.

use contract::{
    Timestamp,
    account::AccountKind,
    identity::{Identity, IdentityKind},
};
use practice::cast;
use service::{SeedAccount, SeedLogin, parts::Parts};

/// What a gallery starts with.
pub type Seed = fn() -> (Vec<SeedAccount>, Parts);

/// Two people with an account each; nobody else has one.
pub fn two_people() -> (Vec<SeedAccount>, Parts) {
    let accounts = vec![
        opened("MyNuGetAccount1", &cast::ACCOUNT1),
        opened("MyNuGetAccount2", &cast::ACCOUNT2),
    ];
    (accounts, Parts::default())
}

/// The whole cast of the practice. `MyNuGetAccount2` has two-factor on and no recovery codes.
pub fn cast() -> (Vec<SeedAccount>, Parts) {
    let two_factor = vec!["MyNuGetAccount2"];
    let parts = Parts {
        two_factor,
        ..practice::gallery::parts()
    };
    (practice::gallery::accounts(), parts)
}

/// The two people; `MyNuGetAccount1` has two-factor on.
pub fn guarded() -> (Vec<SeedAccount>, Parts) {
    let (accounts, parts) = two_people();
    let two_factor = vec!["MyNuGetAccount1"];
    (accounts, Parts { two_factor, ..parts })
}

/// The two people; `MyNuGetAccount1` has a password too, from before it was opened by a Microsoft account.
pub fn with_password() -> (Vec<SeedAccount>, Parts) {
    let (accounts, parts) = two_people();
    let mut passwords = practice::gallery::parts().passwords;
    for password in &mut passwords {
        password.account = "MyNuGetAccount1";
    }
    (accounts, Parts { passwords, ..parts })
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
