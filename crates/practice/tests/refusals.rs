//! What the provider refuses.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use practice::cast::ACCOUNT1;
use reqwest::StatusCode;
use serde_json::Value;
use support::{Request, Sight, World};

#[tokio::test]
async fn a_wrong_client_redirect_or_tenant_is_told_on_a_page_and_never_redirected() {
    let world = World::new().await;
    let good = world.request();
    let bare = "io.github.nuget-accounts://auth/callback";
    let mut elsewhere = good.clone();
    "fabrikam.example".clone_into(&mut elsewhere.tenant);
    for (request, number) in [
        (
            good.clone().with("client_id", "11111111-1111-1111-1111-111111111111"),
            "AADSTS700016",
        ),
        (good.clone().without("client_id"), "AADSTS900144"),
        (good.clone().with("redirect_uri", bare), "AADSTS50011"),
        (
            good.clone().with("redirect_uri", "https://evil.example/"),
            "AADSTS50011",
        ),
        (
            good.clone().with("redirect_uri", &format!("{}/", world.deep_link())),
            "AADSTS50011",
        ),
        (good.clone().without("redirect_uri"), "AADSTS900144"),
        (good.clone().twice("redirect_uri"), "AADSTS90023"),
        (good.clone().twice("state"), "AADSTS90023"),
        (good.clone().with("state", &"s".repeat(3000)), "AADSTS90023"),
        (elsewhere, "AADSTS90002"),
    ] {
        let page = world.browser().start(&request).await;
        assert_eq!(page.status(), StatusCode::BAD_REQUEST);
        assert!(page.html().contains(number), "{number} in {}", page.html());
    }
}

#[tokio::test]
async fn the_redirect_of_another_authority_is_not_accepted() {
    let world = World::new().await;
    let mut request = world.request();
    "consumers".clone_into(&mut request.tenant);
    assert!(world.browser().start(&request).await.html().contains("AADSTS50011"));
}

#[tokio::test]
async fn what_else_is_wrong_goes_back_to_the_client_with_its_state() {
    let world = World::new().await;
    let with = |name: &str, value: &str| world.request().with(name, value);
    let without = |name: &str| world.request().without(name);
    let cases: Vec<(Request, &str)> = vec![
        (with("response_type", "token"), "unsupported_response_type"),
        (with("response_type", "code id_token"), "unsupported_response_type"),
        (without("response_type"), "invalid_request"),
        (with("response_mode", "fragment"), "invalid_request"),
        (with("response_mode", "form_post"), "invalid_request"),
        (with("request", "eyJ"), "request_not_supported"),
        (with("scope", "profile email"), "invalid_scope"),
        (with("scope", "openid offline_access"), "invalid_scope"),
        (without("scope"), "invalid_request"),
        (without("nonce"), "invalid_request"),
        (with("nonce", ""), "invalid_request"),
        (without("code_challenge"), "invalid_request"),
        (without("code_challenge_method"), "invalid_request"),
        (with("code_challenge_method", "plain"), "invalid_request"),
        (with("code_challenge", "too-short"), "invalid_request"),
        (with("prompt", "create"), "invalid_request"),
        (with("max_age", "-1"), "invalid_request"),
    ];
    for (request, error) in cases {
        let answer = world.browser().start(&request).await.answer();
        assert_eq!(
            (answer["error"].as_str(), answer["state"].as_str()),
            (error, "the state"),
            "{}",
            request.url()
        );
        assert!(!answer.contains_key("code"));
    }
}

#[tokio::test]
async fn a_request_without_a_state_is_answered_without_one() {
    let world = World::new().await;
    let answer = world
        .browser()
        .start(&world.request().without("state").with("prompt", "none"))
        .await
        .answer();
    assert!(!answer.contains_key("state"));
}

#[tokio::test]
async fn a_code_is_good_once() {
    let world = World::new().await;
    let code = world.browser().sign_in(&world.request(), ACCOUNT1.address).await.code();
    assert_eq!(world.redeem(&code, &[]).await.status(), StatusCode::OK);
    assert_eq!(refusal(&world, &code, &[]).await, ("invalid_grant".to_owned(), 54005));
}

