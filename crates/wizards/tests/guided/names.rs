//! Names, and the contact address: looked up before, verified after.

use crate::{
    stage::{Run, shared},
    walk::{OTHER, THIS, begun, looked_at, opened, says, sees_everybody, sees_what_is_hoped, ticks, types},
};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, FieldName, ListName, Saying, SitePage, Step, WaitsFor, WizardKind},
};
use wizards::{Answer, Input, Request, SiteRequest, Want};

#[test]
fn another_name_for_a_look_forgets_the_look_at_the_one_before() {
    let mut run = begun(WizardKind::Convert);
    types(&mut run, FieldName::OtherUsername, OTHER);
    run.choose(Choice::Continue);
    sees_everybody(&mut run);
    run.feed(Input::Back);
    types(&mut run, FieldName::OtherUsername, "Else");
    run.choose(Choice::Continue);
    assert_eq!(looked_at(&run).as_deref(), Some("Else"));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::Looking]);
}

#[test]
fn a_wanted_name_that_is_there_is_taken_and_one_that_is_not_may_be_free() {
    let mut run = Run::at_nuget_org(WizardKind::Register, None, None);
    types(&mut run, FieldName::Username, OTHER);
    run.choose(Choice::Continue);
    run.answers(Answer::Seen(Some(Box::new(shared()))));
    ticks(&mut run);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Taken]);
    assert!(!run.offers().contains(&Choice::Continue));
    run.feed(Input::Back);
    types(&mut run, FieldName::Username, "FreshName");
    run.choose(Choice::Continue);
    run.answers(Answer::Seen(None));
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::PerhapsFree]);
    assert!(run.offers().contains(&Choice::Continue));
}

/// A change of the contact address, up to the page that verifies it.
fn address_changed(before: Option<&str>, address: &str) -> Run {
    let mut run = begun(WizardKind::ContactEmail);
    types(&mut run, FieldName::Email, address);
    run.choose(Choice::Continue);
    assert_eq!(run.wizard.wants(), Want::Nothing, "nothing is asked without a press");
    if let Some(mask) = before {
        run.choose(Choice::AskMask);
        run.answers(Answer::MaskedAddress(mask.to_owned()));
        assert_eq!(says(&run, ListName::GuidedSeen), [Saying::MaskBefore]);
    }
    ticks(&mut run);
    run.choose(Choice::Continue)
        .choose(Choice::MarkDone)
        .choose(Choice::MarkDone);
    assert_eq!(run.step(), Step::GuidedContactEmailVerify);
    run
}

#[test]
fn a_new_contact_address_is_verified_by_its_mask_and_only_where_the_mask_tells() {
    let told = |before: Option<&str>, after: &str| {
        let mut run = address_changed(before, "new@contoso.com");
        run.choose(Choice::AskMask);
        run.answers(Answer::MaskedAddress(after.to_owned()));
        says(&run, ListName::GuidedSeen)
    };
    assert_eq!(
        told(Some("o**********d@contoso.com"), "n**********w@contoso.com"),
        [Saying::MaskNew]
    );
    assert_eq!(told(None, "n**********w@contoso.com"), [Saying::MaskNew]);
    assert_eq!(
        told(Some("o**********d@contoso.com"), "o**********d@contoso.com"),
        [Saying::MaskOld]
    );
    assert_eq!(
        told(Some("n**********w@contoso.com"), "n**********w@contoso.com"),
        [Saying::MaskUnclear]
    );
    assert_eq!(told(None, "hidden"), [Saying::MaskUnclear]);
}

#[test]
fn a_mask_that_was_being_asked_for_is_not_asked_for_again_by_itself() {
    let mut run = address_changed(None, "new@contoso.com");
    run.choose(Choice::AskMask);
    assert!(matches!(run.request(), Request::Site(SiteRequest::MaskedAddress { username }) if username == THIS));
    run.resumes();
    assert_eq!(run.wizard.wants(), Want::Nothing);
    run.choose(Choice::AskMask);
    run.refuses(Code::SiteLimited);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::MaskUnseen]);
}

#[test]
fn an_organizations_address_is_changed_on_its_own_page() {
    let mut run = Run::at_nuget_org(WizardKind::ContactEmail, Some(THIS), Some("Contoso"));
    types(&mut run, FieldName::Email, "team@contoso.com");
    run.choose(Choice::Continue);
    run.choose(Choice::AskMask);
    assert!(matches!(run.request(), Request::Site(SiteRequest::MaskedAddress { username }) if username == "Contoso"));
    run.answers(Answer::MaskedAddress("o**********d@contoso.com".to_owned()));
    ticks(&mut run);
    run.choose(Choice::Continue);
    assert_eq!(opened(&run), Some((SitePage::Organization, Some("Contoso".to_owned()))));
}

#[test]
fn a_new_username_is_verified_by_both_profile_pages() {
    let mut run = begun(WizardKind::Username);
    types(&mut run, FieldName::NewUsername, "NewName");
    run.choose(Choice::Continue);
    sees_what_is_hoped(&mut run, &["NewName"]);
    ticks(&mut run);
    run.choose(Choice::Continue);
    let text = |block: &Block| {
        matches!(
            block,
            Block::Text {
                list: ListName::ForRename,
                ..
            }
        )
    };
    assert!(run.sheet().blocks.iter().any(text));
    run.choose(Choice::MarkDone);
    assert_eq!(run.wizard.waits_for(), WaitsFor::Operator);
    run.choose(Choice::MarkDone);
    sees_what_is_hoped(&mut run, &["NewName"]);
    assert_eq!(
        says(&run, ListName::GuidedSeen),
        [Saying::NotYetThere, Saying::StillThere]
    );
    run.choose(Choice::LookAgain);
    sees_what_is_hoped(&mut run, &[THIS]);
    assert_eq!(says(&run, ListName::GuidedSeen), [Saying::Live, Saying::Gone]);
}

#[test]
fn a_receipt_never_says_that_somebody_is_still_looked_for() {
    let mut run = begun(WizardKind::Username);
    types(&mut run, FieldName::NewUsername, OTHER);
    run.choose(Choice::Continue);
    sees_what_is_hoped(&mut run, &[OTHER]);
    ticks(&mut run);
    for choice in [Choice::Continue, Choice::MarkDone, Choice::MarkDone, Choice::GoOnUnseen] {
        run.choose(choice);
    }
    assert!(run.wizard.is_over(), "{:?}", run.step());
    assert_eq!(
        says(&run, ListName::GuidedUnverified),
        [Saying::NotSeen, Saying::NotSeen]
    );
}
