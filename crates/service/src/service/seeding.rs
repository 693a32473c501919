//! Accounts that a gallery is given to begin with (rule 4.6).

use accounts::{login::IdentityKey, seed};
use contract::{Problem, Timestamp, account::AccountKind, identity::Identity};

/// An account to start a practice gallery with.
#[derive(Clone, Debug)]
pub struct SeedAccount {
    /// Its username.
    pub username: String,
    /// Individual or organization.
    pub kind: AccountKind,
    /// Its confirmed contact e-mail.
    pub confirmed_email: Option<String>,
    /// The identity that signs in to it. Needs [`crate::Configuration::login_issuer`].
    pub login: Option<SeedLogin>,
    /// When it was opened.
    pub opened_at: Timestamp,
}

/// The identity that signs in to a [`SeedAccount`].
#[derive(Clone, Debug)]
pub struct SeedLogin {
    /// The tenant (`tid`), empty where the issuer names none.
    pub tenant: String,
    /// The subject there: `oid`, or else `sub`; of a personal Microsoft account the sixteen digits do too (rule 2.9).
    pub subject: String,
    /// Who it is, for display.
    pub identity: Identity,
}

/// Why a gallery was not seeded. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// It has accounts already.
    #[error("the gallery has accounts already")]
    NotEmpty,
    /// A login was given, but the configuration names no issuer for logins.
    #[error("a login can only be seeded where login_issuer is configured")]
    NoLoginIssuer,
    /// An account breaks a rule, or the store failed.
    #[error("refused: {0}")]
    Refused(Problem),
}

/// The account as the rules take it.
pub(super) fn seeded(account: &SeedAccount, issuer: Option<&String>) -> Result<seed::SeedAccount, SeedError> {
    let login = match &account.login {
        None => None,
        Some(login) => {
            let issuer = issuer.ok_or(SeedError::NoLoginIssuer)?.clone();
            let key = IdentityKey {
                issuer,
                tenant: login.tenant.clone(),
                subject: login.subject.clone(),
            };
            Some((key.spelt_out(), login.identity.clone()))
        }
    };
    Ok(seed::SeedAccount {
        username: account.username.clone(),
        kind: account.kind,
        confirmed_email: account.confirmed_email.clone(),
        login,
        opened_at: account.opened_at,
    })
}
