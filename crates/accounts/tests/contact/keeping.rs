//! Keeping by the mailed link an account whose login was moved (rules 14.17 and 14.22).

use crate::{
    leaving::{keep, leaving},
    support::*,
};
use accounts::{
    Command, Need, Snapshot, Write,
    deletion::{CancelDeletion, ForeseeKeep, KeepByLink},
    letter::LetterKind,
    mailed_act::ActKind,
    password::PasswordHash,
    recovery::{LinkLogin, Recovery, RecoveryKind},
    session::Caller,
    two_factor::Policy,
};
use contract::{Code, Purpose, Secret, account::AuditKind, consequence::Consequence, session::SessionKind};
use uuid::Uuid;

#[test]
fn rule_14_17_where_the_login_was_moved_keeping_takes_the_link_and_another_free_identity() {
    let (mut snapshot, caller, reference) = leaving();
    let ben = person(&mut snapshot, 2, "ben");
    snapshot.logins.clear();
    login(&mut snapshot, ben, "anna");
    snapshot.deletions[0].login_moved_to = Some(ben);
    assert_eq!(
        refusal(&CancelDeletion { caller }, &snapshot),
        (Code::LoginMissing, "14.17")
    );
    assert_eq!(
        refusal(&keep(&snapshot, &reference, false), &snapshot),
        (Code::LoginMissing, "14.17")
    );
    proof(&mut snapshot, Purpose::CancelDeletion, "anna", None);
    assert_eq!(
        refusal(&keep(&snapshot, &reference, true), &snapshot),
        (Code::IdentityAlreadyLinked, "2.9")
    );
    proof(&mut snapshot, Purpose::SignIn, "third", None);
    assert_eq!(
        refusal(&keep(&snapshot, &reference, true), &snapshot),
        (Code::ProofInvalid, "2.1")
    );
    proof(&mut snapshot, Purpose::CancelDeletion, "third", None);
    let changes = decide(&keep(&snapshot, &reference, true), &snapshot).unwrap().0;
    let linked = changes.writes.iter().find_map(|write| match write {
        Write::InsertLogin(login) => Some((login.account, login.key.clone())),
        _ => None,
    });
    assert_eq!(linked, Some((id(1), key("third"))));
    let kinds: Vec<_> = changes.audit.iter().map(|row| row.entry.kind).collect();
    assert_eq!(kinds, [AuditKind::LoginChanged, AuditKind::DeletionCancelled]);
}

#[test]
fn rule_14_17_that_link_is_mailed_and_can_be_undone_and_removes_the_password_like_any_other() {
    let (mut snapshot, _, reference) = leaving();
    snapshot.logins.clear();
    snapshot.deletions[0].login_moved_to = Some(id(2));
    row(&mut snapshot, id(1)).password = Some(PasswordHash::new("stored".to_owned()));
    proof(&mut snapshot, Purpose::CancelDeletion, "third", None);
    let command = keep(&snapshot, &reference, true);
    let changes = decide(&command, &snapshot).unwrap().0;
    let rows = changes
        .writes
        .iter()
        .filter(|write| matches!(write, Write::UpdateAccount(_)));
    assert_eq!(rows.count(), 1, "the row is written once");
    let kept = updated(&changes);
    assert_eq!((kept.deletion_at, kept.password.clone()), (None, None));
    let until = now().plus_secs(accounts::login_change::UNDO_SECONDS);
    assert_eq!(kept.login_change_until, Some(until));
    let letters: Vec<&LetterKind> = changes.mails.iter().map(|mail| &mail.letter.kind).collect();
    let [
        LetterKind::LoginChanged {
            from: None, reference, ..
        },
        LetterKind::CredentialRemoved { .. },
        LetterKind::DeletionEnded {
            stopped: false,
            login_missing: false,
        },
    ] = &letters[..]
    else {
        panic!("{letters:?}")
    };
    let freezes = |write: &Write| {
        let hash = accounts::mailed_act::hash_of(reference.expose());
        matches!(write, Write::InsertMailedAct(act) if act.kind == ActKind::FreezeAccount && act.hash == hash)
    };
    assert!(changes.writes.iter().any(freezes));
    let made = |write: &Write| matches!(write, Write::InsertLoginChange(change) if change.replaced.is_none());
    assert!(changes.writes.iter().any(made));
    assert!(
        changes
            .writes
            .iter()
            .any(|write| matches!(write, Write::EndSessionsOf { .. }))
    );
    for need in [Need::LoginChangesOf(id(1)), Need::SessionsOf(id(1))] {
        assert!(command.needs(now()).contains(&need));
    }
}

