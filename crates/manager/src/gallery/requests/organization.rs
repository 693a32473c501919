//! Organizations, their members and invitations.

use super::{NOTHING, Sending, Told, segment};
use contract::{
    Problem,
    organization::{
        ChangeRole, CreateOrganization, DeleteOrganization, InvitationList, Invite, Organization, OrganizationList,
    },
};
use reqwest::Method;
use wizards::{Answer, call::OrganizationRequest};

impl Sending<'_> {
    pub(super) async fn organization(&self, request: &OrganizationRequest) -> Result<Told, Problem> {
        match request {
            OrganizationRequest::List => {
                let list: OrganizationList = self.asked("/organizations").await?;
                Ok(Answer::Organizations(list).into())
            }
            OrganizationRequest::Invitations => self.invitations().await,
            OrganizationRequest::Show { name } => {
                let found: Organization = self.asked(&path_of(name)).await?;
                Ok(Answer::Organization(Box::new(found)).into())
            }
            OrganizationRequest::Create { username, email } => {
                let body = CreateOrganization {
                    username: username.clone(),
                    email: email.clone(),
                };
                self.done(Method::POST, "/organizations", Some(&body)).await
            }
            OrganizationRequest::Delete { name } => {
                let body = DeleteOrganization { username: name.clone() };
                self.done(Method::DELETE, &path_of(name), Some(&body)).await
            }
            OrganizationRequest::Invite { name, username, role } => {
                let (username, role) = (username.clone(), *role);
                let path = format!("{}/members", path_of(name));
                self.done(Method::POST, &path, Some(&Invite { username, role })).await
            }
            OrganizationRequest::CancelInvitation { name, username } => {
                let path = format!("{}/invitations/{}", path_of(name), segment(username));
                self.done(Method::DELETE, &path, NOTHING).await
            }
            OrganizationRequest::ChangeRole {
                name,
                username,
                role,
                revision,
            } => {
                let (role, revision) = (*role, revision.clone());
                let body = ChangeRole { role, revision };
                self.done(Method::PATCH, &member(name, username), Some(&body)).await
            }
            OrganizationRequest::Remove { name, username } => {
                self.done(Method::DELETE, &member(name, username), NOTHING).await
            }
            OrganizationRequest::Accept { organization } => {
                self.done(Method::POST, &invitation(organization), NOTHING).await
            }
            OrganizationRequest::Decline { organization } => {
                self.done(Method::DELETE, &invitation(organization), NOTHING).await
            }
        }
    }

    async fn invitations(&self) -> Result<Told, Problem> {
        let list: InvitationList = self.asked("/account/invitations").await?;
        let found = OrganizationList {
            organizations: Vec::new(),
            invitations: list.invitations,
        };
        Ok(Answer::Organizations(found).into())
    }
}

fn path_of(name: &str) -> String {
    format!("/organizations/{}", segment(name))
}

fn member(organization: &str, username: &str) -> String {
    format!("{}/members/{}", path_of(organization), segment(username))
}

fn invitation(organization: &str) -> String {
    format!("/account/invitations/{}", segment(organization))
}
