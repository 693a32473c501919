//! A key is made.

use crate::*;

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

/// As long as nobody knows whether it was made.
fn lost() -> Run {
    let mut run = checked();
    run.choose(Choice::MakeKey);
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    run
}

/// The key that was pressed for, among the others.
fn with_made() -> Vec<Key> {
    let made = Key {
        packages: vec!["contoso.*".to_owned(), "Okafor.Text".to_owned()],
        scopes: vec![KeyScope::Unlist, KeyScope::PushVersion],
        ..key(5, "Build agent", OWN, 90)
    };
    keys().into_iter().chain([made]).collect()
}

#[test]
fn a_key_whose_answer_was_lost_with_its_session_is_looked_for_and_not_made_twice() {
    let mut run = lost();
    run.choose(Choice::TryAgain).refuses(Code::SessionRequired);
    assert_eq!(run.offers(), [Choice::TryAgain], "nobody knows");
    assert_eq!(run.sheet().helps[0].choice, Choice::SignInElsewhere);
    run.wizard.change_session();
    assert_eq!(request(&run), KeyRequest::List);
    run.resumes();
    assert_eq!(request(&run), KeyRequest::List, "also after the app was killed");
    run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
    assert!(run.wizard.may_be_done());
    run.choose(Choice::TryAgain);
    assert_eq!(request(&run), KeyRequest::List);
    run.answers(list(with_made()));
    assert_eq!((run.step(), run.sheet().facts.is), (Step::ApiKeysShown, Some(true)));
    assert_eq!(
        run.offers(),
        [Choice::ChooseRenewKey, Choice::ChooseRevokeKey, Choice::AllKeys]
    );
    assert!(!run.wizard.may_be_done() && !run.wizard.shows_text());
}

#[test]
fn a_session_that_another_one_replaced_does_not_make_the_key_a_second_time() {
    let mut run = lost();
    run.wizard.change_session();
    assert_eq!(request(&run), KeyRequest::List);
    // A key of the same name is not it, nor is one that was there before.
    let namesake = key(6, "Build agent", OWN, 90);
    run.answers(list(keys().into_iter().chain([namesake]).collect()));
    assert_eq!(run.step(), Step::ApiKeysCheck);
    assert!(has_note(&run, ListName::KeyNotMade));
    assert!(!run.wizard.may_be_done());
    run.choose(Choice::MakeKey);
    assert!(matches!(request(&run), KeyRequest::Make { .. }));
    assert!(!has_note(&run, ListName::KeyNotMade));
}

#[test]
fn a_key_that_was_asked_for_so_long_ago_that_the_gallery_forgot_is_looked_for() {
    let mut run = lost();
    run.now = now().plus_secs(24 * 3600);
    run.choose(Choice::TryAgain);
    assert_eq!(request(&run), KeyRequest::List);
    run.answers(list(with_made()));
    assert_eq!((run.step(), run.sheet().facts.is), (Step::ApiKeysShown, Some(true)));
}

#[test]
fn a_renewed_key_whose_answer_was_lost_with_its_session_is_found_by_the_old_one_being_gone() {
    for (id, step) in [(1, Step::ApiKeysRenew), (7, Step::ApiKeysShown)] {
        let mut run = begun();
        about(&mut run, Choice::ChooseRenewKey, self::id(1));
        run.answers(Answer::Consequences(Vec::new())).choose(Choice::RenewKey);
        run.feed(Input::Unsure(Code::GalleryUnreachable.into()));
        run.wizard.change_session();
        let mut found = keys();
        found[0] = Key {
            id: key(id, "", None, 1).id,
            ..found[0].clone()
        };
        run.answers(list(found));
        assert_eq!((run.step(), run.wizard.may_be_done()), (step, false), "{id}");
    }
}
