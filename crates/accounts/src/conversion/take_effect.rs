//! The end of the wait of a conversion that was asked for in a recovery session (rule 12.16).

use super::{
    conditions::{self, Invitations},
    effect::{self, Parties},
    no_conversion,
    reject::ended,
    shown,
};
use crate::{
    command::{Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    outbound::Mail,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Timestamp, account::AuditKind};
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
        effect::needs(self.account)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Took> {
        let mut conversions = snapshot.conversions.iter();
        let conversion = conversions
            .find(|row| row.id == self.conversion && row.effective_at.is_some_and(|at| now >= at))
            .ok_or_else(no_conversion)?;
        let allowed = conditions::of_request(snapshot, conversion, Invitations::AreWithdrawn, now);
        if let Ok((account, administrator)) = allowed {
            let parties = Parties { account, administrator };
            let changes = effect::changes(snapshot, &parties, Some(conversion), now, entropy);
            if !shown::is_worse(&conversion.shown, &changes.consequences) {
                return Ok((changes, Took::Effect));
            }
        }
        let account = snapshot.account(conversion.account).ok_or_else(no_conversion)?;
        let kind = AuditKind::ConversionCancelled;
        let mut changes = ended(snapshot, conversion, kind, account, None, now, entropy)?;
        if let Some(address) = account.address() {
            let by = account.username.as_str();
            let letter = LetterKind::ConversionEnded { by: by.to_owned() };
            changes
                .mails
                .push(Mail::new(address.as_str(), by, letter, now, entropy));
        }
        Ok((changes, Took::Nothing))
    }
}