#[tokio::test]
async fn a_code_is_good_for_sixty_seconds() {
    let world = World::new().await;
    let mut browser = world.browser();
    let in_time = browser.sign_in(&world.request(), ACCOUNT1.address).await.code();
    world.clock.advance_micros(59_999_999);
    assert_eq!(world.redeem(&in_time, &[]).await.status(), StatusCode::OK);
    let late = browser.sign_in(&world.request(), ACCOUNT1.address).await.code();
    world.clock.advance_secs(60);
    assert_eq!(refusal(&world, &late, &[]).await, ("invalid_grant".to_owned(), 70008));
}

#[tokio::test]
async fn a_code_presented_wrongly_is_refused_and_used_up() {
    let world = World::new().await;
    let elsewhere = "http://127.0.0.1:9/auth/callback";
    for (name, value, number) in [
        ("code_verifier", "another-verifier-of-forty-three-characters-0", 501_481),
        ("redirect_uri", elsewhere, 500_112),
    ] {
        let code = world.browser().sign_in(&world.request(), ACCOUNT1.address).await.code();
        assert_eq!(
            refusal(&world, &code, &[(name, value)]).await,
            ("invalid_grant".to_owned(), number)
        );
        assert_eq!(refusal(&world, &code, &[]).await, ("invalid_grant".to_owned(), 54005));
    }
}

