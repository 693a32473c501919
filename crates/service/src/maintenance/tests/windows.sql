-- A gallery in which something of every kind waits: Anna's login was changed by somebody, and her address; Ben is being
-- deleted; Carl recovers his account and waits; Dora's account becomes an organization in three days, Emil's is asked to.
-- Times are put in for the words with a colon.

INSERT INTO accounts (id, version, kind, username, opened_at, confirmed_email, confirmed_email_folded, two_factor, locked,
    login_change_until, deletion_at) VALUES
    (x'0a', 1, 'individual', 'anna', 1, 'anna@example.org', 'anna@example.org', 0, 0, :undo, NULL),
    (x'0b', 1, 'individual', 'ben', 1, 'ben@example.org', 'ben@example.org', 0, 0, NULL, :wait),
    (x'0c', 1, 'individual', 'carl', 1, 'carl@example.org', 'carl@example.org', 1, 0, NULL, NULL),
    (x'0d', 1, 'individual', 'dora', 1, 'dora@example.org', 'dora@example.org', 0, 0, NULL, NULL),
    (x'0e', 1, 'individual', 'emil', 1, 'emil@example.org', 'emil@example.org', 0, 0, NULL, NULL),
    (x'0f', 1, 'organization', 'team', 1, 'team@example.org', 'team@example.org', 0, 0, NULL, NULL);
INSERT INTO names VALUES ('anna', 'anna', x'0a'), ('ben', 'ben', x'0b'), ('carl', 'carl', x'0c'), ('dora', 'dora', x'0d'),
    ('emil', 'emil', x'0e'), ('team', 'team', x'0f');
INSERT INTO logins VALUES
    (x'a1', x'0a', 'practice', '', 'anna', NULL, NULL, 'personal', 0, 1, :made),
    (x'a2', x'0a', 'practice', '', 'thief', NULL, NULL, 'personal', 0, :made, NULL);
INSERT INTO logins VALUES (x'c1', x'0c', 'practice', '', 'carl', NULL, NULL, 'personal', 0, 2, NULL);
-- The second was over before the end.
INSERT INTO login_changes (id, account, made_at, ends_at, means, replaced, login, state) VALUES
    (x'a3', x'0a', :made, :undo, 'identity', x'a1', x'a2', 'open'),
    (x'a4', x'0c', :past - 259200000000, :past, 'identity', x'a0', x'c1', 'final');
INSERT INTO keys (id, holder, owner, description, hash, ending, scopes, packages, made_at, expires_at) VALUES
    (x'a8', x'0a', x'0a', 'own', x'a8', '0000', 'n', '*', 1, :wait + 99999999000000),
    (x'a9', x'0a', x'0a', 'the thief''s', x'a9', '0000', 'n', '*', :past, :wait + 99999999000000);
INSERT INTO sessions VALUES (165, x'a5', x'00000000000000a5', x'0a', 'full', 'thief', 'Thief', :past, :last, NULL);
INSERT INTO places VALUES (x'0a', 'home', 1), (x'0a', 'thief', :last);
INSERT INTO address_changes (id, account, previous, previous_folded, made_at, ends_at) VALUES
    (x'e1', x'0a', 'old@example.org', 'old@example.org', :made, :undo),
    (x'e2', x'0c', 'older@example.org', 'older@example.org', 1, :past),
    (x'e3', x'0a', 'oldest@example.org', 'oldest@example.org', 1, :past);
INSERT INTO deletions VALUES (x'0b', x'b4', :made, :wait, 0, '', NULL);
INSERT INTO recoveries (id, account, kind, request_hash, code_hash, made_at, code_made_at, tries_left, waits_until) VALUES
    (x'c4', x'0c', 'login', x'c4', x'c4', :made, :made, 0, :wait),
    (x'c5', x'0c', 'login', x'c5', x'c5', :past, :past, 5, NULL);
INSERT INTO decision_codes (id, account, request_hash, code_hash, made_at, tries_left) VALUES
    (x'a6', x'0a', x'a6', x'a6', :past, 5);
INSERT INTO members VALUES (x'0f', x'0a', 1, 1);
INSERT INTO invitations VALUES (x'e6', x'0f', x'0b', 0, x'0a', :made, :day);
INSERT INTO conversions VALUES (x'd7', x'0d', x'0c', 1, :made, :day, :made, :undo, '', 0),
    (x'e7', x'0e', x'0c', 0, :made, :day, NULL, NULL, '', 0);
INSERT INTO packages VALUES ('tools', 'Tools', 1, 1, 1);
INSERT INTO owners VALUES ('tools', x'0a', 1);
INSERT INTO ownership_offers VALUES (x'b8', 'tools', x'0b', x'0a', 0, :made, :day);
INSERT INTO mailed_acts VALUES
    (x'01', 'freeze_account', x'0a', x'a3', :made, :undo), (x'02', 'undo_address', x'0a', x'e1', :made, :undo),
    (x'03', 'keep_account', x'0b', x'b4', :made, :wait), (x'04', 'stop_recovery', x'0c', x'c4', :made, :wait),
    (x'05', 'stop_conversion', x'0d', x'd7', :made, :undo), (x'06', 'confirm_address', x'0a', x'e1', :made, :day),
    (x'07', 'invitation', x'0b', x'e6', :made, :day);
INSERT INTO audit (id, account, at, kind) VALUES
    (x'01', x'0a', 1, 'registered'), (x'02', x'0a', 1, 'email_confirmed'), (x'03', x'0b', 1, 'registered'),
    (x'04', x'0b', 1, 'email_confirmed'), (x'05', x'0c', 1, 'registered'), (x'06', x'0c', 1, 'email_confirmed'),
    (x'07', x'0d', 1, 'registered'), (x'08', x'0d', 1, 'email_confirmed'), (x'09', x'0e', 1, 'registered'),
    (x'0a', x'0e', 1, 'email_confirmed'), (x'0b', x'0f', 1, 'organization_created'),
    (x'0c', x'0f', 1, 'email_confirmed'), (x'0d', x'0b', :made, 'deletion_requested');
