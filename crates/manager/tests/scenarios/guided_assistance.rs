//! The assistance of nuget.org: found out, mailed by a press alone.

use crate::{at_the_site::begun, support::wizard};
use contract::{
    Code,
    desktop::{
        Action,
        wizard::{Choice, FieldName, Step, WizardKind},
    },
};
use stand_in::{Fault, Route};

#[tokio::test]
async fn the_assistance_goes_from_the_name_to_the_mail_and_posts_only_by_a_press() {
    let (_computer, site, app) = begun(WizardKind::FindLogin).await;
    app.reaches(Step::FindLoginName).await;
    assert_eq!(site.posts(), 0);
    app.answers(Step::FindLoginName, Choice::AskMask).await;
    let sheet = app.reaches(Step::FindLoginAddress).await;
    assert_eq!(
        sheet.facts.other_address.as_deref(),
        Some("a**********a@contoso.example")
    );
    assert_eq!(site.posts(), 1);
    let wrong = [(FieldName::Email, "someone@contoso.example")];
    app.answers_with(Step::FindLoginAddress, Choice::MailLogins, &wrong)
        .await;
    let sheet = app.reaches(Step::FindLoginAddress).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::SiteAddressWrong);
    assert_eq!(site.posts(), 1, "what cannot be the address is not posted");
    let right = [(FieldName::Email, "ana@contoso.example")];
    app.answers_with(Step::FindLoginAddress, Choice::MailLogins, &right)
        .await;
    app.reaches(Step::FindLoginMailed).await;
    assert_eq!(site.mails()[0].logins, ["ana@outlook.example"]);
    app.answers(Step::FindLoginMailed, Choice::SawIt).await;
    app.reaches(Step::FindLoginDone).await;
    assert_eq!(site.posts(), 2);
}

#[tokio::test]
async fn an_assistance_that_changed_or_is_fenced_goes_on_in_the_browser() {
    for fault in [Fault::ChangedMarkup, Fault::Captcha, Fault::Portal] {
        let (computer, site, app) = begun(WizardKind::FindLogin).await;
        site.fail(Route::SignIn, fault.clone());
        app.answers(Step::FindLoginName, Choice::AskMask).await;
        let view = app
            .until(|view| wizard(view).is_some_and(|page| !page.sheet.helps.is_empty()))
            .await;
        assert_eq!(
            wizard(&view).unwrap().sheet.helps[0].choice,
            Choice::UseBrowser,
            "{fault:?}"
        );
        assert_eq!(site.posts(), 0, "{fault:?}");
        app.act(Action::Choose {
            choice: Choice::UseBrowser,
            target: None,
            typed: Vec::new(),
        })
        .await;
        app.answers(Step::GuidedFindLoginDoAssistance, Choice::OpenPage).await;
        assert!(computer.browser.next().await.ends_with("/users/account/LogOn"));
        app.answers(Step::GuidedFindLoginDoAssistance, Choice::MarkDone).await;
        app.reaches(Step::FindLoginMailed).await;
    }
}

#[tokio::test]
async fn a_name_that_nuget_org_does_not_know_is_refused_at_its_field() {
    let (_computer, _site, app) = begun(WizardKind::FindLogin).await;
    let typed = [(FieldName::Username, "Nobody.Here")];
    app.answers_with(Step::FindLoginName, Choice::AskMask, &typed).await;
    let view = app
        .until(|view| wizard(view).is_some_and(|page| page.sheet.refusal.is_some()))
        .await;
    let refusal = wizard(&view).unwrap().sheet.refusal.clone().unwrap();
    assert_eq!(refusal.code, Code::SiteAccountUnknown);
    assert_eq!(refusal.field.as_deref(), Some("username"));
}

#[tokio::test]
async fn what_was_being_posted_when_the_app_died_is_not_posted_again_without_a_press() {
    let (computer, site, app) = begun(WizardKind::FindLogin).await;
    site.fail(Route::Assistance, Fault::Silent);
    app.answers(Step::FindLoginName, Choice::AskMask).await;
    while site.requests(Route::Assistance) == 0 {
        tokio::task::yield_now().await;
    }
    app.dies().await;
    site.mend();
    let posts = site.posts();
    let app = computer.start();
    let sheet = app.reaches(Step::FindLoginName).await;
    assert!(sheet.offers.iter().any(|offer| offer.choice == Choice::AskMask));
    assert_eq!(site.posts(), posts);
    app.answers(Step::FindLoginName, Choice::AskMask).await;
    app.reaches(Step::FindLoginAddress).await;
    assert_eq!(site.posts(), posts + 1);
}
