//! Cancelling a conversion: what the account that asked may do as long as it waits (rule 12.13).

use super::{
    no_conversion, open_conversion,
    reject::{How, end},
};
use crate::{
    command::{Command, Decision},
    draft::Draft,
    entropy::Entropy,
    organization::account_of,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{Timestamp, account::AuditKind};

/// Cancel the conversion of the caller's account, in any of its sessions.
#[derive(Debug)]
pub struct CancelConversion {
    /// Who asks.
    pub caller: Caller,
}

impl Command for CancelConversion {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Conversion(self.caller.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let by = account_of(snapshot, &caller)?;
        let conversion = open_conversion(snapshot, by.id, now).ok_or_else(no_conversion)?;
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        end(&mut draft, conversion, AuditKind::ConversionCancelled, by, How::Session)?;
        Ok((draft.finish(), ()))
    }
}
