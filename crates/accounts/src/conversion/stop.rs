//! Stopping a conversion that was accepted and waits, with the link that was mailed (rule 12.12).

use super::{
    no_conversion,
    reject::{How, end, waiting},
};
use crate::{
    command::{Command, Decision},
    digest::Hash,
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::ActKind,
    organization::open_act,
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
        let mut draft = Draft::by_link_of(by.id, snapshot, now, entropy);
        end(&mut draft, conversion, kind, by, How::Link)?;
        // Somebody else may have used that side's mailbox, so it is told although it counts as its own act.
        let letter = LetterKind::ConversionEnded {
            by: by.username.as_str().to_owned(),
            by_link: true,
        };
        draft.mail_about(by, account, letter);
        Ok((draft.finish(), ()))
    }
}
