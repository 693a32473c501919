//! Creating an organization.

use super::support::{Run, account, at, is_held_up_by_an_open_change};
use contract::{
    Code,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    organization::{Organization as Found, OrganizationRights, Role},
};
use wizards::{Answer, Input, Machine, Request, call::OrganizationRequest, organization::Organization};

fn told() -> Consequence {
    Consequence::Told {
        addresses: vec!["team@contoso.example".to_owned()],
    }
}

fn begun() -> Run<Organization> {
    let mut run = Run::of(Organization::default());
    run.tells(account());
    run
}

fn created() -> Run<Organization> {
    let mut run = begun();
    run.types(FieldName::Username, "Contoso")
        .types(FieldName::Email, "team@contoso.example");
    run.chooses(Choice::CreateOrganization)
        .foresees(&[told()])
        .answers(Answer::Done);
    assert_eq!(run.step(), Step::OrganizationCode);
    run
}

fn found() -> Found {
    Found {
        username: "Contoso".to_owned(),
        opened_at: at(0),
        confirmed: false,
        role: Role::Administrator,
        may: OrganizationRights {
            manage_account: true,
            manage_members: true,
            manage_owners: true,
            publish: true,
            leave: false,
        },
        account: None,
        required_tenant: None,
        two_factor: false,
        members: Vec::new(),
        invitations: Vec::new(),
    }
}

#[test]
fn an_organization_that_was_asked_for_a_day_ago_is_looked_for_and_not_asked_for_again() {
    for (there, step) in [(true, Step::OrganizationCode), (false, Step::OrganizationNew)] {
        let mut run = begun();
        run.types(FieldName::Username, "Contoso")
            .types(FieldName::Email, "team@contoso.example");
        run.chooses(Choice::CreateOrganization)
            .foresees(&[told()])
            .loses_the_answer();
        run.scene.now = at(86_400);
        run.machine = run.machine.look_first(run.scene.now);
        assert!(run.machine.may_be_done());
        let name = "Contoso".to_owned();
        assert_eq!(run.request(), Request::Organization(OrganizationRequest::Show { name }));
        if there {
            run.answers(Answer::Organization(Box::new(found())));
        } else {
            run.refuses(Code::NotFound);
        }
        assert_eq!((run.step(), run.machine.may_be_done()), (step, false));
    }
}

#[test]
fn a_name_and_an_address_make_one_and_its_code_confirms_it() {
    let mut run = begun();
    run.types(FieldName::Username, " Contoso ")
        .types(FieldName::Email, "team@contoso.example");
    run.chooses(Choice::CreateOrganization);
    assert!(run.call().preview, "first it is asked what that brings");
    run.foresees(&[told()]);
    let create = OrganizationRequest::Create {
        username: "Contoso".to_owned(),
        email: "team@contoso.example".to_owned(),
    };
    assert_eq!(run.request(), Request::Organization(create));
    run.answers(Answer::Done);
    assert_eq!(run.machine.waits_for(), WaitsFor::Mail);
    run.chooses(Choice::ConfirmCode).answers(Answer::Done);
    assert_eq!(run.step(), Step::OrganizationDone);
    assert_eq!(run.sheet().helps[0].target.as_deref(), Some("Contoso"));
}

#[test]
fn each_refusal_of_the_names_stands_at_its_field() {
    for (code, field) in [
        (Code::UsernameInvalid, "username"),
        (Code::UsernameIsEmail, "username"),
        (Code::UsernameTaken, "username"),
        (Code::EmailInvalid, "email"),
        (Code::EmailTaken, "email"),
    ] {
        let mut run = begun();
        run.types(FieldName::Username, "Contoso")
            .chooses(Choice::CreateOrganization)
            .refuses(code);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some(field), "{code:?}");
        assert_eq!(run.sheet().fields[0].text, "Contoso");
        run.chooses(Choice::CreateOrganization)
            .foresees(&[told()])
            .refuses(code);
        assert_eq!(run.refusal().unwrap().field.as_deref(), Some(field), "{code:?}");
    }
}

