-- What each request looks for lies under what it is looked for by: a session under its token's hash, a login under its
-- account. Before, both were found by an index and then by their ids, which in a large gallery are twice as many pages.

CREATE TABLE sessions_by_token_hash (
    id BLOB NOT NULL,
    token_hash BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    installation_name TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO sessions_by_token_hash
    (id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at, ended_at)
    SELECT id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at, ended_at
    FROM sessions ORDER BY token_hash;
DROP TABLE sessions;
ALTER TABLE sessions_by_token_hash RENAME TO sessions;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
CREATE INDEX sessions_live ON sessions (account, seen_at) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_time ON sessions (seen_at);
CREATE INDEX sessions_of_account ON sessions (account);

CREATE TABLE logins_under_account (
    id BLOB NOT NULL,
    account BLOB NOT NULL REFERENCES accounts (id),
    issuer TEXT NOT NULL,
    tenant TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT,
    address TEXT,
    kind TEXT NOT NULL,
    second_factor INTEGER NOT NULL,
    linked_at INTEGER NOT NULL,
    dormant_at INTEGER,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;
INSERT INTO logins_under_account
    (id, account, issuer, tenant, subject, name, address, kind, second_factor, linked_at, dormant_at)
    SELECT id, account, issuer, tenant, subject, name, address, kind, second_factor, linked_at, dormant_at
    FROM logins ORDER BY account, id;
DROP TABLE logins;
ALTER TABLE logins_under_account RENAME TO logins;
CREATE UNIQUE INDEX logins_by_id ON logins (id);
CREATE UNIQUE INDEX logins_by_identity ON logins (issuer, tenant, subject) WHERE dormant_at IS NULL;
CREATE UNIQUE INDEX logins_live ON logins (account) WHERE dormant_at IS NULL;
CREATE INDEX logins_dormant ON logins (issuer, tenant, subject) WHERE dormant_at IS NOT NULL;
