//! Getting back into an account, by the guided wizard.

use crate::support::{Computer, Fault, Running, wizard};
use axum::http::Method;
use contract::{
    Code,
    consequence::Consequence,
    desktop::{
        Action,
        view::AccountState,
        wizard::{Block, Choice, FieldName, Sheet, Step, WizardKind},
    },
};
use manager::ports::PracticeHost;
use practice::{
    cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3},
    gallery::{OLD_ACCOUNT, OLD_PASSWORD},
};

pub const WEEK: i64 = 7 * 86_400;

async fn begun(computer: &Computer, choice: Choice) -> Running {
    let app = computer.start();
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, choice).await;
    app
}

/// Up to the page on which the mailed code is typed.
pub async fn mailed(computer: &Computer, username: &str, address: &str) -> Running {
    let app = begun(computer, Choice::ChooseLost).await;
    names(&app, username, address).await;
    app.reaches(Step::RecoverCode).await;
    app
}

async fn names(app: &Running, username: &str, address: &str) {
    let field = FieldName::Username;
    app.answers_with(Step::RecoverUsername, Choice::Continue, &[(field, username)])
        .await;
    app.answers_with(Step::RecoverAddress, Choice::Continue, &[(FieldName::Email, address)])
        .await;
}

pub async fn types_code(app: &Running, computer: &Computer, step: Step, choice: Choice, address: &str) {
    let code = computer.practice.mailed_code(address).await;
    app.answers_with(step, choice, &[(FieldName::Code, &code)]).await;
}

async fn signs_in_with_password(app: &Running, password: &str) {
    let typed = [(FieldName::Username, OLD_ACCOUNT), (FieldName::Password, password)];
    app.answers_with(Step::RecoverPassword, Choice::Continue, &typed).await;
}

/// From the sign-in with the new Microsoft account to the end.
pub async fn links(app: &mut Running, computer: &Computer) -> Sheet {
    app.proves(computer, Step::RecoverNew, &ACCOUNT3).await;
    app.answers(Step::RecoverCheck, Choice::LinkLogin).await;
    app.reaches(Step::RecoverDone).await
}

pub fn is_relinked(sheet: &Sheet) -> bool {
    let to_account3 = |line: &Consequence| matches!(line, Consequence::LoginReplaced { to, .. } if to.address.as_deref() == Some(ACCOUNT3.address));
    sheet
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Receipt(receipt) if receipt.changed.iter().any(to_account3)))
}

