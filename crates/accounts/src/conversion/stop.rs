//! Stopping a conversion that was accepted and waits, with the link that was mailed (rule 12.12).

use super::{
    no_conversion,
    reject::{ended, waiting},
};
use crate::{
    command::{Command, Decision},
    digest::Hash,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::ActKind,
    organization::open_act,
    outbound::Mail,
    snapshot::{Need, Snapshot},
};
use contract::{Timestamp, account::AuditKind};
use uuid::Uuid;

/// Stop a conversion: the button on the link's page. It is as good as the account's own cancelling, and told to both.
#[derive(Debug)]
pub struct StopConversion {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The conversion that the link is about.
    pub conversion: Uuid,
}

impl Command for StopConversion {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::MailedAct(self.act), Need::ConversionById(self.conversion)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        open_act(snapshot, self.act, ActKind::StopConversion, self.conversion, now).ok_or_else(no_conversion)?;
        let conversion = waiting(snapshot, self.conversion, now)?;
        let account = snapshot.account(conversion.account).ok_or_else(no_conversion)?;
        let kind = AuditKind::ConversionCancelled;
        let mut changes = ended(snapshot, conversion, kind, account, None, now, entropy)?;
        // Somebody else may have used the account's address, so the account is told although it counts as its own act.
        if let Some(address) = account.address() {
            let by = account.username.as_str();
            let letter = LetterKind::ConversionEnded { by: by.to_owned() };
            changes
                .mails
                .push(Mail::new(address.as_str(), by, letter, now, entropy));
        }
        Ok((changes, ()))
    }
}
