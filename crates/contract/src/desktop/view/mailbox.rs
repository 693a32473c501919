//! The practice mailbox.

use crate::Timestamp;
use serde::{Deserialize, Serialize};

/// The practice mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Mailbox {
    /// The mails, the latest first.
    pub mails: Vec<Mail>,
}

/// A practice mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export)]
pub struct Mail {
    /// Its id.
    pub id: String,
    /// To whom.
    pub to: String,
    /// About what.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// When.
    pub at: Timestamp,
}
