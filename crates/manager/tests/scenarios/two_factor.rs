//! Two-factor, by the guided wizard.

use crate::support::{Computer, PRACTICE, Running, TestGallery, added, came_back, settled, wizard};
use contract::{
    Code,
    desktop::{
        Action,
        view::CameBack,
        wizard::{Choice, FieldName, Step, WizardKind},
    },
};
use manager::ports::PracticeHost;
use practice::cast::{ACCOUNT1, ACCOUNT2, ANA, Person};

async fn begun(computer: &Computer, who: &Person) -> Running {
    let mut app = computer.start();
    let profile = app.enters(computer, who).await;
    app.starts(WizardKind::TwoFactor, Some(&profile)).await;
    app
}

async fn codes(app: &Running) -> Vec<String> {
    app.reaches(Step::TwoFactorCodesShown).await;
    let view = app
        .until(|view| wizard(view).is_some_and(|page| !page.codes.is_empty() && !page.busy))
        .await;
    wizard(&view).unwrap().codes.clone()
}

#[tokio::test]
async fn it_is_switched_on_after_a_second_factor_was_enrolled_and_a_code_typed_back_and_off_again() {
    let computer = Computer::new().await;
    let mut app = begun(&computer, &ACCOUNT1).await;
    app.answers(Step::TwoFactorIntro, Choice::ChooseOn).await;
    app.answers(Step::TwoFactorEnrol, Choice::Continue).await;
    app.proves(&computer, Step::TwoFactorProve, &ACCOUNT1).await;
    app.answers(Step::TwoFactorCodes, Choice::NewCodes).await;
    app.proves(&computer, Step::TwoFactorCodesProve, &ACCOUNT1).await;
    app.answers(Step::TwoFactorCodesMake, Choice::MakeCodes).await;
    let codes = codes(&app).await;
    app.answers(Step::TwoFactorCodesShown, Choice::CodesKept).await;
    let wrong = [(FieldName::RecoveryCode, "0000")];
    app.answers_with(Step::TwoFactorOn, Choice::SwitchOn, &wrong).await;
    app.until(|view| {
        let refusal = wizard(view).and_then(|page| page.sheet.refusal.as_ref());
        refusal.is_some_and(|problem| problem.code == Code::RecoveryCodeMistyped)
    })
    .await;
    let right = [(FieldName::RecoveryCode, codes[7].as_str())];
    app.answers_with(Step::TwoFactorOn, Choice::SwitchOn, &right).await;
    app.answers(Step::TwoFactorOnDone, Choice::Finish).await;
    let view = app.until(|view| view.under_way.is_empty()).await;
    let profile = view.accounts[0].profile.clone();

    app.starts(WizardKind::TwoFactor, Some(&profile)).await;
    app.answers(Step::TwoFactorIntro, Choice::ChooseOff).await;
    app.proves(&computer, Step::TwoFactorProve, &ACCOUNT1).await;
    let why = [(FieldName::Feedback, "My phone is broken.")];
    app.answers_with(Step::TwoFactorOff, Choice::SwitchOff, &why).await;
    app.reaches(Step::TwoFactorOffDone).await;
    let mails = PracticeHost::mails(&computer.practice).await;
    assert!(mails.iter().any(|mail| mail.text.contains("My phone is broken.")));
}

#[tokio::test]
async fn who_came_back_as_somebody_else_is_told_so() {
    let computer = Computer::new().await;
    let mut app = begun(&computer, &ACCOUNT1).await;
    app.answers(Step::TwoFactorIntro, Choice::ChooseOn).await;
    app.answers(Step::TwoFactorEnrol, Choice::Continue).await;
    app.proves(&computer, Step::TwoFactorProve, &ACCOUNT2).await;
    let sheet = app.reaches(Step::TwoFactorWrongPerson).await;
    assert_eq!(sheet.facts.other_person.as_deref(), Some(ACCOUNT2.address));
}

#[tokio::test]
async fn of_a_work_account_it_says_that_the_company_decides() {
    let computer = Computer::with_cast().await;
    let app = begun(&computer, &ANA).await;
    app.answers(Step::TwoFactorWork, Choice::ChooseOn).await;
    app.reaches(Step::TwoFactorEnrol).await;
}

#[tokio::test]
async fn a_gallery_without_it_is_said_to_have_none() {
    let computer = Computer::new().await;
    let company = TestGallery::of_a_company(&computer.clock).await;
    let mut app = computer.start();
    app.act(Action::ShowAddGallery).await;
    let address = company.address();
    app.act(Action::AddGallery { address }).await;
    app.until(|view| added(view) == 1).await;
    // It begins a sign-in at once.
    computer.browser.next().await;
    let profile = app.signs_in(&computer, &company.id(), ACCOUNT1.address).await;
    app.starts_at(WizardKind::TwoFactor, &company.id(), Some(&profile))
        .await;
    app.reaches(Step::TwoFactorMissing).await;
}

#[tokio::test]
async fn an_app_that_was_killed_after_the_codes_were_made_shows_them_again_and_goes_on() {
    let computer = Computer::new().await;
    let mut app = begun(&computer, &ACCOUNT1).await;
    app.answers(Step::TwoFactorIntro, Choice::ChooseOn).await;
    app.answers(Step::TwoFactorEnrol, Choice::Continue).await;
    app.proves(&computer, Step::TwoFactorProve, &ACCOUNT1).await;
    app.answers(Step::TwoFactorCodes, Choice::NewCodes).await;
    app.proves(&computer, Step::TwoFactorCodesProve, &ACCOUNT1).await;
    app.answers(Step::TwoFactorCodesMake, Choice::MakeCodes).await;
    let before = codes(&app).await;
    app.dies().await;
    let app = computer.start();
    let after = codes(&app).await;
    assert_eq!(after, before);
    app.answers(Step::TwoFactorCodesShown, Choice::CodesKept).await;
    let right = [(FieldName::RecoveryCode, after[0].as_str())];
    app.answers_with(Step::TwoFactorOn, Choice::SwitchOn, &right).await;
    app.reaches(Step::TwoFactorOnDone).await;
}

#[tokio::test]
async fn who_signs_in_without_the_second_factor_is_refused_and_asked_for_it_the_next_time() {
    let computer = Computer::guarded().await;
    let mut app = computer.start();
    app.comes_back(&computer, PRACTICE, ACCOUNT1.address).await;
    app.act(Action::ConfirmIdentity).await;
    let refused = |page: &CameBack| {
        let refusal = page.refusal.as_ref();
        refusal.is_some_and(|problem| problem.code == Code::SecondFactorRequired)
    };
    app.until(|view| came_back(view).is_some_and(refused)).await;
    app.act(Action::UseAnotherIdentity).await;
    app.returns_as(&computer, &ACCOUNT1).await;
    app.until(|view| came_back(view).is_some_and(|page| page.identity.second_factor))
        .await;
    app.act(Action::ConfirmIdentity).await;
    app.shows(settled).await;
}
