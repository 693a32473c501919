//! What the window says about the cast is what the practice starts with.

use practice::{
    cast::PEOPLE,
    gallery::{OLD_ACCOUNT, OLD_PASSWORD},
};

/// The window's list.
const SHOWN: &str = include_str!("../../../ui/src/lib/cast.ts");

#[test]
fn everybody_who_can_sign_in_is_named_with_their_address() {
    for person in PEOPLE {
        let row = format!("name: '{}', address: '{}'", person.name, person.address);
        assert!(SHOWN.contains(&row), "{row}");
    }
    assert_eq!(SHOWN.matches("{ id: ").count(), PEOPLE.len());
}

#[test]
fn the_old_account_is_named_with_its_password() {
    let row = format!("username: '{OLD_ACCOUNT}', password: '{OLD_PASSWORD}'");
    assert!(SHOWN.contains(&row), "{row}");
}
