//! Stopping a recovery.

use super::{Recovery, RecoveryKind};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    mailed_act::ActKind,
    outbound::{AuditRow, EventRow},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind, session::SessionKind,
};

/// Stop the recoveries of the account, from a full session (rule 10.24).
#[derive(Debug)]
pub struct StopRecovery {
    /// Who asks.
    pub caller: Caller,
}

impl Command for StopRecovery {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::RecoveriesOf(self.caller.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let account = snapshot.account(caller.account).ok_or_else(nothing_to_stop)?;
        let by = Some(caller.installation.as_str());
        let mut changes = stopped(snapshot, account, by, now, entropy).ok_or_else(nothing_to_stop)?;
        changes.guards.push(Guard::SessionLive(caller.session));
        Ok((changes, ()))
    }
}

/// Stop the recoveries of an account by the button on the page of the mailed link (rule 10.24).
#[derive(Debug)]
pub struct StopRecoveryByLink {
    /// The hash of the link's reference.
    pub act: Hash,
}

impl Command for StopRecoveryByLink {
    type Answer = AccountId;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::MailedAct(self.act)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<AccountId> {
        let act = snapshot
            .mailed_acts
            .iter()
            .find(|act| act.hash == self.act && act.kind == ActKind::StopRecovery && act.is_open(now))
            .ok_or_else(nothing_to_stop)?;
        let account = snapshot.account(act.account).ok_or_else(nothing_to_stop)?;
        let changes = stopped(snapshot, account, None, now, entropy).ok_or_else(nothing_to_stop)?;
        Ok((changes, account.id))
    }
}

fn nothing_to_stop() -> Refusal {
    Refusal::new(Code::RecoveryInvalid, "10.24", "no recovery that could be stopped")
}

fn of_login(snapshot: &Snapshot, account: AccountId) -> impl Iterator<Item = &Recovery> {
    let matches = move |request: &&Recovery| request.account == Some(account) && request.kind == RecoveryKind::Login;
    snapshot.recoveries.iter().filter(matches)
}

/// What ends all recoveries by mail of an account with the sessions that they opened; nothing where nobody has typed a
/// right code.
fn stopped(
    snapshot: &Snapshot,
    account: &AccountRow,
    by: Option<&str>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Option<Changes> {
    if !of_login(snapshot, account.id).any(|request| is_under_way(snapshot, request, now)) {
        return None;
    }
    let kind = AuditKind::RecoveryStopped;
    let mut changes = Changes {
        guards: vec![Guard::ChangesAccount {
            account: account.id,
            version: account.version,
        }],
        writes: requests_removed(snapshot, account.id),
        audit: vec![AuditRow::new(account.id, kind, by, None, now, entropy)],
        events: vec![EventRow::new(account.id, EventKind::AccountChanged, now, entropy)],
        ..Changes::default()
    };
    let ended = sessions_ended(snapshot, account.id, now);
    let open = of_login(snapshot, account.id).filter(|request| request.is_open(now));
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let (sessions, requests) = (count(ended.len()), count(open.count()));
    changes.consequences = [
        (sessions, Consequence::SessionsEnd { count: sessions }),
        (requests, Consequence::RecoveriesEnd { count: requests }),
    ]
    .into_iter()
    .filter_map(|(count, consequence)| (count > 0).then_some(consequence))
    .collect();
    changes.writes.extend(ended);
    Some(changes)
}

/// What ends the sessions that these recoveries opened.
fn sessions_ended(snapshot: &Snapshot, account: AccountId, now: Timestamp) -> Vec<Write> {
    let opened: Vec<_> = of_login(snapshot, account)
        .filter_map(|request| request.session)
        .collect();
    let restricted = snapshot.sessions.iter().filter(|row| row.kind == SessionKind::Recovery);
    restricted
        .filter(|row| opened.contains(&row.id) && row.is_live(now))
        .map(|row| Write::EndSession {
            session: row.id,
            at: now,
        })
        .collect()
}

/// All requests to recover the account are over.
pub(super) fn requests_removed(snapshot: &Snapshot, account: AccountId) -> Vec<Write> {
    of_login(snapshot, account)
        .flat_map(|request| [Write::RemoveRecovery(request.id), Write::RemoveMailedActs(request.id)])
        .collect()
}

/// Two-factor is on from now on: what was begun by mail alone, before it was, ends with it (rule 9.28). Needs
/// [`crate::Need::RecoveriesOf`].
pub(crate) fn ended_by_two_factor(snapshot: &Snapshot, account: AccountId) -> Vec<Write> {
    requests_removed(snapshot, account)
}

/// A change of the login is undone: every request to get in another way, by mail or by a password, ends with it, as do the
/// links in its mails (rules 9.18, 10.24). All sessions end anyway. Needs [`crate::Need::RecoveriesOf`].
pub(crate) fn ended_by_undo(snapshot: &Snapshot, account: AccountId, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let own = snapshot
        .recoveries
        .iter()
        .filter(|request| request.account == Some(account));
    let writes = own.flat_map(|request| [Write::RemoveRecovery(request.id), Write::RemoveMailedActs(request.id)]);
    let mut changes = Changes {
        writes: writes.collect(),
        ..Changes::default()
    };
    if of_login(snapshot, account).any(|request| is_under_way(snapshot, request, now)) {
        let kind = AuditKind::RecoveryStopped;
        changes
            .audit
            .push(AuditRow::new(account, kind, None, None, now, entropy));
    }
    changes
}

/// Whether its code was typed, and its time, or that of the session that it opened, is not over.
fn is_under_way(snapshot: &Snapshot, request: &Recovery, now: Timestamp) -> bool {
    request.confirmed_at.is_some() && (request.is_open(now) || request.has_session(&snapshot.sessions, now))
}

/// Who signs in with the linked identity has not lost it: what that stops, if anything (rule 10.24).
pub(crate) fn stopped_by_sign_in(
    snapshot: &Snapshot,
    account: &AccountRow,
    by: &str,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Option<Changes> {
    stopped(snapshot, account, Some(by), now, entropy)
}
