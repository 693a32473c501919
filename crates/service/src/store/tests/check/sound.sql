-- A small gallery that holds together and has a row of everything that the consistency check looks at: Anna, who administers
-- the organization team and has changed her login; Ben, its collaborator, who is being deleted; Carl and Dora, who swapped
-- logins and are frozen; Emil, who wants to become an organization and whose address waits. Ids are made of one byte.

INSERT INTO accounts (id, version, kind, username, opened_at, confirmed_email, confirmed_email_folded, pending_email,
    two_factor, locked, login_change_until, frozen_at, deletion_at, recovery_codes_left) VALUES
    (x'0a', 1, 'individual', 'Anna', 1, 'Anna@example.org', 'anna@example.org', NULL, 1, 0, 259200000009, NULL, NULL, 1),
    (x'0b', 1, 'individual', 'ben', 1, 'ben@example.org', 'ben@example.org', NULL, 0, 0, NULL, NULL, 900, 0),
    (x'0c', 1, 'individual', 'carl', 1, 'carl@example.org', 'carl@example.org', NULL, 0, 1, 259200000008, 10, NULL, 0),
    (x'0d', 1, 'individual', 'dora', 1, 'dora@example.org', 'dora@example.org', NULL, 0, 0, 259200000008, 10, NULL, 0),
    (x'0e', 1, 'individual', 'emil', 1, NULL, NULL, 'emil@example.org', 0, 0, NULL, NULL, NULL, 0),
    (x'0f', 1, 'organization', 'Team', 1, 'team@example.org', 'team@example.org', NULL, 0, 0, NULL, NULL, NULL, 0);
INSERT INTO names VALUES ('anna', 'Anna', x'0a'), ('ben', 'ben', x'0b'), ('carl', 'carl', x'0c'), ('dora', 'dora', x'0d'),
    ('emil', 'emil', x'0e'), ('team', 'Team', x'0f'), ('fritz', 'Fritz', NULL);

INSERT INTO logins VALUES
    (x'a1', x'0a', 'practice', '', 'before', NULL, NULL, 'personal', 0, 1, 9),
    (x'a2', x'0a', 'practice', '', 'anna', NULL, NULL, 'personal', 0, 9, NULL),
    (x'b1', x'0b', 'practice', '', 'ben', NULL, NULL, 'personal', 0, 1, NULL),
    (x'c1', x'0c', 'practice', '', 'carl', NULL, NULL, 'personal', 0, 1, 8),
    (x'c2', x'0c', 'practice', '', 'dora', NULL, NULL, 'personal', 0, 8, NULL),
    (x'd1', x'0d', 'practice', '', 'dora', NULL, NULL, 'personal', 0, 1, 8),
    (x'd2', x'0d', 'practice', '', 'carl', NULL, NULL, 'personal', 0, 8, NULL),
    (x'e1', x'0e', 'practice', '', 'emil', NULL, NULL, 'personal', 0, 1, NULL);
INSERT INTO login_changes (id, account, partner, made_at, ends_at, means, replaced, login, state) VALUES
    (x'a3', x'0a', NULL, 9, 259200000009, 'identity', x'a1', x'a2', 'open'),
    (x'c3', x'0c', x'd3', 8, 259200000008, 'identity', x'c1', x'c2', 'frozen'),
    (x'd3', x'0d', x'c3', 8, 259200000008, 'identity', x'd1', x'd2', 'frozen');
INSERT INTO recovery_codes VALUES (x'0a', 1, x'00', NULL), (x'0a', 2, x'00', 7);
INSERT INTO deletions VALUES (x'0b', x'b4', 1, 900, 0, '', NULL);
INSERT INTO confirmations VALUES (x'0e', x'e4', 'emil@example.org', x'00', 1, 5, 1, 1);

INSERT INTO proofs (id, purpose, attempt_hash, challenge, caller, begun_at, wrong_tokens) VALUES
    (x'f1', 'sign_in', x'00', x'00', x'00', 1, 5);
INSERT INTO proofs (id, purpose, attempt_hash, challenge, caller, begun_at, wrong_tokens, completed_at, issuer, tenant,
    subject, kind, second_factor, linked, spent_at, code_wanted, code_typed_for) VALUES
    (x'f2', 'change_login', x'00', x'00', x'00', 1, 0, 2, 'practice', '', 'anna', 'personal', 0, 1, 3, 1, x'0a');
INSERT INTO proof_codes VALUES (x'f3', x'f2', x'0a', x'00', 1, 5);
INSERT INTO sessions VALUES
    (165, x'a5', x'00000000000000a5', x'0a', 'full', 'laptop', 'Laptop', 1, 5, NULL),
    (245, x'f5', x'00000000000000f5', x'0f', 'full', 'laptop', 'Laptop', 1, 5, 6);
INSERT INTO places VALUES (x'0a', 'laptop', 5), (x'0f', 'laptop', 5);

INSERT INTO members VALUES (x'0f', x'0a', 1, 1), (x'0f', x'0b', 0, 1);
INSERT INTO invitations VALUES (x'e6', x'0f', x'0e', 0, x'0a', 1, 900);
INSERT INTO conversions VALUES (x'e7', x'0e', x'0a', 0, 1, 900, NULL, NULL, '', 0);

INSERT INTO packages VALUES ('tools', 'Tools', 1, 1, 1);
INSERT INTO owners VALUES ('tools', x'0a', 1), ('tools', x'0f', 1);
INSERT INTO ownership_offers VALUES (x'b8', 'tools', x'0b', x'0a', 0, 1, 900);
INSERT INTO feed_changes (id, package, at, listed, owners) VALUES
    (x'01', 'tools', 1, 0, 'Anna'), (x'02', 'tools', 2, 1, 'Anna' || char(10) || 'Team');
INSERT INTO keys (id, holder, owner, description, hash, ending, scopes, packages, made_at, expires_at) VALUES
    (x'a9', x'0a', x'0a', 'own', x'a9', '0000', 'nv', '*', 1, 900),
    (x'b9', x'0b', x'0f', 'team''s', x'b9', '0000', 'v', 'Tools', 1, 900),
    (x'c9', x'0c', NULL, 'full access', x'c9', '0000', '', '', 1, 900);

INSERT INTO audit (id, account, at, kind) VALUES
    (x'01', x'0a', 1, 'registered'), (x'02', x'0a', 1, 'email_confirmed'), (x'03', x'0b', 1, 'registered'),
    (x'04', x'0b', 1, 'email_confirmed'), (x'05', x'0c', 1, 'registered'), (x'06', x'0c', 1, 'email_confirmed'),
    (x'07', x'0d', 1, 'registered'), (x'08', x'0d', 1, 'email_confirmed'), (x'09', x'0e', 1, 'registered'),
    (x'0a', x'0a', 1, 'organization_created'), (x'0b', x'0f', 1, 'organization_created'),
    (x'0c', x'0f', 1, 'email_confirmed'), (x'0d', x'77', 1, 'registered'), (x'0e', x'77', 1, 'email_confirmed'),
    (x'0f', x'0c', 10, 'account_frozen'), (x'10', x'0d', 10, 'account_frozen'), (x'11', x'0b', 1, 'deletion_requested'),
    (x'12', x'0c', 2, 'locked'), (x'13', x'0d', 2, 'locked'), (x'14', x'0d', 3, 'unlocked');
INSERT INTO events (id, account, at, json) VALUES
    (x'01', x'0a', 1767225000000000, '{"id":"00000000-0000-0000-0000-000000000001","at":"2025-12-31T23:50:00Z","kind":"account_changed"}');
