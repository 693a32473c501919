//! Confirming the pending address.

use super::{AddressChange, Confirmation, must_be_free};
use crate::{
    account::AccountRow,
    code::digits,
    command::{Changes, Command, Decision},
    email::EmailAddress,
    entropy::Entropy,
    organization::{account_of, audited, managed},
    outbound::account_changed,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Secret, Timestamp,
    account::{Account, AuditKind},
};

/// Confirm the pending address with the code that was mailed to it, inside the account's own session, or an administrator's
/// (rules 5.2, 5.3, 5.5, 5.6, 11.5). A locked account may (rule 3.8). The address before, if there was one, is told and
/// can undo it (rule 5.16).
#[derive(Debug)]
pub struct ConfirmAddress {
    /// Who asks.
    pub caller: Caller,
    /// Whose address: the caller's own, or that of an organization that they administer (rule 11.5).
    pub account: AccountId,
    /// The code as it was typed.
    pub code: Secret,
}

/// An address that a caller may confirm.
pub(super) struct Confirmable<'a> {
    caller: Caller,
    /// Whose it is.
    pub(super) account: &'a AccountRow,
    /// The address.
    pub(super) pending: &'a EmailAddress,
    /// Who acts for an organization.
    administrator: Option<&'a AccountRow>,
}

/// What is judged before code or link are looked at.
///
/// # Errors
/// Besides those of the session `FullSessionRequired`, `NotAuthorized`, `EmailNotPending`, `LoginChangeOpen`.
pub(super) fn confirmable<'a>(
    snapshot: &'a Snapshot,
    caller: &Caller,
    account: AccountId,
    now: Timestamp,
) -> Result<Confirmable<'a>, Refusal> {
    let caller = Caller::check(snapshot.session(caller.session), now)?;
    caller.must_be_full()?;
    let account = managed(snapshot, caller.account, account)?;
    let administrator = administrator(snapshot, &caller, account.id, now)?;
    let not_pending = || Refusal::new(Code::EmailNotPending, "5.6", "no address waits to be confirmed");
    let pending = account.pending_email.as_ref().ok_or_else(not_pending)?;
    // What was asked for before the login changed does not move the address while that can be undone (rule 5.32).
    if account.confirmed_email.is_some() {
        account.must_have_no_open_change(now)?;
    }
    Ok(Confirmable {
        caller,
        account,
        pending,
        administrator,
    })
}

/// For an organization, its administrator's login must not be open to be taken back (rule 11.26).
fn administrator<'a>(
    snapshot: &'a Snapshot,
    caller: &Caller,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<&'a AccountRow>, Refusal> {
    if account == caller.account {
        return Ok(None);
    }
    let own = account_of(snapshot, caller)?;
    own.must_have_no_open_change(now)?;
    Ok(Some(own))
}

impl Confirmable<'_> {
    /// Confirms it by what its mail carried.
    ///
    /// # Errors
    /// `EmailTaken`: only who has the mail learns that somebody else confirmed the address meanwhile.
    pub(super) fn confirm(
        &self,
        snapshot: &Snapshot,
        by: &Confirmation,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Decision<Account> {
        let (account, pending) = (self.account, self.pending);
        must_be_free(snapshot, pending, account.id)?;
        let (guard, write, confirmed) = AccountRow {
            confirmed_email: Some(pending.clone()),
            pending_email: None,
            ..account.clone()
        }
        .replaced();
        let what = (AuditKind::EmailConfirmed, Some(pending.as_str()));
        let mut changes = Changes {
            guards: vec![Guard::SessionLive(self.caller.session), guard],
            writes: vec![Write::RemoveConfirmation(by.id), Write::RemoveMailedActs(by.id), write],
            audit: vec![audited(snapshot, &self.caller, account.id, what, now, entropy)],
            events: account_changed(snapshot, account.id, now, entropy),
            ..Changes::default()
        };
        if let Some(own) = self.administrator {
            changes.guards.push(Guard::unchanged(own));
        }
        changes.absorb(AddressChange::begin(account, pending, now, entropy));
        Ok((changes, confirmed.view(snapshot.login_of(account.id))))
    }
}

impl ConfirmAddress {
    fn count_wrong(&self, snapshot: &Snapshot, open: &Confirmation, now: Timestamp, entropy: &mut Entropy) -> Refusal {
        let mut changes = Changes {
            writes: vec![Write::CountWrongCode {
                confirmation: open.id,
                seen: open.tries_left,
            }],
            ..Changes::default()
        };
        let left = open.tries_left - 1;
        if left > 0 {
            return Refusal::new(Code::CodeWrong, "5.2", "not the code")
                .with_tries_left(left)
                .remembering(changes);
        }
        let what = (AuditKind::EmailCodeExhausted, Some(open.address.as_str()));
        let row = audited(snapshot, &self.caller, open.account, what, now, entropy);
        changes.audit.push(row);
        Refusal::new(Code::CodeExpired, "5.2", "not the code, and no tries are left").remembering(changes)
    }
}

impl Command for ConfirmAddress {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::Account(self.account),
            Need::MembersOf(self.account),
            Need::HolderOfPendingAddress(self.account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let found = confirmable(snapshot, &self.caller, self.account, now)?;
        let open = snapshot
            .confirmation(found.account.id)
            .filter(|open| open.is_open(now) && open.address == *found.pending);
        let open = open.ok_or_else(|| Refusal::new(Code::CodeExpired, "5.2", "the code's time or tries ran out"))?;
        let wrong_form = || Refusal::new(Code::CodeWrong, "5.2", "not 8 digits").with_tries_left(open.tries_left);
        if !open.is_code(&digits(&self.code).ok_or_else(wrong_form)?) {
            return Err(self.count_wrong(snapshot, open, now, entropy));
        }
        found.confirm(snapshot, open, now, entropy)
    }
}
