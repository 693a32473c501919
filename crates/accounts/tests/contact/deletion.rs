//! Section 14: asking for a deletion, its grace period, keeping the account, the end.

use crate::support::*;
use accounts::{
    Command, Guard, Need, Snapshot, Write,
    account::PasswordHash,
    deletion::{
        CancelDeletion, Confirmed, Deletion, Effect, ForeseeKeep, KeepByLink, RequestDeletion, Requested, TakeEffect,
    },
    letter::LetterKind,
    mailed_act::{self, ActKind, MailedAct},
    session::{Caller, OpenSession},
    two_factor::Policy,
};
use contract::{
    AccountId, Code, Purpose, Secret, Timestamp,
    account::AuditKind,
    consequence::Consequence,
    deletion::PendingDeletion,
    session::{Installation, SessionKind},
};

const GRACE: i64 = 7 * 86_400;

fn anna() -> (Snapshot, Caller) {
    let mut snapshot = Snapshot::default();
    let anna = person(&mut snapshot, 1, "Anna");
    login(&mut snapshot, anna, "anna");
    let caller = session(&mut snapshot, anna);
    proof(&mut snapshot, Purpose::DeleteAccount, "anna", Some(&caller));
    (snapshot, caller)
}

fn confirmed(username: &str) -> Option<Confirmed> {
    Some(Confirmed {
        username: username.to_owned(),
        proof: proof_id(),
        attempt_secret: secret(),
    })
}

fn delete(caller: &Caller) -> RequestDeletion {
    RequestDeletion {
        caller: caller.clone(),
        confirmed: confirmed("Anna"),
        unlist_orphans: true,
        grace_seconds: GRACE,
        two_factor: Policy::default(),
    }
}

fn waits(requested: Requested) -> PendingDeletion {
    match requested {
        Requested::Waits(deletion) => deletion,
        Requested::Deleted => panic!("it was deleted at once"),
    }
}

fn erases(writes: &[Write]) -> Vec<(AccountId, bool)> {
    let erased = writes.iter().filter_map(|write| match write {
        Write::EraseAccount { account, keeps_name } => Some((*account, *keeps_name)),
        _ => None,
    });
    erased.collect()
}

/// An account whose deletion was asked for, and the reference in the mailed link.
fn leaving() -> (Snapshot, Caller, Secret) {
    let (mut snapshot, caller) = anna();
    let asked = decide(&delete(&caller), &snapshot).unwrap().0;
    let reference = asked.mails[0].letter.kind.reference().unwrap().clone();
    follow(&mut snapshot, asked);
    let caller = session(&mut snapshot, caller.account);
    snapshot.sessions.remove(0);
    (snapshot, caller, reference)
}

fn keep(snapshot: &Snapshot, reference: &Secret, with_proof: bool) -> KeepByLink {
    KeepByLink {
        act: mailed_act::hash_of(reference.expose()),
        account: id(1),
        deletion: snapshot.deletions[0].id,
        proof: with_proof.then(|| (proof_id(), secret())),
        two_factor: Policy::default(),
    }
}

#[test]
fn rule_14_2_the_typed_name_must_be_the_accounts_in_whatever_case() {
    let (snapshot, caller) = anna();
    for wrong in ["", "ann", "Anna ", "ben"] {
        let command = RequestDeletion {
            confirmed: confirmed(wrong),
            ..delete(&caller)
        };
        assert_eq!(
            refusal(&command, &snapshot),
            (Code::ConfirmationWrong, "14.2"),
            "{wrong}"
        );
    }
    assert!(
        decide(
            &RequestDeletion {
                confirmed: confirmed("ANNA"),
                ..delete(&caller)
            },
            &snapshot
        )
        .is_ok()
    );
}

#[test]
fn rule_9_27_with_two_factor_on_the_proof_for_a_deletion_needs_a_second_factor() {
    let (mut snapshot, caller) = anna();
    snapshot.accounts[0].two_factor = true;
    let command = RequestDeletion {
        two_factor: Policy {
            offered: true,
            enforced: false,
        },
        ..delete(&caller)
    };
    assert_eq!(refusal(&command, &snapshot), (Code::SecondFactorRequired, "9.27"));
    snapshot.proofs[0].completed.as_mut().unwrap().identity.second_factor = true;
    assert!(decide(&command, &snapshot).is_ok());
}

