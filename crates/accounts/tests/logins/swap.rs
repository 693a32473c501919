//! Seeing a conflict, and exchanging two logins (rules 9.11 and 9.12).

use crate::model::{ENFORCED, Model, OFFERED, id, identity};
use accounts::{
    letter::LetterKind,
    login_change::{SwapLogins, UNDO_SECONDS, ViewConflict},
};
use contract::{Code, Purpose, account::AuditKind, consequence::Consequence, identity::IdentityKind};

fn view(model: &mut Model, who: &str) -> ViewConflict {
    ViewConflict {
        caller: model.caller(1),
        proof: model.proof(Purpose::ChangeLogin, who, Some(1)),
        other: Some(id(2)),
        two_factor: OFFERED,
    }
}

pub fn swap(model: &mut Model) -> SwapLogins {
    SwapLogins {
        caller: model.caller(1),
        mine: model.proof(Purpose::SwapLogins, "anna", Some(1)),
        theirs: model.proof(Purpose::ChangeLogin, "ben", Some(1)),
        other: Some(id(2)),
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
    let mails = model.take_mails();
    let exchanged = |letter: &LetterKind| {
        matches!(
            letter,
            LetterKind::LoginChanged { exchanged: true, .. } | LetterKind::LoginReplaced { exchanged: true, .. }
        )
    };
    assert!(mails.iter().all(|(_, letter)| exchanged(letter)), "{mails:?}");
    let mut told: Vec<_> = mails.into_iter().map(|(to, _)| to).collect();
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
