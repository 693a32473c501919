//! Ending a session.

use super::Caller;
use crate::{
    command::{Changes, Command, Decision},
    entropy::Entropy,
    outbound::{AuditRow, EventRow},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{Code, SessionId, Timestamp, account::AuditKind, event::EventKind};

/// End one of the account's sessions, or the one that asks (rule 3.5).
#[derive(Debug)]
pub struct EndSession {
    /// Who asks.
    pub caller: Caller,
    /// Which session.
    pub session: SessionId,
}

impl Command for EndSession {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![Need::Session(self.session), Need::Session(self.caller.session)]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        if self.session != caller.session {
            caller.must_be_full()?;
        }
        let session = snapshot
            .session(self.session)
            .filter(|session| session.account == self.caller.account && session.is_live(now))
            .ok_or_else(|| Refusal::new(Code::NotFound, "3.5", "no such session of this account"))?;
        let (kind, subject) = if session.id == self.caller.session {
            (AuditKind::SignedOut, None)
        } else {
            (AuditKind::SessionRevoked, Some(session.installation_name.as_str()))
        };
        let account = self.caller.account;
        let changes = Changes {
            writes: vec![Write::EndSession {
                session: session.id,
                at: now,
            }],
            audit: vec![AuditRow::new(
                account,
                kind,
                Some(&self.caller.installation),
                subject,
                now,
                entropy,
            )],
            events: vec![EventRow::new(account, EventKind::SessionEnded, now, entropy)],
            ..Changes::default()
        };
        Ok((changes, ()))
    }
}
