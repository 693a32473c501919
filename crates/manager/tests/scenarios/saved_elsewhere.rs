//! What was under way and was saved by another version of the app, or is damaged: it ends with a sentence, and the rest
//! goes on.

use crate::support::{Computer, PRACTICE, Running, waiting, wizard};
use cache::{State, WizardRecord};
use contract::{
    Code,
    desktop::{
        Action, View,
        view::{KeyringStatus, NoticeKind, SignInStep},
        wizard::{Choice, FieldName, Step, WizardKind},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT3};

/// What became of a record.
type Damage = (&'static str, fn(&mut WizardRecord));

const DAMAGES: [Damage; 8] = [
    ("of an older version", |record| record.version -= 1),
    ("of a newer version", |record| record.version += 1),
    ("of another kind", |record| record.kind = "hologram".to_owned()),
    ("of an unknown machine", |record| {
        record.state = record.state.replace("\"contact_email\"", "\"hologram\"");
    }),
    ("garbage", |record| {
        record.state = "\u{0}\u{fffd}} not a wizard".to_owned()
    }),
    ("truncated", |record| {
        record.state.truncate(record.state.len() / 2);
    }),
    ("empty", |record| record.state.clear()),
    ("another one's", |record| {
        record.state = record.state.replacen("\"id\":\"", "\"id\":\"x", 1);
    }),
];

/// Changes what is saved of something that is under way.
fn damage(computer: &Computer, id: &str, how: fn(&mut WizardRecord)) {
    let state = State::open(&computer.file("state.db")).unwrap();
    let records = state.wizards().unwrap();
    let mut record = records.into_iter().find(|record| record.id == id).unwrap();
    let before = record.clone();
    how(&mut record);
    assert_ne!(record, before);
    state.put_wizard(&record).unwrap();
}

fn kept(computer: &Computer) -> Vec<String> {
    let state = State::open(&computer.file("state.db")).unwrap();
    let records = state.wizards().unwrap();
    records.into_iter().map(|record| record.id).collect()
}

fn says_so(view: &View) -> bool {
    view.notices
        .iter()
        .any(|notice| notice.what == NoticeKind::WizardTooOld)
}

async fn is_settled(app: &Running) {
    app.until(|view| view.keyring != KeyringStatus::Unknown).await;
}

#[tokio::test]
async fn a_sign_in_of_another_version_ends_with_a_sentence_and_leaves_no_secret_behind() {
    for (what, how) in DAMAGES.into_iter().filter(|(what, _)| *what != "of an unknown machine") {
        let computer = Computer::new().await;
        let mut app = computer.start();
        let link = app.goes(&computer, PRACTICE, ACCOUNT1.address).await;
        let id = app.shows(waiting).await.id;
        computer.keeps(&[format!("attempt/{id}")]).await;
        app.quits().await;
        damage(&computer, &id, how);

        let app = computer.start();
        app.until(says_so).await;
        computer.keeps(&[]).await;
        app.handle.offer_link(&link);
        app.ignores_links(1).await;
        assert!(
            app.view().under_way.is_empty() && waiting(&app.view()).is_none(),
            "{what}"
        );
        app.quits().await;
        assert!(kept(&computer).is_empty(), "{what}");
        // It is said once.
        let app = computer.start();
        is_settled(&app).await;
        assert_eq!(app.view().notices.len(), 1, "{what}");
        app.quits().await;
    }
}

#[tokio::test]
async fn a_wizard_that_cannot_be_read_ends_with_a_sentence_and_the_others_stay() {
    for (what, how) in DAMAGES {
        let computer = Computer::new().await;
        let mut app = computer.start();
        let profile = app.signs_in_as_account1(&computer).await;
        app.starts(WizardKind::ContactEmail, Some(&profile)).await;
        let typed = [(FieldName::Email, "maya@okafor.example")];
        app.answers_with(Step::ContactEmailAddress, Choice::Continue, &typed)
            .await;
        app.reaches(Step::ContactEmailCheck).await;
        let id = wizard(&app.view()).unwrap().id.clone();
        app.starts(WizardKind::Recover, None).await;
        app.answers(Step::RecoverStart, Choice::ChooseLost).await;
        let other = wizard(&app.view()).unwrap().id.clone();
        let sign_in = app.begins(&computer, PRACTICE).await;
        let waits = app.shows(waiting).await.id;
        app.quits().await;
        damage(&computer, &id, how);

        let mut app = computer.start();
        app.until(says_so).await;
        is_settled(&app).await;
        let under_way: Vec<String> = app.view().under_way.iter().map(|row| row.id.clone()).collect();
        assert_eq!(under_way, [waits, other.clone()], "{what}");
        // Both go on.
        let link = app.person.signs_in(&sign_in, ACCOUNT3.address).await;
        app.handle.offer_link(&link);
        app.shows(crate::support::came_back).await;
        app.act(Action::ShowWizard { id: other }).await;
        app.reaches(Step::RecoverUsername).await;
        app.quits().await;
        assert!(!kept(&computer).contains(&id), "{what}");
    }
}

#[tokio::test]
async fn where_a_wizards_sign_in_cannot_be_read_its_page_says_so_and_no_browser_opens_by_itself() {
    let computer = Computer::new().await;
    let mut app = computer.start();
    let profile = app.signs_in_as_account1(&computer).await;
    app.starts(WizardKind::DeleteAccount, Some(&profile)).await;
    app.answers(Step::DeleteAccountIntro, Choice::Continue).await;
    app.answers(Step::DeleteAccountProof, Choice::OpenBrowser).await;
    computer.browser.next().await;
    let sign_in = |view: &View| wizard(view)?.sign_in.clone();
    let id = {
        let view = app
            .until(|view| sign_in(view).is_some_and(|page| page.step == SignInStep::Waiting))
            .await;
        sign_in(&view).unwrap().id
    };
    app.quits().await;
    damage(&computer, &id, |record| record.version += 1);

    let mut app = computer.start();
    let view = app.until(says_so).await;
    let ended = sign_in(&view).unwrap();
    let why = ended.refusal.map(|problem| problem.code);
    assert_eq!((ended.step, why), (SignInStep::Ended, Some(Code::SignInLost)));
    assert!(computer.browser.is_quiet().await);
    app.proves(&computer, Step::DeleteAccountProof, &ACCOUNT1).await;
    app.reaches(Step::DeleteAccountCheck).await;
}

/// Puts all wizards that were saved once on the computer's disk, and gives their ids.
fn put_all_that_was_saved_once(computer: &Computer) -> Vec<String> {
    let state = State::open(&computer.file("state.db")).unwrap();
    let now = ambient::Clock::now(computer.clock.as_ref());
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../wizards/tests/saved");
    let mut ids = Vec::new();
    for form in std::fs::read_dir(folder).unwrap() {
        let form = form.unwrap();
        let name = form.file_name().into_string().unwrap();
        let version = name.rsplit_once('-').unwrap().1.parse().unwrap();
        for file in std::fs::read_dir(form.path()).unwrap() {
            let file = file.unwrap();
            let text = std::fs::read_to_string(file.path()).unwrap();
            let mut wizard: serde_json::Value = serde_json::from_str(&text).unwrap();
            let id = format!("{name}/{}", file.file_name().into_string().unwrap());
            wizard["id"] = id.clone().into();
            let record = WizardRecord {
                id: id.clone(),
                kind: "guided".to_owned(),
                version,
                gallery: wizard["gallery"].as_str().unwrap().to_owned(),
                state: wizard.to_string(),
                started_at: now,
                saved_at: now,
            };
            state.put_wizard(&record).unwrap();
            ids.push(id);
        }
    }
    ids
}

#[tokio::test]
async fn every_wizard_that_was_saved_once_is_there_again_or_ended_with_a_sentence() {
    let computer = Computer::new().await;
    let ids = put_all_that_was_saved_once(&computer);
    assert!(ids.len() > 100);
    let app = computer.start();
    is_settled(&app).await;
    for id in ids {
        let view = app.act(Action::ShowWizard { id: id.clone() }).await;
        let shown = wizard(&view).is_some_and(|page| page.id == id);
        assert!(shown || says_so(&view), "{id} is gone without a word");
    }
    app.quits().await;
}
