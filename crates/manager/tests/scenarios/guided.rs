//! The wizards at nuget.org, beside a stand-in for it: from the beginning to what was verified, and everything that the
//! site can do wrong on the way.

use crate::support::{ANA, Computer, Running, Site, lines, site_of, wizard};
use contract::{
    Code, Timestamp,
    desktop::{
        Action,
        nuget_org::NUGET_ORG,
        view::Page,
        wizard::{Choice, FieldName, Line, ListName, Saying, Sheet, Step, WizardKind},
    },
};
use stand_in::{Edit, Fault, Route};
use std::{sync::atomic::Ordering, time::Duration};

/// Ana's account in the app, and a wizard for it begun.
async fn begun(kind: WizardKind) -> (Computer, Site, Running) {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    app.starts_at(kind, NUGET_ORG, Some(&profile)).await;
    (computer, site, app)
}

fn says(sheet: &Sheet, list: ListName) -> Vec<Saying> {
    lines(sheet, list).iter().filter_map(|line| line.says).collect()
}

impl Running {
    /// Waits until a page says this of what was seen.
    async fn is_told(&self, step: Step, said: Saying) -> Sheet {
        let view = self
            .until(|view| {
                let page = wizard(view).filter(|page| page.sheet.step == step);
                page.is_some_and(|page| says(&page.sheet, ListName::GuidedSeen).contains(&said))
            })
            .await;
        wizard(&view).unwrap().sheet.clone()
    }

    /// Ticks off everything that must be at hand.
    pub async fn has_it_all(&self, step: Step) {
        let sheet = self.reaches(step).await;
        for line in lines(&sheet, ListName::GuidedAtHand) {
            let offer = line.offers.first().unwrap();
            self.act(Action::Choose {
                choice: Choice::HaveIt,
                target: offer.target.clone(),
                typed: Vec::new(),
            })
            .await;
        }
    }
}

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

#[tokio::test]
async fn whatever_the_site_does_wrong_is_not_known_and_never_a_word_about_the_account() {
    let faults = [
        (Fault::Status { status: 500 }, Code::SiteBusy),
        (Fault::Status { status: 503 }, Code::SiteBusy),
        (
            Fault::TooManyRequests {
                retry_after: Some("30".to_owned()),
            },
            Code::SiteBusy,
        ),
        (Fault::ChangedMarkup, Code::SiteChanged),
        (Fault::Captcha, Code::SiteIntercepted),
        (Fault::Portal, Code::SiteIntercepted),
        (Fault::PortalInPlace, Code::SiteIntercepted),
    ];
    let (_computer, site, app) = begun(WizardKind::ChangeLogin).await;
    app.is_told(Step::GuidedChangeLoginCheck, Saying::Live).await;
    app.has_it_all(Step::GuidedChangeLoginCheck).await;
    for (fault, code) in faults {
        site.fail_everywhere(&fault);
        app.answers(Step::GuidedChangeLoginCheck, Choice::LookAgain).await;
        let sheet = app.is_told(Step::GuidedChangeLoginCheck, Saying::NotSeen).await;
        assert_eq!(lines(&sheet, ListName::GuidedSeen)[0].code, Some(code), "{fault:?}");
        assert!(
            sheet.offers.iter().any(|offer| offer.choice == Choice::Continue),
            "{fault:?}"
        );
        site.mend();
        app.answers(Step::GuidedChangeLoginCheck, Choice::LookAgain).await;
        app.is_told(Step::GuidedChangeLoginCheck, Saying::Live).await;
    }
}

#[tokio::test]
async fn a_deletion_whose_profile_cannot_be_seen_is_not_called_done() {
    let (_computer, site, app) = begun(WizardKind::DeleteAccount).await;
    site.fail_everywhere(&Fault::Portal);
    app.answers(Step::GuidedDeleteCheck, Choice::LookAgain).await;
    app.is_told(Step::GuidedDeleteCheck, Saying::NotSeen).await;
    app.has_it_all(Step::GuidedDeleteCheck).await;
    app.answers(Step::GuidedDeleteCheck, Choice::Continue).await;
    // Nobody knows whether there is something to hand over, so that is not passed by.
    app.answers(Step::GuidedDeleteDoHandOver, Choice::MarkDone).await;
    let typed = [(FieldName::Confirmation, ANA)];
    app.answers_with(Step::GuidedDeleteConfirm, Choice::Continue, &typed)
        .await;
    app.answers(Step::GuidedDeleteDoRequest, Choice::MarkDone).await;
    app.is_told(Step::GuidedDeleteVerify, Saying::NotSeen).await;
    app.answers(Step::GuidedDeleteVerify, Choice::GoOnUnseen).await;
    let sheet = app.reaches(Step::GuidedDeleteDone).await;
    assert!(lines(&sheet, ListName::GuidedVerified).is_empty());
    assert_eq!(says(&sheet, ListName::GuidedUnverified), [Saying::NotSeen]);
}

