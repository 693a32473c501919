//! Passwords: a way back into an account, never a way to sign in for good (rules 10.5 to 10.12, 10.18, 10.19).

mod change;
mod hash;
mod lists;
mod lock_out;
mod remove;
mod rule;
mod sign_in;

pub use change::ChangePassword;
pub use hash::PasswordHash;
pub use lock_out::{FAILURES_PER_STEP, UnknownName, lock_minutes, must_not_be_locked_out};
pub use remove::{RemovePassword, Shown};
pub use rule::check_new;
pub use sign_in::SignInWithPassword;

pub(crate) use lists::may_use_password;
pub(crate) use lock_out::one_more;
pub(crate) use remove::removed_by_sign_in;

use crate::{account::AccountRow, refusal::Refusal};
use contract::Code;

/// What the service found when it compared a password with a stored hash. Hashing is no rule, so it is done outside, and
/// a verdict counts only for the hash that it was made for (rule 10.10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordVerdict {
    /// The hash that was compared with; nothing where there was none.
    pub for_hash: Option<PasswordHash>,
    /// Whether the password was right.
    pub right: bool,
    /// The right password's hash as it is made today, where the stored one is of the past.
    pub rewritten: Option<PasswordHash>,
}

impl PasswordVerdict {
    /// Refuses a verdict about another hash than the account's.
    ///
    /// # Errors
    /// `Stale`: compare again.
    fn must_be_about(&self, account: &AccountRow) -> Result<(), Refusal> {
        if self.for_hash == account.password {
            return Ok(());
        }
        Err(Refusal::new(Code::Stale, "10.10", "the password was changed meanwhile"))
    }
}
