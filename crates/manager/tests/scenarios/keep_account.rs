//! Keeping an account whose login was moved to another one, by the link that was mailed to it.

use crate::{
    recover::{is_relinked, mailed, types_code},
    support::{Computer, Fault, PRACTICE, Running, account, settled},
};
use axum::http::Method;
use contract::{
    Code,
    consequence::Consequence,
    desktop::{
        Action,
        view::Page,
        wizard::{Block, Choice, FieldName, Offer, Sheet, Step, WizardKind},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT2, ACCOUNT3, Person};

/// The Microsoft account of `MyNuGetAccount2` opens `MyNuGetAccount1` from now on, and the deletion of the former has begun.
/// Gives the link that was mailed about that.
async fn moved(computer: &Computer) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(computer, Step::ChangeLoginNew, &ACCOUNT2).await;
    app.answers(Step::ChangeLoginConflict, Choice::ChooseMove).await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount2")];
    app.answers_with(Step::ChangeLoginMove, Choice::MoveLogin, &typed).await;
    app.answers(Step::ChangeLoginDone, Choice::Finish).await;
    let link = computer.practice.mailed_link(ACCOUNT2.address).await;
    (app, link)
}

/// The wizard, once the link was pasted.
async fn pasted(app: &Running, link: &str) {
    app.starts(WizardKind::KeepAccount, None).await;
    let typed = [(FieldName::MailedLink, link)];
    app.answers_with(Step::KeepAccountLink, Choice::Continue, &typed).await;
}

#[tokio::test]
async fn a_third_microsoft_account_keeps_the_account_and_signs_in_to_it() {
    let computer = Computer::new().await;
    let (_app, link) = moved(&computer).await;
    let laptop = computer.another();
    let mut app = laptop.start();
    pasted(&app, &link).await;
    let sheet = app.reaches(Step::KeepAccountSignIn).await;
    assert_eq!(sheet.facts.username.as_deref(), Some("MyNuGetAccount2"));
    // Whoever came back opens the other account.
    app.proves(&laptop, Step::KeepAccountSignIn, &ACCOUNT2).await;
    let sheet = app.reaches(Step::KeepAccountTaken).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MyNuGetAccount1"));
    app.answers(Step::KeepAccountTaken, Choice::AnotherIdentity).await;
    app.returns_as(&laptop, &ACCOUNT3).await;
    app.answers(Step::KeepAccountCheck, Choice::KeepAccount).await;
    let sheet = app.reaches(Step::KeepAccountKept).await;
    let Some(Block::Receipt(receipt)) = sheet.blocks.first() else {
        panic!("{:?}", sheet.blocks)
    };
    assert!(receipt.undo_until.is_some());
    for expected in ["account_kept", "login_replaced", "told"] {
        let has = |line: &Consequence| serde_json::to_value(line).unwrap()["kind"] == expected;
        assert!(receipt.changed.iter().any(has), "{expected}: {:?}", receipt.changed);
    }
    app.answers(Step::KeepAccountKept, Choice::SignInAgain).await;
    app.returns_as(&laptop, &ACCOUNT3).await;
    app.until(|view| matches!(&view.page, Page::Wizard(page) if page.sheet.facts.person.is_some()))
        .await;
    app.answers(Step::KeepAccountKept, Choice::Finish).await;
    let view = app.until(|view| settled(view).is_some()).await;
    assert_eq!(view.accounts[0].username, "MyNuGetAccount2");
}

#[tokio::test]
async fn who_lost_the_mail_keeps_the_account_by_a_recovery_and_links_a_third_microsoft_account() {
    let computer = Computer::new().await;
    let _moved = moved(&computer).await;
    let laptop = computer.another();
    let mut app = mailed(&laptop, "MyNuGetAccount2", ACCOUNT2.address).await;
    types_code(&app, &laptop, Step::RecoverCode, Choice::Continue, ACCOUNT2.address).await;
    app.answers(Step::RecoverKeep, Choice::KeepAccount).await;
    app.proves(&laptop, Step::RecoverNew, &ACCOUNT3).await;
    app.answers(Step::RecoverCheck, Choice::LinkLogin).await;
    assert!(is_relinked(&app.reaches(Step::RecoverDone).await));
    app.answers(Step::RecoverDone, Choice::Finish).await;
    let view = app.until(|view| settled(view).is_some()).await;
    assert_eq!(view.accounts[0].username, "MyNuGetAccount2");
}

