//! What the random sequences have found, each told again as short as it can be.

use super::{
    act::{Act, Beside, By, Which},
    story,
};

fn by(name: usize) -> By {
    By {
        name,
        which: Which::Latest,
    }
}

#[tokio::test]
async fn who_created_an_organization_and_becomes_one_later_is_no_damage() {
    story(
        vec![
            Act::DeleteOrganization {
                by: by(0),
                organization: 4,
            },
            Act::RequestConversion {
                by: by(0),
                administrator: 2,
                code: false,
                right: true,
            },
            Act::AcceptConversion { by: by(2), account: 0 },
        ],
        0,
    )
    .await;
}

#[tokio::test]
async fn a_revoked_key_of_an_account_that_becomes_an_organization_is_no_damage() {
    story(
        vec![
            Act::MakeKey {
                by: by(1),
                owner: 1,
                days: 30,
            },
            Act::RevokeKey { by: by(1), key: 1 },
            Act::RequestConversion {
                by: by(1),
                administrator: 2,
                code: false,
                right: true,
            },
            Act::AcceptConversion { by: by(2), account: 1 },
        ],
        0,
    )
    .await;
}

#[tokio::test]
async fn the_members_of_an_organization_hear_what_its_own_apps_would() {
    let (by, whose, right) = (by(0), 4, true);
    story(
        vec![
            Act::Lock {
                who: whose,
                locked: true,
            },
            Act::Lock {
                who: whose,
                locked: false,
            },
            Act::ChooseMail {
                by,
                whose,
                from_others: false,
                published: true,
                fresh: true,
            },
            Act::AskName {
                by,
                whose,
                to: 5,
                fresh: true,
            },
            Act::RefuseName { who: whose },
            Act::ChangeAddress {
                by,
                whose,
                address: 5,
                password: 0,
                fresh: true,
            },
            Act::CancelAddress { by, whose, fresh: true },
            Act::ChangeAddress {
                by,
                whose,
                address: 6,
                password: 0,
                fresh: true,
            },
            Act::ConfirmAddress { by, whose, right },
            Act::UndoAddress { whose },
        ],
        0,
    )
    .await;
}

#[tokio::test]
async fn the_link_that_freezes_works_no_more_once_the_identity_is_linked_elsewhere_by_a_recovery() {
    story(
        vec![
            Act::ChangeLogin {
                by: by(0),
                to: 3,
                right: true,
            },
            Act::Recover {
                who: 1,
                address: 1,
                slot: 1,
            },
            Act::ConfirmRecovery {
                slot: 1,
                beside: Beside::Nothing,
                right: true,
            },
            Act::LinkLogin {
                by: by(1),
                to: 0,
                code: false,
            },
            Act::Freeze { whose: 0 },
        ],
        1,
    )
    .await;
}

#[tokio::test]
async fn who_withdraws_an_objection_to_a_swap_reads_of_it_and_has_used_the_code() {
    let (decide, again) = [false, true]
        .map(|undo| Act::Decide {
            who: 0,
            undo,
            mailed: Some(0),
            right: true,
        })
        .into();
    story(
        vec![
            Act::SwapLogins {
                by: by(0),
                other: 1,
                right: true,
            },
            Act::Freeze { whose: 0 },
            Act::Freeze { whose: 1 },
            Act::AskDecision {
                who: 0,
                slot: 0,
                right: true,
            },
            decide,
            again,
        ],
        1,
    )
    .await;
}

#[tokio::test]
async fn a_sign_in_without_the_second_factor_neither_deletes_nor_converts_an_account_that_has_two_factor_on() {
    story(
        vec![
            Act::MakeCodes { by: by(0), right: true },
            Act::SwitchTwoFactor {
                by: by(0),
                on: true,
                code: Some(true),
                right: true,
            },
            Act::DeleteOrganization {
                by: by(0),
                organization: 4,
            },
            Act::HaveSecondFactor {
                identity: 0,
                has: false,
            },
            Act::RequestConversion {
                by: by(0),
                administrator: 2,
                code: false,
                right: true,
            },
            Act::RequestDeletion {
                by: by(0),
                unlist: true,
                right: true,
            },
        ],
        2,
    )
    .await;
}

#[tokio::test]
async fn who_exchanges_logins_shows_that_the_account_is_theirs_before_they_hear_what_stands_in_the_way() {
    story(
        vec![
            Act::MakeCodes { by: by(0), right: true },
            Act::SwitchTwoFactor {
                by: by(0),
                on: true,
                code: Some(true),
                right: true,
            },
            Act::ChangeLogin {
                by: by(0),
                to: 3,
                right: true,
            },
            Act::HaveSecondFactor {
                identity: 3,
                has: false,
            },
            Act::SwapLogins {
                by: by(0),
                other: 1,
                right: true,
            },
        ],
        1,
    )
    .await;
}

#[tokio::test]
async fn where_second_factors_are_demanded_one_is_asked_for_before_anything_is_said_about_the_identity() {
    story(
        vec![
            Act::Enforce { enforced: true },
            Act::HaveSecondFactor {
                identity: 0,
                has: false,
            },
            Act::Register {
                identity: 0,
                name: 5,
                address: 6,
            },
        ],
        1,
    )
    .await;
}

/// The time of the address stands still as long as the account is frozen, and a day is left after it is undone (rule
/// 5.38).
#[tokio::test]
async fn an_account_frozen_beyond_the_time_of_its_address_is_decided_by_that_address() {
    const WINDOW: i64 = 72 * 3600;
    let (by, whose, right) = (by(0), 0, true);
    story(
        vec![
            Act::AskName {
                by,
                whose,
                to: 5,
                fresh: true,
            },
            Act::ChangeAddress {
                by,
                whose,
                address: 5,
                password: 0,
                fresh: true,
            },
            Act::ConfirmAddress { by, whose, right },
            Act::Wait { seconds: WINDOW - 600 },
            Act::ChangeLogin { by, to: 3, right },
            Act::AskName {
                by,
                whose,
                to: 6,
                fresh: true,
            },
            Act::Freeze { whose },
            Act::Wait { seconds: 10 * WINDOW },
            Act::Rename { who: whose, to: 5 },
            Act::AskDecision {
                who: whose,
                slot: 0,
                right,
            },
            Act::Decide {
                who: whose,
                undo: true,
                mailed: Some(0),
                right,
            },
            Act::Wait { seconds: 86_300 },
            Act::UndoAddress { whose },
        ],
        2,
    )
    .await;
}
