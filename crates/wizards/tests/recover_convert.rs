//! Making an organization of an account without a Microsoft account, in the recovery session that its password opened.

mod support;

use contract::{
    Code,
    account::Account,
    conversion::{Conversion, OwnConversion},
    desktop::wizard::{Block, Choice, FieldName, ListName, Step, WaitsFor},
    organization::{Invitation, OrganizationList, Role},
    recovery::NextStep,
};
use support::{Played, account, identity, now, told};
use wizards::{
    Answer, Input, Machine, Request, SessionOf, Want,
    call::{
        ConversionRequest,
        recovery::{Opened, RecoveryAnswer},
    },
    recover::Recover,
    scene::SignedIn,
};

type Person = Played<Recover>;

fn opened(next: NextStep, two_factor: bool) -> Answer {
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

fn unlinked(two_factor: bool) -> Answer {
    Answer::Account(Box::new(Account {
        login: None,
        two_factor,
        ..account()
    }))
}

fn own(request: Option<Conversion>) -> Answer {
    Answer::Conversion(OwnConversion {
        request,
        obstacle: None,
        organizations: Vec::new(),
    })
}

fn asked() -> Conversion {
    Conversion {
        account: "maya".to_owned(),
        administrator: "ben".to_owned(),
        made_at: now(),
        expires_at: now().plus_secs(7 * 86_400),
        accepted_at: None,
        effective_at: None,
        waits: true,
    }
}

fn signed_in(next: NextStep, two_factor: bool) -> Person {
    let mut person = Played::new(Recover::default());
    person.scene.account = None;
    person
        .presses(Choice::ChoosePassword)
        .types(FieldName::Username, "maya")
        .presses(Choice::Continue)
        .answers(opened(next, two_factor));
    person
}

fn converting(two_factor: bool) -> Person {
    let mut person = signed_in(NextStep::Link, two_factor);
    person.at(Step::RecoverNew);
    person.presses(Choice::ConvertInstead).at(Step::ConvertIntro);
    assert_eq!(person.call().session, SessionOf::Recovery);
    person.answers(unlinked(two_factor)).answers(own(None));
    person
}

fn checking(two_factor: bool) -> Person {
    let mut person = converting(two_factor);
    person
        .presses(Choice::Continue)
        .types(FieldName::Username, "ben")
        .presses(Choice::Continue)
        .answers(Answer::Consequences(told()))
        .at(Step::ConvertCheck);
    person
}

fn asking(two_factor: bool) -> Person {
    let mut person = checking(two_factor);
    person
        .types(FieldName::Confirmation, "maya")
        .presses(Choice::RequestConversion);
    person
}

fn waiting() -> Person {
    let mut person = asking(false);
    person.answers(Answer::Done).answers(own(Some(asked())));
    person.at(Step::ConvertWaiting);
    person
}

fn takes_code(person: &Person) -> bool {
    match person.call().request {
        Request::Conversion(ConversionRequest::Request {
            proof, recovery_code, ..
        }) => {
            assert_eq!(proof, None);
            recovery_code
        }
        other => panic!("{other:?}"),
    }
}

fn says(person: &Person, list: ListName) -> bool {
    let blocks = person.sheet().blocks;
    blocks
        .iter()
        .any(|block| matches!(block, Block::Note { list: said, .. } if *said == list))
}

fn end_of_session(person: &mut Person) {
    person.scene.now = now().plus_secs(1801);
}

#[test]
fn an_account_without_a_login_is_converted_in_place_of_being_linked() {
    let mut person = waiting();
    let username = "ben".to_owned();
    assert_eq!(person.machine.waits_for(), WaitsFor::Somebody { username });
    assert_eq!(person.machine.goes_on(), Some(ListName::StillWaits));
    assert!(!person.machine.is_over());
    person.presses(Choice::CancelConversion).answers(Answer::Done);
    person.at(Step::ConvertCancelled);
    assert!(person.machine.is_over() && !person.machine.is_linked());
}

#[test]
fn it_is_offered_where_the_operator_demands_it_too_and_nowhere_else() {
    let mut person = signed_in(NextStep::Convert, false);
    person.at(Step::RecoverConvert);
    person.presses(Choice::ConvertInstead).at(Step::ConvertIntro);
    person.gets(Input::Back).at(Step::RecoverConvert);
    let person = signed_in(NextStep::SignIn, false);
    assert!(
        person
            .sheet()
            .offers
            .iter()
            .all(|offer| offer.choice != Choice::ConvertInstead)
    );
}

#[test]
fn back_leads_to_the_link_and_what_was_typed_is_there_when_it_comes_back() {
    let mut person = converting(false);
    person.presses(Choice::Continue).types(FieldName::Username, "ben");
    person.gets(Input::Back).at(Step::ConvertIntro);
    assert!(person.sheet().back);
    person.gets(Input::Back).at(Step::RecoverNew);
    person.presses(Choice::ConvertInstead);
    person.answers(unlinked(false)).answers(own(None));
    person.presses(Choice::Continue).at(Step::ConvertAdministrator);
    assert_eq!(person.sheet().fields[0].text, "ben");
}

#[test]
fn what_stands_in_the_way_offers_the_link_and_nothing_that_takes_a_full_session() {
    let mut person = signed_in(NextStep::Link, false);
    person.presses(Choice::ConvertInstead);
    let unconfirmed = Account {
        login: None,
        confirmed_email: None,
        ..account()
    };
    person
        .answers(Answer::Account(Box::new(unconfirmed)))
        .answers(own(None))
        .presses(Choice::Continue)
        .at(Step::ConvertBlockers);
    let sheet = person.sheet();
    let starts = |block: &Block| match block {
        Block::Lines { items, .. } => items.iter().any(|line| !line.offers.is_empty()),
        _ => false,
    };
    assert!(!sheet.blocks.iter().any(starts));
    person.presses(Choice::LinkInstead).at(Step::RecoverNew);
}

#[test]
fn a_recovery_session_names_every_organization_in_the_way_though_it_lists_invitations_alone() {
    let mut person = signed_in(NextStep::Link, false);
    person.presses(Choice::ConvertInstead);
    person
        .answers(unlinked(false))
        .answers(Answer::Conversion(OwnConversion {
            request: None,
            obstacle: Some(Code::ConversionIsMember),
            organizations: vec!["Contoso".to_owned(), "Fabrikam".to_owned()],
        }))
        .answers(Answer::Organizations(OrganizationList {
            organizations: Vec::new(),
            invitations: vec![Invitation {
                organization: "Fabrikam".to_owned(),
                role: Role::Collaborator,
                invited_by: None,
                made_at: now(),
                expires_at: now().plus_secs(1000),
                obstacle: None,
                required_tenant: None,
            }],
        }))
        .presses(Choice::Continue)
        .at(Step::ConvertBlockers);
    let sheet = person.sheet();
    assert_eq!(sheet.facts.count, Some(2));
    let lines = sheet.blocks.iter().flat_map(|block| match block {
        Block::Lines { items, .. } => items.clone(),
        _ => Vec::new(),
    });
    let said: Vec<_> = lines
        .map(|line| {
            let offers: Vec<_> = line.offers.iter().map(|offer| offer.choice).collect();
            (line.facts.organization.unwrap_or_default(), line.facts.is, offers)
        })
        .collect();
    let decline = vec![Choice::DeclineInvitation];
    assert_eq!(
        said,
        [
            ("Contoso".to_owned(), Some(true), Vec::new()),
            ("Fabrikam".to_owned(), Some(false), decline)
        ]
    );
    person.presses(Choice::LinkInstead).at(Step::RecoverNew);
}

#[test]
fn with_two_factor_on_a_recovery_code_comes_with_the_wish() {
    let mut person = asking(true);
    assert!(takes_code(&person));
    person.refuses(Code::RecoveryCodeWrong).at(Step::ConvertCheck);
    let refusal = person.sheet().refusal.unwrap();
    assert_eq!(refusal.field.as_deref(), Some("recovery_code"));
    assert!(!takes_code(&asking(false)));
}

#[test]
fn a_recovery_code_that_is_gone_is_typed_again_unless_the_wish_had_arrived() {
    let field = FieldName::RecoveryCode;
    let mut person = asking(true);
    person.gets(Input::SecretLost { field });
    person.answers(unlinked(true)).answers(own(None)).at(Step::ConvertCheck);
    assert!(says(&person, ListName::TypeAgain));
    let mut person = asking(true);
    person.gets(Input::SecretLost { field });
    person.answers(unlinked(true)).answers(own(Some(asked())));
    person.at(Step::ConvertWaiting);
}

#[test]
fn a_session_that_ran_out_before_the_wish_is_opened_again_and_it_goes_on_there() {
    let mut person = converting(false);
    person.presses(Choice::Continue).types(FieldName::Username, "ben");
    end_of_session(&mut person);
    person.at(Step::RecoverExpired);
    person.presses(Choice::BeginAgain).at(Step::RecoverPassword);
    person.scene.now = now();
    person.presses(Choice::Continue).answers(opened(NextStep::Link, false));
    person.answers(unlinked(false)).answers(own(None));
    person.at(Step::ConvertAdministrator);
    assert_eq!(person.sheet().fields[0].text, "ben");
}

#[test]
fn a_session_that_somebody_ended_is_opened_again_and_a_wish_that_had_arrived_is_found() {
    let mut person = asking(false);
    person.loses().presses(Choice::TryAgain);
    person.refuses(Code::SessionRequired).at(Step::RecoverExpired);
    person.presses(Choice::BeginAgain).presses(Choice::Continue);
    person.answers(opened(NextStep::Link, false));
    person.answers(unlinked(false)).answers(own(Some(asked())));
    person.at(Step::ConvertWaiting);
}

#[test]
fn a_wish_that_waits_longer_than_the_session_is_seen_again_by_the_password() {
    let mut person = waiting();
    end_of_session(&mut person);
    person.gets(Input::Resumed);
    person.refuses(Code::SessionRequired).at(Step::ConvertSignedOut);
    assert!(person.wants_nothing());
    person.presses(Choice::BeginAgain).at(Step::RecoverPassword);
    assert_eq!(person.machine.goes_on(), Some(ListName::StillWaits));
    person.presses(Choice::Continue).answers(opened(NextStep::Link, false));
    person.answers(unlinked(false)).answers(own(Some(asked())));
    person.at(Step::ConvertWaiting);
}

#[test]
fn a_session_of_another_account_begins_without_the_wish_of_the_first() {
    let mut person = waiting();
    end_of_session(&mut person);
    person.gets(Input::Resumed).refuses(Code::SessionRequired);
    person
        .presses(Choice::BeginAgain)
        .types(FieldName::Username, "else")
        .presses(Choice::Continue);
    let Answer::Recovery(RecoveryAnswer::Opened(mut other)) = opened(NextStep::Link, false) else {
        panic!("no session");
    };
    other.username = "else".to_owned();
    other.until = now().plus_secs(3600);
    person.answers(Answer::Recovery(RecoveryAnswer::Opened(other)));
    person.at(Step::RecoverNew);
    assert_eq!(person.machine.goes_on(), None);
}

#[test]
fn the_administrator_in_the_same_app_sees_the_organization() {
    let mut person = waiting();
    person.scene.signed_in = vec![SignedIn {
        profile: "p2".to_owned(),
        username: "ben".to_owned(),
    }];
    person.gets(Input::Resumed).refuses(Code::SessionRequired);
    assert_eq!(person.call().session, SessionOf::Profile("p2".to_owned()));
    assert!(matches!(person.machine.wants(), Want::Call(_)));
}
