//! What a person does on the pages.

mod support;

use practice::cast::{ACCOUNT1, ACCOUNT2, ANA, BEN, PERSONAL_TENANT};
use serde_json::json;
use support::{BOTH, Browser, DEFAULT, MFA, Sight, World};

#[tokio::test]
async fn consent_is_asked_once_per_person() {
    let world = World::new().await;
    for (address, asked) in [(ACCOUNT1.address, true), (ACCOUNT1.address, false), (ANA.address, true)] {
        let mut browser = world.browser();
        let picker = browser.start(&world.request()).await;
        let next = browser.pick(&picker, address).await;
        assert_eq!(matches!(next, Sight::Page { .. }), asked, "{address}");
        if asked {
            assert!(next.shows("Let NuGet Accounts know who you are?"));
            browser.press(&next, &[("action", "accept")]).await.code();
        }
    }
}

#[tokio::test]
async fn consent_that_is_declined_is_asked_again() {
    let world = World::new().await;
    let mut browser = world.browser();
    for _ in 0..2 {
        let picker = browser.start(&world.request()).await;
        let consent = browser.pick(&picker, ACCOUNT1.address).await;
        assert_cancelled(&browser.press(&consent, &[("action", "cancel")]).await);
    }
}

#[tokio::test]
async fn the_prompt_for_consent_asks_even_who_consented() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.request(), ACCOUNT1.address).await.code();
    let page = browser.start(&world.request().with("prompt", "consent")).await;
    assert!(page.shows("Let NuGet Accounts know who you are?"));
    browser.press(&page, &[("action", "accept")]).await.code();
}

#[tokio::test]
async fn every_question_can_be_cancelled() {
    let world = World::new().await;
    let mut browser = world.browser();
    let mfa = world.request().with("acr_values", MFA);
    let picker = browser.start(&mfa).await;
    assert_cancelled(&browser.press(&picker, &[("action", "cancel")]).await);

    for action in ["use-another", "create-one"] {
        let picker = browser.start(&mfa).await;
        let page = browser.press(&picker, &[("action", action)]).await;
        assert_cancelled(&browser.press(&page, &[("action", "cancel"), ("address", "")]).await);
    }
    for address in [ACCOUNT1.address, ACCOUNT2.address] {
        let picker = browser.start(&mfa).await;
        let page = browser.pick(&picker, address).await;
        assert_cancelled(&browser.press(&page, &[("action", "cancel")]).await);
    }
    let confirm = browser
        .start(&mfa.with("prompt", "login").with("login_hint", ACCOUNT1.address))
        .await;
    assert!(confirm.shows("Is it still you?"));
    assert_cancelled(&browser.press(&confirm, &[("action", "cancel")]).await);
}

#[tokio::test]
async fn after_the_end_the_page_says_so_and_takes_no_further_answer() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let consent = browser.pick(&picker, ACCOUNT1.address).await;
    browser.press(&consent, &[("action", "accept")]).await.code();
    let again = browser.press(&consent, &[("action", "accept")]).await;
    assert!(again.html().contains("Go back to NuGet Accounts"));
}

#[tokio::test]
async fn a_button_pressed_twice_changes_nothing_the_second_time() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    browser.pick(&picker, ACCOUNT1.address).await;
    assert!(
        browser
            .pick(&picker, ANA.address)
            .await
            .html()
            .contains(ACCOUNT1.address)
    );
}

#[tokio::test]
async fn an_address_typed_in_any_case_finds_its_account_and_an_unknown_one_is_kept_in_the_field() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let page = browser.press(&picker, &[("action", "use-another")]).await;
    let page = browser
        .press(&page, &[("action", "continue"), ("address", "nobody@example.com")])
        .await;
    assert!(page.html().contains("value=\"nobody@example.com\"") && page.html().contains("no practice account"));
    let page = browser
        .press(&page, &[("action", "continue"), ("address", " Account1@Outlook.com ")])
        .await;
    assert!(page.shows("Let NuGet Accounts know who you are?"));
}

#[tokio::test]
async fn somebody_new_can_be_created_and_has_the_factor_they_chose() {
    let world = World::new().await;
    let mut browser = world.browser();
    let page = created(&world, &mut browser, "email").await;
    assert!(page.shows("Verify your identity") && page.html().contains("noor@example.com"));
    let consent = browser
        .press(&page, &[("action", "verify"), ("code", &page.phone_code())])
        .await;
    let code = browser.press(&consent, &[("action", "accept")]).await.code();
    let claims = world.claims(&code).await;
    assert_eq!(
        (&claims["name"], &claims["tid"]),
        (&json!("Noor Haddad"), &json!(PERSONAL_TENANT))
    );
    assert_eq!(claims["acr"], MFA);

    // From now on both policies mean a code, in a browser that does not know them.
    let mut other = world.browser();
    let picker = other.start(&world.request().with("acr_values", BOTH)).await;
    assert!(
        other
            .pick(&picker, "noor@example.com")
            .await
            .shows("Verify your identity")
    );
}