#[tokio::test]
async fn who_lost_a_microsoft_account_links_another_by_a_mailed_code_and_is_signed_in() {
    let computer = Computer::with_cast().await;
    let mut app = mailed(&computer, "mynugetaccount1", ACCOUNT1.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    let sheet = links(&mut app, &computer).await;
    assert!(is_relinked(&sheet));
    let view = app.until(|view| !view.accounts.is_empty()).await;
    assert_eq!(view.accounts[0].username, "MyNuGetAccount1");
    app.act(Action::Choose {
        choice: Choice::Finish,
        target: None,
        typed: Vec::new(),
    })
    .await;
    let view = app
        .until(|view| view.under_way.is_empty() && view.accounts[0].state == AccountState::Ready)
        .await;
    // The session's token alone: no request, no recovery session, no attempt.
    computer.keeps(&[format!("session/{}", view.accounts[0].profile)]).await;
}

#[tokio::test]
async fn an_address_that_cannot_be_the_one_of_the_hint_is_refused_before_anybody_waits_for_a_mail() {
    let computer = Computer::with_cast().await;
    let app = begun(&computer, Choice::ChooseLost).await;
    names(&app, "MyNuGetAccount1", "me@example.org").await;
    let refused = |sheet: &Sheet| {
        sheet
            .refusal
            .as_ref()
            .is_some_and(|problem| problem.code == Code::AddressMismatch)
    };
    app.until(|view| wizard(view).is_some_and(|page| refused(&page.sheet)))
        .await;
    assert!(PracticeHost::mails(&computer.practice).await.is_empty());
}

#[tokio::test]
async fn a_username_that_nobody_has_is_said_to_be_unknown() {
    let computer = Computer::with_cast().await;
    let app = begun(&computer, Choice::ChooseFind).await;
    let typed = [(FieldName::Username, "nobody-at-all")];
    app.answers_with(Step::RecoverUsername, Choice::Continue, &typed).await;
    let unknown = |sheet: &Sheet| {
        sheet
            .refusal
            .as_ref()
            .is_some_and(|problem| problem.code == Code::AccountUnknown)
    };
    app.until(|view| wizard(view).is_some_and(|page| unknown(&page.sheet)))
        .await;
}

#[tokio::test]
async fn who_does_not_know_which_microsoft_account_it_is_has_it_mailed() {
    let computer = Computer::with_cast().await;
    let app = begun(&computer, Choice::ChooseFind).await;
    names(&app, "MyNuGetAccount2", ACCOUNT2.address).await;
    app.reaches(Step::RecoverFound).await;
    let mails = PracticeHost::mails(&computer.practice).await;
    assert!(mails[0].to == ACCOUNT2.address && mails[0].text.contains(ACCOUNT2.address));
    app.answers(Step::RecoverFound, Choice::SignIn).await;
    app.until(|view| matches!(view.page, contract::desktop::view::Page::SignIn(_)))
        .await;
    assert!(app.view().under_way.iter().all(|row| row.wizard.is_none()));
}

#[tokio::test]
async fn an_old_account_gets_its_first_microsoft_account_by_its_password() {
    let computer = Computer::with_cast().await;
    let mut app = begun(&computer, Choice::ChoosePassword).await;
    signs_in_with_password(&app, "Wrong1234").await;
    let wrong = |sheet: &Sheet| {
        sheet
            .refusal
            .as_ref()
            .is_some_and(|problem| problem.code == Code::CredentialsWrong)
    };
    app.until(|view| wizard(view).is_some_and(|page| wrong(&page.sheet)))
        .await;
    signs_in_with_password(&app, OLD_PASSWORD).await;
    links(&mut app, &computer).await;
    app.until(|view| view.accounts.iter().any(|row| row.username == OLD_ACCOUNT))
        .await;
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_also_where_the_answer_to_that_is_lost() {
    let computer = Computer::with_cast().await;
    let mut app = begun(&computer, Choice::ChoosePassword).await;
    app.answers(Step::RecoverPassword, Choice::ForgotPassword).await;
    let typed = [(FieldName::Username, OLD_ACCOUNT)];
    app.answers_with(Step::RecoverForgot, Choice::MailCode, &typed).await;
    app.reaches(Step::RecoverReset).await;
    let code = computer.practice.mailed_code("old@outlook.com").await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/recovery/password/reset"));
    let typed = [
        (FieldName::Code, code.as_str()),
        (FieldName::NewPassword, "Correct9Horse"),
    ];
    app.answers_with(Step::RecoverReset, Choice::SetPassword, &typed).await;
    links(&mut app, &computer).await;
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn where_the_answer_to_the_link_is_lost_it_is_asked_for_again_although_its_session_has_ended() {
    let computer = Computer::with_cast().await;
    let mut app = mailed(&computer, "MyNuGetAccount1", ACCOUNT1.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    app.proves(&computer, Step::RecoverNew, &ACCOUNT3).await;
    app.reaches(Step::RecoverCheck).await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/account/login/link"));
    app.answers(Step::RecoverCheck, Choice::LinkLogin).await;
    app.reaches(Step::RecoverDone).await;
    app.until(|view| !view.accounts.is_empty()).await;
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn a_microsoft_account_that_opens_another_account_is_not_taken() {
    let computer = Computer::with_cast().await;
    let mut app = mailed(&computer, "yourdomain-packages", "someone@yourdomain.com").await;
    types_code(
        &app,
        &computer,
        Step::RecoverCode,
        Choice::Continue,
        "someone@yourdomain.com",
    )
    .await;
    app.proves(&computer, Step::RecoverNew, &ACCOUNT1).await;
    let sheet = app.reaches(Step::RecoverConflict).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MyNuGetAccount1"));
    app.answers(Step::RecoverConflict, Choice::AnotherIdentity).await;
    app.returns_as(&computer, &ACCOUNT3).await;
    app.answers(Step::RecoverCheck, Choice::LinkLogin).await;
    app.reaches(Step::RecoverDone).await;
}

#[tokio::test]
async fn who_signs_in_with_the_linked_microsoft_account_stops_a_recovery_that_waits() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount2", ACCOUNT2.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    app.answers(Step::RecoverSecond, Choice::NoRecoveryCode).await;
    app.answers(Step::RecoverWait, Choice::BeginWait).await;
    app.reaches(Step::RecoverWaiting).await;
    let laptop = computer.another();
    let mut owner = laptop.start();
    owner.enters(&laptop, &ACCOUNT2).await;
    computer.clock.advance_secs(WEEK + 1);
    app.dies().await;
    let app = computer.start();
    app.answers(Step::RecoverWaited, Choice::MailCode).await;
    app.reaches(Step::RecoverCode).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    app.reaches(Step::RecoverStopped).await;
}

#[tokio::test]
async fn a_recovery_that_is_stopped_by_the_person_leaves_nothing_in_the_keyring() {
    let computer = Computer::with_cast().await;
    let app = mailed(&computer, "MyNuGetAccount1", ACCOUNT1.address).await;
    types_code(&app, &computer, Step::RecoverCode, Choice::Continue, ACCOUNT1.address).await;
    app.reaches(Step::RecoverNew).await;
    let (choice, target, typed) = (Choice::Cancel, None, Vec::new());
    app.act(Action::Choose { choice, target, typed }).await;
    app.answers(Step::Stop, Choice::StopHere).await;
    app.until(|view| view.under_way.is_empty()).await;
    computer.keeps(&[]).await;
}

#[tokio::test]
async fn a_session_that_opens_after_the_person_stopped_is_ended_at_the_gallery() {
    let computer = Computer::with_cast().await;
    let app = begun(&computer, Choice::ChoosePassword).await;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/sessions/password");
    signs_in_with_password(&app, OLD_PASSWORD).await;
    let release = held.await.unwrap();
    stops(&app).await;
    let ended = computer.practice.hold_next(Method::DELETE, "/api/v1/sessions/current");
    let _ = release.send(());
    let _ = ended.await.unwrap().send(());
    computer.keeps(&[]).await;
}

pub async fn stops(app: &Running) {
    let (choice, target, typed) = (Choice::Cancel, None, Vec::new());
    app.act(Action::Choose { choice, target, typed }).await;
    app.answers(Step::Stop, Choice::StopHere).await;
    app.until(|view| view.under_way.is_empty()).await;
}
