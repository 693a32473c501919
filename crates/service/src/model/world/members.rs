//! Organizations and their members.

use super::{Done, NAMES, Plain, World, address};
use crate::model::act::Act;
use accounts::{
    Need,
    mailed_act::ActKind,
    organization::{
        AcceptInvitation, CancelInvitation, ChangeRole, CreateOrganization, DeclineByLink, DeclineInvitation,
        DeleteOrganization, Invite, Member, RemoveMember,
    },
    session::Caller,
};
use contract::AccountId;

fn folded(name: usize) -> String {
    NAMES[name].to_ascii_lowercase()
}

impl World {
    pub(super) async fn run_member(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        if let Act::DeclineByLink { organization, who } = *act {
            return self.decline_by_link(plain, organization, who).await;
        }
        let caller = self.by(plain, act.by()?)?;
        let id = |name: usize| self.named(plain, name);
        Some(match *act {
            Act::Invite {
                organization,
                who,
                administrator,
                ..
            } => self.invite(caller, id(organization), who, administrator).await,
            Act::AcceptInvitation { organization, .. } => {
                let organization = id(organization);
                self.did(AcceptInvitation { caller, organization }).await
            }
            Act::DeclineInvitation { organization, .. } => {
                let organization = id(organization);
                self.did(DeclineInvitation { caller, organization }).await
            }
            Act::CancelInvitation { organization, who, .. } => {
                let (organization, invited) = (id(organization), folded(who));
                self.did(CancelInvitation {
                    caller,
                    organization,
                    invited,
                })
                .await
            }
            _ => self.run_membership(act, plain, caller).await,
        })
    }

    async fn invite(&mut self, caller: Caller, organization: AccountId, who: usize, administrator: bool) -> Done {
        self.did(Invite {
            caller,
            organization,
            username: NAMES[who].to_owned(),
            administrator,
        })
        .await
    }

    /// What is done with an organization and its members, but for invitations.
    async fn run_membership(&mut self, act: &Act, plain: &Plain, caller: Caller) -> Done {
        let id = |name: usize| self.named(plain, name);
        match *act {
            Act::CreateOrganization { name, address: at, .. } => {
                let (username, email) = (NAMES[name].to_owned(), address(at));
                self.did(CreateOrganization {
                    caller,
                    username,
                    email,
                })
                .await
            }
            Act::ChangeRole {
                organization,
                who,
                administrator,
                fresh,
                ..
            } => {
                let revision = self.member_seen(plain, (organization, who), fresh).await;
                self.change_role(caller, (id(organization), who), administrator, revision)
                    .await
            }
            Act::RemoveMember { organization, who, .. } => {
                let (organization, member) = (id(organization), folded(who));
                self.did(RemoveMember {
                    caller,
                    organization,
                    member,
                })
                .await
            }
            Act::DeleteOrganization { organization, .. } => {
                let (organization, typed) = (id(organization), folded(organization));
                self.did(DeleteOrganization {
                    caller,
                    organization,
                    typed,
                })
                .await
            }
            _ => unreachable!(),
        }
    }

    async fn change_role(
        &mut self,
        caller: Caller,
        (organization, who): (AccountId, usize),
        administrator: bool,
        revision: Option<String>,
    ) -> Done {
        self.did(ChangeRole {
            caller,
            organization,
            member: folded(who),
            administrator,
            revision,
        })
        .await
    }

    /// The revision of a membership as somebody saw it last, or else at some earlier time.
    async fn member_seen(&self, plain: &Plain, (organization, who): (usize, usize), fresh: bool) -> Option<String> {
        let (organization, who) = (self.named(plain, organization), self.named(plain, who));
        let found = self.gallery.store.load(vec![Need::MembersOf(organization)]).await;
        let found = found.unwrap();
        let member = found.member(organization, who).filter(|_| fresh);
        member.map(Member::revision).or_else(|| Some("earlier".to_owned()))
    }

    async fn decline_by_link(&mut self, plain: &Plain, organization: usize, who: usize) -> Option<Done> {
        let (organization, who) = (self.named(plain, organization), self.named(plain, who));
        let invitation = *self.invitations.get(&(organization, who))?;
        let act = self.link_about(ActKind::Invitation, invitation)?;
        Some(
            self.did(DeclineByLink {
                act,
                invitation,
                organization,
            })
            .await,
        )
    }
}
