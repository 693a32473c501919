//! Loading what a command has to see.

mod login;
mod organization;
mod package;
mod whole;

use super::{
    codec::{self, areas},
    query::LIVE_LOGIN,
};
use accounts::{
    Need, Snapshot,
    answer::{AnswerKey, KeptAnswer},
    digest::Hash,
    login::IdentityKey,
    mailed_act::ActKind,
    operator_list::{EVERY_DOMAIN, OperatorList},
    password::UnknownName,
    proof::COMPLETING_SECONDS,
};
use contract::{AccountId, ProofId};
use rusqlite::{Connection, OptionalExtension, Params, Result, Row};

/// The rows behind the needs, all as of one moment.
pub fn load(connection: &Connection, needs: &[Need]) -> Result<Snapshot> {
    let _moment = Moment::begin(connection)?;
    let mut snapshot = Snapshot::default();
    for need in needs {
        load_one(connection, need, &mut snapshot)?;
    }
    Ok(snapshot)
}

/// A deferred transaction, which reads one state of the database throughout. Its statements are kept prepared, as every
/// request runs them.
struct Moment<'a>(&'a Connection);

impl<'a> Moment<'a> {
    fn begin(connection: &'a Connection) -> Result<Self> {
        connection.prepare_cached("BEGIN DEFERRED")?.execute([])?;
        Ok(Self(connection))
    }
}

impl Drop for Moment<'_> {
    fn drop(&mut self) {
        // Where SQLite has given up the transaction itself there is none to end.
        if let Ok(mut rollback) = self.0.prepare_cached("ROLLBACK") {
            rollback.execute([]).ok();
        }
    }
}

