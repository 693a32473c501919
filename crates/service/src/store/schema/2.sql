-- Logins that can be changed back, recovery, organizations, packages, keys, deletion.

ALTER TABLE accounts ADD COLUMN mail_from_others INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN mail_package_published INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN password TEXT;
ALTER TABLE accounts ADD COLUMN failed_passwords INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN failed_password_at INTEGER;
ALTER TABLE accounts ADD COLUMN recovery_codes_left INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN login_change_until INTEGER;
ALTER TABLE accounts ADD COLUMN frozen_at INTEGER;
ALTER TABLE accounts ADD COLUMN deletion_at INTEGER;
ALTER TABLE accounts ADD COLUMN required_tenant TEXT;

-- The trail outlives the account, without what it says about people.
CREATE TABLE trail (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    account BLOB NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    installation TEXT,
    subject TEXT,
    by TEXT
) STRICT;
INSERT INTO trail (position, id, account, at, kind, installation, subject) SELECT position, id, account, at, kind, installation, subject FROM audit;
DROP TABLE audit;
ALTER TABLE trail RENAME TO audit;
CREATE INDEX audit_by_account ON audit (account, position);

CREATE INDEX logins_dormant ON logins (issuer, tenant, subject) WHERE dormant_at IS NOT NULL;
-- Whole indexes beside the partial ones: what refers to an account is looked for, live or not, when the account goes.
CREATE INDEX logins_of_account ON logins (account);
CREATE INDEX sessions_of_account ON sessions (account);
CREATE INDEX confirmations_by_id ON confirmations (id);

