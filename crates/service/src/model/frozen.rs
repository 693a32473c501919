//! What the random sequences have found about freezing and objecting, each told again as short as it can be.

use super::{
    act::{Act, Beside},
    found::by,
    story,
};

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
