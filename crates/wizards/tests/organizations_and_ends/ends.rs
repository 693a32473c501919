//! What holds for all of them, whatever comes.

use super::support::{account, at, identity, scene};
use contract::{
    Code,
    conversion::{Conversion, OwnConversion, WaitingConversion},
    deletion::PendingDeletion,
    desktop::wizard::{Block, Choice, FieldName, Offer, WizardKind},
    organization::{Invitation, OrganizationList, Role},
    proof::Standing,
};
use wizards::{Answer, Input, Proved, Slot, Want, Wizard, wizard::State};

const KINDS: [WizardKind; 10] = [
    WizardKind::ContactEmail,
    WizardKind::MailChoices,
    WizardKind::Username,
    WizardKind::DeleteAccount,
    WizardKind::Convert,
    WizardKind::AnswerConversion,
    WizardKind::Organization,
    WizardKind::Members,
    WizardKind::AnswerInvitation,
    WizardKind::AnswerOffer,
];

/// The same numbers in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % count
    }

    fn one_of<T: Clone>(&mut self, of: &[T]) -> Option<T> {
        (!of.is_empty()).then(|| of[self.below(of.len())].clone())
    }
}

fn conversion() -> Conversion {
    Conversion {
        account: "subject".to_owned(),
        administrator: "Ben".to_owned(),
        made_at: at(0),
        expires_at: at(100),
        accepted_at: None,
        effective_at: None,
        waits: false,
    }
}

fn ownership() -> contract::package::Offer {
    contract::package::Offer {
        id: contract::OfferId::from_bytes([7; 16]),
        package: "subject".to_owned(),
        to: "ana".to_owned(),
        offered_by: "Ben".to_owned(),
        transfer: false,
        made_at: at(0),
        expires_at: at(100),
    }
}

fn answers() -> Vec<Answer> {
    let invitation = Invitation {
        organization: "subject".to_owned(),
        role: Role::Collaborator,
        invited_by: None,
        made_at: at(0),
        expires_at: at(100),
        obstacle: None,
    };
    let deletion = PendingDeletion {
        requested_at: at(0),
        due_at: at(100),
        unlist_orphans: true,
        needs_another_identity: false,
        consequences: Vec::new(),
    };
    let own = |request, obstacle| {
        Answer::Conversion(OwnConversion {
            request,
            obstacle,
            organizations: obstacle.iter().map(|_: &Code| "subject".to_owned()).collect(),
        })
    };
    vec![
        Answer::Done,
        Answer::Account(Box::new(account())),
        Answer::Consequences(Vec::new()),
        Answer::Deletion(deletion),
        own(None, None),
        own(None, Some(Code::ConversionIsMember)),
        own(Some(conversion()), None),
        Answer::Conversions(vec![WaitingConversion {
            request: conversion(),
            obstacle: None,
            consequences: Vec::new(),
        }]),
        Answer::Accepted(None),
        Answer::Organizations(OrganizationList {
            organizations: Vec::new(),
            invitations: vec![invitation],
        }),
        Answer::Offers(vec![ownership()]),
    ]
}

const REFUSALS: [Code; 12] = [
    Code::NotFound,
    Code::SessionRequired,
    Code::FullSessionRequired,
    Code::DeletionNotPending,
    Code::ProofExpired,
    Code::CurrentIdentityWrong,
    Code::EmailNotPending,
    Code::CodeWrong,
    Code::ConversionNotFound,
    Code::InvitationNotFound,
    Code::LastAdministrator,
    Code::TooManyRequests,
];

fn offers(wizard: &Wizard) -> Vec<Offer> {
    let sheet = wizard.sheet(&scene());
    let lines = sheet.blocks.iter().flat_map(|block| match block {
        Block::Lines { items, .. } => items.iter().flat_map(|line| line.offers.clone()).collect(),
        _ => Vec::new(),
    });
    lines.chain(sheet.offers.clone()).chain(sheet.helps.clone()).collect()
}