fn one<T>(c: &Connection, sql: &str, params: impl Params, read: fn(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
    c.prepare_cached(sql)?.query_row(params, read).optional()
}

fn many<T>(c: &Connection, sql: &str, params: impl Params, read: fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    c.prepare_cached(sql)?.query_map(params, read)?.collect()
}

/// Adds rows that are not there yet: two needs may ask for the same ones.
fn add<T: PartialEq>(rows: &mut Vec<T>, found: impl IntoIterator<Item = T>) {
    for row in found {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
}

fn load_one(c: &Connection, need: &Need, into: &mut Snapshot) -> Result<()> {
    match need {
        Need::Account(id) => account(c, *id, into),
        Need::HolderOfPendingAddress(id) => {
            let pending = into.account(*id).and_then(|account| account.pending_email.clone());
            pending.map_or(Ok(()), |address| holder(c, &address.folded(), into))
        }
        Need::HolderOfAddress(folded) => holder(c, folded, into),
        Need::AccountsByAddress(folded) => by_address(c, folded, into),
        Need::Name(folded) => {
            into.names
                .extend(one(c, "SELECT * FROM names WHERE folded = ?1", [folded], codec::name)?);
            Ok(())
        }
        Need::Login(key) => live_login(c, key, into),
        Need::Proof(id) => proof(c, *id, into),
        Need::Provider(client) => {
            let sql = "SELECT * FROM providers WHERE authority = ?1 AND client_id = ?2";
            let found = one(c, sql, (&client.authority, &client.client_id), areas::provider)?;
            into.providers.extend(found);
            Ok(())
        }
        Need::AccountOfProof(id) => account_of_proof(c, *id, into),
        Need::ProofCodesOfLoaded => proof_codes(c, into),
        Need::PlaceByProof { proof, installation } => place(c, *proof, installation, into),
        Need::OpenProofs { caller, now } => {
            let since = now.plus_secs(-COMPLETING_SECONDS).as_micros();
            let sql = "SELECT count(*) FROM proofs WHERE caller = ?1 AND begun_at > ?2 AND completed_at IS NULL";
            into.open_proofs = c.prepare_cached(sql)?.query_row((caller, since), |row| row.get(0))?;
            Ok(())
        }
        Need::Session(id) => {
            if into.session(*id).is_none() {
                let sql = "SELECT * FROM sessions WHERE id = ?1";
                into.sessions.extend(one(c, sql, [id.as_bytes()], codec::session)?);
            }
            Ok(())
        }
        Need::Answer(key) => {
            into.answer = answer(c, key)?;
            Ok(())
        }
        Need::SessionsOf(id) => sessions_of(c, *id, into),
        Need::AccountNamed(folded) => named(c, folded, into),
        Need::LoginChangesOf(id) => login::changes_of(c, *id, into),
        Need::LoginChangesByReplaced(key) => login::changes_by_replaced(c, key, into),
        Need::LoginChangesByProof(proof) => login::changes_by_proof(c, *proof, into),
        Need::LoginChange(id) => login::change(c, *id, into),
        Need::RecoveryCodes(id) => login::codes(c, *id, into),
        Need::DecisionCodes(id) => login::decision_codes(c, *id, into),
        Need::Recovery(id) => login::recovery(c, *id, into),
        Need::RecoveriesOf(id) => login::recoveries_of(c, *id, into),
        Need::RecoveriesByProof(proof) => login::recoveries_by_proof(c, *proof, into),
        Need::RecoveryByRequest(kind, hash) => login::recovery_by_request(c, *kind, hash, into),
        Need::MembersOf(id) => organization::members_of(c, *id, into),
        Need::MembershipsOf(id) => organization::memberships_of(c, *id, into),
        Need::InvitationsOf(id) => organization::invitations_of(c, *id, into),
        Need::InvitationsFor(id) => organization::invitations_for(c, *id, into),
        Need::InvitingMembers(id) => organization::inviting_members(c, *id, into),
        Need::Invitation(id) => organization::invitation(c, *id, into),
        Need::Conversion(id) => organization::conversion(c, *id, into),
        Need::ConversionById(id) => organization::conversion_by_id(c, *id, into),
        Need::ConversionsFor(id) => organization::conversions_for(c, *id, into),
        Need::Package(folded) => package::package(c, folded, into),
        Need::PackagesOf(id) => package::packages_of(c, *id, into),
        Need::OwnershipOffersOf(folded) => package::offers_of(c, folded, into),
        Need::OwnershipOffersWith(id) => package::offers_with(c, *id, into),
        Need::OwnershipOffer(id) => package::offer(c, *id, into),
        Need::Key(id) => package::key(c, *id, into),
        Need::KeyByHash(hash) => package::key_by_hash(c, hash, into),
        Need::KeysOf(id) => package::keys_of(c, *id, into),
        Need::KeysFor(id) => package::keys_for(c, *id, into),
        Need::FullAccessKeysFor(id) => package::full_access_keys_for(c, *id, into),
        Need::Deletion(id) => deletion(c, *id, into),
        Need::AddressChangesOf(id) => address_changes(c, *id, into),
        Need::AddressChangesOfLoaded => address_changes_of_loaded(c, into),
        Need::RenameRequest(id) => {
            let sql = "SELECT * FROM rename_requests WHERE account = ?1";
            add(
                &mut into.rename_requests,
                one(c, sql, [id.as_bytes()], areas::rename_request)?,
            );
            Ok(())
        }
        Need::WholeAccount(id) => whole::whole(c, *id, into),
        Need::MailedAct(hash) => mailed_act(c, hash, into),
        Need::Listed(list, text) => listed(c, *list, text, into),
        Need::AllListed(list) => {
            let sql = "SELECT text FROM listed WHERE list = ?1";
            let found: Vec<String> = many(c, sql, [list.as_str()], |row| row.get(0))?;
            into.listed.extend(found.into_iter().map(|text| (*list, text)));
            Ok(())
        }
        Need::MembersNamed(folded) => {
            named(c, folded, into)?;
            let id = into.account_named(folded).map(|account| account.id);
            id.map_or(Ok(()), |id| organization::members_of(c, id, into))
        }
        Need::KeyAtPackage { hash, package } => package::key_at_package(c, hash, package, into),
        Need::ListsWithAddresses => lists_with_addresses(c, into),
        Need::PlacesOfLoaded(installation) => places_of_loaded(c, installation, into),
        Need::PasswordByProof(proof) => password_by_proof(c, *proof, into),
        Need::UnknownName(key) => {
            let sql = "SELECT * FROM unknown_names WHERE place = ?1";
            into.unknown_name = one(c, sql, [UnknownName::place(key)], areas::unknown_name)?;
            Ok(())
        }
    }
}

fn account(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    if into.account(id).is_some() {
        return Ok(());
    }
    let key = id.as_bytes();
    into.accounts
        .extend(one(c, "SELECT * FROM accounts WHERE id = ?1", [key], codec::account)?);
    into.logins.extend(one(c, LIVE_LOGIN, [key], codec::login)?);
    let sql = "SELECT * FROM confirmations WHERE account = ?1";
    into.confirmations.extend(one(c, sql, [key], codec::confirmation)?);
    Ok(())
}

fn accounts(c: &Connection, ids: impl IntoIterator<Item = AccountId>, into: &mut Snapshot) -> Result<()> {
    ids.into_iter().try_for_each(|id| account(c, id, into))
}

fn named(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM names WHERE folded = ?1", [folded], codec::name)?;
    let holder = found.as_ref().and_then(|name| name.account);
    add(&mut into.names, found);
    accounts(c, holder, into)
}

fn sessions_of(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM sessions WHERE account = ?1 AND ended_at IS NULL";
    add(&mut into.sessions, many(c, sql, [id.as_bytes()], codec::session)?);
    Ok(())
}

fn listed(c: &Connection, list: OperatorList, text: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT text FROM listed WHERE list = ?1 AND text = ?2";
    let found = one(c, sql, (list.as_str(), text), |row| row.get(0))?;
    add(&mut into.listed, found.map(|text: String| (list, text)));
    Ok(())
}

fn lists_with_addresses(c: &Connection, into: &mut Snapshot) -> Result<()> {
    address_changes_of_loaded(c, into)?;
    let present = into.accounts.iter().filter_map(|account| account.address());
    let previous = into.address_changes.iter().map(|change| &change.previous);
    let addresses: Vec<String> = present.chain(previous).map(|address| address.folded()).collect();
    let domains = addresses.iter().filter_map(|address| address.rsplit_once('@'));
    let texts: Vec<String> = domains.map(|(_, domain)| domain.to_owned()).collect();
    for text in addresses.iter().chain(&texts) {
        for list in OperatorList::ALL {
            listed(c, list, text, into)?;
        }
    }
    listed(c, OperatorList::PasswordDiscontinuedDomain, EVERY_DOMAIN, into)
}

fn password_by_proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(id).and_then(|proof| proof.completed.as_ref());
    let login = completed.and_then(|completed| into.login(&completed.key));
    let account = login.and_then(|login| into.account(login.account));
    let Some(account) = account.filter(|account| account.password.is_some()) else {
        return Ok(());
    };
    sessions_of(c, account.id, into)?;
    lists_with_addresses(c, into)
}

fn address_changes_of_loaded(c: &Connection, into: &mut Snapshot) -> Result<()> {
    let loaded: Vec<AccountId> = into.accounts.iter().map(|account| account.id).collect();
    loaded.into_iter().try_for_each(|id| address_changes(c, id, into))
}

/// Who has confirmed an address, and whose it was before a change.
fn by_address(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    holder(c, folded, into)?;
    let sql = "SELECT * FROM address_changes WHERE previous_folded = ?1";
    for change in many(c, sql, [folded], areas::address_change)? {
        account(c, change.account, into)?;
        address_changes(c, change.account, into)?;
    }
    Ok(())
}

fn address_changes(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM address_changes WHERE account = ?1";
    let found = many(c, sql, [id.as_bytes()], areas::address_change)?;
    for change in &found {
        holder(c, &change.previous.folded(), into)?;
    }
    add(&mut into.address_changes, found);
    Ok(())
}

fn deletion(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM deletions WHERE account = ?1";
    add(&mut into.deletions, one(c, sql, [id.as_bytes()], areas::deletion)?);
    Ok(())
}

fn mailed_act(c: &Connection, hash: &Hash, into: &mut Snapshot) -> Result<()> {
    let found = one(
        c,
        "SELECT * FROM mailed_acts WHERE hash = ?1",
        [hash],
        areas::mailed_act,
    )?;
    let about = found.as_ref().map(|act| act.account);
    let stops = found.as_ref().filter(|act| act.kind == ActKind::StopRecovery);
    stops.map_or(Ok(()), |act| login::recoveries_of(c, act.account, into))?;
    add(&mut into.mailed_acts, found);
    accounts(c, about, into)
}

fn holder(c: &Connection, folded: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM accounts WHERE confirmed_email_folded = ?1";
    match one(c, sql, [folded], codec::account)? {
        Some(found) => account(c, found.id, into),
        None => Ok(()),
    }
}

fn live_login(c: &Connection, key: &IdentityKey, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM logins WHERE issuer = ?1 AND tenant = ?2 AND subject = ?3 AND dormant_at IS NULL";
    match one(c, sql, (&key.issuer, &key.tenant, &key.subject), codec::login)? {
        Some(found) => account(c, found.account, into),
        None => Ok(()),
    }
}

fn proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let found = one(c, "SELECT * FROM proofs WHERE id = ?1", [id.as_bytes()], codec::proof)?;
    let key = found
        .as_ref()
        .and_then(|proof| proof.completed.as_ref())
        .map(|completed| completed.key.clone());
    into.proofs.extend(found);
    key.map_or(Ok(()), |key| live_login(c, &key, into))
}

