//! The app is killed, or closed, in the middle.

use crate::support::{Computer, PRACTICE, adding, came_back, ended, registering, settled, waiting};
use contract::{
    Code,
    desktop::{
        Action,
        view::{AccountState, KeyringStatus},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

#[tokio::test]
async fn what_was_typed_on_the_register_page_survives_a_kill() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT3.address).await;
    let view = app.act(Action::ShowRegister).await;
    app.act(Action::DraftRegister {
        id: registering(&view).unwrap().id.clone(),
        username: "MyNuGetAcc".to_owned(),
        email: "half@".to_owned(),
    })
    .await;
    app.dies().await;

    let app = computer.start();
    let page = app.shows(registering).await;
    assert_eq!((page.username.as_str(), page.email.as_str()), ("MyNuGetAcc", "half@"));
    // Pressed before the attempt was read from the keyring; done once it was.
    let (username, email) = ("MyNuGetAccount3".to_owned(), ACCOUNT3.address.to_owned());
    app.act(Action::Register { username, email }).await;
    app.shows(settled).await;
}

#[tokio::test]
async fn a_typed_address_of_a_gallery_survives_a_kill() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.act(Action::ShowAddGallery).await;
    let address = "gallery.cont".to_owned();
    app.act(Action::DraftGallery { address }).await;
    app.dies().await;
    assert_eq!(adding(&computer.start().view()).unwrap().address, "gallery.cont");
}

#[tokio::test]
async fn a_link_that_starts_the_app_finishes_the_sign_in() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.dies().await;

    let app = computer.open();
    app.handle.offer_link(&link);
    assert!(waiting(&app.view()).is_some());
    app.handle.begin();
    app.shows(came_back).await;
    app.act(Action::ConfirmIdentity).await;
    app.shows(settled).await;
}

#[tokio::test]
async fn a_link_that_comes_to_the_restarted_app_finishes_the_sign_in() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.quits().await;
    let app = computer.start();
    app.until(|view| view.keyring == KeyringStatus::Working).await;
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_link_that_was_used_before_the_restart_is_inert_after_it() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    let shown = app.shows(came_back).await;
    app.quits().await;

    let app = computer.open();
    app.handle.offer_link(&link);
    app.handle.begin();
    app.until(|view| view.keyring == KeyringStatus::Working).await;
    app.ignores_links(1).await;
    assert_eq!(came_back(&app.view()), Some(&shown));
    app.act(Action::ConfirmIdentity).await;
    app.shows(settled).await;
}

#[tokio::test]
async fn the_browser_can_be_opened_again_after_a_restart() {
    let computer = Computer::new().await;
    let app = computer.start();
    let before = app.begins(&computer, PRACTICE).await;
    app.until(|view| waiting(view).is_some()).await;
    app.dies().await;
    let mut app = computer.start();
    app.act(Action::OpenBrowserAgain).await;
    assert_eq!(computer.browser.next().await, before);
    let link = app.person.signs_in(&before, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn without_a_keyring_a_restart_says_start_again() {
    let computer = Computer::new().await;
    computer.keyring.switch(|keyring| keyring.unavailable = true);
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    let page = app.shows(waiting).await;
    assert!(!page.survives_restart);
    app.dies().await;

    let mut app = computer.open();
    app.handle.offer_link(&link);
    app.handle.begin();
    assert_eq!(app.shows(ended).await.code, Code::SignInLost);
    // Without a restart all of it works, in memory.
    app.signs_in_as_account1(&computer).await;
}

#[tokio::test]
async fn with_a_keyring_the_page_says_that_a_restart_does_no_harm() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.begins(&computer, PRACTICE).await;
    let page = app.shows(waiting).await;
    assert!(page.survives_restart);
    let kept = computer.kept_attempt(&page.id).await;
    assert!(kept.way_back.is_some());
}

#[tokio::test]
async fn a_sign_in_that_was_started_again_ignores_what_the_keyring_held_before() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    let id = app.shows(waiting).await.id;
    app.dies().await;

    let mut app = computer.open();
    let gallery = PRACTICE.to_owned();
    app.act(Action::StartSignIn { gallery }).await;
    app.handle.begin();
    let address = computer.browser.next().await;
    assert_eq!(app.shows(waiting).await.id, id);
    app.handle.offer_link(&link);
    let link = app.person.signs_in(&address, ACCOUNT3.address).await;
    app.handle.offer_link(&link);
    let page = app.shows(came_back).await;
    assert_eq!(page.identity.address.as_deref(), Some(ACCOUNT3.address));
}

#[tokio::test]
async fn an_account_is_still_signed_in_after_a_restart_and_shown_from_the_cache_at_once() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.signs_in_as_account1(&computer).await;
    app.quits().await;
    let app = computer.open();
    let page = settled(&app.view()).cloned().expect("the first view has it all");
    assert_eq!(page.row.state, AccountState::Ready);
    assert_eq!(page.account.unwrap().username, "MyNuGetAccount1");
    app.handle.begin();
    app.until(|view| crate::support::account(view).is_some_and(|page| page.refreshing))
        .await;
    app.shows(settled).await;
}
