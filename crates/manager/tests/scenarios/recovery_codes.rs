//! Making recovery codes, by the guided wizard.

use crate::support::{Computer, Fault, PRACTICE, Running, wizard};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, FieldName, Step, WizardKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

/// Up to the page with the codes; gives them.
async fn made(computer: &Computer) -> (Running, Vec<String>) {
    let mut app = computer.start();
    let profile = app.signs_in(computer, PRACTICE, ACCOUNT1.address).await;
    app.starts(WizardKind::RecoveryCodes, Some(&profile)).await;
    app.answers(Step::RecoveryCodesIntro, Choice::Continue).await;
    app.proves(computer, Step::RecoveryCodesProve, &ACCOUNT1).await;
    app.answers(Step::RecoveryCodesMake, Choice::MakeCodes).await;
    let codes = shown(&app).await;
    (app, codes)
}

async fn shown(app: &Running) -> Vec<String> {
    app.reaches(Step::RecoveryCodesShown).await;
    let view = app
        .until(|view| wizard(view).is_some_and(|page| !page.codes.is_empty() && !page.busy))
        .await;
    wizard(&view).unwrap().codes.clone()
}

async fn types(app: &Running, code: &str) {
    let typed = [(FieldName::RecoveryCode, code)];
    app.answers_with(Step::RecoveryCodesVerify, Choice::Continue, &typed)
        .await;
}

async fn is_refused(app: &Running, code: Code) {
    let refused = |page: &contract::desktop::wizard::WizardPage| {
        let refusal = page.sheet.refusal.as_ref();
        refusal.is_some_and(|problem| problem.code == code)
    };
    app.until(|view| wizard(view).is_some_and(refused)).await;
}

#[tokio::test]
async fn ten_codes_are_made_shown_once_and_one_is_typed_back() {
    let computer = Computer::with_cast().await;
    let (app, codes) = made(&computer).await;
    assert_eq!(codes.len(), 10);
    app.answers(Step::RecoveryCodesShown, Choice::CodesKept).await;
    let sheet = app.reaches(Step::RecoveryCodesVerify).await;
    assert!(!sheet.blocks.contains(&Block::Codes));
    let view = app.view();
    assert!(
        wizard(&view).unwrap().codes.is_empty(),
        "a page that does not show them does not have them"
    );
    types(&app, "AAAA-BBBB").await;
    is_refused(&app, Code::RecoveryCodeMistyped).await;
    types(&app, &codes[3].to_lowercase().replace('-', " ")).await;
    app.reaches(Step::RecoveryCodesDone).await;
    let ready = |view: &contract::desktop::View| view.accounts.iter().any(|row| row.username == "MyNuGetAccount1");
    app.until(ready).await;
}

#[tokio::test]
async fn an_app_that_was_killed_while_it_showed_the_codes_shows_the_same_again() {
    let computer = Computer::with_cast().await;
    let (app, codes) = made(&computer).await;
    app.dies().await;
    let app = computer.start();
    assert_eq!(shown(&app).await, codes);
}

#[tokio::test]
async fn codes_whose_answer_was_lost_are_made_once() {
    let computer = Computer::with_cast().await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/account/recovery-codes"));
    let (app, codes) = made(&computer).await;
    assert_eq!(codes.len(), 10);
    assert!(computer.practice.has_failed());
    app.answers(Step::RecoveryCodesShown, Choice::CodesKept).await;
    types(&app, &codes[0]).await;
    app.reaches(Step::RecoveryCodesDone).await;
}

#[tokio::test]
async fn who_came_back_as_somebody_else_is_told_so() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in(&computer, PRACTICE, ACCOUNT1.address).await;
    app.starts(WizardKind::RecoveryCodes, Some(&profile)).await;
    app.answers(Step::RecoveryCodesIntro, Choice::Continue).await;
    app.proves(&computer, Step::RecoveryCodesProve, &ACCOUNT3).await;
    let sheet = app.reaches(Step::RecoveryCodesWrongPerson).await;
    assert_eq!(sheet.facts.other_person.as_deref(), Some(ACCOUNT3.address));
}
