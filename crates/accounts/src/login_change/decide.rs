//! Deciding whose a frozen account is.

use super::{
    ChangeState, DecisionCode, LoginChange,
    finalise::parts,
    keep::{tell_kept, write_row},
    restore,
    undo::{not_open, stale},
};
use crate::{
    account::AccountRow,
    code::digits,
    command::{Changes, Command, Decision},
    contact::lasting_address,
    entropy::Entropy,
    outbound::{AuditRow, mails_to, told_at},
    recovery_code::{self, RecoveryCode},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    username::Username,
    write::{Guard, Write},
};
use contract::{AccountId, Code, Secret, Timestamp, account::AuditKind, consequence::Consequence};

pub use contract::login::Decide;

/// Who decides.
#[derive(Debug)]
pub enum DecideBy {
    /// Who has a recovery code of the account.
    RecoveryCode(Secret),
    /// Who reads the mail of the contact address.
    MailedCode {
        /// The secret of the request for the code.
        request_secret: Secret,
        /// The code as it was typed.
        code: Secret,
    },
}

/// Decide about a change: undo it, or keep it and free the account (rule 9.22). An unknown account is answered like a
/// wrong code.
#[derive(Debug)]
pub struct DecideChange {
    /// The username as it was typed.
    pub username: String,
    /// Undo or keep.
    pub decide: Decide,
    /// Who decides.
    pub by: DecideBy,
    /// The account of that name and, where it is half of a swap, the other; as they were found beforehand.
    pub accounts: Vec<AccountId>,
}

/// The code that decides. It works once.
#[derive(Clone, Copy)]
enum Typed<'a> {
    Recovery(&'a RecoveryCode),
    Mailed(&'a DecisionCode),
}

impl<'a> Typed<'a> {
    fn recovery_code(self) -> Option<&'a RecoveryCode> {
        match self {
            Self::Recovery(code) => Some(code),
            Self::Mailed(_) => None,
        }
    }
}

fn wrong_code() -> Refusal {
    Refusal::new(
        Code::CodeWrong,
        "9.23",
        "not the code, or its time or tries have run out",
    )
}

impl DecideChange {
    fn name(&self) -> Option<Username> {
        Username::parse(&self.username).ok()
    }

    fn account<'a>(&self, snapshot: &'a Snapshot) -> Option<&'a AccountRow> {
        self.name().and_then(|name| snapshot.account_named(&name.folded()))
    }

    /// The code that was typed, if it is right.
    fn check_code<'a>(
        &self,
        snapshot: &'a Snapshot,
        account: Option<&AccountRow>,
        now: Timestamp,
    ) -> Result<Typed<'a>, Refusal> {
        match &self.by {
            DecideBy::RecoveryCode(typed) => {
                recovery_code::must_be_written_right(typed)?;
                let account = account.ok_or_else(recovery_code::wrong)?;
                recovery_code::find(snapshot, account.id, typed).map(Typed::Recovery)
            }
            DecideBy::MailedCode { request_secret, code } => {
                let digits = digits(code).ok_or_else(wrong_code)?;
                let account = account.ok_or_else(wrong_code)?;
                let mut codes = snapshot.decision_codes.iter();
                let asked = codes.find(|asked| {
                    asked.account == account.id && asked.belongs_to(request_secret) && asked.is_open(now)
                });
                let asked = asked.ok_or_else(wrong_code)?;
                let address = lasting_address(snapshot, account, now);
                if address.is_some_and(|address| asked.is_code(address, &digits)) {
                    return Ok(Typed::Mailed(asked));
                }
                let count = Write::CountWrongDecisionCode {
                    code: asked.id,
                    seen: asked.tries_left,
                };
                Err(wrong_code().remembering(Changes {
                    writes: vec![count],
                    ..Changes::default()
                }))
            }
        }
    }

    /// Whether the change can be decided about in this way now.
    fn check_change(&self, change: &LoginChange) -> Result<(), Refusal> {
        let frozen = change.state != ChangeState::Open;
        let mailed = matches!(self.by, DecideBy::MailedCode { .. });
        match self.decide {
            Decide::Undo if !frozen && change.partner.is_some() => Err(Refusal::new(
                Code::UndoContested,
                "9.19",
                "an exchange is undone with proofs of both identities",
            )),
            Decide::Undo if !frozen && mailed => Err(not_open()),
            Decide::Keep if !frozen => Err(not_open()),
            // Who was frozen by the other side of a swap cannot wave that side's objection away.
            Decide::Keep if change.partner.is_some() && change.state == ChangeState::Contested => Err(Refusal::new(
                Code::UndoContested,
                "9.22",
                "the other account of the exchange objected, and decides",
            )),
            Decide::Undo | Decide::Keep => Ok(()),
        }
    }
}

