//! A keyring that is locked, missing, or fails.

use crate::support::{Computer, settled, states};
use contract::desktop::{
    Action,
    view::{AccountState, KeyringStatus},
};

#[tokio::test]
async fn a_locked_keyring_at_start_means_unreadable_and_never_signed_out() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.quits().await;
    computer.keeps(&[format!("session/{profile}")]).await;
    computer.keyring.switch(|keyring| keyring.locked = true);
    let app = computer.start();
    let view = app.until(|view| states(view) == [AccountState::TokenUnreadable]).await;
    assert_eq!(view.keyring, KeyringStatus::Locked);
    assert!(settled(&view).is_some(), "the cached page is shown");
    assert_eq!(computer.keyring.users(), [format!("session/{profile}")]);
    assert_eq!(computer.keyring.prompts(), 1, "the person is asked once");

    computer.keyring.switch(|keyring| keyring.locked = false);
    app.act(Action::ProbeKeyring).await;
    let view = app.until(|view| states(view) == [AccountState::Ready]).await;
    assert_eq!(view.keyring, KeyringStatus::Working);
}

#[tokio::test]
async fn a_damaged_entry_means_unreadable_and_deletes_nothing() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.signs_in_as_account1(&computer).await;
    app.quits().await;
    computer.keyring.switch(|keyring| keyring.corrupt = true);
    let app = computer.start();
    app.until(|view| states(view) == [AccountState::TokenUnreadable]).await;
    assert!(computer.keyring.users().iter().any(|user| user.starts_with("session/")));
}

#[tokio::test]
async fn only_an_open_keyring_without_the_token_means_sign_in_again() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.quits().await;
    let vault = vault::Vault::with_store(computer.keyring.clone());
    vault.remove(&vault::Key::Session(profile)).await;
    let app = computer.start();
    let view = app.until(|view| states(view) == [AccountState::SessionEnded]).await;
    assert!(settled(&view).is_some());
}

#[tokio::test]
async fn a_keyring_that_takes_nothing_leaves_the_session_in_memory_and_the_view_says_so() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.until(|view| view.keyring == KeyringStatus::Working).await;
    computer.keyring.switch(|keyring| keyring.fails_write = true);
    let profile = app.signs_in_as_account1(&computer).await;
    let view = app.until(|view| view.keyring == KeyringStatus::Unavailable).await;
    assert_eq!(states(&view), [AccountState::Ready]);
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    app.shows(settled).await;
    assert!(!computer.keyring.users().contains(&format!("session/{profile}")));

    // Once it works again a probe moves the token into it.
    computer.keyring.switch(|keyring| keyring.fails_write = false);
    app.act(Action::ProbeKeyring).await;
    app.until(|view| view.keyring == KeyringStatus::Working).await;
    computer.kept_token(&profile).await;
}

#[tokio::test]
async fn a_keyring_that_is_missing_at_start_is_shown_and_sign_in_works() {
    let computer = Computer::new().await;
    computer.keyring.switch(|keyring| keyring.unavailable = true);
    let mut app = computer.start();
    app.until(|view| view.keyring == KeyringStatus::Unavailable).await;
    app.signs_in_as_account1(&computer).await;
    assert_eq!(states(&app.view()), [AccountState::Ready]);
}
