//! What happens to an account elsewhere, and what this app did itself.

use crate::support::{Computer, PRACTICE, Running, account, settled, wizard};
use axum::http::Method;
use contract::desktop::{
    Action, View,
    view::{AccountState, AccountTab, Language, NoticeKind, Page},
    wizard::{Choice, FieldName, ListName, Step, WizardKind},
};
use manager::ports::Notification;
use practice::cast::{ACCOUNT1, ACCOUNT3, ANA};

const DAY: i64 = 86_400;

fn has(view: &View, what: impl Fn(&NoticeKind) -> bool) -> bool {
    view.notices.iter().any(|notice| what(&notice.what))
}

fn shown(computer: &Computer) -> Vec<Notification> {
    computer.notifier.0.lock().unwrap().clone()
}

/// The desk and the laptop, both signed in to the same account, and the profile on the desk.
async fn both_signed_in(computer: &Computer, laptop: &Computer) -> (Running, Running, String, String) {
    let (mut desk, mut other) = (computer.start(), laptop.start());
    let profile = desk.signs_in_as_account1(computer).await;
    let theirs = other.signs_in_as_account1(laptop).await;
    desk.until(|view| settled(view).is_some_and(|page| page.sessions.len() == 2))
        .await;
    (desk, other, profile, theirs)
}

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

#[tokio::test]
async fn an_offer_of_ownership_is_told_accepted_and_then_stands_in_nobody_s_way() {
    let computer = Computer::with_cast().await;
    let laptop = computer.another();
    let (mut maya, mut ana) = (computer.start(), laptop.start());
    let profile = maya.signs_in_as_account1(&computer).await;
    let theirs = ana.signs_in(&laptop, PRACTICE, ANA.address).await;
    maya.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    maya.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    let before = maya.reaches(Step::DeleteAccountPackages).await;
    let left = crate::support::lines(&before, ListName::Orphans).len();
    maya.answers_about(Step::DeleteAccountPackages, Choice::HandOver, "Okafor.Text")
        .await;
    let typed = [(FieldName::Username, "ana.contoso")];
    maya.answers_with(Step::DeleteAccountHandOver, Choice::OfferOwnership, &typed)
        .await;
    maya.reaches(Step::DeleteAccountPackages).await;

    // A card on the account's page, a notice, and a notification that leads to the answer.
    ana.until(|view| {
        account(view).is_some_and(|page| page.standing.offers.iter().any(|offer| offer.package == "Okafor.Text"))
            && has(
                view,
                |what| matches!(what, NoticeKind::OwnershipOffered { package, .. } if package == "Okafor.Text"),
            )
    })
    .await;
    ana.act(shown(&laptop).pop().unwrap().opens).await;
    let sheet = ana.reaches(Step::AnswerOffer).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MyNuGetAccount1"));
    ana.answers(Step::AnswerOffer, Choice::AcceptOffer).await;
    ana.reaches(Step::AnswerOfferAccepted).await;
    assert!(!has(&ana.view(), |what| matches!(
        what,
        NoticeKind::OwnershipOffered { .. }
    )));
    let tab = AccountTab::Overview;
    ana.act(Action::ShowAccount { profile: theirs, tab }).await;
    ana.until(|view| settled(view).is_some_and(|page| page.standing.offers.is_empty()))
        .await;

    // The one who hands over goes on: one package less would be left without an owner.
    let after = maya
        .sees(Step::DeleteAccountPackages, |sheet| {
            crate::support::lines(sheet, ListName::Orphans).len() < left
        })
        .await;
    assert!(
        crate::support::lines(&after, ListName::Orphans)
            .iter()
            .all(|line| line.facts.word.as_deref() != Some("Okafor.Text"))
    );
}

#[tokio::test]
async fn an_offer_is_declined_and_one_that_was_never_there_is_said_to_be_gone() {
    let computer = Computer::with_cast().await;
    let laptop = computer.another();
    let (mut maya, mut ana) = (computer.start(), laptop.start());
    let profile = maya.signs_in_as_account1(&computer).await;
    let theirs = ana.signs_in(&laptop, PRACTICE, ANA.address).await;
    maya.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    maya.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    maya.answers_about(Step::DeleteAccountPackages, Choice::HandOver, "Okafor.Text")
        .await;
    let typed = [(FieldName::Username, "ana.contoso")];
    maya.answers_with(Step::DeleteAccountHandOver, Choice::OfferOwnership, &typed)
        .await;
    maya.reaches(Step::DeleteAccountPackages).await;
    ana.starts_about(WizardKind::AnswerOffer, &theirs, "Okafor.Text/ana.contoso")
        .await;
    ana.answers(Step::AnswerOffer, Choice::DeclineOffer).await;
    ana.reaches(Step::AnswerOfferDeclined).await;
    ana.starts_about(WizardKind::AnswerOffer, &theirs, "Nobody.Offers.This")
        .await;
    ana.reaches(Step::AnswerOfferGone).await;
}

