//! Rejecting a conversion: what its future administrator may do as long as it waits (rule 12.13).

use super::{Conversion, no_conversion, open_conversion};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::ActKind,
    organization::{account_of, changes_part, notices::Notices, open_act},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{AccountId, Timestamp, account::AuditKind, event::EventKind};
use uuid::Uuid;

/// Reject a conversion, as the administrator whom it names, in any session.
#[derive(Debug)]
pub struct RejectConversion {
    /// Who asks.
    pub caller: Caller,
    /// The account that asked.
    pub account: AccountId,
}

/// A request ends without effect. Who did not end it is told, and who asked always is.
pub(super) fn ended(
    snapshot: &Snapshot,
    conversion: &Conversion,
    kind: AuditKind,
    by: &AccountRow,
    installation: Option<&str>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Changes, Refusal> {
    let find = |id| snapshot.account(id).ok_or_else(no_conversion);
    let (account, administrator) = (find(conversion.account)?, find(conversion.administrator)?);
    let mut notices = Notices::new(snapshot, now, entropy);
    for (of, other) in [(account, administrator), (administrator, account)] {
        let subject = other.username.as_str();
        if of.id == by.id {
            notices.audit_own(of.id, kind, installation, subject);
        } else {
            notices.audit_by(of.id, kind, by, subject);
        }
        notices.event(of.id, EventKind::AccountChanged);
    }
    let letter = LetterKind::ConversionEnded {
        by: by.username.as_str().to_owned(),
    };
    if by.id != account.id {
        notices.mail(account, account, letter.clone());
    }
    if by.id != administrator.id {
        notices.mail_if_allowed(administrator, account, letter);
    }
    let mut changes = notices.changes;
    changes.guards = vec![changes_part(account), changes_part(administrator)];
    changes.writes = vec![
        Write::RemoveConversion(conversion.id),
        Write::RemoveMailedActs(conversion.id),
    ];
    Ok(changes)
}

impl Command for RejectConversion {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Conversion(self.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let by = account_of(snapshot, &caller)?;
        let conversion = open_conversion(snapshot, self.account, now)
            .filter(|row| row.administrator == by.id)
            .ok_or_else(no_conversion)?;
        let kind = AuditKind::ConversionRejected;
        let installation = Some(caller.installation.as_str());
        let mut changes = ended(snapshot, conversion, kind, by, installation, now, entropy)?;
        changes.guards.push(Guard::SessionLive(caller.session));
        Ok((changes, ()))
    }
}

/// Reject a conversion with the link that was mailed to its future administrator: the button on the link's page.
#[derive(Debug)]
pub struct RejectByLink {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The request that the link is about.
    pub conversion: Uuid,
}

impl Command for RejectByLink {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::MailedAct(self.act), Need::ConversionById(self.conversion)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        open_act(snapshot, self.act, ActKind::Conversion, self.conversion, now).ok_or_else(no_conversion)?;
        let conversion = waiting(snapshot, self.conversion, now)?;
        let by = snapshot.account(conversion.administrator).ok_or_else(no_conversion)?;
        let kind = AuditKind::ConversionRejected;
        Ok((ended(snapshot, conversion, kind, by, None, now, entropy)?, ()))
    }
}

/// The request with this id, as long as it waits.
pub(super) fn waiting(snapshot: &Snapshot, id: Uuid, now: Timestamp) -> Result<&Conversion, Refusal> {
    let mut conversions = snapshot.conversions.iter();
    conversions
        .find(|row| row.id == id && row.is_open(now))
        .ok_or_else(no_conversion)
}
