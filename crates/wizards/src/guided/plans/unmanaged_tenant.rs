//! Nobody manages the directory of a work domain.

use super::refusals;
use crate::guided::plan::{Page, Plan, Task, Verify, Waits, Ways};
use contract::desktop::wizard::{Choice, FieldName, ListName, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: false,
    subject: Some(FieldName::Domain),
    pages: &[
        Page::ask(Step::GuidedTenantDomain, &[FieldName::Domain]),
        Page::choose(
            Step::GuidedTenantWhy,
            Ways {
                ways: &[
                    (Choice::ChooseText, Step::GuidedTenantDoText),
                    (Choice::ChooseRecord, Step::GuidedTenantDoRecord),
                    (Choice::ChooseRetry, Step::GuidedTenantDoSignIn),
                ],
                notes: &[ListName::WhoCanMend],
                ..Ways::NONE
            },
        ),
        Page::task(
            Step::GuidedTenantDoText,
            Task {
                texts: &[ListName::ForDomainAdmin],
                waits: Waits::Operator,
                ..Task::NONE
            },
        )
        .then(Step::GuidedTenantDoSignIn),
        Page::task(
            Step::GuidedTenantDoRecord,
            Task {
                texts: &[ListName::RecordName, ListName::RecordValue],
                ..Task::on(SitePage::DomainTakeover)
            },
        ),
        Page::task(
            Step::GuidedTenantDoSignIn,
            Task {
                refusals: refusals::OF_SIGN_IN,
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::verify(Step::GuidedTenantVerify, Verify::OWN),
        Page::done(Step::GuidedTenantDone, &[WizardKind::TwoFactor]),
    ],
};