#[tokio::test]
async fn a_token_request_that_is_not_this_clients_is_refused_before_the_code_is_looked_at() {
    let world = World::new().await;
    let code = world.browser().sign_in(&world.request(), ACCOUNT1.address).await.code();
    for (name, value, error, number) in [
        (
            "client_id",
            "11111111-1111-1111-1111-111111111111",
            "unauthorized_client",
            700_016,
        ),
        ("client_secret", "hunter2", "invalid_client", 700_025),
        ("grant_type", "password", "unsupported_grant_type", 70003),
        ("grant_type", "refresh_token", "unsupported_grant_type", 70003),
        ("code_verifier", "", "invalid_request", 900_144),
        ("redirect_uri", "", "invalid_request", 900_144),
        ("code", "", "invalid_request", 900_144),
        ("code", "never-issued", "invalid_grant", 70000),
    ] {
        assert_eq!(
            refusal(&world, &code, &[(name, value)]).await,
            (error.to_owned(), number),
            "{name}={value}"
        );
    }
    assert_eq!(world.redeem(&code, &[]).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_refusal_of_the_token_endpoint_has_microsofts_shape() {
    let world = World::new().await;
    let answer: Value = world.redeem("never-issued", &[]).await.json().await.unwrap();
    let trace_id = answer["trace_id"].as_str().unwrap();
    assert!(trace_id.parse::<uuid::Uuid>().is_ok());
    assert_eq!(answer["timestamp"], "2026-01-01 00:00:00Z");
    assert!(
        answer["error_description"]
            .as_str()
            .unwrap()
            .starts_with("AADSTS70000: ")
    );
    assert!(answer["error_description"].as_str().unwrap().contains(trace_id));
}

#[tokio::test]
async fn a_request_for_another_host_is_refused() {
    let world = World::new().await;
    let url = format!("{}/common/discovery/v2.0/keys", world.origin);
    for (host, status) in [
        (format!("127.0.0.1:{}", world.port()), 200),
        (format!("localhost:{}", world.port()), 200),
        ("127.0.0.1".to_owned(), 421),
        ("evil.example".to_owned(), 421),
        (format!("evil.example:{}", world.port()), 421),
        (format!("127.0.0.1.evil.example:{}", world.port()), 421),
    ] {
        let response = world.http.get(&url).header("Host", &host).send().await.unwrap();
        assert_eq!(response.status().as_u16(), status, "{host}");
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let world = World::new().await;
    let url = format!("{}/common/oauth2/v2.0/token", world.origin);
    let own = world.origin.clone();
    for (origin, site, refused) in [
        (Some(own.as_str()), None, false),
        (None, None, false),
        (Some("null"), Some("same-origin"), false),
        (Some("null"), Some("cross-site"), true),
        (Some("null"), None, true),
        (Some("https://evil.example"), Some("cross-site"), true),
        (Some("http://127.0.0.1:1"), None, true),
    ] {
        let mut request = world.http.post(&url).form(&[("a", "b")]);
        if let Some(origin) = origin {
            request = request.header("Origin", origin);
        }
        if let Some(site) = site {
            request = request.header("Sec-Fetch-Site", site);
        }
        let status = request.send().await.unwrap().status();
        assert_eq!(
            status == StatusCode::FORBIDDEN,
            refused,
            "{origin:?} {site:?}: {status}"
        );
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_page_changes_nothing() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let page = browser
        .press(&picker, &[("csrf", "forged"), ("person", ACCOUNT1.address)])
        .await;
    // The genuine field came first; a repeated one is no form of ours.
    assert!(page.status().is_client_error());
    let Sight::Page { address, .. } = &picker else {
        panic!("no page")
    };
    let forged = world
        .http
        .post(address)
        .header("Cookie", browser.cookie.clone().unwrap());
    let response = forged
        .form(&[("csrf", "forged"), ("action", "cancel")])
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    assert!(browser.open(address).await.shows("Pick an account"));
}

#[tokio::test]
async fn a_page_opened_in_another_browser_shows_nothing_of_the_sign_in() {
    let world = World::new().await;
    let mut browser = world.browser();
    let Sight::Page { address, .. } = browser.start(&world.request()).await else {
        panic!("no page")
    };
    let mut other = world.browser();
    other.start(&world.request()).await;
    for mut stranger in [world.browser(), other] {
        let page = stranger.open(&address).await;
        assert_eq!(page.status(), StatusCode::GONE);
        assert!(!page.html().contains("csrf"));
    }
}

#[tokio::test]
async fn a_page_left_open_for_half_an_hour_says_that_it_is_too_late() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    world.clock.advance_secs(30 * 60);
    assert_eq!(browser.pick(&picker, ACCOUNT1.address).await.status(), StatusCode::GONE);
}

#[tokio::test]
async fn every_page_forbids_frames_scripts_caching_and_referring() {
    let world = World::new().await;
    let mut browser = world.browser();
    let Sight::Page { address, .. } = browser.start(&world.request()).await else {
        panic!("no page")
    };
    let request = world
        .http
        .get(address)
        .header("Cookie", browser.cookie.clone().unwrap());
    let headers = request.send().await.unwrap().headers().clone();
    let policy = headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(policy.contains("form-action 'self' io.github.nuget-accounts:;") && !policy.contains("script-src"));
    assert_eq!(
        (&headers["cache-control"], &headers["referrer-policy"]),
        (&"no-store".parse().unwrap(), &"no-referrer".parse().unwrap())
    );
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let world = World::new().await;
    let response = world.http.get(world.request().url()).send().await.unwrap();
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with(&format!("practice_sign_in_{}=", world.port())));
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"));
}

#[tokio::test]
async fn what_a_person_typed_is_text_and_never_markup() {
    let world = World::new().await;
    let mut browser = world.browser();
    let picker = browser.start(&world.request()).await;
    let page = browser.press(&picker, &[("action", "use-another")]).await;
    let page = browser
        .press(
            &page,
            &[("action", "continue"), ("address", "\"><script>alert(1)</script>")],
        )
        .await;
    assert!(!page.html().contains("<script") && page.html().contains("&lt;script&gt;"));
}

async fn refusal(world: &World, code: &str, changes: &[(&str, &str)]) -> (String, u64) {
    let response = world.redeem(code, changes).await;
    assert!(response.status().is_client_error());
    let answer: Value = response.json().await.unwrap();
    assert!(answer.get("id_token").is_none());
    (
        answer["error"].as_str().unwrap().to_owned(),
        answer["error_codes"][0].as_u64().unwrap(),
    )
}