#[test]
fn rule_14_2_it_takes_a_fresh_proof_of_the_linked_identity_for_this_act() {
    let (mut snapshot, caller) = anna();
    proof(&mut snapshot, Purpose::DeleteAccount, "ben", Some(&caller));
    assert_eq!(
        refusal(&delete(&caller), &snapshot),
        (Code::CurrentIdentityWrong, "14.2")
    );
    proof(&mut snapshot, Purpose::SignIn, "anna", Some(&caller));
    assert_eq!(refusal(&delete(&caller), &snapshot), (Code::ProofInvalid, "2.1"));
    proof(&mut snapshot, Purpose::DeleteAccount, "anna", None);
    assert_eq!(refusal(&delete(&caller), &snapshot), (Code::ProofInvalid, "2.1"));
    proof(&mut snapshot, Purpose::DeleteAccount, "anna", Some(&caller));
    assert_eq!(
        refusal_at(&delete(&caller), &snapshot, now().plus_secs(900)).0,
        Code::ProofExpired
    );
    snapshot.logins.clear();
    assert_eq!(
        refusal(&delete(&caller), &snapshot),
        (Code::CurrentIdentityWrong, "14.2")
    );
}

#[test]
fn rule_14_1_what_stands_in_the_way_is_told_before_name_and_proof() {
    let (mut snapshot, caller) = anna();
    let command = RequestDeletion {
        confirmed: confirmed("wrong"),
        ..delete(&caller)
    };
    row(&mut snapshot, caller.account).login_change_until = Some(now().plus_secs(1));
    assert_eq!(refusal(&command, &snapshot), (Code::LoginChangeOpen, "9.8"));
    row(&mut snapshot, caller.account).frozen_at = Some(now());
    assert_eq!(refusal(&command, &snapshot), (Code::AccountFrozen, "9.9"));
    row(&mut snapshot, caller.account).deletion_at = Some(now());
    assert_eq!(refusal(&command, &snapshot), (Code::DeletionPending, "14.1"));
    snapshot.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(refusal(&command, &snapshot).0, Code::FullSessionRequired);
}

#[test]
fn rule_14_3_a_preview_takes_neither_name_nor_proof_and_writes_nothing() {
    let (mut snapshot, caller) = anna();
    snapshot.proofs.clear();
    for grace_seconds in [0, GRACE] {
        let command = RequestDeletion {
            confirmed: None,
            grace_seconds,
            ..delete(&caller)
        };
        let (changes, _) = decide(&command, &snapshot).unwrap();
        assert!(is_nothing(&changes));
        let at = now().plus_secs(grace_seconds);
        assert_eq!(
            changes.consequences[0],
            Consequence::AccountDeleted {
                username: "Anna".to_owned(),
                at
            }
        );
    }
}

#[test]
fn rule_14_11_in_the_grace_period_sessions_end_and_nothing_else_changes() {
    let (mut snapshot, caller) = anna();
    package(&mut snapshot, "Pack", &[caller.account]);
    let (changes, answer) = decide(&delete(&caller), &snapshot).unwrap();
    let deletion = waits(answer);
    assert_eq!(deletion.due_at, now().plus_secs(GRACE));
    assert_eq!(deletion.consequences, changes.consequences);
    assert!(erases(&changes.writes).is_empty());
    assert_eq!(updated(&changes).deletion_at, Some(deletion.due_at));
    let before = snapshot.account(caller.account).unwrap().clone();
    let after = updated(&changes).clone();
    assert_eq!(
        accounts::account::AccountRow {
            deletion_at: None,
            version: before.version,
            ..after
        },
        before
    );
    let ends = |write: &&Write| {
        matches!(
            write,
            Write::EndSessionsOf {
                except: None,
                since: None,
                ..
            }
        )
    };
    assert_eq!(changes.writes.iter().filter(ends).count(), 1);
    assert!(changes.guards.contains(&Guard::SessionLive(caller.session)));
    let spent = Write::SpendProof {
        proof: proof_id(),
        at: now(),
    };
    assert_eq!(changes.writes.iter().filter(|write| **write == spent).count(), 1);
    let is = |kind: &LetterKind| matches!(kind, LetterKind::DeletionRequested { login_moved: false, .. });
    assert_eq!(mailed(&changes, is), ["Anna@example.org"]);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::DeletionRequested);
}

#[test]
fn rule_14_11_an_address_that_can_still_be_put_back_gets_the_link_too() {
    let (mut snapshot, caller) = anna();
    snapshot
        .address_changes
        .push(change_of(caller.account, 9, "before@example.org", now()));
    let changes = decide(&delete(&caller), &snapshot).unwrap().0;
    let is = |kind: &LetterKind| matches!(kind, LetterKind::DeletionRequested { .. });
    assert_eq!(mailed(&changes, is), ["Anna@example.org", "before@example.org"]);
}

