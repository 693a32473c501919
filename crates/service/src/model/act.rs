//! What may happen, and how often it is tried.

use super::{ADDRESSES, IDENTITIES, NAMES, PACKAGES};
use proptest::prelude::*;

/// Who asks: the latest session of the account that has this name, or its first.
#[derive(Clone, Copy, Debug)]
pub struct By {
    pub name: usize,
    pub older: bool,
}

/// A command by the numbers of names, identities, addresses and packages. Whoever `right` is about comes with the
/// right code or the right identity.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Wait {
        seconds: i64,
    },
    Register {
        identity: usize,
        name: usize,
        address: usize,
    },
    SignIn {
        identity: usize,
    },
    EndSession {
        by: By,
        first: bool,
    },
    ConfirmAddress {
        by: By,
        whose: usize,
        right: bool,
    },
    ResendCode {
        by: By,
        whose: usize,
    },
    ChangeAddress {
        by: By,
        whose: usize,
        address: usize,
    },
    CancelAddress {
        by: By,
        whose: usize,
    },
    UndoAddress {
        whose: usize,
    },
    CreateOrganization {
        by: By,
        name: usize,
        address: usize,
    },
    Invite {
        by: By,
        organization: usize,
        who: usize,
        administrator: bool,
    },
    AcceptInvitation {
        by: By,
        organization: usize,
    },
    DeclineInvitation {
        by: By,
        organization: usize,
    },
    CancelInvitation {
        by: By,
        organization: usize,
        who: usize,
    },
    ChangeRole {
        by: By,
        organization: usize,
        who: usize,
        administrator: bool,
    },
    RemoveMember {
        by: By,
        organization: usize,
        who: usize,
    },
    DeleteOrganization {
        by: By,
        organization: usize,
    },
    RequestConversion {
        by: By,
        administrator: usize,
        right: bool,
    },
    AcceptConversion {
        by: By,
        account: usize,
    },
    RejectConversion {
        by: By,
        account: usize,
    },
    CancelConversion {
        by: By,
    },
    RequestDeletion {
        by: By,
        unlist: bool,
        right: bool,
    },
    CancelDeletion {
        by: By,
    },
    KeepByLink {
        whose: usize,
    },
    Lock {
        who: usize,
        locked: bool,
    },
    Rename {
        who: usize,
        to: usize,
    },
    ChangeLogin {
        by: By,
        to: usize,
        right: bool,
    },
    SwapLogins {
        by: By,
        other: usize,
        right: bool,
    },
    UndoChange {
        identity: usize,
        both: bool,
    },
    Freeze {
        whose: usize,
    },
    MakeCodes {
        by: By,
        right: bool,
    },
    MakeKey {
        by: By,
        owner: usize,
    },
    RevokeKey {
        by: By,
        key: usize,
    },
    RegisterPackage {
        key: usize,
        package: usize,
    },
    Offer {
        by: By,
        package: usize,
        who: usize,
        transfer: bool,
    },
    AnswerOffer {
        by: By,
        package: usize,
        who: usize,
        accept: bool,
    },
    WithdrawOffer {
        by: By,
        package: usize,
        who: usize,
    },
    RemoveOwner {
        by: By,
        package: usize,
        who: usize,
    },
}

impl Act {
    /// Its name.
    pub fn kind(&self) -> String {
        let text = format!("{self:?}");
        text.split(' ').next().unwrap_or_default().to_owned()
    }
}

impl Act {
    /// Who asks, where a session does.
    pub fn by(&self) -> Option<By> {
        match *self {
            Act::EndSession { by, .. }
            | Act::ConfirmAddress { by, .. }
            | Act::ResendCode { by, .. }
            | Act::ChangeAddress { by, .. }
            | Act::CancelAddress { by, .. }
            | Act::CreateOrganization { by, .. }
            | Act::Invite { by, .. }
            | Act::AcceptInvitation { by, .. }
            | Act::DeclineInvitation { by, .. }
            | Act::CancelInvitation { by, .. }
            | Act::ChangeRole { by, .. }
            | Act::RemoveMember { by, .. }
            | Act::DeleteOrganization { by, .. }
            | Act::RequestConversion { by, .. }
            | Act::AcceptConversion { by, .. }
            | Act::RejectConversion { by, .. }
            | Act::CancelConversion { by, .. }
            | Act::RequestDeletion { by, .. }
            | Act::CancelDeletion { by, .. }
            | Act::ChangeLogin { by, .. }
            | Act::SwapLogins { by, .. }
            | Act::MakeCodes { by, .. }
            | Act::MakeKey { by, .. }
            | Act::RevokeKey { by, .. }
            | Act::Offer { by, .. }
            | Act::AnswerOffer { by, .. }
            | Act::WithdrawOffer { by, .. }
            | Act::RemoveOwner { by, .. } => Some(by),
            _ => None,
        }
    }
}

/// What is tried: the first of some acts of one kind, or where it is to succeed the first of them that can.
#[derive(Clone, Debug)]
pub struct Step {
    pub acts: Vec<Act>,
    pub succeeds: bool,
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
    seconds: i64,
    flag: bool,
    right: bool,
}

/// How often an act is tried beside the others, and how it is made.
pub type Kind = (u32, fn(Picked) -> Act);

