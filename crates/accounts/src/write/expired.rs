//! The closed list of what runs out, and how long each is kept.

use crate::answer::KEPT_SECONDS;

const DAY: i64 = 86_400;

/// What is removed once it has run out (rule 8.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expired {
    /// Proofs begun before.
    Proofs,
    /// Answers kept before.
    Answers,
    /// Sessions ended or last seen before.
    Sessions,
    /// Events before.
    Events,
    /// Mailed links that ended before.
    MailedActs,
    /// Recoveries begun before.
    Recoveries,
    /// Recoveries begun before that nobody has confirmed and that do not wait.
    UnconfirmedRecoveries,
    /// Changes for feeds told before; the latest is kept, so that a feed that has read it never has to begin anew.
    FeedChanges,
    /// Changes of addresses that could be undone until before.
    AddressChanges,
    /// Offers of ownership that ended before.
    OwnershipOffers,
    /// Invitations that ended by then.
    Invitations,
    /// Requests for conversion that nobody accepted and that ended by then.
    Conversions,
    /// Mailed codes that decide about a frozen account, made before.
    DecisionCodes,
    /// Codes mailed for proofs, made before.
    ProofCodes,
    /// Changes of logins that are undone or final and ended before; of a swap only when both are.
    LoginChanges,
    /// Places last seen before, where no session is.
    Places,
    /// Keys revoked before.
    RevokedKeys,
}

impl Expired {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::Proofs,
        Self::Answers,
        Self::Sessions,
        Self::Events,
        Self::MailedActs,
        Self::Recoveries,
        Self::UnconfirmedRecoveries,
        Self::FeedChanges,
        Self::AddressChanges,
        Self::OwnershipOffers,
        Self::Invitations,
        Self::Conversions,
        Self::DecisionCodes,
        Self::ProofCodes,
        Self::LoginChanges,
        Self::Places,
        Self::RevokedKeys,
    ];

    /// For how many seconds it is kept after the time that it is named by.
    #[must_use]
    pub fn kept_seconds(self) -> i64 {
        match self {
            Self::AddressChanges | Self::OwnershipOffers | Self::Invitations | Self::Conversions => 0,
            Self::Answers => KEPT_SECONDS,
            Self::Proofs | Self::MailedActs | Self::UnconfirmedRecoveries | Self::DecisionCodes | Self::ProofCodes => {
                DAY
            }
            // Longer than the longest wait and the return after it (rule 10.29).
            Self::Recoveries => 30 * DAY,
            Self::Sessions => 60 * DAY,
            Self::Events | Self::FeedChanges | Self::LoginChanges | Self::Places | Self::RevokedKeys => 90 * DAY,
        }
    }
}
