//! Removing a member, and leaving.

use super::{
    Member,
    authority::{Acting, must_be_confirmed, must_keep_an_administrator, not_authorized},
    withdraw::{made_by, withdraw_made_by},
};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, Code, Timestamp,
    account::{AccountKind, AuditKind},
    consequence::Consequence,
    event::EventKind,
};

/// Remove a member, or leave (rules 11.17 to 11.19).
#[derive(Debug)]
pub struct RemoveMember {
    /// Who asks: an administrator, or the member.
    pub caller: Caller,
    /// The organization.
    pub organization: AccountId,
    /// The member's username (folded).
    pub member: String,
}

/// The named account is not a member.
pub(super) fn no_member() -> Refusal {
    Refusal::new(Code::MemberNotFound, "11.17", "the account is not a member").about("username")
}

/// Who goes, from where, and by whom.
struct Parting<'a> {
    acting: Acting<'a>,
    organization: &'a AccountRow,
    account: &'a AccountRow,
}

impl RemoveMember {
    fn parting<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Result<Parting<'a>, Refusal> {
        let acting = Acting::check(snapshot, self.caller.session, now)?;
        let organization = snapshot
            .account(self.organization)
            .filter(|row| row.kind == AccountKind::Organization)
            .ok_or_else(not_authorized)?;
        let own = snapshot
            .member(organization.id, acting.account.id)
            .ok_or_else(not_authorized)?;
        let named = snapshot.account_named(&self.member);
        // A member is told apart by id: names differ in case (rule 11.17).
        if !own.administrator && named.is_none_or(|account| account.id != acting.account.id) {
            return Err(not_authorized());
        }
        // Leaving takes nothing from others (rule 11.26).
        if named.is_none_or(|account| account.id != acting.account.id) {
            acting.account.must_have_no_open_change(now)?;
        }
        must_be_confirmed(organization)?;
        let member: Option<&Member> = named.and_then(|account| snapshot.member(organization.id, account.id));
        let account = named.filter(|_| member.is_some()).ok_or_else(no_member)?;
        must_keep_an_administrator(snapshot, organization.id, account.id)?;
        Ok(Parting {
            acting,
            organization,
            account,
        })
    }
}

impl Parting<'_> {
    fn leaves(&self) -> bool {
        self.account.id == self.acting.account.id
    }

    fn tell(&self, draft: &mut Draft<'_>) {
        let (organization, account) = (self.organization, self.account);
        let (name, of) = (account.username.as_str(), organization.username.as_str());
        let kind = if self.leaves() {
            AuditKind::MemberLeft
        } else {
            AuditKind::MemberRemoved
        };
        draft.audit(organization.id, kind, name);
        draft.audit(account.id, kind, of);
        draft.event(organization.id, &EventKind::AccountChanged);
        let letter = LetterKind::MemberRemoved {
            organization: of.to_owned(),
            member: name.to_owned(),
        };
        draft.mail_if_allowed(organization, organization, letter.clone());
        // Who loses access hears of it, whatever they want to be mailed.
        if !self.leaves() {
            draft.mail(account, letter);
        }
    }

    /// The membership, and the keys that work no more without it. They are kept, as they would work again (rule 11.19).
    fn consequences(&self, snapshot: &Snapshot, now: Timestamp) -> Vec<Consequence> {
        let (organization, member) = (self.organization.id, self.account.id);
        let name = || self.account.username.as_str().to_owned();
        let keys = snapshot
            .keys
            .iter()
            .filter(|key| key.holder == member && key.owner == Some(organization) && key.is_live(now));
        let count = u32::try_from(keys.count()).unwrap_or(u32::MAX);
        let ends = Consequence::MembershipEnds {
            organization: self.organization.username.as_str().to_owned(),
            member: name(),
        };
        let of_others = if self.leaves() { Vec::new() } else { vec![name()] };
        let revoked = (count > 0).then_some(Consequence::KeysRevoked { count, of_others });
        let withdrawn = made_by(snapshot, organization, member, now);
        [ends].into_iter().chain(revoked).chain(withdrawn).collect()
    }
}

impl Command for RemoveMember {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.organization),
            Need::MembersOf(self.organization),
            Need::InvitationsOf(self.organization),
            Need::KeysFor(self.organization),
            Need::AccountNamed(self.member.clone()),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let parting = self.parting(snapshot, now)?;
        let (organization, account) = (parting.organization, parting.account);
        let mut draft = Draft::by(&parting.acting.caller, snapshot, now, entropy);
        draft.changes_part(organization.id);
        draft.changes_part(account.id);
        parting.tell(&mut draft);
        withdraw_made_by(&mut draft, organization, account.id);
        draft.write(Write::RemoveMember {
            organization: organization.id,
            account: account.id,
        });
        draft.consequences(parting.consequences(snapshot, now));
        Ok((draft.finish(), ()))
    }
}
