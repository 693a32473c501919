//! The consistency check (rule 8.6): invariants as queries that find what breaks them.

use super::query;
use rusqlite::{Connection, Result};

/// What must not be found, and a query that finds it.
const INVARIANTS: [(&str, &str); 34] = [
    (
        "an account has not exactly one claim of its username",
        "SELECT a.username FROM accounts a WHERE
            (SELECT count(*) FROM names n WHERE n.account = a.id AND n.username = a.username) <> 1",
    ),
    (
        "a username is claimed in another form than its folded one",
        "SELECT username FROM names WHERE folded <> lower(username)",
    ),
    (
        "an organization has a login",
        "SELECT a.username FROM accounts a JOIN logins l ON l.account = a.id WHERE a.kind = 'organization'",
    ),
    (
        "an individual has neither a login nor a confirmed address",
        "SELECT a.username FROM accounts a WHERE a.kind = 'individual' AND a.confirmed_email IS NULL
            AND NOT EXISTS (SELECT 1 FROM logins l WHERE l.account = a.id AND l.dormant_at IS NULL)",
    ),
    (
        "a confirmed address has no folded form",
        "SELECT username FROM accounts WHERE (confirmed_email IS NULL) <> (confirmed_email_folded IS NULL)",
    ),
    (
        "a confirmation is not of its account's pending address",
        "SELECT a.username FROM confirmations c JOIN accounts a ON a.id = c.account
            WHERE c.tries_left > 0 AND a.pending_email IS NOT c.address",
    ),
    (
        "a confirmation has more tries than were given",
        "SELECT address FROM confirmations WHERE tries_left NOT BETWEEN 0 AND 5",
    ),
    (
        "an account's opening is not in its audit trail once",
        // Who registered may have created organizations before becoming one.
        "SELECT a.username FROM accounts a WHERE
            (SELECT count(*) FROM audit t WHERE t.account = a.id AND t.kind = 'registered') <> 1
            AND NOT (a.kind = 'organization' AND (SELECT group_concat(t.kind) FROM audit t WHERE t.account = a.id
                AND t.kind IN ('registered', 'organization_created')) IS 'organization_created')",
    ),
    (
        "a confirmed address is not in the audit trail",
        "SELECT a.username FROM accounts a WHERE a.confirmed_email IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM audit t WHERE t.account = a.id AND t.kind = 'email_confirmed')",
    ),
    (
        "a proof was spent before it was completed",
        "SELECT hex(id) FROM proofs WHERE spent_at IS NOT NULL AND completed_at IS NULL",
    ),
    (
        "a proof survived too many wrong tokens",
        "SELECT hex(id) FROM proofs WHERE wrong_tokens > 5",
    ),
    (
        "a proof was completed with a mailed code that it did not want",
        "SELECT hex(id) FROM proofs WHERE code_typed_for IS NOT NULL AND NOT (code_wanted AND completed_at IS NOT NULL)",
    ),
    (
        "a code for a proof has more tries than were given",
        "SELECT hex(id) FROM proof_codes WHERE tries_left NOT BETWEEN 0 AND 5",
    ),
    (
        "a proof was completed by nobody",
        "SELECT hex(id) FROM proofs WHERE completed_at IS NOT NULL AND (issuer IS NULL OR subject IS NULL)",
    ),
    (
        "a member of an organization is one, or an organization has no such kind",
        "SELECT hex(m.organization) FROM members m JOIN accounts o ON o.id = m.organization
            JOIN accounts a ON a.id = m.account WHERE o.kind <> 'organization' OR a.kind <> 'individual'",
    ),
    (
        "an organization with members has no administrator",
        "SELECT hex(organization) FROM members GROUP BY organization HAVING max(administrator) = 0",
    ),
    (
        "an organization is invited, wants to become one, or is to administer one",
        "SELECT a.username FROM accounts a WHERE a.kind = 'organization' AND
            (EXISTS (SELECT 1 FROM invitations i WHERE i.account = a.id)
             OR EXISTS (SELECT 1 FROM conversions c WHERE c.account = a.id OR c.administrator = a.id))",
    ),
    (
        "an invitation was made by somebody who does not administer the organization",
        "SELECT hex(i.id) FROM invitations i WHERE NOT EXISTS (SELECT 1 FROM members m
            WHERE m.organization = i.organization AND m.account = i.invited_by AND m.administrator)",
    ),
    (
        "an account has recovery codes that its row does not count",
        "SELECT a.username FROM accounts a WHERE a.recovery_codes_left <>
            (SELECT count(*) FROM recovery_codes r WHERE r.account = a.id AND r.used_at IS NULL)",
    ),
    (
        "an account and its deletion differ about when it ends",
        "SELECT a.username FROM accounts a LEFT JOIN deletions d ON d.account = a.id
            WHERE a.deletion_at IS NOT d.due_at",
    ),
    (
        "an organization has a password, recovery codes or two-factor",
        "SELECT username FROM accounts WHERE kind = 'organization'
            AND (password IS NOT NULL OR recovery_codes_left > 0 OR two_factor)",
    ),
    (
        // One that was revoked before stays where it was until it is removed.
        "an organization holds an API key",
        "SELECT hex(k.id) FROM keys k JOIN accounts a ON a.id = k.holder
            WHERE a.kind = 'organization' AND k.revoked_at IS NULL",
    ),
    (
        "an API key is for another person's packages",
        "SELECT hex(k.id) FROM keys k JOIN accounts a ON a.id = k.owner
            WHERE k.owner <> k.holder AND a.kind = 'individual'",
    ),
    (
        "an API key may do nothing, or is for no package",
        "SELECT hex(id) FROM keys WHERE owner IS NOT NULL AND (scopes = '' OR packages = '')",
    ),
    (
        "a package is folded in another form than its id",
        "SELECT id FROM packages WHERE folded <> lower(id)",
    ),
    (
        "ownership is offered to an owner, or by somebody who is none",
        "SELECT f.package FROM ownership_offers f WHERE
            EXISTS (SELECT 1 FROM owners o WHERE o.package = f.package AND o.account = f.account)
            OR NOT EXISTS (SELECT 1 FROM owners o WHERE o.package = f.package AND o.account = f.offered_by)",
    ),
    (
        "feeds were told something else about a package than what holds",
        "SELECT p.id FROM packages p
            JOIN (SELECT package, max(position) AS position FROM feed_changes GROUP BY package) l ON l.package = p.folded
            JOIN feed_changes f ON f.position = l.position
            WHERE f.listed <> p.listed
                OR CASE f.owners WHEN '' THEN 0
                    ELSE 1 + length(f.owners) - length(replace(f.owners, char(10), '')) END
                    <> (SELECT count(*) FROM owners o WHERE o.package = p.folded)
                OR EXISTS (SELECT 1 FROM owners o JOIN accounts a ON a.id = o.account WHERE o.package = p.folded
                    AND instr(char(10) || f.owners || char(10), char(10) || a.username || char(10)) = 0)",
    ),
    (
        "a change of a login that stands names a login that is not the account's",
        "SELECT hex(c.id) FROM login_changes c WHERE c.state IN ('open', 'frozen', 'contested') AND NOT EXISTS
            (SELECT 1 FROM logins l WHERE l.id = c.login AND l.account = c.account AND l.dormant_at IS NULL)",
    ),
    (
        "a dormant login belongs to no change that stands",
        "SELECT hex(l.id) FROM logins l WHERE l.dormant_at IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM login_changes c WHERE c.replaced = l.id AND c.state IN ('open', 'frozen', 'contested'))",
    ),
    (
        "an account and its changes differ about until when a change can be undone",
        "SELECT a.username FROM accounts a WHERE a.login_change_until IS NOT
            (SELECT max(c.ends_at) FROM login_changes c WHERE c.account = a.id
                AND c.state IN ('open', 'frozen', 'contested'))",
    ),
    (
        "an account is frozen without a change to decide about, or such a change has an account that is not frozen",
        "SELECT a.username FROM accounts a WHERE (a.frozen_at IS NOT NULL) <> EXISTS
            (SELECT 1 FROM login_changes c WHERE c.account = a.id AND c.state IN ('frozen', 'contested'))",
    ),
    (
        "a swap stands by half",
        "SELECT hex(c.id) FROM login_changes c WHERE c.partner IS NOT NULL AND c.state IN ('frozen', 'contested')
            AND NOT EXISTS (SELECT 1 FROM login_changes p WHERE p.id = c.partner AND p.partner = c.id
                AND p.state IN ('frozen', 'contested'))",
    ),
    (
        "a session was seen before it was opened",
        "SELECT hex(id) FROM sessions WHERE seen_at < opened_at",
    ),
    (
        "an installation with a session is not among the account's places",
        "SELECT hex(s.id) FROM sessions s WHERE NOT EXISTS
            (SELECT 1 FROM places p WHERE p.account = s.account AND p.installation_id = s.installation_id)",
    ),
];

