//! API keys, by their guided wizard.

use crate::support::{Computer, Fault, PRACTICE, Running, receipt, wizard};
use contract::{
    Code, KeyId,
    desktop::{
        Action, View,
        nuget_org::FindingKind,
        view::NoticeKind,
        wizard::{Block, Choice, Deed, FieldName, KeyCard, Sheet, Step, WizardKind},
    },
};
use practice::cast::{ACCOUNT1, ACCOUNT2};

/// All keys on a page.
fn cards(sheet: &Sheet) -> Vec<KeyCard> {
    let keys = sheet.blocks.iter().filter_map(|block| match block {
        Block::Keys { items, .. } => Some(items.clone()),
        _ => None,
    });
    keys.flatten().collect()
}

fn has(sheet: &Sheet, description: &str) -> bool {
    cards(sheet).iter().any(|card| card.description == description)
}

/// The id of a key, by which its buttons name it.
fn id_of(sheet: &Sheet, description: &str) -> String {
    let card = cards(sheet).into_iter().find(|card| card.description == description);
    card.unwrap().offers[0].target.clone().unwrap()
}

/// Signed in, at the list of the keys.
pub(crate) async fn listed(computer: &Computer) -> (Running, String, Sheet) {
    let mut app = computer.start();
    let profile = app.signs_in(computer, PRACTICE, ACCOUNT1.address).await;
    app.starts(WizardKind::ApiKeys, Some(&profile)).await;
    let sheet = app.reaches_list(|sheet| has(sheet, "Build server")).await;
    (app, profile, sheet)
}

impl Running {
    /// Waits for the list, once it is as it should be and keys can be made.
    async fn reaches_list(&self, is: impl Fn(&Sheet) -> bool) -> Sheet {
        let there = |view: &View| {
            wizard(view).is_some_and(|page| {
                let makes = |offer: &contract::desktop::wizard::Offer| offer.choice == Choice::ChooseMakeKey;
                page.sheet.step == Step::ApiKeysList && page.sheet.offers.iter().any(makes) && is(&page.sheet)
            })
        };
        let view = self.until(there).await;
        wizard(&view).unwrap().sheet.clone()
    }

    /// Answers the questions about a key that is to be made.
    pub(crate) async fn describes_key(&self, description: &str) {
        self.answers(Step::ApiKeysList, Choice::ChooseMakeKey).await;
        let typed = [(FieldName::Description, description)];
        self.answers_with(Step::ApiKeysDescription, Choice::Continue, &typed)
            .await;
        self.answers_about(Step::ApiKeysScopes, Choice::AllowScope, "unlist")
            .await;
        self.answers(Step::ApiKeysScopes, Choice::Continue).await;
        let typed = [(FieldName::Packages, "Okafor.*")];
        self.answers_with(Step::ApiKeysPackages, Choice::Continue, &typed).await;
        self.answers_about(Step::ApiKeysLife, Choice::ChooseLife, "90").await;
    }

    /// Sees the text of the key that was made.
    async fn sees_text(&self) -> String {
        self.answers_about_none(Step::ApiKeysShown, Choice::ShowKey).await;
        let view = self.until(|view| text(view).is_some()).await;
        text(&view).unwrap()
    }

    /// Chooses what stands in a block of the page.
    pub(crate) async fn answers_about_none(&self, step: Step, choice: Choice) {
        self.reaches(step).await;
        let (target, typed) = (None, Vec::new());
        self.act(Action::Choose { choice, target, typed }).await;
    }

    /// A lost answer is asked for again by the app itself, or by the person.
    async fn sees_text_or_tries_again(&self) -> String {
        let offers = |view: &View, wanted: Choice| {
            wizard(view).is_some_and(|page| page.sheet.offers.iter().any(|offer| offer.choice == wanted))
        };
        let view = self
            .until(|view| offers(view, Choice::TryAgain) || offers(view, Choice::KeyKept))
            .await;
        if offers(&view, Choice::TryAgain) {
            self.answers(Step::ApiKeysCheck, Choice::TryAgain).await;
        }
        self.sees_text().await
    }

    async fn chooses_key(&self, choice: Choice, id: &str) {
        let (target, typed) = (Some(id.to_owned()), Vec::new());
        self.act(Action::Choose { choice, target, typed }).await;
    }
}

fn text(view: &View) -> Option<String> {
    wizard(view)?.key_text.clone()
}