-- `replaced` is a dormant row of logins, `login` the live one that the change made.
CREATE TABLE login_changes (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    partner BLOB,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    means TEXT NOT NULL,
    replaced BLOB,
    login BLOB NOT NULL,
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX login_changes_by_account ON login_changes (account);
CREATE INDEX login_changes_by_replaced ON login_changes (replaced);
CREATE INDEX login_changes_finished ON login_changes (ends_at) WHERE state IN ('undone', 'final');
CREATE INDEX login_changes_ending ON login_changes (ends_at) WHERE state = 'open';

CREATE TABLE recovery_codes (
    account BLOB NOT NULL REFERENCES accounts (id),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    used_at INTEGER,
    PRIMARY KEY (account, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision_codes (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    request_hash BLOB NOT NULL,
    code_hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_codes_by_account ON decision_codes (account);
CREATE INDEX decision_codes_by_time ON decision_codes (made_at);
CREATE INDEX places_by_time ON places (seen_at);

-- One without an account is of a request that named nobody who may.
CREATE TABLE recoveries (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB REFERENCES accounts (id),
    kind TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    code_hash BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    code_made_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL,
    confirmed_at INTEGER,
    waits_until INTEGER,
    session BLOB
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recoveries_by_request ON recoveries (request_hash, kind);
CREATE INDEX recoveries_by_account ON recoveries (account);
CREATE INDEX recoveries_by_time ON recoveries (made_at);

-- The addresses that can still be put back, and the names that were asked of the operator.
CREATE TABLE address_changes (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    previous TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX address_changes_by_account ON address_changes (account);
CREATE INDEX address_changes_by_end ON address_changes (ends_at);

CREATE TABLE rename_requests (
    account BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id),
    wanted TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    organization BLOB NOT NULL REFERENCES accounts (id),
    account BLOB NOT NULL REFERENCES accounts (id),
    administrator INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (organization, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX members_by_account ON members (account);

CREATE TABLE invitations (
    id BLOB NOT NULL PRIMARY KEY,
    organization BLOB NOT NULL REFERENCES accounts (id),
    account BLOB NOT NULL REFERENCES accounts (id),
    administrator INTEGER NOT NULL,
    invited_by BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX invitations_by_pair ON invitations (organization, account);
CREATE INDEX invitations_by_account ON invitations (account);
CREATE INDEX invitations_by_end ON invitations (expires_at);

CREATE TABLE conversions (
    id BLOB NOT NULL PRIMARY KEY,
    account BLOB NOT NULL REFERENCES accounts (id),
    administrator BLOB NOT NULL REFERENCES accounts (id),
    from_recovery INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    accepted_at INTEGER,
    effective_at INTEGER,
    shown TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversions_by_account ON conversions (account);
CREATE INDEX conversions_by_administrator ON conversions (administrator);
CREATE INDEX conversions_by_end ON conversions (expires_at) WHERE accepted_at IS NULL;
CREATE INDEX conversions_due ON conversions (effective_at) WHERE effective_at IS NOT NULL;

CREATE TABLE packages (
    folded TEXT NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    listed INTEGER NOT NULL,
    has_versions INTEGER NOT NULL,
    registered_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE owners (
    package TEXT NOT NULL REFERENCES packages (folded),
    account BLOB NOT NULL REFERENCES accounts (id),
    since INTEGER NOT NULL,
    PRIMARY KEY (package, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX owners_by_account ON owners (account, package);

CREATE TABLE ownership_offers (
    id BLOB NOT NULL PRIMARY KEY,
    package TEXT NOT NULL REFERENCES packages (folded),
    account BLOB NOT NULL REFERENCES accounts (id),
    offered_by BLOB NOT NULL REFERENCES accounts (id),
    transfer INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX ownership_offers_by_pair ON ownership_offers (package, account);
CREATE INDEX ownership_offers_by_account ON ownership_offers (account);
CREATE INDEX ownership_offers_by_offerer ON ownership_offers (offered_by);
CREATE INDEX ownership_offers_by_end ON ownership_offers (expires_at);

-- Read by feeds in the order of positions, which is that of commits.
CREATE TABLE feed_changes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    package TEXT NOT NULL,
    at INTEGER NOT NULL,
    listed INTEGER NOT NULL,
    owners TEXT NOT NULL
) STRICT;
CREATE INDEX feed_changes_by_time ON feed_changes (at);

-- `scopes` has the letters n (new packages), v (new versions), u (unlist); `packages` one pattern a line; `warned` counts what the holder was told
-- of: 1 that it ends soon, 2 that it has ended.
CREATE TABLE keys (
    id BLOB NOT NULL PRIMARY KEY,
    holder BLOB NOT NULL REFERENCES accounts (id),
    owner BLOB REFERENCES accounts (id),
    description TEXT NOT NULL,
    hash BLOB NOT NULL,
    ending TEXT NOT NULL,
    scopes TEXT NOT NULL,
    packages TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    revoked_at INTEGER,
    warned INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_ending ON keys (expires_at) WHERE revoked_at IS NULL AND warned < 2;
CREATE UNIQUE INDEX keys_by_hash ON keys (hash);
CREATE INDEX keys_by_holder ON keys (holder);
CREATE INDEX keys_by_owner ON keys (owner);
CREATE INDEX keys_revoked ON keys (revoked_at) WHERE revoked_at IS NOT NULL;

CREATE TABLE deletions (
    account BLOB NOT NULL PRIMARY KEY REFERENCES accounts (id),
    id BLOB NOT NULL,
    requested_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    unlist_orphans INTEGER NOT NULL,
    shown TEXT NOT NULL,
    login_moved_to BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX deletions_due ON deletions (due_at);
CREATE INDEX deletions_by_id ON deletions (id);

CREATE TABLE mailed_acts (
    hash BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    account BLOB NOT NULL REFERENCES accounts (id),
    about BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX mailed_acts_by_account ON mailed_acts (account);
CREATE INDEX mailed_acts_by_row ON mailed_acts (about);
CREATE INDEX mailed_acts_by_end ON mailed_acts (expires_at);

-- The lists that an operator keeps.
CREATE TABLE listed (
    list TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (list, text)
) STRICT, WITHOUT ROWID;

-- A mail has two forms of the same words. One that nobody will ever take is given up.
ALTER TABLE mails ADD COLUMN html TEXT NOT NULL DEFAULT '';
ALTER TABLE mails ADD COLUMN given_up_at INTEGER;
DROP INDEX mails_waiting;
CREATE INDEX mails_waiting ON mails (next_attempt_at) WHERE delivered_at IS NULL AND given_up_at IS NULL;
