//! What a look at nuget.org notices, and what it tells.

use crate::{
    support::{ANA, Computer, at_nuget_org},
    watching::{A_TURN, after, looked, notifications, surprises},
};
use contract::desktop::{
    Action,
    nuget_org::{Change, NugetOrgTab},
    view::{Notice, NoticeKind},
};
use stand_in::{Edit, Fault, Route};

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
        let told = |notice: &&Notice| {
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