fn account_of_proof(c: &Connection, id: ProofId, into: &mut Snapshot) -> Result<()> {
    let binding = into.proof(id).and_then(|proof| proof.bound_to);
    binding.map_or(Ok(()), |binding| account(c, binding.account, into))
}

fn proof_codes(c: &Connection, into: &mut Snapshot) -> Result<()> {
    let loaded: Vec<AccountId> = into.accounts.iter().map(|row| row.id).collect();
    for id in loaded {
        let sql = "SELECT * FROM proof_codes WHERE account = ?1";
        into.proof_codes
            .extend(many(c, sql, [id.as_bytes()], areas::proof_code)?);
    }
    Ok(())
}

fn place(c: &Connection, proof: ProofId, installation: &str, into: &mut Snapshot) -> Result<()> {
    let completed = into.proof(proof).and_then(|proof| proof.completed.as_ref());
    let Some(login) = completed.and_then(|completed| into.login(&completed.key)) else {
        return Ok(());
    };
    place_at(c, login.account, installation, into)
}

fn places_of_loaded(c: &Connection, installation: &str, into: &mut Snapshot) -> Result<()> {
    let loaded: Vec<AccountId> = into.accounts.iter().map(|account| account.id).collect();
    loaded
        .into_iter()
        .try_for_each(|account| place_at(c, account, installation, into))
}

fn place_at(c: &Connection, account: AccountId, installation: &str, into: &mut Snapshot) -> Result<()> {
    let sql = "SELECT * FROM places WHERE account = ?1 AND installation_id = ?2";
    let found = one(c, sql, (account.as_bytes(), installation), codec::place)?;
    into.places.extend(found);
    Ok(())
}

fn answer(c: &Connection, key: &AnswerKey) -> Result<Option<KeptAnswer>> {
    one(c, "SELECT * FROM answers WHERE key = ?1", [key.key], |row| {
        Ok(KeptAnswer {
            key: AnswerKey {
                key: row.get("key")?,
                body: row.get("body")?,
            },
            at: codec::time(row, "at")?,
            json: row.get("json")?,
            salt: row.get("salt")?,
        })
    })
}
