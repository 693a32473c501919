//! What an operator does to an account (rule 3.10), and how they name one (rule 16.13).

use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    outbound::{AuditRow, account_changed},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    text::one_line,
    username,
};
use contract::{
    Code, Timestamp,
    account::{Account, AuditKind},
};

/// How many characters a reason has at most.
pub const REASON_CHARACTERS: usize = 200;

/// Lock an account. Answers with its owner's view of it. Its sessions go on: who is locked may sign in, read and end
/// sessions anyway, and each command asks for the lock itself, so ending them would block nothing more (rule 3.10).
#[derive(Clone, Debug)]
pub struct LockAccount {
    /// Its username.
    pub username: String,
    /// Why, in words that its owner reads.
    pub reason: String,
}

/// Take the lock of an account away. Answers with its owner's view of it.
#[derive(Clone, Debug)]
pub struct UnlockAccount {
    /// Its username.
    pub username: String,
}

impl Command for LockAccount {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(&self.username)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let reason = reason_of(&self.reason, "3.10")?;
        set_lock(snapshot, &self.username, Some(reason), now, entropy)
    }
}

impl Command for UnlockAccount {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(&self.username)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        set_lock(snapshot, &self.username, None, now, entropy)
    }
}

/// A reason as it is kept: one line.
///
/// # Errors
/// `ReasonInvalid` by this rule.
pub(crate) fn reason_of<'a>(text: &'a str, rule: &'static str) -> Result<&'a str, Refusal> {
    one_line(text, REASON_CHARACTERS).ok_or_else(|| {
        let detail = "a reason has 1 to 200 characters in one line";
        Refusal::new(Code::ReasonInvalid, rule, detail).about("reason")
    })
}

fn needs(username: &str) -> Vec<Need> {
    let folded = named(username);
    vec![Need::AccountNamed(folded.clone()), Need::MembersNamed(folded)]
}

/// A username as an operator typed it, as names are compared: spaces around it do not count (rule 16.13).
#[must_use]
pub fn named(typed: &str) -> String {
    username::fold(typed.trim())
}

/// Locked where there is a reason, unlocked where there is none.
fn set_lock(
    snapshot: &Snapshot,
    username: &str,
    reason: Option<&str>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Decision<Account> {
    let claimed = snapshot.name(&named(username));
    let account = claimed
        .and_then(|name| snapshot.account(name.account?))
        .ok_or_else(|| Refusal::new(Code::NotFound, "3.10", "no account has this name").about("username"))?;
    let locked = reason.is_some();
    if account.locked == locked {
        let detail = if locked {
            "the account is locked already"
        } else {
            "the account is not locked"
        };
        return Err(Refusal::new(Code::BadRequest, "3.10", detail).about("username"));
    }
    let kind = if locked { AuditKind::Locked } else { AuditKind::Unlocked };
    let login = snapshot.login_of(account.id);
    let (guard, write, row) = AccountRow {
        locked,
        ..account.clone()
    }
    .replaced();
    let changes = Changes {
        guards: vec![guard],
        writes: vec![write],
        audit: vec![AuditRow::new(row.id, kind, None, reason, now, entropy)],
        events: account_changed(snapshot, row.id, now, entropy),
        ..Changes::default()
    };
    Ok((changes, row.view(login)))
}
