//! What the site can do wrong while a wizard looks at it.

use crate::{
    at_the_site::{begun, says},
    support::{ANA, Computer, lines, site_of},
};
use contract::{
    Code,
    desktop::{
        nuget_org::NUGET_ORG,
        wizard::{Choice, FieldName, ListName, Saying, Step, WizardKind},
    },
};
use stand_in::Fault;
use std::time::Duration;

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
