//! Listing and unlisting (rule 13.10).

use super::{
    FeedChange, Package, PackageId,
    acting::{Needed, acting_owner, must_be_fit},
    id,
    offer::known,
    ownership::package_view,
};
use crate::{
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{Code, Timestamp, account::AuditKind, consequence::Consequence, package::Package as PackageView};

/// List a package, or unlist it, in the name of any owner; for an organization, any member may.
#[derive(Debug)]
pub struct SetListed {
    /// Who asks.
    pub caller: Caller,
    /// The package's id, in any case.
    pub package: String,
    /// Listed from now on, or else not.
    pub listed: bool,
}

impl Command for SetListed {
    type Answer = PackageView;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Package(id::fold(&self.package)),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<PackageView> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let folded = PackageId::parse(&self.package)?.folded();
        let person = snapshot.account(caller.account);
        must_be_fit(person.ok_or_else(|| Refusal::new(Code::SessionRequired, "3.2", "the account is gone"))?)?;
        let package = known(snapshot, &folded)?;
        must_be_fit(acting_owner(snapshot, caller.account, package, None, Needed::Member)?)?;
        let owners = super::owner_names(snapshot, &folded);
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        let changed = Package {
            listed: self.listed,
            ..package.clone()
        };
        if changed != *package {
            write(&changed, owners.clone(), &mut draft);
        }
        Ok((draft.finish(), package_view(&changed, owners)))
    }
}

/// Every owner counts as changed, for the reason that [`super::ownership::Handover::write`] gives.
fn write(package: &Package, owners: Vec<String>, draft: &mut Draft<'_>) {
    let kind = if package.listed {
        AuditKind::PackageListed
    } else {
        AuditKind::PackageUnlisted
    };
    for owner in draft.snapshot.owners_of(&package.folded) {
        draft.touches(owner.account);
        draft.audit(owner.account, kind, &package.id);
    }
    draft.consequence(Consequence::ListingChanges {
        package: package.id.clone(),
        listed: package.listed,
    });
    draft.write(Write::UpdatePackage(package.clone()));
    let change = FeedChange::new(package, owners, draft.now, draft.entropy);
    draft.write(Write::TellFeeds(change));
}
