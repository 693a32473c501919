//! The beginning of a deletion.

use super::{Deletion, Orphans, erase};
use crate::{
    account::AccountRow,
    command::Changes,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    outbound::{AuditRow, EventRow, Mail, told_own},
    refusal::Refusal,
    snapshot::Snapshot,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence, deletion::PendingDeletion,
    event::EventKind,
};

/// On what terms an account is deleted.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// Whether packages that are left without an owner are unlisted.
    pub unlist_orphans: bool,
    /// How many seconds there are to change one's mind; 0 for none.
    pub grace_seconds: i64,
    /// The account that its login moves to at once, where it does. The caller gives it to that account.
    pub login_moved_to: Option<AccountId>,
}

/// What came of it.
#[derive(Debug)]
pub enum Requested {
    /// The account is gone.
    Deleted,
    /// It will be.
    Waits(PendingDeletion),
}

/// The deletion of an account: at once where its address was never confirmed or there is no grace, else after the grace
/// period (rules 14.1, 14.11 to 14.13). Whoever may ask for it was judged before, from a snapshot of what [`super::needs`] names.
///
/// # Errors
/// `DeletionPending`, `AccountFrozen`, `LoginChangeOpen`, and those of [`erase`].
pub fn begin(
    snapshot: &Snapshot,
    account: AccountId,
    terms: Terms,
    installation: Option<&str>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Result<(Changes, Requested), Refusal> {
    let row = snapshot
        .account(account)
        .ok_or_else(|| Refusal::new(Code::NotFound, "14.1", "there is no such account"))?;
    row.must_not_be_in_deletion()?;
    row.must_not_be_frozen()?;
    row.must_have_no_open_change(now)?;
    let mut erased = erase(snapshot, account, Orphans::unlisted(terms.unlist_orphans), now, entropy)?;
    // Where the login moves, who asks is somebody else.
    let by_owner = terms.login_moved_to.is_none();
    let told = |mails: &[Mail]| by_owner.then(|| told_own(snapshot, account, mails, now)).flatten();
    if row.confirmed_email.is_none() || terms.grace_seconds <= 0 {
        erased.consequences.extend(told(&erased.mails));
        return Ok((erased, Requested::Deleted));
    }
    let due_at = now.plus_secs(terms.grace_seconds);
    let mut deletion = Deletion {
        account,
        id: entropy.id(now),
        requested_at: now,
        due_at,
        unlist_orphans: terms.unlist_orphans,
        shown: at_the_end(std::mem::take(&mut erased.consequences), due_at),
        login_moved_to: terms.login_moved_to,
    };
    let mut changes = wait(snapshot, row, &deletion, installation, now, entropy);
    changes.guards.extend(shown_about(account, &erased.guards));
    deletion.shown.extend(told(&changes.mails));
    changes.consequences.clone_from(&deletion.shown);
    changes.writes.push(Write::PutDeletion(deletion.clone()));
    Ok((changes, Requested::Waits(deletion.view())))
}

/// That the accounts to which it does something are what was shown of them, by their names of that moment: nothing else is
/// changed of them now.
fn shown_about(own: AccountId, erased: &[Guard]) -> impl Iterator<Item = Guard> {
    erased.iter().filter_map(move |guard| match *guard {
        Guard::ChangesAccount { account, version } if account != own => {
            Some(Guard::AccountUnchanged { account, version })
        }
        _ => None,
    })
}

/// The consequences of what happens later, in which the account is deleted then.
fn at_the_end(consequences: Vec<Consequence>, at: Timestamp) -> Vec<Consequence> {
    let later = |consequence| match consequence {
        Consequence::AccountDeleted { username, .. } => Consequence::AccountDeleted { username, at },
        other => other,
    };
    consequences.into_iter().map(later).collect()
}

/// Everything stays as it is, except that nobody is signed in any more (rule 14.11), and that a login that moves is free.
/// The caller writes the deletion, once it is known who is told. Without a confirmed address nothing waits (rule 14.12).
fn wait(
    snapshot: &Snapshot,
    account: &AccountRow,
    deletion: &Deletion,
    installation: Option<&str>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let (guard, write, account) = AccountRow {
        deletion_at: Some(deletion.due_at),
        ..account.clone()
    }
    .replaced();
    let seconds = deletion.due_at.secs_since(now);
    let (act, reference) = MailedAct::issue(ActKind::KeepAccount, account.id, deletion.id, seconds, now, entropy);
    let kind = AuditKind::DeletionRequested;
    let mut changes = Changes {
        guards: vec![guard],
        writes: vec![
            write,
            Write::InsertMailedAct(act),
            Write::EndSessionsOf {
                account: account.id,
                except: None,
                since: None,
                at: now,
            },
        ],
        audit: vec![AuditRow::new(account.id, kind, installation, None, now, entropy)],
        events: vec![EventRow::new(account.id, EventKind::DeletionRequested, now, entropy)],
        ..Changes::default()
    };
    let moved = snapshot
        .login_of(account.id)
        .filter(|_| deletion.login_moved_to.is_some());
    changes.writes.extend(moved.map(|login| Write::RemoveLogin(login.id)));
    let letter = LetterKind::DeletionRequested {
        at: deletion.due_at,
        reference,
        login_moved: deletion.login_moved_to.is_some(),
    };
    changes.mails = Mail::notices(snapshot, &account, &letter, now, entropy);
    changes
}
