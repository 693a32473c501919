//! Rejecting a conversion: what its future administrator may do as long as it waits (rule 12.13).

use super::{Conversion, no_conversion, open_conversion, without_effect};
use crate::{
    account::AccountRow,
    command::{Command, Decision},
    digest::Hash,
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::ActKind,
    organization::{account_of, open_act},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
};
use contract::{AccountId, Timestamp, account::AuditKind};
use uuid::Uuid;

/// Reject a conversion, as the administrator whom it names, in any session.
#[derive(Debug)]
pub struct RejectConversion {
    /// Who asks.
    pub caller: Caller,
    /// The account that asked.
    pub account: AccountId,
}

/// How somebody ended a request.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// In a session.
    Session,
    /// With a link that was mailed to them.
    Link,
}

/// A request ends without effect by one of its sides, whose draft it is. Who did not end it is told, and who asked always is.
pub(super) fn end(
    draft: &mut Draft<'_>,
    conversion: &Conversion,
    kind: AuditKind,
    by: &AccountRow,
    how: How,
) -> Result<(), Refusal> {
    let letter = LetterKind::ConversionEnded {
        by: by.username.as_str().to_owned(),
        by_link: how == How::Link,
    };
    without_effect::remove(draft, conversion, |draft, side| {
        let of = side.of;
        draft.audit(of.id, kind, side.other.username.as_str());
        if of.id == by.id {
            return;
        }
        if of.id == side.account.id {
            draft.mail_about(of, side.account, letter.clone());
        } else {
            draft.mail_if_allowed(of, side.account, letter.clone());
        }
    })
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
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        end(&mut draft, conversion, AuditKind::ConversionRejected, by, How::Session)?;
        Ok((draft.finish(), ()))
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
        let mut draft = Draft::by_link_of(by.id, snapshot, now, entropy);
        end(&mut draft, conversion, AuditKind::ConversionRejected, by, How::Link)?;
        Ok((draft.finish(), ()))
    }
}

/// The request with this id, as long as it waits.
pub(super) fn waiting(snapshot: &Snapshot, id: Uuid, now: Timestamp) -> Result<&Conversion, Refusal> {
    let mut conversions = snapshot.conversions.iter();
    conversions
        .find(|row| row.id == id && row.is_open(now))
        .ok_or_else(no_conversion)
}
