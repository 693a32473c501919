//! What the gallery's answers and refusals lead to.

use super::{At, Members};
use crate::{Answer, Decision, Scene, page};
use contract::{
    Code, Problem,
    desktop::wizard::{Deed, FieldName, Receipt},
    organization::Organization,
};

/// Whose refusals stand at the field for who is invited.
const FIELDS: &[(Code, FieldName)] = &[
    (Code::AccountUnknown, FieldName::Username),
    (Code::UsernameInvalid, FieldName::Username),
    (Code::UsernameIsEmail, FieldName::Username),
    (Code::MemberAlready, FieldName::Username),
    (Code::MemberUnconfirmed, FieldName::Username),
    (Code::MemberIsOrganization, FieldName::Username),
    (Code::TenantPolicyNotMet, FieldName::Username),
];

impl Members {
    pub(super) fn answer(&mut self, answer: Answer, scene: &Scene) {
        if self.handing_over.answer(&answer) {
            return self.go(At::Delete, String::new());
        }
        match answer {
            Answer::Organization(found) => {
                self.name.clone_from(&found.username);
                self.respell(&found);
                self.organization.take(Some(*found));
            }
            Answer::Consequences(consequences) => self.decision.foresee(consequences),
            Answer::Done if self.decision.is_pressed() => self.finish(scene),
            _ => {}
        }
    }

    fn finish(&mut self, scene: &Scene) {
        if self.at == At::Invite {
            self.target = self.invitee.trim().to_owned();
        }
        let receipt = self.decision.receipt(scene.now);
        let deed = self.deed();
        self.receipt = Some(Receipt { deed, ..receipt });
        self.decision = Decision::default();
        self.did = Some(self.at);
        self.hint = None;
        self.organization.again();
        self.at = match self.at {
            At::Leave => At::Left,
            At::Delete => At::Deleted,
            _ => At::Done,
        };
    }

    /// Who was invited is told as they write themselves, not as the name was typed.
    fn respell(&mut self, found: &Organization) {
        let invited = found.invitations.iter().map(|invited| &invited.username);
        let mut known = invited.chain(found.members.iter().map(|member| &member.username));
        let Some(own) = known.find(|name| name.eq_ignore_ascii_case(&self.target)) else {
            return;
        };
        self.target.clone_from(own);
        if let Some(Deed::Invited { member, .. }) = self.receipt.as_mut().and_then(|receipt| receipt.deed.as_mut())
            && member.eq_ignore_ascii_case(own)
        {
            member.clone_from(own);
        }
    }

    /// What the present page does, where the gallery does not tell before.
    fn deed(&self) -> Option<Deed> {
        let (organization, member, role) = (self.name.clone(), self.target.clone(), self.role);
        match self.at {
            At::Invite => Some(Deed::Invited {
                organization,
                member,
                role,
            }),
            At::Role => Some(Deed::RoleChanged {
                organization,
                member,
                role,
            }),
            At::Cancel => Some(Deed::InvitationWithdrawn { organization, member }),
            _ => None,
        }
    }

    pub(super) fn refuse(&mut self, problem: Problem, scene: &Scene) {
        let is_gone = matches!(problem.code, Code::NotFound | Code::NotAuthorized);
        if self.is_reading() && is_gone {
            self.organization.take(None);
            self.at = At::Gone;
            return;
        }
        if self.is_reading() {
            return self.organization.fail(problem);
        }
        if self.handing_over.is_pressed() {
            return self.handing_over.refuse(problem);
        }
        if self.decision.is_pressed() && self.is_done_by(problem.code) {
            return self.finish(scene);
        }
        let problem = if self.at == At::Invite {
            page::at_field(problem, FIELDS)
        } else {
            problem
        };
        // The page shows the role that the member has now.
        if problem.code == Code::Stale {
            self.organization.again();
        }
        self.decision.refuse(problem);
    }

    /// Whether a refusal says that what was pressed is so already: by a press whose answer was lost, or by somebody else.
    fn is_done_by(&self, code: Code) -> bool {
        match self.at {
            At::Remove => code == Code::MemberNotFound,
            At::Cancel => code == Code::InvitationNotFound,
            At::Leave => matches!(code, Code::MemberNotFound | Code::NotAuthorized | Code::NotFound),
            At::Delete => code == Code::NotFound,
            _ => false,
        }
    }
}
