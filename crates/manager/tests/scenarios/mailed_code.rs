//! A provider that does not say when people signed in: the code that the gallery mails instead, in any wizard.

use crate::support::{Computer, Fault, Running, receipt};
use contract::{
    Code,
    desktop::{
        Action,
        wizard::{Choice, FieldName, Sheet, Step, WizardKind},
    },
};
use manager::ports::PracticeHost;
use practice::cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3, Person};

const NAME: &str = "MyNuGetAccount1";

async fn undated() -> Computer {
    let computer = Computer::with_cast().await;
    computer.practice.provider_fault(r#"{"fault":"no_auth_time"}"#).await;
    computer
}

async fn begun(computer: &Computer, kind: WizardKind) -> Running {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(kind, Some(&profile)).await;
    app
}

/// A deletion that was pressed, at the page for the code.
async fn deleting(computer: &Computer) -> Running {
    let mut app = begun(computer, WizardKind::DeleteAccount).await;
    app.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    app.answers(Step::DeleteAccountPackages, Choice::Continue).await;
    app.answers(Step::DeleteAccountOrphans, Choice::LeaveOrphans).await;
    app.proves(computer, Step::DeleteAccountProof, &ACCOUNT1).await;
    presses_delete(&app).await;
    can_be_typed(&app).await;
    app
}

async fn presses_delete(app: &Running) {
    let typed = [(FieldName::Confirmation, NAME)];
    app.answers_with(Step::DeleteAccountCheck, Choice::DeleteAccount, &typed)
        .await;
}

async fn can_be_typed(app: &Running) -> Sheet {
    app.sees(Step::MailedCode, |sheet| !sheet.fields.is_empty()).await
}

async fn types(app: &Running, code: &str) {
    app.answers_with(Step::MailedCode, Choice::Continue, &[(FieldName::Code, code)])
        .await;
}

async fn types_code_of(app: &Running, computer: &Computer, address: &str) {
    can_be_typed(app).await;
    let code = computer.practice.mailed_code(address).await;
    types(app, &code).await;
}

fn masked(who: &Person) -> &'static str {
    if who.address == ACCOUNT1.address {
        "a**********1@outlook.com"
    } else {
        "a**********2@outlook.com"
    }
}

fn wrong(code: &str) -> &'static str {
    if code == "00000000" { "11111111" } else { "00000000" }
}

#[tokio::test]
async fn an_account_is_deleted_once_the_code_was_typed_also_after_a_wrong_one_and_a_crash() {
    let computer = undated().await;
    let app = deleting(&computer).await;
    let sheet = can_be_typed(&app).await;
    assert_eq!(sheet.facts.address.as_deref(), Some(masked(&ACCOUNT1)));
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    types(&app, wrong(&code)).await;
    let sheet = app.is_refused(Step::MailedCode).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::CodeWrong);
    app.dies().await;
    let app = computer.start();
    can_be_typed(&app).await;
    types(&app, &code).await;
    let sheet = app.reaches(Step::DeleteAccountSignedOut).await;
    assert!(!receipt(&sheet).changed.is_empty());
}

#[tokio::test]
async fn a_code_whose_answer_was_lost_is_sent_again_and_counts_once() {
    let computer = undated().await;
    let app = deleting(&computer).await;
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    let mails = PracticeHost::mails(&computer.practice).await.len();
    app.act(Action::BackWizard).await;
    // It can still be typed: no other one is mailed.
    presses_delete(&app).await;
    can_be_typed(&app).await;
    assert_eq!(PracticeHost::mails(&computer.practice).await.len(), mails);
    let ends = "/code/confirmation";
    computer.practice.fail_next(Fault::LoseEnding(ends));
    types(&app, &code).await;
    app.reaches(Step::DeleteAccountSignedOut).await;
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn a_login_is_changed_with_one_code_for_both_sign_ins() {
    let computer = undated().await;
    let mut app = begun(&computer, WizardKind::ChangeLogin).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(&computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(&computer, Step::ChangeLoginNew, &ACCOUNT3).await;
    types_code_of(&app, &computer, ACCOUNT1.address).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    app.reaches(Step::ChangeLoginDone).await;
}

#[tokio::test]
async fn of_another_accounts_login_the_code_goes_to_that_account() {
    let computer = undated().await;
    let mut app = begun(&computer, WizardKind::ChangeLogin).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(&computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(&computer, Step::ChangeLoginNew, &ACCOUNT2).await;
    for who in [&ACCOUNT1, &ACCOUNT2] {
        let masked = |sheet: &Sheet| sheet.facts.address.as_deref() == Some(masked(who));
        app.sees(Step::MailedCode, masked).await;
        types_code_of(&app, &computer, who.address).await;
    }
    app.reaches(Step::ChangeLoginConflict).await;
}
