//! An account whose contact e-mail is changed, and what is asked for it.

use crate::support::*;
use accounts::{Changes, Snapshot, contact::ChangeAddress, letter::LetterKind, session::Caller};

pub fn ask(caller: &Caller, address: &str) -> ChangeAddress {
    ChangeAddress {
        caller: caller.clone(),
        account: caller.account,
        address: address.to_owned(),
        password: None,
        login: None,
        revision: None,
    }
}

pub fn anna() -> (Snapshot, Caller) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    let caller = session(&mut snapshot, anna);
    (snapshot, caller)
}

pub fn letter(changes: &Changes) -> &LetterKind {
    &changes.mails[0].letter.kind
}
