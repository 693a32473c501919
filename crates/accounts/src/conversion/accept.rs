//! Accepting a conversion.

use super::{
    Conversion, WAITING_SECONDS,
    conditions::{self, Invitations},
    effect::{self, Parties},
    no_conversion, open_conversion, shown,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    organization::{Acting, changes_part, notices::Notices},
    outbound::told_own,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence, conversion::AcceptedConversion,
    event::EventKind,
};

/// Accept a conversion, as the administrator whom it names (rules 12.8 to 12.12, 12.19).
#[derive(Debug)]
pub struct AcceptConversion {
    /// Who asks.
    pub caller: Caller,
    /// The account that is to become an organization.
    pub account: AccountId,
}

/// It waits: it takes effect later, and can be stopped until then (rule 12.12).
fn waits(
    snapshot: &Snapshot,
    parties: &Parties<'_>,
    conversion: &Conversion,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let at = now.plus_secs(WAITING_SECONDS);
    let mut notices = Notices::new(snapshot, now, entropy);
    let accepted = Conversion {
        accepted_at: Some(now),
        effective_at: Some(at),
        ..conversion.clone()
    };
    notices.changes.writes = vec![Write::PutConversion(accepted)];
    for to in [parties.account, parties.administrator] {
        mail_stop_link(&mut notices, to, parties, conversion, at);
        notices.event(to.id, EventKind::AccountChanged);
    }
    notices.changes
}

/// A link of its own to each account, mailed to every address that can still be put back.
fn mail_stop_link(
    notices: &mut Notices<'_>,
    to: &AccountRow,
    parties: &Parties<'_>,
    conversion: &Conversion,
    at: Timestamp,
) {
    let (kind, account) = (ActKind::StopConversion, parties.account);
    let (now, about) = (notices.now, conversion.id);
    // Whose link it is tells who stopped it.
    let (act, reference) = MailedAct::issue(kind, to.id, about, WAITING_SECONDS, now, notices.entropy);
    notices.changes.writes.push(Write::InsertMailedAct(act));
    let administrator = parties.administrator.username.as_str().to_owned();
    let letter = LetterKind::ConversionWaits {
        administrator,
        at,
        reference,
    };
    notices.mail_safety(to, account, &letter);
}

impl Command for AcceptConversion {
    type Answer = AcceptedConversion;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = vec![Need::Session(self.caller.session), Need::Account(self.caller.account)];
        needs.extend(effect::needs(self.account));
        needs.push(Need::AddressChangesOf(self.caller.account));
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<AcceptedConversion> {
        let acting = Acting::check(snapshot, self.caller.session, now)?;
        let conversion = open_conversion(snapshot, self.account, now)
            .filter(|row| row.administrator == acting.account.id && row.accepted_at.is_none())
            .ok_or_else(no_conversion)?;
        let (account, administrator) = conditions::of_request(snapshot, conversion, Invitations::StandInTheWay, now)?;
        // Whose the administrator's account is must be beyond doubt: a conversion cannot be taken back with it (rule 12.19).
        administrator.must_have_no_open_change(now)?;
        let parties = Parties { account, administrator };
        let mut effect = effect::changes(snapshot, &parties, Some(conversion), now, entropy);
        if shown::is_worse(&conversion.shown, &effect.consequences) {
            return Err(Refusal::new(
                Code::ConsequencesChanged,
                "12.11",
                "more would change than was shown when it was asked for",
            ));
        }
        let consequences = shown::for_administrator(std::mem::take(&mut effect.consequences));
        let mut changes = if conversion.from_recovery {
            let mut changes = waits(snapshot, &parties, conversion, now, entropy);
            changes.guards = vec![changes_part(account), changes_part(administrator)];
            changes
        } else {
            effect
        };
        changes.guards.push(Guard::SessionLive(acting.caller.session));
        let mut notices = Notices::new(snapshot, now, entropy);
        let kind = AuditKind::ConversionAccepted;
        let installation = Some(acting.caller.installation.as_str());
        notices.audit_own(administrator.id, kind, installation, account.username.as_str());
        notices.audit_by(account.id, kind, administrator, administrator.username.as_str());
        changes.audit.splice(0..0, notices.changes.audit);
        let effective_at = conversion.from_recovery.then(|| now.plus_secs(WAITING_SECONDS));
        changes.consequences = consequences;
        changes
            .consequences
            .extend(effective_at.map(|at| Consequence::UndoUntil { at }));
        let told = told_own(snapshot, administrator.id, &changes.mails, now);
        changes.consequences.extend(told);
        let answer = AcceptedConversion {
            account: account.username.as_str().to_owned(),
            effective_at,
        };
        Ok((changes, answer))
    }
}
