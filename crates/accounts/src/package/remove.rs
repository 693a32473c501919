//! Removing an owner, oneself included (rule 13.9).

use super::{
    PackageId,
    acting::{Needed, acting_owner, must_be_fit},
    id,
    offer::{judge_person, known},
    ownership::{Handover, package_view, withdraw_offers_by},
};
use crate::{
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    username,
};
use contract::{Code, Timestamp, package::Package as PackageView};

/// Remove an owner of a package. Any owner may, but the last one stays.
#[derive(Debug)]
pub struct RemoveOwner {
    /// Who asks.
    pub caller: Caller,
    /// The package's id, in any case.
    pub package: String,
    /// Who is to go, by username.
    pub username: String,
}

impl Command for RemoveOwner {
    type Answer = PackageView;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let folded = id::fold(&self.package);
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Package(folded.clone()),
            Need::OwnershipOffersOf(folded),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<PackageView> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let folded = PackageId::parse(&self.package)?.folded();
        judge_person(snapshot, &caller, now)?;
        let package = known(snapshot, &folded)?;
        let acting = acting_owner(snapshot, caller.account, package, None, Needed::Administrator)?;
        must_be_fit(acting)?;
        let name = username::fold(&self.username);
        let mut owners = snapshot
            .owners_of(&folded)
            .filter_map(|row| snapshot.account(row.account));
        let goes = owners.find(|owner| owner.username.folded() == name).ok_or_else(|| {
            let detail = "no owner of the package has this username";
            Refusal::new(Code::NotFound, "13.9", detail).about("username")
        })?;
        if snapshot.owners_of(&folded).count() < 2 {
            let detail = "the package would be left without an owner";
            return Err(Refusal::new(Code::LastOwner, "13.9", detail));
        }
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        withdraw_offers_by(goes.id, package, None, &mut draft);
        let handover = Handover {
            package,
            comes: None,
            goes: Some(goes),
        };
        let remaining = handover.write(&mut draft);
        Ok((draft.finish(), package_view(package, remaining)))
    }
}
