//! How often each act is tried, and with which numbers.

use super::{
    ADDRESSES, IDENTITIES, NAMES, PACKAGES, PASSWORDS, SLOTS,
    act::{Act, Beside, By, Which},
    plain::Verdict,
};
use contract::Code;
use proptest::prelude::*;
use std::collections::BTreeMap;

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
pub const KINDS: [Kind; 81] = [
    (12, |p| Act::Wait { seconds: p.seconds }),
    (2, |p| Act::HaveSecondFactor { identity: p.identity, has: p.flag }),
    (1, |p| Act::Enforce { enforced: p.flag && p.second }),
    (3, |p| Act::Register { identity: p.identity, name: p.name, address: p.address }),
    (8, |p| Act::SignIn { identity: p.identity }),
    (1, |p| Act::EndSession { by: p.by, first: p.flag }),

    (4, |p| Act::BeginProof { by: p.by }),
    (1, |p| Act::CountWrongToken { proof: p.slot, times: 1 + p.key }),
    (4, |p| Act::CompleteProof { proof: p.slot, identity: p.second.then_some(p.identity), told: p.flag && p.second }),
    (5, |p| Act::MailProofCode { proof: p.slot }),
    (6, |p| Act::TypeProofCode { proof: p.slot, right: p.right }),
    (5, |p| Act::SpendProof { by: p.by, proof: p.slot }),

    (6, |p| Act::ConfirmAddress { by: p.by, whose: p.other, right: p.right }),
    (4, |p| Act::ConfirmByLink { by: p.by, whose: p.other }),
    (2, |p| Act::ResendCode { by: p.by, whose: p.other }),
    (4, |p| Act::ChangeAddress { by: p.by, whose: p.other, address: p.address, password: p.password, fresh: p.right }),
    (1, |p| Act::CancelAddress { by: p.by, whose: p.other, fresh: p.right }),
    (3, |p| Act::UndoAddress { whose: p.name }),
    (2, |p| Act::ChooseMail { by: p.by, whose: p.other, from_others: p.flag, published: p.second, fresh: p.right }),

    (3, |p| Act::CreateOrganization { by: p.by, name: p.name, address: p.address }),
    (7, |p| Act::Invite { by: p.by, organization: p.organization, who: p.other, administrator: p.flag }),
    (7, |p| Act::AcceptInvitation { by: p.by, organization: p.organization }),
    (2, |p| Act::DeclineInvitation { by: p.by, organization: p.organization }),
    (2, |p| Act::DeclineByLink { organization: p.organization, who: p.other }),
    (3, |p| Act::CancelInvitation { by: p.by, organization: p.organization, who: p.other }),
    (4, |p| Act::ChangeRole { by: p.by, organization: p.organization, who: p.other, administrator: p.flag, fresh: p.right }),
    (3, |p| Act::RemoveMember { by: p.by, organization: p.organization, who: p.other }),
    (2, |p| Act::DeleteOrganization { by: p.by, organization: p.organization }),

    (8, |p| Act::RequestConversion { by: p.by, administrator: p.other, code: p.second, right: p.right }),
    (7, |p| Act::AcceptConversion { by: p.by, account: p.name }),
    (2, |p| Act::RejectConversion { by: p.by, account: p.name }),
    (2, |p| Act::RejectByLink { account: p.name }),
    (2, |p| Act::CancelConversion { by: p.by }),
    (3, |p| Act::StopConversion { account: p.name, own: p.flag }),
    (3, |p| Act::RequestDeletion { by: p.by, unlist: p.flag, right: p.right }),
    (2, |p| Act::CancelDeletion { by: p.by }),
    (3, |p| Act::KeepByLink { whose: p.name, identity: p.right.then_some(p.identity) }),
    (2, |p| Act::Lock { who: p.name, locked: p.flag && p.second }),
    (1, |p| Act::DeleteByOperator { who: p.name, unlist: p.flag, right: p.right }),
    (3, |p| Act::ListText { list: p.key, text: p.address, on: p.flag || p.second }),
    (1, |p| Act::NoteProvider { second_factor: p.flag, time: p.second }),
    (1, |p| Act::Rename { who: p.name, to: p.other }),
    (2, |p| Act::AskName { by: p.by, whose: p.other, to: p.name, fresh: p.right }),
    (1, |p| Act::WithdrawName { by: p.by, whose: p.other, fresh: p.right }),
    (1, |p| Act::RefuseName { who: p.name }),

    (6, |p| Act::ChangeLogin { by: p.by, to: p.identity, right: p.right && p.flag }),
    (3, |p| Act::SwapLogins { by: p.by, other: p.identity, right: p.right }),
    (4, |p| Act::MoveLogin { by: p.by, to: p.identity, named: p.other, right: p.right }),
    (1, |p| Act::ViewConflict { by: p.by, identity: p.identity }),
    (5, |p| Act::UndoChange { identity: p.identity, both: p.right, code: p.flag }),
    (4, |p| Act::Freeze { whose: p.name }),
    (5, |p| Act::AskDecision { who: p.name, slot: p.slot, right: p.right }),
    (7, |p| Act::Decide { who: p.name, undo: p.flag, mailed: p.second.then_some(p.slot), right: p.right }),
    (3, |p| Act::DecideByOperator { who: p.name, undo: p.flag }),
    (4, |p| Act::MakeCodes { by: p.by, right: p.right }),
    (5, |p| Act::SwitchTwoFactor { by: p.by, on: p.flag, code: p.typed(), right: p.right }),

    (6, |p| Act::ForgetPassword { who: p.other, slot: p.slot }),
    (8, |p| Act::ResetPassword { slot: p.slot, password: p.password, code: p.typed(), right: p.right }),
    (8, |p| Act::TypePassword { who: p.other, password: p.password, times: 1 + 3 * p.key }),
    (3, |p| Act::ChangePassword { by: p.by, from: p.password, to: p.third }),
    (1, |p| Act::RemovePassword { by: p.by, right: p.right }),
    (9, |p| Act::Recover { who: p.other, address: p.address, slot: p.slot }),
    (12, |p| Act::ConfirmRecovery { slot: p.slot, beside: p.beside(), right: p.right }),
    (2, |p| Act::AskAssistance { who: p.other, address: p.right.then_some(p.address) }),
    (2, |p| Act::StopRecovery { by: p.by }),
    (8, |p| Act::StopByLink { whose: p.name }),
    (10, |p| Act::LinkLogin { by: p.by, to: p.identity, code: p.flag }),

    (5, |p| Act::MakeKey { by: p.by, owner: p.other, days: p.days().unwrap_or(365) }),
    (2, |p| Act::ChangeKey { by: p.by, key: p.key, days: p.days().unwrap_or(7), fresh: p.right }),
    (2, |p| Act::RegenerateKey { by: p.by, key: p.key, days: p.days(), fresh: p.right }),
    (2, |p| Act::RevokeKey { by: p.by, key: p.key }),
    (1, |p| Act::RevokeFoundKey { key: p.key, text: p.flag }),
    (3, |p| Act::RevokeOrganizationKey { by: p.by, organization: p.organization, key: p.key }),
    (4, |p| Act::NoteVersions { key: p.key, package: p.package, has: p.flag }),
    (7, |p| Act::RegisterPackage { key: p.key, package: p.package }),
    (2, |p| Act::SetListed { by: p.by, package: p.package, listed: p.flag }),
    (7, |p| Act::Offer { by: p.by, package: p.package, who: p.other, transfer: p.flag }),
    (9, |p| Act::AnswerOffer { by: p.by, package: p.package, who: p.other, accept: p.right }),
    (1, |p| Act::DeclineOfferByLink { package: p.package, who: p.other }),
    (3, |p| Act::WithdrawOffer { by: p.by, package: p.package, who: p.other }),
    (6, |p| Act::RemoveOwner { by: p.by, package: p.package, who: p.other }),
];

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// How long may be waited: around each limit that the rules know.
const WAITS: [i64; 16] = [
    MINUTE,
    MINUTE,
    MINUTE,
    11 * MINUTE,
    11 * MINUTE,
    16 * MINUTE,
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

/// How many kinds of act are considered at a time, and how many acts of each.
const CONSIDERED: (usize, usize) = (8, 24);

/// How often each kind of act was done, and how often refused under each code.
#[derive(Clone, Debug, Default)]
pub struct Before {
    pub done: BTreeMap<String, u32>,
    pub refused: BTreeMap<String, u32>,
}

impl Before {
    pub fn count(&mut self, act: &Act, verdict: Verdict) {
        let counted = match verdict {
            Ok(()) => self.done.entry(act.kind()),
            Err(code) => self.refused.entry(refusal(act, code)),
        };
        *counted.or_default() += 1;
    }
}

/// A kind of act and a code.
fn refusal(act: &Act, code: Code) -> String {
    format!("{} {code:?}", act.kind())
}

/// What is tried.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Certain(Act),
    /// Where it is to succeed, one that can, of the kind that was done least for its weight; else any, or one that
    /// would be refused as its kind was least.
    Random {
        seed: u64,
        succeeds: bool,
    },
}

