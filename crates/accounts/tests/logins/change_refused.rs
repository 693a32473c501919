//! What a change of the login takes, and what is in its way (rules 9.1, 9.2, 9.4, 9.5, 9.8, 9.10, 9.27 and 9.30).

use crate::model::{ENFORCED, Model, OFFERED, identity};
use accounts::{
    login_change::{ChangeLogin, ChangeState, Current, UNDO_SECONDS},
    register::RegisterAccount,
};
use contract::{
    Code, Purpose, Secret,
    identity::{Identity, IdentityKind},
    problem::TenantDemand,
    session::{Installation, SessionKind},
};

#[test]
fn rule_9_1_the_first_proof_must_be_of_the_present_identity() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "ben", "new");
    assert_eq!(model.refused(&command), (Code::CurrentIdentityWrong, "9.1"));
    let command = model.change(1, "nobody", "new");
    assert_eq!(model.refused(&command), (Code::CurrentIdentityWrong, "9.1"));
}

#[test]
fn rule_9_1_both_proofs_are_for_this_act_and_of_this_session_and_two() {
    let mut model = Model::with_anna_and_ben();
    model.session(11, 1);
    let good = model.change(1, "anna", "new");
    let with_new = |new| ChangeLogin {
        caller: good.caller.clone(),
        current: good.current.clone(),
        new,
        two_factor: OFFERED,
    };
    for (purpose, session) in [
        (Purpose::SignIn, None),
        (Purpose::ChangeLogin, Some(11)),
        (Purpose::SwapLogins, Some(1)),
    ] {
        let new = model.proof(purpose, "new", session);
        assert_eq!(model.refused(&with_new(new)).0, Code::ProofInvalid, "{purpose}");
    }
    let Current::Proof(current) = good.current.clone() else {
        unreachable!()
    };
    assert_eq!(model.refused(&with_new(current)), (Code::ProofInvalid, "9.1"));
    let old = model.proof(Purpose::ChangeLogin, "new", Some(1));
    model.advance(900);
    assert_eq!(model.refused(&with_new(old)), (Code::ProofExpired, "2.8"));
}

#[test]
fn rule_9_1_a_recovery_session_may_not() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.all.sessions[0].kind = SessionKind::Recovery;
    assert_eq!(model.refused(&command), (Code::FullSessionRequired, "3.7"));
    model.all.sessions[0].ended_at = Some(model.now);
    assert_eq!(model.refused(&command), (Code::SessionRequired, "3.2"));
}

#[test]
fn rule_9_2_lock_freeze_and_deletion_come_before_everything_else() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "nobody", "ben");
    let now = model.now;
    model.account_mut(1).deletion_at = Some(now);
    assert_eq!(model.refused(&command), (Code::DeletionPending, "14.1"));
    model.account_mut(1).frozen_at = Some(now);
    assert_eq!(model.refused(&command), (Code::AccountFrozen, "9.9"));
    model.account_mut(1).locked = true;
    assert_eq!(model.refused(&command), (Code::AccountLocked, "3.8"));
}

#[test]
fn rule_9_2_an_account_without_a_login_has_none_to_change() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.all.logins.remove(0);
    assert_eq!(model.refused(&command), (Code::LoginMissing, "9.1"));
}

#[test]
fn rule_9_4_an_identity_of_another_account_is_refused_and_nothing_is_changed() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "ben");
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!(
        (refusal.code, refusal.rule, refusal.field),
        (Code::IdentityAlreadyLinked, "9.4", Some("new"))
    );
    assert!(refusal.remember.is_none());
}

#[test]
fn rule_9_8_while_a_change_can_be_undone_another_one_is_refused_to_the_microsecond() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.run(&command);
    model.advance(UNDO_SECONDS);
    let command = model.change(1, "new", "newer");
    let end = model.now;
    model.now = contract::Timestamp::from_micros(end.as_micros() - 1);
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.retry_after), (Code::LoginChangeOpen, Some(1)));
    model.now = end;
    model.run(&command);
    assert_eq!(model.live(1), Some("newer"));
    assert_eq!(model.all.login_changes[0].state, ChangeState::Final, "noted on the way");
}

