-- The address before a change names its account as long as it can be put back. What was kept in this table before is
-- gone after three days, so the folding of ASCII letters is enough for it.
ALTER TABLE address_changes ADD COLUMN previous_folded TEXT NOT NULL DEFAULT '';
UPDATE address_changes SET previous_folded = lower(previous);
CREATE INDEX address_changes_by_previous ON address_changes (previous_folded);

-- Wrong passwords typed for names that nobody has, by a keyed hash of what was typed; as many as there are places
-- (rule 10.30).
CREATE TABLE unknown_names (
    place INTEGER NOT NULL PRIMARY KEY,
    key BLOB NOT NULL,
    failures INTEGER NOT NULL,
    failed_at INTEGER NOT NULL
) STRICT;

-- Whether a recovery session showed what two-factor asks for (rule 12.5). Earlier requests showed nothing.
ALTER TABLE conversions ADD COLUMN second_shown INTEGER NOT NULL DEFAULT 0;

-- Whether a mailed code must show that a completed proof's sign-in is fresh (rule 2.11), and the account for which it was
-- typed. Earlier proofs had `auth_time` or needed none.
ALTER TABLE proofs ADD COLUMN code_wanted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE proofs ADD COLUMN code_typed_for BLOB;

-- Codes that are mailed for proofs whose token did not say when the person signed in.
CREATE TABLE proof_codes (
    id BLOB NOT NULL PRIMARY KEY,
    proof BLOB NOT NULL,
    account BLOB NOT NULL REFERENCES accounts (id),
    code_hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proof_codes_by_proof ON proof_codes (proof);
CREATE INDEX proof_codes_by_account ON proof_codes (account);
CREATE INDEX proof_codes_by_time ON proof_codes (made_at);

-- What the operator's self-check saw of a provider (rule 16.9).
CREATE TABLE providers (
    authority TEXT NOT NULL,
    client_id TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    sends_sign_in_time INTEGER NOT NULL,
    second_factor_at INTEGER,
    PRIMARY KEY (authority, client_id)
) STRICT, WITHOUT ROWID;
