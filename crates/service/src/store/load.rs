//! Loading what a command has to see.

mod account;
mod login;
mod organization;
mod package;
mod proof;
mod whole;

use super::codec::{self, areas};
use account::{
    account, accounts, address_changes, address_changes_of_loaded, all_listed, by_address, deletion,
    deletions_moved_to, deletions_naming, holder, holder_of_pending, listed, lists_with_addresses, mailed_act, name,
    named, rename_request, session, sessions_of, unknown_name,
};
use accounts::{Need, Snapshot};
pub use proof::open_proofs;
use proof::{
    account_of_proof, answer, live_login, password_by_proof, place, places_of_loaded, proof, proof_codes, provider,
};
use rusqlite::{Connection, OptionalExtension, Params, Result, Row};
use std::{collections::HashSet, hash::Hash};

/// The rows behind the needs, all as of one moment.
pub fn load(connection: &Connection, needs: &[Need]) -> Result<Snapshot> {
    let mut snapshot = Snapshot::default();
    if needs.is_empty() {
        return Ok(snapshot);
    }
    let _moment = Moment::begin(connection)?;
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

/// The same for rows of which somebody else may make very many: told apart by what is theirs alone.
fn add_by<T, K: Eq + Hash>(rows: &mut Vec<T>, found: impl IntoIterator<Item = T>, key: impl Fn(&T) -> K) {
    let mut known: HashSet<K> = rows.iter().map(&key).collect();
    rows.extend(found.into_iter().filter(|row| known.insert(key(row))));
}

fn load_one(c: &Connection, need: &Need, into: &mut Snapshot) -> Result<()> {
    match need {
        Need::Account(id) => account(c, *id, into),
        Need::HolderOfPendingAddress(id) => holder_of_pending(c, *id, into),
        Need::HolderOfAddress(folded) => holder(c, folded, into),
        Need::AccountsByAddress(folded) => by_address(c, folded, into),
        Need::Name(folded) => name(c, folded, into),
        Need::Login(key) => live_login(c, key, into),
        Need::Proof(id) => proof(c, *id, into),
        Need::Provider(client) => provider(c, client, into),
        Need::AccountOfProof(id) => account_of_proof(c, *id, into),
        Need::ProofCodesOfLoaded => proof_codes(c, into),
        Need::PlaceByProof { proof, installation } => place(c, *proof, installation, into),
        Need::OpenProofs { caller, now } => {
            into.open_proofs = Some(open_proofs(c, caller, *now)?);
            Ok(())
        }
        Need::Session(id) => session(c, *id, into),
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
        Need::DeletionsNaming(id) => deletions_naming(c, *id, into),
        Need::DeletionsMovedTo(id) => deletions_moved_to(c, *id, into),
        Need::AddressChangesOf(id) => address_changes(c, *id, into),
        Need::AddressChangesOfLoaded => address_changes_of_loaded(c, into),
        Need::RenameRequest(id) => rename_request(c, *id, into),
        Need::WholeAccount(id) => whole::whole(c, *id, into),
        Need::MailedAct(hash) => mailed_act(c, hash, into),
        Need::Listed(list, text) => listed(c, *list, text, into),
        Need::AllListed(list) => all_listed(c, *list, into),
        Need::MembersNamed(folded) => organization::members_named(c, folded, into),
        Need::KeyAtPackage { hash, package } => package::key_at_package(c, hash, package, into),
        Need::ListsWithAddresses => lists_with_addresses(c, into),
        Need::PlacesOfLoaded(installation) => places_of_loaded(c, installation, into),
        Need::PasswordByProof(proof) => password_by_proof(c, *proof, into),
        Need::UnknownName(key) => unknown_name(c, key, into),
    }
}
