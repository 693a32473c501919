//! What stands on the pages.

use super::{At, Members};
use crate::{Scene, page};
use contract::{
    Code,
    desktop::wizard::{Block, Choice, Facts, FieldName, Line, ListName, Offer, Sheet, Step, WizardKind},
    organization::{Member, Organization, PendingMember, Role},
};

impl Members {
    pub(super) fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(self.step());
        self.facts(&mut sheet, scene);
        sheet.back = matches!(
            self.at,
            At::Invite | At::Role | At::Remove | At::Cancel | At::Leave | At::Delete | At::HandOver
        );
        match self.at {
            At::List => self.list(&mut sheet),
            At::Invite => self.invite(&mut sheet, scene),
            At::Role => self.role_page(&mut sheet),
            At::Remove => page::decide(&mut sheet, &self.decision, Offer::danger(Choice::RemoveMember)),
            At::Cancel => page::decide_at_once(&mut sheet, &self.decision, Offer::primary(Choice::CancelInvitation)),
            At::Leave => page::decide(&mut sheet, &self.decision, Offer::danger(Choice::LeaveOrganization)),
            At::Delete => self.delete(&mut sheet),
            At::HandOver => self.handing_over.page(&mut sheet, scene),
            At::Done => {
                sheet.blocks.extend(self.receipt.clone().map(Block::Receipt));
                sheet.offers = vec![Offer::primary(Choice::BackToList), Offer::plain(Choice::Finish)];
            }
            At::Left | At::Deleted => page::done(&mut sheet, self.receipt.as_ref()),
            // What was done before it was gone is another deed.
            At::Gone => page::done(&mut sheet, None),
        }
        if let Some(hint) = &self.hint {
            sheet.refusal = Some(hint.clone());
        }
        self.help(&mut sheet);
        sheet
    }

    fn step(&self) -> Step {
        match self.at {
            At::List => Step::MembersList,
            At::Invite => Step::MembersInvite,
            At::Role => Step::MembersRole,
            At::Remove => Step::MembersRemove,
            At::Cancel => Step::MembersCancel,
            At::Leave => Step::MembersLeave,
            At::Delete => Step::MembersDelete,
            At::HandOver => Step::MembersHandOver,
            At::Done => Step::MembersDone,
            At::Left => Step::MembersLeft,
            At::Deleted => Step::MembersDeleted,
            At::Gone => Step::MembersGone,
        }
    }

    fn facts(&self, sheet: &mut Sheet, scene: &Scene) {
        let facts = &mut sheet.facts;
        facts.username = Some(scene.username());
        facts.organization = Some(self.name.clone());
        facts.member = Some(self.target.trim().to_owned()).filter(|name| !name.is_empty());
        let own = self.target.eq_ignore_ascii_case(&self.own);
        facts.is = Some(match self.at {
            // A role: whether it is that of an administrator. Else whether it is the caller's own.
            At::Done => self.role == Role::Administrator,
            _ => own,
        });
        let did = match self.did {
            Some(At::Invite) => "invite",
            Some(At::Role) => "role",
            Some(At::Remove) => "remove",
            _ => "cancel",
        };
        facts.word = (self.at == At::Done).then(|| did.to_owned());
        facts.count = self
            .organization
            .known
            .as_ref()
            .and_then(|known| u32::try_from(known.members.len()).ok());
    }

    fn list(&self, sheet: &mut Sheet) {
        let Some(found) = &self.organization.known else {
            return page::unread(sheet, self.organization.refusal.as_ref());
        };
        if !found.confirmed {
            sheet.blocks.push(Block::Note {
                list: ListName::ConfirmFirst,
                warns: true,
            });
            if found.may.manage_account {
                let helps = Offer::starting(WizardKind::ContactEmail).about(&self.name);
                sheet.helps = vec![helps];
            }
        }
        if found.required_tenant.is_some() {
            sheet.blocks.push(page::note(ListName::TenantBinds));
        }
        let members = found.members.iter().map(|member| self.listed(found, member));
        page::lines(sheet, ListName::Members, members.collect());
        let invited = found.invitations.iter().map(|invited| invitation(found, invited));
        page::lines(sheet, ListName::Invited, invited.collect());
        if found.may.manage_members {
            sheet.offers.push(Offer::primary(Choice::ChooseInvite));
        }
        if !self.own.is_empty() {
            sheet.offers.push(Offer::plain(Choice::ChooseLeave));
        }
        if found.may.manage_account {
            sheet.offers.push(Offer::plain(Choice::ChooseDelete));
        }
        sheet.offers.push(Offer::plain(Choice::Finish));
        if self.organization.refusal.is_some() {
            page::unread(sheet, self.organization.refusal.as_ref());
        }
    }

    fn listed(&self, found: &Organization, member: &Member) -> Line {
        let own = member.username.eq_ignore_ascii_case(&self.own);
        let facts = Facts {
            member: Some(member.username.clone()),
            word: Some(word(member.role).to_owned()),
            is: Some(own),
            at: Some(member.since),
            ..Facts::default()
        };
        let mut offers = Vec::new();
        if found.may.manage_members {
            offers.push(Offer::plain(Choice::ChooseRole).about(&member.username));
            if !own {
                offers.push(Offer::plain(Choice::ChooseRemove).about(&member.username));
            }
        }
        page::line(facts, offers)
    }

    fn invite(&self, sheet: &mut Sheet, scene: &Scene) {
        sheet.fields = vec![page::somebody(&self.invitee, scene)];
        page::decide_at_once(sheet, &self.decision, Offer::card(Choice::InviteCollaborator));
        if !self.decision.unsure {
            sheet.offers.push(Offer::card(Choice::InviteAdministrator));
        }
    }

    /// The other role than the one that the member has.
    fn role_page(&self, sheet: &mut Sheet) {
        let administrator = self.member().is_some_and(|member| member.role.is_administrator());
        sheet.facts.word = Some(word(Role::of(administrator)).to_owned());
        let act = if administrator {
            Offer::danger(Choice::MakeCollaborator)
        } else {
            Offer::primary(Choice::MakeAdministrator)
        };
        page::decide_at_once(sheet, &self.decision, act);
    }

    /// What it alone owns stands in the way, and is handed over from here.
    fn delete(&self, sheet: &mut Sheet) {
        let alone = self.decision.refusal.as_ref().map(|problem| problem.packages.to_vec());
        match alone.filter(|packages| !packages.is_empty()) {
            Some(packages) => self.handing_over.list(sheet, packages, |_, _| None),
            None => sheet.fields = vec![page::field(FieldName::Confirmation, &self.confirmation)],
        }
        page::decide(sheet, &self.decision, Offer::danger(Choice::DeleteOrganization));
    }

    /// What helps against a refusal.
    fn help(&self, sheet: &mut Sheet) {
        let refusal = match self.at {
            At::HandOver => sheet.refusal.as_ref(),
            _ => self.decision.refusal.as_ref(),
        };
        let code = refusal.map(|problem| problem.code);
        match code {
            Some(Code::OrganizationUnconfirmed) => {
                sheet.helps = vec![Offer::starting(WizardKind::ContactEmail).about(&self.name)];
            }
            Some(
                Code::LastAdministrator
                | Code::OrganizationHasMembers
                | Code::MemberAlready
                | Code::MemberNotFound
                | Code::Stale,
            ) => {
                sheet.helps = vec![Offer::plain(Choice::BackToList)];
            }
            // What is in the way of the person's own account.
            Some(code) => sheet.helps = page::remedy(code, &self.own),
            None => {}
        }
    }
}

fn invitation(found: &Organization, invited: &PendingMember) -> Line {
    let facts = Facts {
        member: Some(invited.username.clone()),
        word: Some(word(invited.role).to_owned()),
        other: invited.invited_by.clone(),
        until: Some(invited.expires_at),
        ..Facts::default()
    };
    let may = found.may.manage_members || found.may.manage_account;
    let offer = may.then(|| Offer::plain(Choice::ChooseCancel).about(&invited.username));
    page::line(facts, offer.into_iter().collect())
}

/// A role's name, by which the window finds its word.
fn word(role: Role) -> &'static str {
    match role {
        Role::Administrator => "administrator",
        Role::Collaborator => "collaborator",
    }
}
