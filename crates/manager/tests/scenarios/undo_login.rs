//! Taking a change of the Microsoft account back, by the guided wizard.

use crate::support::{Computer, Fault, PRACTICE, Running, account, settled};
use contract::desktop::{
    Action,
    view::AccountState,
    wizard::{Block, Choice, FieldName, ListName, Sheet, Step, WizardKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3, Person};

/// The app of somebody whose account has been given this Microsoft account, in place of their own.
async fn changed(computer: &Computer, new: &Person) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(computer, Step::ChangeLoginNew, new).await;
    (app, profile)
}

async fn changed_to_account3(computer: &Computer) -> (Running, String) {
    let (app, profile) = changed(computer, &ACCOUNT3).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    app.answers(Step::ChangeLoginDone, Choice::Finish).await;
    app.shows(account).await;
    (app, profile)
}

fn has_receipt(sheet: &Sheet) -> bool {
    sheet.blocks.iter().any(|block| matches!(block, Block::Receipt(_)))
}

/// Who opens the account, as its page says once it was read.
async fn opens_with(app: &Running, profile: &str, who: &Person) {
    let (profile, tab) = (profile.to_owned(), contract::desktop::view::AccountTab::Overview);
    app.act(Action::ShowAccount { profile, tab }).await;
    app.until(|view| {
        settled(view).is_some_and(|page| {
            let login = page.account.as_ref().and_then(|account| account.login.as_ref());
            page.row.state == AccountState::Ready
                && login.is_some_and(|login| login.identity.address.as_deref() == Some(who.address))
        })
    })
    .await;
}

#[tokio::test]
async fn the_microsoft_account_from_before_has_the_account_back_and_is_signed_in() {
    let computer = Computer::new().await;
    let (mut app, profile) = changed_to_account3(&computer).await;
    app.starts(WizardKind::UndoLogin, Some(&profile)).await;
    app.proves(&computer, Step::UndoLoginIntro, &ACCOUNT1).await;
    let sheet = app.reaches(Step::UndoLoginCheck).await;
    assert!(
        sheet
            .blocks
            .iter()
            .any(|block| matches!(block, Block::Consequences { .. }))
    );
    app.answers(Step::UndoLoginCheck, Choice::UndoChange).await;
    assert!(has_receipt(&app.reaches(Step::UndoLoginDone).await));
    app.answers(Step::UndoLoginDone, Choice::Finish).await;
    opens_with(&app, &profile, &ACCOUNT1).await;
}

#[tokio::test]
async fn on_another_computer_nothing_but_the_sign_in_is_needed_and_a_kill_in_the_middle_costs_nothing() {
    let computer = Computer::new().await;
    let (_app, _) = changed_to_account3(&computer).await;
    let laptop = computer.another();
    let mut app = laptop.start();
    app.starts(WizardKind::UndoLogin, None).await;
    app.proves(&laptop, Step::UndoLoginIntro, &ACCOUNT1).await;
    app.reaches(Step::UndoLoginCheck).await;
    app.dies().await;
    let app = laptop.start();
    app.reaches(Step::UndoLoginCheck).await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/login-changes/undo"));
    app.answers(Step::UndoLoginCheck, Choice::UndoChange).await;
    app.reaches(Step::UndoLoginDone).await;
    assert!(computer.practice.has_failed());
    let view = app.until(|view| view.accounts.len() == 1).await;
    assert_eq!(view.accounts[0].username, "MyNuGetAccount1");
    opens_with(&app, &view.accounts[0].profile, &ACCOUNT1).await;
}

#[tokio::test]
async fn who_came_back_as_the_new_one_is_told_that_there_is_nothing_to_undo_by_it() {
    let computer = Computer::new().await;
    let (mut app, profile) = changed_to_account3(&computer).await;
    app.starts(WizardKind::UndoLogin, Some(&profile)).await;
    app.proves(&computer, Step::UndoLoginIntro, &ACCOUNT3).await;
    let sheet = app.reaches(Step::UndoLoginNothing).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MyNuGetAccount1"));
    app.proves(&computer, Step::UndoLoginNothing, &ACCOUNT1).await;
    app.reaches(Step::UndoLoginCheck).await;
}