#[tokio::test]
async fn what_was_typed_for_a_new_account_is_kept_where_it_cannot_be_made() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let page = browser.press(&picker, &[("action", "create-one")]).await;
    let fields = [
        ("action", "continue"),
        ("name", "Noor"),
        ("address", ACCOUNT1.address),
        ("factor", "text"),
    ];
    let page = browser.press(&page, &fields).await;
    assert!(page.html().contains("is taken") && page.html().contains("value=\"Noor\""));
    assert!(page.html().contains("value=\"text\" checked"));
}

#[tokio::test]
async fn only_who_has_a_second_factor_is_asked_where_both_policies_are_listed() {
    let world = World::new().await;
    let request = world.request().with("acr_values", BOTH);
    let code = world.browser().sign_in(&request, ACCOUNT1.address).await.code();
    assert_eq!(world.claims(&code).await["acr"], DEFAULT);

    let mut browser = world.browser();
    let picker = browser.start(&request).await;
    let page = browser.pick(&picker, ACCOUNT2.address).await;
    assert!(page.html().contains("•••• 42"));
    let consent = browser
        .press(&page, &[("action", "verify"), ("code", &page.phone_code())])
        .await;
    let code = browser.press(&consent, &[("action", "accept")]).await.code();
    assert_eq!(world.claims(&code).await["acr"], MFA);
}

#[tokio::test]
async fn nobody_is_asked_for_a_second_factor_where_no_policy_is_listed() {
    let world = World::new().await;
    let code = world.browser().sign_in(&world.request(), ACCOUNT2.address).await.code();
    assert!(world.claims(&code).await.get("acr").is_none());
}

#[tokio::test]
async fn who_has_no_second_factor_enrols_one_where_it_is_demanded() {
    let world = World::new().await;
    let mut browser = world.browser();
    let request = world.request().with("acr_values", MFA);
    let picker = browser.start(&request).await;
    let enrol = browser.pick(&picker, BEN.address).await;
    assert!(enrol.shows("More is needed to sign in"));
    let page = browser
        .press(&enrol, &[("action", "continue"), ("factor", "text")])
        .await;
    let consent = browser
        .press(&page, &[("action", "verify"), ("code", &page.phone_code())])
        .await;
    browser.press(&consent, &[("action", "accept")]).await.code();

    let mut other = world.browser();
    let picker = other.start(&request).await;
    assert!(other.pick(&picker, BEN.address).await.shows("Verify your identity"));
}

#[tokio::test]
async fn a_factor_whose_code_was_never_typed_is_not_enrolled() {
    let world = World::new().await;
    let mut browser = world.browser();
    let request = world.request().with("acr_values", MFA);
    let picker = browser.start(&request).await;
    let enrol = browser.pick(&picker, BEN.address).await;
    browser
        .press(&enrol, &[("action", "continue"), ("factor", "email")])
        .await;
    let picker = browser.start(&request).await;
    assert!(
        browser
            .pick(&picker, BEN.address)
            .await
            .shows("More is needed to sign in")
    );
}

#[tokio::test]
async fn five_wrong_codes_end_the_code_and_a_new_one_helps() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request().with("acr_values", MFA)).await;
    let mut page = browser.pick(&picker, ACCOUNT2.address).await;
    let first = page.phone_code();
    for _ in 0..5 {
        page = browser.press(&page, &[("action", "verify"), ("code", "not it")]).await;
    }
    assert!(page.html().contains("wrong too often"));
    page = browser.press(&page, &[("action", "verify"), ("code", &first)]).await;
    assert!(page.shows("Verify your identity"));
    page = browser.press(&page, &[("action", "new-code")]).await;
    let second = page.phone_code();
    assert_ne!(first, second);
    page = browser.press(&page, &[("action", "verify"), ("code", &second)]).await;
    assert!(page.shows("Let NuGet Accounts know who you are?"));
}

#[tokio::test]
async fn asking_for_new_codes_for_ever_ends_the_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request().with("acr_values", MFA)).await;
    let mut page = browser.pick(&picker, ACCOUNT2.address).await;
    for _ in 0..3 {
        page = browser.press(&page, &[("action", "new-code")]).await;
    }
    let answer = browser.press(&page, &[("action", "new-code")]).await.answer();
    assert!(answer["error_description"].starts_with("AADSTS500121: "));
}

