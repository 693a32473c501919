//! A key is changed, renewed, revoked.

use crate::*;

#[test]
fn a_renewed_key_has_another_text_and_the_old_one_stops() {
    let mut run = begun();
    about(&mut run, Choice::ChooseRenewKey, id(4));
    assert!(has_note(&run, ListName::KeyStops));
    run.foresees().choose(Choice::RenewKey);
    let revision = "revision-4".to_owned();
    let of = key(4, "", None, 1).id;
    assert_eq!(
        request(&run),
        KeyRequest::Regenerate {
            key: of,
            revision,
            days: None
        }
    );
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
fn a_key_whose_life_the_gallery_no_longer_allows_is_renewed_for_another() {
    let mut run = begun();
    about(&mut run, Choice::ChooseRenewKey, id(1));
    run.refuses(Problem::from(Code::KeyInvalid).about("expires_in_days"));
    assert_eq!(run.step(), Step::ApiKeysProlong);
    assert_eq!(run.sheet().refusal.unwrap().code, Code::KeyInvalid);
    let mut other = run.clone();
    other.feed(Input::Back);
    assert_eq!(other.step(), Step::ApiKeysList);
    about(&mut run, Choice::ChooseLife, 90);
    run.foresees().choose(Choice::RenewKey);
    assert!(matches!(request(&run), KeyRequest::Regenerate { days: Some(90), .. }));
    // Another key begins with its own life again.
    let mut run = begun();
    about(&mut run, Choice::ChooseRenewKey, id(1));
    run.foresees().choose(Choice::AskLife);
    about(&mut run, Choice::ChooseLife, 30);
    run.feed(Input::Back);
    about(&mut run, Choice::ChooseRenewKey, id(2));
    assert!(matches!(request(&run), KeyRequest::Regenerate { days: None, .. }));
}
