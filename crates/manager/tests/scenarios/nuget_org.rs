//! Accounts at nuget.org: added, shown, kept.

use crate::support::{ANA, Computer, PATIENCE, Running, added, at_nuget_org, quiet, site_of, waiting};
use cache::State;
use contract::{
    Code, Problem,
    desktop::{
        Action, View,
        nuget_org::{AddNugetOrg, Change, FindingKind, NUGET_ORG, NugetOrgTab},
        view::{AccountState, AccountTab, Page},
    },
};
use stand_in::{Edit, Fault, Route, StandIn};
use std::time::Duration;

fn adding(view: &View) -> Option<&AddNugetOrg> {
    match &view.page {
        Page::AddNugetOrg(page) => Some(page),
        _ => None,
    }
}

/// Types a name and is refused. Nothing is kept but what was typed.
async fn refused(app: &Running, username: &str) -> Problem {
    app.act(Action::ShowAddNugetOrg).await;
    let username = username.to_owned();
    app.act(Action::AddNugetOrg {
        username: username.clone(),
    })
    .await;
    let view = app
        .until(|view| adding(view).is_some_and(|page| !page.busy && page.refusal.is_some()))
        .await;
    let page = adding(&view).unwrap();
    assert_eq!(page.username, username, "what was typed stays");
    assert!(view.accounts.is_empty());
    page.refusal.clone().unwrap()
}

#[tokio::test]
async fn an_account_is_added_by_its_name_and_shown_as_anybody_sees_it() {
    let (computer, site) = Computer::beside_nuget_org().await;
    site.edit(Edit::Standing {
        id: "Contoso.Logging".to_owned(),
        downloads: 5_000_000_000,
        verified: true,
    });
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Overview).await;
    assert_eq!(
        (page.row.username.as_str(), page.row.state),
        (ANA, AccountState::Public)
    );
    assert_eq!(page.row.gallery.id, NUGET_ORG);
    assert!(page.live && page.as_of.is_some() && page.refusal.is_none());
    let summary = page.summary.unwrap();
    assert_eq!((summary.packages, summary.downloads), (2, 5_000_000_000));
    assert_eq!(summary.co_owners[0].username, "Ben");
    assert_eq!(summary.latest.unwrap().id, "Contoso.Logging");
    assert_eq!(page.findings[0].what, FindingKind::SingleOwner);
    assert_eq!(page.findings[0].subjects, ["Contoso.Json"]);
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Packages).await;
    let first = &page.packages[0];
    assert_eq!(
        (first.id.as_str(), first.version.as_str()),
        ("Contoso.Logging", "2.0.0")
    );
    assert!(first.verified && first.published.is_some());
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Journal).await;
    assert_eq!(page.journal[0].what, Change::FirstSeen { packages: 2 });
    assert_eq!(site.posts(), 0, "nothing is ever posted");
}

#[tokio::test]
async fn a_name_without_an_account_is_refused_and_what_cannot_be_a_name_is_not_even_asked() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    assert_eq!(refused(&app, "ana@contoso.example").await.code, Code::UsernameIsEmail);
    assert_eq!(refused(&app, "two words").await.code, Code::UsernameInvalid);
    assert_eq!(site.looks(), 0);
    let problem = refused(&app, "nobody-here").await;
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::SiteAccountUnknown, Some("username"))
    );
}

#[tokio::test]
async fn odd_casing_the_same_name_again_and_the_address_of_its_page_lead_to_the_one_known() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org("aNA.coNTOSO").await;
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Overview).await;
    assert_eq!(page.row.username, ANA, "as the site writes it");
    let looks = site.looks();
    for again in [ANA, "ANA.CONTOSO", "https://www.nuget.org/profiles/ana.contoso"] {
        assert_eq!(app.adds_nuget_org(again).await, profile, "{again}");
    }
    assert_eq!(app.view().accounts.len(), 1);
    assert_eq!(site.looks(), looks, "it was seen a moment ago");
}

#[tokio::test]
async fn each_way_in_which_the_site_fails_is_said_and_nothing_is_claimed() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    for (route, fault, code) in [
        (Route::Profile, Fault::Status { status: 500 }, Code::SiteBusy),
        (Route::Profile, Fault::ChangedMarkup, Code::SiteChanged),
        (Route::Profile, Fault::Captcha, Code::SiteIntercepted),
        (Route::Profile, Fault::Portal, Code::SiteIntercepted),
        (Route::Index, Fault::PortalInPlace, Code::SiteIntercepted),
        (Route::Index, Fault::ChangedMarkup, Code::SiteChanged),
    ] {
        site.fail(route, fault.clone());
        assert_eq!(refused(&app, ANA).await.code, code, "{fault:?} at {route:?}");
        site.mend();
        computer.clock.advance_secs(86_400);
    }
    let retry_after = Some("90".to_owned());
    site.fail(Route::Profile, Fault::TooManyRequests { retry_after });
    let problem = refused(&app, ANA).await;
    assert_eq!((problem.code, problem.retry_after), (Code::SiteBusy, Some(90)));
    site.mend();
    computer.clock.advance_secs(91);
    app.adds_nuget_org(ANA).await;
}