#[test]
fn rule_14_12_without_grace_or_a_confirmed_address_it_happens_at_once() {
    let (mut snapshot, caller) = anna();
    let at_once = RequestDeletion {
        grace_seconds: 0,
        ..delete(&caller)
    };
    let (changes, answer) = decide(&at_once, &snapshot).unwrap();
    assert!(matches!(answer, Requested::Deleted));
    assert_eq!(erases(&changes.writes), [(caller.account, true)]);
    let reserved = Consequence::NameReserved {
        username: "Anna".to_owned(),
    };
    assert!(changes.consequences.contains(&reserved));
    let own = row(&mut snapshot, caller.account);
    own.pending_email = own.confirmed_email.take();
    let (changes, answer) = decide(&delete(&caller), &snapshot).unwrap();
    assert!(matches!(answer, Requested::Deleted));
    assert_eq!(erases(&changes.writes), [(caller.account, false)]);
    assert!(changes.consequences.contains(&Consequence::NameFreed {
        username: "Anna".to_owned()
    }));
    assert!(changes.mails.is_empty(), "nobody has shown that the address is theirs");
}

#[test]
fn rule_14_14_who_signs_in_meanwhile_may_look_stay_or_go() {
    let (mut snapshot, ..) = leaving();
    proof(&mut snapshot, Purpose::SignIn, "anna", None);
    let command = OpenSession {
        proof: proof_id(),
        attempt_secret: secret(),
        session: None,
        installation: Installation {
            id: "laptop".to_owned(),
            name: "Laptop".to_owned(),
        },
        two_factor: Policy::default(),
    };
    let (_, opened) = decide(&command, &snapshot).unwrap();
    assert_eq!(opened.answer.session.kind, SessionKind::Recovery);
    assert_eq!(opened.answer.account.deletion_at, Some(now().plus_secs(GRACE)));
}

#[test]
fn rule_14_15_keeping_the_account_takes_any_of_its_sessions() {
    let (mut snapshot, caller, _) = leaving();
    snapshot.sessions[0].kind = SessionKind::Recovery;
    let (changes, account) = decide(&CancelDeletion { caller: caller.clone() }, &snapshot).unwrap();
    assert_eq!(account.deletion_at, None);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::DeletionCancelled);
    let is = |kind: &LetterKind| *kind == LetterKind::DeletionEnded { stopped: false };
    assert_eq!(mailed(&changes, is), ["Anna@example.org"]);
    follow(&mut snapshot, changes);
    assert!(snapshot.deletions.is_empty() && snapshot.mailed_acts.is_empty());
    let command = CancelDeletion { caller };
    assert_eq!(refusal(&command, &snapshot), (Code::DeletionNotPending, "14.15"));
}

#[test]
fn rule_14_15_it_is_possible_until_the_account_is_gone() {
    let (mut snapshot, caller, _) = leaving();
    let late = now().plus_secs(GRACE + 3600);
    snapshot.sessions[0].seen_at = late;
    assert!(decide_at(&CancelDeletion { caller }, &snapshot, late).is_ok());
}

#[test]
fn rule_14_16_the_mailed_link_keeps_the_account_without_a_session() {
    let (snapshot, _, reference) = leaving();
    let command = keep(&snapshot, &reference, false);
    let end = now().plus_secs(GRACE);
    assert!(decide_at(&command, &snapshot, just_before(end)).is_ok());
    assert_eq!(refusal_at(&command, &snapshot, end), (Code::NotFound, "14.16"));
    let other = keep(&snapshot, &Secret::new("x".repeat(43)), false);
    assert_eq!(refusal(&other, &snapshot), (Code::NotFound, "14.16"));
}

#[test]
fn rule_14_16_a_link_about_something_else_keeps_nothing() {
    let (mut snapshot, ..) = leaving();
    let mut entropy = accounts::Entropy::new([9; 32]);
    let about = snapshot.deletions[0].id;
    let (act, reference) = MailedAct::issue(ActKind::UndoAddress, id(1), about, 1000, now(), &mut entropy);
    snapshot.mailed_acts.push(act);
    assert_eq!(
        refusal(&keep(&snapshot, &reference, false), &snapshot),
        (Code::NotFound, "14.16")
    );
}

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
        LetterKind::DeletionEnded { stopped: false },
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
        let links = |write: &&Write| matches!(write, Write::InsertLogin(_) | Write::SpendProof { .. });
        assert_eq!(changes.writes.iter().filter(links).count(), 0);
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

