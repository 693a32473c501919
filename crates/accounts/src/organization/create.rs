//! Creating an organization.

use super::{Member, authority::Acting, tenant};
use crate::{
    account::{AccountRow, ClaimedName},
    command::{Command, Decision},
    contact::Confirmation,
    draft::Draft,
    email::EmailAddress,
    entropy::Entropy,
    operator_list::OperatorList,
    outbound::told,
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
    organization::{Membership, Role},
};

/// Create an organization, whose first administrator is the caller (rules 11.1 to 11.4, 11.26).
#[derive(Debug)]
pub struct CreateOrganization {
    /// Who asks.
    pub caller: Caller,
    /// Its username as it was typed.
    pub username: String,
    /// Its contact e-mail as it was typed.
    pub email: String,
}

impl Command for CreateOrganization {
    type Answer = Membership;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::AllListed(OperatorList::TenantPair),
        ];
        let name = Username::parse(&self.username).ok();
        needs.extend(name.map(|name| Need::Name(name.folded())));
        let email = EmailAddress::parse(&self.email).ok();
        needs.extend(email.map(|email| Need::HolderOfAddress(email.folded())));
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Membership> {
        let acting = Acting::check_settled(snapshot, self.caller.session, now)?;
        let username = Username::parse(&self.username)?;
        let email = EmailAddress::parse(&self.email)?;
        acting.account.must_be_confirmed()?;
        acting.account.must_not_be_locked()?;
        must_be_free(snapshot, &username, &email)?;

        let organization = AccountRow {
            pending_email: Some(email.clone()),
            required_tenant: tenant::policy(snapshot, &email, acting.account.id),
            ..AccountRow::new(
                AccountId::new(entropy.id(now)),
                AccountKind::Organization,
                username,
                now,
            )
        };
        let confirmation = Confirmation::issue(&organization, &email, None, now, entropy)?;
        let mut draft = Draft::by(&acting.caller, snapshot, now, entropy);
        draft.changes_part(acting.account.id);
        write(&mut draft, &organization, acting.account);
        tell(&mut draft, &organization, acting.account, &email);
        // The only address that is mailed is the one that the caller typed, which is none of their own (rule 11.2), so the draft
        // tells nothing beside it.
        let told = told(&confirmation.mails);
        draft.absorb(confirmation);
        draft.consequences(told);
        Ok((draft.finish(), membership(&organization)))
    }
}

/// The organization with its first administrator.
fn write(draft: &mut Draft<'_>, organization: &AccountRow, creator: &AccountRow) {
    draft.write(Write::InsertAccount(organization.clone()));
    draft.write(Write::ClaimName(ClaimedName {
        username: organization.username.clone(),
        account: Some(organization.id),
    }));
    draft.write(Write::InsertMember(Member {
        organization: organization.id,
        account: creator.id,
        administrator: true,
        since: draft.now,
    }));
}

/// The membership as its first administrator sees it.
fn membership(organization: &AccountRow) -> Membership {
    Membership {
        organization: organization.username.as_str().to_owned(),
        role: Role::Administrator,
        since: organization.opened_at,
        confirmed: false,
        members: 1,
        administrators: 1,
        required_tenant: organization.required_tenant.clone(),
    }
}

/// An address that any account has confirmed is taken, the creator's own included (rule 11.2).
fn must_be_free(snapshot: &Snapshot, name: &Username, email: &EmailAddress) -> Result<(), Refusal> {
    if snapshot.name(&name.folded()).is_some() {
        return Err(Refusal::new(Code::UsernameTaken, "1.4", "the name is taken or was once").about("username"));
    }
    if snapshot.holder_of(&email.folded()).is_some() {
        return Err(Refusal::new(Code::EmailTaken, "11.2", "an account has confirmed this address").about("email"));
    }
    Ok(())
}

fn tell(draft: &mut Draft<'_>, organization: &AccountRow, creator: &AccountRow, email: &EmailAddress) {
    let (id, name) = (organization.id, organization.username.as_str());
    draft.audit(id, AuditKind::OrganizationCreated, email.as_str());
    draft.audit(creator.id, AuditKind::OrganizationCreated, name);
    draft.event(creator.id, &EventKind::AccountChanged);
    draft.consequence(Consequence::MembershipBegins {
        organization: name.to_owned(),
        member: creator.username.as_str().to_owned(),
        role: Role::Administrator,
    });
    if let Some(tenant) = organization.required_tenant.clone() {
        draft.audit(id, AuditKind::TenantPolicySet, &tenant);
        draft.consequence(Consequence::TenantPolicyApplies { tenant });
    }
}
