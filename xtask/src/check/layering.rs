//! Who may lean on whom. `docs/architecture.md` gives the reasons; this is where they bind.

mod graph;

use crate::tree;
use anyhow::{Context, Result, bail};
use graph::Graph;

/// For each package of the workspace, the packages of the workspace that its own code may use. Tests may use more: see
/// [`TEST_ONLY`]. `tests`, `bench` and `xtask` stand outside the house.
const MAY_USE: &[(&str, &[&str])] = &[
    ("contract", &[]),
    ("ambient", &["contract"]),
    ("accounts", &["contract", "ambient"]),
    ("microsoft", &["contract", "ambient"]),
    ("vault", &["contract", "ambient"]),
    ("cache", &["contract", "ambient"]),
    ("service", &["accounts", "contract", "ambient", "microsoft"]),
    ("nuget-org", &["contract", "ambient"]),
    ("wizards", &["accounts", "contract"]),
    (
        "manager",
        &[
            "accounts",
            "contract",
            "ambient",
            "microsoft",
            "nuget-org",
            "vault",
            "cache",
            "wizards",
        ],
    ),
    ("practice", &["accounts", "contract", "ambient", "microsoft", "service"]),
    ("testkit", &["contract", "ambient"]),
    ("vfs", &[]),
    ("stand-in", &[]),
    ("slow-disk", &[]),
    (
        "nuget-accounts",
        &[
            "contract",
            "ambient",
            "microsoft",
            "nuget-org",
            "manager",
            "practice",
            "vault",
            "cache",
        ],
    ),
];

/// Packages outside the house: they may use everything, and nothing may use them.
const OUTSIDE: &[&str] = &["tests", "bench", "xtask"];

/// Packages that only tests may use.
const TEST_ONLY: &[&str] = &["testkit", "vfs", "stand-in"];

/// Foreign packages that only the named ones may use directly, in their own code and in their tests. A star stands for
/// any text.
const RESERVED: &[(&str, &[&str])] = &[
    ("keyring*", &["vault"]),
    ("*-keyring-store", &["vault"]),
    ("secret-service", &["vault"]),
    // `vfs` is the disk under SQLite that tests use; it knows no table.
    ("rusqlite", &["cache", "service", "vfs"]),
    ("libsqlite3-sys", &["cache", "service"]),
    ("tauri*", &["nuget-accounts"]),
    ("wry", &["nuget-accounts"]),
    ("tao", &["nuget-accounts"]),
];

/// Packages whose own code knows no input or output, no clock and no waiting, however far down the line.
const PURE: &[&str] = &["accounts", "contract", "wizards"];

/// What makes a package impure.
const IMPURE: &[&str] = &[
    "async-*",
    "axum",
    "hyper*",
    "keyring*",
    "libsqlite3-sys",
    "mio",
    "reqwest",
    "rusqlite",
    "rustls",
    "smol",
    "socket2",
    "tauri*",
    "tokio*",
    "tower*",
    "ureq",
    "zbus",
];

/// Reads the dependencies and fails on a forbidden one.
pub fn check() -> Result<()> {
    let metadata = cargo_metadata::MetadataCommand::new()
        .manifest_path(tree::root().join("Cargo.toml"))
        .exec()
        .context("reading the dependencies")?;
    let violations = violations(&Graph::of(&metadata));
    if violations.is_empty() {
        return Ok(());
    }
    bail!("forbidden dependencies:\n  {}", violations.join("\n  "));
}

fn violations(graph: &Graph) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for member in graph.members().filter(|member| !OUTSIDE.contains(member)) {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| name == &member) else {
            found.push(format!("{member} has no entry in the layering table of xtask"));
            continue;
        };
        found.extend(inner_violations(graph, member, allowed));
    }
    found.extend(reserved_violations(graph));
    found.extend(PURE.iter().flat_map(|member| impurities(graph, member)));
    found
}

/// Uses of another package of the workspace that the table does not allow.
fn inner_violations(graph: &Graph, member: &str, allowed: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (used, by_tests_only) in graph.direct(member) {
        if !graph.is_member(used) || used == member {
            continue;
        }
        if OUTSIDE.contains(&used) || used == "nuget-accounts" {
            found.push(format!("{member} must not use {used}, which nothing may use"));
        } else if !by_tests_only && TEST_ONLY.contains(&used) {
            found.push(format!("{member} must not use {used} outside its tests"));
        } else if !by_tests_only && !allowed.contains(&used) {
            found.push(format!("{member} must not use {used}; it may use {}", listed(allowed)));
        }
    }
    found
}