#[test]
fn rule_9_30_the_identity_that_keeps_an_account_takes_a_second_factor_where_the_gallery_demands_them() {
    let (mut snapshot, _, reference) = leaving();
    snapshot.logins.clear();
    snapshot.deletions[0].login_moved_to = Some(id(2));
    let command = KeepByLink {
        two_factor: Policy {
            offered: true,
            enforced: true,
        },
        ..keep(&snapshot, &reference, true)
    };
    for second_factor in [false, true] {
        proof(&mut snapshot, Purpose::CancelDeletion, "third", None);
        let completed = snapshot.proofs[0].completed.as_mut().unwrap();
        completed.identity.second_factor = second_factor;
        let refused = decide(&command, &snapshot).err().map(|refusal| refusal.code);
        assert_eq!(refused, (!second_factor).then_some(Code::SecondFactorRequired));
    }
}

#[test]
fn rule_14_17_a_link_alone_opens_no_account_that_has_two_factor_on() {
    let (mut snapshot, _, reference) = leaving();
    snapshot.logins.clear();
    snapshot.deletions[0].login_moved_to = Some(id(2));
    row(&mut snapshot, id(1)).two_factor = true;
    proof(&mut snapshot, Purpose::CancelDeletion, "third", None);
    for with_proof in [false, true] {
        let changes = decide(&keep(&snapshot, &reference, with_proof), &snapshot).unwrap().0;
        assert_eq!(updated(&changes).deletion_at, None, "the account stays");
        assert_eq!(mailed(&changes, |kind| *kind == without_login()).len(), 1);
        let links = |write: &&Write| matches!(write, Write::InsertLogin(_) | Write::SpendProof { .. });
        assert_eq!(changes.writes.iter().filter(links).count(), 0);
    }
}

/// What is mailed about an account that stays and that no login opens.
fn without_login() -> LetterKind {
    LetterKind::DeletionEnded {
        stopped: false,
        login_missing: true,
    }
}

/// The recovery by mail that opened this session.
fn recovered(caller: &Caller, kind: RecoveryKind) -> Recovery {
    Recovery {
        id: Uuid::from_bytes([8; 16]),
        account: Some(caller.account),
        kind,
        request_hash: [1; 32],
        code_hash: [2; 32],
        made_at: now(),
        code_made_at: now(),
        tries_left: 0,
        confirmed_at: Some(now()),
        waits_until: None,
        session: Some(caller.session),
    }
}

