//! Organizations that take only people of one company, told step by step: what random sequences seldom come to (rules
//! 9.10, 10.26, 11.20, 12.11).

use super::{
    act::{Act, Beside, By, Which},
    beginning, story,
};

/// Who works for the company: the administrator, and who is invited.
const ADMINISTRATOR: usize = 3;
const INVITED: usize = 6;
const ORGANIZATION: usize = 5;
/// Identities: theirs, the only personal one that nobody signs in with, and one of another company.
const OF_ADMINISTRATOR: usize = 4;
const OF_INVITED: usize = 5;
const PERSONAL: usize = 3;
const OF_ANOTHER_COMPANY: usize = 6;

fn by(name: usize) -> By {
    By {
        name,
        which: Which::Latest,
    }
}

/// Each is done but for so many.
async fn told(acts: Vec<Act>, refusals: usize) {
    story(beginning::policy().into_iter().chain(acts).collect(), refusals).await;
}

fn lists(on: bool) -> Act {
    Act::ListText { list: 4, text: 0, on }
}

fn invites(organization: usize, who: usize) -> Act {
    Act::Invite {
        by: by(ADMINISTRATOR),
        organization,
        who,
        administrator: false,
    }
}

fn accepts() -> Act {
    Act::AcceptInvitation {
        by: by(INVITED),
        organization: ORGANIZATION,
    }
}

fn changes_login(who: usize, to: usize) -> Act {
    Act::ChangeLogin {
        by: by(who),
        to,
        right: true,
    }
}

#[tokio::test]
async fn who_is_of_no_company_is_not_invited_whatever_the_operator_lists_by_then() {
    let acts = vec![
        invites(ORGANIZATION, 1),
        lists(false),
        invites(ORGANIZATION, 1),
        accepts(),
    ];
    told(acts, 2).await;
}

#[tokio::test]
async fn who_was_invited_and_signs_in_from_elsewhere_by_then_does_not_join() {
    told(vec![changes_login(INVITED, PERSONAL), accepts()], 1).await;
}

#[tokio::test]
async fn the_login_of_a_member_is_neither_changed_nor_moved_nor_exchanged_by_anybody() {
    let right = true;
    let moves = |who, to, named| Act::MoveLogin {
        by: by(who),
        to,
        named,
        right,
    };
    let swaps = |who, other| Act::SwapLogins {
        by: by(who),
        other,
        right,
    };
    let acts = vec![
        changes_login(ADMINISTRATOR, PERSONAL),
        moves(ADMINISTRATOR, 1, 1),
        swaps(ADMINISTRATOR, 1),
        moves(0, OF_ADMINISTRATOR, ADMINISTRATOR),
        swaps(0, OF_ADMINISTRATOR),
    ];
    told(acts, 5).await;
}

#[tokio::test]
async fn who_lost_their_login_recovers_with_another_of_their_company_only() {
    let links = |to| Act::LinkLogin {
        by: by(ADMINISTRATOR),
        to,
        code: false,
    };
    let acts = vec![
        changes_login(INVITED, PERSONAL),
        Act::Recover {
            who: ADMINISTRATOR,
            address: 3,
            slot: 1,
        },
        Act::ConfirmRecovery {
            slot: 1,
            beside: Beside::Nothing,
            right: true,
        },
        links(OF_ANOTHER_COMPANY),
        links(OF_INVITED),
    ];
    told(acts, 1).await;
}

#[tokio::test]
async fn a_conversion_demands_no_tenant_that_was_not_shown() {
    let asks = || Act::RequestConversion {
        by: by(1),
        administrator: ADMINISTRATOR,
        code: false,
        right: true,
    };
    let accepted = || Act::AcceptConversion {
        by: by(ADMINISTRATOR),
        account: 1,
    };
    let acts = vec![
        lists(false),
        asks(),
        lists(true),
        accepted(),
        asks(),
        accepted(),
        invites(1, 2),
    ];
    told(acts, 2).await;
}
