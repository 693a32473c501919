//! What nuget.org is spared, over a restart of the app too.

use crate::support::{ANA, Computer, PATIENCE, Running, Site, at_nuget_org, quiet, site_of, wizard};
use contract::{
    Code, Timestamp,
    desktop::{
        Action,
        nuget_org::{NUGET_ORG, Watch},
        wizard::{Choice, FieldName, Step, WizardKind},
    },
};
use stand_in::{Fault, Route};

/// Ends the app and starts it again; nothing is carried over but what is on the disk.
async fn restarted(computer: &mut Computer, site: &Site, app: Running) -> Running {
    app.quits().await;
    computer.nuget_org = site_of(computer, site, PATIENCE);
    computer.start()
}

fn now(computer: &Computer) -> Timestamp {
    ambient::Clock::now(computer.clock.as_ref())
}

/// Until when the site is left alone, as the page says it.
fn waits_until(app: &Running) -> Timestamp {
    match at_nuget_org(&app.view()).map(|page| page.watch.clone()) {
        Some(Watch::Waits { until }) => until,
        other => panic!("{other:?}"),
    }
}

/// The refusal on the wizard's page.
async fn refused(app: &Running) -> Code {
    let view = app
        .until(|view| wizard(view).is_some_and(|page| !page.busy && page.sheet.refusal.is_some()))
        .await;
    wizard(&view).unwrap().sheet.refusal.clone().unwrap().code
}

#[tokio::test]
async fn a_restart_does_not_lift_the_limit_of_the_assistance() {
    let (mut computer, site) = Computer::beside_nuget_org().await;
    let mut app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    app.starts_at(WizardKind::FindLogin, NUGET_ORG, Some(&profile)).await;
    app.answers(Step::FindLoginName, Choice::AskMask).await;
    app.reaches(Step::FindLoginAddress).await;
    let wrong = [(FieldName::Email, "anna@contoso.example")];
    for posts in 2..=5 {
        app = restarted(&mut computer, &site, app).await;
        app.answers_with(Step::FindLoginAddress, Choice::MailLogins, &wrong)
            .await;
        assert_eq!((refused(&app).await, site.posts()), (Code::SiteAddressWrong, posts));
    }
    app = restarted(&mut computer, &site, app).await;
    app.answers_with(Step::FindLoginAddress, Choice::MailLogins, &wrong)
        .await;
    assert_eq!((refused(&app).await, site.posts()), (Code::SiteLimited, 5));
    computer.clock.advance_secs(-1_000_000);
    app = restarted(&mut computer, &site, app).await;
    app.answers_with(Step::FindLoginAddress, Choice::MailLogins, &wrong)
        .await;
    assert_eq!(
        (refused(&app).await, site.posts()),
        (Code::SiteLimited, 5),
        "a clock set back"
    );
    computer.clock.advance_secs(3600);
    app = restarted(&mut computer, &site, app).await;
    app.answers_with(Step::FindLoginAddress, Choice::MailLogins, &wrong)
        .await;
    assert_eq!((refused(&app).await, site.posts()), (Code::SiteAddressWrong, 6));
}

/// A look that the site answered by asking for 20 000 seconds; to the next one it would answer.
async fn asked_for_time() -> (Computer, Site, Running) {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let retry_after = Some("20000".to_owned());
    site.fail(Route::Profile, Fault::TooManyRequests { retry_after });
    app.looks_again(&profile).await;
    site.mend();
    (computer, site, app)
}

#[tokio::test]
async fn a_site_that_asked_for_time_gets_it_over_a_restart_too() {
    let (mut computer, site, mut app) = asked_for_time().await;
    let (until, asked) = (waits_until(&app), site.looks());
    for _ in 0..3 {
        computer.clock.advance_secs(5000);
        app = restarted(&mut computer, &site, app).await;
        app.handle.link_counts().await;
        assert_eq!((waits_until(&app), site.looks()), (until, asked));
    }
    computer.clock.advance_secs(5061);
    app.handle.link_counts().await;
    let now = now(&computer);
    app.until(|view| quiet(view).is_some_and(|page| page.as_of == Some(now)))
        .await;
    assert_eq!(site.looks(), asked + 1);
}

#[tokio::test]
async fn a_clock_that_is_set_back_neither_ends_the_wait_nor_makes_it_endless() {
    let (mut computer, site, app) = asked_for_time().await;
    let asked = site.looks();
    computer.clock.advance_secs(-400 * 86_400);
    let app = restarted(&mut computer, &site, app).await;
    app.handle.link_counts().await;
    assert_eq!(site.looks(), asked);
    assert_eq!(waits_until(&app).secs_since(now(&computer)), 20_000);
    computer.clock.advance_secs(20_001);
    app.handle.link_counts().await;
    app.until(|view| quiet(view).is_some_and(|page| matches!(page.watch, Watch::On { .. })))
        .await;
    assert_eq!(site.looks(), asked + 1);
}

#[tokio::test]
async fn failures_in_a_row_wait_longer_each_time() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    site.fail(Route::Profile, Fault::Status { status: 503 });
    let mut waits = Vec::new();
    for _ in 0..3 {
        app.looks_again(&profile).await;
        waits.push(waits_until(&app).secs_since(now(&computer)));
    }
    for (wait, hours) in waits.iter().zip([2, 4, 8]) {
        let whole = hours * 3600;
        assert!((whole * 9 / 10..=whole * 11 / 10).contains(wait), "{waits:?}");
    }
    site.mend();
    let page = app.looks_again(&profile).await;
    assert!(matches!(page.watch, Watch::On { .. }));
    app.act(Action::ShowSettings).await;
}
