//! What can become of an account whose login was moved away, and of one whose deletion waits while others are renamed.

use super::{
    act::{Act, Beside, By, Which},
    story,
};

const DAY: i64 = 24 * 3600;

fn by(name: usize) -> By {
    By {
        name,
        which: Which::Latest,
    }
}

/// The third account takes the login of the second.
const MOVE: Act = Act::MoveLogin {
    by: By {
        name: 2,
        which: Which::Latest,
    },
    to: 1,
    named: 1,
    right: true,
};

#[tokio::test]
async fn the_identity_before_gives_both_accounts_back() {
    let undo = Act::UndoChange {
        identity: 2,
        both: false,
        code: false,
    };
    let wait = Act::Wait { seconds: 8 * DAY };
    let sign_in = |identity| Act::SignIn { identity };
    story(vec![MOVE, undo, wait, sign_in(1), sign_in(2)], 0).await;
}

#[tokio::test]
async fn an_operator_gives_both_accounts_back_long_after_the_week_of_one_that_was_frozen() {
    let sign_in = |identity| Act::SignIn { identity };
    let acts = vec![
        MOVE,
        Act::Freeze { whose: 2 },
        Act::Wait { seconds: 30 * DAY },
        Act::DecideByOperator { who: 2, undo: true },
        Act::Wait { seconds: 8 * DAY },
        sign_in(1),
        sign_in(2),
    ];
    story(acts, 0).await;
}

#[tokio::test]
async fn a_recovery_by_mail_keeps_an_account_whose_login_was_moved_and_links_another() {
    for two_factor in [false, true] {
        let recovered = [
            MOVE,
            Act::Recover {
                who: 1,
                address: 1,
                slot: 1,
            },
            Act::ConfirmRecovery {
                slot: 1,
                beside: if two_factor {
                    Beside::Code { right: true }
                } else {
                    Beside::Nothing
                },
                right: true,
            },
            Act::LinkLogin {
                by: by(1),
                to: 3,
                code: false,
            },
            Act::CancelDeletion { by: by(1) },
            // Who undoes the move by now takes nothing from who kept the account.
            Act::UndoChange {
                identity: 2,
                both: false,
                code: false,
            },
            Act::LinkLogin {
                by: by(1),
                to: 3,
                code: false,
            },
            Act::Wait { seconds: 8 * DAY },
            Act::SignIn { identity: 3 },
        ];
        let on = Act::SwitchTwoFactor {
            by: by(1),
            on: true,
            code: Some(true),
            right: true,
        };
        let acts = two_factor.then_some(on).into_iter().chain(recovered);
        // The link, before the account is kept.
        story(acts.collect(), 1).await;
    }
}

#[tokio::test]
async fn another_name_of_an_organization_that_somebody_leaves_does_not_keep_them() {
    let acts = vec![
        Act::Invite {
            by: by(0),
            organization: 4,
            who: 1,
            administrator: false,
        },
        Act::AcceptInvitation {
            by: by(1),
            organization: 4,
        },
        Act::RequestDeletion {
            by: by(1),
            unlist: true,
            right: true,
        },
        Act::Rename { who: 4, to: 5 },
        Act::Wait { seconds: 7 * DAY },
        // Nobody is left whom this identity could sign in.
        Act::SignIn { identity: 1 },
    ];
    story(acts, 1).await;
}

#[tokio::test]
async fn an_organization_that_would_go_too_and_uses_up_another_name_by_then_keeps_its_only_member() {
    let acts = vec![
        Act::RequestDeletion {
            by: by(0),
            unlist: true,
            right: true,
        },
        Act::Rename { who: 4, to: 5 },
        Act::Wait { seconds: 7 * DAY },
        Act::SignIn { identity: 0 },
    ];
    story(acts, 0).await;
}
