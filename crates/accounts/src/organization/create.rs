//! Creating an organization.

use super::{
    Member,
    authority::{Acting, changes_part},
    notices::Notices,
    tenant,
};
use crate::{
    account::{AccountRow, ClaimedName},
    command::{Command, Decision},
    contact::Confirmation,
    email::EmailAddress,
    entropy::Entropy,
    operator_list::OperatorList,
    outbound::told,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    username::Username,
    write::{Guard, Write},
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

        let id = AccountId::new(entropy.id(now));
        let organization = AccountRow {
            pending_email: Some(email.clone()),
            required_tenant: tenant::policy(snapshot, &email, acting.account.id),
            ..AccountRow::new(id, AccountKind::Organization, username, now)
        };
        let member = Member {
            organization: id,
            account: acting.account.id,
            administrator: true,
            since: now,
        };
        let confirmation = Confirmation::issue(&organization, &email, None, now, entropy)?;
        let mut notices = Notices::new(snapshot, now, entropy);
        tell(&mut notices, &acting, &organization, &email);
        let mut changes = notices.changes;
        changes.guards = vec![Guard::SessionLive(acting.caller.session), changes_part(acting.account)];
        changes.writes = vec![
            Write::InsertAccount(organization.clone()),
            Write::ClaimName(ClaimedName {
                username: organization.username.clone(),
                account: Some(id),
            }),
            Write::InsertMember(member),
        ];
        changes.absorb(confirmation);
        // The only address that is mailed is the one that the caller typed.
        let told = told(&changes.mails);
        changes.consequences.extend(told);
        let answer = Membership {
            organization: organization.username.as_str().to_owned(),
            role: Role::Administrator,
            since: now,
            confirmed: false,
            members: 1,
            administrators: 1,
            required_tenant: organization.required_tenant.clone(),
        };
        Ok((changes, answer))
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

fn tell(notices: &mut Notices<'_>, acting: &Acting<'_>, organization: &AccountRow, email: &EmailAddress) {
    let (id, creator) = (organization.id, acting.account);
    notices.audit_by(id, AuditKind::OrganizationCreated, creator, email.as_str());
    let installation = Some(acting.caller.installation.as_str());
    notices.audit_own(
        creator.id,
        AuditKind::OrganizationCreated,
        installation,
        organization.username.as_str(),
    );
    notices.event(creator.id, EventKind::AccountChanged);
    notices.changes.consequences.push(Consequence::MembershipBegins {
        organization: organization.username.as_str().to_owned(),
        member: creator.username.as_str().to_owned(),
        role: Role::Administrator,
    });
    if let Some(tenant) = &organization.required_tenant {
        notices.audit_by(id, AuditKind::TenantPolicySet, creator, tenant);
        let tenant = tenant.clone();
        notices
            .changes
            .consequences
            .push(Consequence::TenantPolicyApplies { tenant });
    }
}
