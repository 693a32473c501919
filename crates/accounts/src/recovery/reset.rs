//! A new password by a mailed code.

use super::{Recovery, RecoveryKind, judge::Typed, request_hash, second};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    contact::lasting_address,
    entropy::Entropy,
    letter::{Credential, LetterKind},
    outbound::{AuditRow, EventRow, Mail, told_at},
    password::{PasswordHash, check_new, may_use_password},
    refusal::Refusal,
    session::end_restricted,
    snapshot::{Need, Snapshot},
    write::Write,
};
use contract::{Code, Secret, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// Set a new password with the code that was mailed (rules 10.12, 10.14, 10.16, 10.22). It signs nobody in.
#[derive(Debug)]
pub struct ResetPassword {
    /// The secret whose hash began the request.
    pub request_secret: Secret,
    /// The code as it was typed.
    pub code: Secret,
    /// The new password as it was typed.
    pub new_password: Secret,
    /// A recovery code as it was typed, where two-factor is on. It is not used up: the link that follows takes it.
    pub recovery_code: Option<Secret>,
    /// Its hash. Hashing costs, so it is made only once [`ResetPassword::is_allowed`] says yes.
    pub hash: Option<PasswordHash>,
    /// Whether the gallery takes passwords.
    pub passwords: bool,
}

impl ResetPassword {
    /// Whether all but the hash is there.
    #[must_use]
    pub fn is_allowed(&self, snapshot: &Snapshot, now: Timestamp) -> bool {
        // What a refusal would remember is thrown away here, so this randomness is never used.
        self.check(snapshot, now, &mut Entropy::new([0; 32])).is_ok()
    }

    fn check<'a>(
        &self,
        snapshot: &'a Snapshot,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<&'a AccountRow, Refusal> {
        check_new(&self.new_password)?;
        let typed = Typed {
            kind: RecoveryKind::Password,
            request_secret: &self.request_secret,
            code: &self.code,
        };
        let (request, account) = typed.judge(snapshot, now, entropy)?;
        account.must_not_be_frozen()?;
        account.must_be_confirmed()?;
        if !may_use_password(account, snapshot, self.passwords, now) {
            let detail = "the gallery takes no passwords";
            return Err(Refusal::new(Code::PasswordLoginUnsupported, "10.5", detail));
        }
        // Mail alone does not open an account that has two-factor on, on this way either (rule 10.22).
        if account.two_factor {
            let typed = self.recovery_code.as_ref().ok_or_else(second::missing)?;
            second::with_mailed_code(snapshot, (request, account), typed, now, entropy)?;
        }
        Ok(account)
    }
}

impl Command for ResetPassword {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let hash = request_hash(&self.request_secret);
        vec![
            Need::RecoveryByRequest(RecoveryKind::Password, hash),
            Need::ListsWithAddresses,
            Need::AddressChangesOfLoaded,
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let account = self.check(snapshot, now, entropy)?;
        let hash = self.hash.clone().ok_or_else(|| {
            Refusal::new(
                Code::Stale,
                "10.10",
                "the code became right after the password was to be hashed",
            )
        })?;
        let (guard, write, account) = AccountRow {
            password: Some(hash),
            failed_passwords: 0,
            failed_password_at: None,
            ..account.clone()
        }
        .replaced();
        let mut changes = Changes {
            guards: vec![guard],
            writes: vec![write],
            audit: vec![AuditRow::new(
                account.id,
                AuditKind::PasswordSet,
                None,
                None,
                now,
                entropy,
            )],
            events: vec![EventRow::new(account.id, EventKind::AccountChanged, now, entropy)],
            ..Changes::default()
        };
        changes.writes.extend(requests_removed(snapshot, &account));
        changes.consequences.push(Consequence::PasswordSet);
        changes.absorb(end_restricted(snapshot, account.id, now, entropy));
        // The one that was used is over anyway.
        changes.consequences.extend(requests_end(snapshot, &account, 1, now));
        changes.mails.extend(notice(snapshot, &account, now, entropy));
        let told = told_at(lasting_address(snapshot, &account, now), &changes.mails);
        changes.consequences.extend(told);
        Ok((changes, ()))
    }
}

/// All requests for a new password of the account are over: the one that was used, and others.
pub(crate) fn requests_removed(snapshot: &Snapshot, account: &AccountRow) -> Vec<Write> {
    let of_account =
        |request: &&Recovery| request.account == Some(account.id) && request.kind == RecoveryKind::Password;
    let requests = snapshot.recoveries.iter().filter(of_account);
    requests
        .flat_map(|request| [Write::RemoveRecovery(request.id), Write::RemoveMailedActs(request.id)])
        .collect()
}

/// That requests for a new password of the account end, but for those that were used; nothing where there is no other.
pub(crate) fn requests_end(
    snapshot: &Snapshot,
    account: &AccountRow,
    used: usize,
    now: Timestamp,
) -> Option<Consequence> {
    let requests = snapshot.recoveries.iter();
    let open = requests.filter(|request| {
        request.account == Some(account.id) && request.kind == RecoveryKind::Password && request.is_open(now)
    });
    let count = u32::try_from(open.count().saturating_sub(used)).unwrap_or(u32::MAX);
    (count > 0).then_some(Consequence::RecoveriesEnd { count })
}

/// The mails that say that there is a new password. Needs [`Need::AddressChangesOf`].
pub(crate) fn notice(snapshot: &Snapshot, account: &AccountRow, now: Timestamp, entropy: &mut Entropy) -> Vec<Mail> {
    let letter = LetterKind::CredentialAdded {
        what: Credential::Password,
    };
    Mail::notices(snapshot, account, &letter, now, entropy)
}
