//! Somebody who gets back into an account, as far as the tests begin.

use crate::support::{Played, identity, now};
use contract::{
    desktop::wizard::{Block, Choice, FieldName, ListName, Step},
    recovery::{Assistance, NextStep},
};
use wizards::{
    Answer, Request,
    call::recovery::{Opened, RecoveryAnswer, RecoveryRequest},
    recover::Recover,
};

pub type Person = Played<Recover>;

pub fn person() -> Person {
    let mut person = Played::new(Recover::default());
    person.scene.account = None;
    person
}

pub fn hint(mailed: bool) -> Answer {
    Answer::Recovery(RecoveryAnswer::Assistance(Assistance {
        masked_address: "m**********a@example.org".to_owned(),
        mailed,
    }))
}

pub fn opened(next: NextStep, two_factor: bool) -> Answer {
    Answer::Recovery(RecoveryAnswer::Opened(Box::new(Opened {
        username: "maya".to_owned(),
        until: now().plus_secs(1800),
        next,
        login: (next == NextStep::SignIn).then(|| identity("maya@outlook.com")),
        two_factor,
        password_discontinued: next == NextStep::Convert,
        leaving: false,
    })))
}

/// The same of an account that is being deleted.
pub fn opened_leaving() -> Answer {
    let Answer::Recovery(RecoveryAnswer::Opened(mut session)) = opened(NextStep::Link, false) else {
        unreachable!()
    };
    session.leaving = true;
    Answer::Recovery(RecoveryAnswer::Opened(session))
}

/// Up to the page for the code from the mail.
pub fn mailed() -> Person {
    let mut person = person();
    person.presses(Choice::ChooseLost).types(FieldName::Username, "maya");
    person.presses(Choice::Continue).answers(hint(false));
    person.at(Step::RecoverAddress);
    person
        .types(FieldName::Email, "Maya@example.org")
        .presses(Choice::Continue);
    let until = now().plus_secs(900);
    person.answers(Answer::Recovery(RecoveryAnswer::Mailed { until }));
    person.at(Step::RecoverCode);
    person
}

pub fn request(person: &Person) -> RecoveryRequest {
    match person.call().request {
        Request::Recovery(request) => request,
        other => panic!("{other:?}"),
    }
}

pub fn says(person: &Person, list: ListName) -> bool {
    let blocks = person.sheet().blocks;
    blocks
        .iter()
        .any(|block| matches!(block, Block::Note { list: said, .. } if *said == list))
}
