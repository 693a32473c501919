//! An account known to this app: what is saved about it, and what was read.

use crate::{
    health::{Belongings, Extent},
    public::Public,
};
use cache::ProfileRecord;
use contract::{
    Problem, Timestamp,
    account::{Account, AuditEntry},
    desktop::{nuget_org::NUGET_ORG, view::AccountStanding},
    session::Session,
};

/// An account known to this app.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What is saved about it.
    pub record: ProfileRecord,
    /// What the cache holds.
    pub account: Option<Account>,
    pub sessions: Vec<Session>,
    pub activity: Vec<AuditEntry>,
    pub standing: AccountStanding,
    pub belongings: Belongings,
    /// How much of these was read.
    pub extent: Extent,
    /// When that was read.
    pub as_of: Option<Timestamp>,
    pub refreshing: bool,
    /// Whether something asked for another read while one was under way.
    pub refresh_again: bool,
    pub unreachable_since: Option<Timestamp>,
    /// Whether the keyring could not give the token, although the account is signed in.
    pub token_unreadable: bool,
    pub busy: bool,
    /// Whether its session is being ended on the person's word.
    pub leaving: bool,
    pub refusal: Option<Problem>,
    /// What is known of it where it is at nuget.org.
    pub public: Public,
    /// Which session of this run calls are made for; answers to those of an earlier one are dropped.
    pub session: u64,
}

impl Profile {
    pub fn new(record: ProfileRecord) -> Self {
        Self {
            record,
            account: None,
            sessions: Vec::new(),
            activity: Vec::new(),
            standing: AccountStanding::default(),
            belongings: Belongings::default(),
            extent: Extent::default(),
            as_of: None,
            refreshing: false,
            refresh_again: false,
            unreachable_since: None,
            token_unreadable: false,
            busy: false,
            leaving: false,
            refusal: None,
            public: Public::default(),
            session: 0,
        }
    }

    /// Another session, or none, from now on: nothing that is under way concerns it.
    pub fn next_session(&mut self) {
        self.session += 1;
        self.refreshing = false;
        self.refresh_again = false;
        self.busy = false;
        self.leaving = false;
    }

    /// Whether it is at nuget.org, where nobody signs in from here.
    pub fn is_guided(&self) -> bool {
        self.record.gallery == NUGET_ORG
    }

    /// Whether there is a session, as far as is known here.
    pub fn is_signed_in(&self) -> bool {
        self.record.signed_in && !self.record.session_ended
    }

    /// Whether calls can be made for it: there is a session, and nobody is ending it.
    pub fn takes_calls(&self) -> bool {
        self.is_signed_in() && !self.leaving
    }
}
