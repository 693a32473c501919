//! Conversion of an account to an organization (rules 12.1 to 12.20).

mod accept;
mod cancel;
mod conditions;
mod effect;
mod reject;
mod request;
mod shown;
mod stop;
mod take_effect;
pub mod view;
mod without_effect;

pub use accept::AcceptConversion;
pub use cancel::CancelConversion;
pub use reject::{RejectByLink, RejectConversion};
pub use request::RequestConversion;
pub use shown::for_administrator;
pub(crate) use shown::keys as shown_keys;
pub use stop::StopConversion;
pub use take_effect::{TakeEffect, Took};

use crate::{refusal::Refusal, snapshot::Snapshot, write::Write};
use contract::{AccountId, Code, Timestamp};
use uuid::Uuid;

/// For how many seconds a request can be accepted (rule 12.6).
pub const REQUEST_SECONDS: i64 = 7 * 86_400;

/// How many seconds after it was accepted a conversion that was asked for in a recovery session takes effect (rule 12.12).
pub const WAITING_SECONDS: i64 = 72 * 3600;

/// A request for conversion. An account has at most one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    /// Its id; a request that replaces another has a new one.
    pub id: Uuid,
    /// The account that wants to become an organization.
    pub account: AccountId,
    /// Its future administrator.
    pub administrator: AccountId,
    /// Whether it was asked for in a recovery session.
    pub from_recovery: bool,
    /// Whether what two-factor asks of a recovery session was shown in it (rule 12.5).
    pub second_shown: bool,
    /// When it was asked for.
    pub made_at: Timestamp,
    /// Until when it can be accepted.
    pub expires_at: Timestamp,
    /// When it was accepted, where it takes effect later.
    pub accepted_at: Option<Timestamp>,
    /// When it takes effect, where it was accepted and takes effect later.
    pub effective_at: Option<Timestamp>,
    /// What was shown when it was asked for, as far as it may not become worse (rule 12.11).
    pub shown: String,
}

impl Conversion {
    /// Whether it waits: to be accepted, or to take effect.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.effective_at.is_some() || now < self.expires_at
    }

    /// What ends it, however it ends: its links work no more.
    fn removed(&self) -> [Write; 2] {
        [Write::RemoveConversion(self.id), Write::RemoveMailedActs(self.id)]
    }
}

/// The conversion that an account has asked for and that waits.
#[must_use]
pub fn open_conversion(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> Option<&Conversion> {
    let mut conversions = snapshot.conversions.iter();
    conversions.find(|row| row.account == account && row.is_open(now))
}

/// There is no such request, or it is not the caller's to answer (rule 12.8).
pub(crate) fn no_conversion() -> Refusal {
    Refusal::new(
        Code::ConversionNotFound,
        "12.8",
        "there is no such request for conversion",
    )
}
