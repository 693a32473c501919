//! The account is deleted, by the people who run nuget.org.

use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Who};
use contract::desktop::wizard::{ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::check(
            Step::GuidedDeleteCheck,
            Check {
                sees: &[Sees::live(Who::Account).with_sole()],
                at_hand: &[
                    (Saying::HavePresentLogin, Some(WizardKind::Recover)),
                    (Saying::HaveMailbox, Some(WizardKind::ContactEmail)),
                    (Saying::HaveOtherAdministrators, Some(WizardKind::Members)),
                ],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedDeleteDoHandOver,
            Task {
                sole: true,
                refusals: &[(Saying::SaysOwnerUnknown, None), (Saying::SaysPrefix, None)],
                ..Task::on(SitePage::Packages)
            },
        )
        .unless_shared(),
        Page::check(
            Step::GuidedDeleteConfirm,
            Check {
                sees: &[Sees::live(Who::Account).with_sole()],
                means: &[
                    Saying::DeleteFinal,
                    Saying::DeleteName,
                    Saying::DeletePackages,
                    Saying::DeleteKeys,
                    Saying::DeleteOrganizations,
                    Saying::DeleteConvertInstead,
                ],
                confirms: Some(Who::Account),
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedDeleteDoRequest,
            Task {
                notes: &[ListName::GuidedDeletionTimes],
                refusals: &[
                    (Saying::SaysNotSubmitted, None),
                    (Saying::SaysDeleteFailed, None),
                    (Saying::SaysRequested, None),
                    (Saying::SaysOtherSignedIn, Some(WizardKind::FindLogin)),
                ],
                ..Task::on(SitePage::Delete)
            },
        ),
        Page::verify(
            Step::GuidedDeleteVerify,
            Verify {
                sees: &[Sees::not_live(Who::Account)],
                owners: true,
                by_operator: true,
                notes: &[ListName::GuidedDeletionTimes],
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedDeleteDone, &[]),
    ],
};
