//! Rules 2.11 to 2.13: proofs whose token did not say when the person signed in.

use crate::{
    codes::make,
    model::{Model, OFFERED, id, identity, key},
};
use accounts::{
    Command, Need, Refusal,
    contact::AddressChange,
    email::EmailAddress,
    letter::LetterKind,
    login_change::{ChangeLogin, Current, MoveLogin, SwapLogins, UndoChange, ViewConflict},
    proof::{CODES_PER_HOUR, CODES_PER_PROOF, CompleteProof, MailProofCode, Presented, TypeProofCode},
    recovery_code::MakeRecoveryCodes,
};
use contract::{Code, Purpose, Secret, account::AuditKind, proof::CompletedProof, session::Installation};
use uuid::Uuid;

fn complete(model: &mut Model, purpose: Purpose, who: &str, session: Option<u8>) -> (Presented, CompleteProof) {
    let presented = model.proof(purpose, who, session);
    model.all.proofs.last_mut().unwrap().completed = None;
    let command = CompleteProof {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret.clone(),
        key: key(who),
        identity: identity(who),
        address_verified: true,
        sign_in_time_told: false,
    };
    (presented, command)
}

/// A proof that was completed by a token without a time.
fn undated(model: &mut Model, purpose: Purpose, who: &str, session: Option<u8>) -> (Presented, CompletedProof) {
    let (presented, command) = complete(model, purpose, who, session);
    let answer = model.run(&command);
    (presented, answer)
}

fn ask(presented: &Presented) -> MailProofCode {
    MailProofCode {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret.clone(),
    }
}

fn typing(presented: &Presented, code: &Secret) -> TypeProofCode {
    TypeProofCode {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret.clone(),
        code: code.clone(),
    }
}

/// To whom the code goes, and the code.
fn mailed(model: &mut Model, presented: &Presented) -> (String, Secret) {
    model.take_mails();
    model.run(&ask(presented));
    let (to, letter) = model.take_mails().remove(0);
    (to, letter.code().unwrap().clone())
}

fn show(model: &mut Model, presented: &Presented) -> String {
    let (to, code) = mailed(model, presented);
    model.run(&typing(presented, &code));
    to
}

fn make_codes(model: &Model, proof: Presented) -> MakeRecoveryCodes {
    MakeRecoveryCodes {
        caller: model.caller(1),
        proof,
        two_factor: OFFERED,
    }
}

fn change(model: &Model, current: Presented, new: Presented) -> ChangeLogin {
    ChangeLogin {
        caller: model.caller(1),
        current: Current::Proof(current),
        new,
        two_factor: OFFERED,
    }
}

const REQUIRED: (Code, &str) = (Code::MailedCodeRequired, "2.13");

fn wrong(code: &Secret) -> Secret {
    let other = if code.expose() == "00000000" {
        "00000001"
    } else {
        "00000000"
    };
    Secret::new(other.to_owned())
}

fn refusal<C: Command>(model: &mut Model, command: &C) -> Refusal {
    let mut refusal = model.decide(command).err().expect("it was not refused");
    if let Some(remember) = refusal.remember.take() {
        model.apply(*remember);
    }
    refusal
}

#[test]
fn rule_2_13_a_proof_without_a_time_is_spent_once_the_mailed_code_was_typed() {
    let mut model = Model::with_anna_and_ben();
    let (proof, answer) = undated(&mut model, Purpose::MakeRecoveryCodes, "anna", Some(1));
    assert!(answer.mailed_code_required);
    let command = make_codes(&model, proof.clone());
    assert_eq!(model.refused(&command), REQUIRED);
    let (to, code) = mailed(&mut model, &proof);
    assert_eq!(to, "anna@contact.example");
    assert_eq!(model.audit_of(1), [AuditKind::ProofCodeMailed]);
    assert_eq!(model.refused(&command), REQUIRED, "that it was mailed shows nothing");
    model.run(&typing(&proof, &code));
    // The request sent again, and another code, change nothing.
    model.run(&typing(&proof, &code));
    assert_eq!(model.refused(&ask(&proof)), (Code::ProofInvalid, "2.12"));
    assert_eq!(model.run(&command).codes.len(), 10);
}

