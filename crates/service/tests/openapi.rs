//! The description of the API (rule 7.22), as `docs/openapi.json` keeps it.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use contract::{Purpose, Secret};
use microsoft::nonce::{attempt_hash, proof_nonce};
use serde_json::Value;
use service::openapi;
use std::{fs, path::Path};

/// The variable by which `cargo xtask gen` and `check` ask for the document.
const FILE_VARIABLE: &str = "NUGET_ACCOUNTS_OPENAPI_FILE";

/// Every operation, with its path.
fn operations() -> Vec<(String, Value)> {
    let document: Value = document();
    let paths = document["paths"].as_object().unwrap().clone();
    let operations = paths.into_iter().flat_map(|(path, item)| {
        let item = item.as_object().unwrap().clone();
        item.into_values().map(move |operation| (path.clone(), operation))
    });
    operations.collect()
}

fn document() -> Value {
    serde_json::from_str(openapi()).unwrap()
}

/// Rule 7.22.
#[test]
fn the_document_in_the_repository_is_the_one_that_is_served() {
    if let Some(file) = std::env::var_os(FILE_VARIABLE) {
        fs::write(file, openapi()).unwrap();
        return;
    }
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
    let kept = fs::read_to_string(kept).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == openapi(),
        "docs/openapi.json is not up to date; run `cargo xtask gen`"
    );
}

#[test]
fn every_operation_has_an_id_of_its_own_and_an_area_and_says_what_it_does() {
    let mut ids: Vec<String> = Vec::new();
    let areas = document()["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tag| tag["name"].clone())
        .collect::<Vec<_>>();
    for (path, operation) in operations() {
        assert!(
            areas.contains(&operation["tags"][0]),
            "{path} has no area that the document's head names"
        );
        assert!(
            operation["summary"].as_str().is_some_and(|text| text.len() > 5),
            "{path}"
        );
        ids.push(operation["operationId"].as_str().unwrap().to_owned());
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "two operations have one id: {ids:?}");
}

#[test]
fn what_a_page_answers_is_described_as_a_page() {
    let pages = operations()
        .into_iter()
        .filter(|(path, _)| path.starts_with("/act/"))
        .map(|(_, operation)| operation["responses"].clone());
    let mut count = 0;
    for responses in pages {
        for status in ["200", "404", "429", "500", "503"] {
            assert!(
                responses[status]["content"]["text/html"].is_object(),
                "{status}: {responses}"
            );
        }
        count += 1;
    }
    assert_eq!(count, 2);
}

#[test]
fn every_text_and_list_in_a_request_has_a_limit() {
    let document = document();
    for (path, operation) in operations() {
        let Some(reference) = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str() else {
            assert!(
                operation["requestBody"].is_null(),
                "{path} takes something else than JSON"
            );
            continue;
        };
        check_closed(&document, reference);
    }
}

/// Whether an object of a request takes only its own members, each with a limit, and theirs too.
fn check_closed(document: &Value, reference: &str) {
    let schema = document.pointer(reference.trim_start_matches('#')).unwrap();
    if schema["type"] == "string" {
        return check_limited(document, schema, reference);
    }
    if let Some(shapes) = schema["oneOf"].as_array() {
        return shapes
            .iter()
            .for_each(|shape| check_limited(document, shape, reference));
    }
    assert_eq!(
        schema["additionalProperties"], false,
        "{reference} takes unknown members"
    );
    for (name, member) in schema["properties"].as_object().unwrap() {
        check_limited(document, member, &format!("{name} of {reference}"));
    }
}

/// Whether a member's texts and lists have limits, it being one of them, a list of them or one that may be left out.
fn check_limited(document: &Value, member: &Value, name: &str) {
    if let Some(inner) = member["$ref"].as_str() {
        return check_closed(document, inner);
    }
    if let Some(shapes) = member["oneOf"].as_array() {
        return shapes.iter().for_each(|shape| check_limited(document, shape, name));
    }
    let is = |kind: &str| match &member["type"] {
        Value::Array(kinds) => kinds.iter().any(|found| found == kind),
        found => found == kind,
    };
    if is("string") {
        let ids_and_words = member["format"] == "uuid" || member["format"] == "date-time" || member["enum"].is_array();
        assert!(member["maxLength"].is_u64() || ids_and_words, "{name} has no limit");
    }
    for (inner, member) in member["properties"].as_object().into_iter().flatten() {
        check_limited(document, member, &format!("{inner} of {name}"));
    }
    if is("array") {
        assert!(member["maxItems"].is_u64(), "{name} has no limit");
        check_limited(document, &member["items"], name);
    }
}

/// Every text of the document, with where it stands.
fn texts<'a>(value: &'a Value, at: &str, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::String(text) => found.push((at.to_owned(), text)),
        Value::Array(items) => items.iter().for_each(|item| texts(item, at, found)),
        Value::Object(members) => members
            .iter()
            .for_each(|(name, member)| texts(member, &format!("{at}/{name}"), found)),
        _ => {}
    }
}

