//! The members of an organization (rules 11.6 to 11.19, 11.24): invite, withdraw, another role, remove, leave, delete, and
//! before that hand over what it alone owns.

mod answers;
mod sheet;

use crate::{
    Call, Decision, Input, Machine, Proofs, Request, Scene, SessionOf, Want, call::OrganizationRequest,
    handing_over::HandingOver, page, reading::Reading,
};
use contract::{
    Problem, Timestamp,
    desktop::wizard::{Choice, FieldName, ListName, Receipt, Sheet},
    organization::{Member, Organization, Role},
};
use serde::{Deserialize, Serialize};

/// The machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Members {
    at: At,
    /// The organization's username.
    name: String,
    organization: Reading<Organization>,
    /// The caller's own username, as the account told it.
    own: String,
    /// Whom the page is about.
    target: String,
    /// Who is to be invited.
    invitee: String,
    role: Role,
    decision: Decision,
    confirmation: String,
    /// What it alone owns, offered to somebody before it is deleted.
    #[serde(default)]
    handing_over: HandingOver,
    hint: Option<Problem>,
    /// What was done last.
    did: Option<At>,
    receipt: Option<Receipt>,
}

/// Which page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum At {
    #[default]
    List,
    Invite,
    Role,
    Remove,
    Cancel,
    Leave,
    Delete,
    HandOver,
    Done,
    Left,
    Deleted,
    Gone,
}

impl Members {
    /// Of this organization.
    #[must_use]
    pub fn of(name: String) -> Self {
        Self {
            at: At::default(),
            name,
            organization: Reading::default(),
            own: String::new(),
            target: String::new(),
            invitee: String::new(),
            role: Role::Collaborator,
            decision: Decision::default(),
            confirmation: String::new(),
            handing_over: HandingOver::default(),
            hint: None,
            did: None,
            receipt: None,
        }
    }

    /// The organization's username.
    #[must_use]
    pub fn organization(&self) -> &str {
        &self.name
    }
}

impl Machine for Members {
    const VERSION: u32 = 1;

    fn next(mut self, input: Input, scene: &Scene) -> Self {
        // What was pressed names who it was pressed as.
        if scene.account.is_some() && !self.is_held() {
            self.own = scene.username();
        }
        match input {
            // A late answer is inert.
            Input::Answered(_) | Input::Refused(_) | Input::Unsure(_) if !matches!(self.wants(), Want::Call(_)) => {}
            Input::Resumed | Input::AccountChanged => self.look_again(),
            Input::Typed { field, text } if !self.is_held() => match field {
                FieldName::Username if self.at == At::HandOver => self.handing_over.type_to(text),
                FieldName::Username => self.invitee = text,
                FieldName::Confirmation => self.confirmation = text,
                _ => {}
            },
            Input::Chose { choice, target } if !self.is_held() || choice == Choice::TryAgain => {
                self.choose(choice, target, scene);
            }
            Input::Back if !self.is_held() => self.back(),
            Input::Answered(answer) => self.answer(answer, scene),
            Input::Refused(problem) => self.refuse(problem, scene),
            Input::Unsure(problem) if self.is_reading() => self.organization.fail(problem),
            Input::Unsure(problem) if self.handing_over.is_pressed() => self.handing_over.lose_answer(problem),
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
            let name = self.name.clone();
            let request = Request::Organization(OrganizationRequest::Show { name });
            return Want::Call(Call::look(request, SessionOf::Account));
        }
        let session = SessionOf::Account;
        match self.at {
            At::Invite | At::Role | At::Cancel => self.decision.wants_at_once(self.request(), session),
            At::Remove | At::Leave | At::Delete => self.decision.wants(self.request(), session),
            At::HandOver => self.handing_over.wants(session),
            _ => Want::Nothing,
        }
    }

    fn look_first(mut self, now: Timestamp) -> Self {
        if self.is_outdated(now) {
            let before = if self.at == At::HandOver { At::Delete } else { At::List };
            self.go(before, String::new());
            self.organization.again();
        }
        self
    }

    fn sheet(&self, scene: &Scene) -> Sheet {
        self.page(scene)
    }

    fn may_be_done(&self) -> bool {
        self.is_held()
    }

    fn proofs(&self) -> Option<&Proofs> {
        None
    }

    fn is_over(&self) -> bool {
        matches!(self.at, At::Left | At::Deleted | At::Gone)
    }

    fn is_untouched(&self) -> bool {
        matches!(self.at, At::List | At::Done)
    }

    fn is_idle(&self) -> bool {
        self.is_over() || self.is_untouched()
    }

    fn goes_on(&self) -> Option<ListName> {
        self.handing_over.has_offered().then_some(ListName::StillWaits)
    }
}

