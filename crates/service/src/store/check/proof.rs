//! Proofs, the codes that are mailed for them, and sessions.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
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
        "SELECT hex(id) FROM proofs
            WHERE code_typed_for IS NOT NULL AND NOT (code_wanted AND completed_at IS NOT NULL)",
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
        "a session does not lie under its token",
        "SELECT hex(id) FROM sessions WHERE printf('%016X', number) <> substr(hex(token_hash), 1, 16)",
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
