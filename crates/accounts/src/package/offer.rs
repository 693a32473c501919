//! Offering ownership (rules 13.5, 13.6).

use super::{
    OFFER_SECONDS, OFFERS, OWNERS, OwnershipOffer, Package, PackageId,
    acting::{Needed, acting_owner, may_act, must_be_fit},
    id, open_offers,
    ownership::{Handover, offer_view, package_view, remove_offer, withdraw_offers_by},
};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    draft::Draft,
    email,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    username,
    write::Write,
};
use contract::{
    Code, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind, package::OfferedOwnership,
};

/// For how many seconds the same offer again mails nobody (rule 13.6).
const QUIET_SECONDS: i64 = 86_400;

/// Offer ownership of a package to an account. Where the caller may also answer for that account, it is accepted at
/// once.
#[derive(Debug)]
pub struct OfferOwnership {
    /// Who asks.
    pub caller: Caller,
    /// The package's id, in any case.
    pub package: String,
    /// To whom, by username.
    pub username: String,
    /// The owner in whose name; by itself the caller's account, or else an organization of theirs.
    pub owner: Option<String>,
    /// Whether that owner stops being one when it is accepted.
    pub transfer: bool,
}

impl Command for OfferOwnership {
    type Answer = OfferedOwnership;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let (folded, to) = (id::fold(&self.package), username::fold(&self.username));
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Package(folded.clone()),
            Need::OwnershipOffersOf(folded),
            Need::AccountNamed(to.clone()),
            Need::MembersNamed(to),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<OfferedOwnership> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let folded = PackageId::parse(&self.package)?.folded();
        if email::is_valid(&self.username) {
            let detail = "an owner is named by username, not by e-mail address";
            return Err(Refusal::new(Code::UsernameIsEmail, "13.5", detail).about("username"));
        }
        judge_person(snapshot, &caller, now)?;
        let package = known(snapshot, &folded)?;
        let (person, owner) = (caller.account, self.owner.as_deref());
        let owner = acting_owner(snapshot, person, package, owner, Needed::Administrator)?;
        must_be_fit(owner)?;
        let to = self.receiver(snapshot, package)?;
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        draft.rests_on(owner.id);
        draft.rests_on(to.id);
        let handover = Handover {
            package,
            comes: Some(to),
            goes: self.transfer.then_some(owner),
        };
        let answer = if may_act(snapshot, person, to.id, Needed::Administrator) {
            accept_at_once(&handover, &mut draft)?
        } else {
            self.offer(owner, &handover, to, &mut draft)?
        };
        Ok((draft.finish(), answer))
    }
}

/// The package, where it is registered.
pub fn known<'a>(snapshot: &'a Snapshot, folded: &str) -> Result<&'a Package, Refusal> {
    let package = snapshot.package(folded);
    package.ok_or_else(|| Refusal::new(Code::NotFound, "13.2", "no such package").about("package"))
}

/// Whether the person who asks may change ownership now (rules 13.4, 13.7).
pub fn judge_person(snapshot: &Snapshot, caller: &Caller, now: Timestamp) -> Result<(), Refusal> {
    let person = snapshot.account(caller.account);
    let person = person.ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the account is gone"))?;
    must_be_fit(person)?;
    person.must_have_no_open_change(now)
}

/// What happens at once where the caller may answer for both sides.
fn accept_at_once(handover: &Handover<'_>, draft: &mut Draft<'_>) -> Result<OfferedOwnership, Refusal> {
    let (snapshot, package) = (draft.snapshot, handover.package);
    let theirs = |offer: &&OwnershipOffer| {
        offer.package == package.folded && handover.comes.is_some_and(|comes| comes.id == offer.account)
    };
    let waiting = snapshot.ownership_offers.iter().find(theirs);
    if let Some(comes) = handover.comes {
        must_be_fit(comes)?;
    }
    if let Some(offer) = waiting {
        remove_offer(offer.id, draft);
    }
    if let Some(goes) = handover.goes {
        withdraw_offers_by(goes.id, package, waiting, draft);
    }
    let owners = handover.write(draft);
    Ok(OfferedOwnership {
        accepted: true,
        offer: None,
        package: package_view(package, owners),
    })
}

