//! Asking for a mail that gets one back in.

use super::{Named, Recovery, RecoveryKind, code_hash};
use crate::{
    account::AccountRow,
    code::{CODE_SECONDS, TRIES},
    command::{Changes, Command, Decision},
    contact::lasting_address,
    digest::{self, Hash},
    email::{self, EmailAddress},
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    outbound::{AuditRow, Mail},
    password::may_use_password,
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    Code, Secret, Timestamp,
    account::{AccountKind, AuditKind},
    recovery::RecoveryBegun,
};

/// Ask for a mailed code (rules 10.13, 10.15, 10.17, 10.23). Answered alike whoever is named.
#[derive(Debug)]
pub struct BeginRecovery {
    /// What for.
    pub kind: RecoveryKind,
    /// The username, or for a password also the confirmed address, as it was typed.
    pub name: String,
    /// The confirmed address as it was typed, for another identity.
    pub address: Option<String>,
    /// SHA-256 of the request's secret, base64url without padding.
    pub request_hash: String,
    /// Whether the gallery takes passwords.
    pub passwords: bool,
}

impl BeginRecovery {
    fn named(&self) -> Named {
        match self.kind {
            RecoveryKind::Password => Named::parse(&self.name),
            RecoveryKind::Login => Named::username(&self.name),
        }
    }

    /// The account that is mailed to, and at which address (rules 5.30, 10.17).
    fn recipient<'a>(&self, snapshot: &'a Snapshot, now: Timestamp) -> Option<(&'a AccountRow, &'a EmailAddress)> {
        let account = self.named().find(snapshot, now)?;
        let address = lasting_address(snapshot, account, now)?;
        let may = match self.kind {
            RecoveryKind::Password => may_use_password(account, snapshot, self.passwords, now),
            RecoveryKind::Login => self
                .address
                .as_ref()
                .is_some_and(|typed| email::fold(typed.trim()) == address.folded()),
        };
        let open = account.kind == AccountKind::Individual && account.frozen_at.is_none();
        (may && open).then_some((account, address))
    }

    /// The request: the one that this secret began before for the same account, or a new one. Who named another account
    /// before gets no more time either: else the time told would tell who was mailed.
    fn request(
        &self,
        before: Option<&Recovery>,
        hash: Hash,
        account: Option<&AccountRow>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Recovery {
        let account = account.map(|account| account.id);
        let same = before.filter(|before| before.account == account);
        same.cloned().unwrap_or_else(|| Recovery {
            id: entropy.id(now),
            account,
            kind: self.kind,
            request_hash: hash,
            code_hash: [0; 32],
            made_at: before.map_or(now, |before| before.made_at),
            code_made_at: now,
            tries_left: TRIES,
            confirmed_at: None,
            waits_until: None,
            session: None,
        })
    }

    /// The one whose request had to wait: who waited 7 days does not lose that by another name, by an address that was
    /// changed, or because the account is frozen for a while (rule 10.23).
    fn waited<'a>(
        request: &Recovery,
        snapshot: &'a Snapshot,
        now: Timestamp,
    ) -> Option<(&'a AccountRow, &'a EmailAddress)> {
        let account = snapshot.account(request.account?)?;
        let open = account.kind == AccountKind::Individual && account.frozen_at.is_none();
        open.then_some((account, lasting_address(snapshot, account, now)?))
    }

    fn letter(&self, code: Secret, reference: Secret) -> LetterKind {
        let minutes = CODE_SECONDS / 60;
        match self.kind {
            RecoveryKind::Password => LetterKind::PasswordReset {
                code,
                minutes,
                reference,
            },
            RecoveryKind::Login => LetterKind::RecoverCode {
                code,
                minutes,
                reference,
            },
        }
    }

    fn audit(&self) -> AuditKind {
        match self.kind {
            RecoveryKind::Password => AuditKind::PasswordResetRequested,
            RecoveryKind::Login => AuditKind::RecoveryRequested,
        }
    }

    fn mail_code(
        &self,
        request: Recovery,
        before: Option<&Recovery>,
        recipient: (&AccountRow, &EmailAddress),
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Changes {
        let (account, address) = recipient;
        let code = Secret::new(entropy.eight_digits());
        let hash = code_hash(request.id, &request.request_hash, recipient, &code);
        let seconds = request.ends_at().secs_since(now);
        let (act, reference) = MailedAct::issue(ActKind::Recover, account.id, request.id, seconds, now, entropy);
        let username = account.username.as_str();
        let mail = Mail::new(address.as_str(), username, self.letter(code, reference), now, entropy);
        // An account's version grows with each code, so that a code that is typed meanwhile is judged anew.
        let guard = Guard::ChangesAccount {
            account: account.id,
            version: account.version,
        };
        let repeated = before.is_some_and(|before| before.account == Some(account.id));
        let audit = (!repeated).then(|| {
            let subject = Some(address.as_str());
            AuditRow::new(account.id, self.audit(), None, subject, now, entropy)
        });
        Changes {
            guards: vec![guard],
            // With the code before its link ends too (rule 10.15), but the one that stops a wait works as long as that can be
            // come back from (rule 10.24).
            writes: before
                .filter(|before| before.waits_until.is_none())
                .map(|before| Write::RemoveMailedActs(before.id))
                .into_iter()
                .chain([
                    Write::PutRecovery(request.with_code(hash, now)),
                    Write::InsertMailedAct(act),
                ])
                .collect(),
            audit: audit.into_iter().collect(),
            mails: vec![mail],
            ..Changes::default()
        }
    }
}

impl Command for BeginRecovery {
    type Answer = RecoveryBegun;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let request = digest::from_text(&self.request_hash).map(|hash| Need::RecoveryByRequest(self.kind, hash));
        let named = self.named().need();
        request
            .into_iter()
            .chain(named)
            .chain([Need::ListsWithAddresses, Need::AddressChangesOfLoaded])
            .collect()
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<RecoveryBegun> {
        let hash = digest::from_text(&self.request_hash).ok_or_else(|| {
            Refusal::new(Code::BadRequest, "10.13", "not a SHA-256 in base64url without padding").about("request_hash")
        })?;
        let before = snapshot
            .recovery_by_request(self.kind, &hash)
            .filter(|before| before.is_open(now));
        let waiting = before.filter(|before| before.waits_until.is_some());
        let recipient = match waiting {
            Some(waiting) => Self::waited(waiting, snapshot, now),
            None => self.recipient(snapshot, now),
        };
        let account = recipient.map(|(account, _)| account);
        let request = match waiting {
            Some(waiting) => waiting.clone(),
            None => self.request(before, hash, account, now, entropy),
        };
        let answer = RecoveryBegun {
            code_expires_at: now.plus_secs(CODE_SECONDS).min(request.ends_at()),
        };
        if request.is_waiting(now) {
            return Ok((Changes::default(), answer));
        }
        let changes = match recipient {
            Some(recipient) => self.mail_code(request, before, recipient, now, entropy),
            // It stays as it is, for when there is somebody to mail to again.
            None if waiting.is_some() => Changes::default(),
            // Nobody has this code, as nothing hashes to random bytes.
            None => Changes {
                writes: vec![Write::PutRecovery(request.with_code(entropy.bytes(), now))],
                ..Changes::default()
            },
        };
        Ok((changes, answer))
    }
}
