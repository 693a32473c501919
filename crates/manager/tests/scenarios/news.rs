//! What somebody else does to an account is told at once, and only to who did not do it.

use crate::{
    support::{Computer, Running, account, settled, wizard},
    told::{both_signed_in, has, shown},
};
use contract::account::AuditKind;
use contract::desktop::{
    Action,
    view::{AccountState, AccountTab, NoticeKind},
    wizard::{Choice, FieldName, Step, WizardKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

async fn changes_login(app: &mut Running, computer: &Computer, profile: &str) {
    app.starts(WizardKind::ChangeLogin, Some(profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(computer, Step::ChangeLoginNew, &ACCOUNT3).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    app.reaches(Step::ChangeLoginDone).await;
}

#[tokio::test]
async fn whoever_is_signed_out_by_a_change_of_the_login_is_told_with_what_undoes_it_and_who_did_it_is_not() {
    let computer = Computer::new().await;
    let laptop = computer.another();
    let (desk, mut other, _, theirs) = both_signed_in(&computer, &laptop).await;
    changes_login(&mut other, &laptop, &theirs).await;

    desk.until(|view| {
        has(
            view,
            |what| matches!(what, NoticeKind::LoginChanged { username, .. } if username == "MyNuGetAccount1"),
        ) && view.accounts[0].state == AccountState::SessionEnded
    })
    .await;
    let last = shown(&computer).pop().unwrap();
    assert!(
        matches!(&last.opens, Action::StartWizard { wizard: WizardKind::UndoLogin, subject: Some(name), .. }
        if name == "MyNuGetAccount1")
    );
    desk.act(last.opens).await;
    desk.until(|view| wizard(view).is_some_and(|page| page.kind == WizardKind::UndoLogin))
        .await;

    // Its event has come by when the sessions were read again.
    other.until(|view| view.accounts[0].state == AccountState::Ready).await;
    let tab = AccountTab::Sessions;
    other.act(Action::ShowAccount { profile: theirs, tab }).await;
    other
        .until(|view| settled(view).is_some_and(|page| page.sessions.len() == 1))
        .await;
    assert!(!has(&other.view(), |what| matches!(
        what,
        NoticeKind::LoginChanged { .. }
    )));
    assert!(shown(&laptop).is_empty());
}

#[tokio::test]
async fn a_deletion_that_somebody_else_asked_for_is_told_with_what_keeps_the_account() {
    let computer = Computer::with_cast().await;
    let laptop = computer.another();
    let (desk, mut other, _, theirs) = both_signed_in(&computer, &laptop).await;
    other.starts(WizardKind::DeleteAccount, Some(&theirs)).await;
    other.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    other.answers(Step::DeleteAccountPackages, Choice::Continue).await;
    other.answers(Step::DeleteAccountOrphans, Choice::UnlistOrphans).await;
    other.proves(&laptop, Step::DeleteAccountProof, &ACCOUNT1).await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount1")];
    other
        .answers_with(Step::DeleteAccountCheck, Choice::DeleteAccount, &typed)
        .await;
    other.reaches(Step::DeleteAccountSignedOut).await;

    desk.until(|view| has(view, |what| matches!(what, NoticeKind::DeletionRequested { .. })))
        .await;
    let last = shown(&computer).pop().unwrap();
    assert!(matches!(
        last.opens,
        Action::StartWizard {
            wizard: WizardKind::DeleteAccount,
            ..
        }
    ));
    other
        .until(|view| view.accounts[0].state == AccountState::SessionEnded)
        .await;
    assert!(shown(&laptop).is_empty(), "nobody is told of what they did themselves");
    assert!(!has(&other.view(), |what| matches!(
        what,
        NoticeKind::DeletionRequested { .. }
    )));
}

#[tokio::test]
async fn a_recovery_that_somebody_began_is_told_and_stopped_from_the_account_s_page() {
    let computer = Computer::new().await;
    let laptop = computer.another();
    let mut desk = computer.start();
    let profile = desk.signs_in_as_account1(&computer).await;
    let other = laptop.start();
    other.starts(WizardKind::Recover, None).await;
    other.answers(Step::RecoverStart, Choice::ChooseLost).await;
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    other
        .answers_with(Step::RecoverUsername, Choice::Continue, &typed)
        .await;
    let typed = [(FieldName::Email, ACCOUNT1.address)];
    other.answers_with(Step::RecoverAddress, Choice::Continue, &typed).await;
    other.reaches(Step::RecoverCode).await;
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    other
        .answers_with(Step::RecoverCode, Choice::Continue, &[(FieldName::Code, &code)])
        .await;

    desk.until(|view| {
        has(view, |what| matches!(what, NoticeKind::RecoveryStarted { .. }))
            && settled(view).is_some_and(|page| page.standing.recoveries.len() == 1)
    })
    .await;
    let tab = AccountTab::Overview;
    let opens = Action::ShowAccount {
        profile: profile.clone(),
        tab,
    };
    assert_eq!(shown(&computer).pop().unwrap().opens, opens);
    desk.act(Action::StopRecovery { profile }).await;
    let view = desk
        .until(|view| {
            has(view, |what| matches!(what, NoticeKind::RecoveryStopped { .. }))
                && settled(view).is_some_and(|page| page.standing.recoveries.is_empty())
        })
        .await;
    assert!(!has(&view, |what| matches!(what, NoticeKind::RecoveryStarted { .. })));
}

#[tokio::test]
async fn a_key_that_was_found_in_public_is_told_as_an_alarm_and_stands_in_the_activity() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    computer.practice.finds_in_public("From 2017").await;
    let told = |what: &NoticeKind| matches!(what, NoticeKind::KeyFoundInPublic { username, key, .. } if username == "MyNuGetAccount1" && key == "From 2017");
    app.until(|view| has(view, told)).await;
    let last = shown(&computer).pop().unwrap();
    assert!(last.title.contains("From 2017"), "{last:?}");
    // A new one is made where the keys stand.
    app.act(last.opens).await;
    app.reaches(Step::ApiKeysList).await;
    let tab = AccountTab::Activity;
    app.act(Action::ShowAccount { profile, tab }).await;
    app.until(|view| {
        account(view).is_some_and(|page| {
            let mut kinds = page.activity.iter().map(|entry| entry.kind);
            kinds.any(|kind| kind == AuditKind::KeyFoundInPublic)
        })
    })
    .await;
}

#[tokio::test]
async fn who_recovers_an_account_that_stands_in_their_list_is_not_asked_whether_that_was_them() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, Choice::ChooseLost).await;
    let typed = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::RecoverUsername, Choice::Continue, &typed).await;
    let typed = [(FieldName::Email, ACCOUNT1.address)];
    app.answers_with(Step::RecoverAddress, Choice::Continue, &typed).await;
    app.reaches(Step::RecoverCode).await;
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    app.answers_with(Step::RecoverCode, Choice::Continue, &[(FieldName::Code, &code)])
        .await;
    app.proves(&computer, Step::RecoverNew, &ACCOUNT3).await;
    app.answers(Step::RecoverCheck, Choice::LinkLogin).await;
    app.reaches(Step::RecoverDone).await;
    // What happened at the account is heard by the time that its sessions were read again.
    let profile = app.view().accounts[0].profile.clone();
    let tab = AccountTab::Sessions;
    app.act(Action::ShowAccount { profile, tab }).await;
    app.until(|view| settled(view).is_some_and(|page| page.sessions.len() == 1))
        .await;
    assert!(!has(&app.view(), |what| matches!(what, NoticeKind::NewSignIn { .. })));
    assert!(shown(&computer).is_empty());
}
