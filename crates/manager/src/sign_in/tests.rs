use super::*;
use contract::{Code, identity::IdentityKind, proof::AddressStanding};

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn begun() -> SignInWizard {
    SignInWizard::new("w".to_owned(), "practice".to_owned(), NOW)
}

fn prepared() -> Fact {
    Fact::Prepared {
        authority_host: "login.example".to_owned(),
        expires_at: NOW.plus_secs(600),
        survives_restart: true,
    }
}

fn found(standing: Standing) -> Found {
    let identity = Identity {
        name: None,
        address: Some("ana@contoso.example".to_owned()),
        kind: IdentityKind::Other,
        second_factor: false,
    };
    Found {
        identity,
        standing,
        spendable_until: NOW.plus_secs(900),
    }
}

fn unlinked() -> Found {
    found(Standing::Unlinked {
        address: AddressStanding::Unknown,
    })
}

fn linked() -> Found {
    found(Standing::Linked {
        username: "MyNuGetAccount1".to_owned(),
    })
}

fn waiting() -> SignInWizard {
    begun().next(prepared())
}

fn came_back(found: Found) -> SignInWizard {
    waiting().next(Fact::Returned).next(Fact::Identified(found))
}

/// A sign-in at each of its stages, with all that it may have.
pub(super) fn every_stage() -> Vec<SignInWizard> {
    let mut stages = vec![
        begun(),
        waiting(),
        waiting().next(Fact::Returned),
        came_back(unlinked()),
        came_back(unlinked()).next(Fact::ChoseToRegister),
        begun().next(Fact::Failed(Code::GalleryUnreachable.into())),
    ];
    for wizard in &mut stages {
        let typed = Draft {
            username: "MyNuGetAccount3".to_owned(),
            email: Some("maya@okafor.example".to_owned()),
        };
        wizard.opening = Some(typed.clone());
        wizard.draft = typed;
        wizard.second_factor = true;
        wizard.for_wizard = Some(ForWizard {
            wizard: "another".to_owned(),
            asking: Asking {
                slot: wizards::Slot::New,
                purpose: contract::Purpose::ChangeLogin,
                second_factor: false,
                session: wizards::SessionOf::Account,
            },
        });
    }
    stages
}

#[test]
fn a_sign_in_goes_from_preparing_over_waiting_to_the_person_who_came_back() {
    assert!(waiting().awaits_the_browser());
    assert_eq!(came_back(linked()).found(), Some(&linked()));
}

#[test]
fn an_unlinked_identity_registers_only_when_the_person_chooses_to() {
    let wizard = came_back(unlinked());
    assert!(matches!(wizard.stage, Stage::CameBack(_)));
    assert!(matches!(
        wizard.next(Fact::ChoseToRegister).stage,
        Stage::Registering(_)
    ));
}

#[test]
fn a_linked_identity_cannot_be_led_to_register() {
    assert!(matches!(
        came_back(linked()).next(Fact::ChoseToRegister).stage,
        Stage::CameBack(_)
    ));
}

#[test]
fn going_back_from_the_register_page_keeps_the_person_and_the_draft() {
    let mut wizard = came_back(unlinked()).next(Fact::ChoseToRegister);
    wizard.draft.username = "MyNuGetAccount3".to_owned();
    let back = wizard.next(Fact::WentBack);
    assert_eq!(back.found(), Some(&unlinked()));
    assert_eq!(back.draft.username, "MyNuGetAccount3");
}

#[test]
fn a_second_return_from_the_browser_changes_nothing() {
    let completing = waiting().next(Fact::Returned);
    assert_eq!(completing.clone().next(Fact::Returned), completing);
}

#[test]
fn a_hindrance_keeps_the_attempt_alive() {
    assert!(
        waiting()
            .next(Fact::Hindered(Code::BrowserNotOpened.into()))
            .awaits_the_browser()
    );
}

#[test]
fn a_hindrance_is_gone_with_the_next_try() {
    let hindered = waiting().next(Fact::Hindered(Code::BrowserNotOpened.into()));
    assert_ne!(hindered, waiting());
    assert_eq!(hindered.next(Fact::TriedAgain), waiting());
}

#[test]
fn time_ends_a_wait_exactly_at_its_deadline() {
    let before = Timestamp::from_micros(NOW.plus_secs(600).as_micros() - 1);
    assert!(waiting().next(Fact::TimeIs(before)).awaits_the_browser());
    assert!(matches!(
        waiting().next(Fact::TimeIs(NOW.plus_secs(600))).stage,
        Stage::Ended { .. }
    ));
}

#[test]
fn time_does_not_end_what_is_being_completed() {
    let completing = waiting().next(Fact::Returned);
    assert_eq!(completing.clone().next(Fact::TimeIs(NOW.plus_secs(6000))), completing);
}

#[test]
fn the_first_reason_for_an_end_stands() {
    let ended = waiting().next(Fact::Failed(Code::SignInCancelled.into()));
    assert_eq!(ended.clone().next(Fact::Failed(Code::GalleryUnreachable.into())), ended);
}

#[test]
fn every_stage_can_be_started_again_and_keeps_what_was_typed() {
    for mut wizard in every_stage() {
        wizard.draft.username = "typed".to_owned();
        let again = wizard.next(Fact::Restarted);
        assert_eq!(again.stage, Stage::Preparing);
        assert_eq!(again.draft.username, "typed");
    }
}

#[test]
fn late_answers_are_inert_in_every_stage_that_does_not_wait_for_them() {
    let came = came_back(linked());
    assert_eq!(came.clone().next(prepared()), came);
    assert_eq!(came.clone().next(Fact::Returned), came);
    assert_eq!(begun().next(Fact::Identified(linked())), begun());
    assert_eq!(waiting().next(Fact::Identified(linked())), waiting());
}

#[test]
fn every_stage_survives_being_saved() {
    for wizard in every_stage() {
        let saved = serde_json::to_string(&wizard).unwrap_or_default();
        assert_eq!(serde_json::from_str::<SignInWizard>(&saved).ok(), Some(wizard));
    }
}