#[test]
fn rule_2_11_a_token_with_a_time_and_purposes_that_ask_for_none_want_no_code() {
    let mut model = Model::with_anna_and_ben();
    let (_, mut dated) = complete(&mut model, Purpose::MakeRecoveryCodes, "anna", Some(1));
    dated.sign_in_time_told = true;
    assert!(!model.run(&dated).mailed_code_required);
    for purpose in [Purpose::SignIn, Purpose::Register] {
        let (proof, answer) = undated(&mut model, purpose, "anna", None);
        assert!(!answer.mailed_code_required);
        assert_eq!(model.refused(&ask(&proof)), (Code::ProofInvalid, "2.12"));
        let code = Secret::new("12345678".to_owned());
        assert_eq!(model.refused(&typing(&proof, &code)), (Code::ProofInvalid, "2.12"));
    }
}

#[test]
fn rule_2_11_without_a_confirmed_address_or_an_account_it_is_refused() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(1).confirmed_email = None;
    let (_, own) = complete(&mut model, Purpose::DeleteAccount, "anna", Some(1));
    assert_eq!(model.refused(&own), (Code::EmailUnconfirmed, "5.9"));
    let (_, theirs) = complete(&mut model, Purpose::ChangeLogin, "anna", Some(2));
    assert_eq!(model.refused(&theirs), (Code::SignInTimeMissing, "2.11"));
    let (_, nobodys) = complete(&mut model, Purpose::Recover, "stranger", None);
    assert_eq!(model.refused(&nobodys), (Code::SignInTimeMissing, "2.11"));
    // Keeping an account takes a link that was mailed.
    let (_, answer) = undated(&mut model, Purpose::CancelDeletion, "stranger", None);
    assert!(!answer.mailed_code_required);
}

