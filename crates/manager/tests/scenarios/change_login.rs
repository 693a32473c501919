//! Changing the Microsoft account that signs in, by the guided wizard.

use crate::support::{Computer, Running, wizard};
use contract::{
    consequence::Consequence,
    desktop::{
        Action,
        wizard::{Block, Choice, Receipt, Sheet, Step, WizardKind},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3, Person};

async fn begun(computer: &Computer) -> Running {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app
}

/// Up to the sign-in with the new Microsoft account, as this person.
async fn met(computer: &Computer, new: &Person) -> Running {
    let mut app = begun(computer).await;
    app.proves(computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(computer, Step::ChangeLoginNew, new).await;
    app
}

fn receipt(sheet: &Sheet) -> &Receipt {
    let found = sheet.blocks.iter().find_map(|block| match block {
        Block::Receipt(receipt) => Some(receipt),
        _ => None,
    });
    found.expect("a receipt")
}

#[tokio::test]
async fn a_free_microsoft_account_takes_over_and_the_receipt_says_until_when_that_can_be_undone() {
    let computer = Computer::new().await;
    let app = met(&computer, &ACCOUNT3).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    let sheet = app.reaches(Step::ChangeLoginDone).await;
    let receipt = receipt(&sheet);
    assert!(receipt.undo_until.is_some());
    assert!(receipt.changed.iter().any(|line| matches!(
        line,
        Consequence::LoginReplaced { to, .. } if to.address.as_deref() == Some(ACCOUNT3.address)
    )));
}

#[tokio::test]
async fn who_came_back_as_somebody_else_is_told_so_and_can_try_again_without_losing_the_place() {
    let computer = Computer::new().await;
    let mut app = begun(&computer).await;
    app.proves(&computer, Step::ChangeLoginCurrent, &ACCOUNT3).await;
    let sheet = app.reaches(Step::ChangeLoginWrongPerson).await;
    assert_eq!(sheet.facts.person.as_deref(), Some(ACCOUNT1.address));
    assert_eq!(sheet.facts.other_person.as_deref(), Some(ACCOUNT3.address));
    app.proves(&computer, Step::ChangeLoginWrongPerson, &ACCOUNT1).await;
    app.reaches(Step::ChangeLoginNew).await;
}

#[tokio::test]
async fn a_microsoft_account_that_opens_another_account_leads_to_the_ways_out_and_a_swap_does_both() {
    let computer = Computer::new().await;
    let app = met(&computer, &ACCOUNT2).await;
    let sheet = app.reaches(Step::ChangeLoginConflict).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MyNuGetAccount2"));
    app.answers(Step::ChangeLoginConflict, Choice::ChooseSwap).await;
    app.answers(Step::ChangeLoginSwap, Choice::SwapLogins).await;
    let sheet = app.reaches(Step::ChangeLoginDone).await;
    let replaced = receipt(&sheet).changed.iter();
    assert_eq!(
        replaced
            .filter(|line| matches!(line, Consequence::LoginReplaced { .. }))
            .count(),
        2
    );
}

#[tokio::test]
async fn an_app_that_was_killed_at_the_last_page_still_has_both_sign_ins_and_goes_on() {
    let computer = Computer::new().await;
    let app = met(&computer, &ACCOUNT3).await;
    app.reaches(Step::ChangeLoginCheck).await;
    app.dies().await;
    let app = computer.start();
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    app.reaches(Step::ChangeLoginDone).await;
}

#[tokio::test]
async fn an_app_that_was_killed_while_the_browser_was_open_takes_the_return_afterwards() {
    let computer = Computer::new().await;
    let app = begun(&computer).await;
    app.answers(Step::ChangeLoginCurrent, Choice::OpenBrowser).await;
    let address = computer.browser.next().await;
    app.dies().await;
    let mut app = computer.start();
    let link = app.person.signs_in(&address, ACCOUNT1.address).await;
    app.handle.offer_link(&link);
    app.reaches(Step::ChangeLoginNew).await;
}

#[tokio::test]
async fn a_wizard_that_is_stopped_says_that_nothing_was_changed_and_is_gone() {
    let computer = Computer::new().await;
    let app = begun(&computer).await;
    app.reaches(Step::ChangeLoginCurrent).await;
    let (choice, target, typed) = (Choice::Cancel, None, Vec::new());
    app.act(Action::Choose { choice, target, typed }).await;
    app.answers(Step::Stop, Choice::StopHere).await;
    let view = app.until(|view| wizard(view).is_none()).await;
    assert!(view.under_way.is_empty());
}
