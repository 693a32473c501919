//! Packages, their owners, what feeds were told, and API keys.

use super::Invariant;

pub(super) const INVARIANTS: &[Invariant] = &[
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
            JOIN (SELECT package, max(position) AS position FROM feed_changes GROUP BY package) l
                ON l.package = p.folded
            JOIN feed_changes f ON f.position = l.position
            WHERE f.listed <> p.listed
                OR CASE f.owners WHEN '' THEN 0
                    ELSE 1 + length(f.owners) - length(replace(f.owners, char(10), '')) END
                    <> (SELECT count(*) FROM owners o WHERE o.package = p.folded)
                OR EXISTS (SELECT 1 FROM owners o JOIN accounts a ON a.id = o.account WHERE o.package = p.folded
                    AND instr(char(10) || f.owners || char(10), char(10) || a.username || char(10)) = 0)",
    ),
];
