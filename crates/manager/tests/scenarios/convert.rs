//! Converting an account to an organization, from both sides, by the guided wizards.

use crate::support::{Computer, Fault, PRACTICE, Running, account, lines, receipt};
use contract::{
    Code,
    consequence::Consequence,
    desktop::{
        Action,
        view::{AccountState, AccountTab, NoticeKind},
        wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    },
};
use manager::tray::TrayEntry;
use practice::cast::{ACCOUNT1, ACCOUNT2, ANA};

/// At the choice of the administrator, as account1.
async fn begun(computer: &Computer) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::Convert, Some(&profile)).await;
    app.answers(Step::ConvertIntro, Choice::Continue).await;
    app.reaches(Step::ConvertAdministrator).await;
    (app, profile)
}

async fn named(app: &Running, administrator: &str) {
    let typed = [(FieldName::Username, administrator)];
    app.answers_with(Step::ConvertAdministrator, Choice::Continue, &typed)
        .await;
}

/// At the decision.
async fn proved(computer: &Computer) -> (Running, String) {
    let (mut app, profile) = begun(computer).await;
    named(&app, "ana.contoso").await;
    app.proves(computer, Step::ConvertProof, &ACCOUNT1).await;
    app.reaches(Step::ConvertCheck).await;
    (app, profile)
}

async fn asks(app: &Running) {
    let typed = [(FieldName::Confirmation, "MyNuGetAccount1")];
    app.answers_with(Step::ConvertCheck, Choice::RequestConversion, &typed)
        .await;
}

/// Waiting for the administrator.
async fn waiting(computer: &Computer) -> (Running, String) {
    let (app, profile) = proved(computer).await;
    asks(&app).await;
    app.reaches(Step::ConvertWaiting).await;
    (app, profile)
}

async fn shows_account(app: &Running, profile: &str) {
    let (profile, tab) = (profile.to_owned(), AccountTab::Overview);
    app.act(Action::ShowAccount { profile, tab }).await;
}

#[tokio::test]
async fn both_sides_in_one_app_see_it_through_and_the_organization_exists() {
    let computer = Computer::with_cast().await;
    let (mut app, asking) = waiting(&computer).await;
    let username = "ana.contoso".to_owned();
    assert_eq!(app.view().under_way[0].waits_for, Some(WaitsFor::Somebody { username }));
    let ana = app.signs_in_anew(&computer, PRACTICE, ANA.address).await;
    // What waits stands on the administrator's page.
    let view = app
        .until(|view| account(view).is_some_and(|page| !page.standing.conversions.is_empty()))
        .await;
    let page = account(&view).unwrap();
    assert_eq!(page.standing.conversions[0].account, "MyNuGetAccount1");
    app.starts_about(WizardKind::AnswerConversion, &ana, "MyNuGetAccount1")
        .await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount1")];
    app.answers_with(Step::AnswerConversion, Choice::AcceptConversion, &typed)
        .await;
    let sheet = app.reaches(Step::AnswerConversionAccepted).await;
    assert!(
        receipt(&sheet)
            .changed
            .iter()
            .any(|line| matches!(line, Consequence::BecomesOrganization { .. }))
    );
    // The side that asked: its session has ended, and the administrator here sees the organization.
    app.until(|view| view.accounts[0].state == AccountState::SessionEnded)
        .await;
    app.starts(WizardKind::Convert, Some(&asking)).await;
    app.answers(Step::ConvertDone, Choice::Finish).await;
    // Its page says what it is now, and whose page leads to it.
    shows_account(&app, &asking).await;
    let view = app
        .until(|view| account(view).is_some_and(|page| page.organization.is_some()))
        .await;
    let organization = account(&view).and_then(|page| page.organization.clone()).unwrap();
    assert_eq!(
        (organization.administrator.as_str(), &organization.profile),
        ("ana.contoso", &ana)
    );
}

#[tokio::test]
async fn without_the_administrator_here_the_end_of_the_session_is_explained() {
    let computer = Computer::with_cast().await;
    let (mut app, asking) = waiting(&computer).await;
    let laptop = computer.another();
    let mut other = laptop.start();
    let ana = other.signs_in(&laptop, PRACTICE, ANA.address).await;
    other
        .starts_about(WizardKind::AnswerConversion, &ana, "MyNuGetAccount1")
        .await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount1")];
    other
        .answers_with(Step::AnswerConversion, Choice::AcceptConversion, &typed)
        .await;
    other.reaches(Step::AnswerConversionAccepted).await;
    let sheet = app.reaches(Step::ConvertSignedOut).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("ana.contoso"));
    // The account's page names who was asked, who is not known here.
    shows_account(&app, &asking).await;
    let view = app
        .until(|view| account(view).is_some_and(|page| page.asked.is_some()))
        .await;
    let page = account(&view).unwrap();
    assert_eq!(
        (page.asked.as_deref(), page.organization.as_ref()),
        (Some("ana.contoso"), None)
    );
    // Once the administrator is added here, both pages know what became of it.
    let ana = app.signs_in_anew(&computer, PRACTICE, ANA.address).await;
    shows_account(&app, &asking).await;
    let view = app
        .until(|view| account(view).is_some_and(|page| page.organization.is_some()))
        .await;
    let organization = account(&view).and_then(|page| page.organization.clone()).unwrap();
    assert_eq!(organization.profile, ana);
    app.goes_on().await;
    app.reaches(Step::ConvertDone).await;
}

