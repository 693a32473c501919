//! Stopping a conversion that was accepted and waits, with the link that was mailed (rule 12.12).

use super::{
    no_conversion,
    reject::{How, ended, waiting},
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

/// Stop a conversion: the button on the link's page. It is as good as the cancelling or rejecting of the side to which the
/// link was mailed, and told to both.
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
        let act = open_act(snapshot, self.act, ActKind::StopConversion, self.conversion, now);
        let side = act.ok_or_else(no_conversion)?.account;
        let conversion = waiting(snapshot, self.conversion, now)?;
        let kind = match side {
            _ if side == conversion.account => AuditKind::ConversionCancelled,
            _ if side == conversion.administrator => AuditKind::ConversionRejected,
            _ => return Err(no_conversion()),
        };
        let by = snapshot.account(side).ok_or_else(no_conversion)?;
        let account = snapshot.account(conversion.account).ok_or_else(no_conversion)?;
        let mut changes = ended(snapshot, conversion, kind, by, How::Link, now, entropy)?;
        // Somebody else may have used that side's mailbox, so it is told although it counts as its own act.
        if let Some(address) = by.address() {
            let name = by.username.as_str();
            let letter = LetterKind::ConversionEnded {
                by: name.to_owned(),
                by_link: true,
            };
            let mail = Mail::new(address.as_str(), account.username.as_str(), letter, now, entropy);
            changes.mails.push(mail.read_by(name));
        }
        Ok((changes, ()))
    }
}
