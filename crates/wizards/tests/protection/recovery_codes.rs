//! Recovery codes.

use crate::{
    is, made,
    support::{Played, account, now, told},
};
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Block, Choice, FieldName, Step},
};
use wizards::{Answer, Input, Machine, Slot, recovery_codes::RecoveryCodes};

fn typed_is_gone() -> Input {
    Input::SecretLost {
        field: FieldName::RecoveryCode,
    }
}

/// Up to the page with the codes.
fn shown() -> Played<RecoveryCodes> {
    let mut person = Played::new(RecoveryCodes::default());
    person.answers(is(account())).presses(Choice::Continue);
    person.presses(Choice::OpenBrowser);
    person
        .returns(Slot::Current, "maya@outlook.com", Some("maya"))
        .at(Step::RecoveryCodesMake);
    person.answers(Answer::Consequences(told())).presses(Choice::MakeCodes);
    person.answers(made()).at(Step::RecoveryCodesShown);
    person
}

#[test]
fn all_that_stands_in_the_way_of_codes_is_said_at_once_and_looked_at_again() {
    let mut person = Played::new(RecoveryCodes::default());
    person.answers(is(Account {
        login_change_until: Some(now().plus_secs(60)),
        deletion_at: Some(now()),
        ..account()
    }));
    let sheet = person.at(Step::RecoveryCodesBlocked).sheet();
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:#?}");
    };
    let codes: Vec<_> = items.iter().filter_map(|line| line.code).collect();
    assert_eq!(codes, [Code::DeletionPending, Code::LoginChangeOpen]);
    person
        .presses(Choice::TryAgain)
        .answers(is(account()))
        .at(Step::RecoveryCodesIntro);
}

#[test]
fn the_codes_that_were_made_are_asked_for_again_under_the_same_key() {
    let mut person = shown();
    assert!(person.wants_nothing());
    person.chooses(Choice::ShowCodes);
    let key = person.call().key;
    assert!(key.is_some() && !person.call().preview);
    person.loses().presses(Choice::TryAgain);
    assert_eq!(person.call().key, key);
    person
        .answers(made())
        .presses(Choice::CodesKept)
        .at(Step::RecoveryCodesVerify);
}

#[test]
fn codes_that_cannot_be_shown_again_are_made_anew() {
    let mut person = shown();
    person.gets(Input::ProofLost { slot: Slot::Current });
    person
        .presses(Choice::CodesKept)
        .gets(Input::Back)
        .at(Step::RecoveryCodesShown);
    person
        .chooses(Choice::ShowCodes)
        .gets(Input::ProofLost { slot: Slot::Current });
    person.refuses(Code::ProofInvalid);
    assert_eq!(person.sheet().facts.is, Some(true));
    person.presses(Choice::BeginAgain).at(Step::RecoveryCodesProve);
}

#[test]
fn a_code_is_compared_and_one_that_is_not_theirs_is_refused() {
    let mut person = shown();
    person
        .presses(Choice::CodesKept)
        .presses(Choice::Continue)
        .refuses(Code::RecoveryCodeWrong);
    assert_eq!(person.refusal(), Some(Code::RecoveryCodeWrong));
    person
        .presses(Choice::Continue)
        .gets(typed_is_gone())
        .at(Step::RecoveryCodesShown);
    person
        .answers(made())
        .presses(Choice::CodesKept)
        .presses(Choice::Continue);
    person.answers(Answer::Done).at(Step::RecoveryCodesDone);
    assert!(person.machine.is_over() && person.machine.stays() == told());
}

#[test]
fn refusals_of_making_codes_lead_back_to_the_sign_in() {
    for (code, step) in [
        (Code::ProofExpired, Step::RecoveryCodesProve),
        (Code::ClockSkewed, Step::RecoveryCodesProve),
        (Code::SecondFactorRequired, Step::RecoveryCodesProve),
        (Code::CurrentIdentityWrong, Step::RecoveryCodesWrongPerson),
        (Code::AccountFrozen, Step::RecoveryCodesMake),
    ] {
        let mut person = Played::new(RecoveryCodes::default());
        person
            .answers(is(account()))
            .presses(Choice::Continue)
            .presses(Choice::OpenBrowser);
        person
            .returns(Slot::Current, "maya@outlook.com", Some("maya"))
            .refuses(code)
            .at(step);
    }
}
