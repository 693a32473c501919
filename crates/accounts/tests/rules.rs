//! The rules in sentences, without any storage. The numbers are those of `docs/rules.md`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use accounts::{
    Changes, Command, Entropy, Guard, Refusal, Snapshot, Write,
    account::{AccountRow, ClaimedName},
    contact::{ConfirmAddress, ResendCode},
    digest,
    email::EmailAddress,
    installation::Place,
    letter::LetterKind,
    login::{IdentityKey, Login},
    operator::{LockAccount, UnlockAccount},
    proof::{self, BeginProof, Binding, CompleteProof, Completed, Freshness, Proof},
    register::RegisterAccount,
    session::{Caller, EndSession, OpenSession, SessionRow},
    two_factor::Policy,
    username::Username,
};
use contract::{
    AccountId, Code, ProofId, Purpose, Secret, SessionId, Timestamp,
    account::{AccountKind, AuditKind},
    event::EventKind,
    identity::{Identity, IdentityKind},
    proof::{AddressStanding, Standing},
    session::{Installation, SessionKind},
};
use uuid::Uuid;

const NOW: i64 = 1_800_000_000;

fn now() -> Timestamp {
    Timestamp::from_secs(NOW)
}

fn entropy() -> Entropy {
    Entropy::new([7; 32])
}

fn secret() -> Secret {
    Secret::new("the attempt secret".to_owned())
}

fn key(subject: &str) -> IdentityKey {
    IdentityKey {
        issuer: "issuer".to_owned(),
        tenant: "tenant".to_owned(),
        subject: subject.to_owned(),
    }
}

fn identity() -> Identity {
    let address = Some("anna@example.org".to_owned());
    Identity {
        name: Some("Anna".to_owned()),
        address,
        kind: IdentityKind::Personal,
        second_factor: false,
    }
}

fn account(number: u8, username: &str) -> AccountRow {
    let id = AccountId::from_bytes([number; 16]);
    let opened_at = Timestamp::from_secs(NOW - 1000);
    AccountRow {
        version: 3,
        pending_email: Some(EmailAddress::parse("anna@example.org").unwrap()),
        ..AccountRow::new(
            id,
            AccountKind::Individual,
            Username::parse(username).unwrap(),
            opened_at,
        )
    }
}

fn login(number: u8, subject: &str) -> Login {
    let account = AccountId::from_bytes([number; 16]);
    Login {
        id: Uuid::from_bytes([number; 16]),
        account,
        key: key(subject),
        identity: identity(),
        linked_at: now(),
    }
}

fn begun(purpose: Purpose) -> Proof {
    Proof {
        id: ProofId::from_bytes([1; 16]),
        purpose,
        attempt_hash: digest::of_text(secret().expose()),
        challenge: [2; 32],
        bound_to: None,
        caller: [3; 32],
        begun_at: now(),
        wrong_tokens: 0,
        completed: None,
        spent_at: None,
    }
}

fn completed(purpose: Purpose) -> Proof {
    let completed = Completed {
        at: now(),
        key: key("anna"),
        identity: identity(),
        linked: false,
        freshness: Freshness::Shown,
    };
    Proof {
        completed: Some(completed),
        ..begun(purpose)
    }
}

fn session(number: u8, account: u8) -> SessionRow {
    SessionRow {
        id: SessionId::from_bytes([number; 16]),
        token_hash: [number; 32],
        account: AccountId::from_bytes([account; 16]),
        kind: SessionKind::Full,
        installation_id: "laptop".to_owned(),
        installation_name: "Laptop".to_owned(),
        opened_at: now(),
        seen_at: now(),
        ended_at: None,
    }
}

fn installation() -> Installation {
    Installation {
        id: "laptop".to_owned(),
        name: "Laptop".to_owned(),
    }
}

fn decide<C: Command>(command: &C, snapshot: &Snapshot) -> Result<(Changes, C::Answer), Refusal> {
    command.decide(snapshot, now(), &mut entropy())
}

fn code<C: Command>(command: &C, snapshot: &Snapshot) -> (Code, &'static str) {
    match decide(command, snapshot) {
        Ok(_) => panic!("it was not refused"),
        Err(refusal) => (refusal.code, refusal.rule),
    }
}

