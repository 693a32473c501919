//! No secret is logged or stored (rules 7.7 and 8.8).

use crate::{
    provider::ANNA,
    recovery_scene::{old, passwords},
    world::{World, opened, session_body},
};
use contract::{Purpose, gallery::Feature};
use reqwest::{Method, StatusCode};
use service::{Database, MailDelivery};
use std::{
    io::{self, Write},
    sync::{Mutex, OnceLock},
};
use tracing_subscriber::EnvFilter;

/// Everything that any test of this program logged.
static LOGGED: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Capture;

impl Write for Capture {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOGGED.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Captures all that the gallery logs, from the first world on.
pub fn capture() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let filter = EnvFilter::new("service=trace,accounts=trace,microsoft=trace");
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_writer(|| Capture)
            .init();
    });
}

/// Everything that was logged so far.
pub fn logged() -> String {
    String::from_utf8_lossy(&LOGGED.lock().unwrap()).into_owned()
}

/// Rules 3.1, 7.7 and 8.8.
#[tokio::test]
async fn no_secret_of_a_sign_in_is_in_a_log_or_in_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let (file, mail) = (folder.path().join("accounts.db"), folder.path().join("mail"));
    let world = World::with(|set| {
        set.database = Database::File(file.clone());
        set.mail = MailDelivery::folder(mail.clone());
    })
    .await;
    let attempt = world.begin(Purpose::SignIn, None).await;
    let (nonce, id_token) = (world.nonce(&attempt), world.token(&attempt, &ANNA));
    world.complete_with(&attempt, "wrong.id.token-canary").await;
    world.complete_with(&attempt, &id_token).await;
    let open = opened(world.try_register(&attempt, "canary-user", ANNA.address).await).await;
    world.confirm(&open.token, "12345678").await;
    world
        .get("/api/v1/account?secret=query-canary", Some(&open.token))
        .await;
    world.get("/path-canary", Some(&open.token)).await;
    let strange = Method::from_bytes(b"METHOD-CANARY").unwrap();
    world.call(strange, "/healthz", None, None).await;

    // Also a kept answer has no token in it.
    let second = world.proved(Purpose::SignIn, &ANNA).await;
    let url = format!("{}/api/v1/sessions", world.gallery.origin);
    let request = crate::world::client()
        .request(Method::POST, url)
        .header("Idempotency-Key", "key-canary");
    let kept = opened(request.json(&session_body(&second, "x")).send().await.unwrap()).await;

    world.gallery.service.mails().await;
    let delivered = std::fs::read_dir(&mail).unwrap().next().unwrap().unwrap().path();
    let message = std::fs::read(delivered).unwrap();
    let code = crate::world::code_in(&crate::world::plain_text(&message));

    let signature = id_token.rsplit_once('.').unwrap().1;
    let random = |token: &str| token.strip_prefix("ngas_").unwrap().to_owned();
    let everywhere = [
        attempt.secret.clone(),
        second.secret.clone(),
        nonce,
        signature.to_owned(),
        "token-canary".to_owned(),
        random(&open.token),
        random(&kept.token),
        "key-canary".to_owned(),
    ];
    let only_logs = [
        code,
        "query-canary".to_owned(),
        "path-canary".to_owned(),
        "METHOD-CANARY".to_owned(),
        ANNA.address.to_owned(),
    ];
    let logged = String::from_utf8_lossy(&LOGGED.lock().unwrap()).into_owned();
    assert!(
        logged.contains("POST") && logged.contains("/api/v1/proofs/{id}/complete"),
        "the log is not captured"
    );
    for canary in everywhere.iter().chain(&only_logs) {
        assert!(!logged.contains(canary.as_str()), "logged: {canary}");
    }
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{ending}", file.display())).unwrap();
        for canary in &everywhere {
            let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!found, "stored in accounts.db{ending}: {canary}");
        }
    }
    world.end().await;
    let bytes = std::fs::read(&file).unwrap();
    let code = only_logs[0].as_bytes();
    assert!(
        !bytes.windows(code.len()).any(|window| window == code),
        "a delivered code is still in the file"
    );
}

/// Rules 7.7 and 8.8.
#[tokio::test]
async fn no_password_and_no_code_of_a_recovery_is_in_a_log_or_in_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("accounts.db");
    let world = World::with(|set| {
        set.database = Database::File(file.clone());
        set.features = vec![Feature::Passwords];
    })
    .await;
    world
        .gallery
        .service
        .seed_with(&[old()], passwords(&["Old-Account"]))
        .await
        .unwrap();
    world.forgot("canary-name@example.org", "request-canary-1").await;
    world.forgot("old-account", "request-canary-2").await;
    let code = world.code_to("old@example.org").await.replace(' ', "");
    let reset = world.reset("request-canary-2", &code, "Canary9Password").await;
    assert_eq!(reset.status(), StatusCode::NO_CONTENT);
    world.try_password("old-account", "Canary9Wrong").await;
    opened(world.try_password("old@example.org", "Canary9Password").await).await;
    let logged = String::from_utf8_lossy(&LOGGED.lock().unwrap()).into_owned();
    let secrets = [
        "request-canary-1",
        "request-canary-2",
        "Canary9Password",
        "Canary9Wrong",
        "canary-name",
    ];
    for canary in secrets
        .into_iter()
        .chain([code.as_str(), "$argon2id$", "old@example.org"])
    {
        assert!(!logged.contains(canary), "logged: {canary}");
    }
    for ending in ["", "-wal"] {
        let bytes = std::fs::read(format!("{}{ending}", file.display())).unwrap();
        for canary in secrets {
            let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!found, "stored in accounts.db{ending}: {canary}");
        }
    }
    world.end().await;
}