impl OfferOwnership {
    /// To whom it is offered, if it can be.
    fn receiver<'a>(&self, snapshot: &'a Snapshot, package: &Package) -> Result<&'a AccountRow, Refusal> {
        let refused = |code, detail| Err(Refusal::new(code, "13.5", detail).about("username"));
        let Some(to) = snapshot.account_named(&username::fold(&self.username)) else {
            return refused(Code::AccountUnknown, "no account has this username");
        };
        if snapshot.owners_of(&package.folded).any(|owner| owner.account == to.id) {
            return refused(Code::OwnerAlready, "the account owns the package already");
        }
        if to.confirmed_email.is_none() {
            return refused(
                Code::MemberUnconfirmed,
                "the account has not confirmed its contact e-mail",
            );
        }
        if to.locked {
            return refused(Code::AccountLocked, "an operator locked the account");
        }
        if snapshot.owners_of(&package.folded).count() >= OWNERS {
            let detail = "the package has as many owners as it can have";
            return Err(Refusal::new(Code::LimitReached, "13.6", detail));
        }
        Ok(to)
    }

    fn offer(
        &self,
        owner: &AccountRow,
        handover: &Handover<'_>,
        to: &AccountRow,
        draft: &mut Draft<'_>,
    ) -> Result<OfferedOwnership, Refusal> {
        let (snapshot, now, package) = (draft.snapshot, draft.now, handover.package);
        let waiting: Vec<_> = open_offers(snapshot, &package.folded, now).collect();
        let earlier = waiting.iter().find(|offer| offer.account == to.id);
        if earlier.is_none() && waiting.len() >= OFFERS {
            let detail = "too many offers of this package wait for their answer";
            return Err(Refusal::new(Code::LimitReached, "13.6", detail));
        }
        let same = earlier.filter(|offer| {
            offer.offered_by == owner.id
                && offer.transfer == self.transfer
                && now < offer.made_at.plus_secs(QUIET_SECONDS)
        });
        let offer = same.map_or_else(
            || self.make(owner, package, to, draft),
            |offer| OwnershipOffer::clone(offer),
        );
        self.foretell(owner, handover, draft);
        let names = super::owner_names(snapshot, &package.folded);
        Ok(OfferedOwnership {
            accepted: false,
            offer: offer_view(snapshot, &offer),
            package: package_view(package, names),
        })
    }

    /// What accepting it will do.
    fn foretell(&self, owner: &AccountRow, handover: &Handover<'_>, draft: &mut Draft<'_>) {
        let (snapshot, package) = (draft.snapshot, handover.package);
        let new = handover.comes.map(|comes| comes.username.as_str().to_owned());
        draft.consequence(Consequence::OwnershipBegins {
            package: package.id.clone(),
            owner: new.clone().unwrap_or_default(),
        });
        if self.transfer {
            let mut remaining = super::owner_names(snapshot, &package.folded);
            remaining.retain(|name| name != owner.username.as_str());
            remaining.extend(new);
            draft.consequence(Consequence::OwnershipEnds {
                package: package.id.clone(),
                remaining,
            });
        }
    }

    fn make(&self, owner: &AccountRow, package: &Package, to: &AccountRow, draft: &mut Draft<'_>) -> OwnershipOffer {
        let now = draft.now;
        let offer = OwnershipOffer {
            id: draft.entropy.id(now),
            package: package.folded.clone(),
            account: to.id,
            offered_by: owner.id,
            transfer: self.transfer,
            made_at: now,
            expires_at: now.plus_secs(OFFER_SECONDS),
        };
        // Both count as changed, and every owner with them, so that the number of offers is right under races.
        for row in draft.snapshot.owners_of(&package.folded) {
            draft.touches(row.account);
        }
        draft.touches(to.id);
        let mut before = draft.snapshot.ownership_offers.iter();
        if let Some(before) = before.find(|row| row.package == offer.package && row.account == to.id) {
            draft.write(Write::RemoveMailedActs(before.id));
        }
        draft.write(Write::PutOwnershipOffer(offer.clone()));
        let subject = format!("{}: {}", package.id, to.username.as_str());
        draft.audit(owner.id, AuditKind::OwnershipOffered, &subject);
        draft.audit(to.id, AuditKind::OwnershipOffered, &subject);
        let what = EventKind::OwnershipOffered {
            package: package.id.clone(),
            to: Some(to.username.as_str().to_owned()),
        };
        draft.ask(to, &what);
        if to.mail.from_others {
            mail(owner, package, to, &offer, draft);
        }
        offer
    }
}

/// Tells the account of the offer, with a link to the page that explains and declines it.
fn mail(owner: &AccountRow, package: &Package, to: &AccountRow, offer: &OwnershipOffer, draft: &mut Draft<'_>) {
    let (kind, now) = (ActKind::OwnershipOffer, draft.now);
    let (act, reference) = MailedAct::issue(kind, to.id, offer.id, OFFER_SECONDS, now, draft.entropy);
    draft.write(Write::InsertMailedAct(act));
    let letter = LetterKind::OwnershipOffered {
        package: package.id.clone(),
        by: owner.username.as_str().to_owned(),
        transfer: offer.transfer,
        until: offer.expires_at,
        reference,
    };
    draft.mail(to, letter);
}