#[tokio::test]
async fn a_code_is_too_old_after_ten_minutes() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request().with("acr_values", MFA)).await;
    let page = browser.pick(&picker, ACCOUNT2.address).await;
    world.clock.advance_secs(600);
    let page = browser
        .press(&page, &[("action", "verify"), ("code", &page.phone_code())])
        .await;
    assert!(page.html().contains("The code is too old"));
}

#[tokio::test]
async fn picking_who_is_signed_in_keeps_the_time_and_the_prompt_for_login_renews_it() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.request(), ACCOUNT1.address).await;
    let began = world.now();
    world.clock.advance_secs(1000);

    let picker = browser.start(&world.request()).await;
    assert!(picker.html().contains("Signed in"));
    let code = browser.pick(&picker, ACCOUNT1.address).await.code();
    assert_eq!(world.claims(&code).await["auth_time"], began);

    let picker = browser.start(&world.request().with("prompt", "login")).await;
    let code = browser.pick(&picker, ACCOUNT1.address).await.code();
    assert_eq!(world.claims(&code).await["auth_time"], world.now());
}

#[tokio::test]
async fn the_prompt_for_login_asks_for_the_second_factor_again() {
    let world = World::new().await;
    let mut browser = world.browser();
    let request = world.request().with("acr_values", MFA);
    let picker = browser.start(&request).await;
    let page = browser.pick(&picker, ACCOUNT2.address).await;
    let consent = browser
        .press(&page, &[("action", "verify"), ("code", &page.phone_code())])
        .await;
    browser.press(&consent, &[("action", "accept")]).await.code();

    let picker = browser.start(&request).await;
    browser.pick(&picker, ACCOUNT2.address).await.code();
    let picker = browser.start(&request.with("prompt", "login")).await;
    assert!(
        browser
            .pick(&picker, ACCOUNT2.address)
            .await
            .shows("Verify your identity")
    );
}

#[tokio::test]
async fn confirming_signs_in_at_the_moment_of_the_press() {
    let world = World::new().await;
    let mut browser = world.browser();
    browser.sign_in(&world.request(), ACCOUNT1.address).await;
    let request = world
        .request()
        .with("prompt", "login")
        .with("login_hint", ACCOUNT1.address);
    let confirm = browser.start(&request).await;
    world.clock.advance_secs(200);
    let code = browser.press(&confirm, &[("action", "continue")]).await.code();
    assert_eq!(world.claims(&code).await["auth_time"], world.now());
}

#[tokio::test]
async fn a_hint_puts_the_account_first_and_the_prompt_still_shows_them_all() {
    let world = World::new().await;
    let picker = world
        .browser()
        .start(&world.request().with("login_hint", ANA.address))
        .await;
    let (ana, first) = (
        picker.html().find(ANA.address).unwrap(),
        picker.html().find(ACCOUNT1.address).unwrap(),
    );
    assert!(picker.shows("Pick an account") && ana < first);
}

#[tokio::test]
async fn without_a_prompt_who_is_signed_in_goes_on_without_a_question() {
    let world = World::new().await;
    let mut browser = world.browser();
    let request = world.request().without("prompt");
    assert!(browser.start(&request).await.shows("Pick an account"));
    browser.sign_in(&world.request(), ACCOUNT1.address).await;
    browser.start(&request).await.code();
    world.clock.advance_secs(61);
    assert!(
        browser
            .start(&request.with("max_age", "60"))
            .await
            .shows("Pick an account")
    );
}

#[tokio::test]
async fn the_prompt_none_never_shows_a_page() {
    let world = World::new().await;
    let mut browser = world.browser();
    let silent = world.request().with("prompt", "none");
    assert_eq!(browser.start(&silent).await.answer()["error"], "login_required");
    browser.sign_in(&world.request(), ACCOUNT1.address).await;
    browser.start(&silent).await.code();
    let answer = browser.start(&silent.clone().with("acr_values", MFA)).await.answer();
    assert_eq!(answer["error"], "interaction_required");
    browser.sign_in(&world.request(), ANA.address).await;
    assert_eq!(browser.start(&silent).await.answer()["error"], "interaction_required");
    browser.start(&silent.with("login_hint", ANA.address)).await.code();
}

async fn created(world: &World, browser: &mut Browser, factor: &str) -> Sight {
    let picker = browser.start(&world.request().with("acr_values", BOTH)).await;
    let page = browser.press(&picker, &[("action", "create-one")]).await;
    let fields = [
        ("action", "continue"),
        ("name", "Noor Haddad"),
        ("address", "Noor@example.com"),
        ("factor", factor),
    ];
    browser.press(&page, &fields).await
}

fn assert_cancelled(sight: &Sight) {
    let answer = sight.answer();
    assert_eq!(
        (answer["error"].as_str(), answer["state"].as_str()),
        ("access_denied", "the state")
    );
    assert!(answer["error_description"].starts_with("AADSTS65004: "));
}
