use super::*;
use crate::{callback::deep_link_redirect, fixtures::microsoft};
use std::collections::{HashMap, HashSet};
use testkit::SeededRandom;
use url::Url;

/// The verifier of RFC 7636 appendix B, whose challenge is printed there.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct Asked {
    state: Secret,
    nonce: Secret,
    verifier: Secret,
    scopes: Vec<String>,
    acr_values: Vec<String>,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            state: Secret::new("the state".to_owned()),
            nonce: Secret::new("the nonce".to_owned()),
            verifier: Secret::new(VERIFIER.to_owned()),
            scopes: ["openid", "profile", "email"].map(str::to_owned).to_vec(),
            acr_values: Vec::new(),
        }
    }
}

impl Asked {
    fn url(&self, provider: &Provider, redirect_uri: &str) -> Result<Secret, AttemptError> {
        let request = AuthorizeRequest {
            client_id: "the client",
            redirect_uri,
            scopes: &self.scopes,
            state: &self.state,
            nonce: &self.nonce,
            verifier: &self.verifier,
            prompt: "select_account",
            acr_values: &self.acr_values,
        };
        authorize_url(provider, &request)
    }

    fn address(&self) -> Url {
        let provider = microsoft();
        self.url(&provider, &deep_link_redirect(&provider))
            .unwrap()
            .expose()
            .parse()
            .unwrap()
    }
}

fn query(address: &Url) -> HashMap<String, String> {
    let pairs: Vec<_> = address.query_pairs().into_owned().collect();
    let names: HashSet<_> = pairs.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names.len(), pairs.len(), "a parameter twice");
    pairs.into_iter().collect()
}

#[test]
fn the_address_asks_for_a_code_with_everything_that_binds_it() {
    let address = Asked::default().address();
    assert!(
        address
            .as_str()
            .starts_with("https://login.microsoftonline.com/authorize?")
    );
    let expected = [
        ("response_type", "code"),
        ("response_mode", "query"),
        ("client_id", "the client"),
        ("redirect_uri", "io.github.nuget-accounts://auth/callback"),
        ("scope", "openid profile email"),
        ("state", "the state"),
        ("nonce", "the nonce"),
        ("prompt", "select_account"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    assert_eq!(
        query(&address),
        expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    );
}

#[test]
fn the_verifier_is_not_in_the_address() {
    assert!(!Asked::default().address().as_str().contains(VERIFIER));
}

#[test]
fn acr_values_are_asked_for_where_there_are_some() {
    let asked = Asked {
        acr_values: vec!["urn:a".to_owned(), "urn:b".to_owned()],
        ..Asked::default()
    };
    assert_eq!(query(&asked.address())["acr_values"], "urn:a urn:b");
}

#[test]
fn a_query_of_the_endpoint_is_kept() {
    let mut provider = microsoft();
    provider.authorization_endpoint.set_query(Some("p=policy"));
    let address: Url = Asked::default()
        .url(&provider, "http://127.0.0.1:1/auth/callback")
        .unwrap()
        .expose()
        .parse()
        .unwrap();
    assert_eq!(query(&address)["p"], "policy");
}

#[test]
fn values_cannot_add_parameters() {
    let asked = Asked {
        scopes: vec!["openid&redirect_uri=https://evil.example".to_owned()],
        ..Asked::default()
    };
    let query = query(&asked.address());
    assert_eq!(query["scope"], "openid&redirect_uri=https://evil.example");
    assert_eq!(query["redirect_uri"], "io.github.nuget-accounts://auth/callback");
}

#[test]
fn a_verifier_of_another_form_is_refused() {
    for verifier in [
        "",
        "short",
        &"x".repeat(42),
        &"x".repeat(129),
        &"+".repeat(43),
        &"é".repeat(43),
    ] {
        let asked = Asked {
            verifier: Secret::new(verifier.to_owned()),
            ..Asked::default()
        };
        assert_eq!(
            asked.url(&microsoft(), "http://127.0.0.1:1/").unwrap_err(),
            AttemptError::Verifier,
            "{verifier}"
        );
    }
}

#[test]
fn a_way_back_that_is_no_address_is_refused() {
    let error = Asked::default().url(&microsoft(), "auth/callback").unwrap_err();
    assert_eq!(error, AttemptError::RedirectUri);
}

#[test]
fn the_three_secrets_differ_from_each_other_and_from_the_next_attempts() {
    let random = SeededRandom::new(7);
    let attempts = [AttemptSecrets::new(&random), AttemptSecrets::new(&random)];
    let secrets: HashSet<_> = attempts
        .iter()
        .flat_map(|attempt| [&attempt.state, &attempt.verifier, &attempt.attempt_secret])
        .map(|secret| secret.expose().to_owned())
        .collect();
    assert_eq!(secrets.len(), 6);
    assert!(secrets.iter().all(|secret| secret.len() == 43 && is_verifier(secret)));
}

#[test]
fn debug_output_shows_no_secret() {
    let secrets = AttemptSecrets::new(&SeededRandom::new(7));
    let shown = format!("{secrets:?}");
    assert!(!shown.contains(secrets.state.expose()) && !shown.contains(secrets.verifier.expose()));
}
