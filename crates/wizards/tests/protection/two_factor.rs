//! Two-factor.

use crate::{
    is, made,
    support::{self, Played, account, now, told},
};
use contract::{
    Code,
    account::Account,
    desktop::wizard::{Block, Choice, FieldName, Step, WizardKind},
    gallery::Feature,
};
use wizards::{
    Answer, Call, Input, Request, Slot,
    call::recovery::{RecoveryAnswer, RecoveryRequest},
    two_factor::TwoFactor,
};

fn features(features: &[Feature]) -> Answer {
    Answer::Recovery(RecoveryAnswer::Features(features.to_vec()))
}

/// At the first page, with what the gallery told.
fn looked(account: Account, can: &[Feature]) -> Played<TwoFactor> {
    let mut person = Played::new(TwoFactor::default());
    person.answers(features(can));
    if !person.wants_nothing() {
        person.answers(is(account));
    }
    person
}

/// Up to the recovery codes.
fn proved() -> Played<TwoFactor> {
    let mut person = looked(account(), &[Feature::TwoFactor]);
    person
        .presses(Choice::ChooseOn)
        .presses(Choice::Continue)
        .presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "maya@outlook.com", Some("maya"))
        .at(Step::TwoFactorCodes);
    person
}

#[test]
fn a_gallery_without_two_factor_says_so() {
    let person = looked(account(), &[Feature::Registration]);
    person.at(Step::TwoFactorMissing);
}

#[test]
fn of_a_work_account_the_company_decides_unless_the_gallery_demands_it() {
    let mut work = account();
    if let Some(login) = &mut work.login {
        login.identity.kind = contract::identity::IdentityKind::WorkOrSchool;
    }
    looked(work.clone(), &[Feature::TwoFactor]).at(Step::TwoFactorWork);
    looked(work, &[Feature::TwoFactorEnforced]).at(Step::TwoFactorIntro);
}

#[test]
fn what_stands_in_the_way_is_said_before_anything_is_asked() {
    let open = Account {
        login_change_until: Some(now().plus_secs(60)),
        two_factor: true,
        ..account()
    };
    let mut person = looked(open.clone(), &[Feature::TwoFactor]);
    person.scene.account = Some(open.clone());
    let sheet = person.presses(Choice::ChooseOff).at(Step::TwoFactorBlocked).sheet();
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:#?}");
    };
    assert_eq!(items[0].facts.until, Some(now().plus_secs(60)), "until when that is so");
    let with_codes = Account {
        two_factor: false,
        recovery_codes_left: 3,
        ..open
    };
    let mut person = looked(with_codes, &[Feature::TwoFactor]);
    person.presses(Choice::ChooseOn).at(Step::TwoFactorBlocked);
    let missing = Account {
        login: None,
        ..account()
    };
    let mut person = looked(missing, &[Feature::TwoFactor]);
    let sheet = person.presses(Choice::ChooseOn).at(Step::TwoFactorBlocked).sheet();
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:#?}");
    };
    assert_eq!(items[0].offers[0].starts, Some(WizardKind::Recover));
}

#[test]
fn where_it_is_demanded_it_cannot_be_switched_off() {
    let on = Account {
        two_factor: true,
        ..account()
    };
    let person = looked(on, &[Feature::TwoFactor, Feature::TwoFactorEnforced]);
    assert!(
        person
            .sheet()
            .offers
            .iter()
            .all(|offer| offer.choice != Choice::ChooseOff)
    );
}

#[test]
fn who_came_back_without_a_second_factor_or_as_somebody_else_is_told_so() {
    let mut person = looked(account(), &[Feature::TwoFactor]);
    person
        .presses(Choice::ChooseOn)
        .presses(Choice::Continue)
        .presses(Choice::OpenBrowser);
    let mut without = support::proved("maya@outlook.com", Some("maya"));
    without.identity.second_factor = false;
    person.gets(Input::Proved {
        slot: Slot::New,
        proved: without,
    });
    person.at(Step::TwoFactorNotUsed).sheet();
    person.presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "x@outlook.com", Some("other"))
        .at(Step::TwoFactorWrongPerson);
}