#[tokio::test]
async fn a_key_that_ends_soon_is_told_once() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    assert!(!has(&app.view(), |what| matches!(what, NoticeKind::KeyEndsSoon { .. })));
    computer.clock.advance_secs(12 * DAY);
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let told = |what: &NoticeKind| matches!(what, NoticeKind::KeyEndsSoon { key, .. } if key == "From 2017");
    let view = app.until(|view| has(view, told)).await;
    assert_eq!(shown(&computer).len(), 1);
    let notice = view.notices.iter().find(|notice| told(&notice.what)).unwrap();
    app.act(Action::DismissNotice { id: notice.id.clone() }).await;
    app.quits().await;
    let app = computer.start();
    app.act(Action::RefreshAccount { profile }).await;
    let as_of = view_time(&app.view());
    computer.clock.advance_secs(1);
    app.until(|view| settled(view).is_some_and(|_| view_time(view) >= as_of))
        .await;
    assert!(!has(&app.view(), told));
    assert_eq!(shown(&computer).len(), 1);
}

fn view_time(view: &View) -> Option<contract::Timestamp> {
    account(view).and_then(|page| page.as_of)
}

#[tokio::test]
async fn a_sign_in_at_a_known_place_stands_in_the_app_and_disturbs_nobody() {
    let computer = Computer::new().await;
    let laptop = computer.another();
    let (desk, mut other, _, _) = both_signed_in(&computer, &laptop).await;
    assert_eq!(shown(&computer).len(), 1, "the laptop was new");
    other.signs_in_as_account1(&laptop).await;
    let sign_ins = |view: &View| {
        let notices = view.notices.iter();
        notices
            .filter(|notice| matches!(notice.what, NoticeKind::NewSignIn { .. }))
            .count()
    };
    desk.until(|view| sign_ins(view) == 2).await;
    assert_eq!(shown(&computer).len(), 1);
}

#[tokio::test]
async fn the_first_time_that_the_window_closes_and_the_app_goes_on_is_told_and_never_again() {
    let computer = Computer::new().await;
    let app = computer.start();
    // Without a tray the app quits.
    app.handle.closed_to_tray();
    app.handle.set_tray(true);
    let language = Language::German;
    app.act(Action::SetLanguage { language }).await;
    assert!(shown(&computer).is_empty());
    app.handle.closed_to_tray();
    app.handle.closed_to_tray();
    app.act(Action::ShowSettings).await;
    let told = shown(&computer);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].title, "NuGet Accounts läuft im Infobereich weiter");
    assert_eq!(told[0].opens, Action::ShowSettings);
    app.quits().await;
    let app = computer.start();
    app.handle.set_tray(true);
    app.handle.closed_to_tray();
    app.act(Action::ShowSettings).await;
    assert_eq!(shown(&computer).len(), 1);
}

#[tokio::test]
async fn whoever_wants_the_app_to_quit_with_its_window_says_so_once() {
    let computer = Computer::new().await;
    let app = computer.start();
    assert!(app.handle.keeps_running());
    app.act(Action::SetKeepsRunning { on: false }).await;
    assert!(!app.handle.keeps_running());
    app.quits().await;
    let app = computer.start();
    assert!(!app.handle.keeps_running());
    let view = app.act(Action::ShowSettings).await;
    assert!(matches!(view.page, Page::Settings(page) if !page.keeps_running));
}

#[tokio::test]
async fn what_was_read_is_shown_although_something_else_happened_meanwhile() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    let refresh = Action::RefreshAccount { profile };
    let before = view_time(&app.view());
    computer.clock.advance_secs(60);
    let held = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    app.act(refresh.clone()).await;
    let release = held.await.unwrap();
    // Asked for again, and the next answer never comes.
    app.act(refresh).await;
    let held = computer.practice.hold_next(Method::GET, "/api/v1/account/activity");
    release.send(()).unwrap();
    let kept = held.await.unwrap();
    let view = app.until(|view| view_time(view) > before).await;
    assert!(account(&view).unwrap().refreshing);
    drop(kept);
}
