//! Rules 9.11, 9.12, 9.16 and 9.19.

use crate::{
    codes::make,
    frozen::{by_mail, freeze, frozen_by, kept, link_of, mailed_code},
    model::{ENFORCED, Model, OFFERED, id, identity},
    undo::undo,
};
use accounts::{
    Guard,
    letter::{FreezeReason, LetterKind},
    login_change::{
        ChangeState, Current, Decide, DecideBy, DecideChange, MoveLogin, SwapLogins, UNDO_SECONDS, UndoChange,
        ViewConflict,
    },
    package::{Owner, Package},
};
use contract::{
    Code, Purpose,
    account::AuditKind,
    consequence::Consequence,
    identity::{Identity, IdentityKind},
};

const WEEK: i64 = 7 * 86_400;

fn view(model: &mut Model, who: &str) -> ViewConflict {
    ViewConflict {
        caller: model.caller(1),
        proof: model.proof(Purpose::ChangeLogin, who, Some(1)),
        other: Some(id(2)),
        two_factor: OFFERED,
    }
}

fn swap(model: &mut Model) -> SwapLogins {
    SwapLogins {
        caller: model.caller(1),
        mine: model.proof(Purpose::SwapLogins, "anna", Some(1)),
        theirs: model.proof(Purpose::ChangeLogin, "ben", Some(1)),
        other: Some(id(2)),
        two_factor: OFFERED,
    }
}

fn relocate(model: &mut Model, username: &str) -> MoveLogin {
    MoveLogin {
        caller: model.caller(1),
        current: Current::Proof(model.proof(Purpose::ChangeLogin, "anna", Some(1))),
        new: model.proof(Purpose::ChangeLogin, "ben", Some(1)),
        username: username.to_owned(),
        other: Some(id(2)),
        unlist_orphans: true,
        grace_seconds: WEEK,
        two_factor: OFFERED,
    }
}

#[test]
fn rule_9_11_a_proof_that_met_a_conflict_tells_once_which_account_it_is() {
    let mut model = Model::with_anna_and_ben();
    model.organization(3, 2, None);
    let command = view(&mut model, "ben");
    let conflict = model.run(&command);
    assert_eq!(conflict.username, "ben");
    assert_eq!(conflict.address.as_deref(), Some("b**********n@contact.example"));
    assert_eq!(conflict.organizations, ["org3"]);
    assert_eq!(conflict.refused, None);
    assert_eq!(model.refused(&command), (Code::ProofInvalid, "2.7"));
    let mut spent = swap(&mut model);
    spent.theirs = command.proof;
    assert_eq!(model.refused(&spent), (Code::ProofInvalid, "2.7"), "viewing used it up");
}

#[test]
fn rule_9_11_without_a_conflict_there_is_nothing_to_see() {
    let mut model = Model::with_anna_and_ben();
    for who in ["anna", "nobody"] {
        let command = view(&mut model, who);
        assert_eq!(model.refused(&command), (Code::IdentityNotLinked, "9.11"), "{who}");
    }
}

#[test]
fn rule_9_11_why_nothing_can_be_done_is_told_beforehand() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(2).locked = true;
    let command = view(&mut model, "ben");
    assert_eq!(model.run(&command).refused, Some(Code::AccountLocked));
    model.account_mut(2).locked = false;
    model.account_mut(2).two_factor = true;
    let command = view(&mut model, "ben");
    assert_eq!(model.refused(&command), (Code::SecondFactorRequired, "9.27"));
}

