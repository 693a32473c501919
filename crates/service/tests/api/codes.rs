//! Every code that the gallery's description has (rule 7.22) is asked for by a test of the API.

use contract::Code;
use serde_json::Value;
use service::openapi;
use std::{fs, path::Path};

/// Codes that no request can bring about, and what shows them instead.
const OUT_OF_REACH: [(Code, &str); 1] = [(
    Code::GalleryFailed,
    "a defect of the gallery; `crates/service/src/http/middleware.rs` answers with it where a request panics",
)];

fn described() -> Vec<Code> {
    let document: Value = serde_json::from_str(openapi()).unwrap();
    let names = document["components"]["schemas"]["Code"]["enum"].as_array().unwrap();
    names
        .iter()
        .map(|name| serde_json::from_value(name.clone()).unwrap())
        .collect()
}

/// The text of all tests of the API but this one.
fn tests_in(folder: &Path, texts: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            tests_in(&path, texts);
        } else if path.file_name().is_some_and(|name| name != "codes.rs") {
            texts.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// Whether a test names the code. That it is part of a longer name does not count.
fn is_named(code: Code, texts: &str) -> bool {
    let name = format!("Code::{code:?}");
    let mut rest = texts.split(&name).skip(1);
    rest.any(|after| !after.starts_with(|next: char| next.is_alphanumeric() || next == '_'))
}

#[test]
fn every_code_that_a_gallery_answers_is_expected_by_a_test_that_asks_for_it() {
    let mut texts = String::new();
    tests_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api"), &mut texts);
    let codes = described();
    assert!(codes.len() > 70, "{}", codes.len());
    let unreachable = |code: &Code| OUT_OF_REACH.iter().any(|(known, _)| known == code);
    let missing: Vec<_> = codes.iter().filter(|code| !is_named(**code, &texts)).collect();
    let unknown: Vec<_> = missing.iter().filter(|code| !unreachable(code)).collect();
    assert!(unknown.is_empty(), "no test of the API expects {unknown:?}");
    let reached: Vec<_> = OUT_OF_REACH
        .iter()
        .filter(|(code, _)| !missing.contains(&code))
        .collect();
    assert!(reached.is_empty(), "a test reaches {reached:?}");
}
