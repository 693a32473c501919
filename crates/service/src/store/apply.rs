//! Running a command's changes inside the writer's transaction.

mod account;
mod answer;
mod contact;
mod decision_code;
mod deletion;
mod erase;
mod login;
mod mailed_act;
mod operator_list;
mod organization;
mod outbox;
mod package;
mod proof;
mod purge;
mod recovery;
mod recovery_code;
mod session;
mod unknown_name;

use super::{CommitError, Committed, Duplicate, Submission, codec::word, load::open_proofs};
use accounts::{
    Guard, Write,
    outbound::{AuditRow, EventRow},
};
use rusqlite::{Connection, Params, ffi};

/// Runs everything that one submission holds. Where it fails, the caller takes back what was done.
pub fn apply(c: &Connection, submission: &Submission) -> Result<Committed, CommitError> {
    let changes = &submission.changes;
    let mut committed = Committed::default();
    changes.guards.iter().try_for_each(|guard| demand(c, guard))?;
    changes
        .writes
        .iter()
        .try_for_each(|write| run(c, write, &mut committed))?;
    changes.audit.iter().try_for_each(|row| audit(c, row))?;
    changes.events.iter().try_for_each(|row| event(c, row))?;
    submission
        .outbox
        .iter()
        .try_for_each(|write| outbox::apply(c, write, &mut committed))?;
    Ok(committed)
}

/// Says how many rows it changed.
fn execute(c: &Connection, sql: &str, params: impl Params) -> Result<usize, CommitError> {
    c.prepare_cached(sql)
        .and_then(|mut statement| statement.execute(params))
        .map_err(refine)
}

/// A statement that may change any number of rows.
fn unguarded(c: &Connection, sql: &str, params: impl Params) -> Result<(), CommitError> {
    execute(c, sql, params).map(|_| ())
}

/// A statement that must change exactly one row.
fn guarded(c: &Connection, sql: &str, params: impl Params) -> Result<(), CommitError> {
    if execute(c, sql, params)? == 1 {
        Ok(())
    } else {
        Err(CommitError::Conflict)
    }
}

/// Which uniqueness was broken, from the columns that SQLite names.
fn refine(error: rusqlite::Error) -> CommitError {
    let rusqlite::Error::SqliteFailure(code, Some(message)) = &error else {
        return CommitError::Failed(error);
    };
    if !matches!(
        code.extended_code,
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
    ) {
        return CommitError::Failed(error);
    }
    let known: [(&str, Duplicate); 5] = [
        ("names.folded", Duplicate::Username),
        ("accounts.confirmed_email_folded", Duplicate::ConfirmedEmail),
        ("logins.issuer", Duplicate::Identity),
        ("answers.key", Duplicate::Answer),
        ("packages.folded", Duplicate::Package),
    ];
    match known.into_iter().find(|(column, _)| message.contains(column)) {
        Some((_, duplicate)) => CommitError::Duplicate(duplicate),
        None => CommitError::Failed(error),
    }
}

fn demand(c: &Connection, guard: &Guard) -> Result<(), CommitError> {
    match guard {
        // An update that changes nothing holds the row on every engine; a look would not.
        Guard::AccountUnchanged { account, version } => {
            let sql = "UPDATE accounts SET version = version WHERE id = ?1 AND version = ?2";
            guarded(c, sql, (account.as_bytes(), version))
        }
        Guard::ChangesAccount { account, version } => {
            let sql = "UPDATE accounts SET version = version + 1 WHERE id = ?1 AND version = ?2";
            guarded(c, sql, (account.as_bytes(), version))
        }
        Guard::SessionLive(session) => {
            let sql = "UPDATE sessions SET ended_at = NULL WHERE id = ?1 AND ended_at IS NULL";
            guarded(c, sql, [session.as_bytes()])
        }
        Guard::NoAccounts => {
            let found: bool = c.query_row("SELECT EXISTS (SELECT 1 FROM accounts)", [], |row| row.get(0))?;
            if found { Err(CommitError::Conflict) } else { Ok(()) }
        }
        Guard::FewerOpenProofs { caller, now, than } => {
            let open = open_proofs(c, caller, *now)?;
            if open < *than {
                Ok(())
            } else {
                Err(CommitError::Conflict)
            }
        }
    }
}

