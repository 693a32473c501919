//! API keys, turn by turn.

#![allow(clippy::unwrap_used)]

mod stage;

use contract::{
    Code, Problem,
    account::Account,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, Deed, FieldName, KeyCard, ListName, OfferStyle, Receipt, Step, WizardKind},
    key::{Key, KeyList, KeyScope},
    organization::{Membership, OrganizationList, Role},
};
use stage::{Run, account, answers::key, begin, now};
use wizards::{Answer, Input, Request, Want, call::KeyRequest};

const OWN: Option<&str> = Some("MyNuGetAccount1");

fn list(keys: Vec<Key>) -> Answer {
    let allowed_days = Vec::new();
    Answer::Keys(Box::new(KeyList {
        keys,
        max_days: 365,
        allowed_days,
    }))
}

fn keys() -> Vec<Key> {
    vec![
        key(1, "Build server", OWN, 200),
        key(2, "Laptop", Some("contoso"), 12),
        key(3, "From 2017", None, 5),
        key(4, "Old one", OWN, -3),
    ]
}

fn organizations(names: &[(&str, bool)]) -> Answer {
    let of = |(name, confirmed): &(&str, bool)| Membership {
        organization: (*name).to_owned(),
        role: Role::Collaborator,
        since: now(),
        confirmed: *confirmed,
        members: 2,
        administrators: 1,
    };
    Answer::Organizations(OrganizationList {
        organizations: names.iter().map(of).collect(),
        invitations: Vec::new(),
    })
}

/// The gallery tells all that is read before the list.
fn read(mut run: Run, keys: Vec<Key>, account: Account, names: &[(&str, bool)]) -> Run {
    run.answers(list(keys));
    run.answers(Answer::Account(Box::new(account)));
    run.answers(organizations(names));
    run
}

fn of(keys: Vec<Key>) -> Run {
    let run = Run::of(begin(WizardKind::ApiKeys, None), Some(account("MyNuGetAccount1", 1)));
    read(run, keys, account("MyNuGetAccount1", 1), &[])
}

fn begun() -> Run {
    of(keys())
}

fn id(number: u8) -> String {
    key(number, "", None, 1).id.to_string()
}

fn about(run: &mut Run, choice: Choice, target: impl ToString) {
    let target = Some(target.to_string());
    run.feed(Input::Chose { choice, target });
}

fn types(run: &mut Run, field: FieldName, text: &str) {
    let text = text.to_owned();
    run.feed(Input::Typed { field, text });
}

fn request(run: &Run) -> KeyRequest {
    match run.request() {
        Request::Keys(request) => request,
        other => panic!("{other:?}"),
    }
}

fn cards(run: &Run) -> Vec<(ListName, Vec<KeyCard>)> {
    let blocks = run.sheet().blocks.into_iter();
    let keys = blocks.filter_map(|block| match block {
        Block::Keys { list, items } => Some((list, items)),
        _ => None,
    });
    keys.collect()
}

fn has_note(run: &Run, wanted: ListName) -> bool {
    let is = |block: &Block| matches!(block, Block::Note { list, .. } if *list == wanted);
    run.sheet().blocks.iter().any(is)
}

fn offered(card: &KeyCard) -> Vec<Choice> {
    card.offers.iter().map(|offer| offer.choice).collect()
}

fn receipt(run: &Run) -> Receipt {
    let blocks = run.sheet().blocks.into_iter();
    let mut receipts = blocks.filter_map(|block| match block {
        Block::Receipt(receipt) => Some(receipt),
        _ => None,
    });
    receipts.next().unwrap()
}

/// As far as the check page, and what it will change.
fn described() -> Run {
    let mut run = begun();
    run.choose(Choice::ChooseMakeKey);
    types(&mut run, FieldName::Description, " Build agent ");
    run.choose(Choice::Continue);
    run
}

fn checked() -> Run {
    let mut run = described();
    about(&mut run, Choice::AllowScope, "unlist");
    run.choose(Choice::Continue);
    types(&mut run, FieldName::Packages, "Contoso.*, Okafor.Text contoso.*");
    run.choose(Choice::Continue);
    about(&mut run, Choice::ChooseLife, 90);
    let addresses = vec!["account1@outlook.com".to_owned()];
    run.answers(Answer::Consequences(vec![Consequence::Told { addresses }]));
    run
}