fn begin(purpose: Purpose, session: Option<Caller>) -> BeginProof {
    let attempt_hash = digest::to_text(&digest::of_text(secret().expose()));
    BeginProof {
        purpose,
        attempt_hash,
        session,
        caller: [3; 32],
        registration_open: true,
    }
}

fn caller(kind: SessionKind) -> Caller {
    Caller::check(Some(&SessionRow { kind, ..session(1, 1) }), now()).unwrap()
}

#[test]
fn rule_2_1_a_proof_is_bound_to_the_session_that_begins_it() {
    let (changes, proof) = decide(
        &begin(Purpose::ChangeLogin, Some(caller(SessionKind::Full))),
        &Snapshot::default(),
    )
    .unwrap();
    let session = SessionId::from_bytes([1; 16]);
    assert_eq!(
        proof.bound_to,
        Some(Binding {
            session,
            account: AccountId::from_bytes([1; 16])
        })
    );
    assert_eq!(changes.guards, [Guard::SessionLive(session)]);
    assert_eq!(changes.writes, [Write::InsertProof(proof)]);
}

#[test]
fn rule_2_1_a_recovery_session_begins_no_proof_to_change_a_login() {
    let recovery = || Some(caller(SessionKind::Recovery));
    let refused = code(&begin(Purpose::ChangeLogin, recovery()), &Snapshot::default());
    assert_eq!(refused, (Code::FullSessionRequired, "2.1"));
    assert!(decide(&begin(Purpose::Recover, recovery()), &Snapshot::default()).is_ok());
}

#[test]
fn rule_2_1_two_challenges_are_never_the_same() {
    let mut entropy = entropy();
    let mut challenge = || {
        begin(Purpose::SignIn, None)
            .decide(&Snapshot::default(), now(), &mut entropy)
            .unwrap()
            .1
            .challenge
    };
    assert_ne!(challenge(), challenge());
}

/// Every way to spend every proof, and what comes of it.
#[test]
fn rules_2_1_and_2_8_a_proof_is_spent_on_its_own_act_and_a_sign_in_also_on_opening_an_account() {
    use Purpose::{ChangeLogin, ConfirmTwoFactor, Recover, Register, SignIn, SwapLogins};
    let all = [SignIn, Register, ChangeLogin, SwapLogins, Recover, ConfirmTwoFactor];
    for made_for in all {
        for spent_as in all {
            let proof = completed(made_for);
            let spent = proof::spend(&Snapshot::default(), Some(&proof), &secret(), spent_as, None, now()).is_ok();
            assert_eq!(
                spent,
                made_for == spent_as
                    || (made_for, spent_as) == (SignIn, Register)
                    || (made_for, spent_as) == (ChangeLogin, SwapLogins),
                "{made_for} {spent_as}"
            );
        }
    }
}

#[test]
fn rule_2_3_without_the_attempt_secret_a_proof_is_as_good_as_unknown() {
    let wrong = Secret::new("another secret".to_owned());
    let proof = completed(Purpose::SignIn);
    let by_thief = proof::spend(&Snapshot::default(), Some(&proof), &wrong, Purpose::SignIn, None, now()).unwrap_err();
    let unknown = proof::spend(&Snapshot::default(), None, &secret(), Purpose::SignIn, None, now()).unwrap_err();
    assert_eq!(
        (by_thief.code, by_thief.rule, by_thief.detail),
        (unknown.code, unknown.rule, unknown.detail)
    );
}

#[test]
fn rule_2_7_a_proof_that_is_spent_or_not_completed_is_not_spent() {
    let spent = Proof {
        spent_at: Some(now()),
        ..completed(Purpose::SignIn)
    };
    for proof in [spent, begun(Purpose::SignIn)] {
        let refusal = proof::spend(
            &Snapshot::default(),
            Some(&proof),
            &secret(),
            Purpose::SignIn,
            None,
            now(),
        )
        .unwrap_err();
        assert_eq!((refusal.code, refusal.rule), (Code::ProofInvalid, "2.7"));
    }
}

