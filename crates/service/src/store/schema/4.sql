-- Whether a recovery session showed what two-factor asks for (rule 12.5). Earlier requests showed nothing.
ALTER TABLE conversions ADD COLUMN second_shown INTEGER NOT NULL DEFAULT 0;
