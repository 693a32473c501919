//! Accounts, their names, their addresses, and what their activity must tell.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    (
        "an account has not exactly one claim of its username",
        "SELECT a.username FROM accounts a WHERE
            (SELECT count(*) FROM names n WHERE n.account = a.id AND n.username = a.username) <> 1",
    ),
    (
        "an account is neither an individual nor an organization",
        "SELECT username FROM accounts WHERE kind NOT IN ('individual', 'organization')",
    ),
    (
        "a username is claimed in another form than its folded one",
        "SELECT username FROM names WHERE folded <> lower(username)",
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
        "an account and its deletion differ about when it ends",
        "SELECT a.username FROM accounts a LEFT JOIN deletions d ON d.account = a.id
            WHERE a.deletion_at IS NOT d.due_at",
    ),
    (
        "an address is confirmed for two accounts",
        "SELECT confirmed_email_folded FROM accounts WHERE confirmed_email_folded IS NOT NULL
            GROUP BY confirmed_email_folded HAVING count(*) > 1",
    ),
    (
        "an account is locked, or not, in spite of its audit trail",
        "SELECT a.username FROM accounts a WHERE a.locked <> coalesce((SELECT t.kind = 'locked' FROM audit t
            WHERE t.account = a.id AND t.kind IN ('locked', 'unlocked') ORDER BY t.position DESC LIMIT 1), 0)",
    ),
    (
        "an account is frozen or being deleted without a word of it in its audit trail",
        "SELECT a.username FROM accounts a WHERE
            (a.frozen_at IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM audit t WHERE t.account = a.id AND t.kind = 'account_frozen'))
            OR (a.deletion_at IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM audit t WHERE t.account = a.id AND t.kind = 'deletion_requested'))",
    ),
    (
        // The trail outlives the account and says no more whose it was, so names and accounts are only counted (rule
        // 14.10).
        "a name of somebody who is gone is free again",
        "SELECT kept || ' names are kept of ' || gone || ' accounts' FROM (SELECT
            (SELECT count(*) FROM names WHERE account IS NULL) AS kept,
            (SELECT count(DISTINCT t.account) FROM audit t WHERE t.kind = 'email_confirmed'
                AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = t.account)) AS gone) WHERE kept < gone",
    ),
];