impl Step {
    /// The act to do now, by what would come of each and how often each kind was done or refused before.
    pub fn choose(self, foresee: impl Fn(&Act) -> Option<Verdict>, before: &Before) -> Act {
        let (seed, succeeds) = match self {
            Self::Certain(act) => return act,
            Self::Random { seed, succeeds } => (seed, succeeds),
        };
        let mut dice = Dice(seed);
        let any = (dice.kind().1)(dice.picked());
        let found = match (succeeds, dice.below(2)) {
            (true, _) => dice.least_done(foresee, before),
            (false, 0) => dice.least_refused(foresee, before),
            (false, _) => None,
        };
        found.unwrap_or(any)
    }
}

/// Numbers that follow from a seed (SplitMix64). The sequences are shrunk by steps, not by numbers, so that no strategy
/// is needed for each of them.
struct Dice(u64);

impl Dice {
    /// A number below this one.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }

    fn one_of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }

    fn kind(&mut self) -> Kind {
        let all: u32 = KINDS.iter().map(|(weight, _)| weight).sum();
        let mut at = self.below(all as usize) as u32;
        for (weight, make) in KINDS {
            if at < weight {
                return (weight, make);
            }
            at -= weight;
        }
        unreachable!()
    }

    fn least_done(&mut self, foresee: impl Fn(&Act) -> Option<Verdict>, before: &Before) -> Option<Act> {
        let mut found: Vec<(u32, Act)> = Vec::new();
        for _ in 0..CONSIDERED.0 {
            let (weight, make) = self.kind();
            let mut acts = (0..CONSIDERED.1).map(|_| make(self.picked()));
            let can = acts.find(|act| foresee(act) == Some(Ok(())));
            found.extend(can.map(|act| (weight, act)));
        }
        let done = |act: &Act| before.done.get(&act.kind()).copied().unwrap_or_default();
        let least = found.into_iter().min_by_key(|(weight, act)| 1000 * done(act) / weight);
        least.map(|(_, act)| act)
    }

    fn least_refused(&mut self, foresee: impl Fn(&Act) -> Option<Verdict>, before: &Before) -> Option<Act> {
        let mut found: Vec<(u32, Act)> = Vec::new();
        for _ in 0..CONSIDERED.0 {
            let (_, make) = self.kind();
            for act in (0..CONSIDERED.1).map(|_| make(self.picked())) {
                if let Some(Err(code)) = foresee(&act) {
                    let how_often = before.refused.get(&refusal(&act, code)).copied();
                    found.push((how_often.unwrap_or_default(), act));
                }
            }
        }
        let least = found.into_iter().min_by_key(|(how_often, _)| *how_often);
        least.map(|(_, act)| act)
    }

    /// Mostly a person, else an organization, else a name that is seldom used.
    fn name(&mut self) -> usize {
        match self.below(7) {
            0..4 => self.below(4),
            4..6 => 4 + self.below(2),
            _ => 6 + self.below(NAMES.len() - 6),
        }
    }

    fn by(&mut self) -> By {
        let all = NAMES.len();
        By {
            name: if self.below(7) == 0 {
                4 + self.below(all - 4)
            } else {
                self.below(4)
            },
            which: [Which::First, Which::Latest, Which::LatestFull][[0, 1, 1, 1, 1, 1, 2, 2, 2, 2][self.below(10)]],
        }
    }

    fn picked(&mut self) -> Picked {
        Picked {
            by: self.by(),
            name: self.name(),
            other: self.name(),
            organization: if self.below(5) == 0 {
                self.below(NAMES.len())
            } else {
                4 + self.below(2)
            },
            identity: self.below(IDENTITIES),
            address: self.below(ADDRESSES),
            package: self.below(PACKAGES.len()),
            key: self.below(6),
            password: self.below(PASSWORDS),
            slot: self.below(SLOTS),
            third: self.below(3),
            seconds: self.one_of(&WAITS),
            flag: self.below(2) == 0,
            second: self.below(2) == 0,
            right: self.below(20) < 17,
        }
    }
}

/// A sequence of steps.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (any::<u64>(), prop::bool::weighted(0.85)).prop_map(|(seed, succeeds)| Step::Random { seed, succeeds });
    prop::collection::vec(step, 30..80)
}
