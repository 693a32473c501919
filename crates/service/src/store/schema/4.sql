-- The address before a change names its account as long as it can be put back. What was kept in this table before is
-- gone after three days, so the folding of ASCII letters is enough for it.
ALTER TABLE address_changes ADD COLUMN previous_folded TEXT NOT NULL DEFAULT '';
UPDATE address_changes SET previous_folded = lower(previous);
CREATE INDEX address_changes_by_previous ON address_changes (previous_folded);

-- Wrong passwords typed for names that nobody has, by a keyed hash of what was typed (rule 10.30).
CREATE TABLE unknown_names (
    key BLOB NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    failed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX unknown_names_by_failures ON unknown_names (failures, failed_at);
