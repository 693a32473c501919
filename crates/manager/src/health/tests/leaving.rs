//! What whoever leaves a company does, and in which order.

use super::{Person, at, at_work, key, package, sound};
use crate::health::{Extent, leaving};
use contract::{
    desktop::{
        leaving::{LeavingState, LeavingStepKind},
        nuget_org::PublicAccount,
        wizard::WizardKind,
    },
    session::{Session, SessionKind},
};

impl Person {
    fn step(&self, what: LeavingStepKind) -> LeavingState {
        let steps = leaving::of_account(self.known());
        steps.into_iter().find(|step| step.what == what).unwrap().state
    }
}

#[test]
fn who_leaves_does_first_what_a_change_of_the_login_would_hold_up() {
    let steps = leaving::of_account(at_work().known());
    let order: Vec<_> = steps.iter().map(|step| step.what).collect();
    let place = |what| order.iter().position(|step| *step == what).unwrap();
    for before in [LeavingStepKind::ContactAddress, LeavingStepKind::RecoveryCodes] {
        assert!(place(before) < place(LeavingStepKind::Login), "{order:?}");
    }
    for open in [
        LeavingStepKind::ContactAddress,
        LeavingStepKind::RecoveryCodes,
        LeavingStepKind::Login,
    ] {
        assert_eq!(at_work().step(open), LeavingState::Open, "{open:?}");
    }
}

#[test]
fn what_is_done_offers_no_wizard_and_what_only_the_person_knows_says_so() {
    let mut known = sound();
    known.belongings.keys = vec![key("build server", 100), key("over", -3)];
    known.sessions = vec![Session {
        id: "01890a5d-ac96-774b-bcce-000000000003".parse().unwrap(),
        kind: SessionKind::Full,
        installation: "OFFICE-PC".to_owned(),
        opened_at: at(-1),
        seen_at: at(0),
        expires_at: at(100),
        current: false,
    }];
    let steps = leaving::of_account(known.known());
    for step in &steps {
        assert!(step.state != LeavingState::Done || step.mends.is_none(), "{step:?}");
    }
    assert_eq!(known.step(LeavingStepKind::Login), LeavingState::Done);
    let contact = known.step(LeavingStepKind::ContactAddress);
    assert_eq!(contact, LeavingState::Unknown, "nobody can say whose address that is");
    let subjects = |what| steps.iter().find(|step| step.what == what).unwrap().subjects.clone();
    assert_eq!(subjects(LeavingStepKind::Keys), ["build server"]);
    let mends = |what| steps.iter().find(|step| step.what == what).unwrap().mends;
    assert_eq!(mends(LeavingStepKind::Keys), Some(WizardKind::ApiKeys));
    assert_eq!(subjects(LeavingStepKind::Sessions), ["OFFICE-PC"]);
}

#[test]
fn at_nuget_org_only_owners_are_seen_and_the_rest_is_asked() {
    let steps = leaving::of_public(None, false);
    assert!(steps.iter().all(|step| step.state == LeavingState::Unknown));
    let account = PublicAccount {
        username: "Ana".to_owned(),
        packages: Vec::new(),
        complete: true,
        in_all: 0,
    };
    let owners = |account: &PublicAccount, whole: bool| {
        let steps = leaving::of_public(Some(account), whole);
        steps
            .into_iter()
            .find(|step| step.what == LeavingStepKind::Owners)
            .unwrap()
            .state
    };
    assert_eq!(owners(&account, true), LeavingState::Done);
    assert_eq!(
        owners(&account, false),
        LeavingState::Unknown,
        "the last look was half a one"
    );
    let mut first_ones = account.clone();
    first_ones.complete = false;
    assert_eq!(
        owners(&first_ones, true),
        LeavingState::Unknown,
        "of the rest nothing is known"
    );
}

#[test]
fn what_was_never_read_is_not_called_done() {
    let mut known = sound();
    let read = [
        LeavingStepKind::Administrators,
        LeavingStepKind::Owners,
        LeavingStepKind::Keys,
        LeavingStepKind::Sessions,
    ];
    known.extent = Extent::default();
    for what in read {
        assert_eq!(known.step(what), LeavingState::Unknown, "{what:?}");
    }
    known.belongings.packages = vec![package("Alone", &["Ana"])];
    assert_eq!(
        known.step(LeavingStepKind::Owners),
        LeavingState::Open,
        "what was read counts"
    );
}
