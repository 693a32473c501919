//! Looking at nuget.org by itself: what it notices, when it does not look.

use crate::support::{ANA, Computer, Running, Site, at_nuget_org, quiet};
use contract::{
    Code,
    desktop::{
        Action, View,
        nuget_org::{Change, NUGET_ORG, NugetOrgTab, Watch},
        view::NoticeKind,
        wizard::{Choice, FieldName, Step, WizardKind},
    },
};
use stand_in::{Edit, Fault, Route};
use std::sync::atomic::Ordering;

/// A little more than the longest wait between two looks that worked.
const A_TURN: i64 = 4000;

/// Lets time pass, and the app look at the clock.
async fn after(computer: &Computer, app: &Running, seconds: i64) {
    computer.clock.advance_secs(seconds);
    app.handle.link_counts().await;
}

/// Waits until the account was looked at anew since then, and gives the view.
async fn looked(app: &Running, computer: &Computer) -> View {
    let now = ambient::Clock::now(computer.clock.as_ref());
    app.until(|view| quiet(view).is_some_and(|page| page.as_of == Some(now)))
        .await
}

fn surprises(view: &View) -> Vec<(Change, bool)> {
    let told = view.notices.iter().filter_map(|notice| match &notice.what {
        NoticeKind::SeenAtNugetOrg { change, expected, .. } => Some((change.clone(), *expected)),
        _ => None,
    });
    told.collect()
}

fn notifications(computer: &Computer) -> usize {
    computer.notifier.0.lock().unwrap().len()
}

#[tokio::test]
async fn a_surprise_publication_becomes_a_notice_a_notification_and_an_entry() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    assert_eq!(notifications(&computer), 0, "the first look tells nothing");
    assert!(app.view().notices.is_empty());
    site.publish("Contoso.Json", "1.1.0", &[]);
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    let published = Change::VersionPublished {
        id: "Contoso.Json".to_owned(),
        version: "1.1.0".to_owned(),
        before: "1.0.0".to_owned(),
    };
    assert_eq!(surprises(&view), [(published.clone(), false)]);
    assert_eq!(view.notices[0].profile.as_deref(), Some(profile.as_str()));
    {
        let shown = computer.notifier.0.lock().unwrap();
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].title, "Contoso.Json 1.1.0 was published");
        assert!(shown[0].body.contains("Was this you?") && !shown[0].body.contains('@'));
        let journal = Action::ShowNugetOrg {
            profile: profile.clone(),
            tab: NugetOrgTab::Journal,
        };
        assert_eq!(shown[0].opens, journal);
    }
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Journal).await;
    assert_eq!(page.journal[0].what, published);
    assert_eq!(page.journal[1].what, Change::FirstSeen { packages: 2 });
    assert_eq!(site.posts(), 0);
    app.quits().await;
    let app = computer.start();
    assert_eq!(surprises(&app.view()).len(), 1, "the notice stays");
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Journal).await;
    assert_eq!(page.journal.len(), 2);
}

#[tokio::test]
async fn many_changes_of_one_look_are_one_notification() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    for number in 0..8 {
        site.publish(&format!("Contoso.New{number}"), "0.1.0", &[ANA]);
    }
    site.edit(Edit::AddOwner {
        id: "Contoso.Json".to_owned(),
        owner: "mallory".to_owned(),
    });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    let told = surprises(&view);
    assert_eq!(told.len(), 5, "the journal has all of them");
    assert!(
        matches!(&told[0].0, Change::OwnerAdded { owner, .. } if owner == "mallory"),
        "{told:?}"
    );
    assert_eq!(notifications(&computer), 1);
    assert_eq!(
        computer.notifier.0.lock().unwrap()[0].title,
        format!("9 changes under {ANA} at nuget.org")
    );
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Journal).await;
    assert_eq!(page.journal.len(), 10);
    assert!(matches!(page.journal[0].what, Change::OwnerAdded { .. }));
}

#[tokio::test]
async fn without_notifications_the_notice_stands_in_the_app_all_the_same() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.adds_nuget_org(ANA).await;
    app.act(Action::SetNotifications { on: false }).await;
    site.edit(Edit::Deprecate {
        id: "Contoso.Json".to_owned(),
        deprecated: true,
    });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert_eq!(surprises(&view).len(), 1);
    assert_eq!(notifications(&computer), 0);
}

#[tokio::test]
async fn a_profile_that_is_gone_is_told_and_what_was_seen_stays() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    app.adds_nuget_org(ANA).await;
    let username = ANA.to_owned();
    site.edit(Edit::DeleteAccount { username });
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert_eq!(surprises(&view), [(Change::ProfileGone, false)]);
    let page = at_nuget_org(&view).unwrap();
    assert!(!page.live);
    assert_eq!(page.summary.as_ref().unwrap().packages, 2);
    after(&computer, &app, A_TURN).await;
    let view = looked(&app, &computer).await;
    assert_eq!(surprises(&view).len(), 1, "once");
}

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

#[tokio::test]
async fn an_interception_or_a_lag_is_never_told_as_gone() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    for (route, fault) in [
        (Route::Profile, Fault::Portal),
        (Route::Profile, Fault::Captcha),
        (Route::Search, Fault::PortalInPlace),
        (Route::Search, Fault::HalfBody),
        (Route::Profile, Fault::ChangedMarkup),
    ] {
        site.fail(route, fault.clone());
        if route == Route::Search {
            site.fail(Route::SecondSearch, fault.clone());
        }
        let page = app.looks_again(&profile).await;
        assert!(page.live && page.refusal.is_some(), "{fault:?}");
        site.mend();
        computer.clock.advance_secs(100_000);
    }
    let page = app.looks_again(&profile).await;
    assert_eq!(page.refusal, None);
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Journal).await;
    assert_eq!(page.journal.len(), 1, "{:?}", page.journal);
    assert!(surprises(&app.view()).is_empty());
}

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

#[tokio::test]
async fn a_package_that_moves_between_two_watched_accounts_is_told_of_each_once() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profiles = [app.adds_nuget_org(ANA).await, app.adds_nuget_org("Ben").await];
    let id = || "Contoso.Json".to_owned();
    for edit in [
        Edit::AddOwner {
            id: id(),
            owner: "Ben".to_owned(),
        },
        Edit::RemoveOwner {
            id: id(),
            owner: ANA.to_owned(),
        },
    ] {
        site.edit(edit);
    }
    after(&computer, &app, A_TURN).await;
    let view = app.until(|view| surprises(view).len() == 2).await;
    for (profile, change) in profiles.iter().zip([
        Change::PackageGone { id: id() },
        Change::PackageAppeared {
            id: id(),
            version: "1.0.0".to_owned(),
        },
    ]) {
        let told = |notice: &&contract::desktop::view::Notice| {
            let seen = matches!(&notice.what, NoticeKind::SeenAtNugetOrg { change: told, .. } if *told == change);
            seen && notice.profile.as_ref() == Some(profile)
        };
        assert_eq!(view.notices.iter().filter(told).count(), 1, "{change:?}");
    }
    after(&computer, &app, 2 * A_TURN).await;
    app.looks_again(&profiles[0]).await;
    app.looks_again(&profiles[1]).await;
    assert_eq!(surprises(&app.view()).len(), 2, "and not again");
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

/// One version of a package that Ana owns alone, and one that she owns with Ben.
fn publish_both(site: &Site) {
    site.publish("Contoso.Json", "1.1.0", &[]);
    site.publish("Contoso.Logging", "2.1.0", &[]);
}
