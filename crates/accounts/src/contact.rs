//! The contact e-mail: pending, then confirmed by a code, for a while undone by the one before (rules 5.1 to 5.21).

mod address_change;
mod addresses;
mod cancel;
mod change;
mod confirm;
mod confirm_by_link;
mod managed;
mod resend;
mod undo;
mod window;

pub use address_change::AddressChange;
pub use addresses::{lasting_address, notice_addresses, standing_address};
pub use cancel::CancelAddress;
pub use change::{ChangeAddress, PasswordJudged};
pub use confirm::ConfirmAddress;
pub use confirm_by_link::ConfirmByLink;
pub(crate) use managed::{Managed, managed, needs_of_managed};
pub use resend::ResendCode;
pub use undo::UndoAddress;
pub use window::{LEFT_SECONDS, UNDO_SECONDS};
pub(crate) use window::{left_by_undoing, told_by_undoing};

use crate::{
    account::AccountRow,
    command::Changes,
    digest::{self, Hash},
    email::EmailAddress,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    outbound::Mail,
    refusal::Refusal,
    snapshot::Snapshot,
    write::Write,
};
use contract::{AccountId, Code, Secret, Timestamp, account::AccountKind};
use subtle::ConstantTimeEq;
use uuid::Uuid;

pub use crate::code::{CODE_SECONDS, TRIES};

/// For how many seconds the page behind the link explains what it is about (rule 5.14).
pub const LINK_SECONDS: i64 = 86_400;

/// How many codes an account may have mailed within an hour (rule 5.4).
pub const CODES_PER_HOUR: u32 = 5;

const HOUR: i64 = 3600;

/// The open confirmation of an account's pending address. An account has at most one; a new one replaces it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// Its id, part of the code's hash.
    pub id: Uuid,
    /// The account that it is bound to.
    pub account: AccountId,
    /// The address that it was mailed to.
    pub address: EmailAddress,
    /// Hash of the code.
    pub code_hash: Hash,
    /// When the code was made.
    pub made_at: Timestamp,
    /// How often the code may still be typed.
    pub tries_left: u32,
    /// When the hour began in which codes are counted.
    pub hour_began_at: Timestamp,
    /// How many codes were mailed in that hour, this one included.
    pub codes_in_hour: u32,
}

impl Confirmation {
    /// A new code for an address that waits at this account, in place of the one before, with the mail that carries it.
    pub(crate) fn issue(
        account: &AccountRow,
        address: &EmailAddress,
        before: Option<&Self>,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<Changes, Refusal> {
        let (hour_began_at, codes_in_hour) = before.map_or(Ok((now, 1)), |before| before.next_in_hour(now))?;
        let id = entropy.id(now);
        let code = Secret::new(entropy.eight_digits());
        let confirmation = Self {
            id,
            account: account.id,
            address: address.clone(),
            code_hash: hash_of(id, account.id, &code),
            made_at: now,
            tries_left: TRIES,
            hour_began_at,
            codes_in_hour,
        };
        let (act, reference) = MailedAct::issue(ActKind::ConfirmAddress, account.id, id, LINK_SECONDS, now, entropy);
        let letter = LetterKind::ConfirmAddress {
            code,
            minutes: CODE_SECONDS / 60,
            organization: account.kind == AccountKind::Organization,
            replaces: account.confirmed_email.is_some(),
            reference: Some(reference),
        };
        let username = account.username.as_str();
        let mail = Mail::new(address.as_str(), username, letter, now, entropy);
        let older = before.map(|before| Write::RemoveMailedActs(before.id));
        let newer = [Write::SetConfirmation(confirmation), Write::InsertMailedAct(act)];
        Ok(Changes {
            writes: older.into_iter().chain(newer).collect(),
            mails: vec![mail],
            ..Changes::default()
        })
    }

    /// What ends it without success: the code works no more, but still counts in its hour, so that nobody gets around the
    /// limit by asking and withdrawing in turn (rule 5.15).
    pub(crate) fn withdrawn(&self) -> [Write; 2] {
        let ended = Self {
            tries_left: 0,
            ..self.clone()
        };
        [Write::SetConfirmation(ended), Write::RemoveMailedActs(self.id)]
    }

    /// Whether the code can still be typed.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.tries_left > 0 && now < self.made_at.plus_secs(CODE_SECONDS)
    }

    /// Whether this is the code, in constant time.
    #[must_use]
    pub fn is_code(&self, code: &Secret) -> bool {
        hash_of(self.id, self.account, code).ct_eq(&self.code_hash).into()
    }

    /// The hour in which the next code counts, and its number in it.
    fn next_in_hour(&self, now: Timestamp) -> Result<(Timestamp, u32), Refusal> {
        let ends = self.hour_began_at.plus_secs(HOUR);
        match (now >= ends, self.codes_in_hour >= CODES_PER_HOUR) {
            (true, _) => Ok((now, 1)),
            (false, false) => Ok((self.hour_began_at, self.codes_in_hour + 1)),
            (false, true) => {
                let refusal = Refusal::new(Code::TooManyRequests, "5.4", "too many codes within an hour");
                Err(refusal.retry_after(ends.secs_since(now) + 1))
            }
        }
    }
}

/// Refuses an address that another account has confirmed (rule 5.3).
fn must_be_free(snapshot: &Snapshot, address: &EmailAddress, account: AccountId) -> Result<(), Refusal> {
    match snapshot.holder_of(&address.folded()) {
        Some(holder) if holder.id != account => {
            let refusal = Refusal::new(Code::EmailTaken, "5.3", "another account has confirmed this address");
            Err(refusal.about("address"))
        }
        _ => Ok(()),
    }
}

/// A code is bound to the confirmation and the account that it was made for (rule 5.2).
fn hash_of(id: Uuid, account: AccountId, code: &Secret) -> Hash {
    let parts: [&[u8]; 3] = [id.as_bytes(), account.as_bytes(), code.expose().as_bytes()];
    digest::labelled("nuget-accounts/address-code/v1", &parts)
}
