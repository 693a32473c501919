//! The app, with an account in its cache, so that its first page is the account page.

use crate::measure::Measure;
use anyhow::{Result, bail};
use cache::{Cache, GalleryRecord, ProfileRecord, State};
use contract::{
    AccountId, Timestamp,
    account::{Account, AccountKind, Login, MailChoices},
    desktop::{
        View,
        view::{AccountPage, AccountRow, AccountState, AccountTab, GalleryRow, KeyringStatus, Page, Theme},
    },
    identity::{Identity, IdentityKind},
};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use tests::session::{DesktopSession, process::Process};

const GALLERY: &str = "0123456789abcdef";

const PATIENCE: Duration = Duration::from_secs(30);

/// Starts the app twice and measures the second start: the first one makes the webview's folders, as Chromium's makes its
/// profile.
pub async fn start(session: &DesktopSession, program: &Path) -> Result<Measure> {
    let data = session.environment.place("home/.local/share").join(contract::APP_ID);
    prepare(&data)?;
    let (mut first, _) = open(session, program, &data).await?;
    first.terminate(PATIENCE).await?;
    let (second, paint) = open(session, program, &data).await?;
    Measure::settled(paint, second.id()).await
}

async fn open(session: &DesktopSession, program: &Path, data: &Path) -> Result<(Process, Duration)> {
    let log = data.join("logs/nuget-accounts.log");
    let _ = fs::remove_file(&log);
    let mut command = session.environment.command(program);
    command
        .env_remove("TAURI_AUTOMATION")
        .env_remove("TAURI_WEBVIEW_AUTOMATION")
        .env_remove("WEBKIT_INSPECTOR_SERVER");
    let begun = Instant::now();
    let process = Process::start(&session.environment, "app", &mut command)?;
    Ok((process, painted(&log, begun).await?))
}

async fn painted(log: &PathBuf, begun: Instant) -> Result<Duration> {
    while begun.elapsed() < PATIENCE {
        if fs::read_to_string(log).is_ok_and(|text| text.contains("first paint")) {
            return Ok(begun.elapsed());
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    bail!("no paint")
}

/// One account of a gallery that does not answer, as after a day offline.
fn prepare(data: &Path) -> Result<()> {
    fs::create_dir_all(data)?;
    let now = read_at();
    let state = State::open(&data.join("state.db"))?;
    state.put_gallery(&GalleryRecord {
        id: GALLERY.to_owned(),
        address: "http://127.0.0.1:9".to_owned(),
        name: "Contoso Packages".to_owned(),
        added_at: now,
    })?;
    state.put_profile(&ProfileRecord {
        id: "bench".to_owned(),
        gallery: GALLERY.to_owned(),
        account_id: account().id.to_string(),
        username: "MyNuGetAccount1".to_owned(),
        colour: 0,
        signed_in: true,
        session_ended: false,
        event_cursor: None,
        added_at: now,
    })?;
    state.set_setting("page", "account:bench")?;
    Cache::open(&data.join("cache.db")).write("bench", "account", &serde_json::to_string(&account())?, now, now)?;
    Ok(())
}

/// When the account was read.
fn read_at() -> Timestamp {
    Timestamp::from_secs(1_790_000_000)
}

/// What the cache holds of the account.
fn account() -> Account {
    let opened_at = Timestamp::from_secs(1_709_460_000);
    let identity = Identity {
        name: Some("Ana Souza".to_owned()),
        address: Some("account1@outlook.com".to_owned()),
        kind: IdentityKind::Personal,
        second_factor: false,
    };
    Account {
        id: AccountId::from_bytes([1; 16]),
        username: "MyNuGetAccount1".to_owned(),
        kind: AccountKind::Individual,
        opened_at,
        confirmed_email: Some("ana@contoso.example".to_owned()),
        pending_email: None,
        login: Some(Login {
            identity,
            linked_at: opened_at,
            personal_id: None,
        }),
        two_factor: false,
        locked: false,
        has_password: false,
        recovery_codes_left: 0,
        frozen_at: None,
        required_tenant: None,
        mail: MailChoices {
            from_others: true,
            package_published: true,
        },
        login_change_until: None,
        deletion_at: None,
        revision: String::new(),
    }
}

/// The view that the app makes of it, for the page in Chromium.
pub fn account_page() -> View {
    let gallery = GalleryRow {
        id: GALLERY.to_owned(),
        name: "Contoso Packages".to_owned(),
        host: Some("127.0.0.1:9".to_owned()),
        practice: false,
        guided: false,
    };
    let row = AccountRow {
        profile: "bench".to_owned(),
        username: "MyNuGetAccount1".to_owned(),
        initials: "M1".to_owned(),
        colour: 0,
        gallery: gallery.clone(),
        state: AccountState::Ready,
    };
    let page = AccountPage {
        row: row.clone(),
        tab: AccountTab::Overview,
        account: Some(account()),
        sessions: vec![],
        activity: vec![],
        standing: contract::desktop::view::AccountStanding::default(),
        organization: None,
        asked: None,
        findings: Vec::new(),
        as_of: Some(read_at()),
        refreshing: false,
        unreachable_since: None,
        busy: false,
        refusal: None,
    };
    View {
        revision: 1,
        page: Page::Account(Box::new(page)),
        galleries: vec![gallery],
        accounts: vec![row],
        under_way: vec![],
        notices: vec![],
        keyring: KeyringStatus::Unknown,
        theme: Theme::System,
        zoom: 100,
        language: contract::desktop::view::Language::English,
        practice_ahead: 0,
    }
}