#[test]
fn who_is_not_confirmed_or_locked_is_told_first() {
    let mut run = Run::of(Organization::default());
    run.tells(Account {
        confirmed_email: None,
        locked: true,
        ..account()
    });
    let lines = run.lines(ListName::Blockers);
    let codes: Vec<_> = lines.iter().map(|line| line.code.unwrap()).collect();
    assert_eq!(codes, [Code::AccountLocked, Code::EmailUnconfirmed]);
    assert_eq!(lines[1].offers[0].starts, Some(WizardKind::ContactEmail));
}

#[test]
fn one_whose_answer_was_lost_is_not_created_twice() {
    let mut run = begun();
    run.types(FieldName::Username, "Contoso")
        .chooses(Choice::CreateOrganization)
        .foresees(&[told()]);
    let sent = run.call();
    run.loses_the_answer();
    run.scene.new_id = "key-2".to_owned();
    run.chooses(Choice::TryAgain);
    assert_eq!(run.call(), sent);
}

#[test]
fn a_wrong_code_is_told_and_another_one_mailed() {
    let mut run = created();
    run.chooses(Choice::ConfirmCode).refuses(Code::CodeWrong);
    assert_eq!(run.refusal().unwrap().field.as_deref(), Some("code"));
    run.chooses(Choice::ResendCode).answers(Answer::Done);
    assert_eq!(run.step(), Step::OrganizationCode);
}

#[test]
fn an_address_that_was_confirmed_elsewhere_is_confirmed() {
    let mut run = created();
    run.chooses(Choice::ConfirmCode).refuses(Code::EmailNotPending);
    assert_eq!(run.step(), Step::OrganizationDone);
}

#[test]
fn what_binds_its_members_to_the_accounts_of_their_company_is_shown_before_it_is_created() {
    let tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47".to_owned();
    let binds = || [Consequence::TenantPolicyApplies { tenant: tenant.clone() }, told()];
    let mut run = begun();
    run.types(FieldName::Username, "Contoso")
        .types(FieldName::Email, "team@contoso.example");
    run.chooses(Choice::CreateOrganization).foresees(&binds());
    assert!(run.wants_nothing(), "it is pressed again for it");
    let shown = Block::Consequences {
        list: ListName::WillChange,
        items: binds().to_vec(),
    };
    assert!(run.sheet().blocks.contains(&shown));
    // Another address is another matter.
    run.types(FieldName::Email, "team@example.org");
    assert!(!run.sheet().blocks.contains(&shown));
    run.types(FieldName::Email, "team@contoso.example")
        .chooses(Choice::CreateOrganization)
        .foresees(&binds());
    run.types(FieldName::Email, "team@contoso.example")
        .chooses(Choice::CreateOrganization);
    assert!(run.call().key.is_some());
    run.answers(Answer::Done);
    assert_eq!(run.step(), Step::OrganizationCode);
}

#[test]
fn a_look_whose_answer_was_lost_creates_nothing_and_is_not_said_to() {
    let mut run = begun();
    run.types(FieldName::Username, "Contoso")
        .chooses(Choice::CreateOrganization)
        .loses_the_answer();
    assert!(!run.machine.may_be_done() && run.wants_nothing());
    run.chooses(Choice::CreateOrganization);
    assert!(run.call().preview);
}

#[test]
fn what_was_only_looked_at_when_the_app_ended_is_created_by_another_press_and_not_by_the_start() {
    let mut run = begun();
    run.types(FieldName::Username, "Contoso")
        .types(FieldName::Email, "team@contoso.example")
        .chooses(Choice::CreateOrganization);
    assert!(run.call().preview);
    run.feed(Input::Resumed).tells(account());
    assert!(run.wants_nothing() && !run.machine.may_be_done());
    run.chooses(Choice::CreateOrganization);
    assert!(run.call().preview);
}

/// Rule 11.26.
#[test]
fn an_organization_is_not_created_while_a_change_of_the_login_can_be_undone_and_is_said_until_when() {
    let told = |until: i64| {
        let mut run = Run::of(Organization::default());
        run.tells(Account {
            login_change_until: Some(at(until)),
            ..account()
        });
        run
    };
    let can_go_on = |run: &Run<Organization>| !run.sheet().fields.is_empty();
    is_held_up_by_an_open_change(told, can_go_on);
}
