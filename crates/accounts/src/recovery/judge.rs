//! Judging a typed code.

use super::{Recovery, RecoveryKind, request_hash};
use crate::{
    account::AccountRow, code::digits, command::Changes, contact::lasting_address, entropy::Entropy,
    outbound::AuditRow, refusal::Refusal, snapshot::Snapshot, write::Write,
};
use contract::{Code, Secret, Timestamp, account::AuditKind};

/// A request that somebody comes back to with its secret and a typed code.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub kind: RecoveryKind,
    pub request_secret: &'a Secret,
    pub code: &'a Secret,
}

impl Typed<'_> {
    /// The request and its account where the code is right (rules 10.14, 10.15, 10.23). A request that was made for nobody
    /// answers like one whose code is never the right one.
    ///
    /// # Errors
    /// `RecoveryInvalid`, `RecoveryWaits`, `CodeExpired`, or `CodeWrong`, which counts.
    pub fn judge<'s>(
        &self,
        snapshot: &'s Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<(&'s Recovery, &'s AccountRow), Refusal> {
        let request = self.request(snapshot, now)?;
        if !request.code_is_open(now) {
            return Err(Refusal::new(
                Code::CodeExpired,
                "10.14",
                "the code's time or its tries ran out",
            ));
        }
        let wrong_form = || Refusal::new(Code::CodeWrong, "10.14", "not 8 digits").with_tries_left(request.tries_left);
        let code = digits(self.code).ok_or_else(wrong_form)?;
        let account = request.account.and_then(|id| snapshot.account(id));
        // A code counts only while the address that it was mailed to is the one that codes go to.
        let is_it = |account: &&AccountRow| {
            let address = lasting_address(snapshot, account, now);
            address.is_some_and(|address| request.is_code(account, address, &code))
        };
        match account.filter(is_it) {
            Some(account) => Ok((request, account)),
            None => Err(count_wrong(Code::CodeWrong, request, now, entropy)),
        }
    }

    fn request<'s>(&self, snapshot: &'s Snapshot, now: Timestamp) -> Result<&'s Recovery, Refusal> {
        let request = snapshot
            .recovery_by_request(self.kind, &request_hash(self.request_secret))
            .filter(|request| request.is_open(now))
            .ok_or_else(|| Refusal::new(Code::RecoveryInvalid, "10.15", "no such request, or one that is over"))?;
        match request.waits_until.filter(|until| now < *until) {
            None => Ok(request),
            Some(until) => {
                let refusal = Refusal::new(Code::RecoveryWaits, "10.23", "the recovery has to wait");
                Err(refusal.retry_after(until.secs_since(now)))
            }
        }
    }
}

/// The refusal of a wrong code, which uses up one of the request's tries.
pub(super) fn count_wrong(wrong: Code, request: &Recovery, now: Timestamp, entropy: &mut Entropy) -> Refusal {
    let mut changes = Changes {
        writes: vec![Write::CountWrongRecoveryCode {
            recovery: request.id,
            seen: request.tries_left,
        }],
        ..Changes::default()
    };
    let left = request.tries_left.saturating_sub(1);
    if left > 0 {
        return Refusal::new(wrong, "10.14", "not the code")
            .with_tries_left(left)
            .remembering(changes);
    }
    let kind = AuditKind::EmailCodeExhausted;
    let audit = request
        .account
        .map(|account| AuditRow::new(account, kind, None, None, now, entropy));
    changes.audit.extend(audit);
    Refusal::new(Code::CodeExpired, "10.14", "not the code, and no tries are left").remembering(changes)
}
