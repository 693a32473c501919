-- Ids are 16 bytes made by the program, times microseconds since 1970 (UTC), hashes 32 bytes. Texts that are compared
-- without case have a folded column made by the program. No clock, trigger or collation of the database is used.

CREATE TABLE accounts (
    id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    username TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    confirmed_email TEXT,
    confirmed_email_folded TEXT,
    pending_email TEXT,
    two_factor INTEGER NOT NULL,
    locked INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX accounts_by_confirmed_email ON accounts (confirmed_email_folded)
    WHERE confirmed_email_folded IS NOT NULL;

-- One namespace for individuals and organizations; a row without account is a tombstone.
CREATE TABLE names (
    folded TEXT NOT NULL PRIMARY KEY,
    username TEXT NOT NULL,
    account BLOB REFERENCES accounts (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_by_account ON names (account);

-- A live link is unique for its identity and for its account; a dormant one is neither.
CREATE TABLE logins (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    issuer TEXT NOT NULL,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT,
    address TEXT,
    kind TEXT NOT NULL,
    second_factor INTEGER NOT NULL,
    linked_at INTEGER NOT NULL,
    dormant_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX logins_by_identity ON logins (issuer, tenant, subject) WHERE dormant_at IS NULL;
CREATE UNIQUE INDEX logins_by_account ON logins (account) WHERE dormant_at IS NULL;

CREATE TABLE proofs (
    id BLOB NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    attempt_hash BLOB NOT NULL,
    challenge BLOB NOT NULL,
    session BLOB,
    account BLOB,
    caller BLOB NOT NULL,
    begun_at INTEGER NOT NULL,
    wrong_tokens INTEGER NOT NULL,
    completed_at INTEGER,
    issuer TEXT,
    tenant TEXT,
    subject TEXT,
    name TEXT,
    address TEXT,
    kind TEXT,
    second_factor INTEGER,
    linked INTEGER,
    spent_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX proofs_open ON proofs (caller, begun_at) WHERE completed_at IS NULL;
CREATE INDEX proofs_by_time ON proofs (begun_at);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL,
    account BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    installation_name TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_live ON sessions (account, seen_at) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_time ON sessions (seen_at);

CREATE TABLE places (
    account BLOB NOT NULL REFERENCES accounts (id),
    installation_id TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (account, installation_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE confirmations (
    account BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id),
    id BLOB NOT NULL,
    address TEXT NOT NULL,
    code_hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL,
    hour_began_at INTEGER NOT NULL,
    codes_in_hour INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE answers (
    key BLOB NOT NULL PRIMARY KEY,
    body BLOB NOT NULL,
    at INTEGER NOT NULL,
    json TEXT NOT NULL,
    salt BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_time ON answers (at);

-- Positions grow in the order of commits, which ids do not quite: two commands decided in one order may be committed in
-- the other. They never leave the program and are never used again.
CREATE TABLE audit (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES accounts (id),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    installation TEXT,
    subject TEXT
) STRICT;
CREATE INDEX audit_by_account ON audit (account, position);

CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL REFERENCES accounts (id),
    at INTEGER NOT NULL,
    json TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_account ON events (account, position);
CREATE INDEX events_by_time ON events (at);

CREATE TABLE mails (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    delivered_at INTEGER,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL
) STRICT;
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE delivered_at IS NULL;
CREATE INDEX mails_by_time ON mails (at);
