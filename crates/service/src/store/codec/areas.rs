//! The rows of schema 2.

use super::{account_id, id, key, known, optional_id, optional_time, small, time};
use accounts::{
    contact::AddressChange,
    conversion::Conversion,
    deletion::Deletion,
    email::EmailAddress,
    key::{ApiKey, Scopes},
    login_change::{ChangeState, DecisionCode, Dormant, LoginChange, Means},
    mailed_act::{ActKind, MailedAct},
    organization::{Invitation, Member},
    package::{Owner, OwnershipOffer, Package},
    password::UnknownName,
    proof::ProofCode,
    provider::{ProviderClient, ProviderSeen},
    recovery::{Recovery, RecoveryKind},
    recovery_code::RecoveryCode,
    username::{RenameRequest, Username},
};
use contract::{AccountId, ProofId, SessionId, consequence::Consequence};
use rusqlite::{Result, Row};

/// The words of how a change was allowed.
pub const MEANS: [(Means, &str); 3] = [
    (Means::Identity, "identity"),
    (Means::RecoveryCode, "recovery_code"),
    (Means::Recovery, "recovery"),
];

/// The words of how far a change is.
pub const STATES: [(ChangeState, &str); 5] = [
    (ChangeState::Open, "open"),
    (ChangeState::Frozen, "frozen"),
    (ChangeState::Contested, "contested"),
    (ChangeState::Undone, "undone"),
    (ChangeState::Final, "final"),
];

/// The words of what a recovery is for.
pub const RECOVERIES: [(RecoveryKind, &str); 2] =
    [(RecoveryKind::Password, "password"), (RecoveryKind::Login, "login")];

/// The word of a value in such a table.
pub fn word_of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    table
        .iter()
        .find(|(known, _)| *known == value)
        .map_or("", |(_, word)| word)
}

fn value_of<T: Copy>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    table.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
}

pub fn address_change(row: &Row<'_>) -> Result<AddressChange> {
    Ok(AddressChange {
        id: id(row, "id")?,
        account: account_id(row, "account")?,
        previous: EmailAddress::from_stored(row.get("previous")?),
        made_at: time(row, "made_at")?,
        ends_at: time(row, "ends_at")?,
    })
}

pub fn unknown_name(row: &Row<'_>) -> Result<UnknownName> {
    Ok(UnknownName {
        key: row.get("key")?,
        failures: small(row, "failures")?,
        failed_at: time(row, "failed_at")?,
    })
}

pub fn rename_request(row: &Row<'_>) -> Result<RenameRequest> {
    Ok(RenameRequest {
        account: account_id(row, "account")?,
        wanted: Username::from_stored(row.get("wanted")?),
        reason: row.get("reason")?,
        made_at: time(row, "made_at")?,
    })
}

/// The consequences that were shown before a deletion. Those of a later version that cannot be read count as not shown.
fn consequences(row: &Row<'_>) -> Result<Vec<Consequence>> {
    let json: String = row.get("shown")?;
    Ok(serde_json::from_str(&json).unwrap_or_default())
}

/// A change without the login that it replaced, and that login's id.
pub fn login_change(row: &Row<'_>) -> Result<(LoginChange, Option<uuid::Uuid>)> {
    let change = LoginChange {
        id: id(row, "id")?,
        account: account_id(row, "account")?,
        partner: optional_id(row, "partner")?,
        made_at: time(row, "made_at")?,
        ends_at: time(row, "ends_at")?,
        means: known(row, "means", |word| value_of(&MEANS, word))?,
        replaced: None,
        login: id(row, "login")?,
        state: known(row, "state", |word| value_of(&STATES, word))?,
    };
    Ok((change, optional_id(row, "replaced")?))
}

pub fn dormant(row: &Row<'_>) -> Result<Dormant> {
    Ok(Dormant {
        login: id(row, "id")?,
        key: key(row)?,
        identity: super::identity(row)?,
        linked_at: time(row, "linked_at")?,
    })
}

pub fn recovery_code(row: &Row<'_>) -> Result<RecoveryCode> {
    Ok(RecoveryCode {
        account: account_id(row, "account")?,
        number: small(row, "number")?,
        hash: row.get("hash")?,
        used_at: optional_time(row, "used_at")?,
    })
}

pub fn provider(row: &Row<'_>) -> Result<ProviderSeen> {
    Ok(ProviderSeen {
        client: ProviderClient {
            authority: row.get("authority")?,
            client_id: row.get("client_id")?,
        },
        checked_at: time(row, "checked_at")?,
        sends_sign_in_time: row.get("sends_sign_in_time")?,
        second_factor_at: optional_time(row, "second_factor_at")?,
    })
}

pub fn proof_code(row: &Row<'_>) -> Result<ProofCode> {
    Ok(ProofCode {
        id: id(row, "id")?,
        proof: ProofId::from_bytes(row.get("proof")?),
        account: account_id(row, "account")?,
        code_hash: row.get("code_hash")?,
        made_at: time(row, "made_at")?,
        tries_left: small(row, "tries_left")?,
    })
}

pub fn decision_code(row: &Row<'_>) -> Result<DecisionCode> {
    Ok(DecisionCode {
        id: id(row, "id")?,
        account: account_id(row, "account")?,
        request_hash: row.get("request_hash")?,
        code_hash: row.get("code_hash")?,
        made_at: time(row, "made_at")?,
        tries_left: small(row, "tries_left")?,
        known_place: row.get("known_place")?,
    })
}

