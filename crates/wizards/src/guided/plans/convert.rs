//! The account becomes an organization: its own side, and what its administrator does.

use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Waits, Who};
use contract::desktop::wizard::{FieldName, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::ask(Step::GuidedConvertAdministrator, &[FieldName::OtherUsername]),
        Page::check(
            Step::GuidedConvertCheck,
            Check {
                sees: &[Sees::live(Who::Account), Sees::live(Who::Other)],
                at_hand: &[
                    (Saying::HavePresentLogin, Some(WizardKind::Recover)),
                    (Saying::HaveConfirmed, Some(WizardKind::ContactEmail)),
                    (Saying::HaveNoOrganizations, Some(WizardKind::Members)),
                    (Saying::HaveAdministrator, None),
                ],
                ..Check::NONE
            },
        ),
        Page::check(
            Step::GuidedConvertConfirm,
            Check {
                means: &[
                    Saying::ConvertFinal,
                    Saying::ConvertSignIn,
                    Saying::ConvertKeys,
                    Saying::ConvertPublishing,
                    Saying::ConvertStays,
                    Saying::ConvertReplaces,
                ],
                confirms: Some(Who::Account),
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedConvertDoRequest,
            Task {
                refusals: &[
                    (Saying::SaysNoTransform, Some(WizardKind::Members)),
                    (Saying::SaysLeaveOrganizations, Some(WizardKind::Members)),
                    (Saying::SaysUnconfirmed, Some(WizardKind::ContactEmail)),
                    (Saying::SaysIsOrganization, None),
                    (Saying::SaysLocked, None),
                    (Saying::SaysByUsername, None),
                    (Saying::SaysAdministratorMissing, None),
                    (Saying::SaysAdministratorUnconfirmed, None),
                    (Saying::SaysAdministratorOrganization, None),
                    (Saying::SaysAdministratorSame, None),
                    (Saying::SaysInProgress, None),
                ],
                ..Task::on(SitePage::Transform)
            },
        ),
        Page::task(
            Step::GuidedConvertDoAccept,
            Task {
                texts: &[ListName::ForAdministrator],
                refusals: OF_ACCEPTING,
                waits: Waits::Somebody(Who::Other),
                ..Task::on(SitePage::Organizations)
            },
        ),
        Page::verify(
            Step::GuidedConvertVerify,
            Verify {
                sees: &[Sees::live(Who::Account)],
                own: true,
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedConvertDone, &[WizardKind::Members]),
    ],
};

/// The administrator's side alone.
pub(super) static ANSWER: Plan = Plan {
    for_account: true,
    subject: Some(FieldName::OtherUsername),
    pages: &[
        Page::ask(Step::GuidedAnswerConversionAccount, &[FieldName::OtherUsername]),
        Page::check(
            Step::GuidedAnswerConversionCheck,
            Check {
                sees: &[Sees::live(Who::Other)],
                at_hand: &[(Saying::HavePresentLogin, Some(WizardKind::Recover))],
                means: &[
                    Saying::AcceptAdministers,
                    Saying::AcceptKeys,
                    Saying::AcceptTenant,
                    Saying::ConvertFinal,
                ],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedAnswerConversionDoAccept,
            Task {
                refusals: OF_ACCEPTING,
                ..Task::on(SitePage::Organizations)
            },
        ),
        Page::verify(Step::GuidedAnswerConversionVerify, Verify::OWN),
        Page::done(Step::GuidedAnswerConversionDone, &[]),
    ],
};

const OF_ACCEPTING: super::refusals::Refusals = &[
    (Saying::SaysNothingWaits, None),
    (Saying::SaysSignInAsAdministrator, None),
    (Saying::SaysUnexpected, None),
    (Saying::SaysLeaveOrganizations, None),
];
