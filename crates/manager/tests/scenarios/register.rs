//! Opening an account.

use crate::support::{Computer, Fault, PRACTICE, Running, came_back, registering, settled};
use axum::http::Method;
use contract::{
    Code,
    desktop::{
        Action,
        view::{NoticeKind, UsernameCheck},
        wizard::{Choice, Step, WizardKind},
    },
};
use practice::cast::ACCOUNT3;

const EMAIL: &str = "priya@contoso.example";

/// At the choice of a name.
pub async fn choosing(computer: &Computer) -> Running {
    let mut app = computer.start();
    app.comes_back(computer, PRACTICE, ACCOUNT3.address).await;
    app.act(Action::ShowRegister).await;
    app.shows(registering).await;
    app
}

/// The press that opens the account.
pub fn register(username: &str) -> Action {
    Action::Register {
        username: username.to_owned(),
        email: EMAIL.to_owned(),
    }
}

async fn registered(computer: &Computer) -> (Running, String) {
    let app = choosing(computer).await;
    app.act(register("MyNuGetAccount3")).await;
    let profile = app.shows(settled).await.row.profile;
    (app, profile)
}

#[tokio::test]
async fn the_identitys_address_is_offered_as_contact_address() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    assert_eq!(app.shows(registering).await.email, ACCOUNT3.address);
}

#[tokio::test]
async fn an_account_is_opened_and_its_address_confirmed_with_the_code_from_the_mailbox() {
    let computer = Computer::new().await;
    let (app, profile) = registered(&computer).await;
    let account = app.shows(settled).await.account.unwrap();
    assert_eq!(
        (account.confirmed_email, account.pending_email.as_deref()),
        (None, Some(EMAIL))
    );
    let code = computer.practice.mailed_code(EMAIL).await;
    app.act(Action::ConfirmEmail { profile, code }).await;
    let view = app
        .until(|view| settled(view).is_some_and(|page| page.account.as_ref().unwrap().confirmed_email.is_some()))
        .await;
    assert!(view.notices.iter().any(|notice| {
        notice.what
            == NoticeKind::EmailConfirmed {
                address: EMAIL.to_owned(),
            }
    }));
}

#[tokio::test]
async fn the_link_from_the_mailbox_confirms_the_address_too_where_the_code_is_typed() {
    let computer = Computer::new().await;
    let (app, profile) = registered(&computer).await;
    let code = computer.practice.mailed_link(EMAIL).await;
    app.act(Action::ConfirmEmail { profile, code }).await;
    app.until(|view| settled(view).is_some_and(|page| page.account.as_ref().unwrap().confirmed_email.is_some()))
        .await;
}

#[tokio::test]
async fn a_wrong_code_says_how_many_tries_are_left_beside_its_field() {
    let computer = Computer::new().await;
    let (app, profile) = registered(&computer).await;
    for left in [4, 3] {
        let (profile, code) = (profile.clone(), "0000 0000".to_owned());
        app.act(Action::ConfirmEmail { profile, code }).await;
        let view = app
            .until(|view| {
                settled(view).is_some_and(|page| {
                    page.refusal
                        .as_ref()
                        .is_some_and(|problem| problem.tries_left == Some(left))
                })
            })
            .await;
        let problem = settled(&view).unwrap().refusal.clone().unwrap();
        assert_eq!(
            (problem.code, problem.field.as_deref()),
            (Code::CodeWrong, Some("code"))
        );
    }
}

#[tokio::test]
async fn a_code_that_is_mailed_again_is_announced_and_shown_in_the_open_mailbox() {
    let computer = Computer::new().await;
    let (app, profile) = registered(&computer).await;
    app.act(Action::ShowMailbox).await;
    let mails = |view: &contract::desktop::View| match &view.page {
        contract::desktop::view::Page::Mailbox(page) => page.mails.len(),
        _ => 0,
    };
    let before = mails(&app.until(|view| mails(view) > 0).await);
    // The gallery mails again only after a while.
    computer.clock.advance_secs(120);
    app.act(Action::ResendConfirmation { profile }).await;
    let view = app.until(|view| mails(view) > before).await;
    assert!(matches!(&view.notices[0].what, NoticeKind::ConfirmationSent { address } if address == EMAIL));
}

#[tokio::test]
async fn the_link_of_a_mail_in_the_mailbox_opens_in_the_browser() {
    let computer = Computer::new().await;
    let (app, _) = registered(&computer).await;
    app.act(Action::ShowMailbox).await;
    let mail = |view: &contract::desktop::View| match &view.page {
        contract::desktop::view::Page::Mailbox(page) => page.mails.first().cloned(),
        _ => None,
    };
    let mail = mail(&app.until(|view| mail(view).is_some()).await).unwrap();
    app.act(Action::OpenMailedLink { mail: mail.id }).await;
    let opened = computer.browser.next().await;
    assert!(
        opened.contains("/act/") && mail.text.lines().any(|line| line == opened),
        "{opened}"
    );
}

#[tokio::test]
async fn a_confirmed_address_takes_the_place_of_the_code_that_was_mailed_to_it_and_goes_once_it_was_read() {
    let computer = Computer::new().await;
    let (app, profile) = registered(&computer).await;
    computer.clock.advance_secs(120);
    let resend = Action::ResendConfirmation {
        profile: profile.clone(),
    };
    app.act(resend).await;
    app.until(|view| {
        matches!(
            view.notices.first().map(|notice| &notice.what),
            Some(NoticeKind::ConfirmationSent { .. })
        )
    })
    .await;
    let code = computer.practice.mailed_code(EMAIL).await;
    app.act(Action::ConfirmEmail { profile, code }).await;
    let confirmed = |view: &contract::desktop::View| matches!(&view.notices[..], [only] if matches!(only.what, NoticeKind::EmailConfirmed { .. }));
    app.until(confirmed).await;
    app.act(Action::ShowSettings).await;
    assert!(confirmed(&app.view()), "it was not read yet");
    computer.clock.advance_secs(60);
    app.act(Action::ShowWelcome).await;
    assert_eq!(app.view().notices, []);
}

