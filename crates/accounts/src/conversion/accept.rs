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
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    organization::Acting,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::Write,
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

impl AcceptConversion {
    /// The request that the administrator accepts, with its two accounts as they have to be.
    fn check<'a>(
        &self,
        snapshot: &'a Snapshot,
        acting: &Acting<'_>,
        now: Timestamp,
    ) -> Result<(&'a Conversion, Parties<'a>), Refusal> {
        let conversion = open_conversion(snapshot, self.account, now)
            .filter(|row| row.administrator == acting.account.id && row.accepted_at.is_none())
            .ok_or_else(no_conversion)?;
        let (account, administrator) = conditions::of_request(snapshot, conversion, Invitations::StandInTheWay, now)?;
        // Whose the administrator's account is must be beyond doubt: a conversion cannot be taken back with it (rule 12.19).
        administrator.must_have_no_open_change(now)?;
        Ok((conversion, Parties { account, administrator }))
    }
}

/// What its acceptance changes, where that is nothing worse than what was shown when it was asked for (rule 12.11).
fn effect_as_shown(
    snapshot: &Snapshot,
    parties: &Parties<'_>,
    conversion: &Conversion,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Changes, Refusal> {
    let effect = effect::changes(snapshot, parties, Some(conversion), now, entropy);
    if shown::is_worse(&conversion.shown, &effect.consequences) {
        let detail = "more would change than was shown when it was asked for";
        return Err(Refusal::new(Code::ConsequencesChanged, "12.11", detail));
    }
    Ok(effect)
}

/// It waits: it takes effect at this time, and can be stopped until then (rule 12.12).
fn wait(draft: &mut Draft<'_>, parties: &Parties<'_>, conversion: &Conversion, at: Timestamp) {
    draft.write(Write::PutConversion(Conversion {
        accepted_at: Some(draft.now),
        effective_at: Some(at),
        ..conversion.clone()
    }));
    for to in [parties.account, parties.administrator] {
        draft.changes_part(to.id);
        mail_stop_link(draft, to, parties, conversion, at);
        draft.event(to.id, &EventKind::AccountChanged);
    }
}

/// A link of its own to each account, mailed to every address that can still be put back.
fn mail_stop_link(
    draft: &mut Draft<'_>,
    to: &AccountRow,
    parties: &Parties<'_>,
    conversion: &Conversion,
    at: Timestamp,
) {
    let (kind, account) = (ActKind::StopConversion, parties.account);
    let (now, about) = (draft.now, conversion.id);
    // Whose link it is tells who stopped it.
    let (act, reference) = MailedAct::issue(kind, to.id, about, WAITING_SECONDS, now, draft.entropy);
    draft.write(Write::InsertMailedAct(act));
    let administrator = parties.administrator.username.as_str().to_owned();
    let letter = LetterKind::ConversionWaits {
        administrator,
        at,
        reference,
    };
    draft.notices_about(to, account, &letter);
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
        let (conversion, parties) = self.check(snapshot, &acting, now)?;
        let (account, administrator) = (parties.account, parties.administrator);
        let mut effect = effect_as_shown(snapshot, &parties, conversion, now, entropy)?;
        let consequences = shown::for_administrator(std::mem::take(&mut effect.consequences));
        let effective_at = conversion.from_recovery.then(|| now.plus_secs(WAITING_SECONDS));
        let mut draft = Draft::by(&acting.caller, snapshot, now, entropy);
        if let Some(at) = effective_at {
            wait(&mut draft, &parties, conversion, at);
        }
        let kind = AuditKind::ConversionAccepted;
        draft.audit(administrator.id, kind, account.username.as_str());
        draft.audit(account.id, kind, administrator.username.as_str());
        if effective_at.is_none() {
            draft.absorb(effect);
        }
        draft.consequences(consequences);
        draft.consequences(effective_at.map(|at| Consequence::UndoUntil { at }));
        let answer = AcceptedConversion {
            account: account.username.as_str().to_owned(),
            effective_at,
        };
        Ok((draft.finish(), answer))
    }
}
