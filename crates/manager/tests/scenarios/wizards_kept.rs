//! What guided wizards keep beside their state, and what becomes of them where it cannot be kept or read.

use crate::support::{Computer, Running, wizard};
use cache::State;
use contract::{
    Code,
    desktop::{
        Action, View,
        view::{KeyringStatus, NoticeKind},
        wizard::{Block, Choice, FieldName, ListName, Sheet, Step, WizardKind},
    },
};
use practice::cast::ACCOUNT1;
use vault::{Entry, Key, Vault};
use vfs::{Failure, Fault, Recurrence};

/// A recovery up to the page on which the mailed code is typed. Gives its id too.
async fn mailed(computer: &Computer) -> (Running, String) {
    let app = computer.start();
    app.until(|view| view.keyring != KeyringStatus::Unknown).await;
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, Choice::ChooseLost).await;
    let name = [(FieldName::Username, "MyNuGetAccount1")];
    app.answers_with(Step::RecoverUsername, Choice::Continue, &name).await;
    let address = [(FieldName::Email, ACCOUNT1.address)];
    app.answers_with(Step::RecoverAddress, Choice::Continue, &address).await;
    app.reaches(Step::RecoverCode).await;
    let id = wizard(&app.view()).unwrap().id.clone();
    (app, id)
}

async fn types_code(app: &Running, computer: &Computer) {
    let code = computer.practice.mailed_code(ACCOUNT1.address).await;
    app.answers_with(Step::RecoverCode, Choice::Continue, &[(FieldName::Code, &code)])
        .await;
}

/// A deletion up to its decision.
async fn deleting(computer: &Computer) -> Running {
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(computer).await;
    app.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    app.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    app.proves(computer, Step::DeleteAccountProof, &ACCOUNT1).await;
    app.reaches(Step::DeleteAccountCheck).await;
    app
}

fn refused(view: &View) -> Option<Code> {
    let refusal = wizard(view)?.sheet.refusal.as_ref();
    refusal.map(|problem| problem.code)
}

fn says(sheet: &Sheet, list: ListName) -> bool {
    sheet.blocks.contains(&Block::Note { list, warns: true })
}

async fn chooses(app: &Running, choice: Choice) {
    app.act(Action::Choose {
        choice,
        target: None,
        typed: Vec::new(),
    })
    .await;
}

#[tokio::test]
async fn a_recovery_behind_a_locked_or_missing_keyring_says_so_and_goes_on_once_it_works() {
    for missing in [false, true] {
        let computer = Computer::with_cast().await;
        let (app, id) = mailed(&computer).await;
        let entry = format!("attempt/{id}.request");
        computer.keeps(std::slice::from_ref(&entry)).await;
        app.quits().await;
        let switch = |on| {
            computer.keyring.switch(|keyring| match missing {
                true => keyring.unavailable = on,
                false => keyring.locked = on,
            });
        };
        switch(true);
        let app = computer.start();
        types_code(&app, &computer).await;
        let code = if missing {
            Code::KeyringUnavailable
        } else {
            Code::KeyringLocked
        };
        app.until(|view| refused(view) == Some(code)).await;
        // Another press asks the keyring no further time, and does not make another secret.
        types_code(&app, &computer).await;
        app.until(|view| refused(view) == Some(code)).await;
        assert_eq!(computer.keyring.users(), [entry]);

        switch(false);
        app.act(Action::ProbeKeyring).await;
        app.reaches(Step::RecoverNew).await;
        assert_eq!(refused(&app.view()), None);
    }
}

#[tokio::test]
async fn a_decision_whose_proof_is_in_a_locked_keyring_says_so_and_is_sent_once_it_is_open() {
    let computer = Computer::new().await;
    let app = deleting(&computer).await;
    app.quits().await;
    computer.keyring.switch(|keyring| keyring.locked = true);
    let app = computer.start();
    app.until(|view| refused(view) == Some(Code::KeyringLocked)).await;
    let typed = [(FieldName::Confirmation, "MyNuGetAccount1")];
    app.answers_with(Step::DeleteAccountCheck, Choice::DeleteAccount, &typed)
        .await;
    app.until(|view| refused(view) == Some(Code::KeyringLocked)).await;
    computer.keyring.switch(|keyring| keyring.locked = false);
    app.act(Action::ProbeKeyring).await;
    app.reaches(Step::DeleteAccountSignedOut).await;
}