#[test]
fn rule_9_12_a_swap_exchanges_both_logins_at_once() {
    let mut model = Model::with_anna_and_ben();
    model.session(11, 1);
    let command = swap(&mut model);
    let account = model.run(&command);
    assert_eq!((model.live(1), model.live(2)), (Some("ben"), Some("anna")));
    assert_eq!(account.login.unwrap().identity, identity("ben"));
    assert_eq!(model.live_sessions(), [1], "all but the one that asks");
    let until = Some(model.now.plus_secs(UNDO_SECONDS));
    assert_eq!(model.account(1).login_change_until, until);
    assert_eq!(model.account(2).login_change_until, until);
    assert_eq!(model.change_of(1).partner, Some(model.change_of(2).id));
    assert_eq!(model.change_of(2).partner, Some(model.change_of(1).id));
    for number in [1, 2] {
        assert_eq!(model.audit_of(number), [AuditKind::LoginsSwapped]);
    }
    let mut told: Vec<_> = model.take_mails().into_iter().map(|(to, _)| to).collect();
    told.sort();
    let expected = [
        "anna@contact.example",
        "anna@identity.example",
        "ben@contact.example",
        "ben@identity.example",
    ];
    assert_eq!(told, expected);
}

#[test]
fn rule_9_12_what_a_swap_does_to_the_other_account_is_foreseen_with_its_addresses_masked() {
    let mut model = Model::with_anna_and_ben();
    let command = swap(&mut model);
    let (changes, _) = model.decide(&command).unwrap();
    let replaced = changes
        .consequences
        .iter()
        .filter(|consequence| matches!(consequence, Consequence::LoginReplaced { .. }));
    assert_eq!(replaced.count(), 2);
    let Some(Consequence::Told { addresses }) = changes.consequences.last() else {
        panic!()
    };
    assert!(addresses.contains(&"anna@contact.example".to_owned()));
    assert!(!addresses.contains(&"ben@contact.example".to_owned()));
    assert!(addresses.contains(&"b**********n@contact.example".to_owned()));
}

#[test]
fn rule_9_12_a_swap_takes_proofs_of_both_identities() {
    let mut model = Model::with_anna_and_ben();
    let mut command = swap(&mut model);
    command.mine = model.proof(Purpose::SwapLogins, "nobody", Some(1));
    assert_eq!(model.refused(&command), (Code::CurrentIdentityWrong, "9.1"));
    let mut command = swap(&mut model);
    command.theirs = model.proof(Purpose::SwapLogins, "nobody", Some(1));
    assert_eq!(model.refused(&command), (Code::IdentityNotLinked, "9.11"));
    let mut command = swap(&mut model);
    command.theirs = command.mine.clone();
    assert_eq!(model.refused(&command), (Code::ProofInvalid, "9.1"));
    let mut command = swap(&mut model);
    command.theirs = model.proof(Purpose::SwapLogins, "ben", Some(2));
    assert_eq!(
        model.refused(&command),
        (Code::ProofInvalid, "2.1"),
        "begun in another session"
    );
    let mut command = swap(&mut model);
    command.other = None;
    assert_eq!(model.refused(&command).0, Code::Stale);
}

#[test]
fn rule_9_12_neither_account_may_be_locked_frozen_leaving_or_changed_lately() {
    for number in [1, 2] {
        let mut model = Model::with_anna_and_ben();
        let command = swap(&mut model);
        let soon = model.now.plus_secs(1);
        model.account_mut(number).login_change_until = Some(soon);
        assert_eq!(model.refused(&command).0, Code::LoginChangeOpen);
        model.account_mut(number).deletion_at = Some(soon);
        assert_eq!(model.refused(&command).0, Code::DeletionPending);
        model.account_mut(number).frozen_at = Some(soon);
        assert_eq!(model.refused(&command).0, Code::AccountFrozen);
        model.account_mut(number).locked = true;
        assert_eq!(model.refused(&command).0, Code::AccountLocked);
    }
}

#[test]
fn rule_9_12_tenant_policies_and_second_factors_of_both_accounts_hold() {
    for number in [1, 2] {
        let mut model = Model::with_anna_and_ben();
        model.organization(3, number, Some("tenant"));
        model.all.logins[usize::from(number) - 1].identity.kind = IdentityKind::WorkOrSchool;
        let command = swap(&mut model);
        assert_eq!(model.refused(&command), (Code::TenantPolicyForbidsChange, "9.10"));
        let mut model = Model::with_anna_and_ben();
        model.account_mut(number).two_factor = true;
        let command = swap(&mut model);
        assert_eq!(model.refused(&command).0, Code::SecondFactorRequired);
        let mut enforced = swap(&mut model);
        enforced.two_factor = ENFORCED;
        assert_eq!(model.refused(&enforced).0, Code::SecondFactorRequired);
    }
}

