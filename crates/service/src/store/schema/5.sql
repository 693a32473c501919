-- Whether a code that decides was asked for from a place that the account knew; these are counted apart (rule 9.23).
ALTER TABLE decision_codes ADD COLUMN known_place INTEGER NOT NULL DEFAULT 0;
