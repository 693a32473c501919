-- Mails with a code go first, and not at all once their code no longer works. Of those that wait already nobody knows what
-- they carry, so they are sent as before. The index holds what their order is made of.

ALTER TABLE mails ADD COLUMN useful_until INTEGER;
DROP INDEX mails_waiting;
CREATE INDEX mails_waiting ON mails (next_attempt_at, useful_until, attempts)
    WHERE delivered_at IS NULL AND given_up_at IS NULL;