fn made() -> Run {
    let mut run = checked();
    run.choose(Choice::MakeKey);
    run.answers(Answer::KeyMade(Box::new(key(5, "Build agent", OWN, 90))));
    run
}

#[test]
fn keys_stand_by_what_they_are_to_their_holder_and_each_with_what_can_be_done() {
    let run = begun();
    let found = cards(&run);
    let names: Vec<(ListName, Vec<&str>)> = found
        .iter()
        .map(|(list, cards)| (*list, cards.iter().map(|card| card.description.as_str()).collect()))
        .collect();
    let expected = vec![
        (ListName::KeysEnding, vec!["From 2017", "Laptop"]),
        (ListName::Keys, vec!["Build server"]),
        (ListName::KeysEnded, vec!["Old one"]),
    ];
    assert_eq!(names, expected);
    let all = [Choice::ChooseRenewKey, Choice::ChooseChangeKey, Choice::ChooseRevokeKey];
    assert_eq!(offered(&found[1].1[0]), all);
    // A full-access key of the gallery's past can only be revoked; one that has run out is renewed, not changed.
    assert_eq!(offered(&found[0].1[0]), [Choice::ChooseRevokeKey]);
    assert_eq!(
        offered(&found[2].1[0]),
        [Choice::ChooseRenewKey, Choice::ChooseRevokeKey]
    );
}

#[test]
fn a_long_list_is_shown_by_the_page() {
    let mut run = of((1..=50).map(|number| key(number, "Build", OWN, 200)).collect());
    let shown = |run: &Run| cards(run).iter().map(|(_, cards)| cards.len()).sum::<usize>();
    assert_eq!((shown(&run), run.sheet().facts.of), (10, Some(40)));
    for _ in 0..4 {
        run.choose(Choice::MoreKeys);
    }
    assert_eq!(shown(&run), 50);
    assert!(!run.offers().contains(&Choice::MoreKeys));
}

#[test]
fn one_that_is_begun_about_a_key_opens_that_key() {
    let account = account("MyNuGetAccount1", 1);
    let run = Run::of(begin(WizardKind::ApiKeys, Some(id(2))), Some(account.clone()));
    let mut run = read(run, keys(), account.clone(), &[]);
    assert_eq!(run.step(), Step::ApiKeysKey);
    assert_eq!(cards(&run)[0].1[0].description, "Laptop");
    about(&mut run, Choice::ChooseRenewKey, id(2));
    assert_eq!(run.step(), Step::ApiKeysRenew);
    // One that is there no more leads to the list.
    let run = Run::of(begin(WizardKind::ApiKeys, Some(id(9))), Some(account.clone()));
    assert_eq!(read(run, keys(), account, &[]).step(), Step::ApiKeysList);
}

#[test]
fn a_key_is_made_by_one_question_after_the_other_and_sent_as_it_was_answered() {
    let mut run = checked();
    assert_eq!(run.step(), Step::ApiKeysCheck);
    let (list, card) = (cards(&run)[0].0, cards(&run)[0].1[0].clone());
    assert_eq!(
        (list, card.description.as_str(), card.days),
        (ListName::NextKey, "Build agent", Some(90))
    );
    run.choose(Choice::MakeKey);
    let sent = run.call();
    assert!(sent.key.is_some() && !sent.preview);
    let expected = KeyRequest::Make {
        owner: "MyNuGetAccount1".to_owned(),
        description: "Build agent".to_owned(),
        scopes: vec![KeyScope::PushVersion, KeyScope::Unlist],
        packages: vec!["Contoso.*".to_owned(), "Okafor.Text".to_owned()],
        days: Some(90),
    };
    assert_eq!(request(&run), expected);
}

#[test]
fn back_loses_no_answer() {
    let mut run = checked();
    let steps = [
        Step::ApiKeysLife,
        Step::ApiKeysPackages,
        Step::ApiKeysScopes,
        Step::ApiKeysDescription,
        Step::ApiKeysList,
    ];
    for step in steps {
        run.feed(Input::Back);
        assert_eq!(run.step(), step);
    }
    run.choose(Choice::ChooseMakeKey);
    assert_eq!(run.sheet().fields[0].text, " Build agent ");
    run.choose(Choice::Continue).choose(Choice::Continue);
    assert_eq!(run.sheet().fields[0].text, "Contoso.*, Okafor.Text contoso.*");
}

