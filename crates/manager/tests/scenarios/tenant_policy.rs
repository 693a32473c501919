//! An organization demands an account of its company: its members are told so, with its name and the tenant, before they
//! sign in for a change, and others as soon as another Microsoft account has come back (rules 9.10, 10.26). Nothing has to
//! be pressed for it.

use crate::support::{Computer, PRACTICE, Running, lines};
use contract::{
    Code, Problem,
    consequence::Consequence,
    desktop::wizard::{Block, Choice, FieldName, ListName, Sheet, Step, WizardKind},
};
use practice::cast::{ACCOUNT1, ACCOUNT3, ANA, CONTOSO_TENANT, Person};

const BOUND: &str = "contoso-bound";

/// Ana is signed in, and administers an organization that demands accounts of her company.
async fn bound(computer: &Computer) -> (Running, String) {
    let pair = format!("contoso.example {CONTOSO_TENANT}");
    computer.practice.lists("tenant_pair", &pair).await;
    let mut app = computer.start();
    let profile = app.enters(computer, &ANA).await;
    let token = computer.kept_token(&profile).await;
    let address = format!("{}/api/v1/organizations", computer.practice.address());
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let body = serde_json::json!({ "username": BOUND, "email": "bound@contoso.example" });
    let request = http.post(address).bearer_auth(&token).json(&body);
    let made = request.header("Idempotency-Key", "bound").send().await.unwrap();
    assert!(made.status().is_success(), "{}", made.text().await.unwrap());
    (app, profile)
}

/// As far as the sign-in with the new Microsoft account.
async fn changes(computer: &Computer, app: &mut Running, profile: &str, present: &Person, new: &Person) {
    app.starts(WizardKind::ChangeLogin, Some(profile)).await;
    app.answers(Step::ChangeLoginIntro, Choice::Continue).await;
    app.proves(computer, Step::ChangeLoginCurrent, present).await;
    app.proves(computer, Step::ChangeLoginNew, new).await;
}

/// The page says who demands what, and none of these answers is offered.
async fn is_told(app: &Running, step: Step, acts: &[Choice]) -> (Sheet, Problem) {
    let sheet = app.is_refused(step).await;
    let refusal = sheet.refusal.clone().unwrap();
    assert_eq!(refusal.code, Code::TenantPolicyForbidsChange);
    let demands = refusal.demands.clone().unwrap_or_default();
    let told: Vec<_> = demands
        .iter()
        .map(|demand| (demand.organization.as_str(), demand.tenant.as_str()))
        .collect();
    assert_eq!(told, [(BOUND, CONTOSO_TENANT)]);
    for offer in &sheet.offers {
        assert!(!acts.contains(&offer.choice), "{:?}", offer.choice);
    }
    (sheet, refusal)
}

#[tokio::test]
async fn who_wants_to_change_their_microsoft_account_is_told_before_anybody_signs_in() {
    let computer = Computer::with_cast().await;
    let (app, profile) = bound(&computer).await;
    for wizard in [WizardKind::ChangeLogin, WizardKind::Conflict] {
        app.starts(wizard, Some(&profile)).await;
        let sheet = app.reaches(Step::ChangeLoginBlocked).await;
        let blockers = lines(&sheet, ListName::Blockers);
        let told: Vec<_> = blockers
            .iter()
            .map(|line| {
                (
                    line.code,
                    line.facts.organization.as_deref(),
                    line.facts.word.as_deref(),
                )
            })
            .collect();
        let code = Some(Code::TenantPolicyForbidsChange);
        assert_eq!(told, [(code, Some(BOUND), Some(CONTOSO_TENANT))]);
        let help = &blockers[0].offers[0];
        assert_eq!(
            (help.starts, help.target.as_deref()),
            (Some(WizardKind::Members), Some(BOUND)),
            "where that organization is left"
        );
    }
}

#[tokio::test]
async fn whose_new_microsoft_account_another_account_has_to_keep_is_told_which_organization_demands_it() {
    let computer = Computer::with_cast().await;
    let (_ana, _) = bound(&computer).await;
    let laptop = computer.another();
    let mut app = laptop.start();
    let profile = app.signs_in(&laptop, PRACTICE, ACCOUNT1.address).await;
    changes(&laptop, &mut app, &profile, &ACCOUNT1, &ANA).await;
    let ways = [Choice::ChooseSwap, Choice::ChooseThird, Choice::ChooseMove];
    let (sheet, refusal) = is_told(&app, Step::ChangeLoginConflict, &ways).await;
    assert_eq!(refusal.field.as_deref(), Some("other"));
    assert!(sheet.helps.is_empty(), "it is not this account's to leave");
}

#[tokio::test]
async fn who_recovers_access_is_told_before_another_microsoft_account_is_linked() {
    let computer = Computer::with_cast().await;
    let (_ana, _) = bound(&computer).await;
    let laptop = computer.another();
    let mut app = laptop.start();
    app.starts(WizardKind::Recover, None).await;
    app.answers(Step::RecoverStart, Choice::ChooseLost).await;
    let typed = [(FieldName::Username, "ana.contoso")];
    app.answers_with(Step::RecoverUsername, Choice::Continue, &typed).await;
    let typed = [(FieldName::Email, ANA.address)];
    app.answers_with(Step::RecoverAddress, Choice::Continue, &typed).await;
    app.reaches(Step::RecoverCode).await;
    let code = computer.practice.mailed_code(ANA.address).await;
    let typed = [(FieldName::Code, code.as_str())];
    app.answers_with(Step::RecoverCode, Choice::Continue, &typed).await;
    app.proves(&laptop, Step::RecoverNew, &ACCOUNT3).await;
    let (sheet, _) = is_told(&app, Step::RecoverCheck, &[Choice::LinkLogin]).await;
    let another = |offer: &contract::desktop::wizard::Offer| offer.choice == Choice::AnotherIdentity;
    assert!(sheet.offers.iter().any(another));
}

#[tokio::test]
async fn who_creates_an_organization_that_binds_its_members_is_told_before_and_sees_it_above_them() {
    let computer = Computer::with_cast().await;
    let pair = format!("contoso.example {CONTOSO_TENANT}");
    computer.practice.lists("tenant_pair", &pair).await;
    let mut app = computer.start();
    let profile = app.enters(&computer, &ANA).await;
    app.starts(WizardKind::Organization, Some(&profile)).await;
    let typed = [
        (FieldName::Username, BOUND),
        (FieldName::Email, "bound@contoso.example"),
    ];
    app.answers_with(Step::OrganizationNew, Choice::CreateOrganization, &typed)
        .await;
    let binds = |item: &Consequence| matches!(item, Consequence::TenantPolicyApplies { .. });
    let shown = |sheet: &Sheet| {
        let mut blocks = sheet.blocks.iter();
        blocks.any(|block| matches!(block, Block::Consequences { items, .. } if items.iter().any(binds)))
    };
    app.sees(Step::OrganizationNew, shown).await;
    app.answers_with(Step::OrganizationNew, Choice::CreateOrganization, &typed)
        .await;
    app.reaches(Step::OrganizationCode).await;
    app.starts_about(WizardKind::Members, &profile, BOUND).await;
    let list = ListName::TenantBinds;
    let noted = |sheet: &Sheet| sheet.blocks.contains(&Block::Note { list, warns: false });
    app.sees(Step::MembersList, noted).await;
}