#[test]
fn rule_2_13_one_code_does_for_a_change_of_a_login_to_an_identity_that_nobody_has() {
    for first in [true, false] {
        let mut model = Model::with_anna_and_ben();
        let (current, _) = undated(&mut model, Purpose::ChangeLogin, "anna", Some(1));
        let (new, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
        let command = change(&model, current.clone(), new.clone());
        assert_eq!(model.refused(&command), REQUIRED);
        let to = show(&mut model, if first { &current } else { &new });
        assert_eq!(to, "anna@contact.example");
        model.run(&command);
        assert_eq!(model.live(1), Some("new"));
    }
}

#[test]
fn rule_2_13_beside_a_recovery_code_the_new_identity_takes_a_code_of_its_own() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let (new, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
    let command = ChangeLogin {
        caller: model.caller(1),
        current: Current::RecoveryCode(codes[0].clone()),
        new: new.clone(),
        two_factor: OFFERED,
    };
    assert_eq!(model.refused(&command), REQUIRED);
    show(&mut model, &new);
    model.run(&command);
}

#[test]
fn rule_2_13_a_code_typed_in_another_session_does_for_nothing_here() {
    let mut model = Model::with_anna_and_ben();
    model.session(3, 1);
    let (current, _) = undated(&mut model, Purpose::ChangeLogin, "anna", Some(3));
    show(&mut model, &current);
    let (new, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
    let command = change(&model, current, new);
    assert_eq!(model.refused(&command), REQUIRED);
}

#[test]
fn rule_2_11_another_accounts_identity_takes_a_code_from_that_accounts_mailbox() {
    let mut model = Model::with_anna_and_ben();
    let (mine, _) = undated(&mut model, Purpose::ChangeLogin, "anna", Some(1));
    let (theirs, _) = undated(&mut model, Purpose::ChangeLogin, "ben", Some(1));
    let view = ViewConflict {
        caller: model.caller(1),
        proof: theirs.clone(),
        other: Some(id(2)),
        two_factor: OFFERED,
    };
    let swap = SwapLogins {
        caller: model.caller(1),
        mine: mine.clone(),
        theirs: theirs.clone(),
        other: Some(id(2)),
        two_factor: OFFERED,
    };
    let moving = MoveLogin {
        caller: model.caller(1),
        current: Current::Proof(mine.clone()),
        new: theirs.clone(),
        username: "ben".to_owned(),
        other: Some(id(2)),
        unlist_orphans: false,
        grace_seconds: 86_400,
        two_factor: OFFERED,
    };
    assert_eq!(show(&mut model, &mine), "anna@contact.example");
    assert_eq!(model.refused(&view), REQUIRED);
    assert_eq!(model.refused(&swap), REQUIRED);
    assert_eq!(model.refused(&moving), REQUIRED);
    assert_eq!(show(&mut model, &theirs), "ben@contact.example");
    assert!(model.decide(&view).is_ok());
    assert!(model.decide(&moving).is_ok());
    model.run(&swap);
    assert_eq!(model.live(1), Some("ben"));
}

#[test]
fn rule_2_13_a_code_typed_while_the_identity_was_free_is_none_for_the_account_that_has_it_by_then() {
    let mut model = Model::with_anna_and_ben();
    let (theirs, _) = undated(&mut model, Purpose::ChangeLogin, "new", Some(1));
    assert_eq!(show(&mut model, &theirs), "anna@contact.example");
    model.session(3, 2);
    let bens = model.change(3, "ben", "new");
    model.run(&bens);
    let view = ViewConflict {
        caller: model.caller(1),
        proof: theirs,
        other: Some(id(2)),
        two_factor: OFFERED,
    };
    assert_eq!(model.refused(&view), REQUIRED);
}

fn undo(model: &Model, proof: Presented, recovery_code: Option<Secret>) -> UndoChange {
    UndoChange {
        proof,
        partner: None,
        recovery_code,
        session: None,
        installation: Installation {
            id: "laptop".to_owned(),
            name: "Laptop".to_owned(),
        },
        accounts: model.all.accounts.iter().map(|row| row.id).collect(),
        two_factor: OFFERED,
    }
}

#[test]
fn rule_9_17_undoing_takes_the_mailed_code_or_a_recovery_code_in_its_place() {
    for by_recovery_code in [false, true] {
        let mut model = Model::with_anna_and_ben();
        let codes = make(&mut model, 1, "anna");
        let command = model.change(1, "anna", "new");
        model.run(&command);
        let (proof, answer) = undated(&mut model, Purpose::UndoLogin, "anna", None);
        assert!(answer.mailed_code_required);
        let without = undo(&model, proof.clone(), None);
        assert_eq!(model.refused(&without), REQUIRED);
        if by_recovery_code {
            let mistaken = undo(&model, proof.clone(), Some(Secret::new("nothing".to_owned())));
            assert_eq!(model.refused(&mistaken).0, Code::RecoveryCodeMistyped);
            let command = undo(&model, proof, Some(codes[0].clone()));
            model.run(&command);
            assert_eq!(model.account(1).recovery_codes_left, 9, "it is used up");
        } else {
            assert_eq!(show(&mut model, &proof), "anna@contact.example");
            model.run(&without);
        }
        assert_eq!(model.live(1), Some("anna"));
    }
}

#[test]
fn rule_9_20_an_undated_sign_in_alone_freezes_nothing() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let command = ChangeLogin {
        current: Current::RecoveryCode(codes[0].clone()),
        ..model.change(1, "anna", "new")
    };
    model.run(&command);
    let (proof, _) = undated(&mut model, Purpose::UndoLogin, "anna", None);
    let command = undo(&model, proof.clone(), None);
    assert_eq!(model.refused(&command), REQUIRED);
    assert_eq!(model.account(1).frozen_at, None);
    show(&mut model, &proof);
    assert_eq!(model.refused(&command), (Code::UndoContested, "9.20"));
    assert!(model.account(1).frozen_at.is_some());
}

#[test]
fn rule_2_12_a_wrong_code_counts_and_what_is_none_does_not() {
    let mut model = Model::with_anna_and_ben();
    let (proof, _) = undated(&mut model, Purpose::DeleteAccount, "anna", Some(1));
    let nothing = Secret::new("12345678".to_owned());
    assert_eq!(
        model.refused(&typing(&proof, &nothing)),
        (Code::CodeExpired, "2.12"),
        "none was mailed"
    );
    let (_, code) = mailed(&mut model, &proof);
    let short = refusal(&mut model, &typing(&proof, &Secret::new("1234".to_owned())));
    assert_eq!((short.code, short.tries_left), (Code::CodeWrong, Some(5)));
    for left in [4, 3, 2, 1] {
        let refusal = refusal(&mut model, &typing(&proof, &wrong(&code)));
        assert_eq!((refusal.code, refusal.tries_left), (Code::CodeWrong, Some(left)));
    }
    assert_eq!(model.refused(&typing(&proof, &wrong(&code))).0, Code::CodeExpired);
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::EmailCodeExhausted));
    assert_eq!(model.refused(&typing(&proof, &code)).0, Code::CodeExpired);
    // Another code may be had, with its spaces.
    let (_, code) = mailed(&mut model, &proof);
    let spaced = Secret::new(format!("{} {}", &code.expose()[..4], &code.expose()[4..]));
    model.run(&typing(&proof, &spaced));
}

