//! How often each act is tried, and with which numbers.

use super::{
    ADDRESSES, IDENTITIES, NAMES, PACKAGES, PASSWORDS, SLOTS,
    act::{Act, Beside, By, Which},
};
use proptest::prelude::*;

/// What is tried: of some kinds some acts each. Where it is to succeed, it is one that can, of the kind that was done
/// least; else the very first.
#[derive(Clone)]
pub struct Step {
    pub kinds: Vec<Vec<Act>>,
    pub succeeds: bool,
}

/// Which of the acts was done stands in what is said about a failure.
impl std::fmt::Debug for Step {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} or others", self.kinds[0][0].kind())
    }
}

/// Numbers to make an act of.
#[derive(Clone, Copy, Debug)]
pub struct Picked {
    by: By,
    name: usize,
    other: usize,
    organization: usize,
    identity: usize,
    address: usize,
    package: usize,
    key: usize,
    password: usize,
    slot: usize,
    third: usize,
    seconds: i64,
    flag: bool,
    second: bool,
    right: bool,
}

impl Picked {
    fn beside(self) -> Beside {
        let (of_code, right) = (
            Beside::Code {
                right: self.flag || self.second,
            },
            self.flag,
        );
        [Beside::Nothing, of_code, if right { of_code } else { Beside::Wait }][self.third]
    }

    fn days(self) -> Option<u32> {
        [None, Some(1), Some(30)][self.third]
    }

    fn typed(self) -> Option<bool> {
        [None, Some(self.second), Some(true)][self.third]
    }
}

/// How often an act is tried beside the others, and how it is made.
pub type Kind = (u32, fn(Picked) -> Act);

#[rustfmt::skip]
pub const KINDS: [Kind; 65] = [
    (12, |p| Act::Wait { seconds: p.seconds }),
    (2, |p| Act::HaveSecondFactor { identity: p.identity, has: p.flag }),
    (1, |p| Act::Enforce { enforced: p.flag && p.second }),
    (3, |p| Act::Register { identity: p.identity, name: p.name, address: p.address }),
    (8, |p| Act::SignIn { identity: p.identity }),
    (1, |p| Act::EndSession { by: p.by, first: p.flag }),

    (6, |p| Act::ConfirmAddress { by: p.by, whose: p.other, right: p.right }),
    (2, |p| Act::ResendCode { by: p.by, whose: p.other }),
    (4, |p| Act::ChangeAddress { by: p.by, whose: p.other, address: p.address, password: p.password }),
    (1, |p| Act::CancelAddress { by: p.by, whose: p.other }),
    (3, |p| Act::UndoAddress { whose: p.name }),
    (2, |p| Act::ChooseMail { by: p.by, whose: p.other, from_others: p.flag, published: p.second }),

    (3, |p| Act::CreateOrganization { by: p.by, name: p.name, address: p.address }),
    (7, |p| Act::Invite { by: p.by, organization: p.organization, who: p.other, administrator: p.flag }),
    (7, |p| Act::AcceptInvitation { by: p.by, organization: p.organization }),
    (2, |p| Act::DeclineInvitation { by: p.by, organization: p.organization }),
    (2, |p| Act::DeclineByLink { organization: p.organization, who: p.other }),
    (3, |p| Act::CancelInvitation { by: p.by, organization: p.organization, who: p.other }),
    (4, |p| Act::ChangeRole { by: p.by, organization: p.organization, who: p.other, administrator: p.flag }),
    (3, |p| Act::RemoveMember { by: p.by, organization: p.organization, who: p.other }),
    (2, |p| Act::DeleteOrganization { by: p.by, organization: p.organization }),

    (8, |p| Act::RequestConversion { by: p.by, administrator: p.other, right: p.right }),
    (7, |p| Act::AcceptConversion { by: p.by, account: p.name }),
    (2, |p| Act::RejectConversion { by: p.by, account: p.name }),
    (2, |p| Act::RejectByLink { account: p.name }),
    (2, |p| Act::CancelConversion { by: p.by }),
    (3, |p| Act::StopConversion { account: p.name }),
    (3, |p| Act::RequestDeletion { by: p.by, unlist: p.flag, right: p.right }),
    (2, |p| Act::CancelDeletion { by: p.by }),
    (3, |p| Act::KeepByLink { whose: p.name, identity: p.right.then_some(p.identity) }),
    (2, |p| Act::Lock { who: p.name, locked: p.flag && p.second }),
    (1, |p| Act::Rename { who: p.name, to: p.other }),
    (2, |p| Act::AskName { by: p.by, whose: p.other, to: p.name }),
    (1, |p| Act::WithdrawName { by: p.by, whose: p.other }),
    (1, |p| Act::RefuseName { who: p.name }),

    (6, |p| Act::ChangeLogin { by: p.by, to: p.identity, right: p.right && p.flag }),
    (3, |p| Act::SwapLogins { by: p.by, other: p.identity, right: p.right }),
    (4, |p| Act::MoveLogin { by: p.by, to: p.identity, named: p.other, right: p.right }),
    (1, |p| Act::ViewConflict { by: p.by, identity: p.identity }),
    (5, |p| Act::UndoChange { identity: p.identity, both: p.right, code: p.flag }),
    (4, |p| Act::Freeze { whose: p.name }),
    (5, |p| Act::AskDecision { who: p.name, slot: p.slot }),
    (7, |p| Act::Decide { who: p.name, undo: p.flag, mailed: p.second.then_some(p.slot), right: p.right }),
    (4, |p| Act::MakeCodes { by: p.by, right: p.right }),
    (5, |p| Act::SwitchTwoFactor { by: p.by, on: p.flag, code: p.typed(), right: p.right }),

    (6, |p| Act::ForgetPassword { who: p.other, slot: p.slot }),
    (8, |p| Act::ResetPassword { slot: p.slot, password: p.password, right: p.right }),
    (8, |p| Act::TypePassword { who: p.other, password: p.password, times: 1 + 3 * p.key }),
    (3, |p| Act::ChangePassword { by: p.by, from: p.password, to: p.third }),
    (1, |p| Act::RemovePassword { by: p.by }),
    (9, |p| Act::Recover { who: p.other, address: p.address, slot: p.slot }),
    (12, |p| Act::ConfirmRecovery { slot: p.slot, beside: p.beside(), right: p.right }),
    (2, |p| Act::StopRecovery { by: p.by }),
    (2, |p| Act::StopByLink { whose: p.name }),
    (10, |p| Act::LinkLogin { by: p.by, to: p.identity, code: p.flag }),

    (5, |p| Act::MakeKey { by: p.by, owner: p.other, days: p.days().unwrap_or(365) }),
    (2, |p| Act::ChangeKey { by: p.by, key: p.key, days: p.days().unwrap_or(7), fresh: p.right }),
    (2, |p| Act::RegenerateKey { by: p.by, key: p.key, days: p.days(), fresh: p.right }),
    (2, |p| Act::RevokeKey { by: p.by, key: p.key }),
    (7, |p| Act::RegisterPackage { key: p.key, package: p.package }),
    (2, |p| Act::SetListed { by: p.by, package: p.package, listed: p.flag }),
    (7, |p| Act::Offer { by: p.by, package: p.package, who: p.other, transfer: p.flag }),
    (4, |p| Act::AnswerOffer { by: p.by, package: p.package, who: p.other, accept: p.right }),
    (3, |p| Act::WithdrawOffer { by: p.by, package: p.package, who: p.other }),
    (6, |p| Act::RemoveOwner { by: p.by, package: p.package, who: p.other }),
];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long may be waited: around each limit that the rules know.
const WAITS: [i64; 11] = [
    MINUTE,
    16 * MINUTE,
    31 * MINUTE,
    HOUR,
    DAY,
    3 * DAY,
    3 * DAY,
    7 * DAY,
    7 * DAY,
    30 * DAY,
    31 * DAY,
];

