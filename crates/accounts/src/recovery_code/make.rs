//! Making recovery codes.

use super::{COUNT, RecoveryCode, derive, hash_of};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    digest::Hash,
    entropy::Entropy,
    letter::LetterKind,
    login_change::must_be_present,
    outbound::{AuditRow, EventRow, Mail, told},
    proof::Presented,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{AccountId, Purpose, Secret, Timestamp, account::AuditKind, consequence::Consequence, event::EventKind};

/// Make ten new codes in place of all earlier ones (rule 9.15).
#[derive(Debug)]
pub struct MakeRecoveryCodes {
    /// Who asks.
    pub caller: Caller,
    /// A fresh proof of the present identity.
    pub proof: Presented,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// Codes were made.
#[derive(Debug)]
pub struct MadeCodes {
    /// The codes, to be shown this once.
    pub codes: Vec<Secret>,
    /// What they were derived from, beside the attempt secret.
    pub salt: Hash,
}

impl MakeRecoveryCodes {
    /// The caller's account, if it may have new codes and the proof is of its present identity.
    fn check<'a>(&self, snapshot: &'a Snapshot, caller: &Caller, now: Timestamp) -> Result<&'a AccountRow, Refusal> {
        let account = caller.account_in(snapshot)?;
        account.must_not_be_frozen()?;
        account.must_not_be_in_deletion()?;
        // Who has just taken an account over must not make the codes that decide whose it is.
        account.must_have_no_open_change(now)?;
        let session = Some(caller.session);
        let spendable = self
            .proof
            .spendable(snapshot, Purpose::MakeRecoveryCodes, session, now)?;
        must_be_present(snapshot, account.id, spendable.key())?;
        let completed = spendable.fresh(snapshot, now)?;
        self.two_factor.must_be_met(account, &completed.identity)?;
        Ok(account)
    }

    /// The new codes, and how they are kept.
    fn codes(&self, account: AccountId, salt: &Hash) -> (Vec<Secret>, Vec<RecoveryCode>) {
        let codes: Vec<Secret> = (1..=COUNT)
            .map(|number| derive(&self.proof.attempt_secret, salt, account, number))
            .collect();
        let rows = (1..).zip(&codes).map(|(number, code)| RecoveryCode {
            account,
            number,
            hash: hash_of(account, code),
            used_at: None,
        });
        let rows = rows.collect();
        (codes, rows)
    }

    /// What replaces the account's codes by these, and whom it tells.
    fn changes(
        &self,
        caller: &Caller,
        snapshot: &Snapshot,
        account: &AccountRow,
        codes: Vec<RecoveryCode>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Changes {
        let count = account.recovery_codes_left;
        let lost = (count > 0).then_some(Consequence::RecoveryCodesRemoved { count });
        let (guard, write, row) = AccountRow {
            recovery_codes_left: COUNT,
            ..account.clone()
        }
        .replaced();
        let letter = LetterKind::RecoveryCodes {
            used: false,
            left: COUNT,
        };
        let mails = Mail::notices(snapshot, &row, &letter, now, entropy);
        let (kind, by) = (AuditKind::RecoveryCodesMade, Some(caller.installation.as_str()));
        Changes {
            guards: vec![Guard::SessionLive(caller.session), guard],
            writes: vec![
                self.proof.spent(now),
                write,
                Write::ReplaceRecoveryCodes { account: row.id, codes },
            ],
            audit: vec![AuditRow::new(row.id, kind, by, None, now, entropy)],
            events: vec![EventRow::new(row.id, EventKind::AccountChanged, now, entropy)],
            consequences: lost.into_iter().chain(told(&mails)).collect(),
            mails,
        }
    }
}

impl Command for MakeRecoveryCodes {
    type Answer = MadeCodes;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        vec![
            Need::Session(self.caller.session),
            Need::Account(self.caller.account),
            Need::AddressChangesOf(self.caller.account),
            Need::Proof(self.proof.proof),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<MadeCodes> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let account = self.check(snapshot, &caller, now)?;
        let salt = entropy.bytes();
        let (codes, rows) = self.codes(account.id, &salt);
        let changes = self.changes(&caller, snapshot, account, rows, now, entropy);
        Ok((changes, MadeCodes { codes, salt }))
    }
}
