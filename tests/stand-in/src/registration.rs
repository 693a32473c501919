//! The registrations.

use crate::world::{Package, Version, World};
use serde_json::{Value, json};

/// From how many versions on the real one makes pages, and how many are in one (documentation, "Package metadata").
const PAGES: (usize, usize) = (128, 64);

/// A package's registration: its versions, or in which pages they are.
pub(crate) fn index(world: &World, base: &str, id: &str) -> Option<Value> {
    let package = world.package(id)?;
    let (from, size) = world.pages.unwrap_or(PAGES);
    let is_paged = package.versions.len() >= from;
    let size = if is_paged {
        size.max(1)
    } else {
        package.versions.len().max(1)
    };
    let pages: Vec<Value> = package
        .versions
        .chunks(size)
        .map(|versions| page(base, package, versions, !is_paged))
        .collect();
    Some(json!({
        "@id": address(base, package, "index.json"),
        "@type": ["catalog:CatalogRoot", "PackageRegistration", "catalog:Permalink"],
        "count": pages.len(),
        "items": pages,
    }))
}

/// One of its pages, by the first and the last version in it.
pub(crate) fn single_page(world: &World, base: &str, id: &str, lower: &str, upper: &str) -> Option<Value> {
    let package = world.package(id)?;
    let upper = upper.strip_suffix(".json")?;
    let at = |number: &str| {
        package
            .versions
            .iter()
            .position(|version| version.number.eq_ignore_ascii_case(number))
    };
    let versions = package.versions.get(at(lower)?..=at(upper)?)?;
    Some(page(base, package, versions, true))
}

fn page(base: &str, package: &Package, versions: &[Version], inlined: bool) -> Value {
    let bound = |version: Option<&Version>| version.map(|version| version.number.to_lowercase()).unwrap_or_default();
    let (lower, upper) = (bound(versions.first()), bound(versions.last()));
    let mut page = json!({
        "@id": address(base, package, &format!("page/{lower}/{upper}.json")),
        "@type": "catalog:CatalogPage",
        "count": versions.len(),
        "lower": lower,
        "upper": upper,
    });
    if inlined {
        let leaves: Vec<Value> = versions.iter().map(|version| leaf(base, package, version)).collect();
        page["items"] = leaves.into();
        page["parent"] = address(base, package, "index.json").into();
    }
    page
}

fn leaf(base: &str, package: &Package, version: &Version) -> Value {
    let number = version.number.to_lowercase();
    let mut entry = json!({
        "@id": format!("{base}v3/catalog0/data/{}.{number}.json", package.id.to_lowercase()),
        "@type": "PackageDetails",
        "authors": "Nobody",
        "description": "A package that nobody wrote.",
        "id": package.id,
        "listed": version.listed,
        "published": if version.listed { version.published.as_str() } else { "1900-01-01T00:00:00+00:00" },
        "version": version.number,
    });
    if version.deprecated {
        entry["deprecation"] = json!({ "reasons": ["Legacy"], "message": "Take another one." });
    }
    json!({
        "@id": address(base, package, &format!("{number}.json")),
        "@type": "Package",
        "catalogEntry": entry,
        "packageContent": format!("{base}v3-flatcontainer/{}/{number}.nupkg", package.id.to_lowercase()),
        "registration": address(base, package, "index.json"),
    })
}

fn address(base: &str, package: &Package, rest: &str) -> String {
    format!("{base}v3/registration/{}/{rest}", package.id.to_lowercase())
}
