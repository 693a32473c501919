//! Members: memberships end, and collaborators become administrators where the last administrator goes (rule 14.7).

use super::Erasure;
use crate::{account::AccountRow, letter::LetterKind, organization::Member, write::Write};
use contract::{
    account::{AccountKind, AuditKind},
    consequence::Consequence,
};

impl Erasure<'_> {
    /// Ends the memberships in organizations that go on, and those of others in an organization that goes.
    pub(super) fn memberships(&mut self) {
        let snapshot = self.snapshot;
        let id = self.account.id;
        let own = snapshot.members.iter().filter(|member| member.account == id);
        let staying: Vec<&AccountRow> = own
            .filter(|member| !self.ids.contains(&member.organization))
            .filter_map(|member| snapshot.account(member.organization))
            .collect();
        for organization in &staying {
            self.promote(organization);
        }
        for organization in staying {
            self.leave(organization);
        }
        if self.account.kind == AccountKind::Organization {
            self.dismiss();
        }
    }

    fn others_in(&self, organization: &AccountRow) -> Vec<Member> {
        let members = self.snapshot.members_of(organization.id);
        members
            .filter(|member| member.account != self.account.id)
            .cloned()
            .collect()
    }

    fn promote(&mut self, organization: &AccountRow) {
        let others = self.others_in(organization);
        if others.iter().any(|member| member.administrator) {
            return;
        }
        let name = organization.username.as_str();
        let names: Vec<String> = others.iter().map(|member| self.username(member.account)).collect();
        self.audit(organization.id, AuditKind::MembersPromoted, Some(&names.join(", ")));
        for (member, username) in others.into_iter().zip(&names) {
            self.touches(member.account);
            self.audit(member.account, AuditKind::MemberRoleChanged, Some(name));
            if let Some(row) = self.snapshot.account(member.account) {
                let letter = LetterKind::MemberUpdated {
                    organization: name.to_owned(),
                    member: username.clone(),
                    administrator: true,
                };
                self.mail_if_allowed(organization, letter.clone());
                // Whoever can suddenly do everything there hears of it, whatever they want to be mailed.
                self.mail(row, letter);
            }
            let administrator = true;
            self.changes.writes.push(Write::UpdateMember(Member {
                administrator,
                ..member
            }));
        }
        self.consequence(Consequence::MembersPromoted {
            organization: name.to_owned(),
            members: names,
        });
    }

    fn leave(&mut self, organization: &AccountRow) {
        let (name, member) = (organization.username.as_str(), self.account.username.as_str());
        let (name, member) = (name.to_owned(), member.to_owned());
        self.touches(organization.id);
        self.changes.writes.push(Write::RemoveMember {
            organization: organization.id,
            account: self.account.id,
        });
        self.audit(organization.id, AuditKind::MemberLeft, Some(&member));
        let letter = LetterKind::MemberRemoved {
            organization: name.clone(),
            member: member.clone(),
        };
        self.mail_if_allowed(organization, letter);
        self.consequence(Consequence::MembershipEnds {
            organization: name,
            member,
        });
    }

    /// The members of an organization that is deleted itself.
    fn dismiss(&mut self) {
        let organization = self.account.username.as_str().to_owned();
        for member in self.others_in(self.account) {
            self.touches(member.account);
            self.audit(member.account, AuditKind::MemberRemoved, Some(&organization));
        }
    }
}
