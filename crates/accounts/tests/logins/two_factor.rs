//! Two-factor (rules 9.8 and 9.26 to 9.31).

use crate::{
    codes::make,
    model::{ENFORCED, Model, OFFERED, identity},
};
use accounts::{
    Command, Entropy, Need, Write,
    letter::LetterKind,
    login_change::{ChangeLogin, Current},
    recovery::{Recovery, RecoveryKind},
    session::SessionRow,
    two_factor::{Feedback, Policy, SwitchTwoFactor},
};
use contract::{
    Code, Purpose, Secret, SessionId,
    account::AuditKind,
    consequence::Consequence,
    event::EventKind,
    identity::{Identity, IdentityKind},
    session::{SessionKind, TwoFactorAdvice},
};
use uuid::Uuid;

fn with_factor(who: &str) -> Identity {
    Identity {
        second_factor: true,
        ..identity(who)
    }
}

/// The command that switches two-factor of anna's account, with a second factor.
fn switch(model: &mut Model, on: bool, code: Option<&Secret>) -> SwitchTwoFactor {
    SwitchTwoFactor {
        caller: model.caller(1),
        on,
        proof: model.proof_with(Purpose::ConfirmTwoFactor, "anna", Some(1), with_factor("anna")),
        recovery_code: code.cloned(),
        policy: OFFERED,
        previewing: false,
        feedback: None,
    }
}

#[test]
fn rule_9_28_two_factor_goes_on_with_a_second_factor_and_a_code_typed_back() {
    let mut model = Model::with_anna_and_ben();
    let early = switch(&mut model, true, None);
    assert_eq!(model.refused(&early), (Code::RecoveryCodesRequired, "9.28"));
    let codes = make(&mut model, 1, "anna");
    assert_eq!(model.refused(&early), (Code::RecoveryCodesRequired, "9.28"));
    let typed = Secret::new(codes[4].expose().to_lowercase().replace('-', " "));
    let without = SwitchTwoFactor {
        proof: model.proof(Purpose::ConfirmTwoFactor, "anna", Some(1)),
        ..switch(&mut model, true, Some(&typed))
    };
    assert_eq!(model.refused(&without), (Code::SecondFactorRequired, "9.28"));
    let command = switch(&mut model, true, Some(&typed));
    let account = model.run(&command);
    assert!(account.two_factor);
    assert_eq!(account.recovery_codes_left, 10, "typing a code back does not use it up");
    assert_eq!(model.audit_of(1).last(), Some(&AuditKind::TwoFactorOn));
    let again = switch(&mut model, true, Some(&typed));
    model.run(&again);
    let times = model
        .audit_of(1)
        .into_iter()
        .filter(|kind| *kind == AuditKind::TwoFactorOn);
    assert_eq!(times.count(), 1, "what is on is not switched on");
}

#[test]
fn rule_9_28_switching_it_on_ends_what_was_begun_by_mail_alone() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let session = SessionRow {
        id: SessionId::from_bytes([77; 16]),
        token_hash: [77; 32],
        kind: SessionKind::Recovery,
        ..model.all.sessions[0].clone()
    };
    let account = model.account(1).id;
    assert_eq!(session.account, account);
    let recovery = Recovery {
        id: Uuid::from_bytes([8; 16]),
        account: Some(account),
        kind: RecoveryKind::Login,
        request_hash: [8; 32],
        code_hash: [8; 32],
        made_at: model.now,
        code_made_at: model.now,
        tries_left: 0,
        confirmed_at: Some(model.now),
        waits_until: None,
        session: Some(session.id),
    };
    model.all.recoveries.push(recovery.clone());
    model.all.sessions.push(session.clone());
    let on = switch(&mut model, true, Some(&codes[0]));
    let (changes, _) = on.decide(&model.all, model.now, &mut Entropy::new([1; 32])).unwrap();
    let ended = Write::EndSessionsOf {
        account,
        except: Some(on.caller.session),
        since: None,
        at: model.now,
    };
    for write in [Write::RemoveRecovery(recovery.id), ended] {
        assert!(changes.writes.contains(&write), "{write:?}");
    }
    for need in [Need::RecoveriesOf(account), Need::SessionsOf(account)] {
        assert!(on.needs(model.now).contains(&need));
    }
}

