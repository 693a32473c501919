//! What would lock an account's person out one day, or surprise them: computed from what is known anyway. Each finding
//! names the wizard that mends it, where one does. What is not known is no finding.

pub mod dates;
pub mod leaving;

#[cfg(test)]
mod tests;

use accounts::email::{fold, plainest};
use contract::{
    KeyId, Timestamp,
    account::Account,
    desktop::{
        nuget_org::{Finding, FindingKind, PublicAccount},
        view::AccountStanding,
        wizard::WizardKind,
    },
    identity::{Identity, IdentityKind},
    key::Key,
    organization::Role,
    package::Package,
    session::Session,
};
use serde::{Deserialize, Serialize};
use wizards::api_keys::SOON;

/// How many names a finding carries at most; the rest is counted.
const NAMED: usize = 20;

/// Keys that end within this time are told, in seconds: as the gallery mails it (rule 13.40).
const TOLD: i64 = 10 * 24 * 60 * 60;

/// What belongs to an account of a gallery with an account API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Belongings {
    /// The packages that it owns itself.
    pub packages: Vec<Package>,
    /// Its API keys.
    pub keys: Vec<Key>,
}

/// How much of that was read to its end. What was not says nothing by being empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// Its sessions.
    pub sessions: bool,
    /// The organizations that it is a member of.
    pub organizations: bool,
    /// Its packages.
    pub packages: bool,
    /// Its API keys.
    pub keys: bool,
}

/// What is known of such an account.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its own view.
    pub account: &'a Account,
    /// What it is part of.
    pub standing: &'a AccountStanding,
    /// What it owns.
    pub belongings: &'a Belongings,
    /// Its sessions.
    pub sessions: &'a [Session],
    /// How much of these was read.
    pub extent: Extent,
    /// The time.
    pub now: Timestamp,
}

/// The findings about an account as anybody sees it.
#[must_use]
pub fn of_public(account: &PublicAccount, live: bool) -> Vec<Finding> {
    if !live {
        return vec![finding(FindingKind::ProfileGone, Vec::new(), Some(WizardKind::Recover))];
    }
    let mut findings = Vec::new();
    let alone = public_alone(account);
    if !alone.is_empty() {
        findings.push(finding(FindingKind::SingleOwner, alone, Some(WizardKind::Organization)));
    }
    findings
}

/// The findings about an account of a gallery with an account API: what locks out first comes first. An account that is
/// being deleted has none.
#[must_use]
pub fn of_account(known: Known<'_>) -> Vec<Finding> {
    if known.account.deletion_at.is_some() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    findings.extend(unconfirmed(known.account));
    findings.extend(work_identity_only(known.account));
    findings.extend(same_domain(known.account));
    findings.extend(recovery(known.account));
    findings.extend(single_administrators(known.standing));
    findings.extend(single_owner(&known));
    findings.extend(keys(&known));
    if known.account.login.is_some() && !known.account.two_factor {
        findings.push(finding(
            FindingKind::TwoFactorOff,
            Vec::new(),
            Some(WizardKind::TwoFactor),
        ));
    }
    findings
}

fn unconfirmed(account: &Account) -> Option<Finding> {
    if account.confirmed_email.is_some() {
        return None;
    }
    let pending = account.pending_email.iter().cloned().collect();
    let mends = Some(WizardKind::ContactEmail);
    Some(finding(FindingKind::EmailNotConfirmed, pending, mends))
}

/// A recovery code or a password is another way in, though a narrow one.
fn work_identity_only(account: &Account) -> Option<Finding> {
    let identity = work_identity(account)?;
    if account.recovery_codes_left > 0 || account.has_password {
        return None;
    }
    let person = identity.address.iter().chain(&identity.name).take(1).cloned().collect();
    let mends = Some(WizardKind::ChangeLogin);
    Some(finding(FindingKind::WorkIdentityOnly, person, mends))
}

/// The identity of the login, where it is of work or school.
fn work_identity(account: &Account) -> Option<&Identity> {
    let login = account.login.as_ref()?;
    (login.identity.kind == IdentityKind::WorkOrSchool).then_some(&login.identity)
}

/// The same address is lost with the login whoever runs its domain; another address only where a company does.
fn same_domain(account: &Account) -> Option<Finding> {
    let identity = &account.login.as_ref()?.identity;
    let (contact, login) = (account.confirmed_email.as_deref()?, identity.address.as_deref()?);
    let of_a_company = work_identity(account).is_some() && domain(contact) == domain(login);
    let same = fold(&plainest(contact)) == fold(&plainest(login));
    if !same && !of_a_company {
        return None;
    }
    let shared = if same { contact.to_owned() } else { domain(contact) };
    let mends = Some(WizardKind::ContactEmail);
    Some(finding(FindingKind::SameDomain, vec![shared], mends))
}

