//! What somebody did themselves at nuget.org is no alarm.

use crate::{
    support::{ANA, Computer, Running},
    watching::{A_TURN, after, looked, notifications, surprises},
};
use contract::desktop::{
    nuget_org::{Change, NUGET_ORG, NugetOrgTab},
    wizard::{Choice, FieldName, Step, WizardKind},
};
use stand_in::Edit;

/// Goes through a guided deletion up to the step that is asked for, which is not done.
async fn deletes_up_to(app: &Running, profile: &str, last: Step) {
    app.starts_at(WizardKind::DeleteAccount, NUGET_ORG, Some(profile)).await;
    app.has_it_all(Step::GuidedDeleteCheck).await;
    for (step, choice) in [
        (Step::GuidedDeleteCheck, Choice::Continue),
        (Step::GuidedDeleteDoHandOver, Choice::MarkDone),
        (Step::GuidedDeleteConfirm, Choice::Continue),
        (Step::GuidedDeleteDoRequest, Choice::MarkDone),
    ] {
        if step == last {
            app.reaches(last).await;
            return;
        }
        let typed = [(FieldName::Confirmation, ANA)];
        let confirms = step == Step::GuidedDeleteConfirm;
        app.answers_with(step, choice, if confirms { &typed } else { &[] })
            .await;
    }
    app.reaches(last).await;
}

#[tokio::test]
async fn what_a_step_that_the_person_did_leads_to_is_told_but_not_as_an_alarm() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    deletes_up_to(&app, &profile, Step::GuidedDeleteVerify).await;
    app.sees_nuget_org(&profile, NugetOrgTab::Overview).await;
    let username = ANA.to_owned();
    site.edit(Edit::DeleteAccount { username });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert_eq!(surprises(&view), [(Change::ProfileGone, true)]);
    assert_eq!(notifications(&computer), 0);
}

#[tokio::test]
async fn a_wizard_that_was_only_opened_excuses_nothing() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    deletes_up_to(&app, &profile, Step::GuidedDeleteDoRequest).await;
    app.sees_nuget_org(&profile, NugetOrgTab::Overview).await;
    site.edit(Edit::RemoveOwner {
        id: "Contoso.Logging".to_owned(),
        owner: "Ben".to_owned(),
    });
    site.edit(Edit::AddOwner {
        id: "Contoso.Json".to_owned(),
        owner: "mallory".to_owned(),
    });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert!(surprises(&view).iter().all(|(_, expected)| !expected));
    assert_eq!((surprises(&view).len(), notifications(&computer)), (2, 1));
    let username = ANA.to_owned();
    site.edit(Edit::DeleteAccount { username });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert_eq!(surprises(&view)[0], (Change::ProfileGone, false), "nobody asked for it");
    assert_eq!(notifications(&computer), 2);
}

#[tokio::test]
async fn what_was_expected_leaves_room_for_an_alarm() {
    let (computer, site) = Computer::beside_nuget_org().await;
    for number in 0..6 {
        site.publish(&format!("Contoso.Given{number}"), "1.0.0", &[ANA, "Ben"]);
    }
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    deletes_up_to(&app, &profile, Step::GuidedDeleteVerify).await;
    app.sees_nuget_org(&profile, NugetOrgTab::Overview).await;
    for number in 0..6 {
        site.edit(Edit::RemoveOwner {
            id: format!("Contoso.Given{number}"),
            owner: ANA.to_owned(),
        });
    }
    site.edit(Edit::Deprecate {
        id: "Contoso.Json".to_owned(),
        deprecated: true,
    });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    let id = "Contoso.Json".to_owned();
    assert_eq!(surprises(&view)[0], (Change::Deprecated { id }, false));
    assert_eq!((surprises(&view).len(), notifications(&computer)), (5, 1));
}

#[tokio::test]
async fn what_a_wizard_sees_gone_is_seen_gone_on_the_account_s_page_too() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    deletes_up_to(&app, &profile, Step::GuidedDeleteVerify).await;
    let username = ANA.to_owned();
    site.edit(Edit::DeleteAccount { username });
    app.answers(Step::GuidedDeleteVerify, Choice::LookAgain).await;
    let view = app.until(|view| !surprises(view).is_empty()).await;
    assert_eq!(
        surprises(&view),
        [(Change::ProfileGone, true)],
        "expected, and told at once"
    );
    assert_eq!(notifications(&computer), 0);
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Journal).await;
    assert_eq!(page.journal[0].what, Change::ProfileGone);
}
