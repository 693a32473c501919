//! What a sequence begins with, so that what takes long to come about is tried too.

use super::act::{Act, Beside, By, Which};

/// How many beginnings there are.
pub const COUNT: usize = 11;

fn by(name: usize) -> By {
    By {
        name,
        which: Which::Latest,
    }
}

/// One of them.
pub fn of(number: usize) -> Vec<Act> {
    let further = match number {
        1 => two_factor(),
        2 => left_behind(),
        3 => members(),
        4 => waiting(),
        5 => frozen(),
        6 => contested(),
        7 => not_told(),
        8 => locked_out(),
        9 => given_up(),
        10 => policy(),
        _ => Vec::new(),
    };
    common().into_iter().chain(further).collect()
}

/// Three confirmed people: the first has a confirmed organization and a package that is offered to the second, who has
/// a password and recovery codes.
#[rustfmt::skip]
fn common() -> Vec<Act> {
    let person = |number| {
        [
            Act::Register { identity: number, name: number, address: number },
            Act::ConfirmAddress { by: by(number), whose: number, right: true },
        ]
    };
    let rest = [
        Act::CreateOrganization { by: by(0), name: 4, address: 4 },
        Act::ConfirmAddress { by: by(0), whose: 4, right: true },
        Act::MakeKey { by: by(0), owner: 0, days: 365 },
        Act::RegisterPackage { key: 0, package: 0 },
        Act::Offer { by: by(0), package: 0, who: 1, transfer: false },
        Act::ForgetPassword { who: 1, slot: 0 },
        Act::ResetPassword { slot: 0, password: 0, code: None, right: true },
        Act::MakeCodes { by: by(1), right: true },
    ];
    (0..3).flat_map(person).chain(rest).collect()
}

/// The second has two-factor on.
fn two_factor() -> Vec<Act> {
    let (by, on, code, right) = (by(1), true, Some(true), true);
    vec![Act::SwitchTwoFactor { by, on, code, right }]
}

/// The second has two-factor on and a password, but no login: the third took that, and the account was kept.
#[rustfmt::skip]
fn left_behind() -> Vec<Act> {
    let further = [
        Act::MoveLogin { by: by(2), to: 1, named: 1, right: true },
        Act::KeepByLink { whose: 1, identity: None },
        Act::TypePassword { who: 1, password: 0, times: 1 },
    ];
    two_factor().into_iter().chain(further).collect()
}

/// The organization has three members, of whom two administer it and the third has a key for it.
#[rustfmt::skip]
fn members() -> Vec<Act> {
    let joins = |who, administrator| {
        [
            Act::Invite { by: by(0), organization: 4, who, administrator },
            Act::AcceptInvitation { by: by(who), organization: 4 },
        ]
    };
    let key = Act::MakeKey { by: by(2), owner: 4, days: 365 };
    joins(1, true).into_iter().chain(joins(2, false)).chain([key]).collect()
}

/// The conversion of the account without a login was accepted and waits.
#[rustfmt::skip]
fn waiting() -> Vec<Act> {
    let further = [
        Act::RequestConversion { by: by(1), administrator: 0, code: true, right: true },
        Act::AcceptConversion { by: by(0), account: 1 },
    ];
    left_behind().into_iter().chain(further).collect()
}

/// The first has another address, and since an hour before the one before could no longer be put back another login;
/// the mailed link froze the account.
#[rustfmt::skip]
fn frozen() -> Vec<Act> {
    vec![
        Act::ChangeAddress { by: by(0), whose: 0, address: 5, password: 0, fresh: true },
        Act::ConfirmAddress { by: by(0), whose: 0, right: true },
        Act::Wait { seconds: 71 * 3600 },
        Act::MakeCodes { by: by(0), right: true },
        Act::ChangeLogin { by: by(0), to: 3, right: true },
        Act::Freeze { whose: 0 },
    ]
}

/// The second has another login by a recovery code, which the identity before contests.
#[rustfmt::skip]
fn contested() -> Vec<Act> {
    vec![
        Act::ChangeLogin { by: by(1), to: 3, right: false },
        Act::UndoChange { identity: 1, both: true, code: false },
    ]
}

/// The first has proved who they are, but not when they signed in; a code was mailed for that. Passwords are
/// discontinued.
#[rustfmt::skip]
fn not_told() -> Vec<Act> {
    vec![
        Act::BeginProof { by: by(0) },
        Act::CompleteProof { proof: 0, identity: None, told: false },
        Act::MailProofCode { proof: 0 },
        Act::ListText { list: 2, text: 0, on: true },
    ]
}

/// Somebody waits to get into the account of the second, who has two-factor on.
#[rustfmt::skip]
fn locked_out() -> Vec<Act> {
    let further = [
        Act::Recover { who: 1, address: 1, slot: 1 },
        Act::ConfirmRecovery { slot: 1, beside: Beside::Wait, right: true },
    ];
    two_factor().into_iter().chain(further).collect()
}

/// The third has taken the login of the second, which waits for its end, and the organization has two members.
#[rustfmt::skip]
fn given_up() -> Vec<Act> {
    vec![
        Act::Invite { by: by(0), organization: 4, who: 1, administrator: false },
        Act::AcceptInvitation { by: by(1), organization: 4 },
        Act::MoveLogin { by: by(2), to: 1, named: 1, right: true },
    ]
}

/// An organization takes only people of one company: its administrator is one, and another is invited.
#[rustfmt::skip]
pub fn policy() -> Vec<Act> {
    let at_work = |identity, name, address| {
        [
            Act::Register { identity, name, address },
            Act::ConfirmAddress { by: by(name), whose: name, right: true },
        ]
    };
    let further = [
        Act::ListText { list: 4, text: 0, on: true },
        Act::CreateOrganization { by: by(3), name: 5, address: 5 },
        Act::ConfirmAddress { by: by(3), whose: 5, right: true },
        Act::Invite { by: by(3), organization: 5, who: 6, administrator: true },
    ];
    at_work(4, 3, 3).into_iter().chain(at_work(5, 6, 6)).chain(further).collect()
}
