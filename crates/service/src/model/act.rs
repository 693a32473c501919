//! What may happen.

/// Which of an account's sessions asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    First,
    Latest,
    LatestFull,
}

/// Who asks: a session of the account that has this name.
#[derive(Clone, Copy, Debug)]
pub struct By {
    pub name: usize,
    pub which: Which,
}

/// What is typed beside a mailed code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    Nothing,
    Code { right: bool },
    Wait,
}

/// A command by the numbers of names, identities, addresses, packages and passwords. Whoever `right` is about comes
/// with the right code or the right identity; what is `fresh` was seen as it is; a `slot` is one of the secrets under
/// which people without a session ask for codes. One act is one line here, so that what there is can be seen at once.
#[rustfmt::skip]
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Wait { seconds: i64 },
    HaveSecondFactor { identity: usize, has: bool },
    Enforce { enforced: bool },
    Register { identity: usize, name: usize, address: usize },
    SignIn { identity: usize },
    EndSession { by: By, first: bool },

    BeginProof { by: By },
    CountWrongToken { proof: usize, times: usize },
    CompleteProof { proof: usize, identity: Option<usize>, told: bool },
    MailProofCode { proof: usize },
    TypeProofCode { proof: usize, right: bool },
    SpendProof { by: By, proof: usize },

    ConfirmAddress { by: By, whose: usize, right: bool },
    ConfirmByLink { by: By, whose: usize },
    ResendCode { by: By, whose: usize },
    ChangeAddress { by: By, whose: usize, address: usize, password: usize, fresh: bool },
    CancelAddress { by: By, whose: usize, fresh: bool },
    UndoAddress { whose: usize },
    ChooseMail { by: By, whose: usize, from_others: bool, published: bool, fresh: bool },

    CreateOrganization { by: By, name: usize, address: usize },
    Invite { by: By, organization: usize, who: usize, administrator: bool },
    AcceptInvitation { by: By, organization: usize },
    DeclineInvitation { by: By, organization: usize },
    DeclineByLink { organization: usize, who: usize },
    CancelInvitation { by: By, organization: usize, who: usize },
    ChangeRole { by: By, organization: usize, who: usize, administrator: bool, fresh: bool },
    RemoveMember { by: By, organization: usize, who: usize },
    DeleteOrganization { by: By, organization: usize },

    RequestConversion { by: By, administrator: usize, code: bool, right: bool },
    AcceptConversion { by: By, account: usize },
    RejectConversion { by: By, account: usize },
    RejectByLink { account: usize },
    CancelConversion { by: By },
    StopConversion { account: usize, own: bool },
    RequestDeletion { by: By, unlist: bool, right: bool },
    CancelDeletion { by: By },
    KeepByLink { whose: usize, identity: Option<usize> },
    Lock { who: usize, locked: bool },
    DeleteByOperator { who: usize, unlist: bool, right: bool },
    ListText { list: usize, text: usize, on: bool },
    NoteProvider { second_factor: bool, time: bool },
    Rename { who: usize, to: usize },
    AskName { by: By, whose: usize, to: usize, fresh: bool },
    WithdrawName { by: By, whose: usize, fresh: bool },
    RefuseName { who: usize },

    ChangeLogin { by: By, to: usize, right: bool },
    SwapLogins { by: By, other: usize, right: bool },
    MoveLogin { by: By, to: usize, named: usize, right: bool },
    ViewConflict { by: By, identity: usize },
    UndoChange { identity: usize, both: bool, code: bool },
    Freeze { whose: usize },
    AskDecision { who: usize, slot: usize, right: bool },
    Decide { who: usize, undo: bool, mailed: Option<usize>, right: bool },
    DecideByOperator { who: usize, undo: bool },
    MakeCodes { by: By, right: bool },
    SwitchTwoFactor { by: By, on: bool, code: Option<bool>, right: bool },

    ForgetPassword { who: usize, slot: usize },
    ResetPassword { slot: usize, password: usize, code: Option<bool>, right: bool },
    TypePassword { who: usize, password: usize, times: usize },
    ChangePassword { by: By, from: usize, to: usize },
    RemovePassword { by: By, right: bool },
    Recover { who: usize, address: usize, slot: usize },
    ConfirmRecovery { slot: usize, beside: Beside, right: bool },
    AskAssistance { who: usize, address: Option<usize> },
    StopRecovery { by: By },
    StopByLink { whose: usize },
    LinkLogin { by: By, to: usize, code: bool },

    MakeKey { by: By, owner: usize, days: u32 },
    ChangeKey { by: By, key: usize, days: u32, fresh: bool },
    RegenerateKey { by: By, key: usize, days: Option<u32>, fresh: bool },
    RevokeKey { by: By, key: usize },
    RevokeFoundKey { key: usize, text: bool },
    RevokeOrganizationKey { by: By, organization: usize, key: usize },
    NoteVersions { key: usize, package: usize, has: bool },
    RegisterPackage { key: usize, package: usize },
    SetListed { by: By, package: usize, listed: bool },
    Offer { by: By, package: usize, who: usize, transfer: bool },
    AnswerOffer { by: By, package: usize, who: usize, accept: bool },
    DeclineOfferByLink { package: usize, who: usize },
    WithdrawOffer { by: By, package: usize, who: usize },
    RemoveOwner { by: By, package: usize, who: usize },
}

/// What an act is about: which part of the model decides it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Session,
    Proof,
    Address,
    Member,
    Request,
    Operator,
    Login,
    Recovery,
    Package,
}