#[test]
fn rule_2_8_the_window_ends_to_the_microsecond() {
    let proof = completed(Purpose::SignIn);
    for (spent_as, seconds) in [(Purpose::SignIn, 900), (Purpose::Register, 3600)] {
        let end = now().plus_secs(seconds);
        let before = Timestamp::from_micros(end.as_micros() - 1);
        assert!(proof::spend(&Snapshot::default(), Some(&proof), &secret(), spent_as, None, before).is_ok());
        let refusal = proof::spend(&Snapshot::default(), Some(&proof), &secret(), spent_as, None, end).unwrap_err();
        assert_eq!((refusal.code, refusal.rule), (Code::ProofExpired, "2.8"));
    }
}

fn complete() -> CompleteProof {
    CompleteProof {
        proof: ProofId::from_bytes([1; 16]),
        attempt_secret: secret(),
        key: key("anna"),
        identity: identity(),
        address_verified: true,
        sign_in_time_told: true,
    }
}

#[test]
fn rule_2_10_the_standing_of_an_identity_is_told_to_who_proved_it() {
    let confirmed = |kind, username| AccountRow {
        kind,
        confirmed_email: Some(EmailAddress::parse("ANNA@example.org").unwrap()),
        pending_email: None,
        ..account(2, username)
    };
    let unlinked = |address| Standing::Unlinked { address };
    let individual = || vec![confirmed(AccountKind::Individual, "other")];
    let cases = [
        (
            vec![account(1, "anna")],
            vec![login(1, "anna")],
            Standing::Linked {
                username: "anna".to_owned(),
            },
        ),
        (vec![], vec![], unlinked(AddressStanding::Unknown)),
        (vec![account(2, "pending")], vec![], unlinked(AddressStanding::Unknown)),
        (individual(), vec![], unlinked(AddressStanding::NoMicrosoftLogin)),
        (
            individual(),
            vec![login(2, "ben")],
            unlinked(AddressStanding::LinkedElsewhere),
        ),
        (
            vec![confirmed(AccountKind::Organization, "org")],
            vec![],
            unlinked(AddressStanding::Organization),
        ),
    ];
    for (accounts, logins, standing) in cases {
        let snapshot = Snapshot {
            proofs: vec![begun(Purpose::SignIn)],
            accounts,
            logins,
            ..Snapshot::default()
        };
        assert_eq!(decide(&complete(), &snapshot).unwrap().1.standing, standing);
    }
}

fn open() -> OpenSession {
    let (proof, attempt_secret) = (ProofId::from_bytes([1; 16]), secret());
    OpenSession {
        proof,
        attempt_secret,
        session: None,
        installation: installation(),
        two_factor: Policy::default(),
    }
}

fn linked() -> Snapshot {
    Snapshot {
        proofs: vec![completed(Purpose::SignIn)],
        accounts: vec![account(1, "anna")],
        logins: vec![login(1, "anna")],
        ..Snapshot::default()
    }
}

#[test]
fn rule_3_3_a_session_is_opened_with_its_audit_row_and_event_in_one_set_of_changes() {
    let (changes, opened) = decide(&open(), &linked()).unwrap();
    let account = AccountId::from_bytes([1; 16]);
    assert_eq!(changes.guards, [Guard::AccountUnchanged { account, version: 3 }]);
    assert_eq!(
        changes.writes[0],
        Write::SpendProof {
            proof: ProofId::from_bytes([1; 16]),
            at: now()
        }
    );
    assert_eq!(changes.audit.len(), 1);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::SignedIn);
    let signed_in = EventKind::SignedIn {
        installation: "Laptop".to_owned(),
        session: opened.answer.session.id,
        new_place: true,
    };
    assert_eq!(changes.events[0].event.what, signed_in);
    assert!(opened.answer.session.current);
}

#[test]
fn rule_3_3_an_identity_that_nobody_has_opens_nothing_and_keeps_its_proof() {
    let snapshot = Snapshot {
        accounts: vec![],
        logins: vec![],
        ..linked()
    };
    let refusal = decide(&open(), &snapshot).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::IdentityNotLinked, "3.3"));
    assert!(refusal.remember.is_none());
}

#[test]
fn rule_3_3_a_login_of_an_organization_counts_as_none() {
    let organization = AccountRow {
        kind: AccountKind::Organization,
        ..account(1, "anna")
    };
    let snapshot = Snapshot {
        accounts: vec![organization],
        ..linked()
    };
    assert_eq!(code(&open(), &snapshot), (Code::IdentityNotLinked, "3.3"));
}

