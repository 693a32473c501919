//! Deleting an organization.

use super::authority::{Acting, administered, not_found};
use crate::{
    command::{Command, Decision},
    deletion::{self, Orphans},
    entropy::Entropy,
    outbound::told_own,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Guard,
};
use contract::{AccountId, Code, Timestamp};

/// Delete an organization at once (rule 11.24).
#[derive(Debug)]
pub struct DeleteOrganization {
    /// Who asks.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
    /// Its username, as it was typed again.
    pub typed: String,
}

impl Command for DeleteOrganization {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = vec![Need::Session(self.caller.session), Need::Account(self.caller.account)];
        needs.extend(deletion::needs(self.organization));
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let organization = administered(snapshot, acting.account.id, self.organization).map_err(|_| not_found())?;
        if !organization.username.is_typed(&self.typed) {
            return Err(Refusal::new(Code::ConfirmationWrong, "11.24", "another username was typed").about("username"));
        }
        let mut changes = deletion::erase(snapshot, organization.id, Orphans::Refuse, now, entropy)?;
        if snapshot.members_of(organization.id).count() > 1 {
            return Err(Refusal::new(
                Code::OrganizationHasMembers,
                "11.24",
                "the organization still has other members",
            ));
        }
        let told = told_own(snapshot, acting.account.id, &changes.mails, now);
        changes.consequences.extend(told);
        changes.guards.push(Guard::SessionLive(acting.caller.session));
        // Whose computer it was stands in their own activity (rule 11.23).
        let own = changes.audit.iter_mut().filter(|row| row.account == acting.account.id);
        own.for_each(|row| row.entry.installation = Some(acting.caller.installation.clone()));
        Ok((changes, ()))
    }
}
