//! What the random sequences have found, each told again as short as it can be.

use super::{
    act::{Act, By, Which},
    story,
};

pub(super) fn by(name: usize) -> By {
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
