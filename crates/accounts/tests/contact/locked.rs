//! Rule 3.8: what an operator's lock blocks, action by action.

use crate::support::*;
use accounts::two_factor::Policy;
use accounts::{
    Command, Snapshot,
    contact::{CancelAddress, ChangeAddress, ConfirmAddress, ResendCode},
    deletion::{CancelDeletion, Confirmed, RequestDeletion},
    preferences::ChooseMail,
    session::{Caller, EndSession, OpenSession},
    username::{RequestRename, WithdrawRename},
};
use contract::{Code, ProofId, Purpose, Secret, account::MailChoices, session::Installation};

/// A locked account that could do everything if it were not locked, with an address that waits.
fn locked() -> (Snapshot, Caller, Secret) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "anna");
    login(&mut snapshot, anna, "anna");
    let caller = session(&mut snapshot, anna);
    let ask = change(&caller, "waits@example.org");
    let asked = decide(&ask, &snapshot).unwrap().0;
    let code = asked.mails[0].letter.kind.code().unwrap().clone();
    follow(&mut snapshot, asked);
    row(&mut snapshot, anna).locked = true;
    (snapshot, caller, code)
}

fn change(caller: &Caller, address: &str) -> ChangeAddress {
    let (caller, account) = (caller.clone(), caller.account);
    ChangeAddress {
        caller,
        account,
        address: address.to_owned(),
        password: None,
        login: None,
        revision: None,
    }
}

fn code_of<C: Command>(command: &C, snapshot: &Snapshot) -> Option<Code> {
    decide(command, snapshot).err().map(|refusal| refusal.code)
}

#[test]
fn rule_3_8_a_locked_account_changes_neither_its_address_nor_its_name() {
    let (snapshot, caller, _) = locked();
    let account = caller.account;
    let rename = RequestRename {
        caller: caller.clone(),
        account,
        wanted: "other".to_owned(),
        reason: "why".to_owned(),
        revision: None,
    };
    let blocked = [
        (
            "change the address",
            code_of(&change(&caller, "new@example.org"), &snapshot),
        ),
        ("ask for another name", code_of(&rename, &snapshot)),
    ];
    for (act, code) in blocked {
        assert_eq!(code, Some(Code::AccountLocked), "{act}");
    }
}

#[test]
fn rule_3_8_a_locked_account_signs_in_confirms_chooses_leaves_and_stays() {
    let (mut snapshot, caller, code) = locked();
    let account = caller.account;
    let with = || caller.clone();
    let choices = MailChoices {
        from_others: false,
        package_published: false,
    };
    let allowed = [
        (
            "confirm an address",
            code_of(
                &ConfirmAddress {
                    account,
                    caller: with(),
                    code,
                },
                &snapshot,
            ),
        ),
        (
            "have a code mailed again",
            code_of(
                &ResendCode {
                    account,
                    caller: with(),
                },
                &snapshot,
            ),
        ),
        (
            "withdraw an address",
            code_of(
                &CancelAddress {
                    caller: with(),
                    account,
                    revision: None,
                },
                &snapshot,
            ),
        ),
        (
            "choose mail",
            code_of(
                &ChooseMail {
                    caller: with(),
                    account,
                    choices,
                    revision: None,
                },
                &snapshot,
            ),
        ),
        (
            "withdraw a wish for a name",
            code_of(
                &WithdrawRename {
                    caller: with(),
                    account,
                    revision: None,
                },
                &snapshot,
            ),
        ),
        (
            "end a session",
            code_of(
                &EndSession {
                    caller: with(),
                    session: caller.session,
                },
                &snapshot,
            ),
        ),
    ];
    for (act, code) in allowed {
        assert_eq!(code, None, "{act}");
    }
    assert_eq!(code_of(&open(&mut snapshot), &snapshot), None, "sign in");
    assert_eq!(
        code_of(&delete(&mut snapshot, &caller), &snapshot),
        None,
        "ask for deletion"
    );
    let asked = decide(&delete(&mut snapshot, &caller), &snapshot).unwrap().0;
    follow(&mut snapshot, asked);
    snapshot.sessions[0].ended_at = None;
    assert_eq!(code_of(&CancelDeletion { caller }, &snapshot), None, "stay");
}

fn open(snapshot: &mut Snapshot) -> OpenSession {
    proof(snapshot, Purpose::SignIn, "anna", None);
    let installation = Installation {
        id: "laptop".to_owned(),
        name: "Laptop".to_owned(),
    };
    let proof: ProofId = proof_id();
    OpenSession {
        notes_stopped: false,
        proof,
        attempt_secret: secret(),
        session: None,
        installation,
        two_factor: Policy::default(),
    }
}

fn delete(snapshot: &mut Snapshot, caller: &Caller) -> RequestDeletion {
    proof(snapshot, Purpose::DeleteAccount, "anna", Some(caller));
    let confirmed = Confirmed {
        username: "anna".to_owned(),
        proof: proof_id(),
        attempt_secret: secret(),
    };
    RequestDeletion {
        caller: caller.clone(),
        confirmed: Some(confirmed),
        unlist_orphans: true,
        grace_seconds: 1000,
        two_factor: Policy::default(),
    }
}