#[test]
fn rule_14_17_a_session_that_a_mailed_code_opened_keeps_the_account_and_links_another_identity() {
    for two_factor in [false, true] {
        let (mut snapshot, caller, _) = leaving();
        snapshot.logins.clear();
        snapshot.deletions[0].login_moved_to = Some(id(2));
        snapshot.sessions[0].kind = SessionKind::Recovery;
        row(&mut snapshot, id(1)).two_factor = two_factor;
        let caller = Caller {
            kind: SessionKind::Recovery,
            ..caller
        };
        let command = CancelDeletion { caller: caller.clone() };
        assert!(command.needs(now()).contains(&Need::RecoveriesOf(id(1))));
        // A password opened it, or a code for another account did.
        assert_eq!(refusal(&command, &snapshot), (Code::LoginMissing, "14.17"));
        let other = Recovery {
            session: None,
            ..recovered(&caller, RecoveryKind::Login)
        };
        snapshot.recoveries = vec![other, recovered(&caller, RecoveryKind::Password)];
        assert_eq!(refusal(&command, &snapshot), (Code::LoginMissing, "14.17"));

        snapshot.recoveries = vec![recovered(&caller, RecoveryKind::Login)];
        let (changes, account) = decide(&command, &snapshot).unwrap();
        assert_eq!((account.deletion_at, account.login), (None, None));
        let username = || "Anna".to_owned();
        let missing = Consequence::LoginMissing {
            username: username(),
            recovery: true,
        };
        let kept = Consequence::AccountKept { username: username() };
        assert_eq!(changes.consequences[..2], [kept, missing]);
        assert_eq!(mailed(&changes, |kind| *kind == without_login()), ["Anna@example.org"]);
        follow(&mut snapshot, changes);

        proof(&mut snapshot, Purpose::Recover, "third", Some(&caller));
        snapshot.proofs[0].completed.as_mut().unwrap().identity.second_factor = true;
        let link = LinkLogin {
            caller,
            proof: proof_id(),
            attempt_secret: secret(),
            recovery_code: None,
            two_factor: Policy::default(),
        };
        let (changes, opened) = decide(&link, &snapshot).unwrap();
        assert_eq!(opened.answer.session.kind, SessionKind::Full);
        let linked = |write: &Write| matches!(write, Write::InsertLogin(login) if login.key == key("third") && login.account == id(1));
        assert!(changes.writes.iter().any(linked));
    }
}

/// As moving its login leaves an account.
fn moved() -> (Snapshot, Secret) {
    let (mut snapshot, _, reference) = leaving();
    snapshot.logins.clear();
    snapshot.sessions.clear();
    snapshot.deletions[0].login_moved_to = Some(id(2));
    (snapshot, reference)
}

fn foreseen(snapshot: &Snapshot, reference: &Secret, with_proof: bool) -> Vec<Consequence> {
    let command = ForeseeKeep(keep(snapshot, reference, with_proof));
    decide(&command, snapshot).unwrap().0.consequences
}

#[test]
fn rule_14_22_what_the_link_would_do_is_told_before_anybody_has_signed_in() {
    let (mut snapshot, reference) = moved();
    let (username, kept) = (
        "Anna".to_owned(),
        Consequence::AccountKept {
            username: "Anna".to_owned(),
        },
    );
    let missing = |recovery| Consequence::LoginMissing {
        username: username.clone(),
        recovery,
    };
    assert_eq!(foreseen(&snapshot, &reference, false), [kept.clone(), missing(false)]);
    row(&mut snapshot, id(1)).two_factor = true;
    let foreseen = foreseen(&snapshot, &reference, false);
    assert_eq!(foreseen[..2], [kept, missing(true)]);
    assert!(matches!(&foreseen[2..], [Consequence::Told { .. }]), "{foreseen:?}");
}

#[test]
fn rule_14_22_with_the_proof_it_tells_who_signs_in_from_now_on_until_when_that_can_be_undone_and_who_is_told() {
    let (mut snapshot, reference) = moved();
    proof(&mut snapshot, Purpose::CancelDeletion, "third", None);
    let foreseen = foreseen(&snapshot, &reference, true);
    let until = now().plus_secs(accounts::login_change::UNDO_SECONDS);
    let [
        Consequence::AccountKept { .. },
        Consequence::LoginReplaced { from: None, to, .. },
        Consequence::UndoUntil { at },
        Consequence::Told { addresses },
    ] = &foreseen[..]
    else {
        panic!("{foreseen:?}")
    };
    let completed = snapshot.proofs[0].completed.as_ref().unwrap();
    assert_eq!((to, *at), (&completed.identity, until));
    assert_eq!(addresses.len(), 1);
    let command = keep(&snapshot, &reference, true);
    assert_eq!(
        decide(&command, &snapshot).unwrap().0.consequences,
        foreseen,
        "and nothing else is done"
    );
}

#[test]
fn rule_14_22_a_link_that_does_not_work_tells_nothing() {
    let (snapshot, _) = moved();
    let other = ForeseeKeep(keep(&snapshot, &Secret::new("x".repeat(43)), false));
    assert_eq!(refusal(&other, &snapshot), (Code::NotFound, "14.16"));
}
