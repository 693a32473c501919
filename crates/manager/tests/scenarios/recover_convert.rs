//! Making an organization of an old account that has only a password, by the wizard that leads back into it.

use crate::support::{Computer, Fault, PRACTICE, Running, receipt};
use contract::{
    consequence::Consequence,
    desktop::{
        Action, View,
        wizard::{Choice, FieldName, Step, WaitsFor, WizardKind},
    },
};
use practice::{
    cast::ANA,
    gallery::{OLD_ACCOUNT, OLD_PASSWORD},
};

const DAY: i64 = 86_400;

/// Signed in with the password, at the sign-in with the Microsoft account that is to be linked.
async fn in_session(computer: &Computer) -> Running {
    let app = computer.start();
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, Choice::ChoosePassword).await;
    signs_in(&app).await;
    app.reaches(Step::RecoverNew).await;
    app
}

async fn signs_in(app: &Running) {
    let typed = [(FieldName::Username, OLD_ACCOUNT), (FieldName::Password, OLD_PASSWORD)];
    app.answers_with(Step::RecoverPassword, Choice::Continue, &typed).await;
}

/// At the decision.
async fn checking(computer: &Computer) -> Running {
    let app = in_session(computer).await;
    app.answers(Step::RecoverNew, Choice::ConvertInstead).await;
    app.answers(Step::ConvertIntro, Choice::Continue).await;
    let typed = [(FieldName::Username, "ana.contoso")];
    app.answers_with(Step::ConvertAdministrator, Choice::Continue, &typed)
        .await;
    app.reaches(Step::ConvertCheck).await;
    app
}

async fn asks(app: &Running) {
    let typed = [(FieldName::Confirmation, OLD_ACCOUNT)];
    app.answers_with(Step::ConvertCheck, Choice::RequestConversion, &typed)
        .await;
}

/// Shows the wizard about the old account again.
async fn shows_recovery(app: &Running) {
    let recovers = |view: &View| {
        let mut rows = view.under_way.iter();
        rows.find(|row| row.wizard == Some(WizardKind::Recover))
            .map(|row| row.id.clone())
    };
    let view = app.until(|view| recovers(view).is_some()).await;
    let id = recovers(&view).unwrap();
    app.act(Action::ShowWizard { id }).await;
}

async fn accepts(app: &Running, ana: &str) {
    app.starts_about(WizardKind::AnswerConversion, ana, OLD_ACCOUNT).await;
    let typed = [(FieldName::Confirmation, OLD_ACCOUNT)];
    app.answers_with(Step::AnswerConversion, Choice::AcceptConversion, &typed)
        .await;
    app.reaches(Step::AnswerConversionLater).await;
}

#[tokio::test]
async fn an_old_account_becomes_an_organization_by_its_password_over_a_crash_and_three_days() {
    let computer = Computer::with_cast().await;
    let app = checking(&computer).await;
    asks(&app).await;
    app.reaches(Step::ConvertWaiting).await;
    let username = "ana.contoso".to_owned();
    assert_eq!(app.view().under_way[0].waits_for, Some(WaitsFor::Somebody { username }));
    app.dies().await;
    let mut app = computer.start();
    app.goes_on().await;
    app.reaches(Step::ConvertWaiting).await;
    let ana = app.signs_in_anew(&computer, PRACTICE, ANA.address).await;
    accepts(&app, &ana).await;
    // The session of the recovery sees that it was accepted, and when it takes effect.
    shows_recovery(&app).await;
    let sheet = app
        .sees(Step::ConvertWaiting, |sheet| sheet.facts.is == Some(true))
        .await;
    assert!(sheet.facts.until.is_some());
    app.quits().await;
    computer.clock.advance_secs(3 * DAY + 60);
    computer.practice.stop().await;
    computer.practice.start_again().await;
    let app = computer.start();
    shows_recovery(&app).await;
    let sheet = app.reaches(Step::ConvertDone).await;
    let became = |line: &Consequence| matches!(line, Consequence::BecomesOrganization { .. });
    assert!(receipt(&sheet).changed.iter().any(became));
}

#[tokio::test]
async fn an_app_that_was_killed_before_the_wish_goes_on_in_the_same_recovery_session() {
    let computer = Computer::with_cast().await;
    let app = checking(&computer).await;
    app.dies().await;
    let app = computer.start();
    asks(&app).await;
    app.reaches(Step::ConvertWaiting).await;
}

#[tokio::test]
async fn a_wish_whose_answer_was_lost_is_made_once_and_can_be_cancelled_which_ends_the_session() {
    let computer = Computer::with_cast().await;
    let app = checking(&computer).await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/account/conversion"));
    asks(&app).await;
    app.reaches(Step::ConvertWaiting).await;
    assert!(computer.practice.has_failed());
    app.answers(Step::ConvertWaiting, Choice::CancelConversion).await;
    app.reaches(Step::ConvertCancelled).await;
    computer.keeps(&[]).await;
}

#[tokio::test]
async fn a_wish_that_outlives_its_session_is_seen_again_by_the_password() {
    let computer = Computer::with_cast().await;
    let app = checking(&computer).await;
    asks(&app).await;
    app.reaches(Step::ConvertWaiting).await;
    app.quits().await;
    computer.clock.advance_secs(DAY);
    let app = computer.start();
    app.goes_on().await;
    app.answers(Step::ConvertSignedOut, Choice::BeginAgain).await;
    signs_in(&app).await;
    app.answers(Step::ConvertWaiting, Choice::CancelConversion).await;
    app.reaches(Step::ConvertCancelled).await;
}

#[tokio::test]
async fn who_cannot_administer_it_is_told_and_back_leads_to_the_link() {
    let computer = Computer::with_cast().await;
    let app = in_session(&computer).await;
    app.answers(Step::RecoverNew, Choice::ConvertInstead).await;
    app.answers(Step::ConvertIntro, Choice::Continue).await;
    let typed = [(FieldName::Username, "contoso-tools")];
    app.answers_with(Step::ConvertAdministrator, Choice::Continue, &typed)
        .await;
    let sheet = app.is_refused(Step::ConvertAdministrator).await;
    assert_eq!(sheet.refusal.unwrap().field.as_deref(), Some("username"));
    app.act(Action::BackWizard).await;
    app.reaches(Step::ConvertIntro).await;
    app.act(Action::BackWizard).await;
    app.reaches(Step::RecoverNew).await;
}
