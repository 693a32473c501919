//! Organizations and their members (rules 11.1 to 11.24).

use super::{DAY, HOUR, Invitation, Plain, Verdict, must};
use crate::model::{
    act::{Act, By},
    tenant_of,
};
use contract::Code;

impl Plain {
    pub(super) fn decide_member(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::CreateOrganization { by, name, address } => self.create(by, name, address),
            Act::Invite {
                by,
                organization,
                who,
                administrator,
            } => self.invite(by, organization, who, administrator),
            Act::AcceptInvitation { by, organization } => self.accept(by, organization),
            Act::DeclineInvitation { by, organization } => self.decline(by, organization),
            Act::DeclineByLink { organization, who } => {
                let organization = self.named(organization).ok_or(Code::InvitationNotFound)?;
                let who = self.named(who).ok_or(Code::InvitationNotFound)?;
                let open = self.invitation(organization, who).ok_or(Code::InvitationNotFound)?;
                must(
                    open.link.is_some_and(|until| self.now < until),
                    Code::InvitationNotFound,
                )?;
                self.declined(organization, who);
                Ok(())
            }
            Act::CancelInvitation { by, organization, who } => self.cancel_invitation(by, organization, who),
            Act::ChangeRole {
                by,
                organization,
                who,
                administrator,
                fresh,
            } => self.change_role(by, organization, who, (administrator, fresh)),
            Act::RemoveMember { by, organization, who } => self.remove_member(by, organization, who),
            Act::DeleteOrganization { by, organization } => self.delete_organization(by, organization),
            _ => unreachable!(),
        }
    }

    fn create(&mut self, by: By, name: usize, address: usize) -> Verdict {
        let creator = self.settled(by)?;
        self.must_be_confirmed(creator)?;
        self.must_not_be_locked(creator)?;
        must(!self.names.contains_key(&name), Code::UsernameTaken)?;
        must(self.holder_of(address).is_none(), Code::EmailTaken)?;
        let organization = self.open_account(name, address);
        let demands = self.demanded_under(creator);
        let row = self.account_mut(organization);
        (row.organization, row.demands) = (true, demands);
        self.members.insert((organization, creator), true);
        Ok(())
    }

    pub(super) fn administered(&self, who: usize, organization: usize) -> Result<usize, Code> {
        let organization = self.named(organization);
        organization
            .filter(|it| self.administers(who, *it))
            .ok_or(Code::NotAuthorized)
    }

    fn must_take_members(&self, organization: usize) -> Verdict {
        must(
            self.account(organization).confirmed.is_some(),
            Code::OrganizationUnconfirmed,
        )
    }

    /// What an organization with a tenant policy asks of who joins it (rule 11.20).
    fn must_be_of_its_tenant(&self, organization: usize, who: usize) -> Verdict {
        let demanded = self.account(organization).demands;
        let own = self.account(who).login.and_then(tenant_of);
        must(demanded.is_none() || own == demanded, Code::TenantPolicyNotMet)
    }

    /// The tenants that the organizations of an account demand.
    pub(super) fn demanded_of(&self, who: usize) -> impl Iterator<Item = usize> {
        let organizations = self.members.keys().filter(move |(_, member)| *member == who);
        organizations.filter_map(|(organization, _)| self.account(*organization).demands)
    }

    /// What that means for a change of a member's login (rule 9.10).
    pub(super) fn must_not_be_held(&self, who: usize) -> Verdict {
        let at_work = self.account(who).login.and_then(tenant_of).is_some();
        let held = at_work && self.demanded_of(who).next().is_some();
        must(!held, Code::TenantPolicyForbidsChange)
    }

    pub fn is_open(&self, invitation: &Invitation) -> bool {
        self.now < invitation.made + 30 * DAY
    }

    fn invitation(&self, organization: usize, who: usize) -> Option<Invitation> {
        let found = self.invitations.get(&(organization, who)).copied();
        found.filter(|invitation| self.is_open(invitation))
    }

    /// The caller, whose login nobody can take back (rule 11.26).
    pub(super) fn settled(&self, by: By) -> Result<usize, Code> {
        let caller = self.acting(by)?;
        self.must_have_no_open_change(caller)?;
        Ok(caller)
    }

    fn invite(&mut self, by: By, organization: usize, who: usize, administrator: bool) -> Verdict {
        let caller = self.settled(by)?;
        let organization = self.administered(caller, organization)?;
        self.must_take_members(organization)?;
        let invited = self.named(who).ok_or(Code::AccountUnknown)?;
        must(
            !self.members.contains_key(&(organization, invited)),
            Code::MemberAlready,
        )?;
        let mut made = self.now;
        let mut role = administrator;
        let mut inviter = caller;
        let mut link = None;
        if let Some(open) = self.invitation(organization, invited) {
            let holds = self.administers(open.inviter, organization);
            link = open.link;
            role |= holds && open.administrator;
            if self.now < open.made + HOUR {
                made = open.made;
                inviter = if holds { open.inviter } else { caller };
            }
        } else {
            self.must_be_invitable(organization, invited)?;
        }
        if made == self.now {
            self.write_of_invitation(organization, invited);
            if !self.account(invited).declines.0 {
                link = Some(made + 30 * DAY);
            }
        }
        let invitation = Invitation {
            administrator: role,
            inviter,
            made,
            link,
        };
        self.invitations.insert((organization, invited), invitation);
        Ok(())
    }

    fn must_be_invitable(&self, organization: usize, who: usize) -> Verdict {
        must(self.account(who).confirmed.is_some(), Code::MemberUnconfirmed)?;
        must(!self.account(who).organization, Code::MemberIsOrganization)?;
        self.must_be_of_its_tenant(organization, who)
    }

    fn write_of_invitation(&mut self, organization: usize, invited: usize) {
        self.tell("Invited", invited);
        self.write_if_wanted("Invited", invited);
        self.write_administrators("InvitationMade", organization);
    }

    fn accept(&mut self, by: By, organization: usize) -> Verdict {
        let who = self.settled(by)?;
        let organization = self.named(organization).ok_or(Code::NotFound)?;
        let invitation = self.invitation(organization, who);
        let invitation = invitation.filter(|open| self.administers(open.inviter, organization));
        let invitation = invitation.ok_or(Code::InvitationNotFound)?;
        self.must_be_confirmed(who)?;
        if !self.members.contains_key(&(organization, who)) {
            self.must_be_of_its_tenant(organization, who)?;
        }
        self.invitations.remove(&(organization, who));
        *self.members.entry((organization, who)).or_default() |= invitation.administrator;
        self.write_if_wanted("MemberUpdated", organization);
        Ok(())
    }

    fn decline(&mut self, by: By, organization: usize) -> Verdict {
        let who = self.caller(by)?;
        let organization = self.named(organization).ok_or(Code::InvitationNotFound)?;
        self.invitation(organization, who).ok_or(Code::InvitationNotFound)?;
        self.declined(organization, who);
        Ok(())
    }

    fn declined(&mut self, organization: usize, who: usize) {
        self.invitations.remove(&(organization, who));
        self.write_administrators("InvitationDeclined", organization);
    }

    fn cancel_invitation(&mut self, by: By, organization: usize, who: usize) -> Verdict {
        let caller = self.acting(by)?;
        let organization = self.administered(caller, organization)?;
        let invited = self.named(who).ok_or(Code::InvitationNotFound)?;
        self.invitation(organization, invited).ok_or(Code::InvitationNotFound)?;
        self.invitations.remove(&(organization, invited));
        self.write_if_wanted("InvitationCancelled", invited);
        Ok(())
    }

    fn change_role(
        &mut self,
        by: By,
        organization: usize,
        who: usize,
        (administrator, fresh): (bool, bool),
    ) -> Verdict {
        let caller = self.settled(by)?;
        let organization = self.administered(caller, organization)?;
        self.must_take_members(organization)?;
        let member = self.member_named(organization, who)?;
        if self.administers(member, organization) == administrator {
            return Ok(());
        }
        must(fresh, Code::Stale)?;
        must(
            administrator || !self.is_last_administrator(organization, member),
            Code::LastAdministrator,
        )?;
        self.members.insert((organization, member), administrator);
        self.write_if_wanted("MemberUpdated", organization);
        if member != caller {
            self.write_if_wanted("MemberUpdated", member);
        }
        if !administrator {
            self.withdraw_made_by(organization, member);
        }
        Ok(())
    }

    fn member_named(&self, organization: usize, who: usize) -> Result<usize, Code> {
        let member = self
            .named(who)
            .filter(|who| self.members.contains_key(&(organization, *who)));
        member.ok_or(Code::MemberNotFound)
    }

    pub fn members_of(&self, organization: usize) -> impl Iterator<Item = (usize, bool)> {
        let members = self.members.iter().filter(move |((of, _), _)| *of == organization);
        members.map(|((_, who), administrator)| (*who, *administrator))
    }

    fn is_last_administrator(&self, organization: usize, who: usize) -> bool {
        let mut others = self.members_of(organization).filter(|(member, _)| *member != who);
        self.administers(who, organization) && !others.any(|(_, administrator)| administrator)
    }

    fn remove_member(&mut self, by: By, organization: usize, who: usize) -> Verdict {
        let caller = self.acting(by)?;
        let organization = self.named(organization).ok_or(Code::NotAuthorized)?;
        let own = self.members.get(&(organization, caller)).ok_or(Code::NotAuthorized)?;
        let leaves = self.named(who) == Some(caller);
        must(*own || leaves, Code::NotAuthorized)?;
        if !leaves {
            self.must_have_no_open_change(caller)?;
        }
        self.must_take_members(organization)?;
        let member = self.member_named(organization, who)?;
        must(
            !self.is_last_administrator(organization, member),
            Code::LastAdministrator,
        )?;
        self.members.remove(&(organization, member));
        self.write_if_wanted("MemberRemoved", organization);
        if !leaves {
            self.write_to("MemberRemoved", member);
        }
        self.withdraw_made_by(organization, member);
        Ok(())
    }

    /// Invitations end with the administration of who made them (rule 11.27).
    fn withdraw_made_by(&mut self, organization: usize, maker: usize) {
        let made = self.invitations.iter().filter(|((of, _), row)| {
            let theirs = *of == organization && row.inviter == maker;
            theirs && self.is_open(row)
        });
        let invited: Vec<_> = made.map(|((_, invited), _)| *invited).collect();
        for invited in invited {
            self.write_if_wanted("InvitationCancelled", invited);
        }
        self.invitations
            .retain(|(of, _), invitation| *of != organization || invitation.inviter != maker);
    }

    fn delete_organization(&mut self, by: By, organization: usize) -> Verdict {
        let caller = self.settled(by)?;
        let organization = self.administered(caller, organization).map_err(|_| Code::NotFound)?;
        must(self.orphans(organization).is_empty(), Code::OrganizationOwnsPackages)?;
        must(self.members_of(organization).count() == 1, Code::OrganizationHasMembers)?;
        self.erase(organization, false);
        Ok(())
    }
}
