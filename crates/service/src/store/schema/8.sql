-- A mail to the operator is answered to who wrote it, not to the operator.

ALTER TABLE mails ADD COLUMN reply_to TEXT;
