//! Rules 7.5, 7.9 to 7.12, and 8.13.

use crate::{
    provider::{ANNA, BEN},
    world::{Gallery, World, client, configuration},
};
use ambient::OsRandom;
use contract::account::Activity;
use reqwest::StatusCode;
use service::{
    Database, Service, TlsFiles,
    operator::{OperatorCommand, OperatorError, operate, operator_socket},
};
use std::sync::Arc;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

/// Asks about a username for somebody else, and answers with the status.
async fn ask_for(world: &World, address: &str) -> StatusCode {
    let url = format!("{}/api/v1/usernames/somebody", world.gallery.origin);
    let request = client().get(url).header("x-forwarded-for", address);
    request.send().await.unwrap().status()
}

/// Asks until it is refused, and answers how often it was not.
async fn asked(world: &World, address: &str) -> usize {
    let mut count = 0;
    while ask_for(world, address).await == StatusCode::OK {
        count += 1;
    }
    count
}

/// Rule 7.5.
#[tokio::test]
async fn a_limit_survives_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let mut world = World::with(|set| set.database = database.clone()).await;
    assert_eq!(asked(&world, "").await, 60);
    world.gallery.end().await;
    world.gallery = Gallery::open(&world.provider, &world.clock, |set| set.database = database).await;
    assert_eq!(ask_for(&world, "").await, StatusCode::TOO_MANY_REQUESTS);
    world.clock.advance_secs(1);
    assert_eq!(asked(&world, "").await, 2);
    world.end().await;
}

#[tokio::test]
async fn callers_behind_a_trusted_proxy_are_counted_one_by_one() {
    let world = World::with(|set| set.serving.trusted_proxies = vec!["127.0.0.1".parse().unwrap()]).await;
    assert_eq!(asked(&world, "192.0.2.1").await, 60);
    assert_eq!(ask_for(&world, "192.0.2.2").await, StatusCode::OK);
    // What the caller wrote itself stands before what the proxy saw.
    assert_eq!(
        ask_for(&world, "192.0.2.3, 192.0.2.1").await,
        StatusCode::TOO_MANY_REQUESTS
    );
    world.end().await;
}

#[tokio::test]
async fn who_is_no_trusted_proxy_is_counted_as_itself_whatever_it_says() {
    let world = World::new().await;
    assert_eq!(asked(&world, "192.0.2.1").await, 60);
    assert_eq!(ask_for(&world, "192.0.2.2").await, StatusCode::TOO_MANY_REQUESTS);
    world.end().await;
}

/// Rule 7.12.
#[tokio::test]
async fn what_is_measured_names_routes_and_nothing_that_a_caller_chose() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::File(folder.path().join("accounts.db"));
    let world = World::with(|set| set.database = database).await;
    world.register(&ANNA, "anna").await;
    world.get("/api/v1/usernames/canary-in-a-path", None).await;
    world.get("/canary-in-a-path", None).await;
    let strange = reqwest::Method::from_bytes(b"CANARY").unwrap();
    world.call(strange, "/healthz", None, None).await;
    assert_eq!(asked(&world, "").await, 59);

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/metrics", listener.local_addr().unwrap());
    let serving = tokio::spawn(world.gallery.service.listen_for_metrics(listener));
    let answer = client().get(url).send().await.unwrap();
    assert!(
        answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("application/openmetrics-text")
    );
    let text = answer.text().await.unwrap();
    serving.abort();
    for line in [
        r#"nuget_accounts_http_requests_total{method="POST",route="/api/v1/proofs/{id}/complete",status="200"} 1"#,
        r#"nuget_accounts_http_requests_total{method="GET",route="-",status="404"} 1"#,
        r#"nuget_accounts_http_requests_total{method="other",route="/healthz",status="405"} 1"#,
        r#"nuget_accounts_http_request_seconds_count{route="/api/v1/accounts"} 1"#,
        r#"nuget_accounts_rate_limit_refusals_total{what="usernames",by="address"} 1"#,
        "nuget_accounts_store_conflicts_total 0",
        "nuget_accounts_store_queue 0",
        "nuget_accounts_store_commit_seconds_count ",
        "nuget_accounts_store_wal_bytes ",
        "nuget_accounts_event_streams_open 0",
        "nuget_accounts_connections_open ",
        "nuget_accounts_mails_waiting ",
        "nuget_accounts_mails_failed 0",
        "nuget_accounts_provider_keys_age_seconds 0",
        "nuget_accounts_password_slot_wait_seconds_count 0",
        concat!(
            "nuget_accounts_build_info{version=\"",
            env!("CARGO_PKG_VERSION"),
            "\"} 1"
        ),
        "# EOF",
    ] {
        assert!(text.contains(line), "{line} is not in\n{text}");
    }
    assert!(!text.to_lowercase().contains("canary"), "{text}");
    assert_eq!(world.get("/metrics", None).await.status(), StatusCode::NOT_FOUND);
    world.end().await;
}