fn undo_swap(model: &mut Model) -> UndoChange {
    UndoChange {
        partner: Some(model.proof(Purpose::UndoLogin, "ben", None)),
        ..undo(model, "anna")
    }
}

#[test]
fn rule_9_19_a_swap_is_undone_as_a_whole_with_proofs_of_both_identities() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let command = swap(&mut model);
    model.run(&command);
    let alone = undo(&mut model, "anna");
    assert_eq!(model.refused(&alone), (Code::UndoContested, "9.19"));
    let wrong = UndoChange {
        partner: Some(model.proof(Purpose::UndoLogin, "nobody", None)),
        ..undo(&mut model, "anna")
    };
    assert_eq!(model.refused(&wrong), (Code::CurrentIdentityWrong, "9.19"));
    let by_code = DecideChange {
        username: "anna".to_owned(),
        decide: Decide::Undo,
        by: DecideBy::RecoveryCode(codes[0].clone()),
        accounts: vec![id(1), id(2)],
    };
    assert_eq!(model.refused(&by_code), (Code::UndoContested, "9.19"));
    assert_eq!(model.live(1), Some("ben"), "nothing was changed by all this");
    let both = undo_swap(&mut model);
    let opened = model.run(&both);
    assert_eq!(opened.answer.account.username, "anna");
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
    assert_eq!(
        (model.state(1), model.state(2)),
        (ChangeState::Undone, ChangeState::Undone)
    );
    assert_eq!(model.account(2).login_change_until, None);
}

#[test]
fn rule_9_21_the_link_of_either_account_freezes_both_halves_of_a_swap() {
    let mut model = Model::with_anna_and_ben();
    let command = swap(&mut model);
    model.run(&command);
    let other = link_of(&model, 1);
    model.take_mails();
    freeze(&mut model, 2);
    let expected = [
        ("ben@contact.example".to_owned(), frozen_by(FreezeReason::Link)),
        ("anna@contact.example".to_owned(), frozen_by(FreezeReason::Exchange)),
    ];
    assert_eq!(model.take_mails(), expected, "nobody used Anna's link");
    assert!(model.account(1).frozen_at.is_some() && model.account(2).frozen_at.is_some());
    assert_eq!(
        (model.state(1), model.state(2)),
        (ChangeState::Contested, ChangeState::Frozen)
    );
    // The other side can still object itself.
    model.run(&other);
    assert_eq!(model.state(1), ChangeState::Frozen);
    let both = undo_swap(&mut model);
    model.run(&both);
    assert_eq!(model.live(1), Some("anna"));
}

#[test]
fn rule_9_22_who_was_frozen_by_the_other_side_of_a_swap_cannot_wave_that_away_but_can_give_in() {
    let mut model = Model::with_anna_and_ben();
    let (annas, bens) = (make(&mut model, 1, "anna"), make(&mut model, 2, "ben"));
    let command = swap(&mut model);
    model.run(&command);
    freeze(&mut model, 2);
    let decide = |username: &str, decide, code: &contract::Secret| DecideChange {
        username: username.to_owned(),
        decide,
        by: DecideBy::RecoveryCode(code.clone()),
        accounts: vec![id(1), id(2)],
    };
    let wave_away = decide("anna", Decide::Keep, &annas[0]);
    assert_eq!(model.refused(&wave_away), (Code::UndoContested, "9.22"));
    model.take_mails();
    model.run(&decide("ben", Decide::Keep, &bens[0]));
    let until = Some(model.change_of(1).ends_at);
    let of_freedom = model.take_mails().into_iter();
    let of_freedom = of_freedom.filter(|(_, letter)| matches!(letter, LetterKind::LoginChangeKept { .. }));
    let expected = [
        ("ben@contact.example".to_owned(), kept("anna", until)),
        ("anna@contact.example".to_owned(), kept("ben", until)),
    ];
    assert_eq!(of_freedom.collect::<Vec<_>>(), expected);
    assert_eq!((model.state(1), model.state(2)), (ChangeState::Open, ChangeState::Open));
    assert_eq!(model.account(1).frozen_at, None);

    freeze(&mut model, 1);
    model.run(&decide("ben", Decide::Undo, &bens[1]));
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
}

