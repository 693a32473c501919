//! What a gallery has, row by row.

use std::collections::{BTreeMap, BTreeSet};

/// An account.
#[derive(Clone, Debug, Default)]
pub struct Account {
    pub name: usize,
    pub organization: bool,
    pub confirmed: Option<usize>,
    pub pending: Option<usize>,
    pub mailed: Option<MailedCode>,
    /// Whether it wants no mail from others, and none about packages.
    pub declines: (bool, bool),
    pub locked: bool,
    pub frozen: bool,
    pub login: Option<usize>,
    /// The tenant that who joins it must be of.
    pub demands: Option<usize>,
    pub codes: u32,
    pub two_factor: bool,
    pub password: Option<usize>,
    /// Wrong passwords since the last right one, and when the latest was typed.
    pub failures: (u32, i64),
    pub deletion: Option<Deletion>,
    /// The name that it asked the operator for.
    pub wish: Option<usize>,
}

/// The latest code that was mailed to an account's pending address.
#[derive(Clone, Copy, Debug)]
pub struct MailedCode {
    pub made: i64,
    pub tries: u32,
    pub hour: i64,
    pub in_hour: u32,
}

/// A deletion that waits, with the harm that was shown.
#[derive(Clone, Debug)]
pub struct Deletion {
    pub due: i64,
    pub unlist: bool,
    pub shown: BTreeSet<String>,
    /// The change by which its login went to another account.
    pub moved: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
pub struct Session {
    pub account: usize,
    pub full: bool,
    pub opened: i64,
    pub ended: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Invitation {
    pub administrator: bool,
    pub inviter: usize,
    pub made: i64,
    /// Until when the link works that was mailed, if one was.
    pub link: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct Conversion {
    pub administrator: usize,
    pub made: i64,
    /// How many keys were shown to stop working.
    pub keys: usize,
    /// The tenant that was shown to be demanded.
    pub demands: Option<usize>,
    /// Whether a recovery session asked for it.
    pub restricted: bool,
    /// Whether that session showed more than a password.
    pub second_shown: bool,
    /// When it takes effect, once it was accepted and has to wait.
    pub due: Option<i64>,
}

/// A confirmed address that was replaced.
#[derive(Clone, Copy, Debug)]
pub struct AddressChange {
    pub account: usize,
    pub previous: usize,
    pub made: i64,
    pub ends: i64,
    pub standing: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeState {
    Open,
    Frozen,
    Contested,
    Over,
}

/// A change of a login.
#[derive(Clone, Copy, Debug)]
pub struct LoginChange {
    pub account: usize,
    /// Nothing where a recovery linked the first one.
    pub from: Option<usize>,
    pub made: i64,
    pub state: ChangeState,
    pub partner: Option<usize>,
    /// Whether the link that freezes works, where one was mailed.
    pub link: Option<bool>,
    /// Whether a recovery code took the place of the present identity.
    pub by_code: bool,
}

/// A mailed code that decides about a frozen account.
#[derive(Clone, Copy, Debug)]
pub struct DecisionCode {
    pub made: i64,
    pub tries: u32,
    /// Where it was mailed to.
    pub address: usize,
}

/// A request for a code that gets somebody back in.
#[derive(Clone, Copy, Debug)]
pub struct Recovery {
    /// Whom the code was mailed to, if anybody.
    pub account: Option<usize>,
    /// At which address.
    pub address: Option<usize>,
    pub made: i64,
    pub code_made: i64,
    pub tries: u32,
    pub confirmed: bool,
    pub waits_until: Option<i64>,
    /// The recovery session that it opened last.
    pub session: Option<usize>,
}

#[derive(Clone, Debug, Default)]
pub struct Package {
    pub listed: bool,
    /// Whether it has any, as the feed says.
    pub versions: bool,
    /// Who owns it since when.
    pub owners: BTreeMap<usize, i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct Offer {
    pub by: usize,
    pub transfer: bool,
    pub made: i64,
    /// Whether a link was mailed that declines it.
    pub linked: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub holder: usize,
    pub owner: usize,
    pub made: i64,
    pub ends: i64,
    pub revoked: bool,
    pub gone: bool,
}