#[tokio::test]
async fn who_has_no_keyring_is_told_before_the_wait_that_it_does_not_survive_the_app() {
    for missing in [false, true] {
        let computer = Computer::guarded().await;
        computer.keyring.switch(|keyring| keyring.unavailable = missing);
        let (app, _) = mailed(&computer).await;
        types_code(&app, &computer).await;
        app.answers(Step::RecoverSecond, Choice::NoRecoveryCode).await;
        let sheet = app.reaches(Step::RecoverWait).await;
        assert_eq!(says(&sheet, ListName::WaitInMemory), missing);
        // What the keyring takes once it works is looked for there after a restart.
        computer.keyring.switch(|keyring| keyring.unavailable = false);
        app.act(Action::ProbeKeyring).await;
        app.until(|view| wizard(view).is_some_and(|page| !says(&page.sheet, ListName::WaitInMemory)))
            .await;
    }
}

#[tokio::test]
async fn closing_a_wizard_asks_the_keyring_only_where_a_secret_was_made() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.until(|view| view.keyring == KeyringStatus::Working).await;
    computer.keyring.switch(|keyring| keyring.locked = true);
    let prompts = computer.keyring.prompts();
    app.starts(WizardKind::UnmanagedTenant, None).await;
    app.reaches(Step::UnmanagedTenantDomain).await;
    chooses(&app, Choice::Cancel).await;
    app.quits().await;
    assert_eq!(computer.keyring.prompts(), prompts);
}

#[tokio::test]
async fn what_is_under_way_is_not_ended_for_another_one() {
    let computer = Computer::new().await;
    let app = computer.start();
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, Choice::ChooseLost).await;
    let recovery = wizard(&app.view()).unwrap().id.clone();
    for number in 1..20 {
        app.act(Action::StartWizard {
            wizard: WizardKind::UndoLogin,
            gallery: crate::support::PRACTICE.to_owned(),
            profile: None,
            subject: Some(format!("account{number}")),
        })
        .await;
        app.answers(Step::UndoLoginIntro, Choice::NoAccess).await;
        app.reaches(Step::UndoLoginName).await;
    }
    app.starts(WizardKind::UnmanagedTenant, None).await;
    let view = app.view();
    assert!(matches!(view.notices[0].what, NoticeKind::TooManyUnderWay));
    assert_eq!(view.under_way.len(), 20);
    assert!(view.under_way.iter().any(|under_way| under_way.id == recovery));
    // One that was not answered yet makes room.
    app.act(Action::ShowWizard { id: recovery }).await;
    chooses(&app, Choice::Cancel).await;
    chooses(&app, Choice::StopHere).await;
    app.starts(WizardKind::UnmanagedTenant, None).await;
    app.starts(WizardKind::Recover, None).await;
    app.reaches(Step::RecoverStart).await;
    assert_eq!(app.view().under_way.len(), 20);
}

#[tokio::test]
async fn five_sign_ins_are_open_at_once_those_of_wizards_among_them() {
    let computer = Computer::new().await;
    let app = computer.start();
    let mut ids = Vec::new();
    for number in 0..6 {
        app.act(Action::StartWizard {
            wizard: WizardKind::UndoLogin,
            gallery: crate::support::PRACTICE.to_owned(),
            profile: None,
            subject: Some(format!("account{number}")),
        })
        .await;
        app.answers(Step::UndoLoginIntro, Choice::OpenBrowser).await;
        computer.browser.next().await;
        ids.push(wizard(&app.view()).unwrap().id.clone());
        computer.clock.advance_secs(1);
    }
    let is_open = |view: &View| {
        wizard(view)
            .and_then(|page| page.sign_in.as_ref())
            .is_some_and(|sign_in| !matches!(sign_in.step, contract::desktop::view::SignInStep::Ended))
    };
    for (number, id) in ids.into_iter().enumerate() {
        let view = app.act(Action::ShowWizard { id }).await;
        assert_eq!(is_open(&view), number > 0, "{number}");
    }
}