/// Rule 7.22.
#[test]
fn the_document_says_that_it_grows_and_names_nothing_that_only_the_app_or_its_source_knows() {
    let document = document();
    let mut all = Vec::new();
    texts(&document, "", &mut all);
    for (at, text) in &all {
        assert!(!text.contains("[`") && !text.contains("crate::"), "{at}: {text}");
        let is_value = at.contains("/schemas/") && at.ends_with("/enum");
        // What an address means here may be nothing.
        let is_sent = at.contains("/AddressStanding/");
        assert!(!is_value || is_sent || *text != "unknown", "{at}");
    }
    assert!(all.len() > 5000, "{}", all.len());
    let head = document["info"]["description"].as_str().unwrap();
    assert!(head.contains("Pass over what you do not know"), "{head}");
}

/// Rule 2.1.
#[test]
fn the_nonce_can_be_computed_from_the_document_alone() {
    let document = document();
    let told = document["components"]["schemas"]["ProofChallenge"]["description"]
        .as_str()
        .unwrap();
    let challenge = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    let hash = attempt_hash(&Secret::new("abc".to_owned()));
    let nonce = proof_nonce("https://feed.example", Purpose::SignIn, challenge, &hash);
    for part in [
        "nuget-accounts/proof/v1",
        "32 bits, big endian",
        "https://feed.example",
        "prompt=login",
        challenge,
        hash.as_str(),
        nonce.expose(),
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn every_name_in_a_path_has_a_limit() {
    for (path, operation) in operations() {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        for parameter in parameters.filter(|parameter| parameter["in"] == "path") {
            let schema = &parameter["schema"];
            let is_id = schema["$ref"].is_string() || schema["format"] == "uuid";
            assert!(is_id || schema["maxLength"].is_u64(), "{path}: {parameter}");
        }
    }
}

/// Rule 5.11.
#[test]
fn one_s_own_address_is_no_question_of_rights_and_that_of_an_organization_takes_no_password() {
    let document = document();
    let codes = |path: &str, method: &str| {
        let responses = document["paths"][path][method]["responses"]
            .as_object()
            .unwrap()
            .clone();
        let resolved = responses.into_values().map(|response| match response["$ref"].as_str() {
            Some(shared) => document.pointer(shared.trim_start_matches('#')).unwrap().clone(),
            None => response,
        });
        resolved
            .map(|response| response["x-codes"].to_string())
            .collect::<String>()
    };
    for (path, method) in [("email", "put"), ("email", "delete"), ("mail", "put")] {
        let own = codes(&format!("/api/v1/account/{path}"), method);
        assert!(!own.contains("not_authorized"), "{method} {path}: {own}");
        let of_organization = codes(&format!("/api/v1/organizations/{{name}}/{path}"), method);
        assert!(of_organization.contains("not_authorized"), "{method} {path}");
        assert!(
            !of_organization.contains("password"),
            "{method} {path}: {of_organization}"
        );
    }
}

/// Writes that take no `Idempotency-Key` (rule 7.6), because the second of two is answered like the first or says that it
/// was done.
const REPEATABLE: [(&str, &str); 21] = [
    // A page for a browser; a used link says so.
    ("post", "/act/{reference}"),
    // The same wish again changes nothing, or takes the place of itself.
    ("put", "/api/v1/account/email"),
    ("put", "/api/v1/account/mail"),
    ("put", "/api/v1/organizations/{name}/email"),
    ("put", "/api/v1/organizations/{name}/mail"),
    ("patch", "/api/v1/organizations/{name}/members/{username}"),
    ("put", "/api/v1/packages/{id}/listing"),
    ("post", "/api/v1/account/username-request"),
    ("delete", "/api/v1/account/username-request"),
    ("post", "/api/v1/organizations/{name}/username-request"),
    ("delete", "/api/v1/organizations/{name}/username-request"),
    ("delete", "/api/v1/account/email"),
    ("delete", "/api/v1/organizations/{name}/email"),
    // A question; what it registers it registers once.
    ("post", "/api/v1/feed/authorize"),
    // The hash of the request's secret says that it is the same one.
    ("post", "/api/v1/login-changes/decision/code"),
    ("post", "/api/v1/recovery/login"),
    ("post", "/api/v1/recovery/password"),
    ("post", "/api/v1/recovery/assistance"),
    // `password_missing`, `not_found` and `session_required` say that it was done.
    ("delete", "/api/v1/account/password"),
    ("delete", "/api/v1/sessions/{id}"),
    ("delete", "/api/v1/sessions/current"),
];

#[test]
fn every_write_takes_an_idempotency_key_or_can_be_repeated_without() {
    let document = document();
    let mut without = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let has_key = parameters.clone().any(|one| one["name"] == "Idempotency-Key");
            if method != "get" && !has_key {
                without.push((method.clone(), path.clone()));
            }
        }
    }
    let known = |(method, path): &(String, String)| REPEATABLE.contains(&(method.as_str(), path.as_str()));
    let unknown: Vec<_> = without.iter().filter(|one| !known(one)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    assert_eq!(without.len(), REPEATABLE.len(), "the list names what is not so");
}
