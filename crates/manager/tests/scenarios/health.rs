//! What could lock somebody out, and the checklist of who leaves their job.

use crate::support::{ANA as ANA_AT_NUGET_ORG, Computer, PRACTICE, account};
use contract::{
    Code,
    desktop::{
        Action, View,
        leaving::{CalendarKind, LeavingPage, LeavingState, LeavingStepKind},
        nuget_org::{Finding, FindingKind},
        view::{NoticeKind, Page},
        wizard::WizardKind,
    },
};
use practice::cast::{ACCOUNT1, ANA};
use std::sync::atomic::Ordering;

fn leaving(view: &View) -> Option<&LeavingPage> {
    match &view.page {
        Page::Leaving(page) => Some(page),
        _ => None,
    }
}

fn finding(view: &View, what: FindingKind) -> Option<Finding> {
    let findings = &account(view)?.findings;
    findings.iter().find(|finding| finding.what == what).cloned()
}

fn state(page: &LeavingPage, what: LeavingStepKind) -> LeavingState {
    page.steps.iter().find(|step| step.what == what).unwrap().state
}

#[tokio::test]
async fn an_account_s_overview_says_what_could_lock_its_person_out() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    app.signs_in(&computer, PRACTICE, ACCOUNT1.address).await;
    let alone = app
        .until(|view| finding(view, FindingKind::SingleOwner).is_some())
        .await;
    let packages = finding(&alone, FindingKind::SingleOwner).unwrap();
    assert!(!packages.subjects.is_empty(), "read from the gallery");
    assert_eq!(packages.mends, Some(WizardKind::Organization));
    let codes = finding(&alone, FindingKind::NoRecoveryCodes).unwrap();
    assert_eq!(codes.mends, Some(WizardKind::RecoveryCodes));
    app.quits().await;
    computer.practice.stop().await;
    let app = computer.start();
    assert_eq!(
        finding(&app.view(), FindingKind::SingleOwner),
        Some(packages),
        "and kept for when the gallery is away"
    );
}

#[tokio::test]
async fn who_signs_in_with_a_work_account_is_told_and_led_through_leaving_it() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_somehow(&computer, &ANA).await;
    let view = app
        .until(|view| finding(view, FindingKind::WorkIdentityOnly).is_some())
        .await;
    let work = finding(&view, FindingKind::WorkIdentityOnly).unwrap();
    assert_eq!(work.subjects, [ANA.address]);
    assert_eq!(work.mends, Some(WizardKind::ChangeLogin));
    let view = app
        .act(Action::ShowLeaving {
            profile: profile.clone(),
        })
        .await;
    let page = leaving(&view).unwrap();
    assert_eq!(state(page, LeavingStepKind::Login), LeavingState::Open);
    assert_eq!(state(page, LeavingStepKind::RecoveryCodes), LeavingState::Open);
    app.quits().await;
    let app = computer.start();
    assert!(leaving(&app.view()).is_some(), "the page is there after a restart");
}

#[tokio::test]
async fn the_dates_go_into_a_calendar_file_and_the_last_day_is_remembered() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in(&computer, PRACTICE, ACCOUNT1.address).await;
    app.act(Action::ShowLeaving {
        profile: profile.clone(),
    })
    .await;
    let today = ambient::Clock::now(computer.clock.as_ref()).to_string();
    let year: i32 = today[..4].parse().unwrap();
    let last_day = format!("{}-06-30", year + 1);
    for day in ["soon", &last_day, "2026-02-31"] {
        let day = day.to_owned();
        app.act(Action::SetLastDay { day }).await;
    }
    let page = leaving(&app.view()).cloned().unwrap();
    assert_eq!(page.last_day, last_day, "what is no day changes nothing");
    let kinds: Vec<CalendarKind> = page.dates.iter().map(|date| date.what).collect();
    for kind in [CalendarKind::Begin, CalendarKind::LookAgain, CalendarKind::LastDay] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    let view = app.act(Action::SaveCalendar { profile }).await;
    let NoticeKind::CalendarSaved { file } = &view.notices[0].what else {
        panic!("{:?}", view.notices);
    };
    assert_eq!(file, "Leaving my job - MyNuGetAccount1.ics");
    let files = computer.downloads.files.lock().unwrap().clone();
    let events = files[0].1.matches("BEGIN:VEVENT").count();
    assert_eq!(events, page.dates.len());
    assert!(files[0].1.contains(&last_day.replace('-', "")));
    app.quits().await;
    let app = computer.start();
    assert_eq!(leaving(&app.view()).unwrap().last_day, last_day);
    assert!(app.view().notices.is_empty(), "that it was saved means nothing later");
}

#[tokio::test]
async fn a_file_that_cannot_be_saved_is_said() {
    let (computer, _site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA_AT_NUGET_ORG).await;
    computer.downloads.is_full.store(true, Ordering::SeqCst);
    let view = app
        .act(Action::ShowLeaving {
            profile: profile.clone(),
        })
        .await;
    let page = leaving(&view).unwrap();
    assert_eq!(
        state(page, LeavingStepKind::Owners),
        LeavingState::Open,
        "the app sees owners"
    );
    assert_eq!(
        state(page, LeavingStepKind::Login),
        LeavingState::Unknown,
        "and not who signs in"
    );
    let view = app.act(Action::SaveCalendar { profile }).await;
    assert!(
        matches!(&view.notices[0].what, NoticeKind::Problem { problem } if problem.code == Code::FileNotSaved),
        "{:?}",
        view.notices
    );
}
