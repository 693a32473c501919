//! A double-click on what was installed.

use anyhow::Result;
use tests::{
    session::{DesktopSession, app::App, package, process},
    walk,
};

#[tokio::test]
async fn the_installed_package_starts_from_its_entry_and_signs_in_by_its_handler() -> Result<()> {
    let session = DesktopSession::start("package").await?;
    let environment = &session.environment;
    let program = package::install(environment, &package::package()?)?;
    package::is_handler(environment, "nuget-accounts.desktop").await?;

    package::launch(environment)?;
    let app = App::attach(environment, &program).await?;
    walk::sign_in(&session, &app, "account1@outlook.com").await?;
    app.wait_for_text("MyNuGetAccount1").await?;

    assert_eq!(
        process::running(environment, &program)?.len(),
        1,
        "the link reached the app that runs"
    );
    assert!(
        !environment
            .place("home/.local/share/applications/io.github.nuget-accounts.desktop")
            .exists(),
        "an installed app has its handler already and writes none"
    );
    app.terminate().await?;
    session.passed();
    Ok(())
}

#[tokio::test]
async fn the_package_brings_a_valid_visible_entry_and_icons() -> Result<()> {
    let session = DesktopSession::with(
        "package-contents",
        tests::session::Parts {
            keyring: false,
            tray: false,
            browser: None,
        },
    )
    .await?;
    let environment = &session.environment;
    package::install(environment, &package::package()?)?;
    let root = environment.place(package::ROOT);
    let entry = root.join("usr/share/applications/nuget-accounts.desktop");
    environment.run("desktop-file-validate", &[&entry.to_string_lossy()])?;
    let text = std::fs::read_to_string(&entry)?;
    assert!(text.contains("\nExec=nuget-accounts %u\n"), "{text}");
    assert!(!text.contains("NoDisplay=true"), "{text}");
    for size in ["16x16", "32x32", "128x128", "256x256@2"] {
        let icon = root.join(format!("usr/share/icons/hicolor/{size}/apps/nuget-accounts.png"));
        assert!(icon.exists(), "{}", icon.display());
    }
    session.passed();
    Ok(())
}