#[test]
fn only_who_belongs_to_an_organization_is_asked_for_whom() {
    let run = Run::of(begin(WizardKind::ApiKeys, None), Some(account("MyNuGetAccount1", 1)));
    let names = [("contoso", true), ("fabrikam", false)];
    let mut run = read(run, keys(), account("MyNuGetAccount1", 1), &names);
    run.choose(Choice::ChooseMakeKey);
    types(&mut run, FieldName::Description, "Agent");
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::ApiKeysOwner);
    // Nothing can be made for an organization without a confirmed address, nor for a stranger.
    for name in ["fabrikam", "Else"] {
        about(&mut run, Choice::ChooseOwner, name);
        assert_eq!(run.step(), Step::ApiKeysOwner, "{name}");
    }
    about(&mut run, Choice::ChooseOwner, "contoso");
    run.choose(Choice::Continue).choose(Choice::Continue);
    about(&mut run, Choice::ChooseLife, 30);
    assert!(matches!(request(&run), KeyRequest::Make { owner, .. } if owner == "contoso"));
    assert_eq!(described().step(), Step::ApiKeysScopes);
}

#[test]
fn an_answer_that_cannot_be_is_told_at_its_question_before_anything_is_sent() {
    let refusal = |run: &Run| run.sheet().refusal.and_then(|problem| problem.field);
    let mut run = begun();
    run.choose(Choice::ChooseMakeKey).choose(Choice::Continue);
    assert_eq!(refusal(&run).as_deref(), Some("description"));
    let mut run = described();
    about(&mut run, Choice::ForbidScope, "push_version");
    run.choose(Choice::Continue);
    assert_eq!(refusal(&run).as_deref(), Some("scopes"));
    about(&mut run, Choice::AllowScope, "push_new");
    run.choose(Choice::Continue);
    for patterns in ["", "not/an/id"] {
        types(&mut run, FieldName::Packages, patterns);
        run.choose(Choice::Continue);
        assert_eq!(run.step(), Step::ApiKeysPackages);
        assert_eq!(refusal(&run).as_deref(), Some("packages"), "{patterns}");
    }
    assert_eq!(run.wizard.wants(), Want::Nothing);
}

#[test]
fn an_answer_that_the_gallery_refuses_is_asked_again() {
    for (code, field, step) in [
        (Code::KeyDescriptionInvalid, "description", Step::ApiKeysDescription),
        (Code::KeyInvalid, "scopes", Step::ApiKeysScopes),
        (Code::KeyInvalid, "packages", Step::ApiKeysPackages),
        (Code::KeyInvalid, "expires_in_days", Step::ApiKeysLife),
        (Code::KeyOwnerNotAllowed, "owner", Step::ApiKeysOwner),
    ] {
        let mut run = checked();
        run.choose(Choice::MakeKey);
        run.refuses(Problem::from(code).about(field));
        assert_eq!(run.step(), step);
        assert_eq!(run.sheet().refusal.unwrap().code, code);
    }
}

#[test]
fn other_refusals_stand_at_the_decision_with_what_helps() {
    let mut run = checked();
    run.choose(Choice::MakeKey).refuses(Code::TooManyRequests);
    assert_eq!((run.step(), run.sheet().helps.len()), (Step::ApiKeysCheck, 0));
    run.choose(Choice::MakeKey).refuses(Code::AccountFrozen);
    assert_eq!(run.sheet().helps[0].starts, Some(WizardKind::UndoLogin));
}

#[test]
fn the_text_of_a_key_is_on_no_sheet_and_seen_only_on_request() {
    let mut run = made();
    assert_eq!(run.step(), Step::ApiKeysShown);
    assert!(run.wizard.shows_text());
    let shown = |run: &Run| {
        run.sheet().blocks.iter().find_map(|block| match block {
            Block::NewKey { shown, .. } => Some(*shown),
            _ => None,
        })
    };
    assert_eq!(shown(&run), Some(false));
    run.feed(Input::Chose {
        choice: Choice::ShowKey,
        target: None,
    });
    assert_eq!(shown(&run), Some(true));
    // Who comes back to the page may not be alone in front of it.
    run.feed(Input::Resumed);
    assert_eq!(shown(&run), Some(false));
    run.choose(Choice::KeyKept);
    assert_eq!(run.step(), Step::ApiKeysDone);
    assert!(!run.wizard.shows_text(), "the app need not keep it");
    let deed = receipt(&run).deed.unwrap();
    assert!(matches!(deed, Deed::KeyMade { description, .. } if description == "Build agent"));
}

