//! Accounts at nuget.org, in the real app, against a stand-in for the site: added by their name, watched, and what there
//! is to do before leaving a job.

use crate::{
    keyboard::{
        heading_has_the_focus,
        keys::{asks, choose, enter, presses, starts, types_and_sends},
    },
    site::Site,
};
use anyhow::{Context, Result, ensure};
use cache::{SeenRecord, State};
use contract::Timestamp;
use stand_in::Edit;
use std::fs;
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

pub(crate) const ANA: &str = "Ana.Contoso";

/// A session whose nuget.org is a stand-in with Ana, who owns one package alone and one with Ben.
pub(crate) async fn beside_nuget_org(name: &'static str) -> Result<(DesktopSession, Site)> {
    let mut session = DesktopSession::start(name).await?;
    let site = Site::start(&session.environment)?;
    site.person(ANA, "ana@contoso.example", &["ana@outlook.example"])
        .await?;
    site.publish("Contoso.Json", "1.0.0", &[ANA]).await?;
    site.publish("Contoso.Logging", "2.0.0", &[ANA, "Ben"]).await?;
    session.environment.set("NUGET_ACCOUNTS_SITE", site.gallery());
    session.environment.set("NUGET_ACCOUNTS_SITE_INDEX", site.index());
    Ok((session, site))
}

/// Adds Ana's account from the welcome page.
async fn add(app: &App) -> Result<()> {
    app.page("welcome").await?;
    app.act("show_add_nuget_org").await?;
    app.page("add_nuget_org").await?;
    app.type_into("#nuget-org-username", "nobody-here").await?;
    app.act("add_nuget_org").await?;
    app.refusal("site_account_unknown").await?;
    app.type_into("#nuget-org-username", "ana.contoso").await?;
    app.act("add_nuget_org").await?;
    app.page("nuget_org").await?;
    app.wait_for("[data-packages='2']").await?;
    Ok(())
}

/// Shows a part of the account.
async fn turn_to(app: &App, tab: &str) -> Result<()> {
    app.click(&format!("main [data-action='show_nuget_org'][data-tab='{tab}']"))
        .await
}

/// Waits until the app has opened a page in the browser.
pub(crate) async fn opened(session: &DesktopSession, address: &str) -> Result<()> {
    eventually(PATIENCE, &format!("{address} in the browser"), || async {
        let opened = session.browser()?.opened();
        Ok((opened.last().map(String::as_str) == Some(address)).then_some(()))
    })
    .await
}

/// Leaves a wizard that is over, for the account's page.
async fn finish(app: &App, at: &str) -> Result<()> {
    walk::answer(app, at, "finish").await?;
    app.page("nuget_org").await
}

/// As if the last look had been made hours ago, while the app is closed.
fn age_the_last_look(session: &DesktopSession) -> Result<()> {
    let folder = session.environment.place("home/.local/share").join(contract::APP_ID);
    let state = State::open(&folder.join("state.db"))?;
    let profile = state.profiles()?.pop().context("an account")?;
    let seen = state.seen(&profile.id)?.context("a look")?;
    let at = Timestamp::from_micros(seen.at.as_micros() - 5 * 3_600_000_000);
    Ok(state.put_seen(&SeenRecord { at, ..seen }, &[])?)
}

