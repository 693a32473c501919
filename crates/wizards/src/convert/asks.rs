//! What is asked of the gallery.

use super::{At, Convert};
use crate::{
    Call, Machine, Request, SessionOf, Slot, Want,
    call::{ConversionRequest, OrganizationRequest},
};
use contract::conversion::OwnConversion;

/// What the gallery is being asked.
#[derive(PartialEq, Eq)]
pub(super) enum Asks {
    /// To do what was pressed.
    Act,
    Account,
    Own,
    Organizations,
    /// Whether the organization is there, as its administrator.
    Outcome,
    Nothing,
}

impl Convert {
    pub(super) fn asks(&self) -> Asks {
        // The gallery names one obstacle, but all organizations.
        let is_part = |own: &OwnConversion| !own.organizations.is_empty();
        if self.is_held() {
            Asks::Act
        } else if self.account.is_wanted() {
            Asks::Account
        } else if self.own.is_wanted() {
            Asks::Own
        } else if self.organizations.is_wanted() && self.own.known.as_ref().is_some_and(is_part) {
            Asks::Organizations
        } else if self.at == At::SignedOut && self.seen_by.is_some() {
            Asks::Outcome
        } else {
            Asks::Nothing
        }
    }

    pub(super) fn outcome(&self) -> Want {
        let Some(profile) = &self.seen_by else {
            return Want::Nothing;
        };
        let name = self.username();
        let request = Request::Organization(OrganizationRequest::Show { name });
        Want::Call(Call::look(request, SessionOf::Profile(profile.clone())))
    }

    /// Whether all that may stand in the way has been looked at.
    pub(super) fn is_known(&self) -> bool {
        self.account.known.is_some() && self.own.known.is_some() && self.asks() == Asks::Nothing
    }

    pub(super) fn look_again(&mut self) {
        if self.is_held() || self.is_over() {
            return;
        }
        self.account.again();
        self.own.again();
        self.organizations.again();
        if matches!(self.at, At::Check | At::Leave) {
            self.decision.look_again();
            self.step_out.look_again();
        }
    }

    pub(super) fn request(&self) -> Request {
        if self.at == At::Waiting {
            return Request::Conversion(ConversionRequest::Cancel);
        }
        let decides = self.decision.is_open();
        Request::Conversion(ConversionRequest::Request {
            administrator: self.administrator.trim().to_owned(),
            proof: (decides && !self.is_in_recovery()).then_some(Slot::Current),
            recovery_code: decides && self.needs_code(),
        })
    }

    /// Whether a recovery code has to be typed: a password alone shows too little where two-factor is on (rule 10.22).
    pub(super) fn needs_code(&self) -> bool {
        let account = self.account.known.as_ref();
        self.is_in_recovery() && account.is_some_and(|account| account.two_factor)
    }

    pub(super) fn step_out_request(&self) -> Request {
        let organization = self.organization.clone().unwrap_or_default();
        Request::Organization(if self.at == At::Leave {
            OrganizationRequest::Remove {
                name: organization,
                username: self.username(),
            }
        } else {
            OrganizationRequest::Decline { organization }
        })
    }
}