impl Act {
    /// Its name.
    pub fn kind(&self) -> String {
        let text = format!("{self:?}");
        text.split(' ').next().unwrap_or_default().to_owned()
    }

    /// What it is about.
    #[rustfmt::skip]
    pub fn area(&self) -> Area {
        match self {
            Act::Wait { .. } | Act::HaveSecondFactor { .. } | Act::Enforce { .. } | Act::Register { .. }
            | Act::SignIn { .. } | Act::EndSession { .. } => Area::Session,
            Act::BeginProof { .. } | Act::CountWrongToken { .. } | Act::CompleteProof { .. }
            | Act::MailProofCode { .. } | Act::TypeProofCode { .. } | Act::SpendProof { .. } => Area::Proof,
            Act::ConfirmAddress { .. } | Act::ConfirmByLink { .. } | Act::ResendCode { .. }
            | Act::ChangeAddress { .. } | Act::CancelAddress { .. } | Act::UndoAddress { .. }
            | Act::ChooseMail { .. } => Area::Address,
            Act::CreateOrganization { .. } | Act::Invite { .. } | Act::AcceptInvitation { .. }
            | Act::DeclineInvitation { .. } | Act::DeclineByLink { .. } | Act::CancelInvitation { .. }
            | Act::ChangeRole { .. } | Act::RemoveMember { .. } | Act::DeleteOrganization { .. } => Area::Member,
            Act::RequestConversion { .. } | Act::AcceptConversion { .. } | Act::RejectConversion { .. }
            | Act::RejectByLink { .. } | Act::CancelConversion { .. } | Act::StopConversion { .. }
            | Act::RequestDeletion { .. } | Act::CancelDeletion { .. } | Act::KeepByLink { .. }
            | Act::AskName { .. } | Act::WithdrawName { .. } => Area::Request,
            Act::Lock { .. } | Act::DeleteByOperator { .. } | Act::ListText { .. } | Act::NoteProvider { .. }
            | Act::Rename { .. } | Act::RefuseName { .. } => Area::Operator,
            Act::ChangeLogin { .. } | Act::SwapLogins { .. } | Act::MoveLogin { .. } | Act::ViewConflict { .. }
            | Act::UndoChange { .. } | Act::Freeze { .. } | Act::AskDecision { .. } | Act::Decide { .. }
            | Act::DecideByOperator { .. } | Act::MakeCodes { .. } | Act::SwitchTwoFactor { .. } => Area::Login,
            Act::ForgetPassword { .. } | Act::ResetPassword { .. } | Act::TypePassword { .. }
            | Act::ChangePassword { .. } | Act::RemovePassword { .. } | Act::Recover { .. }
            | Act::ConfirmRecovery { .. } | Act::AskAssistance { .. } | Act::StopRecovery { .. }
            | Act::StopByLink { .. } | Act::LinkLogin { .. } => Area::Recovery,
            Act::MakeKey { .. } | Act::ChangeKey { .. } | Act::RegenerateKey { .. } | Act::RevokeKey { .. }
            | Act::RevokeFoundKey { .. } | Act::RevokeOrganizationKey { .. } | Act::NoteVersions { .. }
            | Act::RegisterPackage { .. } | Act::SetListed { .. } | Act::Offer { .. }
            | Act::AnswerOffer { .. } | Act::DeclineOfferByLink { .. } | Act::WithdrawOffer { .. }
            | Act::RemoveOwner { .. } => Area::Package,
        }
    }

    /// Who asks, where a session does.
    #[rustfmt::skip]
    pub fn by(&self) -> Option<By> {
        match *self {
            Act::EndSession { by, .. } | Act::BeginProof { by } | Act::SpendProof { by, .. }
            | Act::ConfirmAddress { by, .. } | Act::ConfirmByLink { by, .. } | Act::ResendCode { by, .. }
            | Act::ChangeAddress { by, .. } | Act::CancelAddress { by, .. } | Act::ChooseMail { by, .. }
            | Act::CreateOrganization { by, .. } | Act::Invite { by, .. } | Act::AcceptInvitation { by, .. }
            | Act::DeclineInvitation { by, .. } | Act::CancelInvitation { by, .. } | Act::ChangeRole { by, .. }
            | Act::RemoveMember { by, .. } | Act::DeleteOrganization { by, .. } | Act::RequestConversion { by, .. }
            | Act::AcceptConversion { by, .. } | Act::RejectConversion { by, .. } | Act::CancelConversion { by, .. }
            | Act::RequestDeletion { by, .. } | Act::CancelDeletion { by, .. } | Act::AskName { by, .. }
            | Act::WithdrawName { by, .. } | Act::ChangeLogin { by, .. } | Act::SwapLogins { by, .. }
            | Act::MoveLogin { by, .. } | Act::ViewConflict { by, .. } | Act::MakeCodes { by, .. }
            | Act::SwitchTwoFactor { by, .. } | Act::ChangePassword { by, .. } | Act::RemovePassword { by, .. }
            | Act::StopRecovery { by, .. } | Act::LinkLogin { by, .. } | Act::MakeKey { by, .. }
            | Act::RevokeOrganizationKey { by, .. } | Act::ChangeKey { by, .. } | Act::RegenerateKey { by, .. }
            | Act::RevokeKey { by, .. } | Act::SetListed { by, .. } | Act::Offer { by, .. }
            | Act::AnswerOffer { by, .. } | Act::WithdrawOffer { by, .. } | Act::RemoveOwner { by, .. } => Some(by),
            _ => None,
        }
    }
}