#[tokio::test]
async fn a_key_is_made_copied_without_being_seen_and_shown_once() {
    let computer = Computer::with_cast().await;
    let (app, _, _) = listed(&computer).await;
    app.describes_key("Build agent").await;
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    app.reaches(Step::ApiKeysShown).await;
    assert_eq!(text(&app.view()), None, "nobody asked to see it");
    app.answers_about_none(Step::ApiKeysShown, Choice::CopyKey).await;
    let copied = |view: &View| view.notices.iter().any(|notice| notice.what == NoticeKind::TextCopied);
    app.until(copied).await;
    let on_clipboard = computer.clipboard.0.lock().unwrap().clone().unwrap();
    assert_eq!(text(&app.view()), None, "to copy it is not to see it");
    assert!(on_clipboard.starts_with("ngak_") && on_clipboard.len() == 54);
    assert_eq!(app.sees_text().await, on_clipboard);
    app.answers(Step::ApiKeysShown, Choice::KeyKept).await;
    let sheet = app.reaches(Step::ApiKeysDone).await;
    assert_eq!(text(&app.view()), None);
    let deed = receipt(&sheet).deed.unwrap();
    assert!(
        matches!(deed, Deed::KeyMade { description, owner, .. } if description == "Build agent" && owner == "MyNuGetAccount1")
    );
    app.answers(Step::ApiKeysDone, Choice::AllKeys).await;
    app.reaches_list(|sheet| has(sheet, "Build agent")).await;
}

#[tokio::test]
async fn a_key_whose_answer_was_lost_is_made_once_and_shown_after_a_restart() {
    let computer = Computer::with_cast().await;
    let (app, _, _) = listed(&computer).await;
    app.describes_key("Build agent").await;
    app.reaches(Step::ApiKeysCheck).await;
    let held = computer.practice.hold_next(axum::http::Method::POST, "/api/v1/keys");
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    // The gallery has made it, and the app is killed before it hears so.
    let release = held.await.unwrap();
    app.dies().await;
    let _ = release.send(());
    let app = computer.start();
    let text = app.sees_text().await;
    assert!(text.starts_with("ngak_"));
    app.answers(Step::ApiKeysShown, Choice::KeyKept).await;
    app.answers(Step::ApiKeysDone, Choice::AllKeys).await;
    let sheet = app.reaches_list(|sheet| has(sheet, "Build agent")).await;
    let made = cards(&sheet)
        .into_iter()
        .filter(|card| card.description == "Build agent");
    assert_eq!(made.count(), 1);
}

#[tokio::test]
async fn a_key_whose_answer_was_lost_with_its_session_is_found_after_the_next_sign_in_and_not_made_twice() {
    let computer = Computer::with_cast().await;
    let (app, profile, _) = listed(&computer).await;
    app.describes_key("Build agent").await;
    app.reaches(Step::ApiKeysCheck).await;
    let held = computer.practice.hold_next(axum::http::Method::POST, "/api/v1/keys");
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    let release = held.await.unwrap();
    let token = computer.kept_token(&profile).await;
    app.dies().await;
    let _ = release.send(());
    // Meanwhile the session is ended from another computer.
    let address = format!("{}/api/v1/sessions/current", computer.practice.address());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let ended = http.delete(address).bearer_auth(&token).send().await.unwrap();
    assert!(ended.status().is_success());
    let mut app = computer.start();
    app.goes_on().await;
    let signed_out = |view: &View| {
        wizard(view).is_some_and(|page| {
            let code = page.sheet.refusal.as_ref().map(|problem| problem.code);
            code == Some(Code::SessionRequired) && page.sheet.step == Step::ApiKeysCheck
        })
    };
    app.until(signed_out).await;
    app.signs_in_anew(&computer, PRACTICE, ACCOUNT1.address).await;
    app.goes_on().await;
    let sheet = app.reaches(Step::ApiKeysShown).await;
    assert_eq!(sheet.facts.is, Some(true), "its text went with the session");
    app.answers(Step::ApiKeysShown, Choice::AllKeys).await;
    let sheet = app.reaches_list(|sheet| has(sheet, "Build agent")).await;
    let made = cards(&sheet)
        .into_iter()
        .filter(|card| card.description == "Build agent");
    assert_eq!(made.count(), 1);
}

#[tokio::test]
async fn after_an_answer_that_was_lost_the_same_key_is_shown() {
    let computer = Computer::with_cast().await;
    let (app, _, _) = listed(&computer).await;
    app.describes_key("Build agent").await;
    app.reaches(Step::ApiKeysCheck).await;
    computer.practice.fail_next(Fault::LoseAnswer("/api/v1/keys"));
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    assert!(app.sees_text_or_tries_again().await.starts_with("ngak_"));
    assert!(computer.practice.has_failed());
}

#[tokio::test]
async fn an_app_that_was_killed_while_the_text_was_shown_says_that_it_is_gone_and_renews_the_key() {
    let computer = Computer::with_cast().await;
    let (app, _, _) = listed(&computer).await;
    app.describes_key("Build agent").await;
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    let first = app.sees_text().await;
    app.dies().await;
    let app = computer.start();
    let gone = |view: &View| wizard(view).is_some_and(|page| page.sheet.facts.is == Some(true));
    app.until(gone).await;
    let id = id_of_made(&app);
    app.answers_about(Step::ApiKeysShown, Choice::ChooseRenewKey, &id).await;
    app.answers(Step::ApiKeysRenew, Choice::RenewKey).await;
    let second = app.sees_text().await;
    assert_ne!(first, second);
    app.answers(Step::ApiKeysShown, Choice::KeyKept).await;
    app.answers(Step::ApiKeysDone, Choice::AllKeys).await;
    let sheet = app.reaches_list(|sheet| has(sheet, "Build agent")).await;
    let made = cards(&sheet)
        .into_iter()
        .filter(|card| card.description == "Build agent");
    assert_eq!(made.count(), 1, "the old one is no more");
}

