//! The members of an organization: invite, another role, remove, leave, and deleting the organization.

use super::refusals::Refusals;
use crate::guided::plan::{Check, Page, Plan, Sees, Task, Verify, Waits, Ways, Who};
use contract::desktop::wizard::{Choice, FieldName, ListName, Saying, SitePage, Step, WizardKind};

pub(super) static PLAN: Plan = Plan {
    for_account: true,
    subject: Some(FieldName::OrganizationName),
    pages: &[
        Page::ask(Step::GuidedMembersOrganization, &[FieldName::OrganizationName]),
        Page::choose(
            Step::GuidedMembersWhat,
            Ways {
                ways: &[
                    (Choice::ChooseInvite, Step::GuidedMembersWhom),
                    (Choice::ChooseRole, Step::GuidedMembersDoRole),
                    (Choice::ChooseRemove, Step::GuidedMembersDoRemove),
                    (Choice::ChooseLeave, Step::GuidedMembersDoLeave),
                    (Choice::ChooseDelete, Step::GuidedMembersConfirm),
                ],
                ..Ways::NONE
            },
        ),
        Page::ask(Step::GuidedMembersWhom, &[FieldName::OtherUsername]),
        Page::check(
            Step::GuidedMembersCheck,
            Check {
                sees: &[Sees::live(Who::Organization), Sees::live(Who::Other)],
                at_hand: &[
                    (Saying::HaveConfirmedOrganization, Some(WizardKind::ContactEmail)),
                    (Saying::HaveConfirmedMember, None),
                ],
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedMembersDoInvite,
            Task {
                refusals: OF_INVITING,
                ..Task::on_page_of(SitePage::Organization, Who::Organization)
            },
        ),
        Page::task(
            Step::GuidedMembersDoAccept,
            Task {
                texts: &[ListName::ForInvited],
                refusals: &[(Saying::SaysNothingWaits, None), (Saying::SaysTenantNotMet, None)],
                waits: Waits::Somebody(Who::Other),
                ..Task::NONE
            },
        )
        .then(Step::GuidedMembersVerify),
        Page::task(
            Step::GuidedMembersDoRole,
            Task {
                refusals: OF_CHANGING,
                ..Task::on_page_of(SitePage::Organization, Who::Organization)
            },
        )
        .then(Step::GuidedMembersVerify),
        Page::task(
            Step::GuidedMembersDoRemove,
            Task {
                refusals: OF_CHANGING,
                ..Task::on_page_of(SitePage::Organization, Who::Organization)
            },
        )
        .then(Step::GuidedMembersVerify),
        Page::task(
            Step::GuidedMembersDoLeave,
            Task {
                refusals: OF_CHANGING,
                ..Task::on(SitePage::Organizations)
            },
        ),
        Page::verify(Step::GuidedMembersVerify, Verify::OWN).then(Step::GuidedMembersDone),
        Page::check(
            Step::GuidedMembersConfirm,
            Check {
                sees: &[Sees::live(Who::Organization).with_sole()],
                means: &[
                    Saying::OrganizationFirst,
                    Saying::OrganizationFinal,
                    Saying::OrganizationName,
                    Saying::DeleteKeys,
                ],
                confirms: Some(Who::Organization),
                ..Check::NONE
            },
        ),
        Page::task(
            Step::GuidedMembersDoDelete,
            Task {
                refusals: &[
                    (Saying::SaysPackagesFirst, None),
                    (Saying::SaysMembersFirst, None),
                    (Saying::SaysDeleteFailed, None),
                ],
                ..Task::on_page_of(SitePage::DeleteOrganization, Who::Organization)
            },
        ),
        Page::verify(
            Step::GuidedMembersGone,
            Verify {
                sees: &[Sees::not_live(Who::Organization)],
                ..Verify::NONE
            },
        ),
        Page::done(Step::GuidedMembersDone, &[]),
    ],
};

/// The side of who is invited, alone.
pub(super) static ANSWER: Plan = Plan {
    for_account: true,
    subject: Some(FieldName::OrganizationName),
    pages: &[
        Page::ask(Step::GuidedAnswerInvitationOrganization, &[FieldName::OrganizationName]),
        Page::task(
            Step::GuidedAnswerInvitationDoAnswer,
            Task {
                refusals: &[
                    (Saying::SaysNothingWaits, None),
                    (Saying::SaysTenantNotMet, None),
                    (Saying::SaysUnconfirmed, Some(WizardKind::ContactEmail)),
                    (Saying::SaysOtherSignedIn, Some(WizardKind::FindLogin)),
                ],
                ..Task::on(SitePage::Organizations)
            },
        ),
        Page::verify(Step::GuidedAnswerInvitationVerify, Verify::OWN),
        Page::done(Step::GuidedAnswerInvitationDone, &[]),
    ],
};

const OF_INVITING: Refusals = &[
    (Saying::SaysOrganizationUnconfirmed, None),
    (Saying::SaysByUsername, None),
    (Saying::SaysMemberMissing, None),
    (Saying::SaysMemberUnconfirmed, None),
    (Saying::SaysMemberOrganization, None),
    (Saying::SaysMemberAlready, None),
    (Saying::SaysTenantNotMet, None),
];

const OF_CHANGING: Refusals = &[
    (Saying::SaysLastAdministrator, None),
    (Saying::SaysOrganizationUnconfirmed, None),
];