#[test]
fn rule_9_22_where_both_sides_of_a_swap_objected_both_have_to_give_way() {
    let mut model = Model::with_anna_and_ben();
    let (annas, bens) = (make(&mut model, 1, "anna"), make(&mut model, 2, "ben"));
    let command = swap(&mut model);
    model.run(&command);
    freeze(&mut model, 1);
    freeze(&mut model, 2);
    let keep = |username: &str, code: &contract::Secret| DecideChange {
        username: username.to_owned(),
        decide: Decide::Keep,
        by: DecideBy::RecoveryCode(code.clone()),
        accounts: vec![id(1), id(2)],
    };
    model.run(&keep("anna", &annas[0]));
    assert_eq!(
        (model.state(1), model.state(2)),
        (ChangeState::Contested, ChangeState::Frozen)
    );
    assert!(model.account(1).frozen_at.is_some());
    assert_eq!(model.account(1).recovery_codes_left, 9);
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::ObjectionWithdrawn));
    assert_eq!(model.refused(&keep("anna", &annas[1])), (Code::UndoContested, "9.22"));
    model.run(&keep("ben", &bens[0]));
    assert_eq!(model.account(1).frozen_at, None);
    assert_eq!(model.account(2).frozen_at, None);
}

/// A swap that both sides have frozen by their links.
pub fn swapped_and_frozen_twice() -> Model {
    let mut model = Model::with_anna_and_ben();
    let command = swap(&mut model);
    model.run(&command);
    freeze(&mut model, 1);
    freeze(&mut model, 2);
    model
}

#[test]
fn rule_9_22_a_mailed_code_withdraws_an_objection_once_and_leaves_others_that_were_mailed() {
    let mut model = swapped_and_frozen_twice();
    let (first, second) = (mailed_code(&mut model, "s"), mailed_code(&mut model, "t"));
    model.run(&by_mail("anna", Decide::Keep, "s", &first));
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::ObjectionWithdrawn));
    assert!(!model.audit_of(2).contains(&AuditKind::ObjectionWithdrawn));
    assert!(model.account(1).frozen_at.is_some());
    let again = by_mail("anna", Decide::Undo, "s", &first);
    assert_eq!(model.refused(&again), (Code::CodeWrong, "9.23"));
    model.run(&by_mail("anna", Decide::Undo, "t", &second));
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), Some("ben")));
    assert!(model.all.decision_codes.is_empty());
}

#[test]
fn rule_8_3_of_two_sides_of_a_swap_that_give_way_at_once_one_decides_on_what_the_other_left() {
    let mut model = swapped_and_frozen_twice();
    let code = mailed_code(&mut model, "s");
    let (changes, ()) = model.decide(&by_mail("anna", Decide::Keep, "s", &code)).unwrap();
    let versions = [1, 2].map(|number| model.account(number).version);
    assert_eq!(
        changes.guards,
        [
            Guard::ChangesAccount {
                account: id(1),
                version: versions[0],
            },
            Guard::AccountUnchanged {
                account: id(2),
                version: versions[1],
            },
        ]
    );
}

