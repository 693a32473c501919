//! An account whose contact address was moved, and can still be put back.

use crate::scene::{ADDRESS, id, linked, now};
use accounts::{
    Snapshot,
    account::AccountRow,
    contact::{AddressChange, UNDO_SECONDS},
    email::EmailAddress,
};
use contract::Timestamp;
use uuid::Uuid;

pub const NEW: &str = "new@example.org";

pub fn email(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub fn change(number: u8, previous: &str, made_at: Timestamp) -> AddressChange {
    AddressChange {
        id: Uuid::from_bytes([number; 16]),
        account: id(1),
        previous: email(previous),
        made_at,
        ends_at: made_at.plus_secs(UNDO_SECONDS),
    }
}

/// The account after its address was moved twice: from the old one, over another, to the new one.
pub fn moved(account: AccountRow) -> Snapshot {
    Snapshot {
        address_changes: vec![
            change(2, "between@example.org", now().plus_secs(-60)),
            change(1, ADDRESS, now().plus_secs(-3600)),
        ],
        ..linked(AccountRow {
            confirmed_email: Some(email(NEW)),
            ..account
        })
    }
}