fn by() -> impl Strategy<Value = By> {
    let name = prop_oneof![6 => 0..4_usize, 1 => 4..NAMES.len()];
    let which = prop_oneof![1 => Just(Which::First), 5 => Just(Which::Latest), 4 => Just(Which::LatestFull)];
    (name, which).prop_map(|(name, which)| By { name, which })
}

fn picked() -> impl Strategy<Value = Picked> {
    let name = || prop_oneof![4 => 0..4_usize, 2 => 4..6_usize, 1 => 6..NAMES.len()];
    let organization = prop_oneof![2 => Just(4_usize), 2 => Just(5), 1 => 0..NAMES.len()];
    let names = (by(), name(), name(), organization);
    let rest = (
        0..IDENTITIES,
        0..ADDRESSES,
        0..PACKAGES.len(),
        0..6_usize,
        0..PASSWORDS,
        0..SLOTS,
        0..3_usize,
    );
    let flags = (
        prop::sample::select(&WAITS[..]),
        any::<bool>(),
        any::<bool>(),
        prop::bool::weighted(0.85),
    );
    (names, rest, flags).prop_map(|(names, rest, flags)| {
        let (by, name, other, organization) = names;
        let (identity, address, package, key, password, slot, third) = rest;
        let (seconds, flag, second, right) = flags;
        Picked {
            by,
            name,
            other,
            organization,
            identity,
            address,
            package,
            key,
            password,
            slot,
            third,
            seconds,
            flag,
            second,
            right,
        }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let kinds = KINDS.iter().map(|(weight, make)| (*weight, Just(*make)));
    let kind = proptest::strategy::Union::new_weighted(kinds.collect());
    let picked = prop::collection::vec(picked(), 24);
    let acts = (kind, picked).prop_map(|(make, picked)| picked.into_iter().map(make).collect());
    let kinds = prop::collection::vec(acts, 6);
    (kinds, prop::bool::weighted(0.85)).prop_map(|(kinds, succeeds)| Step { kinds, succeeds })
}

/// A sequence of steps.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 30..80)
}
