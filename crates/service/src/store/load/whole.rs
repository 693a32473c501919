//! An account with all that its deletion touches.

use super::{account, address_changes, deletion, organization, package, sessions_of};
use accounts::Snapshot;
use contract::AccountId;
use rusqlite::{Connection, Result};

/// Organizations are no members of organizations, so one step from the account reaches all that go with it.
pub fn whole(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    account(c, id, into)?;
    organization::members_of(c, id, into)?;
    organization::memberships_of(c, id, into)?;
    organization::invitations_by(c, id, into)?;
    organization::inviting_members(c, id, into)?;
    deletion(c, id, into)?;
    address_changes(c, id, into)?;
    sessions_of(c, id, into)?;
    let memberships = into.members.iter().filter(|member| member.account == id);
    let alone = memberships
        .map(|member| member.organization)
        .filter(|organization| into.members_of(*organization).count() == 1);
    let whole: Vec<AccountId> = std::iter::once(id).chain(alone).collect();
    whole.into_iter().try_for_each(|id| belongings(c, id, into))
}

/// What an account owns, holds and has asked for or been asked.
fn belongings(c: &Connection, id: AccountId, into: &mut Snapshot) -> Result<()> {
    package::packages_of(c, id, into)?;
    package::keys_of(c, id, into)?;
    package::keys_for(c, id, into)?;
    package::offers_with(c, id, into)?;
    packages_offered(c, into)?;
    organization::invitations_of(c, id, into)?;
    organization::invitations_for(c, id, into)?;
    organization::conversion(c, id, into)?;
    organization::conversions_for(c, id, into)
}

fn packages_offered(c: &Connection, into: &mut Snapshot) -> Result<()> {
    let offered: Vec<String> = into.ownership_offers.iter().map(|row| row.package.clone()).collect();
    offered.iter().try_for_each(|folded| package::package(c, folded, into))
}
