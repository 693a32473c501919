//! The wizards, where there are such, and their machines.

use contract::desktop::{nuget_org::NUGET_ORG, wizard::WizardKind};
use wizards::wizard::State;

/// The wizards, each leading to the next: a kind that is missing does not compile.
pub fn after(kind: WizardKind) -> Option<WizardKind> {
    match kind {
        WizardKind::ChangeLogin => Some(WizardKind::Conflict),
        WizardKind::Conflict => Some(WizardKind::UndoLogin),
        WizardKind::UndoLogin => Some(WizardKind::KeepAccount),
        WizardKind::KeepAccount => Some(WizardKind::Recover),
        WizardKind::Recover => Some(WizardKind::RecoveryCodes),
        WizardKind::RecoveryCodes => Some(WizardKind::TwoFactor),
        WizardKind::TwoFactor => Some(WizardKind::UnmanagedTenant),
        WizardKind::UnmanagedTenant => Some(WizardKind::ContactEmail),
        WizardKind::ContactEmail => Some(WizardKind::MailChoices),
        WizardKind::MailChoices => Some(WizardKind::Username),
        WizardKind::Username => Some(WizardKind::DeleteAccount),
        WizardKind::DeleteAccount => Some(WizardKind::Convert),
        WizardKind::Convert => Some(WizardKind::AnswerConversion),
        WizardKind::AnswerConversion => Some(WizardKind::Organization),
        WizardKind::Organization => Some(WizardKind::Members),
        WizardKind::Members => Some(WizardKind::AnswerInvitation),
        WizardKind::AnswerInvitation => Some(WizardKind::AnswerOffer),
        WizardKind::AnswerOffer => Some(WizardKind::Register),
        WizardKind::Register => Some(WizardKind::FindLogin),
        WizardKind::FindLogin => Some(WizardKind::ApiKeys),
        WizardKind::ApiKeys => None,
    }
}

pub fn kinds() -> Vec<WizardKind> {
    std::iter::successors(Some(WizardKind::ChangeLogin), |kind| after(*kind)).collect()
}

/// Where there is a wizard of a kind: of some there is none at a service, of some none at nuget.org.
pub fn galleries(kind: WizardKind) -> Vec<&'static str> {
    let mut there = vec!["practice", NUGET_ORG];
    there.retain(|gallery| State::begin(kind, gallery, None).is_some());
    there
}

/// The machines: one that is missing does not compile.
pub fn name(state: &State) -> &'static str {
    match state {
        State::ChangeLogin(_) => "change_login",
        State::UndoLogin(_) => "undo_login",
        State::KeepAccount(_) => "keep_account",
        State::Recover(_) => "recover",
        State::RecoveryCodes(_) => "recovery_codes",
        State::TwoFactor(_) => "two_factor",
        State::UnmanagedTenant(_) => "unmanaged_tenant",
        State::ContactEmail(_) => "contact_email",
        State::MailChoices(_) => "mail_choices",
        State::Username(_) => "username",
        State::DeleteAccount(_) => "delete_account",
        State::Convert(_) => "convert",
        State::AnswerConversion(_) => "answer_conversion",
        State::Organization(_) => "organization",
        State::Members(_) => "members",
        State::AnswerInvitation(_) => "answer_invitation",
        State::AnswerOffer(_) => "answer_offer",
        State::Guided(_) => "guided",
        State::FindLogin(_) => "find_login",
        State::ApiKeys(_) => "api_keys",
    }
}

#[test]
fn every_kind_begins_as_itself_and_untouched() {
    for kind in kinds() {
        assert!(!galleries(kind).is_empty(), "{kind:?} is nowhere");
        for gallery in galleries(kind) {
            let begin = || State::begin(kind, gallery, None).unwrap();
            assert_eq!(begin().kind(), kind);
            assert!(crate::stage::wizard_at(gallery, begin()).is_untouched());
            assert!(begin().is_about(&begin()));
        }
    }
}