#[test]
fn rule_9_5_an_identity_that_was_replaced_lately_opens_no_account() {
    let mut model = Model::with_anna_and_ben();
    let command = model.change(1, "anna", "new");
    model.run(&command);
    let proof = model.proof(Purpose::SignIn, "anna", None);
    let register = RegisterAccount {
        proof: proof.proof,
        attempt_secret: proof.attempt_secret,
        session: None,
        username: "another".to_owned(),
        email: "a@b.co".to_owned(),
        installation: Installation {
            id: "laptop".to_owned(),
            name: "Laptop".to_owned(),
        },
        registration_open: true,
        two_factor: OFFERED,
    };
    assert_eq!(model.refused(&register), (Code::LoginChangeOpen, "9.25"));
    model.advance(UNDO_SECONDS);
    let proof = model.proof(Purpose::SignIn, "anna", None);
    let register = RegisterAccount {
        proof: proof.proof,
        attempt_secret: proof.attempt_secret,
        ..register
    };
    assert!(model.decide(&register).is_ok());
}

#[test]
fn rule_9_10_a_member_keeps_the_work_identity_that_an_organization_demands() {
    let mut model = Model::with_anna_and_ben();
    model.organization(3, 1, Some("tenant"));
    let command = model.change(1, "anna", "new");
    assert!(model.decide(&command).is_ok(), "a personal identity may be changed");
    model.all.logins[0].identity.kind = IdentityKind::WorkOrSchool;
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.rule), (Code::TenantPolicyForbidsChange, "9.10"));
    assert!(!refusal.detail.contains("org3"), "it stands in logs");
    let demand = TenantDemand {
        organization: "org3".to_owned(),
        tenant: "tenant".to_owned(),
    };
    assert_eq!(refusal.demands, [demand], "who asks is told");
    model.account_mut(3).required_tenant = None;
    assert!(model.decide(&command).is_ok(), "no policy");
    model.account_mut(3).required_tenant = Some("tenant".to_owned());
    model.all.members.clear();
    assert!(model.decide(&command).is_ok(), "no member");
}

#[test]
fn rule_9_27_with_two_factor_on_both_identities_need_a_second_factor() {
    let mut model = Model::with_anna_and_ben();
    let with_factor = |who: &str| Identity {
        second_factor: true,
        ..identity(who)
    };
    model.account_mut(1).two_factor = true;
    let command = model.change(1, "anna", "new");
    assert_eq!(model.refused(&command), (Code::SecondFactorRequired, "9.27"));
    let current = model.proof_with(Purpose::ChangeLogin, "anna", Some(1), with_factor("anna"));
    let command = ChangeLogin {
        current: Current::Proof(current),
        ..command
    };
    let refusal = model.decide(&command).unwrap_err();
    assert_eq!((refusal.code, refusal.field), (Code::SecondFactorRequired, Some("new")));
    let new = model.proof_with(Purpose::ChangeLogin, "new", Some(1), with_factor("new"));
    model.run(&ChangeLogin { new, ..command });
}

#[test]
fn rule_9_30_where_it_is_enforced_every_new_identity_needs_a_second_factor() {
    let mut model = Model::with_anna_and_ben();
    let command = ChangeLogin {
        two_factor: ENFORCED,
        ..model.change(1, "anna", "new")
    };
    assert_eq!(model.refused(&command), (Code::SecondFactorRequired, "9.30"));
}

#[test]
fn rule_9_1_a_code_that_is_none_or_not_the_account_s_is_told_apart() {
    let mut model = Model::with_anna_and_ben();
    let change = model.change(1, "anna", "new");
    let with_code = |text: &str| ChangeLogin {
        caller: change.caller.clone(),
        current: Current::RecoveryCode(Secret::new(text.to_owned())),
        new: change.new.clone(),
        two_factor: OFFERED,
    };
    assert_eq!(
        model.refused(&with_code("0000-0000-0000-0000-0000-0001")),
        (Code::RecoveryCodeMistyped, "9.13")
    );
    assert_eq!(
        model.refused(&with_code("0000-0000-0000-0000-0000-0000")),
        (Code::RecoveryCodeWrong, "9.14")
    );
}