#[test]
fn rule_3_6_a_place_that_was_seen_lately_is_not_new() {
    let place = Place {
        account: AccountId::from_bytes([1; 16]),
        installation_id: "laptop".to_owned(),
        seen_at: now().plus_secs(-89 * 86_400),
    };
    let (changes, _) = decide(
        &open(),
        &Snapshot {
            places: vec![place],
            ..linked()
        },
    )
    .unwrap();
    assert!(matches!(
        changes.events[0].event.what,
        EventKind::SignedIn { new_place: false, .. }
    ));
}

#[test]
fn rule_3_8_a_locked_account_signs_in_but_what_the_lock_blocks_is_refused() {
    let locked = AccountRow {
        locked: true,
        ..account(1, "anna")
    };
    assert_eq!(locked.must_not_be_locked().unwrap_err().code, Code::AccountLocked);
    let (_, opened) = decide(
        &open(),
        &Snapshot {
            accounts: vec![locked],
            ..linked()
        },
    )
    .unwrap();
    assert!(opened.answer.account.locked);
}

#[test]
fn rule_3_2_a_session_lives_thirty_days_from_its_last_use_and_180_in_all() {
    let day = 86_400;
    let idle = session(1, 1);
    assert!(idle.is_live(Timestamp::from_micros(now().plus_secs(30 * day).as_micros() - 1)));
    assert!(!idle.is_live(now().plus_secs(30 * day)));
    let busy = SessionRow {
        seen_at: now().plus_secs(179 * day),
        ..idle
    };
    assert!(!busy.is_live(now().plus_secs(180 * day)));
}

#[test]
fn rule_3_5_a_session_ends_only_for_its_own_account() {
    let snapshot = Snapshot {
        sessions: vec![session(1, 1), session(2, 1), session(3, 9)],
        ..Snapshot::default()
    };
    let end = |number: u8| EndSession {
        caller: caller(SessionKind::Full),
        session: SessionId::from_bytes([number; 16]),
    };
    let kind_of = |number| decide(&end(number), &snapshot).unwrap().0.audit[0].entry.kind;
    assert_eq!(kind_of(1), AuditKind::SignedOut);
    assert_eq!(kind_of(2), AuditKind::SessionRevoked);
    assert_eq!(code(&end(3), &snapshot), (Code::NotFound, "3.5"));
    assert_eq!(code(&end(4), &snapshot), (Code::NotFound, "3.5"));
}

fn register(username: &str, email: &str) -> RegisterAccount {
    RegisterAccount {
        proof: ProofId::from_bytes([1; 16]),
        attempt_secret: secret(),
        session: None,
        username: username.to_owned(),
        email: email.to_owned(),
        installation: installation(),
        registration_open: true,
        two_factor: Policy::default(),
    }
}

#[test]
fn rule_4_3_an_account_begins_with_a_pending_address_and_a_mail_and_two_factor_off() {
    let proof = completed(Purpose::SignIn);
    let snapshot = Snapshot {
        proofs: vec![proof],
        ..Snapshot::default()
    };
    let (changes, opened) = decide(&register("Anna", "anna@example.org"), &snapshot).unwrap();
    assert_eq!(opened.answer.account.username, "Anna");
    assert_eq!(opened.answer.account.pending_email.as_deref(), Some("anna@example.org"));
    assert!(opened.answer.account.confirmed_email.is_none() && !opened.answer.account.two_factor);
    assert_eq!(changes.mails.len(), 1);
    let LetterKind::ConfirmAddress { code, minutes, .. } = &changes.mails[0].letter.kind else {
        panic!("another letter")
    };
    assert_eq!((code.expose().len(), *minutes), (8, 15));
    let kinds: Vec<_> = changes.audit.iter().map(|row| row.entry.kind).collect();
    assert_eq!(kinds, [AuditKind::Registered, AuditKind::SignedIn]);
    assert!(matches!(
        changes.events[0].event.what,
        EventKind::SignedIn { new_place: false, .. }
    ));
}

