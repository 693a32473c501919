//! Inviting somebody, and inviting them again.

use super::{
    INVITATION_SECONDS, Invitation, MAIL_AGAIN_SECONDS,
    authority::{Acting, administered, is_administrator, must_be_confirmed},
    open_invitation, tenant,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    username::Username,
    write::Write,
};
use contract::{
    AccountId, Code, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
    organization::{PendingMember, Role},
};

/// Invite an account into an organization (rules 11.6 to 11.11).
#[derive(Debug)]
pub struct Invite {
    /// Who asks.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
    /// Whom, as it was typed.
    pub username: String,
    /// As administrator, or else collaborator.
    pub administrator: bool,
}

/// Somebody is invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// The invitation as the organization sees it.
    pub pending: PendingMember,
    /// Whether it was mailed, or would have been if the account wanted it (rule 11.10).
    pub mailed: bool,
}

/// Who invites whom into what.
struct Parties<'a> {
    acting: Acting<'a>,
    organization: &'a AccountRow,
    invited: &'a AccountRow,
}

impl Invite {
    /// The rules of 11.9, in their order. An invitation that is open is renewed without asking further.
    fn parties<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Parties<'a>, Refusal> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let organization = administered(snapshot, acting.account.id, self.organization)?;
        must_be_confirmed(organization)?;
        let name = Username::parse(&self.username);
        let named = name
            .as_ref()
            .ok()
            .and_then(|name| snapshot.account_named(&name.folded()));
        let is_member = named.is_some_and(|account| snapshot.member(organization.id, account.id).is_some());
        if is_member {
            return Err(about_username(Code::MemberAlready, "the account is a member already"));
        }
        let open = named.filter(|account| open_invitation(snapshot, organization.id, account.id, now).is_some());
        let invited = match open {
            Some(invited) => invited,
            None => {
                name?;
                let invited = named.ok_or_else(|| about_username(Code::AccountUnknown, "no account has this name"))?;
                may_be_invited(snapshot, organization, invited)?;
                invited
            }
        };
        Ok(Parties {
            acting,
            organization,
            invited,
        })
    }
}

fn about_username(code: Code, detail: &'static str) -> Refusal {
    Refusal::new(code, "11.9", detail).about("username")
}

fn may_be_invited(snapshot: &Snapshot, organization: &AccountRow, invited: &AccountRow) -> Result<(), Refusal> {
    if invited.confirmed_email.is_none() {
        let detail = "the named account has not confirmed its contact e-mail";
        return Err(about_username(Code::MemberUnconfirmed, detail));
    }
    if invited.kind == AccountKind::Organization {
        let detail = "the named account is an organization";
        return Err(about_username(Code::MemberIsOrganization, detail));
    }
    tenant::must_meet(snapshot, organization, invited.id).map_err(|refusal| refusal.about("username"))
}

