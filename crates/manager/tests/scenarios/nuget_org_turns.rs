//! When the app looks at nuget.org by itself, and when it does not.

use crate::{
    support::{ANA, Computer, Site, at_nuget_org},
    watching::{A_TURN, after, looked, notifications, surprises},
};
use contract::{
    Code,
    desktop::{Action, nuget_org::Watch},
};
use stand_in::{Fault, Route};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn switched_off_it_does_not_look_until_it_is_switched_on_or_the_person_asks() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let view = app.act(Action::SetWatch { on: false }).await;
    assert_eq!(at_nuget_org(&view).unwrap().watch, Watch::Off);
    let looks = site.looks();
    after(&computer, &app, 10 * A_TURN).await;
    app.quits().await;
    let app = computer.open();
    assert_eq!(
        at_nuget_org(&app.view()).unwrap().watch,
        Watch::Off,
        "after a restart too"
    );
    assert_eq!(site.looks(), looks);
    let page = app.looks_again(&profile).await;
    assert_eq!((page.refusal, site.looks()), (None, looks + 1));
    app.handle.begin();
    after(&computer, &app, 10 * A_TURN).await;
    app.act(Action::SetWatch { on: true }).await;
    looked(&app, &computer).await;
    assert_eq!(site.looks(), looks + 2);
}

#[tokio::test]
async fn while_the_battery_is_saved_it_does_not_look_and_goes_on_after_that() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.adds_nuget_org(ANA).await;
    let looks = site.looks();
    computer.power.saves.store(true, Ordering::SeqCst);
    after(&computer, &app, A_TURN).await;
    app.until(|view| at_nuget_org(view).is_some_and(|page| page.watch == Watch::SavesBattery))
        .await;
    assert_eq!(site.looks(), looks);
    computer.power.saves.store(false, Ordering::SeqCst);
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert!(matches!(at_nuget_org(&view).unwrap().watch, Watch::On { .. }));
}

#[tokio::test]
async fn a_site_that_asks_for_time_gets_it() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let looks = site.looks();
    let retry_after = Some("20000".to_owned());
    site.fail(Route::Profile, Fault::TooManyRequests { retry_after });
    let page = app.looks_again(&profile).await;
    assert_eq!(page.refusal.unwrap().code, Code::SiteBusy);
    let Watch::Waits { until } = page.watch else {
        panic!("{:?}", page.watch);
    };
    let now = ambient::Clock::now(computer.clock.as_ref());
    assert!(until.secs_since(now) >= 20_000);
    site.mend();
    let asked = site.looks();
    assert_eq!(asked, looks + 1);
    after(&computer, &app, 10_000).await;
    app.act(Action::ShowSettings).await;
    assert_eq!(site.looks(), asked);
    site.publish("Contoso.Json", "1.1.0", &[]);
    after(&computer, &app, 10_001).await;
    app.until(|view| surprises(view).len() == 1).await;
}

#[tokio::test]
async fn a_look_that_reached_nobody_is_made_again_within_minutes_and_once_the_network_is_there() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    site.fail(Route::Profile, Fault::HalfBody);
    let page = app.looks_again(&profile).await;
    assert_eq!(page.refusal.unwrap().code, Code::SiteUnreachable);
    let Watch::Waits { until } = page.watch else {
        panic!("{:?}", page.watch);
    };
    let now = ambient::Clock::now(computer.clock.as_ref());
    assert!(until.secs_since(now) <= 66, "about a minute");
    site.mend();
    app.act(Action::NetworkReturned).await;
    after(&computer, &app, 6).await;
    let view = looked(&app, &computer).await;
    assert!(matches!(at_nuget_org(&view).unwrap().watch, Watch::On { .. }));
    let looks = site.looks();
    app.act(Action::NetworkReturned).await;
    after(&computer, &app, 60).await;
    assert_eq!(site.looks(), looks, "where it was reached nothing is put forward");
}

#[tokio::test]
async fn what_became_due_while_the_app_was_closed_is_noticed_soon_after_the_start() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.adds_nuget_org(ANA).await;
    app.act(Action::ShowSettings).await;
    app.quits().await;
    let looks = site.looks();
    computer.clock.advance_secs(300);
    let app = computer.start();
    after(&computer, &app, 60).await;
    app.quits().await;
    assert_eq!(site.looks(), looks, "the hour is not over");
    site.publish("Contoso.Json", "1.1.0", &[]);
    computer.clock.advance_secs(86_400);
    let app = computer.start();
    after(&computer, &app, 61).await;
    app.until(|view| surprises(view).len() == 1).await;
    assert_eq!(notifications(&computer), 1);
}

#[tokio::test]
async fn a_clock_that_is_set_forth_and_back_makes_one_look_each_time_and_tells_nothing() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.adds_nuget_org(ANA).await;
    let mut looks = site.looks();
    for seconds in [400 * 86_400, -400 * 86_400, 86_400, -2 * 86_400] {
        after(&computer, &app, seconds).await;
        looked(&app, &computer).await;
        looks += 1;
        for _ in 0..5 {
            after(&computer, &app, 60).await;
        }
        assert_eq!(site.looks(), looks, "{seconds}");
    }
    assert!(surprises(&app.view()).is_empty());
}

#[tokio::test]
async fn several_accounts_are_looked_at_one_after_another() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.adds_nuget_org(ANA).await;
    app.adds_nuget_org("Ben").await;
    publish_both(&site);
    after(&computer, &app, A_TURN).await;
    app.until(|view| surprises(view).len() == 3).await;
    assert_eq!(notifications(&computer), 2, "one for each account");
}

/// One version of a package that Ana owns alone, and one that she owns with Ben.
fn publish_both(site: &Site) {
    site.publish("Contoso.Json", "1.1.0", &[]);
    site.publish("Contoso.Logging", "2.1.0", &[]);
}
