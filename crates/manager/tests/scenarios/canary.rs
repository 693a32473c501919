//! No secret of a whole sign-in is anywhere but in the keyring and on its way.

use crate::support::{Computer, PRACTICE, came_back, registering, settled, signed_out, waiting};
use contract::{Secret, desktop::Action};
use microsoft::nonce::attempt_hash;
use practice::cast::ACCOUNT3;
use std::sync::{Arc, Mutex};
use url::Url;

/// The values of these parameters.
fn values(address: &str, names: &[&str]) -> Vec<String> {
    let url = Url::parse(address).unwrap();
    let pairs = url.query_pairs().filter(|(name, _)| names.contains(&name.as_ref()));
    let found: Vec<String> = pairs.map(|(_, value)| value.into_owned()).collect();
    assert_eq!(found.len(), names.len());
    found
}

#[tokio::test]
async fn no_secret_of_a_whole_sign_in_is_in_any_view_or_in_either_database() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let seen = Arc::new(Mutex::new(String::new()));
    let (mut views, all) = (app.handle.views(), seen.clone());
    let watching = tokio::spawn(async move {
        while views.changed().await.is_ok() {
            let json = serde_json::to_string(&*views.borrow_and_update()).unwrap();
            all.lock().unwrap().push_str(&json);
        }
    });

    let address = app.begins(&computer, PRACTICE).await;
    let mut secrets = values(&address, &["state", "nonce", "code_challenge"]);
    let id = app.shows(waiting).await.id;
    let attempt = computer.kept_attempt(&id).await;
    let way_back = attempt.way_back.clone().unwrap();
    secrets.extend([attempt.secret.expose(), way_back.verifier.expose()].map(str::to_owned));
    secrets.push(attempt_hash(&Secret::new(attempt.secret.expose().to_owned())));
    secrets.push(attempt.challenge.clone());
    app.act(Action::CopyAddress).await;
    app.act(Action::ReturnOverLoopback).await;
    let second = computer.browser.next().await;
    secrets.extend(values(&second, &["state", "code_challenge"]));
    let files = || ["state.db", "state.db-wal", "cache.db", "cache.db-wal"].map(|name| computer.file(name));
    let mut disk = read(&files());

    let link = app.person.signs_in(&address, ACCOUNT3.address).await;
    secrets.extend(values(&link, &["code"]));
    app.handle.offer_link(&link);
    app.shows(came_back).await;
    disk.extend(read(&files()));
    app.act(Action::ShowRegister).await;
    app.shows(registering).await;
    let (username, email) = ("MyNuGetAccount3".to_owned(), ACCOUNT3.address.to_owned());
    app.act(Action::Register { username, email }).await;
    let profile = app.shows(settled).await.row.profile;
    secrets.push(computer.kept_token(&profile).await);
    disk.extend(read(&files()));
    app.act(Action::SignOut { profile }).await;
    app.shows(signed_out).await;
    app.quits().await;
    watching.await.unwrap();
    disk.extend(read(&files()));

    let (seen, disk) = (
        seen.lock().unwrap().clone(),
        String::from_utf8_lossy(&disk).into_owned(),
    );
    assert!(
        seen.contains("MyNuGetAccount3") && disk.contains("MyNuGetAccount3"),
        "it looks at the right places"
    );
    for secret in &secrets {
        assert!(secret.len() > 20);
        assert!(!seen.contains(secret), "a view has a secret");
        assert!(!disk.contains(secret), "a database has a secret");
    }
}

fn read(files: &[std::path::PathBuf]) -> Vec<u8> {
    files
        .iter()
        .flat_map(|file| std::fs::read(file).unwrap_or_default())
        .collect()
}
