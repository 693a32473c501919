//! How it begins: what is asked of the gallery, and what is in the way.

use crate::{
    scene::{THIS, of, signed_in},
    stage::{Run, account, begin, free, linked, now},
};
use contract::{
    Code, Purpose,
    account::Account,
    desktop::wizard::{Block, Choice, ListName, Offer, Step, WizardKind},
    identity::IdentityKind,
    organization::{Membership, OrganizationList, Role},
};
use wizards::{Answer, Input, Logins, Request, SessionOf, Slot, call::OrganizationRequest};

#[test]
fn it_asks_the_gallery_how_the_account_is_before_it_asks_anything_of_the_person() {
    let mut run = Run::of(begin(WizardKind::ChangeLogin, None), Some(account(THIS, 1)));
    assert_eq!(run.request(), Request::Logins(Logins::Account));
    assert_eq!(run.offers(), []);
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert_eq!(run.offers(), [Choice::TryAgain]);
    run.choose(Choice::TryAgain);
    run.answers(Answer::Account(Box::new(account(THIS, 1))));
    assert_eq!(run.offers(), [Choice::Continue]);
    run.feed(Input::AccountChanged);
    assert_eq!(run.request(), Request::Logins(Logins::Account));
}

#[test]
fn all_that_stands_in_the_way_is_shown_at_once_with_what_helps() {
    let run = of(Account {
        locked: true,
        login: None,
        deletion_at: Some(now()),
        login_change_until: Some(now()),
        ..account(THIS, 1)
    });
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginBlocked);
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:?}")
    };
    let codes: Vec<_> = items.iter().filter_map(|line| line.code).collect();
    assert_eq!(
        codes,
        [
            Code::AccountLocked,
            Code::DeletionPending,
            Code::LoginMissing,
            Code::LoginChangeOpen
        ]
    );
    assert_eq!(items[3].offers[0].starts, Some(WizardKind::UndoLogin));
    assert_eq!(items[3].offers[0].target.as_deref(), Some(THIS));
    assert_eq!(run.offers(), [Choice::TryAgain]);
}

fn of_work() -> Account {
    let mut work = account(THIS, 1);
    if let Some(login) = &mut work.login {
        login.identity.kind = IdentityKind::WorkOrSchool;
    }
    work
}

fn member_of(required_tenant: Option<&str>) -> Answer {
    Answer::Organizations(OrganizationList {
        organizations: vec![Membership {
            organization: "contoso-bound".to_owned(),
            role: Role::Collaborator,
            since: now(),
            confirmed: true,
            members: 2,
            administrators: 1,
            required_tenant: required_tenant.map(str::to_owned),
        }],
        invitations: Vec::new(),
    })
}

#[test]
fn an_organization_that_demands_the_present_identity_is_told_before_anybody_signs_in() {
    let mut run = of(of_work());
    assert_eq!(run.request(), Request::Organization(OrganizationRequest::List));
    run.answers(member_of(Some("tenant-1")));
    let sheet = run.sheet();
    assert_eq!(sheet.step, Step::ChangeLoginBlocked);
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:?}")
    };
    assert_eq!(items[0].code, Some(Code::TenantPolicyForbidsChange));
    assert_eq!(items[0].facts.word.as_deref(), Some("tenant-1"));
    let leave = Offer::starting(WizardKind::Members).about("contoso-bound");
    assert_eq!(items[0].offers, [leave]);
    // Once it was left, the way is free.
    run.choose(Choice::TryAgain)
        .answers(Answer::Account(Box::new(of_work())));
    run.answers(member_of(None));
    assert_eq!(run.offers(), [Choice::Continue]);
}

#[test]
fn whose_mails_go_to_the_microsoft_account_that_is_left_is_offered_to_change_that_first() {
    let contact = Offer::starting(WizardKind::ContactEmail);
    let note = Block::Note {
        list: ListName::ContactFirst,
        warns: false,
    };
    let mut same = account(THIS, 1);
    same.confirmed_email = same.login.as_ref().and_then(|login| login.identity.address.clone());
    let sheet = of(same).sheet();
    assert!(sheet.blocks.contains(&note) && sheet.helps == [contact]);
    let other = Account {
        confirmed_email: Some("mails@example.org".to_owned()),
        ..account(THIS, 1)
    };
    let sheet = of(other).sheet();
    assert!(sheet.blocks.is_empty() && sheet.helps.is_empty());
}

#[test]
fn of_a_personal_identity_no_organization_demands_anything() {
    assert_eq!(of(account(THIS, 1)).offers(), [Choice::Continue]);
}

#[test]
fn who_is_not_signed_in_signs_in_first_and_goes_on_with_that_account() {
    let mut run = Run::of(begin(WizardKind::Conflict, None), None);
    run.refuses(Code::SessionRequired);
    assert_eq!(run.step(), Step::ChangeLoginSignIn);
    run.choose(Choice::OpenBrowser);
    assert_eq!(run.asked().1.purpose, Purpose::SignIn);
    assert_eq!(run.asked().1.session, SessionOf::Nobody);
    run.proves(4, free());
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::IdentityNotLinked)
    );
    run.choose(Choice::OpenBrowser).proves(1, linked(THIS));
    assert_eq!(run.request(), Request::Logins(Logins::OpenSession { by: Slot::Other }));
    run.account = Some(account(THIS, 1));
    run.answers(signed_in());
    assert_eq!(run.step(), Step::ConflictIntro);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::ChangeLoginCurrent);
}

#[test]
fn who_has_no_recovery_code_is_led_to_the_recovery_and_told_where_the_account_has_none() {
    let none = Account {
        recovery_codes_left: 0,
        ..account(THIS, 1)
    };
    for (account, left) in [(account(THIS, 1), 10), (none, 0)] {
        let mut run = of(account);
        run.choose(Choice::Continue).choose(Choice::NoAccess);
        let sheet = run.sheet();
        assert_eq!((sheet.step, sheet.facts.count), (Step::ChangeLoginCode, Some(left)));
        let recover = Offer::starting(WizardKind::Recover).called(Choice::NoRecoveryCode);
        assert!(sheet.offers.contains(&recover), "{:?}", sheet.offers);
    }
}