#[test]
fn a_text_that_is_gone_is_said_to_be_and_the_key_is_renewed_or_revoked() {
    let mut run = made();
    run.wizard.lose_text();
    run.resumes();
    assert_eq!((run.step(), run.sheet().facts.is), (Step::ApiKeysShown, Some(true)));
    assert!(!run.wizard.shows_text());
    assert_eq!(
        run.offers(),
        [Choice::ChooseRenewKey, Choice::ChooseRevokeKey, Choice::AllKeys]
    );
    let mut revoked = run.clone();
    revoked.choose(Choice::ChooseRevokeKey);
    assert_eq!(revoked.step(), Step::ApiKeysRevoke);
    run.choose(Choice::ChooseRenewKey);
    run.answers(list(vec![key(5, "Build agent", OWN, 90)]));
    assert_eq!(run.step(), Step::ApiKeysRenew);
}

#[test]
fn a_key_that_was_made_and_not_kept_is_warned_of_before_the_wizard_is_stopped() {
    let mut run = made();
    run.feed(Input::Chose {
        choice: Choice::Cancel,
        target: None,
    });
    assert!(has_note(&run, ListName::KeyForgotten));
    run.choose(Choice::KeepGoing);
    assert!(run.wizard.shows_text());
}

#[test]
fn a_key_whose_answer_was_lost_is_asked_for_under_the_same_key() {
    let mut run = checked();
    run.choose(Choice::MakeKey);
    let sent = run.call();
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.feed(Input::AccountChanged);
    run.choose(Choice::TryAgain);
    assert_eq!(run.call(), sent);
    run.resumes();
    assert_eq!(run.call(), sent, "also after the app was killed");
}

#[test]
fn a_renewed_key_has_another_text_and_the_old_one_stops() {
    let mut run = begun();
    about(&mut run, Choice::ChooseRenewKey, id(4));
    assert!(has_note(&run, ListName::KeyStops));
    run.foresees().choose(Choice::RenewKey);
    let revision = "revision-4".to_owned();
    let of = key(4, "", None, 1).id;
    assert_eq!(request(&run), KeyRequest::Regenerate { key: of, revision });
    run.answers(Answer::KeyMade(Box::new(key(6, "Old one", OWN, 3))));
    assert_eq!(run.step(), Step::ApiKeysShown);
    run.choose(Choice::KeyKept);
    assert!(matches!(receipt(&run).deed, Some(Deed::KeyRenewed { .. })));
}

#[test]
fn a_change_sends_only_what_was_asked_for() {
    let mut run = begun();
    about(&mut run, Choice::ChooseChangeKey, id(1));
    run.choose(Choice::AskPackages);
    types(&mut run, FieldName::Packages, "Weber.*");
    run.choose(Choice::Continue);
    assert_eq!(cards(&run)[0].1[0].packages, ["Weber.*"]);
    run.answers(Answer::Consequences(Vec::new())).choose(Choice::ChangeKey);
    let expected = KeyRequest::Change {
        key: key(1, "", None, 1).id,
        revision: "revision-1".to_owned(),
        description: None,
        scopes: None,
        packages: Some(vec!["Weber.*".to_owned()]),
        days: None,
    };
    assert_eq!(request(&run), expected);
    run.answers(Answer::Done);
    assert!(matches!(receipt(&run).deed, Some(Deed::KeyChanged { .. })));
}

#[test]
fn a_key_that_was_changed_meanwhile_is_read_again_before_another_press() {
    let mut run = begun();
    about(&mut run, Choice::ChooseChangeKey, id(1));
    run.choose(Choice::AskLife);
    about(&mut run, Choice::ChooseLife, 365);
    run.answers(Answer::Consequences(Vec::new())).choose(Choice::ChangeKey);
    run.refuses(Code::Stale);
    let mut changed = keys();
    changed[0].revision = "another".to_owned();
    run.answers(list(changed));
    assert_eq!(run.sheet().refusal.unwrap().code, Code::Stale);
    run.choose(Choice::ChangeKey);
    assert!(matches!(request(&run), KeyRequest::Change { revision, .. } if revision == "another"));
}