#[test]
fn rule_9_28_switching_it_on_ends_the_other_sessions_which_were_opened_with_less() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    model.session(11, 1);
    let on = switch(&mut model, true, Some(&codes[0]));
    let (changes, _) = model.decide(&on).unwrap();
    assert!(changes.consequences.contains(&Consequence::SessionsEnd { count: 1 }));
    model.apply(changes);
    assert_eq!(model.live_sessions(), [1, 2]);
    assert!(model.events.contains(&(model.account(1).id, EventKind::SessionEnded)));
    // What is on already, or goes off, ends nothing.
    model.session(12, 1);
    for on in [true, false] {
        let again = switch(&mut model, on, Some(&codes[0]));
        model.run(&again);
        assert!(model.live_sessions().contains(&12));
    }
}

#[test]
fn rule_9_8_while_a_change_can_be_undone_two_factor_keeps_nobody_out_by_going_on() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let change = model.change(1, "anna", "new");
    model.run(&change);
    let on = switch(&mut model, true, Some(&codes[0]));
    assert_eq!(model.refused(&on), (Code::LoginChangeOpen, "9.8"));
}

#[test]
fn rule_9_29_two_factor_goes_off_with_a_second_factor_unless_locked_enforced_or_changed_lately() {
    let mut model = Model::with_anna_and_ben();
    model.account_mut(1).two_factor = true;
    let off = switch(&mut model, false, None);
    let enforced = SwitchTwoFactor {
        policy: ENFORCED,
        ..switch(&mut model, false, None)
    };
    assert_eq!(model.refused(&enforced), (Code::TwoFactorEnforced, "9.29"));
    model.account_mut(1).locked = true;
    assert_eq!(model.refused(&off), (Code::AccountLocked, "3.8"));
    model.account_mut(1).locked = false;
    let until = model.now.plus_secs(1);
    model.account_mut(1).login_change_until = Some(until);
    assert_eq!(model.refused(&off), (Code::LoginChangeOpen, "9.8"));
    model.account_mut(1).login_change_until = None;
    assert!(!model.run(&off).two_factor);
    assert_eq!(model.audit_of(1), [AuditKind::TwoFactorOff]);
}

#[test]
fn rule_15_5_who_switches_two_factor_off_may_tell_the_operator_why_and_is_answered_at_their_own_address() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    let saying = |command, reason: &str| SwitchTwoFactor {
        feedback: Some(Feedback {
            reason: reason.to_owned(),
            operator: "people@gallery.example".to_owned(),
        }),
        ..command
    };
    let on = saying(switch(&mut model, true, Some(&codes[0])), "because");
    assert_eq!(model.refused(&on), (Code::ReasonInvalid, "15.5"));
    model.account_mut(1).two_factor = true;
    for reason in ["", " ", "two\nlines", &"x".repeat(201)] {
        let off = saying(switch(&mut model, false, None), reason);
        assert_eq!(model.refused(&off), (Code::ReasonInvalid, "15.5"), "{reason}");
    }
    model.take_mails();
    let off = saying(switch(&mut model, false, None), " My phone is broken. ");
    model.run(&off);
    let address = model.account(1).address().unwrap().as_str().to_owned();
    let told = model.take_mails();
    let kind = LetterKind::TwoFactorFeedback {
        reason: "My phone is broken.".to_owned(),
        answer_to: address,
    };
    assert!(told.contains(&("people@gallery.example".to_owned(), kind)), "{told:?}");
    assert_eq!(told.len(), 2, "and the account's own notice");

    let again = saying(switch(&mut model, false, None), "still broken");
    model.run(&again);
    assert_eq!(model.mails, [], "nothing was switched");
}