impl Members {
    /// Whether something was pressed and nobody knows yet whether it was done.
    fn is_held(&self) -> bool {
        self.decision.is_open() || self.handing_over.is_open()
    }

    /// Whether the gallery may have forgotten the key of what was pressed.
    fn is_outdated(&self, now: Timestamp) -> bool {
        self.decision.is_outdated(now) || self.handing_over.is_outdated(now)
    }

    fn is_reading(&self) -> bool {
        self.organization.is_wanted() && !self.is_held()
    }

    /// Asks anew who belongs to it, and whether it may be deleted by now. What was sent is not asked about.
    fn look_again(&mut self) {
        if self.is_held() {
            return;
        }
        self.organization.again();
        if self.at == At::Delete {
            self.decision.look_again();
        }
    }

    fn request(&self) -> Request {
        let (name, username) = (self.name.clone(), self.target.trim().to_owned());
        let role = self.role;
        Request::Organization(match self.at {
            At::Invite => OrganizationRequest::Invite {
                name,
                username: self.invitee.trim().to_owned(),
                role,
            },
            At::Role => OrganizationRequest::ChangeRole {
                revision: self.member().and_then(|member| page::seen(&member.revision)),
                name,
                username,
                role,
            },
            At::Cancel => OrganizationRequest::CancelInvitation { name, username },
            At::Leave => OrganizationRequest::Remove {
                name,
                username: self.own.clone(),
            },
            At::Delete => OrganizationRequest::Delete { name },
            _ => OrganizationRequest::Remove { name, username },
        })
    }

    /// The member that the page is about, as they were read last.
    fn member(&self) -> Option<&Member> {
        let mut members = self.organization.known.iter().flat_map(|known| &known.members);
        members.find(|member| member.username.eq_ignore_ascii_case(self.target.trim()))
    }

    fn choose(&mut self, choice: Choice, target: Option<String>, scene: &Scene) {
        let target = target.unwrap_or_default();
        match (self.at, choice) {
            (_, Choice::LookAgain) => self.organization.again(),
            (_, Choice::BackToList) if !self.is_over() => self.back_to_list(),
            (At::HandOver, choice) => self.handing_over.choose(choice, scene),
            (_, Choice::TryAgain) => self.decision.try_again(scene),
            (At::List, Choice::ChooseInvite) => self.go(At::Invite, String::new()),
            (At::List, Choice::ChooseRole) => self.go(At::Role, target),
            (At::List, Choice::ChooseRemove) => self.go(At::Remove, target),
            (At::List, Choice::ChooseCancel) => self.go(At::Cancel, target),
            (At::List, Choice::ChooseLeave) if !self.own.is_empty() => self.go(At::Leave, self.own.clone()),
            (At::List, Choice::ChooseDelete) => self.go(At::Delete, String::new()),
            (At::Invite, Choice::InviteCollaborator) | (At::Role, Choice::MakeCollaborator) => {
                self.press_as(Role::Collaborator, scene);
            }
            (At::Invite, Choice::InviteAdministrator) | (At::Role, Choice::MakeAdministrator) => {
                self.press_as(Role::Administrator, scene);
            }
            (At::Remove, Choice::RemoveMember)
            | (At::Cancel, Choice::CancelInvitation)
            | (At::Leave, Choice::LeaveOrganization) => self.decision.press(scene),
            (At::Delete, Choice::HandOver) if !target.is_empty() => self.hand_over(target, scene),
            (At::Delete, Choice::DeleteOrganization) => {
                self.hint = self.decision.press_confirmed(&self.confirmation, &self.name, scene);
            }
            _ => {}
        }
    }

    /// Another role is another press, under a key of its own.
    fn press_as(&mut self, role: Role, scene: &Scene) {
        if self.role != role {
            self.decision = Decision::default();
        }
        self.role = role;
        self.decision.press(scene);
    }

    /// Most take it themselves: who may answer for both sides owns it at once (rule 13.5).
    fn hand_over(&mut self, package: String, scene: &Scene) {
        self.go(At::HandOver, String::new());
        self.handing_over.begin(Some(package));
        self.handing_over.suggest(scene.username());
    }

    fn go(&mut self, at: At, target: String) {
        self.decision = Decision::default();
        self.handing_over.leave();
        self.hint = None;
        self.target = target;
        self.at = at;
    }

    /// A refusal may say that the list is not what it was.
    fn back_to_list(&mut self) {
        if self.decision.refusal.is_some() {
            self.organization.again();
        }
        self.go(At::List, String::new());
    }

    fn back(&mut self) {
        match self.at {
            At::HandOver => self.go(At::Delete, String::new()),
            At::List => {}
            _ if self.is_over() => {}
            _ => self.go(At::List, String::new()),
        }
    }
}