/// What the service measures.
async fn measured(service: &Service) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/metrics", listener.local_addr().unwrap());
    let serving = tokio::spawn(service.listen_for_metrics(listener));
    let text = client().get(url).send().await.unwrap().text().await.unwrap();
    serving.abort();
    text
}

#[tokio::test]
async fn a_certificate_that_was_renewed_is_measured_once_it_was_read_again() {
    let (world, folder) = (World::new().await, tempfile::tempdir().unwrap());
    let (certificate, key) = (folder.path().join("tls.crt"), folder.path().join("tls.key"));
    let renew = |year| {
        let mut parameters = rcgen::CertificateParams::new(["localhost".to_owned()]).unwrap();
        parameters.not_after = rcgen::date_time_ymd(year, 1, 1);
        let made = rcgen::KeyPair::generate().unwrap();
        std::fs::write(&certificate, parameters.self_signed(&made).unwrap().pem()).unwrap();
        std::fs::write(&key, made.serialize_pem()).unwrap();
        #[cfg(unix)]
        std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    };
    renew(2026);
    let mut settings = configuration(&world.provider, "http://127.0.0.1:1", Database::Memory);
    settings.serving.tls = Some(TlsFiles {
        certificate: certificate.clone(),
        key: key.clone(),
    });
    let service = Service::open(settings, world.clock.clone(), Arc::new(OsRandom))
        .await
        .unwrap();
    renew(2100);
    service.certificate_reload()();
    let text = measured(&service).await;
    let line = "nuget_accounts_tls_certificate_not_after_seconds 4102444800\n";
    assert!(text.contains(line), "{text}");
    service.close().await;
    world.end().await;
}

fn lock(username: &str) -> OperatorCommand {
    OperatorCommand::Lock {
        username: username.to_owned(),
        reason: "Asked for by its owner".to_owned(),
    }
}

/// Rule 8.13.
#[tokio::test]
async fn an_operator_locks_an_account_while_no_service_runs_and_unlocks_it_while_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let socket = operator_socket(&file);
    let database = Database::File(file);
    let mut world = World::with(|set| set.database = database.clone()).await;
    let open = world.register(&ANNA, "anna").await;
    world.register(&BEN, "ben").await;
    world.gallery.end().await;

    let settings = |origin: &str| {
        let mut settings = configuration(&world.provider, origin, database.clone());
        settings.serving.operator_socket = Some(socket.clone());
        settings
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let (clock, random) = (world.clock.clone(), Arc::new(OsRandom));
    let run =
        async |command: &OperatorCommand| operate(settings(&origin), clock.clone(), random.clone(), command).await;
    assert_eq!(run(&lock("ANNA")).await.unwrap(), "anna is locked.");
    let refused = run(&lock("anna")).await.unwrap_err();
    assert!(matches!(refused, OperatorError::Refused(_)), "{refused}");
    assert!(!socket.exists());

    let service = Service::open(settings(&origin), clock.clone(), random.clone())
        .await
        .unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let serving = tokio::spawn(service.serve(listener, async { drop(stopped.await) }));
    while TcpStream::connect(origin.trim_start_matches("http://")).await.is_err() || !socket.exists() {
        tokio::task::yield_now().await;
    }
    let ask = |path: &'static str| client().get(format!("{origin}{path}")).bearer_auth(&open.token).send();
    let account: serde_json::Value = ask("/api/v1/account").await.unwrap().json().await.unwrap();
    assert_eq!(account["locked"], true);
    let unlock = OperatorCommand::Unlock {
        username: "anna".to_owned(),
    };
    assert_eq!(run(&unlock).await.unwrap(), "anna is no longer locked.");
    assert!(
        run(&lock("nobody"))
            .await
            .unwrap_err()
            .to_string()
            .contains("no account has this name")
    );
    let account: serde_json::Value = ask("/api/v1/account").await.unwrap().json().await.unwrap();
    assert_eq!(account["locked"], false);
    let activity: Activity = ask("/api/v1/account/activity").await.unwrap().json().await.unwrap();
    let told: Vec<_> = activity.entries[..2]
        .iter()
        .map(|entry| (entry.kind, entry.subject.clone()))
        .collect();
    let reason = Some("Asked for by its owner".to_owned());
    assert_eq!(
        told,
        [
            (contract::account::AuditKind::Unlocked, None),
            (contract::account::AuditKind::Locked, reason)
        ]
    );
    #[cfg(unix)]
    assert_eq!(
        std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&socket).unwrap().permissions()) & 0o777,
        0o600
    );
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(!socket.exists());
    world.gallery = Gallery::open(&world.provider, &world.clock, |set| set.database = database.clone()).await;
    world.end().await;
}

#[tokio::test]
async fn an_operators_command_makes_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("typo.db");
    let world = World::new().await;
    let settings = configuration(&world.provider, "http://127.0.0.1:1", Database::File(file.clone()));
    let error = operate(settings, world.clock.clone(), Arc::new(OsRandom), &lock("anna"))
        .await
        .unwrap_err();
    assert!(matches!(error, OperatorError::NotThere(_)), "{error}");
    assert!(!file.exists());
    world.end().await;
}
