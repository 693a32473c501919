//! Signing in, from the button to the account's page.

use crate::support::{Computer, PRACTICE, Person, came_back, ended, settled, states, waiting};
use axum::http::Method;
use contract::{
    Code,
    desktop::{
        Action,
        view::{AccountState, Page},
    },
    proof::{AddressStanding, Standing},
};
use practice::cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3, SOMEONE};
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_linked_person_ends_on_the_account_page_with_what_the_gallery_says() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let page = app.shows(settled).await;
    assert_eq!(page.account.unwrap().username, "MyNuGetAccount1");
    assert_eq!(page.row.state, AccountState::Ready);
    assert!(page.sessions[0].current && page.sessions[0].installation == "Desk");
    assert!(!page.activity.is_empty() && page.as_of.is_some());
    computer.keeps(&[format!("session/{profile}")]).await;
    assert!(app.view().under_way.is_empty());
}

#[tokio::test]
async fn the_person_who_came_back_is_shown_before_anything_is_saved() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    let page = app.shows(came_back).await;
    assert_eq!(page.identity.address.as_deref(), Some(ACCOUNT1.address));
    assert_eq!(
        page.standing,
        Standing::Linked {
            username: "MyNuGetAccount1".to_owned()
        }
    );
    assert!(app.view().accounts.is_empty());
    assert!(computer.keyring.users().iter().all(|user| user.starts_with("attempt/")));
    assert_eq!(computer.window.0.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_unknown_identity_creates_nothing_and_leads_to_a_choice() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT3.address).await;
    let unlinked = Standing::Unlinked {
        address: AddressStanding::Unknown,
    };
    assert_eq!(app.shows(came_back).await.standing, unlinked);
    let view = app.act(Action::ConfirmIdentity).await;
    assert!(came_back(&view).is_some_and(|page| !page.busy), "nothing to confirm");
    assert!(view.accounts.is_empty());
}

#[tokio::test]
async fn somebody_else_at_the_browser_can_sign_in_again_as_another_person() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT3.address).await;
    app.act(Action::UseAnotherIdentity).await;
    let address = computer.browser.next().await;
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    let page = app.shows(came_back).await;
    assert_eq!(page.identity.address.as_deref(), Some(ACCOUNT1.address));
}

#[tokio::test]
async fn a_second_factor_is_passed_in_the_browser() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let address = app.begins(&computer, PRACTICE).await;
    let picker = app.person.opens(&address).await;
    let question = app.person.presses(&picker, &[("person", ACCOUNT2.address)]).await;
    let code = Person::reads_phone(&question);
    let consent = app
        .person
        .presses(&question, &[("action", "verify"), ("code", &code)])
        .await;
    let link = app.person.presses(&consent, &[("action", "accept")]).await.away();
    app.handle.offer_link(&link);
    let page = app.shows(came_back).await;
    assert!(page.identity.second_factor);
    app.act(Action::ConfirmIdentity).await;
    assert_eq!(app.shows(settled).await.row.username, "MyNuGetAccount2");
}

#[tokio::test]
async fn who_cancels_at_the_provider_has_cancelled_and_can_start_again() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let address = app.begins(&computer, PRACTICE).await;
    let picker = app.person.opens(&address).await;
    let link = app.person.presses(&picker, &[("action", "cancel")]).await.away();
    app.handle.offer_link(&link);
    assert_eq!(app.shows(ended).await.code, Code::SignInCancelled);
    let profile = app.signs_in_as_account1(&computer).await;
    computer.keeps(&[format!("session/{profile}")]).await;
}

#[tokio::test]
async fn an_unmanaged_tenant_is_named_as_the_reason() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let address = app.begins(&computer, PRACTICE).await;
    let picker = app.person.opens(&address).await;
    let link = app.person.presses(&picker, &[("person", SOMEONE.address)]).await;
    app.handle.offer_link(&link.away());
    let problem = app.shows(ended).await;
    assert_eq!(problem.code, Code::UnmanagedTenant);
    assert!(problem.provider.unwrap().contains("AADSTS65005"));
}

