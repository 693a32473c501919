//! A keyring that is locked, missing, or fails.

use crate::support::{Computer, PRACTICE, came_back, ended, hint, registering, settled, states, waiting};
use contract::{
    Code,
    desktop::{
        Action,
        view::{AccountState, KeyringStatus},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

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

#[tokio::test]
async fn a_sign_in_and_its_link_wait_until_a_locked_or_missing_keyring_works() {
    for missing in [false, true] {
        let computer = Computer::new().await;
        let mut app = computer.start();
        let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
        let id = app.shows(waiting).await.id;
        computer.kept_attempt(&id).await;
        app.quits().await;

        let switch = |on| {
            computer.keyring.switch(|keyring| match missing {
                true => keyring.unavailable = on,
                false => keyring.locked = on,
            });
        };
        switch(true);
        let app = computer.open();
        app.handle.offer_link(&link);
        app.handle.begin();
        let code = if missing {
            Code::KeyringUnavailable
        } else {
            Code::KeyringLocked
        };
        app.until(|view| hint(view) == Some(code)).await;
        assert_eq!(computer.keyring.users(), [format!("attempt/{id}")]);

        switch(false);
        app.act(Action::ProbeKeyring).await;
        app.shows(came_back).await;
        app.act(Action::ConfirmIdentity).await;
        app.shows(settled).await;
    }
}

#[tokio::test]
async fn what_was_pressed_on_the_register_page_while_the_keyring_was_locked_is_done_once_it_is_open() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT3.address).await;
    app.act(Action::ShowRegister).await;
    app.quits().await;
    computer.keyring.switch(|keyring| keyring.locked = true);
    let app = computer.start();
    let is_hindered =
        |code| move |view: &_| registering(view).and_then(|page| Some(page.refusal.as_ref()?.code)) == code;
    app.until(is_hindered(Some(Code::KeyringLocked))).await;
    let (username, email) = ("MyNuGetAccount3".to_owned(), ACCOUNT3.address.to_owned());
    app.act(Action::Register { username, email }).await;
    computer.keyring.switch(|keyring| keyring.locked = false);
    app.act(Action::ProbeKeyring).await;
    app.shows(settled).await;
}

#[tokio::test]
async fn a_sign_in_behind_a_locked_keyring_still_runs_out() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.begins(&computer, PRACTICE).await;
    let id = app.shows(waiting).await.id;
    computer.kept_attempt(&id).await;
    app.quits().await;
    computer.keyring.switch(|keyring| keyring.locked = true);
    let app = computer.start();
    app.until(|view| hint(view) == Some(Code::KeyringLocked)).await;
    app.quits().await;
    computer.clock.advance_secs(3600);
    let app = computer.start();
    assert_eq!(app.shows(ended).await.code, Code::SignInExpired);
}

#[tokio::test]
async fn a_damaged_attempt_ends_its_sign_in_and_is_not_deleted_for_it() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.begins(&computer, PRACTICE).await;
    let id = app.shows(waiting).await.id;
    computer.kept_attempt(&id).await;
    app.quits().await;
    computer.keyring.switch(|keyring| keyring.corrupt = true);
    let app = computer.start();
    assert_eq!(app.shows(ended).await.code, Code::SignInLost);
    app.quits().await;
    assert!(computer.keyring.users().contains(&format!("attempt/{id}")));
}

#[tokio::test]
async fn a_prompt_that_nobody_answers_for_a_moment_is_spoken_of_until_somebody_does() {
    let computer = Computer::new().await;
    computer.keyring.switch(|keyring| {
        (keyring.locked, keyring.prompt_waits, keyring.unlocks_when_asked) = (true, true, true);
    });
    let app = computer.start();
    app.until(|view| view.keyring == KeyringStatus::Asking).await;
    computer.keyring.switch(|keyring| keyring.prompt_waits = false);
    app.until(|view| view.keyring == KeyringStatus::Working).await;
}

#[tokio::test]
async fn a_prompt_that_is_answered_at_once_is_not_spoken_of() {
    let computer = Computer::new().await;
    computer
        .keyring
        .switch(|keyring| (keyring.locked, keyring.unlocks_when_asked) = (true, true));
    let app = computer.start();
    let view = app.until(|view| view.keyring != KeyringStatus::Unknown).await;
    assert_eq!(view.keyring, KeyringStatus::Working);
}
