//! A recovery that waits, because two-factor is on.

use crate::scene::{account, begun, code_text, entropy, installation, linked, now, put, secret};
use accounts::{
    Command, Snapshot, Write,
    account::AccountRow,
    mailed_act::MailedAct,
    recovery::{ConfirmRecovery, RecoveryKind},
};
use contract::Secret;

pub fn guarded(codes_left: u32) -> AccountRow {
    AccountRow {
        two_factor: true,
        recovery_codes_left: codes_left,
        ..account()
    }
}

pub fn confirm(code: &Secret, recovery_code: Option<&str>, wait: bool) -> ConfirmRecovery {
    ConfirmRecovery {
        request_secret: secret("request"),
        code: code.clone(),
        recovery_code: recovery_code.map(code_text),
        wait,
        installation: installation(),
    }
}

/// A recovery that has begun to wait, and the reference of the link that stops it.
pub fn waiting() -> (Snapshot, Secret, MailedAct) {
    let (found, code) = begun(RecoveryKind::Login, linked(guarded(0)));
    let (changes, _) = confirm(&code, None, true)
        .decide(&found, now(), &mut entropy())
        .unwrap();
    let reference = changes.mails[0].letter.kind.reference().unwrap().clone();
    let act = changes.writes.iter().find_map(|write| match write {
        Write::InsertMailedAct(act) => Some(act.clone()),
        _ => None,
    });
    let found = Snapshot {
        recoveries: vec![put(&changes)],
        ..found
    };
    (found, reference, act.unwrap())
}