#[tokio::test]
async fn a_site_that_does_not_answer_is_not_reachable() {
    let (mut computer, site) = Computer::beside_nuget_org().await;
    computer.nuget_org = site_of(&computer, &site, Duration::from_millis(50));
    site.fail_everywhere(&Fault::Silent);
    let app = computer.start();
    assert_eq!(refused(&app, ANA).await.code, Code::SiteUnreachable);
}

#[tokio::test]
async fn who_went_on_typing_is_not_called_back_by_an_answer() {
    let (computer, site) = Computer::beside_nuget_org().await;
    site.fail(Route::Profile, Fault::Slow { millis: 50 });
    let app = computer.start();
    app.act(Action::ShowAddNugetOrg).await;
    let username = "nobody-here".to_owned();
    app.act(Action::AddNugetOrg { username }).await;
    let username = "somebody".to_owned();
    app.act(Action::DraftNugetOrg { username }).await;
    app.until(|view| adding(view).is_some_and(|page| !page.busy)).await;
    let page = adding(&app.view()).cloned().unwrap();
    assert_eq!((page.username.as_str(), page.refusal), ("somebody", None));
    app.quits().await;
    let app = computer.start();
    assert_eq!(
        adding(&app.view()).unwrap().username,
        "somebody",
        "and it is there after a restart"
    );
}

#[tokio::test]
async fn offline_everything_seen_before_is_there_also_after_a_restart() {
    let (mut computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let packages = app.sees_nuget_org(&profile, NugetOrgTab::Packages).await.packages;
    computer.clock.advance_secs(86_400);
    app.quits().await;
    drop(site);
    let nowhere = StandIn::start().await.unwrap();
    computer.nuget_org = site_of(&computer, &nowhere, PATIENCE);
    drop(nowhere);
    let app = computer.open();
    let page = at_nuget_org(&app.view()).cloned().unwrap();
    assert_eq!(page.summary.unwrap().packages, 2, "at once, before anything is asked");
    app.handle.begin();
    app.until(|view| quiet(view).is_some_and(|page| page.refusal.is_some()))
        .await;
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Packages).await;
    assert_eq!(page.refusal.unwrap().code, Code::SiteUnreachable);
    assert_eq!(page.packages, packages);
    assert!(page.live, "an answer that did not come says nothing");
    assert_eq!(
        app.sees_nuget_org(&profile, NugetOrgTab::Journal).await.journal.len(),
        1
    );
}

#[tokio::test]
async fn nobody_signs_in_at_nuget_org_and_it_is_always_there() {
    let (computer, _site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let gallery = NUGET_ORG.to_owned();
    let view = app.act(Action::StartSignIn { gallery }).await;
    assert!(waiting(&view).is_none() && view.under_way.is_empty());
    assert!(computer.browser.is_quiet().await);
    let gallery = NUGET_ORG.to_owned();
    let view = app.act(Action::RemoveGallery { gallery }).await;
    assert_eq!(added(&view), 0);
    assert!(view.galleries.iter().any(|row| row.guided));
}

#[tokio::test]
async fn its_page_is_opened_in_the_browser_by_its_name() {
    let (computer, site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    app.act(Action::OpenNugetOrgProfile { profile }).await;
    assert_eq!(
        computer.browser.next().await,
        format!("{}profiles/{ANA}", site.gallery())
    );
}

#[tokio::test]
async fn a_forgotten_account_leaves_nothing_of_what_was_seen_and_the_keyring_is_not_asked() {
    let (computer, _site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let view = app
        .act(Action::ForgetAccount {
            profile: profile.clone(),
        })
        .await;
    assert!(view.accounts.is_empty());
    app.quits().await;
    let state = State::open(&computer.file("state.db")).unwrap();
    assert!(state.profiles().unwrap().is_empty());
    assert_eq!(state.seen(&profile).unwrap(), None);
    assert!(state.journal(&profile, None, 10).unwrap().is_empty());
}

#[tokio::test]
async fn thousands_of_packages_are_shown_by_the_page() {
    let (computer, site) = Computer::beside_nuget_org().await;
    for number in 0..2500 {
        site.publish(&format!("Contoso.Part{number:04}"), "1.0.0", &[ANA]);
    }
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    let page = app.sees_nuget_org(&profile, NugetOrgTab::Packages).await;
    assert_eq!(
        (page.packages.len(), page.summary.as_ref().unwrap().packages),
        (50, 2502)
    );
    let finding = &page.findings[0];
    assert_eq!((finding.subjects.len(), finding.more), (20, 2481));
    let more = Action::ShowMoreOfNugetOrg { profile };
    let view = app.act(more).await;
    assert_eq!(at_nuget_org(&view).unwrap().packages.len(), 100);
}

#[tokio::test]
async fn a_click_that_knows_accounts_only_finds_its_page() {
    let (computer, _site) = Computer::beside_nuget_org().await;
    let app = computer.start();
    let profile = app.adds_nuget_org(ANA).await;
    for (tab, shown) in [
        (AccountTab::Activity, NugetOrgTab::Journal),
        (AccountTab::Overview, NugetOrgTab::Overview),
    ] {
        app.act(Action::ShowSettings).await;
        let profile = profile.clone();
        let view = app.act(Action::ShowAccount { profile, tab }).await;
        assert_eq!(at_nuget_org(&view).unwrap().tab, shown);
    }
}
