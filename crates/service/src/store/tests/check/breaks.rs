//! A way to break each invariant in the gallery of `sound.sql`.

/// One way.
pub struct Break {
    /// What does not hold any more.
    pub invariant: &'static str,
    /// The statements that break it.
    pub by: &'static str,
    /// What they cannot help breaking along with it; each says why.
    pub along: &'static [&'static str],
}

const fn alone(invariant: &'static str, by: &'static str) -> Break {
    Break {
        invariant,
        by,
        along: &[],
    }
}

/// At least one for each invariant.
pub const BREAKS: &[Break] = &[
    // Accounts.
    alone(
        "an account has not exactly one claim of its username",
        "UPDATE names SET account = x'0a' WHERE folded = 'fritz';
         UPDATE names SET account = NULL WHERE folded = 'anna'",
    ),
    alone(
        "an account is neither an individual nor an organization",
        "UPDATE accounts SET kind = 'x' WHERE username = 'emil'",
    ),
    alone(
        "a username is claimed in another form than its folded one",
        "UPDATE names SET folded = 'Anna' WHERE folded = 'anna'",
    ),
    alone(
        "an individual has neither a login nor a confirmed address",
        "DELETE FROM logins WHERE id = x'e1'",
    ),
    alone(
        "a confirmed address has no folded form",
        "UPDATE accounts SET confirmed_email_folded = NULL WHERE username = 'Anna'",
    ),
    alone(
        "a confirmation is not of its account's pending address",
        "UPDATE accounts SET pending_email = NULL WHERE username = 'emil'",
    ),
    alone(
        "a confirmation has more tries than were given",
        "UPDATE confirmations SET tries_left = 6",
    ),
    alone(
        "an account's opening is not in its audit trail once",
        "DELETE FROM audit WHERE account = x'0e' AND kind = 'registered'",
    ),
    alone(
        "an account's opening is not in its audit trail once",
        "INSERT INTO audit (id, account, at, kind) VALUES (x'ff', x'0a', 1, 'registered')",
    ),
    alone(
        "an account's opening is not in its audit trail once",
        "DELETE FROM audit WHERE account = x'0f' AND kind = 'organization_created'",
    ),
    alone(
        "a confirmed address is not in the audit trail",
        "DELETE FROM audit WHERE account = x'0a' AND kind = 'email_confirmed'",
    ),
    alone(
        "an account and its deletion differ about when it ends",
        "UPDATE deletions SET due_at = 901",
    ),
    alone(
        "an account and its deletion differ about when it ends",
        "DELETE FROM deletions",
    ),
    alone(
        "an address is confirmed for two accounts",
        "DROP INDEX accounts_by_confirmed_email;
         UPDATE accounts SET confirmed_email_folded = 'anna@example.org' WHERE username = 'ben'",
    ),
    alone(
        "an account is locked, or not, in spite of its audit trail",
        "UPDATE accounts SET locked = 0 WHERE username = 'carl'",
    ),
    alone(
        "an account is locked, or not, in spite of its audit trail",
        "UPDATE accounts SET locked = 1 WHERE username = 'dora'",
    ),
    alone(
        "an account is frozen or being deleted without a word of it in its audit trail",
        "DELETE FROM audit WHERE kind = 'account_frozen'",
    ),
    alone(
        "an account is frozen or being deleted without a word of it in its audit trail",
        "DELETE FROM audit WHERE kind = 'deletion_requested'",
    ),
    alone(
        "a name of somebody who is gone is free again",
        "DELETE FROM names WHERE account IS NULL",
    ),
    // Logins.
    Break {
        invariant: "an organization has a login",
        by: "UPDATE accounts SET kind = 'organization' WHERE username = 'dora'",
        // Who becomes one without anything else has no member; a login cannot stand without its account.
        along: &["an organization has no member"],
    },
    alone(
        "an account has recovery codes that its row does not count",
        "UPDATE recovery_codes SET used_at = 7",
    ),
    alone(
        "a change of a login that stands names a login that is not the account's",
        "UPDATE login_changes SET login = x'b1' WHERE id = x'a3'",
    ),
    alone(
        "a dormant login belongs to no change that stands",
        "UPDATE login_changes SET replaced = NULL WHERE id = x'a3'",
    ),
    alone(
        "an account and its changes differ about until when a change can be undone",
        "UPDATE accounts SET login_change_until = NULL WHERE username = 'Anna'",
    ),
    alone(
        "a login opens an account that waits for its end because its login was moved away",
        "UPDATE deletions SET login_moved_to = x'0a'",
    ),
    alone(
        "an account is frozen without a change to decide about, or such a change has an account that is not frozen",
        "UPDATE accounts SET frozen_at = NULL WHERE username = 'carl'",
    ),
    alone(
        "an account is frozen without a change to decide about, or such a change has an account that is not frozen",
        "UPDATE accounts SET frozen_at = 10 WHERE username = 'Anna';
         INSERT INTO audit (id, account, at, kind) VALUES (x'ff', x'0a', 10, 'account_frozen')",
    ),
    alone(
        "a swap stands by half",
        "UPDATE login_changes SET partner = NULL WHERE id = x'c3'",
    ),
    alone(
        "an identity signs in to two accounts",
        "DROP INDEX logins_by_identity; UPDATE logins SET subject = 'anna' WHERE id = x'b1'",
    ),
    alone(
        "an account has two logins",
        "DROP INDEX logins_live;
         INSERT INTO logins VALUES (x'ff', x'0b', 'practice', '', 'other', NULL, NULL, 'personal', 0, 1, NULL)",
    ),
    alone(
        "a change of a login can be undone for another time than 72 hours",
        "UPDATE login_changes SET made_at = 7 WHERE id = x'a3'",
    ),
    // Proofs and sessions.
    alone(
        "a proof was spent before it was completed",
        "UPDATE proofs SET spent_at = 3 WHERE id = x'f1'",
    ),
    alone(
        "a proof survived too many wrong tokens",
        "UPDATE proofs SET wrong_tokens = 6 WHERE id = x'f1'",
    ),
    alone(
        "a proof was completed with a mailed code that it did not want",
        "UPDATE proofs SET code_wanted = 0",
    ),
    alone(
        "a proof was completed with a mailed code that it did not want",
        "UPDATE proofs SET code_wanted = 1, code_typed_for = x'0a' WHERE id = x'f1'",
    ),
    alone(
        "a code for a proof has more tries than were given",
        "UPDATE proof_codes SET tries_left = -1",
    ),
    alone(
        "a proof was completed by nobody",
        "UPDATE proofs SET subject = NULL WHERE id = x'f2'",
    ),
    alone(
        "a session does not lie under its token",
        "UPDATE sessions SET number = 7 WHERE id = x'a5'",
    ),
    alone(
        "a session was seen before it was opened",
        "UPDATE sessions SET seen_at = 0 WHERE id = x'a5'",
    ),
    alone(
        "an installation with a session is not among the account's places",
        "DELETE FROM places WHERE account = x'0a'",
    ),
    // Organizations.
    alone(
        "a member of an organization is one, or an organization has no such kind",
        "INSERT INTO members VALUES (x'0f', x'0f', 0, 1)",
    ),
    alone(
        "a member of an organization is one, or an organization has no such kind",
        "INSERT INTO members VALUES (x'0b', x'0a', 1, 1)",
    ),
    alone(
        "an organization with members has no administrator",
        "DELETE FROM invitations; UPDATE members SET administrator = 0",
    ),
    alone(
        "an organization is invited, wants to become one, or is to administer one",
        "UPDATE invitations SET account = x'0f'",
    ),
    alone(
        "an organization is invited, wants to become one, or is to administer one",
        "UPDATE conversions SET administrator = x'0f'",
    ),
    alone(
        "an invitation was made by somebody who does not administer the organization",
        "UPDATE invitations SET invited_by = x'0b'",
    ),
    alone(
        "an organization has a password, recovery codes or two-factor",
        "UPDATE accounts SET password = 'hash' WHERE username = 'Team'",
    ),
    alone(
        "an organization holds an API key",
        "UPDATE keys SET holder = x'0f' WHERE id = x'b9'",
    ),
    alone(
        "an organization has no member",
        "DELETE FROM invitations; DELETE FROM members",
    ),
    alone(
        "somebody is signed in as an organization",
        "UPDATE sessions SET ended_at = NULL WHERE id = x'f5'",
    ),
    // Packages and keys.
    alone(
        "an API key is for another person's packages",
        "UPDATE keys SET owner = x'0b' WHERE id = x'a9'",
    ),
    alone(
        "an API key may do nothing, or is for no package",
        "UPDATE keys SET scopes = '' WHERE id = x'a9'",
    ),
    alone(
        "a package is folded in another form than its id",
        "UPDATE packages SET id = 'Tool' WHERE folded = 'tools'",
    ),
    alone(
        "ownership is offered to an owner, or by somebody who is none",
        "UPDATE ownership_offers SET offered_by = x'0c'",
    ),
    alone(
        "ownership is offered to an owner, or by somebody who is none",
        "UPDATE ownership_offers SET account = x'0f'",
    ),
    alone(
        "feeds were told something else about a package than what holds",
        "UPDATE packages SET listed = 0",
    ),
    alone(
        "feeds were told something else about a package than what holds",
        "UPDATE feed_changes SET owners = 'Anna'",
    ),
    alone(
        "feeds were told something else about a package than what holds",
        "UPDATE feed_changes SET owners = 'Anna' || char(10) || 'ben'",
    ),
    // The file.
    alone(
        "a row refers to one that is not there",
        "INSERT INTO rename_requests VALUES (x'ff', 'name', 'reason', 1)",
    ),
    alone(
        "a secret of the service has another length than it was made with",
        "INSERT INTO secrets VALUES ('caller', x'0102')",
    ),
    alone(
        "a table has used up most of its positions",
        "UPDATE sqlite_sequence SET seq = 9223372036854775807 WHERE name = 'audit'",
    ),
    alone(
        "the database file is damaged",
        "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'limits_by_time';
         PRAGMA writable_schema = RESET",
    ),
    alone("an event cannot be read", "UPDATE events SET json = '{}'"),
];