#[test]
fn rule_1_4_a_name_once_claimed_is_never_free_again() {
    let tombstone = ClaimedName {
        username: Username::parse("ANNA").unwrap(),
        account: None,
    };
    let snapshot = Snapshot {
        proofs: vec![completed(Purpose::Register)],
        names: vec![tombstone],
        ..Snapshot::default()
    };
    assert_eq!(
        code(&register("anna", "anna@example.org"), &snapshot),
        (Code::UsernameTaken, "1.4")
    );
}

#[test]
fn rule_4_2_what_was_typed_is_judged_before_the_proof_is_looked_at() {
    let nothing = Snapshot::default();
    assert_eq!(
        code(&register("a", "anna@example.org"), &nothing),
        (Code::UsernameInvalid, "1.1")
    );
    assert_eq!(code(&register("anna", "anna"), &nothing), (Code::EmailInvalid, "1.5"));
    assert_eq!(
        code(&register("anna", "anna@example.org"), &nothing),
        (Code::ProofInvalid, "2.3")
    );
    let closed = RegisterAccount {
        registration_open: false,
        ..register("a", "")
    };
    assert_eq!(code(&closed, &nothing), (Code::RegistrationClosed, "4.1"));
}

/// An account that was just opened, with the code that was mailed.
fn waiting() -> (Snapshot, Secret) {
    let snapshot = Snapshot {
        proofs: vec![completed(Purpose::Register)],
        ..Snapshot::default()
    };
    let (changes, _) = decide(&register("anna", "anna@example.org"), &snapshot).unwrap();
    let mut snapshot = Snapshot::default();
    for write in changes.writes {
        match write {
            Write::InsertAccount(row) => snapshot.accounts.push(row),
            Write::SetConfirmation(row) => snapshot.confirmations.push(row),
            Write::InsertSession(row) => snapshot.sessions.push(row),
            _ => {}
        }
    }
    let LetterKind::ConfirmAddress { code, .. } = &changes.mails[0].letter.kind else {
        panic!("another letter")
    };
    (snapshot, code.clone())
}

fn confirm(snapshot: &Snapshot, code: &str) -> ConfirmAddress {
    let caller = Caller::check(snapshot.sessions.first(), now()).unwrap();
    ConfirmAddress {
        account: caller.account,
        caller,
        code: Secret::new(code.to_owned()),
    }
}

#[test]
fn rule_5_2_a_wrong_code_counts_although_it_is_refused() {
    let (snapshot, code) = waiting();
    let wrong = if code.expose() == "00000000" {
        "00000001"
    } else {
        "00000000"
    };
    let refusal = decide(&confirm(&snapshot, wrong), &snapshot).unwrap_err();
    assert_eq!((refusal.code, refusal.tries_left), (Code::CodeWrong, Some(4)));
    let remembered = refusal.remember.unwrap();
    let confirmation = snapshot.confirmations[0].id;
    assert_eq!(remembered.writes, [Write::CountWrongCode { confirmation, seen: 5 }]);
    assert!(remembered.audit.is_empty());
}

#[test]
fn rule_5_2_a_code_is_bound_to_its_account_and_to_its_request() {
    let (mut snapshot, code) = waiting();
    let confirmation = snapshot.confirmations[0].clone();
    assert!(confirmation.is_code(&code));
    let mut other = confirmation.clone();
    other.account = AccountId::from_bytes([9; 16]);
    assert!(!other.is_code(&code));
    other = confirmation;
    other.id = Uuid::from_bytes([9; 16]);
    assert!(!other.is_code(&code));
    snapshot.confirmations[0] = other;
    assert_eq!(
        self::code(&confirm(&snapshot, code.expose()), &snapshot),
        (Code::CodeWrong, "5.2")
    );
}

#[test]
fn rule_5_3_an_address_that_was_confirmed_elsewhere_meanwhile_stays_there() {
    let (mut snapshot, code) = waiting();
    snapshot.accounts.push(AccountRow {
        confirmed_email: Some(EmailAddress::parse("Anna@Example.org").unwrap()),
        pending_email: None,
        ..account(5, "first")
    });
    assert_eq!(
        self::code(&confirm(&snapshot, code.expose()), &snapshot),
        (Code::EmailTaken, "5.3")
    );
}

