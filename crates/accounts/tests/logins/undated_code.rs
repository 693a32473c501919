//! The code that is mailed for a proof without a time (rules 2.12 and 5.30).

use crate::{
    model::{Model, id},
    undated::{ask, mailed, show, typing, undated},
};
use accounts::{
    Command, Need, Refusal,
    contact::AddressChange,
    email::EmailAddress,
    letter::LetterKind,
    proof::{CODES_PER_HOUR, CODES_PER_PROOF, Presented},
};
use contract::{Code, Purpose, Secret, account::AuditKind};
use uuid::Uuid;

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