pub fn recovery(row: &Row<'_>) -> Result<Recovery> {
    Ok(Recovery {
        id: id(row, "id")?,
        account: optional_id(row, "account")?.map(AccountId::new),
        kind: known(row, "kind", |word| value_of(&RECOVERIES, word))?,
        request_hash: row.get("request_hash")?,
        code_hash: row.get("code_hash")?,
        made_at: time(row, "made_at")?,
        code_made_at: time(row, "code_made_at")?,
        tries_left: small(row, "tries_left")?,
        confirmed_at: optional_time(row, "confirmed_at")?,
        waits_until: optional_time(row, "waits_until")?,
        session: optional_id(row, "session")?.map(SessionId::new),
    })
}

pub fn member(row: &Row<'_>) -> Result<Member> {
    Ok(Member {
        organization: account_id(row, "organization")?,
        account: account_id(row, "account")?,
        administrator: row.get("administrator")?,
        since: time(row, "since")?,
    })
}

pub fn invitation(row: &Row<'_>) -> Result<Invitation> {
    Ok(Invitation {
        id: id(row, "id")?,
        organization: account_id(row, "organization")?,
        account: account_id(row, "account")?,
        administrator: row.get("administrator")?,
        invited_by: account_id(row, "invited_by")?,
        made_at: time(row, "made_at")?,
        expires_at: time(row, "expires_at")?,
    })
}

pub fn conversion(row: &Row<'_>) -> Result<Conversion> {
    Ok(Conversion {
        id: id(row, "id")?,
        account: account_id(row, "account")?,
        administrator: account_id(row, "administrator")?,
        from_recovery: row.get("from_recovery")?,
        second_shown: row.get("second_shown")?,
        made_at: time(row, "made_at")?,
        expires_at: time(row, "expires_at")?,
        accepted_at: optional_time(row, "accepted_at")?,
        effective_at: optional_time(row, "effective_at")?,
        shown: row.get("shown")?,
    })
}

pub fn package(row: &Row<'_>) -> Result<Package> {
    Ok(Package {
        id: row.get("id")?,
        folded: row.get("folded")?,
        listed: row.get("listed")?,
        has_versions: row.get("has_versions")?,
        registered_at: time(row, "registered_at")?,
    })
}

pub fn owner(row: &Row<'_>) -> Result<Owner> {
    Ok(Owner {
        package: row.get("package")?,
        account: account_id(row, "account")?,
        since: time(row, "since")?,
    })
}

pub fn ownership_offer(row: &Row<'_>) -> Result<OwnershipOffer> {
    Ok(OwnershipOffer {
        id: id(row, "id")?,
        package: row.get("package")?,
        account: account_id(row, "account")?,
        offered_by: account_id(row, "offered_by")?,
        transfer: row.get("transfer")?,
        made_at: time(row, "made_at")?,
        expires_at: time(row, "expires_at")?,
    })
}

/// The letters of a key's scopes.
pub fn scopes_word(scopes: Scopes) -> String {
    [(scopes.push_new, 'n'), (scopes.push_version, 'v'), (scopes.unlist, 'u')]
        .into_iter()
        .filter_map(|(has, letter)| has.then_some(letter))
        .collect()
}

pub fn api_key(row: &Row<'_>) -> Result<ApiKey> {
    let scopes: String = row.get("scopes")?;
    let packages: String = row.get("packages")?;
    Ok(ApiKey {
        id: id(row, "id")?,
        holder: account_id(row, "holder")?,
        owner: row.get::<_, Option<[u8; 16]>>("owner")?.map(AccountId::from_bytes),
        description: row.get("description")?,
        hash: row.get("hash")?,
        ending: row.get("ending")?,
        scopes: Scopes {
            push_new: scopes.contains('n'),
            push_version: scopes.contains('v'),
            unlist: scopes.contains('u'),
        },
        packages: packages.lines().map(str::to_owned).collect(),
        made_at: time(row, "made_at")?,
        expires_at: time(row, "expires_at")?,
        used_at: optional_time(row, "used_at")?,
        revoked_at: optional_time(row, "revoked_at")?,
    })
}

pub fn deletion(row: &Row<'_>) -> Result<Deletion> {
    Ok(Deletion {
        account: account_id(row, "account")?,
        id: id(row, "id")?,
        requested_at: time(row, "requested_at")?,
        due_at: time(row, "due_at")?,
        unlist_orphans: row.get("unlist_orphans")?,
        shown: consequences(row)?,
        login_moved_to: row
            .get::<_, Option<[u8; 16]>>("login_moved_to")?
            .map(AccountId::from_bytes),
    })
}

pub fn mailed_act(row: &Row<'_>) -> Result<MailedAct> {
    Ok(MailedAct {
        hash: row.get("hash")?,
        kind: known(row, "kind", |word| {
            ActKind::ALL.into_iter().find(|kind| kind.as_str() == word)
        })?,
        account: account_id(row, "account")?,
        about: id(row, "about")?,
        made_at: time(row, "made_at")?,
        expires_at: time(row, "expires_at")?,
    })
}
