//! The closed list of what runs out.

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
