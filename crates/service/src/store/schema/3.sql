-- What the service keeps for itself. A secret is made once, at the first start, and goes along with every copy.
CREATE TABLE secrets (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Token buckets of rule 7.5. A bucket is the time at which it is full again; who it is for is a keyed hash.
CREATE TABLE limits (
    what TEXT NOT NULL,
    key BLOB NOT NULL,
    full_at INTEGER NOT NULL,
    PRIMARY KEY (what, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX limits_by_time ON limits (full_at);
