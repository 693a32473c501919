//! Removing what has run out, in small steps (rule 8.7).

use super::execute;
use crate::store::{CommitError, Committed};
use accounts::write::Expired;
use rusqlite::Connection;

/// How many rows one purge removes, so that it never keeps other writers waiting.
const PURGE_ROWS: usize = 500;

/// Removes some of what has run out; says where there is more.
pub fn expired(c: &Connection, what: Expired, before: i64, committed: &mut Committed) -> Result<(), CommitError> {
    some(c, statement(what), before, committed)
}

/// Removes some rows by a statement that takes a time and a number of rows; says where there are more.
pub fn some(c: &Connection, sql: &str, before: i64, committed: &mut Committed) -> Result<(), CommitError> {
    let limit = i64::try_from(PURGE_ROWS).unwrap_or(i64::MAX);
    committed.more_to_purge |= execute(c, sql, (before, limit))? >= PURGE_ROWS;
    Ok(())
}

fn statement(what: Expired) -> &'static str {
    match what {
        Expired::Proofs => "DELETE FROM proofs WHERE id IN (SELECT id FROM proofs WHERE begun_at < ?1 LIMIT ?2)",
        Expired::Answers => "DELETE FROM answers WHERE key IN (SELECT key FROM answers WHERE at < ?1 LIMIT ?2)",
        Expired::Sessions => {
            "DELETE FROM sessions WHERE number IN (SELECT number FROM sessions WHERE seen_at < ?1 LIMIT ?2)"
        }
        // The link that puts an address back works as long as that can be (rule 5.38).
        Expired::MailedActs => {
            "DELETE FROM mailed_acts WHERE hash IN (SELECT a.hash FROM mailed_acts a WHERE a.expires_at < ?1
                AND NOT (a.kind = 'undo_address' AND EXISTS (SELECT 1 FROM address_changes c WHERE c.id = a.about))
                LIMIT ?2)"
        }
        Expired::Recoveries => {
            "DELETE FROM recoveries WHERE id IN (SELECT id FROM recoveries WHERE made_at < ?1 LIMIT ?2)"
        }
        Expired::UnconfirmedRecoveries => {
            "DELETE FROM recoveries WHERE id IN (SELECT id FROM recoveries
                WHERE made_at < ?1 AND confirmed_at IS NULL AND waits_until IS NULL LIMIT ?2)"
        }
        Expired::FeedChanges => {
            "DELETE FROM feed_changes WHERE position IN (SELECT position FROM feed_changes
                WHERE at < ?1 AND position < (SELECT max(position) FROM feed_changes) LIMIT ?2)"
        }
        Expired::OwnershipOffers => {
            "DELETE FROM ownership_offers WHERE id IN (SELECT id FROM ownership_offers WHERE expires_at <= ?1 LIMIT ?2)"
        }
        // Their time stands still until a change of the login is decided or final (rule 5.38).
        Expired::AddressChanges => {
            "DELETE FROM address_changes WHERE id IN (SELECT c.id FROM address_changes c WHERE c.ends_at < ?1
                AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = c.account AND a.login_change_until IS NOT NULL)
                LIMIT ?2)"
        }
        Expired::Invitations => {
            "DELETE FROM invitations WHERE id IN (SELECT id FROM invitations WHERE expires_at <= ?1 LIMIT ?2)"
        }
        Expired::Conversions => {
            "DELETE FROM conversions WHERE id IN
                (SELECT id FROM conversions WHERE accepted_at IS NULL AND expires_at <= ?1 LIMIT ?2)"
        }
        Expired::ProofCodes => {
            "DELETE FROM proof_codes WHERE id IN (SELECT id FROM proof_codes WHERE made_at < ?1 LIMIT ?2)"
        }
        Expired::DecisionCodes => {
            "DELETE FROM decision_codes WHERE id IN (SELECT id FROM decision_codes WHERE made_at < ?1 LIMIT ?2)"
        }
        // The half of a swap that still stands needs the other.
        Expired::LoginChanges => {
            "DELETE FROM login_changes WHERE id IN
                (SELECT c.id FROM login_changes c WHERE c.state IN ('undone', 'final') AND c.ends_at < ?1
                    AND NOT EXISTS (SELECT 1 FROM login_changes p
                        WHERE p.id = c.partner AND p.state NOT IN ('undone', 'final')) LIMIT ?2)"
        }
        Expired::Places => {
            "DELETE FROM places WHERE (account, installation_id) IN
                (SELECT p.account, p.installation_id FROM places p WHERE p.seen_at < ?1 AND NOT EXISTS
                    (SELECT 1 FROM sessions s WHERE s.account = p.account AND s.installation_id = p.installation_id)
                    LIMIT ?2)"
        }
        Expired::RevokedKeys => "DELETE FROM keys WHERE id IN (SELECT id FROM keys WHERE revoked_at < ?1 LIMIT ?2)",
        Expired::Events => "DELETE FROM events WHERE position IN (SELECT position FROM events WHERE at < ?1 LIMIT ?2)",
    }
}
