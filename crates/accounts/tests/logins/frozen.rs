//! A changed login, whose account is frozen and decided about.

use crate::model::{Model, id};
use accounts::{
    digest,
    letter::{FreezeReason, LetterKind},
    login_change::{Decide, DecideBy, DecideByOperator, DecideChange, FreezeAccount, RequestDecision},
};
use contract::{Secret, Timestamp};

/// The hash of the latest link that freezes this account.
pub fn link_of(model: &Model, number: u8) -> FreezeAccount {
    let mut acts = model.all.mailed_acts.iter();
    let act = acts.rfind(|act| act.account == id(number)).unwrap();
    FreezeAccount {
        act: act.hash,
        change: act.about,
        accounts: vec![id(1), id(2)],
    }
}

/// Freezes an account by its mailed link.
pub fn freeze(model: &mut Model, number: u8) {
    let command = link_of(model, number);
    model.run(&command);
}

pub fn by_code(username: &str, decide: Decide, code: &Secret) -> DecideChange {
    DecideChange {
        username: username.to_owned(),
        decide,
        by: DecideBy::RecoveryCode(code.clone()),
        accounts: vec![id(1), id(2)],
    }
}

pub fn to_anna(letter: LetterKind) -> (String, LetterKind) {
    ("anna@contact.example".to_owned(), letter)
}

pub fn frozen_by(why: FreezeReason) -> LetterKind {
    LetterKind::AccountFrozen { why }
}

/// What is mailed where a change is kept by which `login` signs in.
pub fn kept(login: &str, until: Option<Timestamp>) -> LetterKind {
    let login = Some(format!("{login} <{login}@identity.example>"));
    LetterKind::LoginChangeKept { login, until }
}

pub fn request(username: &str, secret: &str) -> RequestDecision {
    RequestDecision {
        username: username.to_owned(),
        address: format!("{username}@contact.example"),
        request_hash: digest::to_text(&digest::of_text(secret)),
        account: (username == "anna").then(|| id(1)),
        installation: None,
    }
}

pub fn by_mail(username: &str, decide: Decide, secret: &str, code: &Secret) -> DecideChange {
    DecideChange {
        username: username.to_owned(),
        decide,
        by: DecideBy::MailedCode {
            request_secret: Secret::new(secret.to_owned()),
            code: code.clone(),
        },
        accounts: vec![id(1), id(2)],
    }
}

/// Asks for a code for `anna` and takes it from the mail.
pub fn mailed_code(model: &mut Model, secret: &str) -> Secret {
    model.take_mails();
    model.run(&request("anna", secret));
    let mails = model.take_mails();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].0, "anna@contact.example");
    mails[0].1.code().unwrap().clone()
}

pub fn changed() -> Model {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    model.run(&change);
    model
}

pub fn decided(username: &str, decide: Decide) -> DecideByOperator {
    DecideByOperator {
        username: username.to_owned(),
        decide,
        reason: "she came with her passport".to_owned(),
        accounts: vec![id(1), id(2)],
    }
}