#[rustfmt::skip]
pub const KINDS: [Kind; 38] = [
    (6, |p| Act::Wait { seconds: p.seconds }),
    (3, |p| Act::Register { identity: p.identity, name: p.name, address: p.address }),
    (5, |p| Act::SignIn { identity: p.identity }),
    (1, |p| Act::EndSession { by: p.by, first: p.flag }),
    (5, |p| Act::ConfirmAddress { by: p.by, whose: p.other, right: p.right }),
    (2, |p| Act::ResendCode { by: p.by, whose: p.other }),
    (3, |p| Act::ChangeAddress { by: p.by, whose: p.other, address: p.address }),
    (1, |p| Act::CancelAddress { by: p.by, whose: p.other }),
    (3, |p| Act::UndoAddress { whose: p.name }),
    (3, |p| Act::CreateOrganization { by: p.by, name: p.name, address: p.address }),
    (8, |p| Act::Invite { by: p.by, organization: p.organization, who: p.other, administrator: p.flag }),
    (8, |p| Act::AcceptInvitation { by: p.by, organization: p.organization }),
    (2, |p| Act::DeclineInvitation { by: p.by, organization: p.organization }),
    (4, |p| Act::CancelInvitation { by: p.by, organization: p.organization, who: p.other }),
    (4, |p| Act::ChangeRole { by: p.by, organization: p.organization, who: p.other, administrator: p.flag }),
    (3, |p| Act::RemoveMember { by: p.by, organization: p.organization, who: p.other }),
    (2, |p| Act::DeleteOrganization { by: p.by, organization: p.organization }),
    (7, |p| Act::RequestConversion { by: p.by, administrator: p.other, right: p.right }),
    (6, |p| Act::AcceptConversion { by: p.by, account: p.name }),
    (3, |p| Act::RejectConversion { by: p.by, account: p.name }),
    (4, |p| Act::CancelConversion { by: p.by }),
    (3, |p| Act::RequestDeletion { by: p.by, unlist: p.flag, right: p.right }),
    (2, |p| Act::CancelDeletion { by: p.by }),
    (1, |p| Act::KeepByLink { whose: p.name }),
    (2, |p| Act::Lock { who: p.name, locked: p.flag }),
    (1, |p| Act::Rename { who: p.name, to: p.other }),
    (4, |p| Act::ChangeLogin { by: p.by, to: p.identity, right: p.right }),
    (3, |p| Act::SwapLogins { by: p.by, other: p.identity, right: p.right }),
    (4, |p| Act::UndoChange { identity: p.identity, both: p.right }),
    (2, |p| Act::Freeze { whose: p.name }),
    (1, |p| Act::MakeCodes { by: p.by, right: p.right }),
    (5, |p| Act::MakeKey { by: p.by, owner: p.other }),
    (2, |p| Act::RevokeKey { by: p.by, key: p.key }),
    (7, |p| Act::RegisterPackage { key: p.key, package: p.package }),
    (7, |p| Act::Offer { by: p.by, package: p.package, who: p.other, transfer: p.flag }),
    (4, |p| Act::AnswerOffer { by: p.by, package: p.package, who: p.other, accept: p.right }),
    (3, |p| Act::WithdrawOffer { by: p.by, package: p.package, who: p.other }),
    (6, |p| Act::RemoveOwner { by: p.by, package: p.package, who: p.other }),
];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long may be waited: around each limit that the rules know.
const WAITS: [i64; 10] = [
    MINUTE,
    16 * MINUTE,
    HOUR,
    DAY,
    3 * DAY,
    3 * DAY,
    7 * DAY,
    7 * DAY,
    30 * DAY,
    31 * DAY,
];

fn picked() -> impl Strategy<Value = Picked> {
    let by = (
        prop_oneof![6 => 0..4_usize, 1 => 4..NAMES.len()],
        prop::bool::weighted(0.1),
    );
    let name = prop_oneof![3 => 0..4_usize, 2 => 4..6_usize, 1 => 6..NAMES.len()];
    let other = prop_oneof![4 => 0..4_usize, 2 => 4..6_usize, 1 => 6..NAMES.len()];
    let organization = prop_oneof![2 => Just(4_usize), 2 => Just(5), 1 => 0..NAMES.len()];
    let rest = (0..IDENTITIES, 0..ADDRESSES, 0..PACKAGES.len(), 0..6_usize);
    let flags = (
        prop::sample::select(&WAITS[..]),
        any::<bool>(),
        prop::bool::weighted(0.85),
    );
    (by, name, other, organization, rest, flags).prop_map(|(by, name, other, organization, rest, flags)| {
        let (identity, address, package, key) = rest;
        let (seconds, flag, right) = flags;
        let by = By {
            name: by.0,
            older: by.1,
        };
        Picked {
            by,
            name,
            other,
            organization,
            identity,
            address,
            package,
            key,
            seconds,
            flag,
            right,
        }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let kinds = KINDS.iter().map(|(weight, make)| (*weight, Just(*make)));
    let kind = proptest::strategy::Union::new_weighted(kinds.collect());
    let picked = prop::collection::vec(picked(), 64);
    (kind, picked, prop::bool::weighted(0.85)).prop_map(|(make, picked, succeeds)| {
        let acts = picked.into_iter().map(make).collect();
        Step { acts, succeeds }
    })
}

/// A sequence of steps.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 30..60)
}
