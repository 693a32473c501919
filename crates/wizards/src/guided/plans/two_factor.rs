//! A second factor, which is Microsoft's and is mandatory at nuget.org.

use super::refusals;
use crate::guided::plan::{Page, Plan, Task, Verify, Ways};
use contract::desktop::wizard::{Choice, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::choose(
            Step::GuidedTwoFactorStart,
            Ways {
                ways: &[
                    (Choice::ChoosePersonal, Step::GuidedTwoFactorDoPersonal),
                    (Choice::ChooseWork, Step::GuidedTwoFactorDoWork),
                ],
                starts: &[WizardKind::FindLogin],
                notes: &[ListName::GuidedWhoseFactor],
            },
        ),
        Page::task(Step::GuidedTwoFactorDoPersonal, Task::on(SitePage::MicrosoftSecurity))
            .then(Step::GuidedTwoFactorDoSignIn),
        Page::task(
            Step::GuidedTwoFactorDoWork,
            Task {
                refusals: &[(Saying::SaysNotAllowedHere, None)],
                ..Task::on(SitePage::WorkSecurity)
            },
        ),
        Page::task(
            Step::GuidedTwoFactorDoSignIn,
            Task {
                refusals: refusals::OF_SIGN_IN,
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::verify(Step::GuidedTwoFactorVerify, Verify::OWN),
        Page::done(Step::GuidedTwoFactorDone, &[]),
    ],
};
