//! Putting the previous address back.

use super::{AddressChange, must_be_free};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
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
    let mut changes = Changes::default();
    let mut requests_ended = 0;
    let requests = snapshot.recoveries.iter();
    for request in requests.filter(|row| row.account == Some(account.id) && row.code_made_at >= since) {
        // Who began to wait before had nothing from the change but the code (rule 10.23).
        if request.waits_since().is_some_and(|begun| begun < since) {
            changes.writes.push(Write::PutRecovery(request.clone().without_code()));
            continue;
        }
        changes.writes.push(Write::RemoveRecovery(request.id));
        changes.writes.push(Write::RemoveMailedActs(request.id));
        requests_ended += u32::from(request.is_open(now));
    }
    changes.writes.push(Write::RemoveDecisionCodes(account.id));
    let mut sessions_ended = 0;
    let restricted = snapshot
        .sessions
        .iter()
        .filter(|row| row.account == account.id && row.kind == SessionKind::Recovery);
    for session in restricted.filter(|row| row.opened_at >= since && row.is_live(now)) {
        changes.writes.push(Write::EndSession {
            session: session.id,
            at: now,
        });
        let ended = EventRow::new(account.id, EventKind::SessionEnded, now, entropy);
        changes.events.push(ended);
        sessions_ended += 1;
    }
    changes.consequences = [
        (sessions_ended, Consequence::SessionsEnd { count: sessions_ended }),
        (requests_ended, Consequence::RecoveriesEnd { count: requests_ended }),
    ]
    .into_iter()
    .filter_map(|(count, consequence)| (count > 0).then_some(consequence))
    .collect();
    changes
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
        let (guard, write, _) = AccountRow {
            confirmed_email: Some(change.previous.clone()),
            pending_email: None,
            ..account.clone()
        }
        .replaced();
        let subject = Some(change.previous.as_str());
        let mut changes = Changes {
            guards: vec![guard],
            writes: vec![write],
            audit: vec![AuditRow::new(
                account.id,
                AuditKind::EmailChangeUndone,
                None,
                subject,
                now,
                entropy,
            )],
            events: account_changed(snapshot, account.id, now, entropy),
            consequences: vec![Consequence::AddressReturns {
                username: account.username.as_str().to_owned(),
                address: change.previous.as_str().to_owned(),
            }],
            ..Changes::default()
        };
        // What came after it is undone with it: whoever made those changes may have made this one.
        let of_account = snapshot.address_changes.iter().filter(|row| row.account == account.id);
        for row in of_account.filter(|row| (row.made_at, row.id) >= (change.made_at, change.id)) {
            changes.writes.push(Write::RemoveAddressChange(row.id));
            changes.writes.push(Write::RemoveMailedActs(row.id));
        }
        if let Some(open) = snapshot.confirmation(account.id) {
            changes.writes.extend(open.withdrawn());
        }
        changes.absorb(attempts_ended(snapshot, account, change.made_at, now, entropy));
        let replaced = account.confirmed_email.as_ref();
        for address in [Some(&change.previous), replaced].into_iter().flatten() {
            let (username, kind) = (account.username.as_str(), LetterKind::AddressChangeUndone);
            changes
                .mails
                .push(Mail::new(address.as_str(), username, kind, now, entropy));
        }
        let told = told_at(Some(&change.previous), &changes.mails);
        changes.consequences.extend(told);
        Ok((changes, ()))
    }
}