/// The id of the key whose text is gone, as the page's buttons name it.
fn id_of_made(app: &Running) -> String {
    let view = app.view();
    let offers = &wizard(&view).unwrap().sheet.offers;
    offers[0].target.clone().unwrap()
}

#[tokio::test]
async fn a_key_is_changed_and_revoked_with_receipts() {
    let computer = Computer::with_cast().await;
    let (app, _, sheet) = listed(&computer).await;
    let id = id_of(&sheet, "Build server");
    app.chooses_key(Choice::ChooseChangeKey, &id).await;
    app.answers(Step::ApiKeysChange, Choice::AskDescription).await;
    let typed = [(FieldName::Description, "Build server in the cellar")];
    app.answers_with(Step::ApiKeysRename, Choice::Continue, &typed).await;
    app.answers(Step::ApiKeysChangeCheck, Choice::ChangeKey).await;
    let sheet = app.reaches(Step::ApiKeysDone).await;
    assert!(matches!(receipt(&sheet).deed, Some(Deed::KeyChanged { .. })));
    app.answers(Step::ApiKeysDone, Choice::AllKeys).await;
    let sheet = app.reaches_list(|sheet| has(sheet, "Build server in the cellar")).await;
    let ending = cards(&sheet)
        .into_iter()
        .find(|card| card.description == "Build server in the cellar")
        .and_then(|card| card.ending);
    app.chooses_key(Choice::ChooseRevokeKey, &id).await;
    let typed = [(FieldName::Confirmation, ending.as_deref().unwrap())];
    app.answers_with(Step::ApiKeysRevoke, Choice::RevokeKey, &typed).await;
    let sheet = app.reaches(Step::ApiKeysDone).await;
    assert!(matches!(receipt(&sheet).deed, Some(Deed::KeyRevoked { .. })));
    app.answers(Step::ApiKeysDone, Choice::AllKeys).await;
    app.reaches_list(|sheet| !has(sheet, "Build server in the cellar"))
        .await;
}

#[tokio::test]
async fn who_belongs_to_an_organization_makes_keys_for_it() {
    let computer = Computer::with_cast().await;
    let mut app = computer.start();
    let profile = app.enters(&computer, &ACCOUNT2).await;
    app.starts(WizardKind::ApiKeys, Some(&profile)).await;
    app.reaches_list(|sheet| has(sheet, "Nightly of Contoso.Tools")).await;
    app.answers(Step::ApiKeysList, Choice::ChooseMakeKey).await;
    let typed = [(FieldName::Description, "Weekly")];
    app.answers_with(Step::ApiKeysDescription, Choice::Continue, &typed)
        .await;
    app.answers_about(Step::ApiKeysOwner, Choice::ChooseOwner, "contoso-tools")
        .await;
    app.answers(Step::ApiKeysScopes, Choice::Continue).await;
    app.answers(Step::ApiKeysPackages, Choice::Continue).await;
    app.answers_about(Step::ApiKeysLife, Choice::ChooseLife, "30").await;
    app.answers(Step::ApiKeysCheck, Choice::MakeKey).await;
    assert!(app.sees_text().await.starts_with("ngak_"));
}

#[tokio::test]
async fn a_key_that_ends_soon_is_opened_from_the_health_card_and_from_its_notice() {
    let computer = Computer::with_cast().await;
    let (app, profile, sheet) = listed(&computer).await;
    let id = id_of(&sheet, "From 2017");
    app.act(Action::Choose {
        choice: Choice::Finish,
        target: None,
        typed: Vec::new(),
    })
    .await;
    let finding = |view: &View| {
        let page = crate::support::account(view)?;
        let mut findings = page.findings.iter();
        findings
            .find(|finding| finding.what == FindingKind::KeysEndSoon)
            .cloned()
    };
    let view = app.until(|view| finding(view).is_some()).await;
    let found = finding(&view).unwrap();
    assert_eq!(
        (found.mends, found.about.as_deref()),
        (Some(WizardKind::ApiKeys), Some(id.as_str()))
    );
    app.starts_about(WizardKind::ApiKeys, &profile, &id).await;
    let sheet = app.reaches(Step::ApiKeysKey).await;
    assert_eq!(cards(&sheet)[0].description, "From 2017");
    computer.clock.advance_secs(12 * 86_400);
    app.act(Action::RefreshAccount { profile }).await;
    let noted: KeyId = id.parse().unwrap();
    let told = |what: &NoticeKind| matches!(what, NoticeKind::KeyEndsSoon { id, .. } if *id == Some(noted));
    app.until(|view| view.notices.iter().any(|notice| told(&notice.what)))
        .await;
}
