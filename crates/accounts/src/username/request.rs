//! Asking the operator for another username.

use super::Username;
use crate::{
    command::{Changes, Command, Decision},
    contact::{Managed, managed, needs_of_managed},
    digest,
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

impl RenameRequest {
    /// Another text for each wish (rule 16.3).
    #[must_use]
    pub fn revision(&self) -> String {
        let made_at = self.made_at.as_micros().to_be_bytes();
        let parts: [&[u8]; 4] = [
            self.account.as_bytes(),
            self.wanted.as_str().as_bytes(),
            self.reason.as_bytes(),
            &made_at,
        ];
        digest::to_text(&digest::labelled("nuget-accounts/rename-request-revision/v1", &parts))
    }
}

/// Refuses what was decided on a page that showed another wish, or none, where whoever asks says what they saw: the
/// revision, or an empty text for none (rule 16.3).
fn must_be_as_seen(waiting: Option<&RenameRequest>, seen: Option<&str>) -> Result<(), Refusal> {
    let now = waiting.map(RenameRequest::revision).unwrap_or_default();
    if seen.is_none_or(|seen| seen == now) {
        return Ok(());
    }
    let detail = "another wish was made, or the one before withdrawn, meanwhile";
    Err(Refusal::new(Code::Stale, "16.3", detail).about("revision"))
}

/// What the account has asked for.
fn waiting(snapshot: &Snapshot, account: AccountId) -> Option<&RenameRequest> {
    snapshot
        .rename_requests
        .iter()
        .find(|request| request.account == account)
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
    /// The revision of the wish that was seen, an empty text for none, where the caller looked.
    pub revision: Option<String>,
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

impl RequestRename {
    /// Whether this name may be asked for, in place of what was.
    fn check(
        &self,
        snapshot: &Snapshot,
        managed: &Managed<'_>,
        before: Option<&RenameRequest>,
        wanted: &Username,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        must_be_as_seen(before, self.revision.as_deref())?;
        if snapshot.name(&wanted.folded()).is_some() {
            return Err(Refusal::new(Code::UsernameTaken, "1.4", "the name is taken or was once").about("wanted"));
        }
        managed.account.must_not_be_locked()?;
        // A name is used up for ever: who acts must be who the account will still be of.
        managed.acting().must_not_be_locked()?;
        managed.acting().must_have_no_open_change(now)
    }
}

/// What keeps a request until the operator answers it.
fn changes(
    snapshot: &Snapshot,
    managed: &Managed<'_>,
    before: Option<&RenameRequest>,
    request: &RenameRequest,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let account = managed.account;
    let subject = Some(request.wanted.as_str());
    let reserved = Consequence::NameReserved {
        username: account.username.as_str().to_owned(),
    };
    let replaced = before.map(|before| Consequence::UsernameRequestReplaced {
        wanted: before.wanted.as_str().to_owned(),
    });
    let mut changes = Changes {
        guards: managed.guards(),
        writes: vec![Write::PutRenameRequest(request.clone())],
        audit: vec![managed.audit(AuditKind::RenameRequested, subject, now, entropy)],
        events: account_changed(snapshot, account.id, now, entropy),
        consequences: [reserved].into_iter().chain(replaced).collect(),
        ..Changes::default()
    };
    changes.guards.push(Guard::ChangesAccount {
        account: account.id,
        version: account.version,
    });
    changes
}

impl Command for RequestRename {
    type Answer = RenameRequest;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let wanted = Username::parse(&self.wanted).ok();
        let name = wanted.map(|name| Need::Name(name.folded()));
        needs_of_managed(&self.caller, self.account)
            .into_iter()
            .chain([Need::RenameRequest(self.account)])
            .chain(name)
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<RenameRequest> {
        let managed = managed(snapshot, &self.caller, self.account, now)?;
        let account = managed.account;
        let wanted = Username::parse(&self.wanted).map_err(|refusal| refusal.about("wanted"))?;
        let reason = reason_of(&self.reason)?;
        let before = waiting(snapshot, account.id);
        // Its place among the wishes that wait is kept.
        if let Some(same) = before.filter(|before| before.wanted == wanted && before.reason == reason) {
            return Ok((Changes::default(), same.clone()));
        }
        self.check(snapshot, &managed, before, &wanted, now)?;
        let request = RenameRequest {
            account: account.id,
            wanted,
            reason,
            made_at: now,
        };
        let changes = changes(snapshot, &managed, before, &request, now, entropy);
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
    /// The revision of the wish that was seen, where the caller looked.
    pub revision: Option<String>,
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
        let Some(request) = waiting(snapshot, account.id) else {
            return Ok((Changes::default(), ()));
        };
        must_be_as_seen(Some(request), self.revision.as_deref())?;
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