#[test]
fn rule_9_28_what_switching_on_would_change_is_told_before_a_code_is_typed() {
    let mut model = Model::with_anna_and_ben();
    let previewing = |command| SwitchTwoFactor {
        previewing: true,
        ..command
    };
    let early = previewing(switch(&mut model, true, None));
    assert_eq!(model.refused(&early), (Code::RecoveryCodesRequired, "9.28"));
    let codes = make(&mut model, 1, "anna");
    let asked = previewing(switch(&mut model, true, None));
    assert!(model.run(&asked).two_factor, "as it would be");
    let wrong = Secret::new(format!("{}0", codes[0].expose()));
    let typed = previewing(switch(&mut model, true, Some(&wrong)));
    assert_eq!(model.refused(&typed).0, Code::RecoveryCodeMistyped);
}

#[test]
fn rule_9_28_a_locked_account_may_switch_two_factor_on() {
    let mut model = Model::with_anna_and_ben();
    let codes = make(&mut model, 1, "anna");
    model.account_mut(1).locked = true;
    let on = switch(&mut model, true, Some(&codes[0]));
    assert!(model.run(&on).two_factor);
}

#[test]
fn rule_9_26_where_it_is_not_offered_there_is_no_two_factor() {
    let mut model = Model::with_anna_and_ben();
    let command = SwitchTwoFactor {
        policy: Policy::default(),
        ..switch(&mut model, true, None)
    };
    assert_eq!(model.refused(&command), (Code::NotFound, "9.26"));
}

#[test]
fn rule_9_27_and_9_31_the_table_of_signing_in() {
    use IdentityKind::{Other, Personal, WorkOrSchool};
    use TwoFactorAdvice::{Nothing, Offer, Suggest};
    let model = Model::with_anna_and_ben();
    // Kind of identity, two-factor on, second factor used, enforced: whether it does, and what is said.
    let table = [
        (Personal, true, false, false, None),
        (Personal, true, false, true, None),
        (Personal, true, true, false, Some(Nothing)),
        (Personal, false, true, false, Some(Offer)),
        (Personal, false, false, false, Some(Suggest)),
        (Personal, false, false, true, Some(Suggest)),
        (WorkOrSchool, true, false, false, Some(Nothing)),
        (WorkOrSchool, true, false, true, None),
        (WorkOrSchool, true, true, true, Some(Nothing)),
        (WorkOrSchool, false, true, false, Some(Offer)),
        (WorkOrSchool, false, false, false, Some(Nothing)),
        (WorkOrSchool, false, false, true, Some(Nothing)),
        (Other, true, false, false, None),
        (Other, false, false, false, Some(Suggest)),
    ];
    for (kind, two_factor, second_factor, enforced, expected) in table {
        let policy = Policy {
            offered: true,
            enforced,
        };
        let account = accounts::account::AccountRow {
            two_factor,
            ..model.account(1).clone()
        };
        let identity = Identity {
            kind,
            second_factor,
            ..identity("anna")
        };
        let met = policy.must_be_met(&account, &identity).ok();
        let found = met.map(|()| policy.advice(&account, &identity));
        assert_eq!(found, expected, "{kind:?} {two_factor} {second_factor} {enforced}");
        let nothing = Policy::default();
        assert!(nothing.must_be_met(&account, &identity).is_ok());
        assert_eq!(nothing.advice(&account, &identity), Nothing);
    }
}

#[test]
fn rule_9_31_a_change_of_the_login_with_a_second_factor_switches_nothing_on() {
    let mut model = Model::with_anna_and_ben();
    let proof = |model: &mut Model, who: &str| model.proof_with(Purpose::ChangeLogin, who, Some(1), with_factor(who));
    let command = ChangeLogin {
        current: Current::Proof(proof(&mut model, "anna")),
        new: proof(&mut model, "new"),
        ..model.change(1, "anna", "new")
    };
    let account = model.run(&command);
    assert!(account.login.unwrap().identity.second_factor && !account.two_factor);
}
