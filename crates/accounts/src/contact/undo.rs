//! Putting the previous address back.

use super::{AddressChange, Confirmation, must_be_free};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    email::EmailAddress,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::ActKind,
    outbound::{AuditRow, EventRow, Mail, account_changed, told_at},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{
    AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind, session::SessionKind,
};
use uuid::Uuid;

/// What ends the attempts since a moment to get back into an account: requests whose codes were mailed since, codes that
/// decide about it, and recovery sessions.
fn attempts_ended(
    snapshot: &Snapshot,
    account: &AccountRow,
    since: Timestamp,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let (mut writes, requests) = requests_ended(snapshot, account.id, since, now);
    writes.push(Write::RemoveDecisionCodes(account.id));
    let of_account = snapshot.sessions.iter().filter(|row| row.account == account.id);
    let restricted = of_account.filter(|row| row.kind == SessionKind::Recovery);
    let mut events = Vec::new();
    for session in restricted.filter(|row| row.opened_at >= since && row.is_live(now)) {
        writes.push(Write::EndSession {
            session: session.id,
            at: now,
        });
        events.push(EventRow::new(account.id, EventKind::SessionEnded, now, entropy));
    }
    let sessions = u32::try_from(events.len()).unwrap_or(u32::MAX);
    let foreseen = [
        (sessions, Consequence::SessionsEnd { count: sessions }),
        (requests, Consequence::RecoveriesEnd { count: requests }),
    ];
    let foreseen = foreseen.into_iter().filter(|(count, _)| *count > 0);
    Changes {
        writes,
        events,
        consequences: foreseen.map(|(_, consequence)| consequence).collect(),
        ..Changes::default()
    }
}

/// What ends the requests whose codes were mailed since a moment, and how many of them still were open.
fn requests_ended(snapshot: &Snapshot, account: AccountId, since: Timestamp, now: Timestamp) -> (Vec<Write>, u32) {
    let mut writes = Vec::new();
    let mut ended = 0;
    let requests = snapshot.recoveries.iter();
    for request in requests.filter(|row| row.account == Some(account) && row.code_made_at >= since) {
        // Who began to wait before had nothing from the change but the code (rule 10.23).
        if request.waits_since().is_some_and(|begun| begun < since) {
            writes.push(Write::PutRecovery(request.clone().without_code()));
            continue;
        }
        writes.push(Write::RemoveRecovery(request.id));
        writes.push(Write::RemoveMailedActs(request.id));
        ended += u32::from(request.is_open(now));
    }
    (writes, ended)
}

/// Put the previous address back with the link that was mailed to it (rules 5.17 to 5.19, 5.31). Takes no session: who reads
/// the mail of the previous address may have lost all of them.
#[derive(Debug)]
pub struct UndoAddress {
    /// The hash of the link's reference.
    pub act: Hash,
    /// The account that the link is about.
    pub account: AccountId,
    /// The change that the link is about.
    pub change: Uuid,
}

impl UndoAddress {
    fn find<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Option<(&'a AccountRow, &'a AddressChange)> {
        let mut acts = snapshot.mailed_acts.iter();
        acts.find(|act| act.hash == self.act && act.kind == ActKind::UndoAddress && act.about == self.change)?;
        let mut changes = snapshot.address_changes.iter();
        let change = changes.find(|change| change.id == self.change && change.account == self.account)?;
        let account = snapshot.account(self.account)?;
        change.can_be_put_back(snapshot, now).then_some((account, change))
    }
}

/// The account has the address from before again, and none that waits.
fn put_back(
    snapshot: &Snapshot,
    account: &AccountRow,
    previous: &EmailAddress,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let (guard, write, row) = AccountRow {
        confirmed_email: Some(previous.clone()),
        pending_email: None,
        ..account.clone()
    }
    .replaced();
    let (kind, subject) = (AuditKind::EmailChangeUndone, Some(previous.as_str()));
    Changes {
        guards: vec![guard],
        writes: vec![write],
        audit: vec![AuditRow::new(row.id, kind, None, subject, now, entropy)],
        events: account_changed(snapshot, row.id, now, entropy),
        consequences: vec![Consequence::AddressReturns {
            username: row.username.as_str().to_owned(),
            address: previous.as_str().to_owned(),
        }],
        ..Changes::default()
    }
}

/// What came after a change is undone with it: whoever made those changes may have made this one.
fn later_undone(snapshot: &Snapshot, account: AccountId, change: &AddressChange) -> Vec<Write> {
    let of_account = snapshot.address_changes.iter().filter(|row| row.account == account);
    let later = of_account.filter(|row| (row.made_at, row.id) >= (change.made_at, change.id));
    let undone = later.flat_map(|row| [Write::RemoveAddressChange(row.id), Write::RemoveMailedActs(row.id)]);
    let waiting = snapshot.confirmation(account).map(Confirmation::withdrawn);
    undone.chain(waiting.into_iter().flatten()).collect()
}

impl Command for UndoAddress {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::MailedAct(self.act),
            Need::Account(self.account),
            Need::MembersOf(self.account),
            Need::AddressChangesOf(self.account),
            Need::RecoveriesOf(self.account),
            Need::SessionsOf(self.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let (account, change) = self
            .find(snapshot, now)
            .ok_or_else(|| Refusal::new(Code::NotFound, "5.17", "no such link, or one whose time has passed"))?;
        must_be_free(snapshot, &change.previous, account.id)?;
        let mut changes = put_back(snapshot, account, &change.previous, now, entropy);
        changes.writes.extend(later_undone(snapshot, account.id, change));
        changes.absorb(attempts_ended(snapshot, account, change.made_at, now, entropy));
        let replaced = account.confirmed_email.as_ref();
        for address in [Some(&change.previous), replaced].into_iter().flatten() {
            let (username, kind) = (account.username.as_str(), LetterKind::AddressChangeUndone);
            let mail = Mail::new(address.as_str(), username, kind, now, entropy);
            changes.mails.push(mail);
        }
        let told = told_at(Some(&change.previous), &changes.mails);
        changes.consequences.extend(told);
        Ok((changes, ()))
    }
}
