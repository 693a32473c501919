//! A guided wizard of nuget.org without a pointer: what to have at hand, each page opened and ticked off, what was seen.

use super::{
    heading_has_the_focus,
    keys::{asks, choose, enter},
    press, tab_to,
};
use crate::nuget_org::{ANA, beside_nuget_org, opened};
use anyhow::Result;
use tests::walk;

#[tokio::test]
async fn a_guided_change_is_gone_through_without_a_pointer() -> Result<()> {
    let (session, site) = beside_nuget_org("keyboard-guided").await?;
    let app = session.launch().await?;
    app.page("welcome").await?;
    enter(&app, "[data-action='show_add_nuget_org']").await?;
    app.page("add_nuget_org").await?;
    heading_has_the_focus(&app).await?;
    tab_to(&app, "#nuget-org-username").await?;
    press(&app, ANA).await?;
    enter(&app, "[data-action='add_nuget_org']").await?;
    app.page("nuget_org").await?;
    app.wait_for("[data-packages='2']").await?;
    enter(&app, "main [data-action='show_nuget_org'][data-tab='tasks']").await?;
    enter(&app, "main [data-action='start_wizard'][data-wizard='change_login']").await?;
    for item in [
        "have_present_login",
        "have_new_login",
        "have_free_login",
        "have_no_tenant_organization",
    ] {
        walk::step(&app, "guided_change_login_check").await?;
        let have_it = format!("[data-choice='have_it'][data-target='{item}']");
        enter(&app, &format!("main {have_it}")).await?;
        // The button goes, and its focus with it.
        app.wait_for(&format!("main:not(:has({have_it}))")).await?;
    }
    enter(&app, "main [data-choice='continue']:enabled").await?;
    choose(&app, "guided_change_login_do_sign_in", "open_page").await?;
    opened(&session, &format!("{}users/account/LogOn", site.gallery())).await?;
    // The browser comes to the front; the person turns back.
    session.browser()?.turn_to_new_tab().await?;
    session.display.focus(walk::WINDOW)?;
    enter(&app, "main [data-choice='mark_done']:enabled").await?;
    choose(&app, "guided_change_login_do_change", "mark_done").await?;
    choose(&app, "guided_change_login_do_try", "mark_done").await?;
    choose(&app, "guided_change_login_verify", "saw_it").await?;
    asks(&app, "guided_change_login_done").await?;
    enter(&app, "main [data-choice='finish']").await?;
    app.page("nuget_org").await?;
    heading_has_the_focus(&app).await?;
    assert_eq!(site.posts().await?, 0, "the app only led there");
    session.passed();
    Ok(())
}
