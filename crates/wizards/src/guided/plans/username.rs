//! Another username, which the people of nuget.org give when they are asked by mail.

use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Waits, Who};
use contract::desktop::wizard::{FieldName, ListName, Saying, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: None,
    pages: &[
        Page::ask(Step::GuidedUsernameName, &[FieldName::NewUsername]),
        Page::check(
            Step::GuidedUsernameCheck,
            Check {
                sees: &[Sees::live(Who::Account), Sees::not_live(Who::NewName)],
                at_hand: &[
                    (Saying::HaveMailbox, Some(WizardKind::ContactEmail)),
                    (Saying::HaveTold, None),
                ],
                means: &[
                    Saying::RenameFinal,
                    Saying::RenameOldName,
                    Saying::RenameAddresses,
                    Saying::RenameSignatures,
                    Saying::RenameTrust,
                ],
                notes: &[ListName::GuidedWhoRenames],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedUsernameDoMail,
            Task {
                texts: &[ListName::ForRename],
                refusals: &[(Saying::SaysNoSupportNeeded, None)],
                ..Task::NONE
            },
        ),
        Page::task(
            Step::GuidedUsernameDoAnswer,
            Task {
                refusals: &[(Saying::SaysNoAnswer, None), (Saying::SaysNameTaken, None)],
                waits: Waits::Operator,
                ..Task::NONE
            },
        ),
        Page::verify(
            Step::GuidedUsernameVerify,
            Verify {
                sees: &[Sees::live(Who::NewName), Sees::not_live(Who::Account)],
                by_operator: true,
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedUsernameDone, &[]),
    ],
};