#[tokio::test]
async fn a_kill_in_the_middle_costs_only_the_link_and_a_lost_answer_is_asked_for_again() {
    let computer = Computer::new().await;
    let (_app, link) = moved(&computer).await;
    let laptop = computer.another();
    let mut app = laptop.start();
    pasted(&app, &link).await;
    app.proves(&laptop, Step::KeepAccountSignIn, &ACCOUNT3).await;
    app.reaches(Step::KeepAccountCheck).await;
    app.dies().await;
    let reference = link.rsplit('/').next().unwrap();
    for name in ["state.db", "state.db-wal"] {
        let saved = std::fs::read(laptop.file(name)).unwrap_or_default();
        assert!(
            !String::from_utf8_lossy(&saved).contains(reference),
            "{name} has the link"
        );
    }
    let app = laptop.start();
    let typed = [(FieldName::MailedLink, link.as_str())];
    app.answers_with(Step::KeepAccountLink, Choice::Continue, &typed).await;
    app.reaches(Step::KeepAccountCheck).await;
    computer
        .practice
        .fail_next(Fault::LoseAnswer("/api/v1/deletions/cancel"));
    app.answers(Step::KeepAccountCheck, Choice::KeepAccount).await;
    app.reaches(Step::KeepAccountKept).await;
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn what_is_no_link_of_this_gallery_goes_nowhere_and_a_used_one_says_so() {
    let computer = Computer::new().await;
    let (app, link) = moved(&computer).await;
    pasted(&app, "https://gallery.example/act/AAAA").await;
    app.until(|view| {
        matches!(&view.page, Page::Wizard(page)
            if page.sheet.refusal.as_ref().is_some_and(|problem| problem.code == Code::NotFound
                && problem.field.as_deref() == Some("mailed_link")))
    })
    .await;
    let other = format!("{}x", &link[..link.len() - 1]);
    let typed = [(FieldName::MailedLink, other.as_str())];
    app.answers_with(Step::KeepAccountLink, Choice::Continue, &typed).await;
    app.answers(Step::KeepAccountUsed, Choice::LookAgain).await;
    let typed = [(FieldName::MailedLink, link.as_str())];
    app.answers_with(Step::KeepAccountLink, Choice::Continue, &typed).await;
    app.reaches(Step::KeepAccountSignIn).await;
}

#[tokio::test]
async fn a_link_that_is_pasted_where_something_went_wrong_need_not_be_pasted_again() {
    let computer = Computer::new().await;
    let (app, link) = moved(&computer).await;
    // Another link that leads nowhere was pasted before: the wizard is open already.
    pasted(&app, &format!("{}x", &link[..link.len() - 1])).await;
    app.reaches(Step::KeepAccountUsed).await;
    app.act(Action::ShowTrouble).await;
    app.act(Action::Diagnose { text: link }).await;
    let view = app
        .until(|view| matches!(&view.page, Page::Trouble(page) if page.found.is_some()))
        .await;
    let Page::Trouble(page) = view.page else { panic!() };
    let places = page.found.unwrap().places;
    let [place] = &places[..] else { panic!("{places:?}") };
    assert_eq!(
        (place.wizard, place.gallery.as_str()),
        (WizardKind::KeepAccount, PRACTICE)
    );
    app.starts(place.wizard, None).await;
    let sheet = app.reaches(Step::KeepAccountSignIn).await;
    assert_eq!(sheet.facts.username.as_deref(), Some("MyNuGetAccount2"));
    // From then on the link is a secret.
    let view = app.act(Action::ShowTrouble).await;
    assert!(matches!(view.page, Page::Trouble(page) if page.text.is_empty()));
}

/// The account's deletion has begun. Gives the link that was mailed about that.
async fn deleted(computer: &Computer, app: &mut Running, who: &Person, username: &str) -> String {
    let profile = app.enters(computer, who).await;
    app.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    app.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    app.proves(computer, Step::DeleteAccountProof, who).await;
    let typed = [(FieldName::Confirmation, username)];
    app.answers_with(Step::DeleteAccountCheck, Choice::DeleteAccount, &typed)
        .await;
    app.answers(Step::DeleteAccountSignedOut, Choice::Finish).await;
    computer.practice.mailed_link(who.address).await
}

#[tokio::test]
async fn the_link_of_another_account_pasted_after_a_kill_is_about_that_account_and_keeps_it_under_a_key_of_its_own() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let first = deleted(&computer, &mut app, &ACCOUNT1, "MyNuGetAccount1").await;
    let second = deleted(&computer, &mut app, &ACCOUNT2, "MyNuGetAccount2").await;
    pasted(&app, &first).await;
    app.reaches(Step::KeepAccountCheck).await;
    let held = computer.practice.hold_next(Method::POST, "/api/v1/deletions/cancel");
    app.answers(Step::KeepAccountCheck, Choice::KeepAccount).await;
    // The gallery has kept it, and the app is killed before it hears so.
    let release = held.await.unwrap();
    app.dies().await;
    let _ = release.send(());
    let mut app = computer.start();
    let typed = [(FieldName::MailedLink, second.as_str())];
    app.answers_with(Step::KeepAccountLink, Choice::TryAgain, &typed).await;
    let offered = |sheet: &Sheet| {
        let keeps = |offer: &Offer| offer.choice == Choice::KeepAccount;
        sheet.facts.username.as_deref() == Some("MyNuGetAccount2") && sheet.offers.iter().any(keeps)
    };
    app.sees(Step::KeepAccountCheck, offered).await;
    app.answers(Step::KeepAccountCheck, Choice::KeepAccount).await;
    app.reaches(Step::KeepAccountKept).await;
    app.answers(Step::KeepAccountKept, Choice::Finish).await;
    for who in [&ACCOUNT1, &ACCOUNT2] {
        let profile = app.enters(&computer, who).await;
        let view = app.view();
        let page = account(&view).unwrap();
        assert_eq!(page.row.profile, profile);
        assert_eq!(page.account.as_ref().unwrap().deletion_at, None, "{}", who.address);
    }
}
