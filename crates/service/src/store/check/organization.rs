//! Organizations, their members, and what an organization is not.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
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
        "an organization has no member",
        "SELECT a.username FROM accounts a WHERE a.kind = 'organization'
            AND NOT EXISTS (SELECT 1 FROM members m WHERE m.organization = a.id)",
    ),
    (
        "somebody is signed in as an organization",
        "SELECT a.username FROM accounts a WHERE a.kind = 'organization'
            AND EXISTS (SELECT 1 FROM sessions s WHERE s.account = a.id AND s.ended_at IS NULL)",
    ),
];
