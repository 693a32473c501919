//! What stands in the way of a conversion: all of it at once, each with what helps.

use super::Convert;
use crate::page;
use contract::{
    Code,
    account::{Account, AccountKind},
    desktop::wizard::{Choice, Facts, Line, Offer, WizardKind},
};

impl Convert {
    /// All of it; nothing while it is not known.
    pub(super) fn blockers(&self) -> Vec<Line> {
        let Some(account) = &self.account.known else {
            return Vec::new();
        };
        let mut found = of_account(account);
        found.extend(self.memberships());
        found.extend(self.unlisted_memberships());
        found.extend(self.invitations());
        let obstacle = self.own.known.as_ref().and_then(|own| own.obstacle);
        // What the gallery names and nothing here explains is said as it is.
        if let Some(code) = obstacle.filter(|code| !found.iter().any(|line| line.code == Some(*code))) {
            let helps = page::remedy(code, &account.username);
            found.push(page::blocker(code, about(account), helps));
        }
        if self.is_in_recovery() {
            // Other wizards take a full session.
            for line in &mut found {
                line.offers
                    .retain(|offer| offer.starts.is_none_or(|kind| !kind.is_for_account()));
            }
        }
        found
    }

    fn memberships(&self) -> Vec<Line> {
        let list = self.organizations.known.iter().flat_map(|list| &list.organizations);
        let standing = list.filter(|membership| self.stands(&membership.organization));
        let lines = standing.map(|membership| {
            let name = &membership.organization;
            let offers = vec![
                Offer::plain(Choice::ChooseLeave).about(name),
                Offer::starting(WizardKind::Members).about(name),
            ];
            page::blocker(Code::ConversionIsMember, named(name, true), offers)
        });
        lines.collect()
    }

    /// A recovery session lists invitations alone (rule 10.11): whatever else stands in the way is a membership, which only
    /// a full session ends.
    fn unlisted_memberships(&self) -> Vec<Line> {
        let Some(list) = self.organizations.known.as_ref().filter(|_| self.is_in_recovery()) else {
            return Vec::new();
        };
        let is_invitation = |name: &str| list.invitations.iter().any(|found| found.organization == name);
        let own = self.own.known.iter().flat_map(|own| &own.organizations);
        let names = own.filter(|name| !is_invitation(name));
        names
            .map(|name| page::blocker(Code::ConversionIsMember, named(name, true), Vec::new()))
            .collect()
    }

    /// Whether the account still is a member of this organization, or invited by it.
    fn stands(&self, organization: &str) -> bool {
        let own = self.own.known.as_ref();
        own.is_some_and(|own| own.organizations.iter().any(|name| name == organization))
    }

    fn invitations(&self) -> Vec<Line> {
        let list = self.organizations.known.iter().flat_map(|list| &list.invitations);
        let standing = list.filter(|invitation| self.stands(&invitation.organization));
        let lines = standing.map(|invitation| {
            let name = &invitation.organization;
            let offer = Offer::plain(Choice::DeclineInvitation).about(name);
            page::blocker(Code::ConversionIsMember, named(name, false), vec![offer])
        });
        lines.collect()
    }
}

fn of_account(account: &Account) -> Vec<Line> {
    let mut found = Vec::new();
    if account.kind == AccountKind::Organization {
        found.push(page::blocker(Code::AlreadyOrganization, about(account), Vec::new()));
    }
    if account.confirmed_email.is_none() {
        let helps = page::remedy(Code::EmailUnconfirmed, &account.username);
        found.push(page::blocker(Code::EmailUnconfirmed, about(account), helps));
    }
    found.extend(page::standing_in_the_way(account));
    found
}

fn about(account: &Account) -> Facts {
    Facts {
        username: Some(account.username.clone()),
        ..Facts::default()
    }
}

/// An organization: of which the account is a member, or which invited it.
fn named(organization: &str, member: bool) -> Facts {
    Facts {
        organization: Some(organization.to_owned()),
        is: Some(member),
        ..Facts::default()
    }
}