/// Direct uses of a reserved foreign package.
fn reserved_violations(graph: &Graph) -> Vec<String> {
    let mut found = Vec::new();
    for member in graph.members().filter(|member| !OUTSIDE.contains(member)) {
        for (used, _) in graph.direct(member) {
            for (pattern, owners) in RESERVED {
                if matches(pattern, used) && !owners.contains(&member) {
                    found.push(format!("{member} must not use {used}; only {} may", listed(owners)));
                }
            }
        }
    }
    found
}

/// What a pure package leans on, directly or not, that is not pure.
fn impurities(graph: &Graph, member: &str) -> Vec<String> {
    let reached = graph.reached(member);
    let impure = reached
        .iter()
        .filter(|used| IMPURE.iter().any(|pattern| matches(pattern, used)));
    impure
        .map(|used| format!("{member} is pure and must not lead to {used}"))
        .collect()
}

fn matches(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(end), _) => name.ends_with(end),
        (_, Some(start)) => name.starts_with(start),
        _ => name == pattern,
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() {
        "none".to_owned()
    } else {
        names.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn house(edges: &[(&str, &str)]) -> Graph {
        let members = MAY_USE.iter().map(|(name, _)| *name).chain(OUTSIDE.iter().copied());
        Graph::new(members, edges.iter().map(|(from, to)| (*from, *to, false)))
    }

    fn only_violation(edges: &[(&str, &str)]) -> String {
        let found = violations(&house(edges));
        assert_eq!(found.len(), 1, "{found:?}");
        found.join("")
    }

    #[test]
    fn the_house_as_it_was_designed_stands() {
        let edges: Vec<(&str, &str)> = MAY_USE
            .iter()
            .flat_map(|(from, uses)| uses.iter().map(move |used| (*from, *used)))
            .collect();
        assert_eq!(violations(&house(&edges)), Vec::<String>::new());
    }

    #[test]
    fn the_rules_must_not_wait() {
        assert_eq!(
            only_violation(&[("accounts", "tokio")]),
            "accounts is pure and must not lead to tokio"
        );
    }

    #[test]
    fn the_rules_must_not_lead_to_input_and_output_by_a_detour() {
        let edges = [("accounts", "innocent"), ("innocent", "tokio-util")];
        assert_eq!(
            only_violation(&edges),
            "accounts is pure and must not lead to tokio-util"
        );
    }

    #[test]
    fn only_the_vault_knows_the_keyring() {
        assert_eq!(violations(&house(&[("vault", "keyring-core")])), Vec::<String>::new());
        let expected = "manager must not use keyring-core; only vault may";
        assert_eq!(only_violation(&[("manager", "keyring-core")]), expected);
        let expected = "nuget-accounts must not use zbus-secret-service-keyring-store; only vault may";
        assert_eq!(
            only_violation(&[("nuget-accounts", "zbus-secret-service-keyring-store")]),
            expected
        );
    }

    #[test]
    fn only_the_cache_and_the_service_know_sql() {
        assert_eq!(
            violations(&house(&[("cache", "rusqlite"), ("service", "rusqlite")])),
            Vec::<String>::new()
        );
        assert_eq!(
            only_violation(&[("practice", "rusqlite")]),
            "practice must not use rusqlite; only cache, service, vfs may"
        );
    }

    #[test]
    fn only_the_shell_knows_tauri() {
        assert_eq!(
            violations(&house(&[("nuget-accounts", "tauri-plugin-opener")])),
            Vec::<String>::new()
        );
        assert_eq!(
            only_violation(&[("manager", "tauri")]),
            "manager must not use tauri; only nuget-accounts may"
        );
    }

    #[test]
    fn nothing_uses_the_shell() {
        let expected = "manager must not use nuget-accounts, which nothing may use";
        assert_eq!(only_violation(&[("manager", "nuget-accounts")]), expected);
        assert_eq!(violations(&house(&[("tests", "nuget-accounts")])), Vec::<String>::new());
    }

    #[test]
    fn the_app_does_not_reach_into_the_service() {
        assert!(only_violation(&[("manager", "service")]).starts_with("manager must not use service; it may use"));
    }

    #[test]
    fn fakes_are_for_tests() {
        assert_eq!(
            only_violation(&[("manager", "testkit")]),
            "manager must not use testkit outside its tests"
        );
        assert_eq!(
            only_violation(&[("service", "vfs")]),
            "service must not use vfs outside its tests"
        );
        let in_tests = Graph::new(["manager", "testkit"], [("manager", "testkit", true)]);
        assert_eq!(violations(&in_tests), Vec::<String>::new());
    }

    #[test]
    fn a_new_package_needs_a_place_in_the_table() {
        let graph = Graph::new(["newcomer"], []);
        assert_eq!(
            violations(&graph),
            ["newcomer has no entry in the layering table of xtask"]
        );
    }
}
