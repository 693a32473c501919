//! The end of the wait of a conversion that was asked for in a recovery session (rule 12.16).

use super::{
    Conversion,
    conditions::{self, Invitations},
    effect::{self, Parties},
    no_conversion, shown, without_effect,
};
use crate::{
    command::{Changes, Command, Decision},
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Code, Timestamp, account::AuditKind};
use uuid::Uuid;

/// Convert the account now, or end the conversion where it may no longer be. Asked for by the service itself.
#[derive(Debug)]
pub struct TakeEffect {
    /// Which conversion.
    pub conversion: Uuid,
    /// Its account.
    pub account: AccountId,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Took {
    /// The account is an organization.
    Effect,
    /// It ended without effect, because it may no longer be.
    Nothing,
}

impl Command for TakeEffect {
    type Answer = Took;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = effect::needs(self.account);
        // The administrator's, who is known by the request alone.
        needs.push(Need::AddressChangesOfLoaded);
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Took> {
        let mut conversions = snapshot.conversions.iter();
        let conversion = conversions
            .find(|row| row.id == self.conversion && row.effective_at.is_some_and(|at| now >= at))
            .ok_or_else(no_conversion)?;
        let why = match conditions::of_request(snapshot, conversion, Invitations::AreWithdrawn, now) {
            Ok((account, administrator)) => {
                let parties = Parties { account, administrator };
                let changes = effect::changes(snapshot, &parties, Some(conversion), now, entropy);
                if !shown::is_worse(&conversion.shown, &changes.consequences) {
                    return Ok((changes, Took::Effect));
                }
                None
            }
            Err(refusal) => Some(refusal.code),
        };
        let changes = stopped(snapshot, conversion, why, now, entropy)?;
        Ok((changes, Took::Nothing))
    }
}

/// Nobody ended it but the service: both sides are told so, with what stands in its way.
fn stopped(
    snapshot: &Snapshot,
    conversion: &Conversion,
    why: Option<Code>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<Changes, Refusal> {
    let mut draft = Draft::by_nobody(snapshot, now, entropy);
    without_effect::remove(&mut draft, conversion, |draft, side| {
        let subject = side.other.username.as_str();
        draft.audit(side.of.id, AuditKind::ConversionStopped, subject);
        draft.mail_about(side.of, side.account, LetterKind::ConversionStopped { why });
    })?;
    Ok(draft.finish())
}
