//! Accept or decline an invitation to an organization (rules 11.11 to 11.14).

use crate::{
    Answer, Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want, call::OrganizationRequest, page,
    reading::Reading,
};
use contract::{
    Code, Problem,
    desktop::wizard::{Choice, Facts, ListName, Offer, Receipt, Sheet, Step, WizardKind},
    organization::{Invitation, OrganizationList, Role},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerInvitation {
    at: At,
    /// The organization's username.
    organization: String,
    invitation: Reading<Invitation>,
    declines: bool,
    decision: Decision,
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
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged if !self.decision.is_open() => self.invitation.again(),
            Input::Chose { choice, .. } if !self.decision.is_open() || choice == Choice::TryAgain => {
                self.choose(choice, scene);
            }
            Input::Answered(Answer::Organizations(list)) => self.look(list),
            Input::Answered(Answer::Done) if self.decision.is_pressed() => {
                self.receipt = Some(self.decision.receipt(scene.now));
                self.at = if self.declines { At::Declined } else { At::Accepted };
            }
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) if self.is_reading() => self.invitation.fail(problem),
            Input::Unsure(problem) => self.decision.lose_answer(problem),
            _ => {}
        }
        self
    }

    fn wants(&self) -> Want {
        if self.is_over() {
            return Want::Nothing;
        }
        if self.is_reading() {
            let request = Request::Organization(OrganizationRequest::List);
            return Want::Call(Call::look(request, SessionOf::Account));
        }
        let organization = self.organization.clone();
        let request = Request::Organization(if self.declines {
            OrganizationRequest::Decline { organization }
        } else {
            OrganizationRequest::Accept { organization }
        });
        self.decision.wants_at_once(request, SessionOf::Account)
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        self.at != At::Look
    }

    fn is_untouched(&self) -> bool {
        !self.decision.is_pressed() && !self.decision.unsure
    }

    fn is_idle(&self) -> bool {
        self.is_over() || self.is_untouched()
    }
}

impl AnswerInvitation {
    fn is_reading(&self) -> bool {
        self.invitation.is_wanted() && !self.decision.is_open()
    }

    fn choose(&mut self, choice: Choice, scene: &Scene) {
        let declines = match choice {
            Choice::AcceptInvitation => false,
            Choice::DeclineInvitation => true,
            Choice::TryAgain => return self.decision.try_again(scene),
            Choice::LookAgain => return self.invitation.again(),
            _ => return,
        };
        if self.declines != declines {
            self.decision = Decision::default();
        }
        self.declines = declines;
        self.decision.press(scene);
    }

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
                self.invitation.take(Some(found));
            }
            None => {
                self.invitation.take(None);
                self.at = if member { At::Accepted } else { At::Gone };
            }
        }
    }

    fn refuse(&mut self, problem: Problem, scene: &Scene) {
        if self.is_reading() {
            return self.invitation.fail(problem);
        }
        let gone = matches!(problem.code, Code::InvitationNotFound | Code::NotFound);
        if gone && self.declines {
            self.receipt = Some(self.decision.receipt(scene.now));
            self.at = At::Declined;
        } else if gone {
            // Accepted by a press whose answer was lost, or withdrawn: the list says which.
            self.decision = Decision::default();
            self.invitation.again();
        } else {
            self.decision.refuse(problem);
            self.invitation.again();
        }
    }

    fn page(&self, scene: &Scene) -> Sheet {
        let mut sheet = Sheet::new(match self.at {
            At::Look => Step::AnswerInvitation,
            At::Accepted => Step::AnswerInvitationAccepted,
            At::Declined => Step::AnswerInvitationDeclined,
            At::Gone => Step::AnswerInvitationGone,
        });
        let known = self.invitation.known.as_ref();
        sheet.facts = Facts {
            username: Some(scene.username()),
            organization: Some(self.organization.clone()),
            other: known.and_then(|invitation| invitation.invited_by.clone()),
            until: known.map(|invitation| invitation.expires_at),
            is: known.map(|invitation| invitation.role == Role::Administrator),
            ..Facts::default()
        };
        match self.at {
            At::Look => self.look_page(&mut sheet),
            At::Accepted => {
                sheet.helps = vec![Offer::starting(WizardKind::Members).about(&self.organization)];
                page::done(&mut sheet, self.receipt.as_ref());
            }
            At::Declined | At::Gone => page::done(&mut sheet, self.receipt.as_ref()),
        }
        sheet
    }

    fn look_page(&self, sheet: &mut Sheet) {
        let Some(invitation) = &self.invitation.known else {
            return page::unread(sheet, self.invitation.refusal.as_ref());
        };
        if let Some(code) = invitation.obstacle {
            let unconfirmed = code == Code::EmailUnconfirmed;
            let helps = unconfirmed.then(|| Offer::starting(WizardKind::ContactEmail));
            let line = page::blocker(code, sheet.facts.clone(), helps.into_iter().collect());
            page::lines(sheet, ListName::Blockers, vec![line]);
        } else {
            page::decide_at_once(sheet, &self.decision, Offer::primary(Choice::AcceptInvitation));
        }
        if !self.decision.unsure {
            sheet.offers.push(Offer::plain(Choice::DeclineInvitation));
        }
    }
}
