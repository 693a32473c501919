//! What is asked for about a key that is there.

use crate::world::{ANNA, World};
use accounts::key::{ChangeKey, KeyPolicy, MadeKey, RegenerateKey, RevokeKey};
use contract::{Secret, key::KeyScope};

pub fn change(world: &World, number: u8, made: &MadeKey) -> ChangeKey {
    ChangeKey {
        caller: world.caller(number),
        key: made.key.id,
        revision: made.key.revision.clone(),
        description: None,
        scopes: None,
        packages: None,
        expires_in_days: None,
        policy: KeyPolicy::default(),
    }
}

pub fn regenerate(world: &World, number: u8, made: &MadeKey) -> RegenerateKey {
    RegenerateKey {
        caller: world.caller(number),
        session_token: Secret::new("token".to_owned()),
        key: made.key.id,
        revision: made.key.revision.clone(),
        expires_in_days: None,
        policy: KeyPolicy::default(),
    }
}

pub fn revoke(world: &World, number: u8, made: &MadeKey) -> RevokeKey {
    RevokeKey {
        caller: world.caller(number),
        key: made.key.id,
    }
}

pub fn widened(world: &World, made: &MadeKey) -> [ChangeKey; 3] {
    let change = || change(world, ANNA, made);
    [
        ChangeKey {
            scopes: Some(vec![KeyScope::PushNew, KeyScope::PushVersion]),
            ..change()
        },
        ChangeKey {
            packages: Some(vec!["Contoso.*".to_owned(), "Fabrikam".to_owned()]),
            ..change()
        },
        ChangeKey {
            expires_in_days: Some(31),
            ..change()
        },
    ]
}

/// A key for new versions of `Contoso.*`, for 30 days.
pub fn narrow(world: &mut World) -> MadeKey {
    let mut command = world.making(ANNA, "anna");
    command.terms.scopes = vec![KeyScope::PushVersion];
    command.terms.packages = vec!["Contoso.*".to_owned()];
    command.expires_in_days = Some(30);
    world.run(&command).unwrap()
}