#[test]
fn rule_5_4_a_new_code_replaces_the_one_before() {
    let (snapshot, old) = waiting();
    let caller = Caller::check(snapshot.sessions.first(), now()).unwrap();
    let account = caller.account;
    let (changes, ()) = ResendCode { caller, account }
        .decide(&snapshot, now(), &mut Entropy::new([8; 32]))
        .unwrap();
    let new = changes.writes.iter().find_map(|write| match write {
        Write::SetConfirmation(new) => Some(new),
        _ => None,
    });
    let new = new.expect("no confirmation");
    assert!(!new.is_code(&old));
    assert_eq!((new.tries_left, new.codes_in_hour), (5, 2));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::EmailConfirmationSent);
}

#[test]
fn rule_5_5_an_address_is_confirmed_in_a_live_full_session_only() {
    let (mut snapshot, code) = waiting();
    let command = confirm(&snapshot, code.expose());
    snapshot.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(self::code(&command, &snapshot).0, Code::FullSessionRequired);
    snapshot.sessions[0].ended_at = Some(now());
    assert_eq!(self::code(&command, &snapshot).0, Code::SessionRequired);
}

#[test]
fn rule_6_1_every_change_of_an_account_has_its_audit_row() {
    let (waiting, code) = waiting();
    let confirmed = decide(&confirm(&waiting, code.expose()), &waiting).unwrap().0;
    let opened = decide(&open(), &linked()).unwrap().0;
    for changes in [confirmed, opened] {
        assert!(!changes.audit.is_empty() && !changes.events.is_empty());
    }
}

fn lock(username: &str, reason: &str) -> LockAccount {
    LockAccount {
        username: username.to_owned(),
        reason: reason.to_owned(),
    }
}

fn named(account: AccountRow) -> Snapshot {
    let name = ClaimedName {
        username: account.username.clone(),
        account: Some(account.id),
    };
    Snapshot {
        accounts: vec![account],
        names: vec![name],
        ..Snapshot::default()
    }
}

#[test]
fn an_operator_locks_and_unlocks_an_account_with_a_reason_that_its_owner_reads() {
    let mut row = account(1, "Anna");
    let (changes, view) = lock(" ANNA", " Asked for by its owner ")
        .decide(&named(row.clone()), now(), &mut entropy())
        .unwrap();
    assert!(view.locked);
    let (account, version) = (row.id, row.version);
    assert_eq!(changes.guards, [Guard::ChangesAccount { account, version }]);
    assert!(matches!(&changes.writes[..], [Write::UpdateAccount(row)] if row.id == account && row.locked));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::Locked);
    assert_eq!(
        changes.audit[0].entry.subject.as_deref(),
        Some("Asked for by its owner")
    );
    assert_eq!(changes.events[0].event.what, EventKind::AccountChanged);

    row.locked = true;
    let unlock = UnlockAccount {
        username: "anna".to_owned(),
    };
    let (changes, view) = unlock.decide(&named(row), now(), &mut entropy()).unwrap();
    assert!(!view.locked);
    assert!(matches!(&changes.writes[..], [Write::UpdateAccount(row)] if row.id == account && !row.locked));
    assert_eq!(changes.audit[0].entry.kind, AuditKind::Unlocked);
}

#[test]
fn a_lock_takes_an_account_that_is_not_locked_and_a_reason_in_one_line() {
    let row = account(1, "Anna");
    let refused = |command: LockAccount, row: &AccountRow| {
        command
            .decide(&named(row.clone()), now(), &mut entropy())
            .unwrap_err()
            .code
    };
    assert_eq!(refused(lock("ben", "x"), &row), Code::NotFound);
    for reason in ["", "  ", "two\nlines", &"x".repeat(201)] {
        assert_eq!(refused(lock("anna", reason), &row), Code::ReasonInvalid);
    }
    let unlock = UnlockAccount {
        username: "anna".to_owned(),
    };
    let refusal = unlock.decide(&named(row.clone()), now(), &mut entropy()).unwrap_err();
    assert_eq!(refusal.code, Code::BadRequest);
    let mut locked = row;
    locked.locked = true;
    assert_eq!(refused(lock("anna", "x"), &locked), Code::BadRequest);
}
