//! Contact e-mail, mail and username, by the guided wizards.

use crate::{
    support::{Computer, Running, lines, receipt, settled, wizard},
    told::{has, shown},
};
use contract::{
    Code,
    desktop::{
        Action,
        view::NoticeKind,
        wizard::{Choice, FieldName, ListName, Step, WaitsFor, WizardKind},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

const NEW: &str = "maya@okafor.example";
const OLD: &str = "account1@outlook.com";

async fn asked(computer: &Computer) -> (Running, String) {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::ContactEmail, Some(&profile)).await;
    app.answers_with(Step::ContactEmailAddress, Choice::Continue, &[(FieldName::Email, NEW)])
        .await;
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    app.reaches(Step::ContactEmailCode).await;
    (app, profile)
}

#[tokio::test]
async fn another_address_is_mailed_a_code_and_used_once_that_is_typed() {
    let computer = Computer::new().await;
    let (app, profile) = asked(&computer).await;
    assert_eq!(app.view().under_way[0].waits_for, Some(WaitsFor::Mail));
    let code = computer.practice.mailed_code(NEW).await;
    app.answers_with(Step::ContactEmailCode, Choice::ConfirmCode, &[(FieldName::Code, &code)])
        .await;
    let sheet = app.reaches(Step::ContactEmailDone).await;
    receipt(&sheet);
    assert_eq!(sheet.facts.other_address.as_deref(), Some(OLD));
    app.act(Action::RefreshAccount {
        profile: profile.clone(),
    })
    .await;
    let tab = contract::desktop::view::AccountTab::Overview;
    app.act(Action::ShowAccount { profile, tab }).await;
    app.until(|view| {
        settled(view).is_some_and(|page| {
            let account = page.account.as_ref();
            account.is_some_and(|account| account.confirmed_email.as_deref() == Some(NEW))
        })
    })
    .await;
}

#[tokio::test]
async fn after_a_change_of_the_microsoft_account_the_person_is_told_when_the_address_can_be_changed() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::ChangeLogin, Some(&profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(&computer, Step::ChangeLoginCurrent, &ACCOUNT1).await;
    app.proves(&computer, Step::ChangeLoginNew, &ACCOUNT3).await;
    app.answers(Step::ChangeLoginCheck, Choice::ChangeLogin).await;
    let done = app.reaches(Step::ChangeLoginDone).await;
    assert!(
        done.offers
            .iter()
            .any(|offer| offer.starts == Some(WizardKind::ContactEmail))
    );
    app.starts(WizardKind::ContactEmail, Some(&profile)).await;
    app.answers_with(Step::ContactEmailLater, Choice::Remind, &[(FieldName::Email, NEW)])
        .await;
    // The app is closed meanwhile.
    app.until(|view| wizard(view).is_some_and(|page| page.sheet.facts.is == Some(true)))
        .await;
    app.quits().await;
    computer.clock.advance_secs(72 * 3600 + 60);
    let app = computer.start();
    app.until(|view| {
        has(
            view,
            |what| matches!(what, NoticeKind::ContactEmailPossible { username } if username == "MyNuGetAccount1"),
        )
    })
    .await;
    let notification = shown(&computer).pop().unwrap();
    assert_eq!(
        notification.title,
        "The contact e-mail of MyNuGetAccount1 can be changed now"
    );
    app.act(notification.opens).await;
    let sheet = app.reaches(Step::ContactEmailAddress).await;
    assert_eq!(sheet.fields[0].text, NEW);
    app.answers(Step::ContactEmailAddress, Choice::Continue).await;
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    app.reaches(Step::ContactEmailCode).await;
}

#[tokio::test]
async fn a_wrong_code_is_told_at_its_field_and_the_right_one_still_works_after_a_crash() {
    let computer = Computer::new().await;
    let (app, _) = asked(&computer).await;
    app.answers_with(
        Step::ContactEmailCode,
        Choice::ConfirmCode,
        &[(FieldName::Code, "00000000")],
    )
    .await;
    let sheet = app.is_refused(Step::ContactEmailCode).await;
    assert_eq!(sheet.refusal.unwrap().field.as_deref(), Some("code"));
    app.dies().await;
    let app = computer.start();
    app.goes_on().await;
    let code = computer.practice.mailed_code(NEW).await;
    app.answers_with(Step::ContactEmailCode, Choice::ConfirmCode, &[(FieldName::Code, &code)])
        .await;
    app.reaches(Step::ContactEmailDone).await;
}

#[tokio::test]
async fn a_confirmation_whose_answer_was_lost_is_seen_to_be_done() {
    let computer = Computer::new().await;
    let (app, _) = asked(&computer).await;
    let code = computer.practice.mailed_code(NEW).await;
    computer
        .practice
        .fail_next(crate::support::Fault::LoseAnswer("/api/v1/account/email/confirmation"));
    app.answers_with(Step::ContactEmailCode, Choice::ConfirmCode, &[(FieldName::Code, &code)])
        .await;
    app.reaches(Step::ContactEmailDone).await;
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn an_address_that_somebody_has_is_refused_at_its_field_and_another_one_taken() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::ContactEmail, Some(&profile)).await;
    let taken = [(FieldName::Email, "account2@outlook.com")];
    app.answers_with(Step::ContactEmailAddress, Choice::Continue, &taken)
        .await;
    let sheet = app.is_refused(Step::ContactEmailAddress).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::EmailTaken);
    let free = [(FieldName::Email, NEW)];
    app.answers_with(Step::ContactEmailAddress, Choice::Continue, &free)
        .await;
    app.reaches(Step::ContactEmailCheck).await;
}