#[tokio::test]
async fn a_swap_is_undone_by_both() {
    let computer = Computer::new().await;
    let (mut app, profile) = changed(&computer, &ACCOUNT2).await;
    app.answers(Step::ChangeLoginConflict, Choice::ChooseSwap).await;
    app.answers(Step::ChangeLoginSwap, Choice::SwapLogins).await;
    app.answers(Step::ChangeLoginDone, Choice::Finish).await;
    app.starts(WizardKind::UndoLogin, Some(&profile)).await;
    app.proves(&computer, Step::UndoLoginIntro, &ACCOUNT1).await;
    app.proves(&computer, Step::UndoLoginPartner, &ACCOUNT2).await;
    app.answers(Step::UndoLoginCheck, Choice::UndoChange).await;
    app.reaches(Step::UndoLoginDone).await;
    opens_with(&app, &profile, &ACCOUNT1).await;
}

/// Presses the button of the page behind the link that freezes the account.
async fn freezes(computer: &Computer) {
    let link = computer.practice.mailed_link(ACCOUNT1.address).await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = http.post(link).send().await.unwrap();
    assert!(answer.status().is_success());
    // Mails of one moment have no order.
    computer.practice.clock().advance_secs(60);
}

/// Up to the page on which the mailed code is typed.
async fn asks_for_a_code(app: &Running, decide: Choice) {
    app.starts(WizardKind::UndoLogin, None).await;
    app.answers(Step::UndoLoginIntro, Choice::NoAccess).await;
    let typed = [(FieldName::Username, "mynugetaccount1")];
    app.answers_with(Step::UndoLoginName, Choice::Continue, &typed).await;
    app.answers(Step::UndoLoginWhich, decide).await;
    app.answers(Step::UndoLoginBy, Choice::UseMailedCode).await;
    let typed = [(FieldName::Email, ACCOUNT1.address)];
    app.answers_with(Step::UndoLoginMail, Choice::SendCode, &typed).await;
    app.reaches(Step::UndoLoginMailCode).await;
}

#[tokio::test]
async fn a_frozen_account_is_decided_about_by_the_mailed_code_also_after_a_kill() {
    let computer = Computer::new().await;
    let (_app, _) = changed_to_account3(&computer).await;
    freezes(&computer).await;
    let laptop = computer.another();
    let app = laptop.start();
    asks_for_a_code(&app, Choice::ChooseUndo).await;
    app.dies().await;
    let mut app = laptop.start();
    app.reaches(Step::UndoLoginMailCode).await;
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/login-changes/decision"));
    let typed = [(FieldName::Code, code.as_str())];
    app.answers_with(Step::UndoLoginMailCode, Choice::UndoChange, &typed)
        .await;
    assert!(has_receipt(&app.reaches(Step::UndoLoginDecided).await));
    assert!(computer.practice.has_failed());
    app.answers(Step::UndoLoginDecided, Choice::SignInAgain).await;
    app.returns_as(&laptop, &ACCOUNT1).await;
    app.reaches(Step::UndoLoginDone).await;
    assert_eq!(app.view().accounts.len(), 1);
}

#[tokio::test]
async fn keeping_a_change_frees_the_account_and_a_wrong_code_is_said_at_its_field() {
    let computer = Computer::new().await;
    let (_app, _) = changed_to_account3(&computer).await;
    freezes(&computer).await;
    let laptop = computer.another();
    let mut app = laptop.start();
    asks_for_a_code(&app, Choice::ChooseKeep).await;
    for wrong in ["123", "00000000"] {
        let typed = [(FieldName::Code, wrong)];
        app.answers_with(Step::UndoLoginMailCode, Choice::KeepChange, &typed)
            .await;
        app.until(|view| {
            crate::support::wizard(view).is_some_and(|page| {
                let refusal = page.sheet.refusal.as_ref();
                !page.busy && refusal.is_some_and(|problem| problem.field.as_deref() == Some("code"))
            })
        })
        .await;
    }
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    let typed = [(FieldName::Code, code.as_str())];
    app.answers_with(Step::UndoLoginMailCode, Choice::KeepChange, &typed)
        .await;
    app.answers(Step::UndoLoginDecided, Choice::Finish).await;
    app.signs_in(&laptop, PRACTICE, ACCOUNT3.address).await;
}

#[tokio::test]
async fn the_note_that_a_code_was_typed_and_forgotten_stands_nowhere_else() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.starts(WizardKind::UndoLogin, None).await;
    app.answers(Step::UndoLoginIntro, Choice::NoAccess).await;
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::UndoLoginName, Choice::Continue, &typed).await;
    app.answers(Step::UndoLoginWhich, Choice::ChooseUndo).await;
    app.answers(Step::UndoLoginBy, Choice::UseRecoveryCode).await;
    let sheet = app.reaches(Step::UndoLoginCode).await;
    let notes: Vec<_> = sheet
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Note { list, .. } => Some(*list),
            _ => None,
        })
        .collect();
    assert_eq!(notes, [ListName::Undoing]);
}
