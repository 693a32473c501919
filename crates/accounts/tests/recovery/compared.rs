//! A sign-in with a password that was compared.

use crate::scene::{hash, installation, with_password};
use accounts::{
    account::AccountRow,
    password::{PasswordVerdict, SignInWithPassword},
};
use contract::Timestamp;

pub fn verdict(right: bool) -> PasswordVerdict {
    PasswordVerdict {
        for_hash: Some(hash("stored")),
        right,
        rewritten: None,
    }
}

pub fn sign_in(right: bool) -> SignInWithPassword {
    SignInWithPassword {
        name: "anna".to_owned(),
        name_key: [8; 32],
        verdict: Some(verdict(right)),
        installation: installation(),
        passwords: true,
        secret: None,
    }
}

pub fn failed(count: u32, at: Timestamp) -> AccountRow {
    AccountRow {
        failed_passwords: count,
        failed_password_at: Some(at),
        ..with_password()
    }
}