#[tokio::test]
async fn a_notice_that_only_answers_a_press_goes_with_the_next_step_of_a_wizard_too() {
    let computer = Computer::new().await;
    let (app, profile) = registered(&computer).await;
    let code = computer.practice.mailed_code(EMAIL).await;
    let who = profile.clone();
    app.act(Action::ConfirmEmail { profile, code }).await;
    app.until(|view| !view.notices.is_empty()).await;
    app.starts(WizardKind::TwoFactor, Some(&who)).await;
    app.reaches(Step::TwoFactorIntro).await;
    assert_eq!(app.view().notices.len(), 1, "it was not read yet");
    computer.clock.advance_secs(60);
    app.answers(Step::TwoFactorIntro, Choice::ChooseOn).await;
    assert_eq!(app.view().notices, []);
}

#[tokio::test]
async fn a_username_that_is_taken_is_refused_on_the_page_with_everything_typed() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    app.act(register("mynugetaccount1")).await;
    let view = app
        .until(|view| registering(view).is_some_and(|page| !page.busy && page.refusal.is_some()))
        .await;
    let page = registering(&view).unwrap();
    assert_eq!(
        (page.username.as_str(), page.email.as_str()),
        ("mynugetaccount1", EMAIL)
    );
    let problem = page.refusal.as_ref().unwrap();
    assert_eq!(
        (problem.code, problem.field.as_deref()),
        (Code::UsernameTaken, Some("username"))
    );
    app.act(register("MyNuGetAccount3")).await;
    app.shows(settled).await;
}

#[tokio::test]
async fn a_name_of_the_wrong_form_is_judged_at_once_and_without_the_gallery() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    computer.practice.stop().await;
    for (username, code) in [("ab", Code::UsernameInvalid), ("me@example.org", Code::UsernameIsEmail)] {
        let username = username.to_owned();
        let view = app
            .act(Action::CheckUsername {
                id: registering(&app.view()).unwrap().id.clone(),
                username: username.clone(),
            })
            .await;
        assert_eq!(
            registering(&view).unwrap().username_check,
            UsernameCheck::Refused { code }
        );
        let view = app.act(register(&username)).await;
        let page = registering(&view).unwrap();
        assert!(!page.busy);
        assert_eq!(page.refusal.as_ref().unwrap().code, code);
    }
}

#[tokio::test]
async fn a_name_is_asked_about_while_it_is_typed_and_only_the_last_answer_counts() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    let id = registering(&app.view()).unwrap().id.clone();
    let check = |username: &str| Action::CheckUsername {
        id: id.clone(),
        username: username.to_owned(),
    };
    let held = computer
        .practice
        .hold_next(Method::GET, "/api/v1/usernames/MyNuGetAccount1");
    let view = app.act(check("MyNuGetAccount1")).await;
    assert_eq!(registering(&view).unwrap().username_check, UsernameCheck::Asking);
    let release = held.await.unwrap();
    app.act(check("MyNuGetAccount3")).await;
    app.until(|view| registering(view).is_some_and(|page| page.username_check == UsernameCheck::Free))
        .await;
    release.send(()).unwrap();
    let code = Code::UsernameTaken;
    app.act(check("MyNuGetAccount2")).await;
    app.until(|view| registering(view).is_some_and(|page| page.username_check == UsernameCheck::Refused { code }))
        .await;
    let view = app.act(check("")).await;
    assert_eq!(registering(&view).unwrap().username_check, UsernameCheck::NotAsked);
}

#[tokio::test]
async fn going_back_to_who_came_back_loses_nothing_typed() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    app.act(Action::DraftRegister {
        id: registering(&app.view()).unwrap().id.clone(),
        username: "MyNuGet".to_owned(),
        email: String::new(),
    })
    .await;
    let view = app.act(Action::BackToIdentity).await;
    assert!(came_back(&view).is_some());
    let view = app.act(Action::ShowRegister).await;
    let page = registering(&view).unwrap();
    assert_eq!((page.username.as_str(), page.email.as_str()), ("MyNuGet", ""));
}

#[tokio::test]
async fn an_account_whose_opening_was_answered_into_the_void_is_opened_once() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    computer.practice.fail_next(Fault::LoseAnswer("/api/v1/accounts"));
    app.act(register("MyNuGetAccount3")).await;
    let page = app.shows(settled).await;
    assert!(computer.practice.has_failed());
    assert_eq!(
        (page.row.username.as_str(), page.sessions.len()),
        ("MyNuGetAccount3", 1)
    );
}

#[tokio::test]
async fn a_gallery_that_is_gone_keeps_the_page_and_the_same_press_works_later() {
    let computer = Computer::new().await;
    let app = choosing(&computer).await;
    computer.practice.stop().await;
    app.act(register("MyNuGetAccount3")).await;
    let view = app
        .until(|view| registering(view).is_some_and(|page| !page.busy && page.refusal.is_some()))
        .await;
    assert_eq!(
        registering(&view).unwrap().refusal.as_ref().unwrap().code,
        Code::GalleryUnreachable
    );
    computer.practice.start_again().await;
    app.act(register("MyNuGetAccount3")).await;
    app.shows(settled).await;
}
