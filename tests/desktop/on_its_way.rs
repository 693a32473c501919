//! The app is killed while a decision is on its way: the gallery has done it, and nobody was told. Started again, the app finds
//! out what happened.

use crate::{
    foreign_issuer::{Gallery, register},
    line::Line,
};
use anyhow::{Result, ensure};
use tests::{
    session::{
        DesktopSession,
        app::App,
        issuer::{Claims, Issuer},
        webdriver::free_port,
    },
    walk,
};

const ADA: &str = "ada@elsewhere.example";
const GRACE: &str = "grace@elsewhere.example";

/// What a test of this kind has running.
struct Stage {
    session: DesktopSession,
    line: Line,
    gallery: Gallery,
    _issuer: Issuer,
}

impl Stage {
    /// Ada has an account at a gallery behind a line that can be held.
    async fn set(name: &'static str) -> Result<(Self, App)> {
        let session = DesktopSession::start(name).await?;
        let issuer = Issuer::start(&session.environment, Claims::TenantAndObject)?;
        let port = free_port()?;
        let line = Line::to(port).await?;
        let gallery = Gallery::start_behind(&session, &issuer, line.port, port).await?;
        let app = register(&session, &gallery).await?;
        let stage = Self {
            session,
            line,
            gallery,
            _issuer: issuer,
        };
        Ok((stage, app))
    }

    /// Presses the button that decides, kills the app once the gallery has done it, and starts it again.
    async fn is_killed_on_the_way(&self, app: App, request: &'static str, at: &str, choice: &str) -> Result<App> {
        self.line.hold(request);
        walk::answer(&app, at, choice).await?;
        self.line.is_held().await?;
        app.kill().await?;
        self.line.release();
        self.session.launch().await
    }

    /// How many mails to somebody say this.
    fn mails(&self, to: &str, words: &str) -> Result<usize> {
        let mails = self.gallery.mails()?;
        Ok(mails
            .iter()
            .filter(|mail| mail.contains(to) && mail.contains(words))
            .count())
    }
}

#[tokio::test]
async fn a_change_of_the_microsoft_account_that_was_on_its_way_is_found_out_and_done_once() -> Result<()> {
    let (stage, app) = Stage::set("change-on-its-way").await?;
    walk::start_wizard(&app, "change_login").await?;
    walk::answer(&app, "change_login_intro", "continue").await?;
    walk::prove(&stage.session, &app, "change_login_current", ADA, "change_login_new").await?;
    walk::prove(&stage.session, &app, "change_login_new", GRACE, "change_login_check").await?;
    let request = "POST /api/v1/account/login HTTP/1.1\r\n";
    let app = stage
        .is_killed_on_the_way(app, request, "change_login_check", "change_login")
        .await?;

    let receipt = walk::receipt(&app, "change_login_done").await?;
    ensure!(receipt.contains(GRACE), "{receipt}");
    walk::finish(&app, "change_login_done").await?;
    app.wait_for_text(GRACE).await?;
    app.act_on("show_account", "tab", "activity").await?;
    app.wait_for("[data-audit='login_changed']").await?;
    let changes = "return document.querySelectorAll('[data-audit=login_changed]').length";
    assert_eq!(app.0.execute(changes, Vec::new()).await?, 1, "it is done once");
    stage.session.passed();
    Ok(())
}

#[tokio::test]
async fn a_deletion_that_was_on_its_way_is_found_out_and_done_once() -> Result<()> {
    let (stage, app) = Stage::set("deletion-on-its-way").await?;
    // Without a confirmed address there is no grace period, and no mail.
    let code = stage.gallery.mailed_code(ADA).await?;
    app.type_into("#code", &code).await?;
    app.act("confirm_email").await?;
    app.wait_for("[data-part='email'] .good").await?;
    walk::start_wizard(&app, "delete_account").await?;
    walk::answer(&app, "delete_account_intro", "continue").await?;
    walk::prove(
        &stage.session,
        &app,
        "delete_account_proof",
        ADA,
        "delete_account_check",
    )
    .await?;
    walk::fill(&app, "delete_account_check", "confirmation", "AdaElsewhere").await?;
    let request = "DELETE /api/v1/account HTTP/1.1\r\n";
    let app = stage
        .is_killed_on_the_way(app, request, "delete_account_check", "delete_account")
        .await?;

    // The deletion has ended the session in which it was asked; it is answered all the same when it is asked for again.
    walk::receipt(&app, "delete_account_signed_out").await?;
    // Who signs in again sees how it stands.
    walk::answer(&app, "delete_account_signed_out", "sign_in_elsewhere").await?;
    stage.session.browser()?.turn_to_new_tab().await?;
    walk::come_back(&stage.session, &app, ADA).await?;
    app.act("confirm_identity").await?;
    app.page("account").await?;
    app.wait_for("[data-waits='deletion']").await?;
    assert_eq!(
        stage.mails(ADA, "] Your account will be deleted")?,
        1,
        "it is done once"
    );
    stage.session.passed();
    Ok(())
}
