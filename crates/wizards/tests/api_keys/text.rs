//! The text of a key that was made.

use crate::*;

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
