//! The plans: each wizard as nuget.org does it today. Read on its pages, its documentation and the gallery's source of
//! 2026-08-17; what they contradict each other in is told by what the site does.

mod change_login;
mod conflict;
mod contact_email;
mod convert;
mod delete_account;
mod members;
mod organization;
mod recover;
pub(crate) mod refusals;
mod register;
mod two_factor;
mod unmanaged_tenant;
mod username;

use super::plan::Plan;
use contract::desktop::wizard::WizardKind;

pub(super) use change_login::PLAN as CHANGE_LOGIN;

/// The plan of a kind; nothing where nuget.org has nothing of that kind. Which Microsoft account it is has a machine of
/// its own, `find_login`.
pub(super) fn of(kind: WizardKind) -> Option<&'static Plan> {
    Some(match kind {
        WizardKind::Register => &register::PLAN,
        WizardKind::ChangeLogin => &change_login::PLAN,
        WizardKind::Conflict => &conflict::PLAN,
        WizardKind::Recover => &recover::PLAN,
        WizardKind::Convert => &convert::PLAN,
        WizardKind::AnswerConversion => &convert::ANSWER,
        WizardKind::Organization => &organization::PLAN,
        WizardKind::Members => &members::PLAN,
        WizardKind::AnswerInvitation => &members::ANSWER,
        WizardKind::TwoFactor => &two_factor::PLAN,
        WizardKind::ContactEmail => &contact_email::PLAN,
        WizardKind::MailChoices => &contact_email::MAIL_CHOICES,
        WizardKind::DeleteAccount => &delete_account::PLAN,
        WizardKind::Username => &username::PLAN,
        WizardKind::UnmanagedTenant => &unmanaged_tenant::PLAN,
        // nuget.org has no recovery codes, takes no change of a login back, deletes at once, and mails a link to who is
        // offered a package. Its API keys are looked after on its own page.
        WizardKind::RecoveryCodes
        | WizardKind::UndoLogin
        | WizardKind::KeepAccount
        | WizardKind::FindLogin
        | WizardKind::AnswerOffer
        | WizardKind::ApiKeys => return None,
    })
}
