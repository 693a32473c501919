//! The lists that an operator keeps (rule 16.1).

mod list_text;

pub use list_text::ListText;

/// The text among the domains for which passwords are discontinued that is all domains (rule 10.31).
pub const EVERY_DOMAIN: &str = "*";

/// A list of texts, each compared without case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OperatorList {
    /// Addresses whose accounts may use a password although passwords are off or discontinued.
    PasswordException,
    /// Addresses for which passwords are discontinued.
    PasswordDiscontinued,
    /// Domains of addresses for which passwords are discontinued; [`EVERY_DOMAIN`] is all of them.
    PasswordDiscontinuedDomain,
    /// Addresses whose accounts must become organizations.
    ForcedConversion,
    /// Pairs `domain tenant`: organizations with an address of the domain take only members of the tenant.
    TenantPair,
}

impl OperatorList {
    /// All lists.
    pub const ALL: [Self; 5] = [
        Self::PasswordException,
        Self::PasswordDiscontinued,
        Self::PasswordDiscontinuedDomain,
        Self::ForcedConversion,
        Self::TenantPair,
    ];

    /// Its name in the store.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PasswordException => "password_exception",
            Self::PasswordDiscontinued => "password_discontinued",
            Self::PasswordDiscontinuedDomain => "password_discontinued_domain",
            Self::ForcedConversion => "forced_conversion",
            Self::TenantPair => "tenant_pair",
        }
    }
}
