//! What would lock an account's person out one day, or surprise them: computed from what is known anyway, never asked
//! for. Each finding names the wizard that mends it.

use contract::desktop::{
    nuget_org::{Finding, FindingKind, PublicAccount},
    wizard::WizardKind,
};

/// How many names a finding carries at most; the rest is counted.
const NAMED: usize = 20;

/// The findings about an account as anybody sees it.
#[must_use]
pub fn of_public(account: &PublicAccount, live: bool) -> Vec<Finding> {
    if !live {
        return vec![about(FindingKind::ProfileGone, Vec::new(), None)];
    }
    let alone = account.packages.iter().filter(|package| package.owners.len() == 1);
    let alone: Vec<String> = alone.map(|package| package.id.clone()).collect();
    if alone.is_empty() {
        return Vec::new();
    }
    vec![about(FindingKind::SingleOwner, alone, None)]
}

fn about(what: FindingKind, mut subjects: Vec<String>, mends: Option<WizardKind>) -> Finding {
    let more = subjects.len().saturating_sub(NAMED);
    subjects.truncate(NAMED);
    Finding {
        what,
        subjects,
        more: u32::try_from(more).unwrap_or(u32::MAX),
        until: None,
        mends,
    }
}
