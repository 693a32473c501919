//! The pictures of the documents, in both themes, for docs/screenshots: the real app in a desktop session, and pages of
//! wizards as they are drawn without it. Every page of each wizard stands on a sheet in docs/screenshots/wizards.
#![expect(clippy::print_stdout, reason = "it says which picture it takes")]

mod fixtures;
mod sheet;
mod wizards;

use anyhow::{Context, Result};
use cache::State;
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tests::{
    session::{
        DesktopSession,
        app::App,
        eventually::{PATIENCE, eventually},
    },
    walk,
};

/// The sizes of the window, in pixels: as it opens on a small screen, and narrow.
const WIDE: (u32, u32) = (900, 640);
const NARROW: (u32, u32) = (480, 800);

/// How long a page may take to draw itself anew after its size changed.
const DRAWN: Duration = Duration::from_millis(600);

struct Album<'a> {
    session: &'a DesktopSession,
    folder: PathBuf,
    theme: &'static str,
}

#[tokio::main]
async fn main() -> Result<()> {
    let folder = env::var_os("NUGET_ACCOUNTS_PICTURES")
        .map(PathBuf::from)
        .context("NUGET_ACCOUNTS_PICTURES names no folder")?;
    fs::create_dir_all(&folder)?;
    fixtures::take(&folder).await?;
    wizards::take(&folder).await?;
    for theme in ["light", "dark"] {
        let session = DesktopSession::start("pictures").await?;
        let state = State::open(
            &session
                .environment
                .place("home/.local/share")
                .join(contract::APP_ID)
                .join("state.db"),
        )?;
        state.set_setting("theme", theme)?;
        drop(state);
        let album = Album {
            session: &session,
            folder: folder.clone(),
            theme,
        };
        album.fill().await?;
        session.passed();
    }
    Ok(())
}

impl Album<'_> {
    /// From the welcome page to two accounts, as a person goes.
    async fn fill(&self) -> Result<()> {
        let app = self.session.launch().await?;
        app.page("welcome").await?;
        self.picture("welcome").await?;
        self.add_gallery(&app).await?;
        self.register(&app).await?;
        self.sign_in_again(&app).await?;
        app.act("show_settings").await?;
        app.page("settings").await?;
        self.picture("settings").await?;
        app.terminate().await
    }

    async fn add_gallery(&self, app: &App) -> Result<()> {
        app.act("show_add_gallery").await?;
        app.page("add_gallery").await?;
        app.type_into("#gallery-address", "http://gallery.contoso.example")
            .await?;
        app.act("add_gallery").await?;
        app.refusal("gallery_address_not_secure").await?;
        self.picture("add-gallery-refused").await?;
        app.act("show_welcome").await
    }

    async fn register(&self, app: &App) -> Result<()> {
        walk::begin_practice_sign_in(self.session, app).await?;
        self.picture("sign-in").await?;
        walk::come_back(self.session, app, "account3@outlook.com").await?;
        self.picture("came-back-unknown").await?;
        app.act("show_register").await?;
        app.page("register").await?;
        app.type_into("#username", "MyNuGetAccount3").await?;
        self.picture("register").await?;
        app.act("register").await?;
        app.page("account").await?;
        app.wait_for("#code").await?;
        self.picture("account-unconfirmed").await?;
        app.act("show_mailbox").await?;
        app.page("mailbox").await?;
        self.picture("mailbox").await
    }

    async fn sign_in_again(&self, app: &App) -> Result<()> {
        app.act("show_welcome").await?;
        walk::begin_practice_sign_in(self.session, app).await?;
        walk::come_back(self.session, app, "account1@outlook.com").await?;
        self.picture("came-back").await?;
        app.act("confirm_identity").await?;
        app.page("account").await?;
        walk::refresh(app).await?;
        self.picture("account").await?;
        app.act_on("show_account", "tab", "sessions").await?;
        self.picture("account-sessions").await?;
        app.act_on("show_account", "tab", "activity").await?;
        self.picture("account-activity").await
    }

    /// A page at both sizes. The wide one comes last, so that what follows finds the list of accounts beside the page.
    async fn picture(&self, name: &str) -> Result<()> {
        self.sized(&format!("{name}-narrow"), NARROW).await?;
        self.sized(name, WIDE).await
    }

    /// The window alone, in front and at this size.
    async fn sized(&self, name: &str, (width, height): (u32, u32)) -> Result<()> {
        let environment = &self.session.environment;
        let window = eventually(PATIENCE, "the app's window", || async {
            Ok(self.session.display.windows(walk::WINDOW).pop())
        })
        .await?;
        let (width, height) = (width.to_string(), height.to_string());
        environment.run("xdotool", &["windowactivate", "--sync", &window])?;
        environment.run(
            "xdotool",
            &[
                "windowmove",
                &window,
                "0",
                "24",
                "windowsize",
                "--sync",
                &window,
                &width,
                &height,
            ],
        )?;
        // The pointer would light up what it happens to be over.
        environment.run("xdotool", &["mousemove", "1275", "990"])?;
        tokio::time::sleep(DRAWN).await;
        let file = self.folder.join(format!("{name}-{}.png", self.theme));
        environment.run("import", &["-window", &window, "-strip", path(&file)?])?;
        println!("{}", file.display());
        Ok(())
    }
}

fn path(file: &Path) -> Result<&str> {
    file.to_str().context("a path that is no text")
}