#[tokio::test]
async fn a_surprise_publication_is_noticed_by_itself_notified_and_journaled_and_offline_all_of_it_is_there()
-> Result<()> {
    let (session, site) = beside_nuget_org("nuget-org").await?;
    let app = session.launch().await?;
    add(&app).await?;
    app.act("open_nuget_org_profile").await?;
    opened(&session, &format!("{}profiles/{ANA}", site.gallery())).await?;
    app.act("show_settings").await?;
    app.page("settings").await?;
    app.kill().await?;

    site.publish("Contoso.Json", "1.1.0", &[]).await?;
    age_the_last_look(&session)?;
    // What the shown account's page has is hours old, so it is looked at with the start; the answer takes its time.
    site.slow_profiles(8000).await?;
    let app = session.launch().await?;
    app.page("nuget_org").await?;
    // In front of the person it would be told in the window only.
    session.display.focus("Chromium")?;
    eventually(PATIENCE, "the surprise", || async {
        Ok(app.has("[data-notice='seen_at_nuget_org']").await?.then_some(()))
    })
    .await?;
    eventually(PATIENCE, "the notification", || async {
        Ok((session.notifications.displayed()? > 0).then_some(()))
    })
    .await?;
    app.act("show_settings").await?;
    app.page("settings").await?;
    session.notifications.click()?;
    app.page("nuget_org").await?;
    app.wait_for("[data-change='version_published']").await?;
    app.wait_for("[data-change='first_seen']").await?;
    eventually(PATIENCE, "the notification to be taken back", || async {
        Ok((session.notifications.displayed()? == 0).then_some(()))
    })
    .await?;
    let shown = session.notifications.history()?;
    assert_eq!(shown.len(), 1, "{shown:?}");
    let said = format!("{} {}", shown[0].summary, shown[0].body);
    ensure!(
        said.contains("Contoso.Json 1.1.0") && said.contains("Was this you?"),
        "{said}"
    );
    ensure!(!said.contains('@'), "{said}");
    assert_eq!(site.posts().await?, 0, "nothing is ever posted");

    drop(site);
    app.kill().await?;
    let app = session.launch().await?;
    app.page("nuget_org").await?;
    app.act("refresh_account").await?;
    app.refusal("site_unreachable").await?;
    turn_to(&app, "packages").await?;
    app.wait_for("[data-package='Contoso.Json']").await?;
    app.wait_for_text("1.1.0").await?;
    turn_to(&app, "journal").await?;
    app.wait_for("[data-change='version_published']").await?;
    turn_to(&app, "overview").await?;
    app.act("forget_account").await?;
    app.page("welcome").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn who_leaves_a_job_gets_a_list_and_a_calendar_file() -> Result<()> {
    let (session, _site) = beside_nuget_org("leaving").await?;
    let app = session.launch().await?;
    add(&app).await?;
    app.wait_for("[data-finding='single_owner']").await?;
    app.act("show_leaving").await?;
    app.page("leaving").await?;
    app.wait_for("[data-step='owners'][data-state='open']").await?;
    app.wait_for("[data-step='login'][data-state='unknown']").await?;
    app.act("save_calendar").await?;
    app.wait_for("[data-notice='calendar_saved']").await?;
    // Another page between, since a second press at once is the same press.
    app.act("show_settings").await?;
    app.page("settings").await?;
    let name = format!("Leaving my job - {ANA}.ics");
    let places = ["home/Downloads", "home"].map(|place| session.environment.place(place).join(&name));
    let file = places.iter().find(|path| path.exists()).context("the calendar file")?;
    let text = fs::read_to_string(file)?;
    ensure!(
        text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"),
        "{text}"
    );
    app.act("show_nuget_org").await?;
    app.act("show_leaving").await?;
    app.page("leaving").await?;
    let twice = "const save = document.querySelector('[data-action=save_calendar]'); save.click(); save.click()";
    app.0.execute(twice, Vec::new()).await?;
    let second = file.with_file_name(format!("Leaving my job - {ANA} (1).ics"));
    eventually(PATIENCE, "a second file beside the first", || async {
        Ok(second.exists().then_some(()))
    })
    .await?;
    // What comes after both presses was done, so they were.
    app.act("show_settings").await?;
    app.page("settings").await?;
    let third = file.with_file_name(format!("Leaving my job - {ANA} (2).ics"));
    ensure!(!third.exists(), "a double press is one press");
    session.passed();
    Ok(())
}

/// Ticks everything off that a wizard wants at hand.
async fn has_all(app: &App, at: &str, items: &[&str]) -> Result<()> {
    for item in items {
        walk::answer_about(app, at, "have_it", item).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_guided_deletion_opens_the_right_pages_and_sees_that_the_account_is_gone() -> Result<()> {
    let (session, site) = beside_nuget_org("guided-deletion").await?;
    let app = session.launch().await?;
    add(&app).await?;
    turn_to(&app, "tasks").await?;
    walk::start_wizard(&app, "delete_account").await?;
    walk::step(&app, "guided_delete_check").await?;
    let at_hand = ["have_present_login", "have_mailbox", "have_other_administrators"];
    has_all(&app, "guided_delete_check", &at_hand).await?;
    walk::answer(&app, "guided_delete_check", "continue").await?;
    walk::step(&app, "guided_delete_do_hand_over").await?;
    app.wait_for_text("Contoso.Json").await?;
    let (id, owner) = ("Contoso.Json".to_owned(), "Ben".to_owned());
    site.edit(&Edit::AddOwner { id, owner }).await?;
    walk::answer(&app, "guided_delete_do_hand_over", "mark_done").await?;
    walk::fill(&app, "guided_delete_confirm", "confirmation", ANA).await?;
    walk::answer(&app, "guided_delete_confirm", "continue").await?;
    walk::answer(&app, "guided_delete_do_request", "open_page").await?;
    opened(&session, &format!("{}account/delete", site.gallery())).await?;
    walk::answer(&app, "guided_delete_do_request", "mark_done").await?;
    walk::step(&app, "guided_delete_verify").await?;

    let app = walk::killed(&session, app).await?;
    walk::step(&app, "guided_delete_verify").await?;
    let username = ANA.to_owned();
    site.edit(&Edit::DeleteAccount { username }).await?;
    walk::answer(&app, "guided_delete_verify", "look_again").await?;
    app.wait_for("[data-notice='seen_at_nuget_org']").await?;
    app.wait_for_text("Contoso.Json belongs to Ben now").await?;
    walk::answer(&app, "guided_delete_verify", "continue").await?;
    walk::receipt(&app, "guided_delete_done").await?;
    finish(&app, "guided_delete_done").await?;
    app.wait_for("[data-state='gone']").await?;
    assert_eq!(session.notifications.displayed()?, 0, "what the person did is no alarm");
    assert_eq!(site.posts().await?, 0, "the app only led there");
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_assistance_mails_which_microsoft_account_opens_the_account_without_a_pointer() -> Result<()> {
    let (session, site) = beside_nuget_org("assistance").await?;
    let app = session.launch().await?;
    add(&app).await?;
    session.display.focus(walk::WINDOW)?;
    enter(&app, "main [data-action='show_nuget_org'][data-tab='tasks']").await?;
    starts(&app, "find_login").await?;
    choose(&app, "find_login_name", "ask_mask").await?;
    asks(&app, "find_login_address").await?;
    app.wait_for_text("a**********a@contoso.example").await?;
    assert_eq!(site.posts().await?, 1, "one press, one request");
    types_and_sends(&app, "find_login_address", "email", "ana@contoso.example").await?;
    asks(&app, "find_login_mailed").await?;
    assert_eq!((site.posts().await?, site.mails().await?), (2, 1));
    presses(&app, "saw_it").await?;
    asks(&app, "find_login_done").await?;
    presses(&app, "finish").await?;
    app.page("nuget_org").await?;
    heading_has_the_focus(&app).await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_guided_change_of_the_microsoft_account_leads_page_by_page_and_goes_on_after_a_kill() -> Result<()> {
    let (session, site) = beside_nuget_org("guided-change").await?;
    let app = session.launch().await?;
    add(&app).await?;
    turn_to(&app, "tasks").await?;
    walk::start_wizard(&app, "change_login").await?;
    walk::step(&app, "guided_change_login_check").await?;
    let at_hand = [
        "have_present_login",
        "have_new_login",
        "have_free_login",
        "have_no_tenant_organization",
    ];
    has_all(&app, "guided_change_login_check", &at_hand).await?;
    walk::answer(&app, "guided_change_login_check", "continue").await?;
    walk::answer(&app, "guided_change_login_do_sign_in", "open_page").await?;
    opened(&session, &format!("{}users/account/LogOn", site.gallery())).await?;
    walk::answer(&app, "guided_change_login_do_sign_in", "mark_done").await?;
    walk::step(&app, "guided_change_login_do_change").await?;

    let app = walk::killed(&session, app).await?;
    walk::answer(&app, "guided_change_login_do_change", "open_page").await?;
    opened(&session, &format!("{}account", site.gallery())).await?;
    walk::answer(&app, "guided_change_login_do_change", "mark_done").await?;
    walk::answer(&app, "guided_change_login_do_try", "mark_done").await?;
    walk::answer(&app, "guided_change_login_verify", "saw_it").await?;
    walk::receipt(&app, "guided_change_login_done").await?;
    finish(&app, "guided_change_login_done").await?;
    assert_eq!(site.posts().await?, 0, "the app only led there");
    session.passed();
    Ok(())
}