#[tokio::test]
async fn all_that_stands_in_the_way_is_removed_from_the_page() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_somehow(&computer, &ACCOUNT2).await;
    app.starts(WizardKind::Convert, Some(&profile)).await;
    app.answers(Step::ConvertIntro, Choice::Continue).await;
    let sheet = app.reaches(Step::ConvertBlockers).await;
    assert_eq!(lines(&sheet, ListName::Blockers).len(), 2);
    app.answers_about(Step::ConvertBlockers, Choice::ChooseLeave, "contoso-tools")
        .await;
    app.answers(Step::ConvertLeave, Choice::LeaveOrganization).await;
    app.answers_about(Step::ConvertBlockers, Choice::DeclineInvitation, "contoso-labs")
        .await;
    app.answers(Step::ConvertBlockers, Choice::Continue).await;
    app.reaches(Step::ConvertAdministrator).await;
}

#[tokio::test]
async fn who_cannot_administer_it_is_told_at_the_field() {
    let computer = Computer::with_cast().await;
    let (app, _) = begun(&computer).await;
    for (name, code) in [
        ("MyNuGetAccount1", Code::AdministratorIsSame),
        ("contoso-tools", Code::AdministratorIsOrganization),
        ("nobody-at-all", Code::AccountUnknown),
        ("account2@outlook.com", Code::UsernameIsEmail),
    ] {
        named(&app, name).await;
        let refused = |sheet: &contract::desktop::wizard::Sheet| {
            sheet.refusal.as_ref().is_some_and(|problem| problem.code == code)
        };
        let sheet = app.sees(Step::ConvertAdministrator, refused).await;
        assert_eq!(sheet.refusal.unwrap().field.as_deref(), Some("username"));
    }
}

#[tokio::test]
async fn a_request_whose_answer_was_lost_is_made_once_and_can_be_cancelled_after_a_crash() {
    let computer = Computer::with_cast().await;
    let (app, profile) = proved(&computer).await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/account/conversion"));
    asks(&app).await;
    app.reaches(Step::ConvertWaiting).await;
    assert!(computer.practice.has_failed());
    app.dies().await;
    let app = computer.start();
    app.goes_on().await;
    app.answers(Step::ConvertWaiting, Choice::CancelConversion).await;
    app.reaches(Step::ConvertCancelled).await;
    shows_account(&app, &profile).await;
    app.until(|view| account(view).is_some_and(|page| page.standing.conversion.is_none() && !page.refreshing))
        .await;
}

#[tokio::test]
async fn a_request_is_told_to_the_administrator_at_once_who_rejects_it() {
    let computer = Computer::with_cast().await;
    let laptop = computer.another();
    let mut other = laptop.start();
    let ana = other.signs_in(&laptop, PRACTICE, ANA.address).await;
    let (app, _) = waiting(&computer).await;
    let asks = |view: &contract::desktop::View| {
        let mut notices = view.notices.iter();
        notices.any(|notice| matches!(notice.what, NoticeKind::ConversionRequested { .. }))
    };
    other.until(asks).await;
    // A click on the notification, or on the entry of the tray, leads to the answer.
    let told = laptop.notifier.0.lock().unwrap()[0].clone();
    let entries = manager::tray::menu(&other.view(), manager::words::Tongue::English);
    assert!(matches!(&entries[0], TrayEntry::Page { opens, .. } if **opens == told.opens));
    other.act(told.opens).await;
    other.answers(Step::AnswerConversion, Choice::RejectConversion).await;
    other.reaches(Step::AnswerConversionRejected).await;
    assert!(other.view().notices.is_empty(), "what was answered is no news any more");
    assert_eq!(other.view().under_way.len(), 0);
    assert!(other.view().accounts.iter().any(|row| row.profile == ana));
    app.reaches(Step::ConvertOver).await;
    // What was answered asks nobody any more.
    other.until(|view| !asks(view)).await;
}

#[tokio::test]
async fn a_wizard_that_ends_while_another_page_is_shown_stays_in_the_list_until_it_was_looked_at() {
    let computer = Computer::with_cast().await;
    let laptop = computer.another();
    let mut other = laptop.start();
    let ana = other.signs_in(&laptop, PRACTICE, ANA.address).await;
    let (app, profile) = waiting(&computer).await;
    shows_account(&app, &profile).await;
    other
        .starts_about(WizardKind::AnswerConversion, &ana, "MyNuGetAccount1")
        .await;
    other.answers(Step::AnswerConversion, Choice::RejectConversion).await;
    let ended = |view: &contract::desktop::View| {
        let mut rows = view.under_way.iter();
        rows.any(|row| row.waits_for == Some(WaitsFor::Look))
    };
    app.until(ended).await;
    app.goes_on().await;
    app.reaches(Step::ConvertOver).await;
    assert!(app.view().under_way.is_empty());
    shows_account(&app, &profile).await;
    app.until(|view| account(view).is_some()).await;
    assert!(app.view().under_way.is_empty());
}
