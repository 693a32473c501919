//! An organization is created.

use super::refusals;
use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Waits, Who};
use contract::desktop::wizard::{FieldName, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: Some(FieldName::OrganizationName),
    pages: &[
        Page::ask(
            Step::GuidedOrganizationName,
            &[FieldName::OrganizationName, FieldName::Email],
        ),
        Page::check(
            Step::GuidedOrganizationCheck,
            Check {
                sees: &[Sees::not_live(Who::Organization)],
                at_hand: &[
                    (Saying::HavePresentLogin, Some(WizardKind::Recover)),
                    (Saying::HaveOwnAddress, None),
                ],
                means: &[Saying::NameStays],
                notes: &[ListName::GuidedCapitals],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedOrganizationDoCreate,
            Task {
                refusals: &[
                    (Saying::SaysNameTaken, None),
                    (Saying::SaysEmailTaken, None),
                    (Saying::SaysLocked, None),
                    (Saying::SaysOtherSignedIn, Some(WizardKind::FindLogin)),
                ],
                ..Task::on(SitePage::NewOrganization)
            },
        ),
        Page::task(
            Step::GuidedOrganizationDoConfirm,
            Task {
                refusals: refusals::OF_CONFIRMING,
                waits: Waits::Mail,
                ..Task::on_page_of(SitePage::Organization, Who::Organization)
            },
        ),
        Page::verify(
            Step::GuidedOrganizationVerify,
            Verify {
                sees: &[Sees::live(Who::Organization)],
                own: true,
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedOrganizationDone, &[WizardKind::Members]),
    ],
};