/// What keeping a change does to it: a contest is settled for good; after the link froze the account, the identity from
/// before can still undo the change until its time ends.
fn kept(snapshot: &Snapshot, change: &LoginChange, typed: Typed<'_>, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let partner = snapshot.partner_of(change);
    if let Some(half) = partner.filter(|half| half.state == ChangeState::Frozen) {
        return objection_withdrawn(snapshot, (change, half), typed, now, entropy);
    }
    let (mut changes, code) = (Changes::default(), typed.recovery_code());
    let settled = partner.is_none() && change.state == ChangeState::Contested;
    for half in snapshot.halves_of(change) {
        if settled {
            changes.writes.extend(parts(half));
        } else {
            let write = Write::UpdateLoginChange(half.clone().into_state(ChangeState::Open));
            changes.writes.push(write);
        }
        let Some(mut row) = with_code_used(snapshot, half, code, &mut changes, now, entropy) else {
            continue;
        };
        row.frozen_at = None;
        if settled {
            row.login_change_until = None;
        }
        let (row, write) = write_row(row);
        changes.absorb(write);
        // The identity before undoes it, or a recovery code; a mailed code only where the account is frozen.
        let can_be_undone = half.replaced.is_some() || row.recovery_codes_left > 0;
        let until = Some(half.ends_at).filter(|until| can_be_undone && !settled && *until > now);
        tell_kept(snapshot, (&row, until), &mut changes, now, entropy);
    }
    changes
}

/// Both sides objected to a swap: this side's objection is withdrawn, the other side's stands and keeps both accounts
/// frozen.
fn objection_withdrawn(
    snapshot: &Snapshot,
    (change, half): (&LoginChange, &LoginChange),
    typed: Typed<'_>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let contested = change.clone().into_state(ChangeState::Contested);
    let mut changes = Changes {
        writes: vec![Write::UpdateLoginChange(contested)],
        ..Changes::default()
    };
    if let Typed::Mailed(code) = typed {
        changes.writes.push(Write::RemoveDecisionCode(code.id));
    }
    let code = typed.recovery_code();
    if let Some(row) = with_code_used(snapshot, change, code, &mut changes, now, entropy) {
        changes.absorb(write_row(row).1);
    }
    let (account, kind) = (change.account, AuditKind::ObjectionWithdrawn);
    let audit = AuditRow::new(account, kind, None, None, now, entropy);
    changes.audit.push(audit);
    let username = snapshot.account(account).map(|row| row.username.as_str().to_owned());
    let withdrawn = username.map(|username| Consequence::ObjectionWithdrawn { username });
    changes.consequences.extend(withdrawn);
    // Of two sides that give way at once, one decides on what the other left.
    changes
        .guards
        .extend(snapshot.account(half.account).map(Guard::unchanged));
    changes
}

/// The account's row; with the code counted off, where it is this account's.
fn with_code_used(
    snapshot: &Snapshot,
    half: &LoginChange,
    code: Option<&RecoveryCode>,
    changes: &mut Changes,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Option<AccountRow> {
    let mut row = snapshot.account(half.account)?.clone();
    if let Some(code) = code.filter(|code| code.account == row.id) {
        changes.absorb(recovery_code::use_up(snapshot, &mut row, code, None, now, entropy));
    }
    Some(row)
}

impl Command for DecideChange {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs: Vec<Need> = self
            .name()
            .map(|name| Need::AccountNamed(name.folded()))
            .into_iter()
            .collect();
        for account in &self.accounts {
            needs.extend([
                Need::LoginChangesOf(*account),
                Need::RecoveryCodes(*account),
                Need::DecisionCodes(*account),
            ]);
            needs.extend(restore::needs(*account));
        }
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let account = self.account(snapshot);
        if account.is_some_and(|account| !self.accounts.contains(&account.id)) {
            return Err(stale());
        }
        let typed = self.check_code(snapshot, account, now)?;
        let account = account.ok_or_else(not_open)?;
        let change = snapshot.open_change(account.id, now).ok_or_else(not_open)?;
        let halves = snapshot.halves_of(change);
        if !halves.iter().all(|half| self.accounts.contains(&half.account)) {
            return Err(stale());
        }
        self.check_change(change)?;
        let mut changes = match self.decide {
            Decide::Undo => restore::restore(snapshot, change, account, typed.recovery_code(), now, entropy).0,
            Decide::Keep => kept(snapshot, change, typed, now, entropy),
        };
        // Whoever else is mailed, as their login is given back, has shown the caller nothing (rule 7.31).
        let own = halves.iter().map(|half| half.account);
        let own = mails_to(snapshot, own, &changes.mails, now);
        let told = told_at(lasting_address(snapshot, account, now), own);
        changes.consequences.extend(told);
        Ok((changes, ()))
    }
}
