//! What a gallery may answer to somebody who gets back into an account.

use super::{ADDRESS, told_accounts};
use crate::stage::{identity, now};
use accounts::email::EmailAddress;
use contract::{
    gallery::Feature,
    recovery::{Assistance, NextStep},
};
use wizards::{
    Answer,
    call::recovery::{Opened, RecoveryAnswer, RecoveryRequest},
};

pub(super) fn to_recovery(request: &RecoveryRequest) -> Vec<Answer> {
    let told = match request {
        RecoveryRequest::Describe => vec![
            RecoveryAnswer::Features(vec![Feature::TwoFactor]),
            RecoveryAnswer::Features(Vec::new()),
            RecoveryAnswer::Features(vec![Feature::TwoFactorEnforced]),
        ],
        RecoveryRequest::Assist { address, .. } => vec![RecoveryAnswer::Assistance(Assistance {
            masked_address: EmailAddress::parse(ADDRESS).unwrap().masked(),
            mailed: address.is_some(),
        })],
        RecoveryRequest::MailLoginCode { .. } | RecoveryRequest::MailPasswordCode { .. } => {
            vec![RecoveryAnswer::Mailed { until: now() }]
        }
        RecoveryRequest::ConfirmLogin { .. } => vec![
            opened(NextStep::Link, false),
            opened_leaving(),
            RecoveryAnswer::CodeWanted { codes_left: 3 },
            RecoveryAnswer::Waits {
                until: now().plus_secs(60),
            },
            RecoveryAnswer::Waits { until: now() },
        ],
        RecoveryRequest::SignInWithPassword { .. } => vec![
            opened(NextStep::Link, true),
            opened(NextStep::Link, false),
            opened(NextStep::SignIn, false),
            opened(NextStep::Convert, false),
        ],
        RecoveryRequest::MakeCodes { .. } => vec![RecoveryAnswer::CodesMade],
        RecoveryRequest::ResetPassword { .. } | RecoveryRequest::CompareCode => return vec![Answer::Done],
        RecoveryRequest::Account
        | RecoveryRequest::Link { .. }
        | RecoveryRequest::OpenSession { .. }
        | RecoveryRequest::SwitchTwoFactor { .. } => return told_accounts(),
    };
    told.into_iter().map(Answer::Recovery).collect()
}

fn opened(next: NextStep, two_factor: bool) -> RecoveryAnswer {
    RecoveryAnswer::Opened(Box::new(Opened {
        username: "MyNuGetAccount1".to_owned(),
        until: now().plus_secs(900),
        next,
        login: (next == NextStep::SignIn).then(|| identity(1)),
        two_factor,
        password_discontinued: false,
        leaving: false,
    }))
}

/// The session of an account that is being deleted, and has two-factor on.
fn opened_leaving() -> RecoveryAnswer {
    let RecoveryAnswer::Opened(mut session) = opened(NextStep::Link, true) else {
        unreachable!()
    };
    session.leaving = true;
    RecoveryAnswer::Opened(session)
}
