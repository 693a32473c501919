//! Another contact e-mail of an account that has a password from its past, which nobody knows any more: by a sign-in.

use crate::support::{Computer, Fault, Running, receipt, wizard};
use axum::http::Method;
use contract::{
    Code,
    desktop::{
        View,
        view::SignInStep,
        wizard::{Choice, FieldName, Sheet, Step, WizardKind},
    },
};
use manager::ports::PracticeHost;
use practice::cast::{ACCOUNT1, ACCOUNT2};

const NEW: &str = "maya@okafor.example";
const OLD: &str = "account1@outlook.com";

/// At the page for the address and the password.
async fn begun(computer: &Computer) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::ContactEmail, Some(&profile)).await;
    let sheet = app.reaches(Step::ContactEmailAddress).await;
    assert_eq!(sheet.fields[1].name, FieldName::Password);
    (app, profile)
}

/// At the page of the sign-in.
async fn instead(computer: &Computer) -> (Running, String) {
    let (app, profile) = begun(computer).await;
    let typed = [(FieldName::Email, NEW), (FieldName::Password, "")];
    app.answers_with(Step::ContactEmailAddress, Choice::ProveInstead, &typed)
        .await;
    let sheet = app.reaches(Step::ContactEmailProof).await;
    assert_eq!(sheet.facts.person.as_deref(), Some(ACCOUNT1.address));
    (app, profile)
}

/// At the decision.
async fn proved(computer: &Computer) -> (Running, String) {
    let (mut app, profile) = instead(computer).await;
    app.proves(computer, Step::ContactEmailProof, &ACCOUNT1).await;
    app.reaches(Step::ContactEmailCheck).await;
    (app, profile)
}

async fn confirms(app: &Running, computer: &Computer) -> Sheet {
    app.reaches(Step::ContactEmailCode).await;
    let code = computer.practice.mailed_code(NEW).await;
    app.answers_with(Step::ContactEmailCode, Choice::ConfirmCode, &[(FieldName::Code, &code)])
        .await;
    app.reaches(Step::ContactEmailDone).await
}

#[tokio::test]
async fn who_has_forgotten_the_password_signs_in_instead_and_the_address_is_changed() {
    let computer = Computer::with_password().await;
    let (app, profile) = proved(&computer).await;
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    let sheet = confirms(&app, &computer).await;
    receipt(&sheet);
    assert_eq!(sheet.facts.address.as_deref(), Some(NEW));
    assert_eq!(sheet.facts.other_address.as_deref(), Some(OLD));
    app.answers(Step::ContactEmailDone, Choice::Finish).await;
    // The session's token alone: the sign-in's secret is gone.
    computer.keeps(&[format!("session/{profile}")]).await;
}

#[tokio::test]
async fn a_wrong_password_leads_to_the_sign_in_with_the_address_as_it_was_typed() {
    let computer = Computer::with_password().await;
    let (mut app, _) = begun(&computer).await;
    let typed = [(FieldName::Email, NEW), (FieldName::Password, "Wrong1234")];
    app.answers_with(Step::ContactEmailAddress, Choice::Continue, &typed)
        .await;
    let sheet = app.is_refused(Step::ContactEmailAddress).await;
    assert_eq!(sheet.refusal.unwrap().field.as_deref(), Some("password"));
    app.answers(Step::ContactEmailAddress, Choice::ProveInstead).await;
    app.proves(&computer, Step::ContactEmailProof, &ACCOUNT1).await;
    let sheet = app.reaches(Step::ContactEmailCheck).await;
    assert_eq!(sheet.facts.other_address.as_deref(), Some(NEW));
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    app.reaches(Step::ContactEmailCode).await;
}

#[tokio::test]
async fn who_came_back_as_somebody_else_is_told_so_and_can_try_again_without_losing_the_place() {
    let computer = Computer::with_password().await;
    let (mut app, _) = instead(&computer).await;
    app.proves(&computer, Step::ContactEmailProof, &ACCOUNT2).await;
    let sheet = app.reaches(Step::ContactEmailWrongPerson).await;
    assert_eq!(sheet.facts.person.as_deref(), Some(ACCOUNT1.address));
    assert_eq!(sheet.facts.other_person.as_deref(), Some(ACCOUNT2.address));
    app.proves(&computer, Step::ContactEmailWrongPerson, &ACCOUNT1).await;
    let sheet = app.reaches(Step::ContactEmailCheck).await;
    assert_eq!(sheet.facts.other_address.as_deref(), Some(NEW));
}