#[test]
fn a_key_is_revoked_only_after_its_last_characters_were_typed() {
    let mut run = begun();
    about(&mut run, Choice::ChooseRevokeKey, id(1));
    run.foresees();
    assert_eq!(run.sheet().offers[0].style, OfferStyle::Danger);
    run.choose(Choice::RevokeKey);
    assert_eq!(run.sheet().refusal.unwrap().code, Code::ConfirmationWrong);
    types(&mut run, FieldName::Confirmation, "Q001");
    run.choose(Choice::RevokeKey);
    assert!(matches!(request(&run), KeyRequest::Revoke { .. }));
    run.answers(Answer::Done);
    assert!(matches!(receipt(&run).deed, Some(Deed::KeyRevoked { .. })));
}

#[test]
fn a_revocation_that_finds_no_key_is_done() {
    let mut run = begun();
    about(&mut run, Choice::ChooseRevokeKey, id(1));
    run.foresees();
    types(&mut run, FieldName::Confirmation, "q001");
    run.choose(Choice::RevokeKey).refuses(Code::NotFound);
    assert_eq!(run.step(), Step::ApiKeysDone);
}

#[test]
fn a_key_that_somebody_revoked_meanwhile_leads_back_to_the_list() {
    let mut run = begun();
    about(&mut run, Choice::ChooseRenewKey, id(1));
    run.feed(Input::AccountChanged);
    run.answers(list(Vec::new()));
    assert_eq!(run.step(), Step::ApiKeysList);
    assert_eq!(run.sheet().refusal.unwrap().code, Code::NotFound);
}

#[test]
fn an_account_that_may_have_no_keys_is_told_why_and_can_revoke() {
    let run = Run::of(begin(WizardKind::ApiKeys, None), Some(account("MyNuGetAccount1", 1)));
    let frozen = Account {
        frozen_at: Some(now()),
        confirmed_email: None,
        ..account("MyNuGetAccount1", 1)
    };
    let run = read(run, keys(), frozen, &[]);
    let lines = run.sheet().blocks.into_iter().find_map(|block| match block {
        Block::Lines { items, .. } => Some(items),
        _ => None,
    });
    let codes: Vec<Code> = lines.unwrap().iter().filter_map(|line| line.code).collect();
    assert_eq!(codes, [Code::AccountFrozen, Code::EmailUnconfirmed]);
    assert!(!run.offers().contains(&Choice::ChooseMakeKey));
    let all = cards(&run).into_iter().flat_map(|(_, cards)| cards);
    assert!(all.clone().count() > 0);
    for card in all {
        assert_eq!(offered(&card), [Choice::ChooseRevokeKey]);
    }
}

#[test]
fn a_key_that_is_made_while_the_login_can_be_changed_back_is_said_to_wait() {
    let run = Run::of(begin(WizardKind::ApiKeys, None), Some(account("MyNuGetAccount1", 1)));
    let changing = Account {
        login_change_until: Some(now().plus_secs(3600)),
        ..account("MyNuGetAccount1", 1)
    };
    let run = read(run, keys(), changing, &[]);
    assert!(has_note(&run, ListName::KeyHeld));
    assert!(run.offers().contains(&Choice::ChooseMakeKey));
}

#[test]
fn whoever_has_as_many_keys_as_there_can_be_is_told_before_any_question() {
    let keys = |days| (0..500_u32).map(move |number| key(u8::try_from(number % 200).unwrap(), "Build", OWN, days));
    let run = of(keys(200).collect());
    assert!(has_note(&run, ListName::KeysFull));
    assert!(!run.offers().contains(&Choice::ChooseMakeKey));
    // Those that have run out do not count.
    assert!(of(keys(-1).collect()).offers().contains(&Choice::ChooseMakeKey));
}

#[test]
fn what_cannot_be_read_can_be_read_again() {
    let mut run = Run::of(begin(WizardKind::ApiKeys, None), Some(account("MyNuGetAccount1", 1)));
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run.choose(Choice::LookAgain);
    assert_eq!(request(&run), KeyRequest::List);
}