/// How many examples of one violation are told.
const EXAMPLES: usize = 5;

/// Every violated invariant, in words. Empty where all is well.
pub fn violations(connection: &Connection) -> Result<Vec<String>> {
    let transaction = connection.unchecked_transaction()?;
    let mut found = Vec::new();
    for (invariant, sql) in INVARIANTS {
        let examples: Vec<String> = transaction
            .prepare(sql)?
            .query_map([], |row| row.get(0))?
            .take(EXAMPLES)
            .collect::<Result<_>>()?;
        found.extend(examples.into_iter().map(|example| format!("{invariant}: {example}")));
    }
    found.extend(unreadable_events(&transaction)?);
    let broken: i64 = transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if broken > 0 {
        found.push(format!("{broken} rows refer to rows that are not there"));
    }
    let integrity: String = transaction.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if integrity != "ok" {
        found.push(format!("the database file is damaged: {integrity}"));
    }
    Ok(found)
}

/// Read one by one: a gallery has many more of them than fit into memory beside everything else.
fn unreadable_events(c: &Connection) -> Result<Vec<String>> {
    let mut statement = c.prepare("SELECT json FROM events")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if !query::is_event(row.get_ref(0)?.as_str()?) {
            found.push("an event cannot be read".to_owned());
        }
        if found.len() == EXAMPLES {
            break;
        }
    }
    Ok(found)
}
