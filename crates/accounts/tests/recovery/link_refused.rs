//! What a link takes, and what is in its way (rules 10.20, 10.22 and 10.26).

use crate::{
    link::{by_mail, by_password, change_in, link},
    scene::{
        account, code_text, entropy, id, linked, login, named, now, proof, recovery_codes, refusal, secret, snapshot,
        updated, with_password,
    },
};
use accounts::{
    Command, Snapshot, account::AccountRow, login_change::Means, organization::Member, proof::Proof,
    recovery::LinkLogin,
};
use contract::{
    Code, Purpose, SessionId, Timestamp, account::AccountKind, identity::IdentityKind, problem::TenantDemand,
};

#[test]
fn a_session_whose_recovery_was_stopped_replaces_nothing() {
    let (mut found, row) = by_mail(linked(account()));
    found.recoveries.clear();
    assert_eq!(refusal(&link(&row), &found).code, Code::LoginPresent);
}

#[test]
fn the_proof_is_a_recover_proof_of_this_session_and_of_a_free_identity() {
    let (found, row) = by_password(snapshot(with_password()));
    let with = |proof: Proof| Snapshot {
        proofs: vec![proof],
        accounts: found.accounts.clone(),
        sessions: found.sessions.clone(),
        ..Snapshot::default()
    };
    let good = proof(&row, "new");
    let mut elsewhere = good.clone();
    elsewhere.bound_to.as_mut().unwrap().session = SessionId::from_bytes([8; 16]);
    let unbound = Proof {
        bound_to: None,
        ..good.clone()
    };
    let other_purpose = Proof {
        purpose: Purpose::SignIn,
        ..good.clone()
    };
    for bad in [elsewhere, unbound, other_purpose] {
        assert_eq!(refusal(&link(&row), &with(bad)).code, Code::ProofInvalid);
    }
    let wrong_secret = LinkLogin {
        attempt_secret: secret("another"),
        ..link(&row)
    };
    assert_eq!(refusal(&wrong_secret, &found).code, Code::ProofInvalid);
    let mut taken = with(good);
    taken.logins = vec![login(2, "new")];
    assert_eq!(refusal(&link(&row), &taken).code, Code::IdentityAlreadyLinked);
}

/// Rule 10.26.
#[test]
fn what_blocks_a_link() {
    let soon: Timestamp = now().plus_secs(1);
    let base = account();
    for (row, code) in [
        (
            AccountRow {
                frozen_at: Some(now()),
                ..base.clone()
            },
            Code::AccountFrozen,
        ),
        (
            AccountRow {
                deletion_at: Some(soon),
                ..base.clone()
            },
            Code::DeletionPending,
        ),
        (
            AccountRow {
                login_change_until: Some(soon),
                ..base.clone()
            },
            Code::LoginChangeOpen,
        ),
        (
            AccountRow {
                locked: true,
                ..base.clone()
            },
            Code::AccountLocked,
        ),
    ] {
        let (mut found, session) = by_mail(linked(base.clone()));
        found.accounts[0] = row;
        assert_eq!(refusal(&link(&session), &found).code, code);
    }
}

#[test]
fn an_operators_lock_does_not_keep_an_account_without_a_login_from_linking_one() {
    let locked = AccountRow {
        locked: true,
        ..with_password()
    };
    let (found, row) = by_password(snapshot(locked));
    assert!(link(&row).decide(&found, now(), &mut entropy()).is_ok());
}

#[test]
fn with_two_factor_a_password_needs_a_recovery_code_too() {
    let guarded = AccountRow {
        two_factor: true,
        recovery_codes_left: 1,
        ..with_password()
    };
    let (mut found, row) = by_password(snapshot(guarded));
    found.recovery_codes = recovery_codes(&["one"]);
    assert_eq!(refusal(&link(&row), &found).code, Code::RecoveryCodeWrong);
    let wrong = LinkLogin {
        recovery_code: Some(code_text("another")),
        ..link(&row)
    };
    assert_eq!(refusal(&wrong, &found).code, Code::RecoveryCodeWrong);
    let right = LinkLogin {
        recovery_code: Some(secret(&code_text("one").expose().to_lowercase())),
        ..link(&row)
    };
    let (changes, _) = right.decide(&found, now(), &mut entropy()).unwrap();
    assert_eq!(updated(&changes).recovery_codes_left, 0);
    assert_eq!(change_in(&changes.writes).means, Means::RecoveryCode);
    let mistyped = LinkLogin {
        recovery_code: Some(secret("AAAA-BBBB")),
        ..link(&row)
    };
    assert_eq!(refusal(&mistyped, &found).code, Code::RecoveryCodeMistyped);
}

/// Rule 10.26.
#[test]
fn an_organizations_tenant_is_not_left_by_a_recovery() {
    let organization = AccountRow {
        kind: AccountKind::Organization,
        required_tenant: Some("demanded".to_owned()),
        ..named(5, "org", None)
    };
    let (mut found, row) = by_mail(linked(account()));
    found.logins[0].identity.kind = IdentityKind::WorkOrSchool;
    found.accounts.push(organization);
    found.members = vec![Member {
        organization: id(5),
        account: id(1),
        administrator: false,
        since: now(),
    }];
    let refused = refusal(&link(&row), &found);
    assert_eq!(refused.code, Code::TenantPolicyForbidsChange);
    let (demands, tenant) = (refused.demands, "demanded".to_owned());
    let organization = "org".to_owned();
    assert_eq!(demands, [TenantDemand { organization, tenant }]);
    found.accounts[1].required_tenant = Some("TENANT".to_owned());
    assert!(link(&row).decide(&found, now(), &mut entropy()).is_ok());
}

#[test]
fn a_gallery_that_demands_second_factors_demands_one_of_the_identity_that_is_linked() {
    let (found, row) = by_password(snapshot(with_password()));
    let command = LinkLogin {
        two_factor: accounts::two_factor::Policy {
            offered: true,
            enforced: true,
        },
        ..link(&row)
    };
    assert_eq!(refusal(&command, &found).code, Code::SecondFactorRequired);
}
