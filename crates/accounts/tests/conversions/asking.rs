//! What it takes to ask for a conversion (rules 12.1 to 12.7).

use crate::{
    scene::{Breaking, accept, asked, both, proof, proved, request, unfit},
    support::{decide, has, id, invitation, login, now, organization, refused, row},
};
use accounts::{
    Write,
    conversion::{RequestConversion, view},
    proof::Freshness,
    two_factor::Policy,
};
use contract::{Code, ProofId, account::AccountKind, identity::IdentityKind, session::SessionKind};

#[test]
fn rules_12_2_and_12_3_what_stands_in_the_way_of_an_account_is_said_in_order_when_asking_and_when_accepting() {
    for (at, (code, break_it)) in unfit().iter().enumerate() {
        // All that comes later in the order is broken, too.
        let mut snapshot = proved(asked());
        for (_, later) in &unfit()[at..] {
            later(&mut snapshot);
        }
        assert_eq!(refused(&request("ben"), &snapshot).0, *code);
        assert_eq!(refused(&accept(2), &snapshot).0, *code);
        let mut alone = proved(asked());
        break_it(&mut alone);
        assert_eq!(refused(&request("ben"), &alone).0, *code);
        assert_eq!(view::own(&alone, id(1), SessionKind::Full, now()).obstacle, Some(*code));
    }
    assert_eq!(view::own(&both(), id(1), SessionKind::Full, now()).obstacle, None);
}

#[test]
fn rule_12_2_invitations_and_changes_of_the_login_that_ran_out_stand_in_nobodys_way() {
    let mut snapshot = proved(both());
    snapshot.invitations = vec![invitation(9, 1, false)];
    snapshot.invitations[0].expires_at = now();
    row(&mut snapshot, 1).login_change_until = Some(now());
    assert!(decide(&request("ben"), &snapshot).is_ok());
}

#[test]
fn rule_12_1_an_address_instead_of_a_username_is_refused_before_everything_else() {
    let mut snapshot = both();
    row(&mut snapshot, 1).confirmed_email = None;
    assert_eq!(
        refused(&request("ben@example.org"), &snapshot),
        (Code::UsernameIsEmail, "1.3")
    );
    assert_eq!(refused(&request(""), &snapshot).0, Code::EmailUnconfirmed);
}

#[test]
fn rule_12_4_the_administrator_is_another_confirmed_individual() {
    let mut snapshot = proved(both());
    snapshot.accounts.push(organization(4, "team"));
    let cases: [(&str, Code, Breaking); 6] = [
        ("nobody", Code::AccountUnknown, |_| ()),
        // Nobody has a name that breaks the rules for names, either.
        ("", Code::AccountUnknown, |_| ()),
        ("no such/name", Code::AccountUnknown, |_| ()),
        ("ANNA", Code::AdministratorIsSame, |_| ()),
        ("ben", Code::AdministratorUnconfirmed, |s| {
            row(s, 2).confirmed_email = None;
            row(s, 2).kind = AccountKind::Organization;
        }),
        ("cara", Code::AdministratorIsOrganization, |s| {
            row(s, 3).kind = AccountKind::Organization
        }),
    ];
    for (name, code, break_it) in cases {
        break_it(&mut snapshot);
        assert_eq!(refused(&request(name), &snapshot), (code, "12.4"), "{name}");
    }
    // A lock, mail that is not wanted and a missing login do not matter.
    let mut snapshot = proved(both());
    row(&mut snapshot, 2).locked = true;
    row(&mut snapshot, 2).mail.from_others = false;
    assert!(decide(&request("ben"), &snapshot).is_ok());
}

#[test]
fn rule_12_5_a_full_session_proves_the_identity_that_signs_in_to_the_account() {
    let missing = RequestConversion {
        proof: None,
        ..request("ben")
    };
    assert_eq!(refused(&missing, &both()), (Code::ProofInvalid, "12.5"));
    assert_eq!(refused(&request("ben"), &both()).0, Code::ProofInvalid);
    let mut snapshot = both();
    snapshot.proofs = vec![proof(&login(2, IdentityKind::Personal, "personal").key)];
    assert_eq!(
        refused(&request("ben"), &snapshot),
        (Code::CurrentIdentityWrong, "12.5")
    );
    // Nor is anybody sent for a code that would help them nothing (rule 2.13).
    for freshness in [Freshness::CodeWanted, Freshness::CodeTyped(id(2))] {
        snapshot.proofs[0].completed.as_mut().unwrap().freshness = freshness;
        let refusal = refused(&request("ben"), &snapshot);
        assert_eq!(refusal, (Code::CurrentIdentityWrong, "12.5"), "{freshness:?}");
    }
    snapshot = proved(both());
    snapshot.proofs[0].bound_to = None;
    assert_eq!(refused(&request("ben"), &snapshot), (Code::ProofInvalid, "2.1"));
    snapshot = proved(both());
    snapshot.logins.clear();
    assert_eq!(refused(&request("ben"), &snapshot), (Code::LoginMissing, "12.5"));
    // A preview comes before the browser.
    let preview = RequestConversion {
        previewing: true,
        ..missing
    };
    assert!(!decide(&preview, &both()).unwrap().0.consequences.is_empty());
    let (changes, _) = decide(&request("ben"), &proved(both())).unwrap();
    let spent = Write::SpendProof {
        proof: ProofId::from_bytes([1; 16]),
        at: now(),
    };
    assert!(has(&changes, &spent));
}

#[test]
fn rule_9_27_with_two_factor_on_the_proof_for_a_conversion_needs_a_second_factor() {
    let mut snapshot = proved(both());
    row(&mut snapshot, 1).two_factor = true;
    let command = RequestConversion {
        two_factor: Policy {
            offered: true,
            enforced: false,
        },
        ..request("ben")
    };
    assert_eq!(refused(&command, &snapshot), (Code::SecondFactorRequired, "9.27"));
    snapshot.proofs[0].completed.as_mut().unwrap().identity.second_factor = true;
    assert!(decide(&command, &snapshot).is_ok());
}