#[tokio::test]
async fn a_wish_that_waits_is_withdrawn_and_the_old_address_stays() {
    let computer = Computer::new().await;
    let (app, _) = asked(&computer).await;
    app.answers(Step::ContactEmailCode, Choice::WithdrawEmail).await;
    let sheet = app.reaches(Step::ContactEmailWithdrawn).await;
    assert_eq!(sheet.facts.address.as_deref(), Some(OLD));
    app.answers(Step::ContactEmailWithdrawn, Choice::Finish).await;
    let view = app.until(|view| wizard(view).is_none()).await;
    assert!(view.under_way.is_empty());
}

#[tokio::test]
async fn a_mail_is_switched_off_at_once_and_on_again() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::MailChoices, Some(&profile)).await;
    app.answers_about(Step::MailChoices, Choice::MailOff, "package_published")
        .await;
    let off = |sheet: &contract::desktop::wizard::Sheet| !lines(sheet, ListName::Mails)[1].good;
    app.sees(Step::MailChoices, off).await;
    app.answers_about(Step::MailChoices, Choice::MailOn, "package_published")
        .await;
    app.sees(Step::MailChoices, |sheet| !off(sheet)).await;
}

async fn wished(computer: &Computer) -> Running {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::Username, Some(&profile)).await;
    app.answers(Step::UsernameIntro, Choice::Continue).await;
    let typed = [(FieldName::Username, "MayaOkafor"), (FieldName::Reason, "My own name.")];
    app.answers_with(Step::UsernameName, Choice::Continue, &typed).await;
    app.answers(Step::UsernameCheck, Choice::RequestUsername).await;
    app.reaches(Step::UsernameWaiting).await;
    app
}

#[tokio::test]
async fn a_username_that_the_operator_grants_ends_the_wait() {
    let computer = Computer::new().await;
    let app = wished(&computer).await;
    assert_eq!(app.view().under_way[0].waits_for, Some(WaitsFor::Operator));
    computer.practice.renames("MyNuGetAccount1", "MayaOkafor").await;
    let sheet = app.reaches(Step::UsernameDone).await;
    assert_eq!(sheet.facts.other.as_deref(), Some("MayaOkafor"));
}

#[tokio::test]
async fn a_username_that_the_operator_refuses_ends_the_wait_too() {
    let computer = Computer::new().await;
    let app = wished(&computer).await;
    computer.practice.refuses_to_rename("MyNuGetAccount1").await;
    app.reaches(Step::UsernameRefused).await;
}

#[tokio::test]
async fn a_wish_for_a_username_outlives_a_crash_and_is_withdrawn() {
    let computer = Computer::new().await;
    let app = wished(&computer).await;
    app.dies().await;
    let app = computer.start();
    app.goes_on().await;
    app.answers(Step::UsernameWaiting, Choice::WithdrawUsername).await;
    app.reaches(Step::UsernameWithdrawn).await;
}

#[tokio::test]
async fn a_username_that_is_taken_is_refused_at_its_field() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::Username, Some(&profile)).await;
    app.answers(Step::UsernameIntro, Choice::Continue).await;
    let typed = [
        (FieldName::Username, "MyNuGetAccount2"),
        (FieldName::Reason, "I like it."),
    ];
    app.answers_with(Step::UsernameName, Choice::Continue, &typed).await;
    let sheet = app.is_refused(Step::UsernameName).await;
    assert_eq!(sheet.refusal.unwrap().code, Code::UsernameTaken);
    assert_eq!(sheet.fields[1].text, "I like it.");
}

#[tokio::test]
async fn the_link_of_the_mail_that_is_pasted_in_place_of_the_code_confirms_the_address_and_another_one_is_no_code() {
    let computer = Computer::new().await;
    let (app, _) = asked(&computer).await;
    let link = computer.practice.mailed_link(NEW).await;
    let (origin, _) = link.split_once("/act/").unwrap();
    for origin in [origin, "https://gallery.example"] {
        let other = format!("{origin}/act/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        let typed = [(FieldName::Code, other.as_str())];
        app.answers_with(Step::ContactEmailCode, Choice::ConfirmCode, &typed)
            .await;
        let refused = app.is_refused(Step::ContactEmailCode).await.refusal.unwrap();
        assert_eq!(
            (refused.code, refused.field.as_deref()),
            (Code::CodeWrong, Some("code"))
        );
    }
    app.answers_with(Step::ContactEmailCode, Choice::ConfirmCode, &[(FieldName::Code, &link)])
        .await;
    let sheet = app.reaches(Step::ContactEmailDone).await;
    assert_eq!(sheet.facts.address.as_deref(), Some(NEW));
    assert_eq!(sheet.facts.other_address.as_deref(), Some(OLD));
}