fn take_effect() -> TakeEffect {
    TakeEffect { account: id(1) }
}

fn end() -> Timestamp {
    now().plus_secs(GRACE)
}

#[test]
fn rule_14_18_it_takes_effect_when_the_time_is_over_to_the_microsecond() {
    let (snapshot, ..) = leaving();
    let early = decide_at(&take_effect(), &snapshot, just_before(end())).unwrap_err();
    assert_eq!((early.code, early.rule), (Code::DeletionPending, "14.18"));
    let (changes, effect) = decide_at(&take_effect(), &snapshot, end()).unwrap();
    assert_eq!(effect, Effect::Deleted);
    assert_eq!(erases(&changes.writes), [(id(1), true)]);
    assert_eq!(
        mailed(&changes, |kind| *kind == LetterKind::Deleted),
        ["Anna@example.org"]
    );
    assert!(
        !changes.events.iter().any(|event| event.account == id(1)),
        "there is nobody to tell"
    );
}

#[test]
fn rule_14_18_what_is_not_asked_for_does_not_happen() {
    let (mut snapshot, ..) = leaving();
    snapshot.deletions.clear();
    assert_eq!(
        refusal_at(&take_effect(), &snapshot, end()),
        (Code::DeletionNotPending, "14.15")
    );
}

#[test]
fn rule_14_19_it_stops_where_it_would_do_more_than_was_shown() {
    let (mut snapshot, ..) = leaving();
    let ben = person(&mut snapshot, 2, "ben");
    package(&mut snapshot, "Shared", &[id(1), ben]);
    let shown = |snapshot: &Snapshot| decide_at(&take_effect(), snapshot, end()).unwrap();
    let (_, effect) = shown(&snapshot);
    assert_eq!(effect, Effect::Stopped, "a package that was not shown");
    let package = "Shared".to_owned();
    let remaining = vec!["ben".to_owned()];
    let ends = Consequence::OwnershipEnds { package, remaining };
    snapshot.deletions[0].shown.push(ends);
    assert_eq!(shown(&snapshot).1, Effect::Deleted);
    snapshot.owners.retain(|owner| owner.account != ben);
    let (changes, effect) = shown(&snapshot);
    assert_eq!(effect, Effect::Stopped, "its other owner went meanwhile");
    assert_eq!(updated(&changes).deletion_at, None);
    assert_eq!(changes.audit[0].entry.kind, AuditKind::DeletionStopped);
    assert_eq!(
        mailed(&changes, |kind| *kind == LetterKind::DeletionEnded { stopped: true }),
        ["Anna@example.org"]
    );
    assert!(erases(&changes.writes).is_empty());
}

#[test]
fn rule_14_20_it_waits_until_it_is_settled_whose_account_it_is() {
    let (mut snapshot, ..) = leaving();
    row(&mut snapshot, id(1)).login_change_until = Some(end().plus_secs(60));
    assert_eq!(refusal_at(&take_effect(), &snapshot, end()).0, Code::LoginChangeOpen);
    assert!(decide_at(&take_effect(), &snapshot, end().plus_secs(60)).is_ok());
    row(&mut snapshot, id(1)).frozen_at = Some(now());
    assert_eq!(
        refusal_at(&take_effect(), &snapshot, end().plus_secs(60)).0,
        Code::AccountFrozen
    );
}

#[test]
fn rule_14_13_a_deletion_in_which_the_login_moves_frees_it_at_once() {
    let (snapshot, _) = anna();
    let terms = accounts::deletion::Terms {
        unlist_orphans: false,
        grace_seconds: GRACE,
        login_moved_to: Some(id(2)),
    };
    let mut entropy = accounts::Entropy::new([1; 32]);
    let (changes, answer) = accounts::deletion::begin(&snapshot, id(1), terms, None, now(), &mut entropy).unwrap();
    assert!(waits(answer).needs_another_identity);
    let login = snapshot.logins[0].id;
    assert!(changes.writes.contains(&Write::RemoveLogin(login)));
    let kept = |write: &&Write| {
        matches!(
            write,
            Write::PutDeletion(Deletion {
                login_moved_to: Some(_),
                ..
            })
        )
    };
    assert_eq!(changes.writes.iter().filter(kept).count(), 1);
}
