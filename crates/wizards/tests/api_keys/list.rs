//! The list of the keys, and what of it can be done.

use crate::*;

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
    for _ in 0..3 {
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