#[tokio::test]
async fn on_a_full_disk_nothing_is_decided_and_the_page_says_so() {
    let computer = Computer::new().await;
    let disk = computer.disk();
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::ContactEmail, Some(&profile)).await;
    let typed = [(FieldName::Email, "maya@okafor.example")];
    app.answers_with(Step::ContactEmailAddress, Choice::Continue, &typed)
        .await;
    app.reaches(Step::ContactEmailCheck).await;
    disk.fail(Fault {
        nth: 1,
        only: None,
        failure: Failure::Full,
        recurrence: Recurrence::ForEver,
    });
    for _ in 0..2 {
        app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
        app.until(|view| refused(view) == Some(Code::StateNotSaved)).await;
    }
    disk.repair();
    app.answers(Step::ContactEmailCheck, Choice::ChangeEmail).await;
    app.reaches(Step::ContactEmailCode).await;
}

#[tokio::test]
async fn a_wizard_that_cannot_be_read_any_more_leaves_no_secret_behind() {
    let computer = Computer::with_cast().await;
    let (app, id) = mailed(&computer).await;
    computer.keeps(&[format!("attempt/{id}.request")]).await;
    app.quits().await;
    {
        let state = State::open(&computer.file("state.db")).unwrap();
        let mut record = state
            .wizards()
            .unwrap()
            .into_iter()
            .find(|record| record.id == id)
            .unwrap();
        record.version += 1;
        state.put_wizard(&record).unwrap();
    }
    let app = computer.start();
    let view = app.until(|view| !view.notices.is_empty()).await;
    assert!(matches!(view.notices[0].what, NoticeKind::WizardTooOld));
    computer.keeps(&[]).await;
    app.quits().await;
}

#[tokio::test]
async fn no_secret_of_a_recovery_is_in_any_view_or_in_either_database() {
    let computer = Computer::guarded().await;
    let mut secrets = vec!["NGAC-CANARY-PASSWORD".to_owned()];
    let (app, id) = mailed(&computer).await;
    let seen = watch(&app);
    let vault = Vault::with_store(computer.keyring.clone());
    let Entry::Present(kept) = vault.get(&Key::Attempt(format!("{id}.request"))).await else {
        panic!("the request's secret is not kept");
    };
    let kept = String::from_utf8(kept.to_vec()).unwrap();
    secrets.push(kept.split_once('\n').unwrap().1.to_owned());
    secrets.push(computer.practice.mailed_code(ACCOUNT1.address).await);
    types_code(&app, &computer).await;
    // Well formed, and nobody's.
    let hash = [7; 32];
    let account = contract::AccountId::from_bytes([7; 16]);
    let code = accounts::recovery_code::derive(&contract::Secret::new("x".to_owned()), &hash, account, 1);
    secrets.push(code.expose().to_owned());
    let typed = [(FieldName::RecoveryCode, code.expose())];
    app.answers_with(Step::RecoverSecond, Choice::Continue, &typed).await;
    app.until(|view| refused(view).is_some()).await;
    let mut disk = read(&computer);
    chooses(&app, Choice::Cancel).await;
    chooses(&app, Choice::StopHere).await;
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, Choice::ChoosePassword).await;
    let typed = [
        (FieldName::Username, "MyNuGetAccount1"),
        (FieldName::Password, "NGAC-CANARY-PASSWORD"),
    ];
    app.answers_with(Step::RecoverPassword, Choice::Continue, &typed).await;
    app.until(|view| refused(view).is_some()).await;
    app.quits().await;
    disk.push_str(&read(&computer));
    let seen = seen.await.unwrap();
    assert!(seen.contains("MyNuGetAccount1") && disk.contains("MyNuGetAccount1"));
    for secret in &secrets {
        assert!(!seen.contains(secret), "a view has a secret");
        assert!(!disk.contains(secret), "a database has a secret");
    }
}

/// All views until the app ends.
fn watch(app: &Running) -> tokio::task::JoinHandle<String> {
    let mut views = app.handle.views();
    tokio::spawn(async move {
        let mut seen = String::new();
        while views.changed().await.is_ok() {
            seen.push_str(&serde_json::to_string(&*views.borrow_and_update()).unwrap());
        }
        seen
    })
}

fn read(computer: &Computer) -> String {
    let files = ["state.db", "state.db-wal", "cache.db", "cache.db-wal"].map(|name| computer.file(name));
    let bytes: Vec<u8> = files
        .iter()
        .flat_map(|file| std::fs::read(file).unwrap_or_default())
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