#[tokio::test]
async fn a_slow_site_can_be_waited_for_while_the_rest_is_ticked_off() {
    let (mut computer, site) = Computer::beside_nuget_org().await;
    computer.nuget_org = site_of(&computer, &site, Duration::from_millis(200));
    let app = computer.start();
    site.fail_everywhere(&Fault::Silent);
    app.starts_at(WizardKind::ChangeLogin, NUGET_ORG, None).await;
    let typed = [(FieldName::Username, ANA)];
    app.answers_with(Step::GuidedAccount, Choice::Continue, &typed).await;
    app.has_it_all(Step::GuidedChangeLoginCheck).await;
    let sheet = app.is_told(Step::GuidedChangeLoginCheck, Saying::NotSeen).await;
    assert_eq!(lines(&sheet, ListName::GuidedSeen)[0].code, Some(Code::SiteUnreachable));
    assert!(lines(&sheet, ListName::GuidedAtHand).iter().all(|line| line.good));
}

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

#[tokio::test]
async fn a_new_contact_address_is_verified_by_its_mask() {
    let (_computer, site, app) = begun(WizardKind::ContactEmail).await;
    let typed = [(FieldName::Email, "new@fabrikam.example")];
    app.answers_with(Step::GuidedContactEmailAddress, Choice::Continue, &typed)
        .await;
    app.answers(Step::GuidedContactEmailCheck, Choice::AskMask).await;
    app.is_told(Step::GuidedContactEmailCheck, Saying::MaskBefore).await;
    app.has_it_all(Step::GuidedContactEmailCheck).await;
    app.answers(Step::GuidedContactEmailCheck, Choice::Continue).await;
    app.answers(Step::GuidedContactEmailDoChange, Choice::MarkDone).await;
    app.answers(Step::GuidedContactEmailDoConfirm, Choice::MarkDone).await;
    app.answers(Step::GuidedContactEmailVerify, Choice::AskMask).await;
    app.is_told(Step::GuidedContactEmailVerify, Saying::MaskOld).await;
    site.person(ANA, "new@fabrikam.example", &["ana@outlook.example"]);
    app.answers(Step::GuidedContactEmailVerify, Choice::AskMask).await;
    app.is_told(Step::GuidedContactEmailVerify, Saying::MaskNew).await;
}

#[tokio::test]
async fn a_new_username_is_verified_by_both_profile_pages() {
    let (_computer, site, app) = begun(WizardKind::Username).await;
    let typed = [(FieldName::NewUsername, "Ana.Fabrikam")];
    app.answers_with(Step::GuidedUsernameName, Choice::Continue, &typed)
        .await;
    app.is_told(Step::GuidedUsernameCheck, Saying::PerhapsFree).await;
    app.has_it_all(Step::GuidedUsernameCheck).await;
    app.answers(Step::GuidedUsernameCheck, Choice::Continue).await;
    app.answers(Step::GuidedUsernameDoMail, Choice::MarkDone).await;
    app.answers(Step::GuidedUsernameDoAnswer, Choice::MarkDone).await;
    app.is_told(Step::GuidedUsernameVerify, Saying::NotYetThere).await;
    site.edit(Edit::Rename {
        username: ANA.to_owned(),
        to: "Ana.Fabrikam".to_owned(),
    });
    app.answers(Step::GuidedUsernameVerify, Choice::LookAgain).await;
    app.is_told(Step::GuidedUsernameVerify, Saying::Gone).await;
    app.is_told(Step::GuidedUsernameVerify, Saying::Live).await;
}

#[tokio::test]
async fn a_conversion_names_the_administrator_only_when_there_is_one() {
    let (_computer, _site, app) = begun(WizardKind::Convert).await;
    let typed = [(FieldName::OtherUsername, "Nobody.Here")];
    app.answers_with(Step::GuidedConvertAdministrator, Choice::Continue, &typed)
        .await;
    app.is_told(Step::GuidedConvertCheck, Saying::NotLive).await;
    app.act(Action::BackWizard).await;
    let typed = [(FieldName::OtherUsername, "Ben")];
    app.answers_with(Step::GuidedConvertAdministrator, Choice::Continue, &typed)
        .await;
    app.has_it_all(Step::GuidedConvertCheck).await;
    app.answers(Step::GuidedConvertCheck, Choice::Continue).await;
    app.reaches(Step::GuidedConvertConfirm).await;
}

#[tokio::test]
async fn a_registration_needs_no_account_in_the_app_and_sees_the_new_profile_page() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.starts_at(WizardKind::Register, NUGET_ORG, None).await;
    let typed = [(FieldName::Username, "Cleo")];
    app.answers_with(Step::GuidedRegisterName, Choice::Continue, &typed)
        .await;
    app.is_told(Step::GuidedRegisterCheck, Saying::PerhapsFree).await;
    app.has_it_all(Step::GuidedRegisterCheck).await;
    app.answers(Step::GuidedRegisterCheck, Choice::Continue).await;
    app.answers(Step::GuidedRegisterDoSignIn, Choice::MarkDone).await;
    site.person("Cleo", "cleo@contoso.example", &[]);
    app.answers(Step::GuidedRegisterDoConfirm, Choice::MarkDone).await;
    app.is_told(Step::GuidedRegisterVerify, Saying::Live).await;
}
