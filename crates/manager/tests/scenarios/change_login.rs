//! Changing the Microsoft account that signs in, by the guided wizard.

use crate::support::{Computer, Fault, PRACTICE, Running, account, at, wizard};
use accounts::recovery_code;
use contract::{
    AccountId, Code, Secret,
    consequence::Consequence,
    desktop::{
        Action, View,
        wizard::{Block, Choice, FieldName, ListName, Receipt, Sheet, Step, WizardKind},
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

#[tokio::test]
async fn stopping_while_the_browser_is_open_is_asked_about_and_whoever_goes_on_finds_the_browser_again() {
    let computer = Computer::new().await;
    let app = begun(&computer).await;
    app.answers(Step::ChangeLoginCurrent, Choice::OpenBrowser).await;
    let open = |view: &View| wizard(view).is_some_and(|page| page.sign_in.is_some());
    app.until(open).await;
    let (choice, target, typed) = (Choice::Cancel, None, Vec::new());
    app.act(Action::Choose { choice, target, typed }).await;
    app.reaches(Step::Stop).await;
    assert!(
        !open(&app.view()),
        "the browser's page stands in the place of the answers"
    );
    app.answers(Step::Stop, Choice::KeepGoing).await;
    app.until(open).await;
}

/// From the conflict with the second account up to the decision about that, in its own session.
async fn third(computer: &Computer) -> Running {
    let mut app = met(computer, &ACCOUNT2).await;
    app.answers(Step::ChangeLoginConflict, Choice::ChooseThird).await;
    app.answers(Step::ChangeLoginThird, Choice::Continue).await;
    app.proves(computer, Step::ChangeLoginThirdOpen, &ACCOUNT2).await;
    app.proves(computer, Step::ChangeLoginThirdCurrent, &ACCOUNT2).await;
    app.proves(computer, Step::ChangeLoginThirdNew, &ACCOUNT3).await;
    app.reaches(Step::ChangeLoginThirdCheck).await;
    app
}

#[tokio::test]
async fn with_a_third_microsoft_account_both_accounts_stay_and_each_is_opened_as_wished() {
    let computer = Computer::new().await;
    let app = third(&computer).await;
    // A kill in the middle of it.
    app.dies().await;
    let app = computer.start();
    app.answers(Step::ChangeLoginThirdCheck, Choice::MoveToThird).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    let sheet = app.reaches(Step::ChangeLoginDone).await;
    let opened: Vec<_> = receipt(&sheet)
        .changed
        .iter()
        .filter_map(|line| match line {
            Consequence::LoginReplaced { username, to, .. } => Some((username.as_str(), to.address.as_deref())),
            _ => None,
        })
        .collect();
    assert_eq!(
        opened,
        [
            ("MyNuGetAccount2", Some(ACCOUNT3.address)),
            ("MyNuGetAccount1", Some(ACCOUNT2.address)),
        ]
    );
    let view = app.until(|view| view.accounts.len() == 2).await;
    let mut names: Vec<_> = view.accounts.iter().map(|row| row.username.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["MyNuGetAccount1", "MyNuGetAccount2"]);
}

#[tokio::test]
async fn stopped_in_the_middle_of_the_third_way_it_says_what_stays_changed() {
    let computer = Computer::new().await;
    let app = third(&computer).await;
    app.answers(Step::ChangeLoginThirdCheck, Choice::MoveToThird).await;
    app.reaches(Step::ChangeLoginCheck).await;
    let (choice, target, typed) = (Choice::Cancel, None, Vec::new());
    app.act(Action::Choose { choice, target, typed }).await;
    let sheet = app.reaches(Step::Stop).await;
    assert!(matches!(&sheet.blocks[0], Block::Consequences { list: ListName::Stays, items } if !items.is_empty()));
}

#[tokio::test]
async fn a_conflict_begins_alone_for_somebody_who_is_not_signed_in_and_shows_what_the_other_account_has() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.starts(WizardKind::Conflict, None).await;
    app.proves(&computer, Step::ChangeLoginSignIn, &ACCOUNT1).await;
    app.answers(Step::ConflictIntro, Choice::Continue).await;
    app.proves(&computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(&computer, Step::ChangeLoginNew, &ACCOUNT2).await;
    let sheet = app.reaches(Step::ChangeLoginConflict).await;
    let loses = sheet.blocks.iter().any(|block| match block {
        Block::Consequences { list, items } => {
            let deleted = |line: &Consequence| matches!(line, Consequence::AccountDeleted { username, .. } if username == "MyNuGetAccount2");
            *list == ListName::OtherLoses && items.iter().any(deleted)
        }
        _ => false,
    });
    assert!(loses, "{:?}", sheet.blocks);
    // Looking spent nothing: the swap still works.
    app.answers(Step::ChangeLoginConflict, Choice::ChooseSwap).await;
    app.answers(Step::ChangeLoginSwap, Choice::SwapLogins).await;
    app.reaches(Step::ChangeLoginDone).await;
}

#[tokio::test]
async fn the_other_account_is_deleted_by_its_typed_name_and_its_microsoft_account_opens_this_one() {
    let computer = Computer::new().await;
    let app = met(&computer, &ACCOUNT2).await;
    app.answers(Step::ChangeLoginConflict, Choice::ChooseMove).await;
    let typed = [(FieldName::Confirmation, "mynugetaccount2")];
    app.answers_with(Step::ChangeLoginMove, Choice::MoveLogin, &typed).await;
    let sheet = app.reaches(Step::ChangeLoginDone).await;
    let gone = |line: &Consequence| matches!(line, Consequence::AccountDeleted { .. });
    assert!(receipt(&sheet).changed.iter().any(gone));
}

#[tokio::test]
async fn an_answer_that_is_lost_is_asked_for_again_and_the_change_is_made_once() {
    let computer = Computer::new().await;
    let app = met(&computer, &ACCOUNT3).await;
    app.reaches(Step::ChangeLoginCheck).await;
    computer.practice.fail_next(Fault::LoseAnswer("/api/v1/account/login"));
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    app.reaches(Step::ChangeLoginDone).await;
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn a_recovery_code_is_judged_where_it_is_typed_and_typed_again_where_the_gallery_refuses_it() {
    let computer = Computer::new().await;
    let mut app = begun(&computer).await;
    app.answers(Step::ChangeLoginCurrent, Choice::NoAccess).await;
    let mistyped = [(FieldName::RecoveryCode, "ABCD-EFGH")];
    app.answers_with(Step::ChangeLoginCode, Choice::Continue, &mistyped)
        .await;
    let refused = |code: Code| {
        move |view: &contract::desktop::View| {
            wizard(view).is_some_and(|page| {
                let refusal = page.sheet.refusal.as_ref();
                page.sheet.step == Step::ChangeLoginCode && refusal.is_some_and(|problem| problem.code == code)
            })
        }
    };
    app.until(refused(Code::RecoveryCodeMistyped)).await;
    // Written right, and another account's.
    let foreign = recovery_code::derive(
        &Secret::new("somebody".to_owned()),
        &[7; 32],
        AccountId::from_bytes([7; 16]),
        1,
    );
    let typed = [(FieldName::RecoveryCode, foreign.expose())];
    app.answers_with(Step::ChangeLoginCode, Choice::Continue, &typed).await;
    app.proves(&computer, Step::ChangeLoginNew, &ACCOUNT3).await;
    app.until(refused(Code::RecoveryCodeWrong)).await;
}

#[tokio::test]
async fn an_account_that_was_changed_a_moment_ago_says_so_before_anything_is_asked() {
    let computer = Computer::new().await;
    let app = met(&computer, &ACCOUNT3).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    app.answers(Step::ChangeLoginDone, Choice::Finish).await;
    let profile = app.shows(account).await.row.profile;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    let sheet = app.reaches(Step::ChangeLoginBlocked).await;
    let Some(Block::Lines { items, .. }) = sheet.blocks.first() else {
        panic!("{sheet:?}")
    };
    assert_eq!(items[0].code, Some(Code::LoginChangeOpen));
    assert_eq!(items[0].offers[0].starts, Some(WizardKind::UndoLogin));
}

#[tokio::test]
async fn what_only_the_other_account_owns_is_offered_to_this_one_and_accepted_before_it_is_deleted() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(&computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(&computer, Step::ChangeLoginNew, &ACCOUNT2).await;
    app.answers(Step::ChangeLoginConflict, Choice::ChooseMove).await;
    app.answers_about(Step::ChangeLoginPackages, Choice::HandOver, "Weber.Charts")
        .await;
    // Somebody else than the other account's owner comes back first.
    app.proves(&computer, Step::ChangeLoginPackagesOpen, &ACCOUNT1).await;
    app.is_refused(Step::ChangeLoginPackagesOpen).await;
    app.proves(&computer, Step::ChangeLoginPackagesOpen, &ACCOUNT2).await;
    let sheet = app.reaches(Step::ChangeLoginHandOver).await;
    assert_eq!(sheet.fields[0].text, "MyNuGetAccount1");
    app.answers(Step::ChangeLoginHandOver, Choice::OfferOwnership).await;
    app.reaches(Step::ChangeLoginPackages).await;
    app.dies().await;
    let app = computer.start();
    app.reaches(Step::ChangeLoginPackages).await;
    app.act(Action::StartWizard {
        wizard: WizardKind::AnswerOffer,
        gallery: PRACTICE.to_owned(),
        profile: Some(profile.clone()),
        subject: Some("Weber.Charts".to_owned()),
    })
    .await;
    app.answers(Step::AnswerOffer, Choice::AcceptOffer).await;
    app.answers(Step::AnswerOfferAccepted, Choice::Finish).await;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    app.until(|view| at(view, Step::ChangeLoginPackages).is_some_and(|page| page.sheet.facts.count == Some(0)))
        .await;
    app.answers(Step::ChangeLoginPackages, Choice::Continue).await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount2")];
    app.answers_with(Step::ChangeLoginMove, Choice::MoveLogin, &typed).await;
    let sheet = app.reaches(Step::ChangeLoginDone).await;
    let orphaned = |line: &Consequence| matches!(line, Consequence::PackageOrphaned { .. });
    assert!(!receipt(&sheet).changed.iter().any(orphaned));
}
