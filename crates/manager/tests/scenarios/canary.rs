//! No secret of a whole sign-in is anywhere but in the keyring and on its way, and no text of an API key anywhere but in
//! the app's memory.

use crate::{
    api_keys::listed,
    support::{Computer, PRACTICE, Running, came_back, registering, settled, signed_out, waiting},
};
use contract::{
    Secret,
    desktop::{
        Action, View,
        view::NoticeKind,
        wizard::{Choice, Step},
    },
};
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

/// Everything that the window is given from now on.
fn watched(app: &Running) -> (Arc<Mutex<String>>, tokio::task::JoinHandle<()>) {
    let seen = Arc::new(Mutex::new(String::new()));
    let (mut views, all) = (app.handle.views(), seen.clone());
    let watching = tokio::spawn(async move {
        while views.changed().await.is_ok() {
            let json = serde_json::to_string(&*views.borrow_and_update()).unwrap();
            all.lock().unwrap().push_str(&json);
        }
    });
    (seen, watching)
}

#[tokio::test]
async fn no_secret_of_a_whole_sign_in_is_in_any_view_or_in_either_database() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let (seen, watching) = watched(&app);

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

#[tokio::test]
async fn the_text_of_a_key_is_in_no_file_and_in_no_view_that_was_not_asked_for() {
    let computer = Computer::with_cast().await;
    let (app, _, _) = listed(&computer).await;
    let (seen, watching) = watched(&app);
    app.describes_key("Build agent").await;
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    app.answers_about_none(Step::ApiKeysShown, Choice::CopyKey).await;
    let copied = |view: &View| view.notices.iter().any(|notice| notice.what == NoticeKind::TextCopied);
    app.until(copied).await;
    let text = computer.clipboard.0.lock().unwrap().clone().unwrap();
    let shown = files(&computer);
    app.answers(Step::ApiKeysShown, Choice::KeyKept).await;
    app.reaches(Step::ApiKeysDone).await;
    let kept = files(&computer);
    app.quits().await;
    watching.await.unwrap();
    let seen = seen.lock().unwrap().clone();
    for place in [&seen, &shown, &kept, &files(&computer)] {
        assert!(place.contains("Build agent"), "it looks at the right places");
        assert!(!place.contains(&text), "the text of a key is where it does not belong");
    }
}

/// Whatever the app has written.
fn files(computer: &Computer) -> String {
    let folder = computer.file("state.db");
    let files = std::fs::read_dir(folder.parent().unwrap()).unwrap();
    let read = |file: std::io::Result<std::fs::DirEntry>| std::fs::read(file.unwrap().path()).unwrap_or_default();
    let bytes: Vec<u8> = files.flat_map(read).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
