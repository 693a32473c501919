//! What may happen to a wizard, also what nobody asked for.

use crate::stage::{account, answers::ADDRESS, changes, free, linked, replaced};
use contract::{
    Code,
    desktop::wizard::Choice,
    proof::{Standing, UndoBy},
};
use proptest::prelude::*;
use wizards::Answer;

pub fn standings() -> Vec<Standing> {
    // Most come back as who is asked for, so that what follows is reached too.
    vec![
        linked("MyNuGetAccount1"),
        linked("MyNuGetAccount1"),
        linked("MyNuGetAccount1"),
        linked("MyNuGetAccount1"),
        free(),
        linked("MyNuGetAccount2"),
        linked("Else"),
        free(),
        replaced("MyNuGetAccount1", UndoBy::Identity, false),
        replaced("MyNuGetAccount1", UndoBy::BothIdentities, false),
        replaced("MyNuGetAccount2", UndoBy::BothIdentities, false),
        replaced("MyNuGetAccount1", UndoBy::Decision, false),
        replaced("MyNuGetAccount1", UndoBy::Decision, true),
    ]
}

pub fn codes() -> Vec<Code> {
    vec![
        Code::ProofExpired,
        Code::ProofInvalid,
        Code::SignInNotFresh,
        Code::CurrentIdentityWrong,
        Code::IdentityAlreadyLinked,
        Code::IdentityNotLinked,
        Code::SecondFactorRequired,
        Code::SessionRequired,
        Code::FullSessionRequired,
        Code::AccountLocked,
        Code::AccountFrozen,
        Code::DeletionPending,
        Code::LoginMissing,
        Code::LoginChangeOpen,
        Code::LoginChangeNotOpen,
        Code::UndoContested,
        Code::TenantPolicyForbidsChange,
        Code::RecoveryCodeWrong,
        Code::RecoveryCodeMistyped,
        Code::CodeWrong,
        Code::CodeExpired,
        Code::RecoveryInvalid,
        Code::RecoveryWaits,
        Code::RecoveryCodesRequired,
        Code::CredentialsWrong,
        Code::PasswordLoginUnsupported,
        Code::MailedCodeRequired,
        Code::MailedCodeRequired,
        Code::Stale,
        Code::NotFound,
        Code::NotAuthorized,
        Code::DeletionNotPending,
        Code::ConversionNotFound,
        Code::InvitationNotFound,
        Code::MemberNotFound,
        Code::EmailNotPending,
        Code::EmailTaken,
        Code::UsernameTaken,
        Code::AccountUnknown,
        Code::ConsequencesChanged,
        Code::LastAdministrator,
        Code::TooManyRequests,
        Code::BadRequest,
        Code::SiteUnreachable,
        Code::SiteChanged,
        Code::SiteIntercepted,
        Code::SiteAccountUnknown,
        Code::SiteAddressWrong,
        Code::SiteLimited,
    ]
}

pub const FIELDS: [Option<&str>; 5] = [None, Some("current"), Some("new"), Some("partner"), Some("other")];

pub const TEXTS: [&str; 5] = ["", "MyNuGetAccount2", "MyNuGetAccount1", "not a name!", ADDRESS];

/// Something happens.
#[derive(Clone, Debug)]
pub enum Event {
    /// What leads on: whoever is asked for returns, the gallery answers, or a field is filled and something is chosen.
    Onward(usize, usize),
    Offer(usize),
    Choice(usize),
    Cancel,
    Back,
    Type(usize, usize),
    Return(usize, u32),
    LateReturn(usize, usize),
    ProofLost(usize),
    SecretLost,
    Answer(usize),
    LateAnswer(usize),
    Refuse(usize, usize),
    LateRefusal(usize),
    LoseAnswer,
    Kill,
    Change(usize),
}

pub fn event() -> impl Strategy<Value = Event> {
    let index = 0..1000_usize;
    prop_oneof![
        40 => (index.clone(), index.clone()).prop_map(|(at, text)| Event::Onward(at, text)),
        12 => index.clone().prop_map(Event::Offer),
        2 => index.clone().prop_map(Event::Choice),
        1 => Just(Event::Cancel),
        3 => Just(Event::Back),
        3 => (index.clone(), index.clone()).prop_map(|(field, text)| Event::Type(field, text)),
        12 => (index.clone(), 1..5_u32).prop_map(|(standing, who)| Event::Return(standing, who)),
        1 => (index.clone(), index.clone()).prop_map(|(slot, standing)| Event::LateReturn(slot, standing)),
        1 => index.clone().prop_map(Event::ProofLost),
        1 => Just(Event::SecretLost),
        12 => index.clone().prop_map(Event::Answer),
        1 => index.clone().prop_map(Event::LateAnswer),
        4 => (index.clone(), index.clone()).prop_map(|(code, field)| Event::Refuse(code, field)),
        1 => index.clone().prop_map(Event::LateRefusal),
        2 => Just(Event::LoseAnswer),
        2 => Just(Event::Kill),
        1 => index.prop_map(Event::Change),
    ]
}

/// All that can be chosen, also what belongs to no page of the present wizard.
pub const CHOICES: [Choice; 35] = [
    Choice::Continue,
    Choice::OpenBrowser,
    Choice::TryAgain,
    Choice::KeepGoing,
    Choice::NoAccess,
    Choice::UseRecoveryCode,
    Choice::AnotherIdentity,
    Choice::ChangeLogin,
    Choice::ChooseSwap,
    Choice::ChooseMove,
    Choice::ChooseThird,
    Choice::SwapLogins,
    Choice::MoveLogin,
    Choice::CreateIdentity,
    Choice::MoveToThird,
    Choice::UndoChange,
    Choice::KeepChange,
    Choice::ChooseUndo,
    Choice::ChooseKeep,
    Choice::UseMailedCode,
    Choice::SendCode,
    Choice::FreezeAccount,
    Choice::SignInAgain,
    Choice::Finish,
    Choice::OpenPage,
    Choice::MarkDone,
    Choice::SaysElse,
    Choice::HaveIt,
    Choice::HaveNot,
    Choice::AskMask,
    Choice::MailLogins,
    Choice::UseBrowser,
    Choice::SawIt,
    Choice::LookAgain,
    Choice::GoOnUnseen,
];

/// Answers that nobody asked for.
pub fn late_answers() -> Vec<Answer> {
    vec![
        Answer::Done,
        Answer::Account(Box::new(account("MyNuGetAccount1", 1))),
        Answer::Account(Box::new(account("MyNuGetAccount1", 3))),
        Answer::SignedIn {
            profile: "p2".to_owned(),
            account: Box::new(account("MyNuGetAccount2", 2)),
        },
        Answer::Consequences(changes()),
        Answer::Accepted(None),
        Answer::Conversions(Vec::new()),
    ]
}

pub fn pick<T: Clone>(list: &[T], at: usize) -> T {
    list[at % list.len()].clone()
}
