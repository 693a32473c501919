//! The Microsoft account is lost. nuget.org has had no recovery of its own since 2022: what still helps, in the order in
//! which it helps.

use super::refusals;
use crate::guided::plan::{Page, Plan, Task, Verify, Waits, Ways};
use contract::desktop::wizard::{Choice, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::choose(
            Step::GuidedRecoverStart,
            Ways {
                ways: &[
                    (Choice::ChoosePersonal, Step::GuidedRecoverDoMicrosoft),
                    (Choice::ChooseWork, Step::GuidedRecoverDoAdministrator),
                    (Choice::ChoosePassword, Step::GuidedRecoverDoSupport),
                    (Choice::ChooseSupport, Step::GuidedRecoverDoSupport),
                ],
                starts: &[WizardKind::FindLogin],
                notes: &[ListName::GuidedNoPassword],
            },
        ),
        Page::task(
            Step::GuidedRecoverDoMicrosoft,
            Task {
                refusals: &[(Saying::SaysMicrosoftNo, None), (Saying::SaysMicrosoftGone, None)],
                ..Task::on(SitePage::MicrosoftHelp)
            },
        )
        .then(Step::GuidedRecoverDoSignIn),
        Page::task(
            Step::GuidedRecoverDoAdministrator,
            Task {
                texts: &[ListName::ForCompany],
                waits: Waits::Operator,
                ..Task::NONE
            },
        )
        .then(Step::GuidedRecoverDoSignIn),
        Page::task(
            Step::GuidedRecoverDoSupport,
            Task {
                texts: &[ListName::ForNugetOrg],
                refusals: &[(Saying::SaysNoAnswer, None), (Saying::SaysNoSupportNeeded, None)],
                waits: Waits::Operator,
                ..Task::NONE
            },
        ),
        Page::task(
            Step::GuidedRecoverDoSignIn,
            Task {
                refusals: refusals::OF_SIGN_IN,
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::verify(Step::GuidedRecoverVerify, Verify::OWN),
        Page::done(
            Step::GuidedRecoverDone,
            &[WizardKind::ChangeLogin, WizardKind::ContactEmail],
        ),
    ],
};
