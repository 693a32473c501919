//! A fresh proof of the account's login in place of its password (rules 5.11 and 10.19).

use crate::model::{Model, OFFERED, id};
use accounts::{
    Changes, Command, Write,
    contact::ChangeAddress,
    email::EmailAddress,
    password::{PasswordHash, RemovePassword, Shown},
    proof::{OwnLogin, Presented},
};
use contract::{Code, Purpose};

/// Anna has a password, which strangers have locked her out of.
fn locked_out() -> Model {
    let mut model = Model::with_anna_and_ben();
    let now = model.now;
    let anna = model.account_mut(1);
    anna.password = Some(PasswordHash::new("stored".to_owned()));
    (anna.failed_passwords, anna.failed_password_at) = (40, Some(now));
    model
}

fn own(proof: Presented) -> OwnLogin {
    OwnLogin {
        proof,
        two_factor: OFFERED,
    }
}

fn remove(model: &Model, proof: Presented) -> RemovePassword {
    RemovePassword {
        caller: model.caller(1),
        shown: Some(Shown::Login(own(proof))),
        previewing: false,
    }
}

fn change(model: &Model, proof: Option<Presented>) -> ChangeAddress {
    ChangeAddress {
        caller: model.caller(1),
        account: id(1),
        address: "new@contact.example".to_owned(),
        password: None,
        login: proof.map(own),
        revision: None,
    }
}

fn spends(changes: &Changes, proof: &Presented) -> bool {
    let is = |write: &Write| matches!(write, Write::SpendProof { proof: spent, .. } if *spent == proof.proof);
    changes.writes.iter().any(is)
}

/// Each refusal that both acts share.
fn is_refused<C: Command>(purpose: Purpose, command: impl Fn(&Model, Presented) -> C) {
    let mut model = locked_out();
    let bens = model.proof(purpose, "ben", Some(1));
    assert_eq!(model.refused(&command(&model, bens)).0, Code::CurrentIdentityWrong);
    let another = model.proof(Purpose::DeleteAccount, "anna", Some(1));
    assert_eq!(model.refused(&command(&model, another)).0, Code::ProofInvalid);
    let unbound = model.proof(purpose, "anna", None);
    assert_eq!(model.refused(&command(&model, unbound)).0, Code::ProofInvalid);
    model.account_mut(1).two_factor = true;
    let weak = model.proof(purpose, "anna", Some(1));
    assert_eq!(model.refused(&command(&model, weak)).0, Code::SecondFactorRequired);
}

#[test]
fn rule_10_19_who_shows_the_login_removes_the_password_whatever_was_typed_before() {
    let mut model = locked_out();
    let proof = model.proof(Purpose::RemovePassword, "anna", Some(1));
    let (changes, account) = model.decide(&remove(&model, proof.clone())).unwrap();
    assert!(!account.has_password && spends(&changes, &proof));
    is_refused(Purpose::RemovePassword, remove);
}

#[test]
fn rule_5_11_who_shows_the_login_asks_for_another_address_without_the_password() {
    let mut model = locked_out();
    assert_eq!(model.refused(&change(&model, None)).0, Code::PasswordLockedOut);
    let proof = model.proof(Purpose::ChangeEmail, "anna", Some(1));
    let (changes, account) = model.decide(&change(&model, Some(proof.clone()))).unwrap();
    assert_eq!(account.pending_email.as_deref(), Some("new@contact.example"));
    assert!(spends(&changes, &proof));
    is_refused(Purpose::ChangeEmail, |model, proof| change(model, Some(proof)));
    // Sent again, as its answer was lost, it is done already, although no proof does twice (rules 5.12, 7.6).
    let unbound = model.proof(Purpose::ChangeEmail, "anna", None);
    assert_eq!(
        model.refused(&change(&model, Some(unbound.clone()))).0,
        Code::ProofInvalid
    );
    model.account_mut(1).pending_email = Some(EmailAddress::parse("new@contact.example").unwrap());
    let (changes, account) = model.decide(&change(&model, Some(unbound))).unwrap();
    assert_eq!(account.pending_email.as_deref(), Some("new@contact.example"));
    assert!(changes.writes.is_empty());
    model.account_mut(1).pending_email = None;
    // Where there is no password, none is asked for, and nothing is used up.
    model.account_mut(1).password = None;
    let (changes, _) = model.decide(&change(&model, Some(proof.clone()))).unwrap();
    assert!(!spends(&changes, &proof));
}
