//! Accept or decline an invitation to an organization (rules 11.11 to 11.14).

use crate::{
    Answer, Decision, Input, Machine, Proofs, Request, Scene, Want, answering::Answering, call::OrganizationRequest,
    page,
};
use contract::{
    Code, Problem, Timestamp,
    desktop::wizard::{Choice, Deed, Facts, Line, ListName, Offer, Receipt, Sheet, Step, WizardKind},
    organization::{Invitation, OrganizationList, Role},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerInvitation {
    at: At,
    /// The organization's username.
    organization: String,
    answering: Answering<Invitation>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    Look,
    Accepted,
    Declined,
    Gone,
}

impl AnswerInvitation {
    /// To this organization.
    #[must_use]
    pub fn of(organization: String) -> Self {
        Self {
            organization,
            ..Self::default()
        }
    }

    /// The organization's username.
    #[must_use]
    pub fn organization(&self) -> &str {
        &self.organization
    }

    /// Whether it is answered, or not there any more.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.at != At::Look
    }
}

impl Machine for AnswerInvitation {
    const VERSION: u32 = 2;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        // A late answer is inert.
        if self.is_over() {
            return self;
        }
        match self.answering.take(input, scene) {
            Some(Input::Chose { choice, .. }) => match choice {
                Choice::AcceptInvitation => self.answering.press(false, scene),
                Choice::DeclineInvitation => self.answering.press(true, scene),
                _ => {}
            },
            Some(Input::Answered(Answer::Organizations(list))) => self.look(list),
            Some(Input::Answered(Answer::Done)) if self.answering.decision.is_pressed() => self.finish(scene),
            Some(Input::Refused(problem)) => self.refuse(problem, scene),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        let organization = || self.organization.clone();
        self.answering.wants(
            Request::Organization(OrganizationRequest::List),
            Request::Organization(OrganizationRequest::Accept {
                organization: organization(),
            }),
            Request::Organization(OrganizationRequest::Decline {
                organization: organization(),
            }),
        )
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        self.answering.look_first(now);
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.answering.decision.is_open()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        self.at != At::Look
    }

    fn is_untouched(&self) -> bool {
        !self.answering.decision.is_open()
    }

    fn is_idle(&self) -> bool {
        self.is_over() || self.is_untouched()
    }
}

impl AnswerInvitation {
    fn look(&mut self, list: OrganizationList) {
        let same = |name: &str| name.eq_ignore_ascii_case(&self.organization);
        let found = list
            .invitations
            .into_iter()
            .find(|invitation| same(&invitation.organization));
        let member = list.organizations.iter().any(|found| same(&found.organization));
        match found {
            Some(found) => {
                self.organization.clone_from(&found.organization);
                self.answering.asked.take(Some(found));
            }
            None => {
                self.answering.asked.take(None);
                self.at = if member { At::Accepted } else { At::Gone };
            }
        }
    }

    fn finish(&mut self, scene: &Scene) {
        let (organization, member) = (self.organization.clone(), scene.username());
        let deed = if self.answering.declines {
            Deed::Declined { organization }
        } else {
            Deed::Joined { organization, member }
        };
        self.receipt = Some(self.answering.decision.receipt_of(deed, scene.now));
        self.at = if self.answering.declines {
            At::Declined
        } else {
            At::Accepted
        };
    }

    fn refuse(&mut self, problem: Problem, scene: &Scene) {
        let gone = matches!(problem.code, Code::InvitationNotFound | Code::NotFound);
        if gone && self.answering.declines {
            self.finish(scene);
        } else if gone {
            // Accepted by a press whose answer was lost, or withdrawn: the list says which.
            self.answering.decision = Decision::default();
            self.answering.asked.again();
        } else {
            self.answering.refuse(problem);
        }
    }

    fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::Look => Step::AnswerInvitation,
            At::Accepted => Step::AnswerInvitationAccepted,
            At::Declined => Step::AnswerInvitationDeclined,
            At::Gone => Step::AnswerInvitationGone,
        });
        let known = self.answering.asked.known.as_ref();
        sheet.facts = Facts {
            username: Some(scene.username()),
            organization: Some(self.organization.clone()),
            other: known.and_then(|invitation| invitation.invited_by.clone()),
            until: known.map(|invitation| invitation.expires_at),
            is: known.map(|invitation| invitation.role == Role::Administrator),
            ..Facts::default()
        };
        match self.at {
            At::Look => self.look_page(&mut sheet, scene),
            At::Accepted => {
                sheet.helps = vec![Offer::starting(WizardKind::Members).about(&self.organization)];
                page::done(&mut sheet, self.receipt.as_ref());
            }
            At::Declined | At::Gone => page::done(&mut sheet, self.receipt.as_ref()),
        }
        sheet
    }

    fn look_page(&self, sheet: &mut Sheet, scene: &Scene) {
        let Some(invitation) = &self.answering.asked.known else {
            return page::unread(sheet, self.answering.asked.refusal.as_ref());
        };
        if let Some(code) = invitation.obstacle {
            let helps = match code {
                Code::EmailUnconfirmed => Some(WizardKind::ContactEmail),
                Code::TenantPolicyNotMet => Some(WizardKind::ChangeLogin),
                _ => None,
            }
            .map(Offer::starting);
            let line = own_line(code, scene)
                .unwrap_or_else(|| page::blocker(code, sheet.facts.clone(), helps.into_iter().collect()));
            page::lines(sheet, ListName::Blockers, vec![line]);
            page::decide_at_once(sheet, &self.answering.decision, Offer::plain(Choice::DeclineInvitation));
            return;
        }
        if invitation.required_tenant.is_some() {
            sheet.blocks.push(page::warning(ListName::TenantBinds));
        }
        page::decide_at_once(
            sheet,
            &self.answering.decision,
            Offer::primary(Choice::AcceptInvitation),
        );
        if !self.answering.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::DeclineInvitation));
        }
    }
}

/// What stands in the way of the invited account itself, whatever it is invited to: a change of its login that can be undone
/// (rule 11.26), with its end and what helps.
fn own_line(code: Code, scene: &Scene) -> Option<Line> {
    let own = scene.account.as_ref().filter(|_| code == Code::LoginChangeOpen)?;
    let mut standing = page::standing_in_the_way(own).into_iter();
    standing.find(|line| line.code == Some(code))
}
