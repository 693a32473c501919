//! The plans: each wizard as nuget.org does it today. Read on its pages, its documentation and the gallery's source of
//! 2026-08-17; what they contradict each other in is told by what the site does.

mod change_login;
mod delete_account;
pub(crate) mod refusals;

use super::plan::Plan;
use contract::desktop::wizard::WizardKind;

pub(super) use change_login::PLAN as CHANGE_LOGIN;

const PLANS: &[&Plan] = &[&change_login::PLAN, &delete_account::PLAN];

/// The plan of a kind; nothing where nuget.org has nothing of that kind.
pub(super) fn of(kind: WizardKind) -> Option<&'static Plan> {
    PLANS.iter().copied().find(|plan| plan.kind == kind)
}