fn input(dice: &mut Dice, wizard: &Wizard) -> Input {
    match dice.below(12) {
        0 => Input::Resumed,
        1 => Input::AccountChanged,
        2 => Input::Back,
        3 => Input::ProofLost { slot: Slot::Current },
        4 => Input::Unsure(Code::GalleryUnreachable.into()),
        5 => Input::Refused(dice.one_of(&REFUSALS).unwrap().into()),
        6 => Input::Answered(dice.one_of(&answers()).unwrap()),
        7 => Input::Proved {
            slot: Slot::Current,
            proved: Proved {
                identity: identity("ana@outlook.com"),
                standing: Standing::Linked {
                    username: "ana".to_owned(),
                },
                spendable_until: at(900),
            },
        },
        8 => Input::Typed {
            field: dice
                .one_of(&[
                    FieldName::Username,
                    FieldName::Email,
                    FieldName::Confirmation,
                    FieldName::Reason,
                ])
                .unwrap(),
            text: dice
                .one_of(&["ana", "Ben", "subject", "a@b.example", ""])
                .unwrap()
                .to_owned(),
        },
        _ => {
            let offer = dice.one_of(&offers(wizard));
            offer.map_or(Input::Resumed, |offer| Input::Chose {
                choice: offer.choice,
                target: offer.target,
            })
        }
    }
}

/// It asks for something, or somebody can choose something, or it is over.
fn has_a_way_on(wizard: &Wizard) -> bool {
    let sheet = wizard.sheet(&scene());
    let blocked = sheet.blocks.iter().any(|block| matches!(block, Block::Lines { .. }));
    wizard.wants() != Want::Nothing || !offers(wizard).is_empty() || sheet.back || blocked
}

#[test]
fn whatever_comes_in_whatever_order_each_has_a_way_on_and_can_be_saved_and_read_again() {
    let mut dice = Dice(7);
    for kind in KINDS {
        for _ in 0..60 {
            let mut wizard = Wizard {
                id: "w".to_owned(),
                gallery: "g".to_owned(),
                profile: Some("p".to_owned()),
                started_at: at(0),
                stopping: false,
                mailed_code: None,
                state: State::begin(kind, "g", Some("subject".to_owned())).unwrap(),
            };
            for _ in 0..40 {
                let given = input(&mut dice, &wizard);
                if matches!(
                    given,
                    Input::Chose {
                        choice: Choice::Finish | Choice::StopHere,
                        ..
                    }
                ) {
                    break;
                }
                let mut scene = scene();
                scene.new_id = format!("key-{}", dice.below(1000));
                wizard = wizard.next(given.clone(), &scene);
                assert!(has_a_way_on(&wizard), "{kind:?} after {given:?}: {wizard:#?}");
                let saved = serde_json::to_string(&wizard).unwrap();
                assert_eq!(serde_json::from_str::<Wizard>(&saved).unwrap(), wizard);
            }
        }
    }
}

#[test]
fn a_press_that_nobody_knows_about_keeps_its_key_whatever_is_heard_meanwhile() {
    let mut dice = Dice(11);
    for kind in KINDS {
        for _ in 0..60 {
            let mut wizard = Wizard {
                id: "w".to_owned(),
                gallery: "g".to_owned(),
                profile: Some("p".to_owned()),
                started_at: at(0),
                stopping: false,
                mailed_code: None,
                state: State::begin(kind, "g", Some("subject".to_owned())).unwrap(),
            };
            for turn in 0..40 {
                let mut scene = scene();
                scene.new_id = format!("key-{turn}");
                let given = input(&mut dice, &wizard);
                wizard = wizard.next(given, &scene);
                let Want::Call(call) = wizard.wants() else { continue };
                let Some(key) = call.key.clone() else { continue };
                for heard in [Input::AccountChanged, Input::Resumed] {
                    let next = wizard.clone().next(heard, &scene);
                    assert_eq!(next.wants(), Want::Call(call.clone()), "{kind:?}: {wizard:#?}");
                }
                // Lost, heard of something else, sent again: the same.
                let lost = wizard
                    .clone()
                    .next(Input::Unsure(Code::GalleryUnreachable.into()), &scene)
                    .next(Input::AccountChanged, &scene);
                let again = offers(&lost).into_iter().find(|offer| offer.choice == Choice::TryAgain);
                let offer = again.unwrap_or_else(|| panic!("{kind:?} does not offer to try again: {lost:#?}"));
                scene.new_id = "another".to_owned();
                let sent = lost.next(
                    Input::Chose {
                        choice: offer.choice,
                        target: offer.target,
                    },
                    &scene,
                );
                if let Want::Call(call) = sent.wants() {
                    assert_eq!(call.key, Some(key), "{kind:?}: {sent:#?}");
                }
            }
        }
    }
}
