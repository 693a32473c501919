//! Answering an offer of ownership (rules 13.7, 13.8), and withdrawing one.

use super::{
    OWNERS, OwnershipOffer, Package,
    acting::{Needed, may_act, must_be_fit},
    offer::judge_person,
    ownership::{Handover, package_view, remove_offer, withdraw_offers_by},
};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    digest::Hash,
    draft::Draft,
    entropy::Entropy,
    mailed_act::ActKind,
    organization::open_act,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{Code, Timestamp, account::AuditKind, consequence::Consequence, package::Package as PackageView};
use uuid::Uuid;

/// How an offer is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfferAnswer {
    /// Become an owner.
    Accept,
    /// Do not.
    Decline,
}

/// Accept or decline an offer, in one's own name or that of an organization that one administers.
#[derive(Debug)]
pub struct AnswerOffer {
    /// Who asks.
    pub caller: Caller,
    /// The offer.
    pub offer: Uuid,
    /// The answer.
    pub answer: OfferAnswer,
}

/// Withdraw an offer, in the name of any owner of the package.
#[derive(Debug)]
pub struct WithdrawOffer {
    /// Who asks.
    pub caller: Caller,
    /// The offer.
    pub offer: Uuid,
}

/// Decline an offer with the link that was mailed (rule 13.8): the button on the link's page.
#[derive(Debug)]
pub struct DeclineOfferByLink {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The offer that the link is about.
    pub offer: Uuid,
}

fn not_found() -> Refusal {
    Refusal::new(
        Code::OwnershipRequestNotFound,
        "13.8",
        "no such offer waits for this caller",
    )
}

/// An offer that is open, with its package.
fn open(snapshot: &Snapshot, offer: Uuid, now: Timestamp) -> Result<(&OwnershipOffer, &Package), Refusal> {
    let offer = snapshot.ownership_offers.iter().find(|row| row.id == offer);
    let offer = offer.filter(|offer| offer.is_open(now)).ok_or_else(not_found)?;
    Ok((offer, snapshot.package(&offer.package).ok_or_else(not_found)?))
}

fn needs(caller: &Caller, offer: Uuid) -> Vec<Need> {
    vec![
        Need::Session(caller.session),
        Need::Account(caller.account),
        Need::OwnershipOffer(offer),
        Need::MembershipsOf(caller.account),
    ]
}

impl Command for AnswerOffer {
    type Answer = PackageView;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(&self.caller, self.offer)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<PackageView> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let (offer, package) = open(snapshot, self.offer, now)?;
        // Who may not answer an offer does not learn that there is one.
        if !may_act(snapshot, caller.account, offer.account, Needed::Administrator) {
            return Err(not_found());
        }
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        draft.rests_on(offer.account);
        let owners = match self.answer {
            OfferAnswer::Accept => accept(&caller, offer, package, &mut draft)?,
            OfferAnswer::Decline => {
                drop_offer(offer, package, &mut draft);
                super::owner_names(snapshot, &package.folded)
            }
        };
        Ok((draft.finish(), package_view(package, owners)))
    }
}

fn accept(
    caller: &Caller,
    offer: &OwnershipOffer,
    package: &Package,
    draft: &mut Draft<'_>,
) -> Result<Vec<String>, Refusal> {
    let (snapshot, now) = (draft.snapshot, draft.now);
    judge_person(snapshot, caller, now)?;
    let account = snapshot.account(offer.account).ok_or_else(not_found)?;
    must_be_fit(account)?;
    let offerer = judge_offerer(offer, snapshot, now)?;
    if snapshot.owners_of(&package.folded).count() >= OWNERS {
        let detail = "the package has as many owners as it can have";
        return Err(Refusal::new(Code::LimitReached, "13.6", detail));
    }
    draft.rests_on(offerer.id);
    remove_offer(offer.id, draft);
    let handover = Handover {
        package,
        comes: Some(account),
        goes: offer.transfer.then_some(offerer),
    };
    if offer.transfer {
        withdraw_offers_by(offerer.id, package, Some(offer), draft);
    }
    Ok(handover.write(draft))
}

/// The owner that offers it must still be one, and still be able to (rule 13.7).
fn judge_offerer<'a>(
    offer: &OwnershipOffer,
    snapshot: &'a Snapshot,
    now: Timestamp,
) -> Result<&'a AccountRow, Refusal> {
    let mut owners = snapshot.owners_of(&offer.package);
    if !owners.any(|owner| owner.account == offer.offered_by) {
        return Err(not_found());
    }
    let offerer = snapshot.account(offer.offered_by).ok_or_else(not_found)?;
    must_be_fit(offerer).map_err(|refusal| refusal.about("offered_by"))?;
    if offer.transfer {
        let open = offerer.must_have_no_open_change(now);
        open.map_err(|refusal| refusal.about("offered_by"))?;
    }
    Ok(offerer)
}

fn drop_offer(offer: &OwnershipOffer, package: &Package, draft: &mut Draft<'_>) {
    let name = draft.snapshot.account(offer.account).map(|row| row.username.as_str());
    let subject = format!("{}: {}", package.id, name.unwrap_or_default());
    remove_offer(offer.id, draft);
    draft.consequence(Consequence::RequestsWithdrawn { count: 1 });
    for account in [offer.account, offer.offered_by] {
        draft.touches(account);
        draft.audit(account, AuditKind::OwnershipDeclined, &subject);
    }
}

impl Command for DeclineOfferByLink {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::MailedAct(self.act), Need::OwnershipOffer(self.offer)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        open_act(snapshot, self.act, ActKind::OwnershipOffer, self.offer, now).ok_or_else(not_found)?;
        let (offer, package) = open(snapshot, self.offer, now)?;
        let mut draft = Draft::by_nobody(snapshot, now, entropy);
        drop_offer(offer, package, &mut draft);
        Ok((draft.finish(), ()))
    }
}

impl Command for WithdrawOffer {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(&self.caller, self.offer)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let (offer, package) = open(snapshot, self.offer, now)?;
        let person = caller.account;
        let mut owners = snapshot.owners_of(&package.folded);
        let owner = owners.find(|owner| may_act(snapshot, person, owner.account, Needed::Administrator));
        let owner = owner.ok_or_else(not_found)?;
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        draft.rests_on(owner.account);
        drop_offer(offer, package, &mut draft);
        Ok((draft.finish(), ()))
    }
}