fn run(c: &Connection, write: &Write, committed: &mut Committed) -> Result<(), CommitError> {
    match write {
        Write::InsertAccount(row) => account::insert_account(c, row),
        Write::UpdateAccount(row) => account::update_account(c, row),
        Write::EraseAccount { account, keeps_name } => erase::erase(c, *account, *keeps_name),
        Write::RenameAccount { account, from, to } => account::rename(c, *account, from, to),
        Write::RetireLogin { login, at } => login::retire(c, *login, *at),
        Write::ReviveLogin(login) => login::revive(c, *login),
        Write::RemoveLogin(login) => login::remove(c, *login),
        Write::InsertLoginChange(change) => login::insert_change(c, change),
        Write::UpdateLoginChange(change) => login::update_change(c, change),
        Write::ReplaceRecoveryCodes { account, codes } => recovery_code::replace(c, *account, codes),
        Write::InsertDecisionCode(code) => decision_code::insert(c, code),
        Write::CountWrongDecisionCode { code, seen } => decision_code::count_wrong(c, *code, *seen),
        Write::RemoveDecisionCode(code) => decision_code::remove(c, *code),
        Write::RemoveDecisionCodes(account) => decision_code::remove_all(c, *account),
        Write::UseRecoveryCode { account, number, at } => recovery_code::use_up(c, *account, *number, *at),
        Write::CountUnknownName { name, seen } => unknown_name::count(c, name, seen.as_ref()),
        Write::PutRecovery(recovery) => recovery::put(c, recovery),
        Write::CountWrongRecoveryCode { recovery, seen } => recovery::count_wrong(c, *recovery, *seen),
        Write::RemoveRecovery(recovery) => recovery::remove(c, *recovery),
        Write::InsertMember(member) => organization::insert_member(c, member),
        Write::UpdateMember(member) => organization::update_member(c, member),
        Write::RemoveMember { organization, account } => organization::remove_member(c, *organization, *account),
        Write::PutInvitation(invitation) => organization::put_invitation(c, invitation),
        Write::RemoveInvitation(invitation) => organization::remove_invitation(c, *invitation),
        Write::PutConversion(conversion) => organization::put_conversion(c, conversion),
        Write::RemoveConversion(conversion) => organization::remove_conversion(c, *conversion),
        Write::InsertPackage(row) => package::insert_package(c, row),
        Write::UpdatePackage(row) => package::update_package(c, row),
        Write::InsertOwner(owner) => package::insert_owner(c, owner),
        Write::RemoveOwner { package, account } => package::remove_owner(c, package, *account),
        Write::PutOwnershipOffer(offer) => package::put_offer(c, offer),
        Write::RemoveOwnershipOffer(offer) => package::remove_offer(c, *offer),
        Write::TellFeeds(change) => package::tell_feeds(c, change),
        Write::InsertKey(key) => package::insert_key(c, key),
        Write::UpdateKey(key) => package::update_key(c, key),
        Write::SeeKey { key, at } => package::see_key(c, *key, *at),
        Write::RemoveKey(key) => package::remove_key(c, *key),
        Write::WarnOfKey { key, ended } => package::warn_of_key(c, *key, *ended),
        Write::PutDeletion(deletion) => deletion::put(c, deletion),
        Write::RemoveDeletion(deletion) => deletion::remove(c, *deletion),
        Write::InsertMailedAct(act) => mailed_act::insert(c, act),
        Write::RemoveMailedActs(about) => mailed_act::remove_about(c, *about),
        Write::List { list, text, on } => operator_list::set(c, *list, text, *on),
        Write::EndSessionsOf {
            account,
            except,
            since,
            at,
        } => session::end_all(c, *account, *except, *since, *at),
        Write::ClaimName(name) => account::claim_name(c, name),
        Write::InsertLogin(login) => login::insert_login(c, login),
        Write::DescribeLogin { login, identity } => login::describe(c, *login, identity),
        Write::PutProvider(seen) => proof::put_provider(c, seen),
        Write::InsertProof(proof) => proof::insert_proof(c, proof),
        Write::CompleteProof { proof, completed } => proof::complete_proof(c, *proof, completed),
        Write::CountWrongToken { proof, seen } => proof::count_wrong_token(c, *proof, *seen),
        Write::SpendProof { proof, at } => proof::spend(c, *proof, *at),
        Write::EndProofCodes(proof) => proof::end_codes(c, *proof),
        Write::InsertProofCode(code) => proof::insert_proof_code(c, code),
        Write::CountWrongProofCode { code, seen } => proof::count_wrong_code(c, *code, *seen),
        Write::TypeProofCode { proof, account } => proof::type_proof_code(c, *proof, *account),
        Write::InsertSession(session) => session::insert_session(c, session),
        Write::EndSession { session, at } => session::end(c, *session, *at),
        Write::SeeSession { session, at } => session::see(c, *session, *at),
        Write::SeePlace(place) => session::see_place(c, place),
        Write::SetConfirmation(confirmation) => contact::set_confirmation(c, confirmation),
        Write::CountWrongCode { confirmation, seen } => contact::count_wrong_code(c, *confirmation, *seen),
        Write::RemoveConfirmation(id) => contact::remove_confirmation(c, *id),
        Write::InsertAddressChange(change) => contact::insert_change(c, change),
        Write::RemoveAddressChange(id) => contact::remove_change(c, *id),
        Write::PutRenameRequest(request) => contact::put_rename_request(c, request),
        Write::RemoveRenameRequest(account) => contact::remove_rename_request(c, *account),
        Write::KeepAnswer(answer) => answer::keep_answer(c, answer),
        Write::Purge(what, before) => purge::expired(c, *what, before.as_micros(), committed),
    }
}

fn audit(c: &Connection, row: &AuditRow) -> Result<(), CommitError> {
    let entry = &row.entry;
    let sql = "INSERT INTO audit (id, account, at, kind, installation, subject, by)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    unguarded(
        c,
        sql,
        (
            entry.id.as_bytes(),
            row.account.as_bytes(),
            entry.at.as_micros(),
            word(entry.kind),
            &entry.installation,
            &entry.subject,
            &entry.by,
        ),
    )
}

fn event(c: &Connection, row: &EventRow) -> Result<(), CommitError> {
    let json = serde_json::to_string(&row.event)
        .map_err(|error| CommitError::Failed(rusqlite::Error::ToSqlConversionFailure(Box::new(error))))?;
    let sql = "INSERT INTO events (id, account, at, json) VALUES (?1, ?2, ?3, ?4)";
    unguarded(
        c,
        sql,
        (
            row.event.id.as_bytes(),
            row.account.as_bytes(),
            row.event.at.as_micros(),
            json,
        ),
    )
}
