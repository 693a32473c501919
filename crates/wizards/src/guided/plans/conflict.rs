//! The Microsoft account opens another account already: what that is, deleting it, or a third Microsoft account in the
//! right order.

use super::refusals;
use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Waits, Ways, Who};
use contract::desktop::wizard::{Choice, FieldName, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::choose(
            Step::GuidedConflictStart,
            Ways {
                ways: &[
                    (Choice::ChooseFind, Step::GuidedConflictDoLook),
                    (Choice::ChooseKnown, Step::GuidedConflictOther),
                ],
                ..Ways::NONE
            },
        ),
        Page::task(
            Step::GuidedConflictDoLook,
            Task {
                refusals: refusals::OF_SIGN_IN,
                ..Task::on(SitePage::SignIn)
            },
        ),
        Page::ask(Step::GuidedConflictOther, &[FieldName::OtherUsername]),
        Page::check(
            Step::GuidedConflictCheck,
            Check {
                sees: &[Sees::live(Who::Account), Sees::live(Who::Other).with_sole()],
                at_hand: &[
                    (Saying::HaveBothLogins, Some(WizardKind::Recover)),
                    // Whatever becomes of the other account, the change comes last.
                    (Saying::HaveNoTenantOrganization, Some(WizardKind::Members)),
                ],
                ..Check::NONE
            },
        ),
        Page::choose(
            Step::GuidedConflictWhich,
            Ways {
                ways: &[
                    (Choice::ChooseMove, Step::GuidedConflictDoDelete),
                    (Choice::ChooseThird, Step::GuidedConflictThird),
                ],
                ..Ways::NONE
            },
        ),
        Page::task(
            Step::GuidedConflictDoDelete,
            Task {
                starts: &[WizardKind::DeleteAccount],
                waits: Waits::Operator,
                ..Task::NONE
            },
        ),
        Page::verify(
            Step::GuidedConflictGone,
            Verify {
                sees: &[Sees::not_live(Who::Other)],
                by_operator: true,
                notes: &[ListName::GuidedDeletionTimes],
                ..Verify::NONE
            },
        )
        .then(Step::GuidedConflictDoChange),
        Page::check(
            Step::GuidedConflictThird,
            Check {
                notes: &[ListName::GuidedThirdOrder],
                at_hand: &[
                    (Saying::HaveThirdLogin, None),
                    (Saying::HaveSecondFactor, Some(WizardKind::TwoFactor)),
                ],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedConflictDoThird,
            Task {
                refusals: refusals::OF_CHANGE,
                ..Task::on(SitePage::Settings)
            },
        ),
        Page::task(
            Step::GuidedConflictDoChange,
            Task {
                refusals: refusals::OF_CHANGE,
                ..Task::on(SitePage::Settings)
            },
        ),
        Page::verify(
            Step::GuidedConflictVerify,
            Verify {
                starts: &[WizardKind::FindLogin],
                ..Verify::OWN
            },
        ),
        Page::done(Step::GuidedConflictDone, &[WizardKind::ContactEmail]),
    ],
};
