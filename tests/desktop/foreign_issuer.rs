//! The same sign-in at a gallery whose people sign in at a provider that was not written here.

use anyhow::{Context, Result, ensure};
use std::{fs, path::PathBuf};
use tests::{
    session::{
        DesktopSession,
        app::{self, App},
        environment::Environment,
        eventually::{PATIENCE, eventually},
        issuer::{Claims, Issuer},
        links,
        process::Process,
        webdriver::free_port,
    },
    walk,
};

/// A gallery run by the service's own program.
pub(crate) struct Gallery {
    address: String,
    port: u16,
    settings: PathBuf,
    _process: Process,
}

impl Gallery {
    pub(crate) async fn start(session: &DesktopSession, issuer: &Issuer) -> Result<Self> {
        Self::start_at(session, issuer, free_port()?).await
    }

    /// The same gallery again, where it was started before at this port.
    async fn start_at(session: &DesktopSession, issuer: &Issuer, port: u16) -> Result<Self> {
        Self::start_behind(session, issuer, port, port).await
    }

    /// The same where the app reaches it at another port than it listens at.
    pub(crate) async fn start_behind(
        session: &DesktopSession,
        issuer: &Issuer,
        public: u16,
        port: u16,
    ) -> Result<Self> {
        let program = app::program().with_file_name("nuget-accounts-service");
        ensure!(program.exists(), "the service is not built");
        let environment = &session.environment;
        let address = format!("http://127.0.0.1:{public}");
        let settings = format!(
            "name = \"Contoso packages\"\npublic_url = \"{address}\"\nlisten = \"127.0.0.1:{port}\"\n\
             database = \"{}\"\nauthority = \"{}\"\nclient_id = \"{}\"\nmail_folder = \"{}\"\n",
            environment.place("gallery/gallery.db").display(),
            issuer.address,
            issuer.client_id,
            environment.place("gallery/mail").display(),
        );
        fs::create_dir_all(environment.place("gallery/mail"))?;
        let file = environment.write("gallery/service.toml", &settings)?;
        let mut command = environment.command(program);
        command.args(["serve", "--config"]).arg(&file);
        let process = Process::start(environment, "gallery", &mut command)?;
        let ready = format!("{address}/readyz");
        eventually(PATIENCE, "the gallery", || async {
            Ok(reqwest::get(&ready).await?.status().is_success().then_some(()))
        })
        .await?;
        Ok(Self {
            address,
            port,
            settings: file,
            _process: process,
        })
    }

    /// Its operator gives a command, and reads what was done.
    pub(crate) fn operator(&self, session: &DesktopSession, command: &[&str]) -> Result<String> {
        let program = app::program().with_file_name("nuget-accounts-service");
        let settings = self.settings.to_string_lossy();
        let arguments = [&["--config", &*settings, "admin"], command].concat();
        session.environment.run(&program.to_string_lossy(), &arguments)
    }

    /// Its mails, the oldest first.
    pub(crate) fn mails(&self) -> Result<Vec<String>> {
        let mut mails = Vec::new();
        for entry in fs::read_dir(self.settings.with_file_name("mail"))? {
            let path = entry?.path();
            mails.push((
                fs::metadata(&path)?.modified()?,
                fs::read_to_string(&path).unwrap_or_default(),
            ));
        }
        mails.sort();
        Ok(mails.into_iter().map(|(_, text)| text).collect())
    }

    /// The code of 8 digits in the latest mail to somebody.
    pub(crate) async fn mailed_code(&self, to: &str) -> Result<String> {
        eventually(PATIENCE, "a mail with a code", || async {
            let mails = self.mails()?;
            let to_them = mails.iter().rev().filter(|text| text.contains(to));
            Ok(to_them.filter_map(|text| code_in(text)).next())
        })
        .await
    }
}

/// A line of nothing but 8 digits and spaces.
fn code_in(mail: &str) -> Option<String> {
    let digits = mail.lines().map(|line| line.trim().replace(' ', ""));
    let mut codes = digits.filter(|line| line.len() == 8 && line.chars().all(|letter| letter.is_ascii_digit()));
    codes.next()
}

/// From the welcome page to the provider's first page in the browser.
async fn begin(session: &DesktopSession, environment: &Environment, gallery: &Gallery) -> Result<App> {
    let app = App::launch(environment, &app::program(), &[]).await?;
    app.page("welcome").await?;
    app.act("show_add_gallery").await?;
    app.type_into("#gallery-address", &gallery.address).await?;
    app.act("add_gallery").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await?;
    Ok(app)
}

#[tokio::test]
async fn a_sign_in_survives_a_kill_between_browser_and_return() -> Result<()> {
    let session = DesktopSession::start("cold-start").await?;
    let issuer = Issuer::start(&session.environment, Claims::SubjectOnly)?;
    let gallery = Gallery::start(&session, &issuer).await?;
    let app = begin(&session, &session.environment, &gallery).await?;
    eventually(PATIENCE, "the app to be registered for its links", || async {
        links::handler(&session.environment)
    })
    .await?;
    let killed = app.id();
    app.kill().await?;
    // From here nobody starts the app but the browser, by the link.
    let browser = session.browser()?;
    walk::pass_pages(browser, "grace@elsewhere.example", || async {
        Ok(!session.apps()?.is_empty())
    })
    .await?;
    let app = session.attach().await?;
    assert_ne!(app.id(), killed);
    app.page("came_back").await?;
    app.wait_for_text("Grace Elsewhere").await?;
    session.passed();
    Ok(())
}

