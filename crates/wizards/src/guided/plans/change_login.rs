//! Another Microsoft account opens the account.

use super::refusals;
use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Who};
use contract::desktop::wizard::{Saying, SitePage, Step, WizardKind};

pub(in crate::guided) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::check(
            Step::GuidedChangeLoginCheck,
            Check {
                sees: &[Sees::live(Who::Account)],
                at_hand: &[
                    (Saying::HavePresentLogin, Some(WizardKind::Recover)),
                    (Saying::HaveNewLogin, Some(WizardKind::TwoFactor)),
                    (Saying::HaveFreeLogin, Some(WizardKind::Conflict)),
                    (Saying::HaveNoTenantOrganization, Some(WizardKind::Members)),
                ],
                means: &[Saying::ChangeReplaces, Saying::ChangeKeeps, Saying::ChangeSilent],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedChangeLoginDoSignIn,
            Task {
                refusals: refusals::OF_SIGN_IN,
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::task(
            Step::GuidedChangeLoginDoChange,
            Task {
                refusals: refusals::OF_CHANGE,
                ..Task::on(SitePage::Settings)
            },
        ),
        Page::task(
            Step::GuidedChangeLoginDoTry,
            Task {
                refusals: refusals::OF_SIGN_IN,
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::verify(
            Step::GuidedChangeLoginVerify,
            Verify {
                starts: &[WizardKind::FindLogin],
                ..Verify::OWN
            },
        ),
        Page::done(Step::GuidedChangeLoginDone, &[WizardKind::ContactEmail]),
    ],
};