#[test]
fn codes_are_made_kept_and_one_typed_back_switches_it_on() {
    let mut person = proved();
    person.presses(Choice::NewCodes).presses(Choice::OpenBrowser);
    person
        .returns(Slot::Current, "maya@outlook.com", Some("maya"))
        .at(Step::TwoFactorCodesMake);
    person
        .answers(Answer::Consequences(told()))
        .presses(Choice::MakeCodes)
        .answers(made());
    person.presses(Choice::CodesKept).at(Step::TwoFactorOn);
    assert!(person.call().preview && person.call().request.typed().is_empty());
    person.answers(Answer::Consequences(told()));
    assert!(matches!(person.sheet().blocks.last(), Some(Block::Consequences { .. })));
    person
        .presses(Choice::SwitchOn)
        .refuses(Code::RecoveryCodeWrong)
        .at(Step::TwoFactorOn);
    let key = person.presses(Choice::SwitchOn).call().key;
    person.loses().presses(Choice::TryAgain);
    assert_eq!(person.call().key, key);
    person.answers(is(account())).at(Step::TwoFactorOnDone);
}

#[test]
fn a_second_factor_that_was_shown_too_long_ago_is_shown_again_and_the_codes_stay() {
    let mut person = proved();
    person.presses(Choice::NewCodes).presses(Choice::OpenBrowser);
    person.returns(Slot::Current, "maya@outlook.com", Some("maya"));
    person
        .answers(Answer::Consequences(told()))
        .presses(Choice::MakeCodes)
        .answers(made());
    person
        .gets(Input::ProofLost { slot: Slot::New })
        .at(Step::TwoFactorCodesShown);
    person.presses(Choice::CodesKept);
    assert!(person.call().preview);
    person
        .gets(Input::ProofLost { slot: Slot::New })
        .refuses(Code::ProofExpired)
        .at(Step::TwoFactorProve);
    person.presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "maya@outlook.com", Some("maya"))
        .at(Step::TwoFactorOn);
}

#[test]
fn it_is_switched_off_by_a_fresh_second_factor_after_its_consequences() {
    let on = Account {
        two_factor: true,
        ..account()
    };
    let mut person = looked(on, &[Feature::TwoFactor]);
    person.presses(Choice::ChooseOff).presses(Choice::OpenBrowser);
    person
        .returns(Slot::New, "maya@outlook.com", Some("maya"))
        .at(Step::TwoFactorOff);
    person.answers(Answer::Consequences(told())).presses(Choice::SwitchOff);
    person.answers(is(account())).at(Step::TwoFactorOffDone);
}

#[test]
fn why_it_is_switched_off_goes_with_the_press_and_only_where_something_is_said() {
    for (typed, said) in [(" My phone is broken. ", Some("My phone is broken.")), ("  ", None)] {
        let on = Account {
            two_factor: true,
            ..account()
        };
        let mut person = looked(on, &[Feature::TwoFactor]);
        person.presses(Choice::ChooseOff).presses(Choice::OpenBrowser);
        person.returns(Slot::New, "maya@outlook.com", Some("maya"));
        person.types(FieldName::Feedback, typed);
        assert_eq!(reason(&person.call()), None, "not while it is only looked at");
        person.answers(Answer::Consequences(told())).presses(Choice::SwitchOff);
        assert_eq!(reason(&person.call()).as_deref(), said);
        person.refuses(Code::ReasonInvalid);
        let refusal = person.sheet().refusal.unwrap();
        assert_eq!(refusal.field.as_deref(), Some("feedback"));
    }
}

/// Why two-factor is switched off, as a call says it.
fn reason(call: &Call) -> Option<String> {
    match &call.request {
        Request::Recovery(RecoveryRequest::SwitchTwoFactor { reason, .. }) => reason.clone(),
        other => panic!("{other:?}"),
    }
}
