//! The contact e-mail: pending, then confirmed by a code (rules 5.1 to 5.6).

mod confirm;
mod resend;

pub use confirm::ConfirmAddress;
pub use resend::ResendCode;

use crate::{
    digest::{self, Hash},
    email::EmailAddress,
    entropy::Entropy,
    letter::LetterKind,
    outbound::Mail,
};
use contract::{AccountId, Secret, Timestamp};
use subtle::ConstantTimeEq;
use uuid::Uuid;

pub use crate::code::{CODE_SECONDS, TRIES};

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
    /// A new code for an address, with the mail that carries it.
    pub(crate) fn issue(
        account: AccountId,
        username: &str,
        address: &EmailAddress,
        hour: (Timestamp, u32),
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Self, Mail) {
        let id = entropy.id(now);
        let code = Secret::new(entropy.eight_digits());
        let confirmation = Self {
            id,
            account,
            address: address.clone(),
            code_hash: hash_of(id, account, &code),
            made_at: now,
            tries_left: TRIES,
            hour_began_at: hour.0,
            codes_in_hour: hour.1,
        };
        let letter = LetterKind::ConfirmAddress {
            code,
            minutes: CODE_SECONDS / 60,
            organization: false,
            replaces: false,
            reference: None,
        };
        (
            confirmation,
            Mail::new(address.as_str(), username, letter, now, entropy),
        )
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

    /// The hour in which the next code counts, and its number in it; or after how many seconds there may be one.
    fn next_in_hour(&self, now: Timestamp) -> Result<(Timestamp, u32), i64> {
        let ends = self.hour_began_at.plus_secs(HOUR);
        match (now >= ends, self.codes_in_hour >= CODES_PER_HOUR) {
            (true, _) => Ok((now, 1)),
            (false, false) => Ok((self.hour_began_at, self.codes_in_hour + 1)),
            (false, true) => Err(ends.secs_since(now) + 1),
        }
    }
}

/// A code is bound to the confirmation and the account that it was made for (rule 5.2).
fn hash_of(id: Uuid, account: AccountId, code: &Secret) -> Hash {
    let parts: [&[u8]; 3] = [id.as_bytes(), account.as_bytes(), code.expose().as_bytes()];
    digest::labelled("nuget-accounts/address-code/v1", &parts)
}
