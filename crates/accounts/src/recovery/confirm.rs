//! Typing the code that recovers an account.

use super::{
    OpenedRestricted, Recovery, RecoveryKind, judge::Typed, open_restricted, request_hash, restricted_answer, second,
    wait,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    installation,
    outbound::EventRow,
    recovery_code,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{Secret, Timestamp, account::AuditKind, event::EventKind, recovery::NextStep, session::Installation};

/// Type the code that was mailed to the contact address (rules 10.14, 10.21 to 10.23).
#[derive(Debug)]
pub struct ConfirmRecovery {
    /// The secret whose hash began the request.
    pub request_secret: Secret,
    /// The code as it was typed.
    pub code: Secret,
    /// A recovery code as it was typed.
    pub recovery_code: Option<Secret>,
    /// Whether to begin the wait instead.
    pub wait: bool,
    /// Who asks.
    pub installation: Installation,
}

/// The code was right.
#[derive(Clone, Debug)]
pub enum Confirmed {
    /// A recovery session was opened.
    Opened(Box<OpenedRestricted>),
    /// Two-factor is on: a recovery code is wanted too, or the wait. Nothing was used up.
    RecoveryCodeWanted {
        /// How many codes have not been used.
        codes_left: u32,
    },
    /// The wait has begun.
    Waits {
        /// Until when.
        until: Timestamp,
    },
}

impl ConfirmRecovery {
    fn open(
        &self,
        (request, account): (&Recovery, AccountRow),
        snapshot: &Snapshot,
        installation: &Installation,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Changes, Confirmed) {
        let kind = AuditKind::RecoveryStarted;
        let (new, mut changes) = open_restricted(&account, &self.request_secret, installation, kind, now, entropy);
        let used_up = Recovery {
            tries_left: 0,
            confirmed_at: Some(now),
            session: Some(new.row.id),
            ..request.clone()
        };
        let (guard, write, account) = account.replaced();
        changes.guards.push(guard);
        changes.writes.extend([write, Write::PutRecovery(used_up)]);
        // The link that stops one that waited ends what it opened, too (rule 10.24).
        let links = request
            .waits_until
            .is_none()
            .then_some(Write::RemoveMailedActs(request.id));
        changes.writes.extend(links);
        let what = EventKind::RecoveryStarted;
        changes.events.push(EventRow::new(account.id, what, now, entropy));
        let login = snapshot.login_of(account.id);
        let opened = restricted_answer(new, &account, login, NextStep::Link, false);
        (changes, Confirmed::Opened(Box::new(opened)))
    }
}

impl Command for ConfirmRecovery {
    type Answer = Confirmed;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let hash = request_hash(&self.request_secret);
        vec![
            Need::RecoveryByRequest(RecoveryKind::Login, hash),
            Need::AddressChangesOfLoaded,
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Confirmed> {
        let installation = installation::accept(&self.installation)?;
        let typed = Typed {
            kind: RecoveryKind::Login,
            request_secret: &self.request_secret,
            code: &self.code,
        };
        let (request, account) = typed.judge(snapshot, now, entropy)?;
        account.must_not_be_frozen()?;
        let has_waited = request.waits_until.is_some();
        if !account.two_factor || has_waited {
            let found = (request, account.clone());
            return Ok(self.open(found, snapshot, &installation, now, entropy));
        }
        if let Some(recovery_code) = &self.recovery_code {
            let found = (request, account);
            let code = second::with_mailed_code(snapshot, found, recovery_code, now, entropy)?;
            let (mut account, by) = (account.clone(), Some(installation.name.as_str()));
            let used = recovery_code::use_up(snapshot, &mut account, code, by, now, entropy);
            let (mut changes, answer) = self.open((request, account), snapshot, &installation, now, entropy);
            changes.absorb(used);
            return Ok((changes, answer));
        }
        if self.wait {
            let (changes, until) = wait::begin(snapshot, (request, account), &installation.name, now, entropy);
            return Ok((changes, Confirmed::Waits { until }));
        }
        let codes_left = account.recovery_codes_left;
        Ok((Changes::default(), Confirmed::RecoveryCodeWanted { codes_left }))
    }
}
