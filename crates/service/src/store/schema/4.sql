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
