//! Deleting an account, and keeping it, by the guided wizard.

use crate::support::{Computer, Fault, PRACTICE, Running, account, lines, receipt, wizard};
use contract::{
    Code,
    consequence::Consequence,
    desktop::{
        Action,
        view::AccountState,
        wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

const DAY: i64 = 86_400;

/// At the packages that nobody else owns.
async fn begun(computer: &Computer) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    app.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    app.reaches(Step::DeleteAccountPackages).await;
    (app, profile)
}

/// At the decision.
async fn proved(computer: &Computer) -> (Running, String) {
    let (mut app, profile) = begun(computer).await;
    app.answers(Step::DeleteAccountPackages, Choice::Continue).await;
    app.answers(Step::DeleteAccountOrphans, Choice::UnlistOrphans).await;
    app.proves(computer, Step::DeleteAccountProof, &ACCOUNT1).await;
    app.reaches(Step::DeleteAccountCheck).await;
    (app, profile)
}

async fn deletes(app: &Running) {
    let typed = [(FieldName::Confirmation, "mynugetaccount1")];
    app.answers_with(Step::DeleteAccountCheck, Choice::DeleteAccount, &typed)
        .await;
}

#[tokio::test]
async fn an_account_is_deleted_after_its_grace_period_unless_it_is_kept_by_signing_in_again() {
    let computer = Computer::with_cast().await;
    let (mut app, profile) = proved(&computer).await;
    deletes(&app).await;
    let sheet = app.reaches(Step::DeleteAccountSignedOut).await;
    let changed = receipt(&sheet).changed;
    assert!(changed.iter().any(|line| matches!(
        line,
        Consequence::PackageOrphaned { package, unlisted: true } if package == "Okafor.Text"
    )));
    let view = app.view();
    assert_eq!(view.accounts[0].state, AccountState::SessionEnded);
    assert!(matches!(view.under_way[0].waits_for, Some(WaitsFor::Time { .. })));
    // The account's page says so too, and its button leads back here.
    app.answers(Step::DeleteAccountSignedOut, Choice::SignInElsewhere).await;
    let address = computer.browser.next().await;
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.shows(crate::support::came_back).await;
    app.act(Action::ConfirmIdentity).await;
    app.until(|view| {
        account(view).is_some_and(|page| {
            let deletion = page.account.as_ref().and_then(|account| account.deletion_at);
            page.row.state == AccountState::Ready && deletion.is_some()
        })
    })
    .await;
    app.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    app.answers(Step::DeleteAccountGrace, Choice::KeepAccount).await;
    app.reaches(Step::DeleteAccountKept).await;
}

#[tokio::test]
async fn a_package_is_offered_to_somebody_from_the_page_and_leaves_the_list_when_they_accept() {
    let computer = Computer::with_cast().await;
    let (app, _) = begun(&computer).await;
    app.answers_about(Step::DeleteAccountPackages, Choice::HandOver, "Okafor.Text")
        .await;
    let typed = [(FieldName::Username, "nobody-at-all")];
    app.answers_with(Step::DeleteAccountHandOver, Choice::OfferOwnership, &typed)
        .await;
    let sheet = app.is_refused(Step::DeleteAccountHandOver).await;
    assert_eq!(sheet.refusal.unwrap().field.as_deref(), Some("username"));
    let typed = [(FieldName::Username, "ana.contoso")];
    app.answers_with(Step::DeleteAccountHandOver, Choice::OfferOwnership, &typed)
        .await;
    let sheet = app.reaches(Step::DeleteAccountPackages).await;
    assert_eq!(
        lines(&sheet, ListName::Orphans)[0].facts.member.as_deref(),
        Some("ana.contoso")
    );
}

#[tokio::test]
async fn the_wrong_person_and_the_wrong_name_change_nothing() {
    let computer = Computer::with_cast().await;
    let (mut app, _) = begun(&computer).await;
    app.answers(Step::DeleteAccountPackages, Choice::Continue).await;
    app.answers(Step::DeleteAccountOrphans, Choice::LeaveOrphans).await;
    app.proves(&computer, Step::DeleteAccountProof, &ACCOUNT3).await;
    app.proves(&computer, Step::DeleteAccountWrongPerson, &ACCOUNT1).await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount2")];
    app.answers_with(Step::DeleteAccountCheck, Choice::DeleteAccount, &typed)
        .await;
    let sheet = app.is_refused(Step::DeleteAccountCheck).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::ConfirmationWrong);
    assert_eq!(app.view().accounts[0].state, AccountState::Ready);
}

#[tokio::test]
async fn an_app_that_was_killed_before_the_decision_still_has_everything_and_decides() {
    let computer = Computer::with_cast().await;
    let (app, _) = proved(&computer).await;
    app.drafts(FieldName::Confirmation, "MyNuGet").await;
    app.dies().await;
    let app = computer.start();
    app.goes_on().await;
    let sheet = app.reaches(Step::DeleteAccountCheck).await;
    assert_eq!(sheet.fields[0].text, "MyNuGet");
    deletes(&app).await;
    app.reaches(Step::DeleteAccountSignedOut).await;
}

#[tokio::test]
async fn the_last_letters_typed_reach_their_wizard_though_another_page_is_shown_already() {
    let computer = Computer::with_cast().await;
    let (app, _) = proved(&computer).await;
    let id = wizard(&app.view()).unwrap().id.clone();
    app.act(Action::ShowSettings).await;
    let (field, text) = (FieldName::Confirmation, "MyNuGet".to_owned());
    app.act(Action::DraftWizard { id, field, text }).await;
    app.goes_on().await;
    let sheet = app.reaches(Step::DeleteAccountCheck).await;
    assert_eq!(sheet.fields[0].text, "MyNuGet");
}

#[tokio::test]
async fn when_the_grace_period_is_over_the_wizard_says_that_the_time_is_over() {
    let computer = Computer::with_cast().await;
    let (app, _) = proved(&computer).await;
    deletes(&app).await;
    app.reaches(Step::DeleteAccountSignedOut).await;
    app.dies().await;
    computer.clock.advance_secs(8 * DAY);
    let app = computer.start();
    app.goes_on().await;
    let sheet = app.reaches(Step::DeleteAccountSignedOut).await;
    assert_eq!(sheet.facts.is, Some(true));
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_and_tells_how_long_there_is_to_keep_the_account() {
    let computer = Computer::with_cast().await;
    let (mut app, profile) = proved(&computer).await;
    let lost = Fault::Lose(axum::http::Method::DELETE, "/api/v1/account");
    computer.practice.fail_next(lost);
    deletes(&app).await;
    let sheet = app.reaches(Step::DeleteAccountSignedOut).await;
    assert!(sheet.facts.until.is_some());
    app.signs_in_anew(&computer, PRACTICE, ACCOUNT1.address).await;
    app.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    let sheet = app.reaches(Step::DeleteAccountGrace).await;
    assert!(sheet.facts.until.is_some());
}
