//! The consequences that were shown, and what may not have become of them (rule 12.11).

use contract::{consequence::Consequence, identity::Identity};

/// How they are kept with the request: a line for each thing that two lists are compared by.
pub(super) fn kept(consequences: &[Consequence]) -> String {
    lines(consequences).join("\n")
}

/// How it is kept that this many keys stop working, and nothing else that is compared.
pub(crate) fn keys(revoked: usize) -> String {
    format!("keys {revoked}")
}

/// What may not grow: keys that stop working, and a tenant that nobody was told of. The rest changes with every day,
/// such as how many sessions end, or harms nobody.
fn lines(consequences: &[Consequence]) -> Vec<String> {
    let revoked: usize = consequences
        .iter()
        .map(|consequence| match consequence {
            Consequence::KeysRevoked { count, .. } => usize::try_from(*count).unwrap_or(usize::MAX),
            _ => 0,
        })
        .sum();
    let tenants = consequences.iter().filter_map(|consequence| match consequence {
        Consequence::TenantPolicyApplies { tenant } => Some(format!("tenant {tenant}")),
        _ => None,
    });
    [keys(revoked)].into_iter().chain(tenants).collect()
}

/// Whether what would happen now is worse than what was shown.
pub(super) fn is_worse(kept: &str, now: &[Consequence]) -> bool {
    let shown: Vec<&str> = kept.lines().collect();
    let number = |line: &str| line.strip_prefix("keys ").and_then(|count| count.parse::<usize>().ok());
    let allowed = shown.iter().find_map(|line| number(line)).unwrap_or_default();
    lines(now).iter().any(|line| match number(line) {
        Some(count) => count > allowed,
        None => !shown.contains(&line.as_str()),
    })
}

/// What the future administrator is shown. Who signs in to the account, and on how many computers, is not theirs to
/// know (rule 12.9).
#[must_use]
pub fn for_administrator(consequences: Vec<Consequence>) -> Vec<Consequence> {
    let kept = consequences
        .into_iter()
        .filter(|consequence| !matches!(consequence, Consequence::SessionsEnd { .. }));
    kept.map(|consequence| match consequence {
        Consequence::LoginRemoved { username, identity } => Consequence::LoginRemoved {
            username,
            identity: Identity {
                name: None,
                address: None,
                ..identity
            },
        },
        other => other,
    })
    .collect()
}