#[test]
fn rule_2_12_a_code_is_for_its_proof_its_secret_and_its_time_and_a_later_one_takes_its_place() {
    let mut model = Model::with_anna_and_ben();
    let (one, _) = undated(&mut model, Purpose::DeleteAccount, "anna", Some(1));
    let (other, _) = undated(&mut model, Purpose::ConvertAccount, "anna", Some(1));
    let (_, earlier) = mailed(&mut model, &one);
    let (_, code) = mailed(&mut model, &one);
    mailed(&mut model, &other);
    assert_eq!(model.refused(&typing(&one, &earlier)).0, Code::CodeWrong);
    assert_eq!(model.refused(&typing(&other, &code)).0, Code::CodeWrong);
    let stolen = Presented {
        attempt_secret: other.attempt_secret.clone(),
        ..one.clone()
    };
    assert_eq!(model.refused(&typing(&stolen, &code)), (Code::ProofInvalid, "2.3"));
    assert_eq!(model.refused(&ask(&stolen)), (Code::ProofInvalid, "2.3"));
    model.advance(899);
    assert!(model.decide(&typing(&one, &code)).is_ok());
    model.advance(1);
    assert_eq!(model.refused(&typing(&one, &code)), (Code::ProofExpired, "2.8"));
    assert_eq!(model.refused(&ask(&one)), (Code::ProofExpired, "2.8"));
}

#[test]
fn rule_2_12_a_proof_gets_five_codes_and_an_account_twenty_within_an_hour() {
    let mut model = Model::with_anna_and_ben();
    let begun = model.now;
    for _ in 0..CODES_PER_HOUR / CODES_PER_PROOF {
        let (proof, _) = undated(&mut model, Purpose::DeleteAccount, "anna", Some(1));
        for _ in 0..CODES_PER_PROOF {
            mailed(&mut model, &proof);
        }
        assert_eq!(model.refused(&ask(&proof)), (Code::TooManyRequests, "2.12"));
    }
    model.advance(3599);
    let (proof, _) = undated(&mut model, Purpose::DeleteAccount, "anna", Some(1));
    let too_many = refusal(&mut model, &ask(&proof));
    assert_eq!((too_many.code, too_many.retry_after), (Code::TooManyRequests, Some(2)));
    model.now = begun.plus_secs(3600);
    mailed(&mut model, &proof);
}

#[test]
fn rule_5_30_a_code_goes_to_the_oldest_address_that_can_still_be_put_back() {
    let mut model = Model::with_anna_and_ben();
    let (proof, _) = undated(&mut model, Purpose::DeleteAccount, "anna", Some(1));
    let (_, code) = mailed(&mut model, &proof);
    model.all.address_changes.push(AddressChange {
        id: Uuid::from_bytes([9; 16]),
        account: id(1),
        previous: EmailAddress::parse("before@contact.example").unwrap(),
        made_at: model.now,
        ends_at: model.now.plus_secs(1000),
    });
    assert_eq!(
        model.refused(&typing(&proof, &code)).0,
        Code::CodeWrong,
        "it went elsewhere"
    );
    assert_eq!(show(&mut model, &proof), "before@contact.example");
    assert!(ask(&proof).needs(model.now).contains(&Need::AddressChangesOfLoaded));
}

#[test]
fn rule_2_12_the_mail_says_what_the_code_is_for_and_the_answer_where_it_went() {
    let mut model = Model::with_anna_and_ben();
    let (proof, _) = undated(&mut model, Purpose::ConvertAccount, "anna", Some(1));
    let answer = model.run(&ask(&proof));
    assert_eq!(answer.masked_address, "a**********a@contact.example");
    assert_eq!(answer.code_expires_at, model.now.plus_secs(900));
    let mails = model.take_mails();
    let [(_, LetterKind::ProofCode { purpose, minutes, .. })] = &mails[..] else {
        panic!("{mails:?}")
    };
    assert_eq!((*purpose, *minutes), (Purpose::ConvertAccount, 15));
}
