//! The search service.

use crate::world::{Package, Version, World};
use axum::http::StatusCode;
use serde_json::{Value, json};
use std::collections::HashMap;

/// How far search can be paged.
const MOST_SKIPPED: usize = 3000;
/// How many packages it gives at once.
const MOST_TAKEN: usize = 1000;

/// What it answers to a query's parameters.
pub(crate) fn answer(world: &World, base: &str, query: &str) -> (StatusCode, Value) {
    let parameters: HashMap<String, String> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let number = |name: &str, otherwise: usize| parameters.get(name).map_or(Some(otherwise), |text| text.parse().ok());
    let (Some(skip), Some(take)) = (number("skip", 0), number("take", 20)) else {
        return refused();
    };
    if skip > MOST_SKIPPED {
        return refused();
    }
    let is = |name: &str, value: &str| parameters.get(name).is_some_and(|text| text == value);
    let (prerelease, semver_2) = (is("prerelease", "true"), is("semVerLevel", "2.0.0"));
    let text = parameters.get("q").map(String::as_str).unwrap_or_default();
    let mut found: Vec<(&Package, Vec<&Version>)> = world
        .indexed()
        .iter()
        .filter(|package| is_meant(world, package, text))
        .map(|package| (package, package.listed(prerelease, semver_2)))
        .filter(|(_, versions)| !versions.is_empty())
        .collect();
    found.sort_by_cached_key(|(package, _)| (std::cmp::Reverse(package.downloads), package.id.to_lowercase()));
    let page = found.iter().skip(skip).take(take.min(MOST_TAKEN));
    let data: Vec<Value> = page
        .map(|(package, versions)| hit(world, base, package, versions))
        .collect();
    let document = json!({
        "@context": { "@vocab": "http://schema.nuget.org/schema#", "@base": format!("{base}v3/registration/") },
        "totalHits": found.len() + usize::from(world.miscounts),
        "data": data,
    });
    (StatusCode::OK, document)
}

fn refused() -> (StatusCode, Value) {
    let words = "A parameter is out of its range.";
    (StatusCode::BAD_REQUEST, json!({ "success": false, "error": words }))
}

/// Whether all that is asked for holds, as fields of a search do together.
fn is_meant(world: &World, package: &Package, text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    folded.split_whitespace().all(|term| has(world, package, term))
}

fn has(world: &World, package: &Package, term: &str) -> bool {
    let contains = |word: &str| package.id.to_ascii_lowercase().contains(word);
    let mut parts = package.id.split(['.', '-', '_']);
    match term.split_once(':') {
        Some(("owner", owner)) if !world.ignores_owner => package.is_owned_by(owner),
        Some(("packageid", whole)) => package.id.eq_ignore_ascii_case(whole),
        Some(("id", word)) => parts.any(|part| part.eq_ignore_ascii_case(word)),
        Some((_, word)) => contains(word),
        None => contains(term),
    }
}

fn hit(world: &World, base: &str, package: &Package, versions: &[&Version]) -> Value {
    let registration = format!("{base}v3/registration/{}/index.json", package.id.to_lowercase());
    let leaf = |number: &str| {
        format!(
            "{base}v3/registration/{}/{}.json",
            package.id.to_lowercase(),
            number.to_lowercase()
        )
    };
    let latest = versions.last();
    let versions: Vec<Value> = versions
        .iter()
        .map(|version| json!({ "version": version.number, "downloads": 1, "@id": leaf(&version.number) }))
        .collect();
    let mut hit = json!({
        "@id": registration,
        "@type": "Package",
        "registration": registration,
        "id": package.id,
        "version": latest.map(|version| &version.number),
        "description": "A package that nobody wrote.",
        "summary": "",
        "title": package.id,
        "tags": [],
        "authors": ["Nobody"],
        "totalDownloads": package.downloads,
        "verified": package.verified,
        "packageTypes": [{ "name": "Dependency" }],
        "versions": versions,
        "vulnerabilities": [],
    });
    if !world.hides_owners {
        hit["owners"] = json!(package.owners);
    }
    if latest.is_some_and(|version| version.deprecated) {
        hit["deprecation"] = json!({ "reasons": ["Legacy"], "message": "Take another one." });
    }
    hit
}