impl Parties<'_> {
    fn view(&self, snapshot: &Snapshot, invitation: &Invitation) -> PendingMember {
        PendingMember {
            username: self.invited.username.as_str().to_owned(),
            role: Role::of(invitation.administrator),
            invited_by: snapshot
                .account(invitation.invited_by)
                .map(|account| account.username.as_str().to_owned()),
            made_at: invitation.made_at,
            expires_at: invitation.expires_at,
        }
    }

    /// The invitation as it is to be, and whether it is mailed: at most once an hour (rule 11.10). Where who invited is no
    /// administrator any more, it is this administrator's from now on, and the role is the one that they name (rule 11.27).
    fn renewed(
        &self,
        snapshot: &Snapshot,
        last: Option<&Invitation>,
        administrator: bool,
        now: Timestamp,
    ) -> Option<(Invitation, bool)> {
        let last = last?;
        let mailed = now >= last.made_at.plus_secs(MAIL_AGAIN_SECONDS);
        let holds = is_administrator(snapshot, self.organization.id, last.invited_by);
        let mut invitation = Invitation {
            administrator: holds && last.administrator || administrator,
            invited_by: if holds { last.invited_by } else { self.acting.account.id },
            ..last.clone()
        };
        if mailed {
            invitation.invited_by = self.acting.account.id;
            invitation.made_at = now;
            invitation.expires_at = now.plus_secs(INVITATION_SECONDS);
        }
        Some((invitation, mailed))
    }

    fn new_invitation(&self, administrator: bool, now: Timestamp, entropy: &mut Entropy) -> Invitation {
        Invitation {
            id: entropy.id(now),
            organization: self.organization.id,
            account: self.invited.id,
            administrator,
            invited_by: self.acting.account.id,
            made_at: now,
            expires_at: now.plus_secs(INVITATION_SECONDS),
        }
    }

    fn mail(&self, draft: &mut Draft<'_>, invitation: &Invitation) {
        let by = self.acting.account.username.as_str();
        let administrator = invitation.administrator;
        if self.invited.mail.from_others {
            let (account, about) = (self.invited.id, invitation.id);
            let kind = ActKind::Invitation;
            let (act, reference) = MailedAct::issue(kind, account, about, INVITATION_SECONDS, draft.now, draft.entropy);
            draft.write(Write::InsertMailedAct(act));
            let letter = LetterKind::Invited {
                organization: self.organization.username.as_str().to_owned(),
                administrator,
                by: by.to_owned(),
                until: invitation.expires_at,
                reference,
            };
            draft.mail(self.invited, letter);
        }
        let letter = LetterKind::InvitationMade {
            member: self.invited.username.as_str().to_owned(),
            by: by.to_owned(),
            administrator,
        };
        draft.mail_administrators(self.organization, &letter);
    }

    fn foreseen(&self, pending: &PendingMember) -> Consequence {
        Consequence::InvitationMade {
            organization: self.organization.username.as_str().to_owned(),
            member: pending.username.clone(),
            role: pending.role,
            until: pending.expires_at,
        }
    }

    fn tell(&self, draft: &mut Draft<'_>, mailed: bool) {
        let (organization, invited) = (self.organization, self.invited);
        let kind = AuditKind::MemberInvited;
        draft.audit(organization.id, kind, invited.username.as_str());
        draft.audit(invited.id, kind, organization.username.as_str());
        if mailed {
            let organization = organization.username.as_str().to_owned();
            draft.event(invited.id, &EventKind::Invited { organization });
        }
        draft.event(invited.id, &EventKind::AccountChanged);
        draft.event(organization.id, &EventKind::AccountChanged);
    }
}

impl Command for Invite {
    type Answer = Invited;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let name = Username::parse(&self.username).ok();
        let mut needs = vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.organization),
            Need::MembersOf(self.organization),
            Need::InvitationsOf(self.organization),
        ];
        needs.extend(name.map(|name| Need::AccountNamed(name.folded())));
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Invited> {
        let parties = self.parties(snapshot, now)?;
        let last = open_invitation(snapshot, self.organization, parties.invited.id, now);
        let (invitation, mailed) = parties
            .renewed(snapshot, last, self.administrator, now)
            .unwrap_or_else(|| (parties.new_invitation(self.administrator, now, entropy), true));
        let pending = parties.view(snapshot, &invitation);
        if last == Some(&invitation) {
            return Ok((Changes::default(), Invited { pending, mailed }));
        }
        let mut draft = Draft::by(&parties.acting.caller, snapshot, now, entropy);
        draft.changes_part(parties.organization.id);
        draft.changes_part(parties.invited.id);
        draft.write(Write::PutInvitation(invitation.clone()));
        if mailed {
            // The links of the mails before work no more (rule 11.10).
            draft.writes(last.map(|last| Write::RemoveMailedActs(last.id)));
            parties.mail(&mut draft, &invitation);
        }
        parties.tell(&mut draft, mailed);
        draft.consequence(parties.foreseen(&pending));
        Ok((draft.finish(), Invited { pending, mailed }))
    }
}
