-- A session lies under the first eight bytes of its token's hash, as a number: the pages above the rows then hold nothing
-- but numbers, which are a tenth as many, and in a large gallery each check of a session reads one page instead of two.
-- The number behind the digits is counted together here; from now on the program brings it along.

CREATE TABLE sessions_by_number (
    number INTEGER NOT NULL PRIMARY KEY,
    id BLOB NOT NULL,
    token_hash BLOB NOT NULL,
    account BLOB NOT NULL REFERENCES accounts (id),
    kind TEXT NOT NULL,
    installation_id TEXT NOT NULL,
    installation_name TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT;
INSERT INTO sessions_by_number
    (number, id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at, ended_at)
    SELECT
        (WITH RECURSIVE read (digits, value) AS (
            SELECT 0, 0
            UNION ALL
            SELECT digits + 1, (value << 4) | instr('123456789ABCDEF', substr(hex(token_hash), digits + 1, 1))
            FROM read WHERE digits < 16
        ) SELECT value FROM read WHERE digits = 16),
        id, token_hash, account, kind, installation_id, installation_name, opened_at, seen_at, ended_at
    FROM sessions;
DROP TABLE sessions;
ALTER TABLE sessions_by_number RENAME TO sessions;
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
CREATE INDEX sessions_live ON sessions (account, seen_at) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_time ON sessions (seen_at);
CREATE INDEX sessions_of_account ON sessions (account);
