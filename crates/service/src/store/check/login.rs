//! Logins, how they change, and recovery codes.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
    (
        "an organization has a login",
        "SELECT a.username FROM accounts a JOIN logins l ON l.account = a.id WHERE a.kind = 'organization'",
    ),
    (
        "an account has recovery codes that its row does not count",
        "SELECT a.username FROM accounts a WHERE a.recovery_codes_left <>
            (SELECT count(*) FROM recovery_codes r WHERE r.account = a.id AND r.used_at IS NULL)",
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
        "an identity signs in to two accounts",
        "SELECT hex(min(account)) FROM logins WHERE dormant_at IS NULL
            GROUP BY issuer, tenant, subject HAVING count(*) > 1",
    ),
    (
        "an account has two logins",
        "SELECT hex(account) FROM logins WHERE dormant_at IS NULL GROUP BY account HAVING count(*) > 1",
    ),
    (
        "a login opens an account that waits for its end because its login was moved away",
        "SELECT a.username FROM deletions d JOIN accounts a ON a.id = d.account
            JOIN logins l ON l.account = a.id AND l.dormant_at IS NULL WHERE d.login_moved_to IS NOT NULL",
    ),
    (
        "a change of a login can be undone for another time than 72 hours",
        "SELECT hex(id) FROM login_changes WHERE ends_at <> made_at + 72 * 3600 * 1000000",
    ),
];