/// Registers Ada at the gallery.
pub(crate) async fn register(session: &DesktopSession, gallery: &Gallery) -> Result<App> {
    let app = begin(session, &session.environment, gallery).await?;
    walk::come_back(session, &app, "ada@elsewhere.example").await?;
    app.wait_for_text("Ada Elsewhere").await?;
    app.act("show_register").await?;
    app.type_into("#username", "AdaElsewhere").await?;
    app.type_into("#email", "ada@elsewhere.example").await?;
    app.act("register").await?;
    app.page("account").await?;
    app.wait_for_text("AdaElsewhere").await?;
    Ok(app)
}

#[tokio::test]
async fn an_account_is_seen_from_the_cache_while_its_gallery_is_stopped() -> Result<()> {
    let session = DesktopSession::start("offline").await?;
    let issuer = Issuer::start(&session.environment, Claims::TenantAndObject)?;
    let gallery = Gallery::start(&session, &issuer).await?;
    let app = register(&session, &gallery).await?;
    app.wait_for("[data-as-of]").await?;
    drop(gallery);
    app.act("refresh_account").await?;
    app.wait_for("[data-state='offline']").await?;
    app.terminate().await?;

    let app = session.launch().await?;
    app.page("account").await?;
    app.wait_for_text("AdaElsewhere").await?;
    app.wait_for("[data-state='offline']").await?;
    app.wait_for("[data-as-of]").await?;
    assert_eq!(
        walk::only_a_session_is_kept(&session).await?.len(),
        1,
        "being offline signs nobody out"
    );
    session.passed();
    Ok(())
}

/// The rows of the tray menu, once there is a row that says this.
async fn tray_says(session: &DesktopSession, words: &str) -> Result<()> {
    let tray = session.tray()?;
    eventually(PATIENCE, &format!("{words} in the tray menu"), || async {
        let Some(icon) = tray.icons().await?.into_iter().next() else {
            return Ok(None);
        };
        let rows = tray.menu(&icon).await?;
        Ok(rows.iter().any(|row| row.label.contains(words)).then_some(()))
    })
    .await
}

#[tokio::test]
async fn a_gallery_that_stops_in_the_middle_of_a_wizard_is_waited_for_behind_a_closed_window() -> Result<()> {
    let session = DesktopSession::start("stops-in-the-middle").await?;
    let issuer = Issuer::start(&session.environment, Claims::TenantAndObject)?;
    let gallery = Gallery::start(&session, &issuer).await?;
    let app = register(&session, &gallery).await?;
    walk::start_wizard(&app, "mail_choices").await?;
    walk::step(&app, "mail_choices").await?;
    let port = gallery.port;
    drop(gallery);
    walk::answer_about(&app, "mail_choices", "mail_off", "package_published").await?;
    // Nobody knows whether it was done, and the page says so.
    app.wait_for("main[data-step='mail_choices'] [data-choice='try_again']:enabled")
        .await?;
    tray_says(&session, "gallery not reachable").await?;
    session.display.close(walk::WINDOW)?;
    let _gallery = Gallery::start_at(&session, &issuer, port).await?;
    tray_says(&session, "signed in").await?;
    let tray = session.tray()?;
    let icon = tray.icons().await?.into_iter().next().context("the tray icon")?;
    tray.choose(&icon, "Open").await?;
    walk::answer(&app, "mail_choices", "try_again").await?;
    app.wait_for("[data-choice='mail_on'][data-target='package_published']:enabled")
        .await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn a_sign_in_at_another_computer_is_told_at_this_one() -> Result<()> {
    let session = DesktopSession::start("new-sign-in").await?;
    let issuer = Issuer::start(&session.environment, Claims::TenantAndObject)?;
    let gallery = Gallery::start(&session, &issuer).await?;
    let app = register(&session, &gallery).await?;
    app.wait_for("[data-as-of]").await?;

    let (elsewhere, _bus) = session.another_computer().await?;
    let other = begin(&session, &elsewhere, &gallery).await?;
    // Links belong to the app of this computer, so the way back there is its own address.
    other
        .click("details:has([data-action='return_over_loopback']) > summary")
        .await?;
    other.act("return_over_loopback").await?;
    session.browser()?.turn_to_new_tab().await?;
    walk::come_back(&session, &other, "ada@elsewhere.example").await?;
    other.act("confirm_identity").await?;
    other.page("account").await?;

    app.wait_for("[data-notice='new_sign_in']").await?;
    eventually(PATIENCE, "the notification", || async {
        Ok((session.notifications.displayed()? > 0).then_some(()))
    })
    .await?;
    let shown = session.notifications.history()?;
    assert_eq!(shown.len(), 1, "{shown:?}");
    let said = format!("{} {}", shown[0].summary, shown[0].body);
    assert!(said.contains("AdaElsewhere") && !said.contains('@'), "{said}");
    session.passed();
    Ok(())
}

async fn register_and_come_again(name: &'static str, claims: Claims) -> Result<()> {
    let session = DesktopSession::start(name).await?;
    let issuer = Issuer::start(&session.environment, claims)?;
    let gallery = Gallery::start(&session, &issuer).await?;
    let app = register(&session, &gallery).await?;
    app.act("sign_out").await?;
    app.page("signed_out").await?;
    app.act("start_sign_in").await?;
    app.page("sign_in").await?;
    session.browser()?.turn_to_new_tab().await?;
    // The provider still knows the person, but not whom they choose this time.
    walk::come_back(&session, &app, "ada@elsewhere.example").await?;
    app.act("confirm_identity")
        .await
        .context("the identity is linked now")?;
    app.page("account").await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn people_of_a_foreign_issuer_with_tenants_register_and_come_again() -> Result<()> {
    register_and_come_again("issuer-with-tenant", Claims::TenantAndObject).await
}

#[tokio::test]
async fn people_of_a_foreign_issuer_without_tenants_register_and_come_again() -> Result<()> {
    register_and_come_again("issuer-without-tenant", Claims::SubjectOnly).await
}