/// The domain of an address, folded.
fn domain(address: &str) -> String {
    let address = plainest(address);
    let domain = address.rsplit_once('@').map_or(address.as_str(), |(_, domain)| domain);
    domain.to_lowercase()
}

/// Whoever switched two-factor on typed a code back, so knows that they work.
fn recovery(account: &Account) -> Option<Finding> {
    account.login.as_ref()?;
    let what = match account.recovery_codes_left {
        0 => FindingKind::NoRecoveryCodes,
        _ if !account.two_factor => FindingKind::RecoveryNotTested,
        _ => return None,
    };
    Some(finding(what, Vec::new(), Some(WizardKind::RecoveryCodes)))
}

/// One finding for each organization: each has members of its own.
fn single_administrators(standing: &AccountStanding) -> Vec<Finding> {
    let alone = administered_alone(standing).into_iter();
    alone
        .map(|name| {
            let mends = Some(WizardKind::Members);
            finding(FindingKind::SingleAdministrator, vec![name], mends)
        })
        .collect()
}

/// The organizations that nobody else administers.
fn administered_alone(standing: &AccountStanding) -> Vec<String> {
    let organizations = standing.organizations.iter();
    let alone = organizations.filter(|of| of.role == Role::Administrator && of.administrators == 1);
    alone.map(|of| of.organization.clone()).collect()
}

fn single_owner(known: &Known<'_>) -> Option<Finding> {
    let alone = owned_alone(known.belongings);
    let mends = Some(WizardKind::Organization);
    (!alone.is_empty()).then(|| finding(FindingKind::SingleOwner, alone, mends))
}

/// The packages that nobody else owns.
fn owned_alone(belongings: &Belongings) -> Vec<String> {
    let packages = belongings.packages.iter();
    let alone = packages.filter(|package| package.owners.len() == 1);
    alone.map(|package| package.id.clone()).collect()
}

/// Whether everything is known of an account as anybody sees it that its sole ownership of a package would rest on.
fn owners_are_known(account: &PublicAccount) -> bool {
    account.complete && account.packages.iter().all(|package| !package.owners.is_empty())
}

/// The same of an account as anybody sees it. Unlisted packages count too: who owns them can list them.
fn public_alone(account: &PublicAccount) -> Vec<String> {
    let alone = account.packages.iter().filter(|package| package.owners.len() == 1);
    alone.map(|package| package.id.clone()).collect()
}

fn keys(known: &Known<'_>) -> Option<Finding> {
    let ends_soon = |key: &&Key| (0..SOON).contains(&key.expires_at.secs_since(known.now));
    let mut ending: Vec<&Key> = known.belongings.keys.iter().filter(ends_soon).collect();
    ending.sort_by_key(|key| key.expires_at);
    let first = ending.first()?.expires_at;
    let only = (ending.len() == 1).then(|| ending[0].id.to_string());
    let names = ending.into_iter().map(key_name).collect();
    Some(Finding {
        until: Some(first),
        about: only,
        ..finding(FindingKind::KeysEndSoon, names, Some(WizardKind::ApiKeys))
    })
}

/// A key that ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Its id.
    pub id: KeyId,
    /// What its holder calls it.
    pub name: String,
    /// When.
    pub at: Timestamp,
}

/// The keys of which the person has to hear now, before they end; the next to end comes last, so that its notice stands
/// first.
#[must_use]
pub fn keys_ending(belongings: &Belongings, now: Timestamp) -> Vec<Ending> {
    // Whoever makes a key for a few days knows when it ends.
    let soon = |key: &&Key| {
        (0..TOLD).contains(&key.expires_at.secs_since(now)) && key.expires_at.secs_since(key.made_at) > TOLD
    };
    let mut ending: Vec<Ending> = belongings
        .keys
        .iter()
        .filter(soon)
        .map(|key| Ending {
            id: key.id,
            name: key_name(key),
            at: key.expires_at,
        })
        .collect();
    ending.sort_by_key(|key| std::cmp::Reverse(key.at));
    ending
}

/// What a key's holder calls it.
fn key_name(key: &Key) -> String {
    if key.description.is_empty() {
        format!("…{}", key.ending)
    } else {
        key.description.clone()
    }
}

fn finding(what: FindingKind, subjects: Vec<String>, mends: Option<WizardKind>) -> Finding {
    let (subjects, more) = named(subjects);
    Finding {
        what,
        subjects,
        more,
        until: None,
        mends,
        about: None,
    }
}

/// The first names, and how many more there are.
fn named(mut names: Vec<String>) -> (Vec<String>, u32) {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    (names, u32::try_from(more).unwrap_or(u32::MAX))
}
