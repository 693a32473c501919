//! Ways that another account stands in: the third way, its deletion, a conversion.

use crate::{
    stage::{Run, shared},
    walk::{OTHER, THIS, begun, lines, looked_at, sees_everybody, ticks, types},
};
use contract::{
    Code,
    desktop::wizard::{Choice, FieldName, ListName, Saying, Step, WaitsFor, WizardKind},
};
use wizards::Answer;

#[test]
fn the_third_way_changes_the_other_account_first() {
    let mut run = begun(WizardKind::Conflict);
    run.choose(Choice::ChooseKnown);
    types(&mut run, FieldName::OtherUsername, &THIS.to_lowercase());
    run.choose(Choice::Continue);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::SiteSameAccount)
    );
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue).choose(Choice::ChooseThird);
    assert_eq!(run.step(), Step::GuidedConflictThird);
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedConflictDoThird);
    run.choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedConflictDoChange);
}

#[test]
fn nobody_deletes_the_other_account_before_the_change_is_known_to_be_allowed() {
    let mut run = begun(WizardKind::Conflict);
    run.choose(Choice::ChooseKnown);
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    assert_eq!(run.step(), Step::GuidedConflictCheck);
    let asks = lines(&run, ListName::GuidedAtHand)
        .into_iter()
        .find(|line| line.says == Some(Saying::HaveNoTenantOrganization));
    let helps = asks.into_iter().flat_map(|line| line.offers);
    assert!(helps.into_iter().any(|offer| offer.starts == Some(WizardKind::Members)));
    assert!(!run.offers().contains(&Choice::Continue), "it is ticked off first");
}

#[test]
fn the_other_account_is_deleted_by_a_wizard_of_its_own_and_must_be_gone_first() {
    let mut run = begun(WizardKind::Conflict);
    run.choose(Choice::ChooseKnown);
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    ticks(&mut run);
    run.choose(Choice::Continue).choose(Choice::ChooseMove);
    let offer = run
        .sheet()
        .offers
        .into_iter()
        .find(|offer| offer.starts.is_some())
        .unwrap();
    assert_eq!(offer.starts, Some(WizardKind::DeleteAccount));
    assert_eq!(
        offer.target.as_deref(),
        Some(OTHER),
        "about the other account, never this one"
    );
    let deletion = Run::at_nuget_org(WizardKind::DeleteAccount, Some(THIS), offer.target.as_deref());
    assert_eq!(looked_at(&deletion).as_deref(), Some(OTHER));
    run.choose(Choice::MarkDone);
    assert_eq!(looked_at(&run).as_deref(), Some(OTHER));
    run.answers(Answer::Seen(None));
    run.choose(Choice::Continue);
    assert_eq!(run.step(), Step::GuidedConflictDoChange);
}

#[test]
fn a_conversion_looks_up_both_accounts_and_waits_for_the_administrator() {
    let mut run = begun(WizardKind::Convert);
    types(&mut run, FieldName::OtherUsername, THIS);
    run.choose(Choice::Continue);
    assert_eq!(
        run.sheet().refusal.map(|problem| problem.code),
        Some(Code::SiteSameAccount)
    );
    types(&mut run, FieldName::OtherUsername, "someone@contoso.com");
    run.choose(Choice::Continue);
    assert_eq!(
        run.step(),
        Step::GuidedConvertAdministrator,
        "a username, not an address"
    );
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    assert_eq!(looked_at(&run).as_deref(), Some(OTHER));
    run.answers(Answer::Seen(None));
    ticks(&mut run);
    assert!(
        !run.offers().contains(&Choice::Continue),
        "there is no such administrator"
    );
    run.choose(Choice::LookAgain);
    sees_everybody(&mut run);
    run.choose(Choice::Continue);
    types(&mut run, FieldName::Confirmation, THIS);
    run.choose(Choice::Continue).choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedConvertDoAccept);
    let username = OTHER.to_owned();
    assert_eq!(run.wizard.waits_for(), WaitsFor::Somebody { username });
}