#[test]
fn rule_9_16_a_move_frees_the_identity_at_once_and_begins_the_deletion_of_the_other_account() {
    let mut model = Model::with_anna_and_ben();
    model.session(12, 2);
    let command = relocate(&mut model, "Ben");
    let account = model.run(&command);
    assert_eq!(account.login.unwrap().identity, identity("ben"));
    assert_eq!((model.live(1), model.live(2)), (Some("ben"), None));
    assert_eq!(model.account(2).deletion_at, Some(model.now.plus_secs(WEEK)));
    let deletion = &model.all.deletions[0];
    assert_eq!((deletion.account, deletion.login_moved_to), (id(2), Some(id(1))));
    assert!(deletion.unlist_orphans);
    assert_eq!(model.live_sessions(), [1]);
    assert_eq!(model.audit_of(2), [AuditKind::DeletionRequested]);
    let mails = model.take_mails();
    let of_deletion = mails
        .iter()
        .find(|(_, letter)| matches!(letter, LetterKind::DeletionRequested { login_moved: true, .. }));
    assert_eq!(of_deletion.unwrap().0, "ben@contact.example");

    // It can be undone like any change; the other account does not get its login back by that.
    let command = undo(&mut model, "anna");
    model.run(&command);
    assert_eq!((model.live(1), model.live(2)), (Some("anna"), None));
}

#[test]
fn rule_9_16_a_move_says_what_happens_to_the_other_account() {
    let mut model = Model::with_anna_and_ben();
    model.all.packages.push(Package {
        id: "Left.Pad".to_owned(),
        folded: "left.pad".to_owned(),
        listed: true,
        has_versions: true,
        registered_at: model.now,
    });
    model.all.owners.push(Owner {
        package: "left.pad".to_owned(),
        account: id(2),
        since: model.now,
    });
    let command = relocate(&mut model, "ben");
    let (changes, _) = model.decide(&command).unwrap();
    let expected = [
        Consequence::AccountDeleted {
            username: "ben".to_owned(),
            at: model.now.plus_secs(WEEK),
        },
        Consequence::NameReserved {
            username: "ben".to_owned(),
        },
        Consequence::PackageOrphaned {
            package: "Left.Pad".to_owned(),
            unlisted: true,
        },
    ];
    for consequence in expected {
        assert!(changes.consequences.contains(&consequence), "{consequence:?}");
    }
}

#[test]
fn rule_9_16_an_account_that_never_confirmed_an_address_is_gone_at_once() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(2).confirmed_email = None;
    let command = relocate(&mut model, "ben");
    model.run(&command);
    assert_eq!(model.live(1), Some("ben"));
    assert!(model.all.account(id(2)).is_none());
}

#[test]
fn rule_9_16_a_move_takes_the_other_account_s_name_and_is_refused_where_that_may_not_go() {
    let mut model = Model::with_anna_and_ben();
    let wrong = relocate(&mut model, "bem");
    let refusal = model.decide(&wrong).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.field),
        (Code::ConfirmationWrong, Some("username"))
    );
    let command = relocate(&mut model, "ben");
    model.account_mut(2).locked = true;
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.field), (Code::AccountLocked, Some("other")));
    model.account_mut(2).locked = false;
    let soon = model.now.plus_secs(1);
    model.account_mut(2).login_change_until = Some(soon);
    assert_eq!(model.refused(&command).0, Code::LoginChangeOpen);
    model.account_mut(2).login_change_until = None;
    model.account_mut(2).two_factor = true;
    assert_eq!(model.refused(&command), (Code::SecondFactorRequired, "9.27"));
    let with_factor = Identity {
        second_factor: true,
        ..identity("ben")
    };
    let new = model.proof_with(Purpose::ChangeLogin, "ben", Some(1), with_factor);
    model.run(&MoveLogin { new, ..command });
}

#[test]
fn rule_9_16_a_change_of_the_other_account_that_has_ended_does_not_stand_in_the_way() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(2, "ben", "newben");
    model.run(&change);
    model.advance(UNDO_SECONDS);
    let mut command = relocate(&mut model, "ben");
    command.new = model.proof(Purpose::ChangeLogin, "newben", Some(1));
    model.run(&command);
    assert_eq!((model.live(1), model.state(2)), (Some("newben"), ChangeState::Final));
}
