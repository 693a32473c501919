//! An account is opened, by signing in with a Microsoft account that opens none.

use super::refusals;
use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Waits, Who};
use contract::desktop::wizard::{FieldName, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: false,
    subject: Some(FieldName::Username),
    pages: &[
        Page::ask(Step::GuidedRegisterName, &[FieldName::Username]),
        Page::check(
            Step::GuidedRegisterCheck,
            Check {
                sees: &[Sees::not_live(Who::Account)],
                at_hand: &[
                    (Saying::HaveUnusedLogin, Some(WizardKind::FindLogin)),
                    (Saying::HaveSecondFactor, Some(WizardKind::TwoFactor)),
                    (Saying::HaveAddress, None),
                ],
                means: &[Saying::NameStays],
                notes: &[ListName::GuidedCapitals],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedRegisterDoSignIn,
            Task {
                refusals: &[
                    (Saying::SaysNameTaken, None),
                    (Saying::SaysEmailTaken, Some(WizardKind::FindLogin)),
                    (Saying::SaysLinkedElsewhere, Some(WizardKind::FindLogin)),
                    (Saying::SaysLinkedOrganization, None),
                    (Saying::SaysLegacyPassword, Some(WizardKind::Recover)),
                    (Saying::SaysSecondFactor, Some(WizardKind::TwoFactor)),
                    (Saying::SaysAdminApproval, None),
                    (Saying::SaysUnmanaged, Some(WizardKind::UnmanagedTenant)),
                    (Saying::SaysExpired, None),
                ],
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::task(
            Step::GuidedRegisterDoConfirm,
            Task {
                refusals: refusals::OF_CONFIRMING,
                waits: Waits::Mail,
                ..Task::on(SitePage::Settings)
            },
        ),
        Page::verify(
            Step::GuidedRegisterVerify,
            Verify {
                sees: &[Sees::live(Who::Account)],
                own: true,
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedRegisterDone, &[]),
    ],
};
