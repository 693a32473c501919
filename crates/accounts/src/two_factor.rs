//! Two-factor (rules 9.26 to 9.31). The gallery has no second factor of its own: it asks the provider for one, and
//! believes what the ID token says about it.

mod switch;

pub use switch::{Feedback, SwitchTwoFactor};

use crate::{account::AccountRow, refusal::Refusal};
use contract::{
    Code, Purpose,
    identity::{Identity, IdentityKind},
    session::TwoFactorAdvice,
};

/// What an operator decided about second factors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether the provider can be asked for one. Without that, nothing is demanded or offered (rule 9.26).
    pub offered: bool,
    /// Whether it is demanded from new links and work accounts too (rule 9.30).
    pub enforced: bool,
}

/// What a provider is asked for about second factors, as somebody goes there to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// Nothing is said about them.
    Nothing,
    /// A second factor.
    SecondFactor,
    /// Whatever the person's own policy says.
    AsUsual,
}

fn missing(rule: &'static str) -> Refusal {
    Refusal::new(
        Code::SecondFactorRequired,
        rule,
        "the sign-in was done without a second factor",
    )
}

impl Policy {
    /// Refuses where there is no two-factor here.
    ///
    /// # Errors
    /// `NotFound`.
    pub fn must_be_offered(self) -> Result<(), Refusal> {
        if self.offered {
            return Ok(());
        }
        Err(Refusal::new(
            Code::NotFound,
            "9.26",
            "the gallery does not offer two-factor",
        ))
    }

    /// What the provider is asked for as a proof is begun: a second factor where that was asked for, or where the act takes one
    /// whoever comes (rules 9.27, 9.28 and 9.30), as the person would else sign in for nothing.
    #[must_use]
    pub fn demands(self, purpose: Purpose, asked: bool) -> Demand {
        let links = matches!(
            purpose,
            Purpose::Register | Purpose::ChangeLogin | Purpose::SwapLogins | Purpose::Recover | Purpose::CancelDeletion
        );
        let needed = asked || purpose == Purpose::ConfirmTwoFactor || (self.enforced && links);
        match (self.offered, needed) {
            (false, _) => Demand::Nothing,
            (true, true) => Demand::SecondFactor,
            (true, false) => Demand::AsUsual,
        }
    }

    /// Whether this sign-in does for an account (rule 9.27): with two-factor on it takes a second factor, unless the
    /// identity is of a company, whose own administrators decide that, in a gallery that does not enforce it.
    ///
    /// # Errors
    /// `SecondFactorRequired`.
    pub fn must_be_met(self, account: &AccountRow, identity: &Identity) -> Result<(), Refusal> {
        let demands = self.offered && account.two_factor && !identity.second_factor;
        let left_to_the_company = identity.kind == IdentityKind::WorkOrSchool && !self.enforced;
        if demands && !left_to_the_company {
            return Err(missing("9.27"));
        }
        Ok(())
    }

    /// Whether this sign-in does for opening an account with, or linking to one (rule 9.30).
    ///
    /// # Errors
    /// `SecondFactorRequired`.
    pub fn must_be_met_by_new(self, identity: &Identity) -> Result<(), Refusal> {
        if self.offered && self.enforced && !identity.second_factor {
            return Err(missing("9.30"));
        }
        Ok(())
    }

    /// Whether an identity may become the login of this account: by both of the above.
    ///
    /// # Errors
    /// `SecondFactorRequired`.
    pub fn must_be_met_by_link(self, account: &AccountRow, identity: &Identity) -> Result<(), Refusal> {
        self.must_be_met_by_new(identity)?;
        self.must_be_met(account, identity)
    }

    /// What to say to somebody who signed in (rule 9.31).
    #[must_use]
    pub fn advice(self, account: &AccountRow, identity: &Identity) -> TwoFactorAdvice {
        match (
            self.offered && !account.two_factor,
            identity.second_factor,
            identity.kind,
        ) {
            (false, ..) | (true, false, IdentityKind::WorkOrSchool) => TwoFactorAdvice::Nothing,
            (true, true, _) => TwoFactorAdvice::Offer,
            (true, false, _) => TwoFactorAdvice::Suggest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every purpose, by whether a second factor is asked for where it is enforced although nobody asked for that.
    const WHERE_ENFORCED: [(Purpose, bool); Purpose::ALL.len()] = [
        (Purpose::SignIn, false),
        (Purpose::Register, true),
        (Purpose::ChangeLogin, true),
        (Purpose::SwapLogins, true),
        (Purpose::Recover, true),
        (Purpose::ConfirmTwoFactor, true),
        (Purpose::UndoLogin, false),
        (Purpose::DeleteAccount, false),
        (Purpose::CancelDeletion, true),
        (Purpose::ConvertAccount, false),
        (Purpose::MakeRecoveryCodes, false),
        (Purpose::ChangeEmail, false),
        (Purpose::RemovePassword, false),
    ];

    #[test]
    fn rule_9_30_a_second_factor_is_asked_for_at_once_where_nothing_else_would_do() {
        assert_eq!(WHERE_ENFORCED.map(|(purpose, _)| purpose), Purpose::ALL);
        for (purpose, links) in WHERE_ENFORCED {
            for (enforced, asked) in [(false, false), (false, true), (true, false), (true, true)] {
                let policy = Policy {
                    offered: true,
                    enforced,
                };
                let needed = asked || purpose == Purpose::ConfirmTwoFactor || (enforced && links);
                let demand = if needed { Demand::SecondFactor } else { Demand::AsUsual };
                assert_eq!(policy.demands(purpose, asked), demand, "{purpose} {policy:?} {asked}");
                let unoffered = Policy {
                    offered: false,
                    enforced,
                };
                assert_eq!(unoffered.demands(purpose, asked), Demand::Nothing, "{purpose}");
            }
        }
    }
}