#[tokio::test]
async fn a_browser_that_does_not_open_is_said_and_the_sign_in_waits_on() {
    let computer = Computer::new().await;
    computer.browser.is_missing.store(true, Ordering::SeqCst);
    let mut app = computer.start();
    app.act(Action::StartSignIn {
        gallery: PRACTICE.to_owned(),
    })
    .await;
    app.until(|view| crate::support::hint(view) == Some(Code::BrowserNotOpened))
        .await;
    computer.browser.is_missing.store(false, Ordering::SeqCst);
    app.act(Action::OpenBrowserAgain).await;
    let address = computer.browser.next().await;
    assert_eq!(crate::support::hint(&app.view()), None);
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_second_press_of_the_button_opens_one_page_that_counts() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    for _ in 0..2 {
        let gallery = PRACTICE.to_owned();
        app.act(Action::StartSignIn { gallery }).await;
    }
    let address = computer.browser.next().await;
    app.until(|view| waiting(view).is_some()).await;
    assert!(computer.browser.is_quiet().await);
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(came_back).await;
}

#[tokio::test]
async fn a_cancelled_sign_in_leaves_nothing_behind() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    let view = app.act(Action::CancelSignIn).await;
    assert!(matches!(view.page, Page::Welcome));
    assert!(view.under_way.is_empty());
    app.handle.offer_link(&link);
    assert_eq!(app.handle.link_counts().await.unexpected, 1);
    app.quits().await;
    assert!(computer.keyring.users().is_empty());
}

#[tokio::test]
async fn a_session_that_opens_after_the_sign_in_was_cancelled_is_ended_at_the_gallery() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/sessions");
    app.act(Action::ConfirmIdentity).await;
    let release = held.await.unwrap();
    app.act(Action::CancelSignIn).await;
    release.send(()).unwrap();
    // The gallery tells of the end; until then there are two.
    app.act(Action::RefreshAccount { profile }).await;
    let ended = |view: &contract::desktop::View| {
        settled(view).is_some_and(|page| {
            page.sessions.len() == 1
                && page
                    .activity
                    .iter()
                    .any(|entry| entry.kind == contract::account::AuditKind::SignedOut)
        })
    };
    app.until(ended).await;
}

#[tokio::test]
async fn signing_in_again_to_the_same_account_ends_the_session_that_it_replaces() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let first = app.signs_in_as_account1(&computer).await;
    let (token, session) = (
        computer.kept_token(&first).await,
        app.shows(settled).await.sessions[0].id,
    );
    let second = app.signs_in_as_account1(&computer).await;
    assert_eq!(first, second);
    let view = app
        .until(|view| settled(view).is_some_and(|page| page.sessions.len() == 1 && page.sessions[0].id != session))
        .await;
    assert_eq!(states(&view), [AccountState::Ready]);
    assert_ne!(computer.kept_token(&first).await, token);
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_and_opens_one_session() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    computer
        .practice
        .fail_next(crate::support::Fault::LoseAnswer("/api/v1/sessions"));
    app.act(Action::ConfirmIdentity).await;
    let page = app.shows(settled).await;
    assert!(computer.practice.has_failed());
    assert_eq!(page.sessions.len(), 1);
}

#[tokio::test]
async fn leaving_the_page_and_coming_back_keeps_it_busy_until_the_answer() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    let id = app.shows(came_back).await.id;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/sessions");
    app.act(Action::ConfirmIdentity).await;
    let release = held.await.unwrap();
    app.act(Action::ShowSettings).await;
    let view = app.act(Action::ShowSignIn { id }).await;
    assert!(came_back(&view).unwrap().busy);
    app.act(Action::ConfirmIdentity).await;
    release.send(()).unwrap();
    assert_eq!(app.shows(settled).await.sessions.len(), 1);
}

#[tokio::test]
async fn a_provider_that_is_out_of_order_ends_the_sign_in_with_that_reason() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    computer.practice.provider_fault(r#"{"fault":"wrong_nonce"}"#).await;
    let again = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.handle.offer_link(&again);
    assert_eq!(app.shows(ended).await.code, Code::IdTokenInvalid);
    assert!(app.view().accounts.is_empty());
}
