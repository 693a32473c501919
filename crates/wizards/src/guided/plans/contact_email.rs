//! Another contact address, of the account or of an organization.

use super::refusals;
use crate::guided::plan::{Check, Page, Plan, Task, Verify, Waits};
use contract::desktop::wizard::{FieldName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: Some(FieldName::OrganizationName),
    pages: &[
        Page::ask(Step::GuidedContactEmailAddress, &[FieldName::Email]),
        Page::check(
            Step::GuidedContactEmailCheck,
            Check {
                at_hand: &[
                    (Saying::HavePresentLogin, Some(WizardKind::Recover)),
                    (Saying::HaveNewMailbox, None),
                ],
                mask: true,
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedContactEmailDoChange,
            Task {
                refusals: &[
                    (Saying::SaysEmailTaken, None),
                    (Saying::SaysPasswordAsked, None),
                    (Saying::SaysLocked, None),
                    (Saying::SaysOtherSignedIn, Some(WizardKind::FindLogin)),
                ],
                ..Task::on_organization_or(SitePage::Settings)
            },
        ),
        Page::task(
            Step::GuidedContactEmailDoConfirm,
            Task {
                refusals: refusals::OF_CONFIRMING,
                waits: Waits::Mail,
                ..Task::on_organization_or(SitePage::Settings)
            },
        ),
        Page::verify(
            Step::GuidedContactEmailVerify,
            Verify {
                mask: true,
                own: true,
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedContactEmailDone, &[]),
    ],
};

/// What is mailed.
pub(super) static MAIL_CHOICES: Plan = Plan {
    for_account: true,
    subject: Some(FieldName::OrganizationName),
    pages: &[
        Page::task(
            Step::GuidedMailChoicesDoChoose,
            Task {
                refusals: &[(Saying::SaysOtherSignedIn, Some(WizardKind::FindLogin))],
                ..Task::on_organization_or(SitePage::Settings)
            },
        ),
        Page::verify(Step::GuidedMailChoicesVerify, Verify::OWN),
        Page::done(Step::GuidedMailChoicesDone, &[]),
    ],
};
