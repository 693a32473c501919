//! Who may see what of packages (rule 13.11).

use super::{PackageId, acting::is_part_of, offer_view, open_offers, owner_names, package_view};
use crate::{refusal::Refusal, snapshot::Snapshot, username};
use contract::{AccountId, Code, Timestamp, package::PackageDetails};

/// The account of this username, if this person may list its packages: their own, or an organization that they are a
/// member of. Needs [`crate::Need::MembersNamed`].
///
/// # Errors
/// `AccountUnknown`; `NotAuthorized` for the account of somebody else.
pub fn listed_owner(snapshot: &Snapshot, person: AccountId, named: &str) -> Result<AccountId, Refusal> {
    let refused = |code, detail| Refusal::new(code, "13.11", detail).about("owner");
    let owner = snapshot
        .account_named(&username::fold(named))
        .ok_or_else(|| refused(Code::AccountUnknown, "no account has this username"))?;
    if !is_part_of(snapshot, person, owner.id) {
        let detail = "the packages of others are on their profiles";
        return Err(refused(Code::NotAuthorized, detail));
    }
    Ok(owner.id)
}

/// A package with its owners and, for who belongs to one of them, the offers that wait. Needs [`crate::Need::Package`] and
/// [`crate::Need::OwnershipOffersOf`].
///
/// # Errors
/// `NotFound` where no such package is registered.
pub fn details(
    snapshot: &Snapshot,
    person: AccountId,
    package: &PackageId,
    now: Timestamp,
) -> Result<PackageDetails, Refusal> {
    let folded = package.folded();
    let unknown = || Refusal::new(Code::NotFound, "13.2", "no such package");
    let row = snapshot.package(&folded).ok_or_else(unknown)?;
    let mut owners = snapshot.owners_of(&folded);
    let belongs = owners.any(|owner| is_part_of(snapshot, person, owner.account));
    let open = open_offers(snapshot, &folded, now).filter(|_| belongs);
    Ok(PackageDetails {
        package: package_view(row, owner_names(snapshot, &folded)),
        offers: open.filter_map(|offer| offer_view(snapshot, offer)).collect(),
    })
}