#[tokio::test]
async fn who_cancels_at_the_provider_can_start_again_or_go_back_to_the_address() {
    let computer = Computer::with_password().await;
    let (mut app, _) = instead(&computer).await;
    app.answers(Step::ContactEmailProof, Choice::OpenBrowser).await;
    let address = computer.browser.next().await;
    let picker = app.person.opens(&address).await;
    let link = app.person.presses(&picker, &[("action", "cancel")]).await.away();
    app.handle.offer_link(&link);
    let cancelled = |view: &View| {
        let sign_in = wizard(view).and_then(|page| page.sign_in.as_ref());
        sign_in.is_some_and(|sign_in| {
            let code = sign_in.refusal.as_ref().map(|problem| problem.code);
            sign_in.step == SignInStep::Ended && code == Some(Code::SignInCancelled)
        })
    };
    app.until(cancelled).await;
    app.proves(&computer, Step::ContactEmailProof, &ACCOUNT1).await;
    app.reaches(Step::ContactEmailCheck).await;
    app.act(contract::desktop::Action::BackWizard).await;
    let sheet = app.reaches(Step::ContactEmailAddress).await;
    assert_eq!(sheet.fields.len(), 1, "who has signed in types no password");
    assert_eq!(sheet.fields[0].text, NEW);
}

#[tokio::test]
async fn an_app_that_was_killed_while_the_browser_was_open_takes_the_return_afterwards() {
    let computer = Computer::with_password().await;
    let (app, _) = instead(&computer).await;
    app.answers(Step::ContactEmailProof, Choice::OpenBrowser).await;
    let address = computer.browser.next().await;
    app.dies().await;
    let mut app = computer.start();
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    app.reaches(Step::ContactEmailCode).await;
}

#[tokio::test]
async fn a_sign_in_that_waited_too_long_is_done_once_more_and_the_address_stays() {
    let computer = Computer::with_password().await;
    let (mut app, _) = proved(&computer).await;
    computer.clock.advance_secs(901);
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    let sheet = app.is_refused(Step::ContactEmailProof).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::ProofExpired);
    app.proves(&computer, Step::ContactEmailProof, &ACCOUNT1).await;
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    let sheet = app.reaches(Step::ContactEmailCode).await;
    assert_eq!(sheet.facts.other_address.as_deref(), Some(NEW));
}

#[tokio::test]
async fn a_wish_whose_answer_was_lost_is_sent_again_with_the_same_sign_in_and_mailed_once() {
    let computer = Computer::with_password().await;
    let (app, _) = proved(&computer).await;
    let lost = Fault::Lose(Method::PUT, "/api/v1/account/email");
    computer.practice.fail_next(lost);
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    app.reaches(Step::ContactEmailCode).await;
    assert!(computer.practice.has_failed());
    let mails = PracticeHost::mails(&computer.practice).await;
    assert_eq!(mails.iter().filter(|mail| mail.to == NEW).count(), 1);
    confirms(&app, &computer).await;
}

#[tokio::test]
async fn where_the_provider_does_not_say_when_somebody_signed_in_a_mailed_code_comes_between() {
    let computer = Computer::with_password().await;
    let (mut app, _) = instead(&computer).await;
    computer.practice.provider_fault(r#"{"fault":"no_auth_time"}"#).await;
    app.proves(&computer, Step::ContactEmailProof, &ACCOUNT1).await;
    app.sees(Step::MailedCode, |sheet| !sheet.fields.is_empty()).await;
    let code = computer.practice.mailed_code(OLD).await;
    app.answers_with(Step::MailedCode, Choice::Continue, &[(FieldName::Code, &code)])
        .await;
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    confirms(&app, &computer).await;
}
