//! The wizards at nuget.org, beside a stand-in for it: from the beginning to what was verified.

use crate::{
    at_the_site::{begun, says},
    support::{ANA, lines, wizard},
};
use contract::{
    Code, Timestamp,
    desktop::{
        Action,
        view::Page,
        wizard::{Choice, FieldName, Line, ListName, Saying, Step, WizardKind},
    },
};
use stand_in::Edit;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_change_of_the_microsoft_account_is_led_through_page_by_page_and_its_receipt_says_who_looked() {
    let (computer, site, app) = begun(WizardKind::ChangeLogin).await;
    app.is_told(Step::GuidedChangeLoginCheck, Saying::Live).await;
    app.has_it_all(Step::GuidedChangeLoginCheck).await;
    app.answers(Step::GuidedChangeLoginCheck, Choice::Continue).await;
    app.reaches(Step::GuidedChangeLoginDoSignIn).await;
    assert!(computer.browser.is_quiet().await, "no page opens by itself");
    app.answers(Step::GuidedChangeLoginDoSignIn, Choice::OpenPage).await;
    let sign_in = format!("{}/users/account/LogOn", site.gallery().trim_end_matches('/'));
    assert_eq!(computer.browser.next().await, sign_in);
    assert_eq!(wizard(&app.view()).unwrap().address.as_deref(), Some(sign_in.as_str()));
    app.answers(Step::GuidedChangeLoginDoSignIn, Choice::MarkDone).await;
    // The app dies in the middle.
    app.reaches(Step::GuidedChangeLoginDoChange).await;
    app.dies().await;
    let app = computer.start();
    app.answers(Step::GuidedChangeLoginDoChange, Choice::SaysElse).await;
    let sheet = app.reaches(Step::GuidedRefusals).await;
    let conflict = lines(&sheet, ListName::GuidedRefusals).remove(0);
    assert_eq!(conflict.says, Some(Saying::SaysFailedToUpdate));
    assert_eq!(conflict.offers[0].starts, Some(WizardKind::Conflict));
    app.act(Action::BackWizard).await;
    app.answers(Step::GuidedChangeLoginDoChange, Choice::MarkDone).await;
    app.answers(Step::GuidedChangeLoginDoTry, Choice::MarkDone).await;
    app.answers(Step::GuidedChangeLoginVerify, Choice::SawIt).await;
    let sheet = app.reaches(Step::GuidedChangeLoginDone).await;
    assert_eq!(lines(&sheet, ListName::GuidedMarked).len(), 3);
    assert_eq!(says(&sheet, ListName::GuidedVerified), [Saying::SawItself]);
    assert_eq!(site.posts(), 0);
    app.answers(Step::GuidedChangeLoginDone, Choice::Finish).await;
    app.until(|view| matches!(view.page, Page::NugetOrg(_))).await;
}

#[tokio::test]
async fn a_browser_that_does_not_open_is_told_and_the_address_stays_to_copy() {
    let (computer, _site, app) = begun(WizardKind::ChangeLogin).await;
    app.is_told(Step::GuidedChangeLoginCheck, Saying::Live).await;
    app.has_it_all(Step::GuidedChangeLoginCheck).await;
    app.answers(Step::GuidedChangeLoginCheck, Choice::Continue).await;
    computer.browser.is_missing.store(true, Ordering::SeqCst);
    app.answers(Step::GuidedChangeLoginDoSignIn, Choice::OpenPage).await;
    let view = app
        .until(|view| wizard(view).is_some_and(|page| page.sheet.refusal.is_some()))
        .await;
    let page = wizard(&view).unwrap();
    assert_eq!(page.sheet.refusal.as_ref().unwrap().code, Code::BrowserNotOpened);
    assert!(page.address.is_some());
}

#[tokio::test]
async fn a_deletion_is_checked_handed_over_requested_and_its_outcome_is_verified_days_later() {
    let (computer, site, app) = begun(WizardKind::DeleteAccount).await;
    let sheet = app.is_told(Step::GuidedDeleteCheck, Saying::SoleSome).await;
    assert_eq!(lines(&sheet, ListName::GuidedSeen)[1].facts.count, Some(1));
    app.has_it_all(Step::GuidedDeleteCheck).await;
    app.answers(Step::GuidedDeleteCheck, Choice::Continue).await;
    let sheet = app.reaches(Step::GuidedDeleteDoHandOver).await;
    let named: Vec<_> = lines(&sheet, ListName::GuidedSole)
        .into_iter()
        .map(|line| line.facts.word)
        .collect();
    assert_eq!(named, [Some("Contoso.Json".to_owned())]);
    site.edit(Edit::AddOwner {
        id: "Contoso.Json".to_owned(),
        owner: "Ben".to_owned(),
    });
    app.answers(Step::GuidedDeleteDoHandOver, Choice::LookAgain).await;
    app.is_told(Step::GuidedDeleteDoHandOver, Saying::SoleNone).await;
    app.answers(Step::GuidedDeleteDoHandOver, Choice::MarkDone).await;
    let typed = [(FieldName::Confirmation, "ana.contoso")];
    app.answers_with(Step::GuidedDeleteConfirm, Choice::Continue, &typed)
        .await;
    app.answers(Step::GuidedDeleteDoRequest, Choice::OpenPage).await;
    assert!(computer.browser.next().await.ends_with("/account/delete"));
    app.answers(Step::GuidedDeleteDoRequest, Choice::MarkDone).await;
    app.is_told(Step::GuidedDeleteVerify, Saying::StillThere).await;
    app.dies().await;
    // The people of nuget.org have done it meanwhile.
    computer.clock.advance_secs(5 * 24 * 3600);
    site.edit(Edit::DeleteAccount {
        username: ANA.to_owned(),
    });
    let app = computer.start();
    let sheet = app.is_told(Step::GuidedDeleteVerify, Saying::OwnerGone).await;
    let handed_over = &lines(&sheet, ListName::GuidedSeen)[1].facts;
    let (id, owner) = (handed_over.word.as_deref(), handed_over.other.as_deref());
    assert_eq!((id, owner), (Some("Contoso.Json"), Some("Ben")));
    app.answers(Step::GuidedDeleteVerify, Choice::Continue).await;
    let sheet = app.reaches(Step::GuidedDeleteDone).await;
    assert_eq!(
        says(&sheet, ListName::GuidedVerified),
        [Saying::Gone, Saying::OwnerNew, Saying::OwnerGone]
    );
    let at = |line: &Line| line.facts.at;
    let times: Vec<Option<Timestamp>> = lines(&sheet, ListName::GuidedMarked).iter().map(at).collect();
    assert!(times.iter().all(Option::is_some));
    assert_eq!(site.posts(), 0, "the app posts nothing: the person does");
}
