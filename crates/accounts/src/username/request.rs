//! Asking the operator for another username.

use super::Username;
use crate::{
    command::{Changes, Command, Decision},
    contact::{managed, needs_of_managed},
    entropy::Entropy,
    operator,
    outbound::{AuditRow, account_changed},
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{AccountId, Code, Timestamp, account::AuditKind, consequence::Consequence};

/// A request that waits for the operator. An account has at most one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameRequest {
    /// Whose.
    pub account: AccountId,
    /// The name that it wants.
    pub wanted: Username,
    /// Why, in its owner's words.
    pub reason: String,
    /// When it was asked for.
    pub made_at: Timestamp,
}

/// Ask the operator for another username, in place of what was asked for before (rules 16.2, 16.3); not while a change of the
/// login of who asks can be undone (rule 9.8).
#[derive(Debug)]
pub struct RequestRename {
    /// Who asks.
    pub caller: Caller,
    /// Whose name: the caller's own account's, or that of an organization that it administers.
    pub account: AccountId,
    /// The name as it was typed.
    pub wanted: String,
    /// Why.
    pub reason: String,
}

/// A reason as it is kept: one line.
pub(super) fn reason_of(text: &str) -> Result<String, Refusal> {
    operator::reason_of(text, "16.2").map(str::to_owned)
}

/// Where a change of the login is undone, a name that waits for the operator is not wanted any more: whoever took the login
/// may have asked for it, also before (rule 9.18). Needs [`Need::RenameRequest`].
pub(crate) fn wish_ended_by_undo(
    snapshot: &Snapshot,
    account: AccountId,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let mut requests = snapshot.rename_requests.iter();
    let Some(request) = requests.find(|request| request.account == account) else {
        return Changes::default();
    };
    let (kind, subject) = (AuditKind::RenameRequestEnded, Some(request.wanted.as_str()));
    Changes {
        writes: vec![Write::RemoveRenameRequest(account)],
        audit: vec![AuditRow::new(account, kind, None, subject, now, entropy)],
        consequences: vec![Consequence::RequestsWithdrawn { count: 1 }],
        ..Changes::default()
    }
}

impl Command for RequestRename {
    type Answer = RenameRequest;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let wanted = Username::parse(&self.wanted).ok();
        let name = wanted.map(|name| Need::Name(name.folded()));
        needs_of_managed(&self.caller, self.account)
            .into_iter()
            .chain(name)
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<RenameRequest> {
        let managed = managed(snapshot, &self.caller, self.account, now)?;
        let account = managed.account;
        let wanted = Username::parse(&self.wanted).map_err(|refusal| refusal.about("wanted"))?;
        let reason = reason_of(&self.reason)?;
        if snapshot.name(&wanted.folded()).is_some() {
            return Err(Refusal::new(Code::UsernameTaken, "1.4", "the name is taken or was once").about("wanted"));
        }
        account.must_not_be_locked()?;
        // A name is used up for ever: who acts must be who the account will still be of.
        managed.acting().must_not_be_locked()?;
        managed.acting().must_have_no_open_change(now)?;
        let request = RenameRequest {
            account: account.id,
            wanted,
            reason,
            made_at: now,
        };
        let subject = Some(request.wanted.as_str());
        let mut changes = Changes {
            guards: managed.guards(),
            writes: vec![Write::PutRenameRequest(request.clone())],
            audit: vec![managed.audit(AuditKind::RenameRequested, subject, now, entropy)],
            events: account_changed(snapshot, account.id, now, entropy),
            consequences: vec![Consequence::NameReserved {
                username: account.username.as_str().to_owned(),
            }],
            ..Changes::default()
        };
        changes.guards.push(Guard::ChangesAccount {
            account: account.id,
            version: account.version,
        });
        Ok((changes, request))
    }
}

/// Withdraw the request for another username (rule 16.3). Where there is none, nothing happens.
#[derive(Debug)]
pub struct WithdrawRename {
    /// Who asks.
    pub caller: Caller,
    /// Whose request.
    pub account: AccountId,
}

impl Command for WithdrawRename {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let request = [Need::RenameRequest(self.account)];
        needs_of_managed(&self.caller, self.account)
            .into_iter()
            .chain(request)
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let managed = managed(snapshot, &self.caller, self.account, now)?;
        let account = managed.account;
        let mut requests = snapshot.rename_requests.iter();
        let Some(request) = requests.find(|request| request.account == account.id) else {
            return Ok((Changes::default(), ()));
        };
        let subject = Some(request.wanted.as_str());
        let mut changes = Changes {
            guards: managed.guards(),
            writes: vec![Write::RemoveRenameRequest(account.id)],
            audit: vec![managed.audit(AuditKind::RenameRequestEnded, subject, now, entropy)],
            events: account_changed(snapshot, account.id, now, entropy),
            ..Changes::default()
        };
        changes.guards.push(Guard::ChangesAccount {
            account: account.id,
            version: account.version,
        });
        Ok((changes, ()))
    }
}
