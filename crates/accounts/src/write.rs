//! The closed list of what can be written, and of what can be demanded when it is.
//!
//! A store runs these and nothing else. A guarded one changes exactly the row that it names, or the whole transaction is
//! given up as a conflict (rule 8.3).

mod expired;
mod guard;

pub use expired::Expired;
pub use guard::Guard;

use crate::{
    account::{AccountRow, ClaimedName},
    answer::KeptAnswer,
    contact::{AddressChange, Confirmation},
    conversion::Conversion,
    deletion::Deletion,
    installation::Place,
    key::ApiKey,
    login::Login,
    login_change::{DecisionCode, LoginChange},
    mailed_act::MailedAct,
    operator_list::OperatorList,
    organization::{Invitation, Member},
    package::{FeedChange, Owner, OwnershipOffer, Package},
    password::UnknownName,
    proof::{Completed, Proof, ProofCode},
    provider::ProviderSeen,
    recovery::Recovery,
    recovery_code::RecoveryCode,
    session::SessionRow,
    username::{RenameRequest, Username},
};
use contract::{AccountId, ProofId, SessionId, Timestamp, identity::Identity};
use uuid::Uuid;

/// One write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Write {
    /// A new account.
    InsertAccount(AccountRow),
    /// Everything of an account but its id, when it was opened and its claim of the username, as it is in this row;
    /// guarded by the version that [`Guard::ChangesAccount`] left.
    UpdateAccount(AccountRow),
    /// Removes an account with all that hangs on it; its name stays claimed by nobody where it `keeps_name`.
    EraseAccount {
        /// Which.
        account: AccountId,
        /// Whether the name becomes a tombstone, and is not freed.
        keeps_name: bool,
    },
    /// Gives an account another name; the old claim stays as a tombstone.
    RenameAccount {
        /// Which.
        account: AccountId,
        /// The name it had.
        from: Username,
        /// The name it gets; unique.
        to: Username,
    },
    /// A claim of a username; unique.
    ClaimName(ClaimedName),
    /// A new login; its identity is unique.
    InsertLogin(Login),
    /// How the provider describes the identity of a login at present.
    DescribeLogin {
        /// Which login.
        login: Uuid,
        /// The description.
        identity: Identity,
    },
    /// Makes a live login dormant; guarded: only a live one.
    RetireLogin {
        /// Which.
        login: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Makes a dormant login live; guarded, and its identity and account are unique again.
    ReviveLogin(Uuid),
    /// Removes a login, live or dormant; guarded.
    RemoveLogin(Uuid),
    /// A new change of a login.
    InsertLoginChange(LoginChange),
    /// The state and end of a change, as they are in this row; guarded: it must be there.
    UpdateLoginChange(LoginChange),
    /// All recovery codes of an account, in place of those before.
    ReplaceRecoveryCodes {
        /// Whose.
        account: AccountId,
        /// The codes.
        codes: Vec<RecoveryCode>,
    },
    /// A new mailed code that decides about a frozen account.
    InsertDecisionCode(DecisionCode),
    /// Counts a wrong try of such a code; guarded by the number of tries seen.
    CountWrongDecisionCode {
        /// Which code.
        code: Uuid,
        /// The tries left that were seen.
        seen: u32,
    },
    /// Removes such a code, if it is there.
    RemoveDecisionCode(Uuid),
    /// Removes all such codes of an account.
    RemoveDecisionCodes(AccountId),
    /// Uses a recovery code up; guarded: only one that is not used.
    UseRecoveryCode {
        /// Whose.
        account: AccountId,
        /// Which.
        number: u32,
        /// When.
        at: Timestamp,
    },
    /// The wrong passwords of a name that nobody has, at its place; guarded by what was seen there.
    CountUnknownName {
        /// As it is from now on.
        name: UnknownName,
        /// What the place held.
        seen: Option<UnknownName>,
    },
    /// A recovery, in place of the one of its kind with the same hash of its request's secret.
    PutRecovery(Recovery),
    /// Counts a wrong code of a recovery; guarded by the number of tries seen.
    CountWrongRecoveryCode {
        /// Which recovery.
        recovery: Uuid,
        /// The tries left that were seen.
        seen: u32,
    },
    /// Removes a recovery; guarded.
    RemoveRecovery(Uuid),
    /// A new member; unique for organization and account.
    InsertMember(Member),
    /// A member's role, as it is in this row; guarded: it must be a member.
    UpdateMember(Member),
    /// Removes a member; guarded.
    RemoveMember {
        /// Of which organization.
        organization: AccountId,
        /// Who.
        account: AccountId,
    },
    /// An invitation, in place of the one for the same account.
    PutInvitation(Invitation),
    /// Removes an invitation; guarded.
    RemoveInvitation(Uuid),
    /// A request for conversion, in place of the account's earlier one.
    PutConversion(Conversion),
    /// Removes a request for conversion; guarded.
    RemoveConversion(Uuid),
    /// A new package; unique.
    InsertPackage(Package),
    /// Whether a package is listed and has versions, as it is in this row; guarded: it must be there.
    UpdatePackage(Package),
    /// A new owner; unique for package and account.
    InsertOwner(Owner),
    /// Removes an owner; guarded.
    RemoveOwner {
        /// The package's id as it is compared.
        package: String,
        /// Who.
        account: AccountId,
    },
    /// An offer of ownership, in place of the one for the same package and account.
    PutOwnershipOffer(OwnershipOffer),
    /// Removes an offer of ownership; guarded.
    RemoveOwnershipOffer(Uuid),
    /// Tells feeds about a package.
    TellFeeds(FeedChange),
    /// A new API key; its hash is unique.
    InsertKey(ApiKey),
    /// Holder, owner, description, scopes, packages, end and revocation of a key, as they are in this row; guarded: it
    /// must be there and not revoked.
    UpdateKey(ApiKey),
    /// Notes that a key was used; without effect where a later time is noted.
    SeeKey {
        /// Which.
        key: Uuid,
        /// When.
        at: Timestamp,
    },
    /// Removes a key; guarded.
    RemoveKey(Uuid),
    /// Notes that the holder of a key was told that it ends soon, or that it has ended; guarded: only once each.
    WarnOfKey {
        /// Which.
        key: Uuid,
        /// Whether it has ended.
        ended: bool,
    },
    /// A deletion that waits, in place of the account's earlier one.
    PutDeletion(Deletion),
    /// Removes a deletion; guarded.
    RemoveDeletion(Uuid),
    /// A mailed link; unique.
    InsertMailedAct(MailedAct),
    /// Removes all mailed links about a row, if there are any.
    RemoveMailedActs(Uuid),
    /// Puts a text on one of the operator's lists, or takes it off.
    List {
        /// Which list.
        list: OperatorList,
        /// The text as it is compared.
        text: String,
        /// On, or else off.
        on: bool,
    },
    /// What was seen of an identity provider, in place of what was before.
    PutProvider(ProviderSeen),
    /// A new proof.
    InsertProof(Proof),
    /// Completes a proof; guarded: only one that is not completed.
    CompleteProof {
        /// Which.
        proof: ProofId,
        /// By whom.
        completed: Completed,
    },
    /// Counts a token that did not hold against a proof; guarded by the count seen.
    CountWrongToken {
        /// Which proof.
        proof: ProofId,
        /// The count seen.
        seen: u32,
    },
    /// Spends a proof; guarded: only one that is completed and not spent.
    SpendProof {
        /// Which.
        proof: ProofId,
        /// When.
        at: Timestamp,
    },
    /// Ends the mailed codes for a proof, which still count against its limits.
    EndProofCodes(ProofId),
    /// A new mailed code for a proof.
    InsertProofCode(ProofCode),
    /// Counts a wrong try of such a code; guarded by the number of tries seen.
    CountWrongProofCode {
        /// Which code.
        code: Uuid,
        /// The tries left that were seen.
        seen: u32,
    },
    /// Notes that the code for a proof was typed; guarded: only for one that wants a code, that of this account was not typed
    /// for, and that is not spent.
    TypeProofCode {
        /// Which proof.
        proof: ProofId,
        /// The account to whose contact e-mail the code went.
        account: AccountId,
    },
    /// A new session; its token's hash is unique.
    InsertSession(SessionRow),
    /// Ends a session; guarded: only a live one.
    EndSession {
        /// Which.
        session: SessionId,
        /// When.
        at: Timestamp,
    },
    /// Ends all live sessions of an account but one; those opened at or after a time only, where one is given.
    EndSessionsOf {
        /// Whose.
        account: AccountId,
        /// The one that goes on.
        except: Option<SessionId>,
        /// Only those opened at or after.
        since: Option<Timestamp>,
        /// When.
        at: Timestamp,
    },
    /// Notes that a session was used; without effect on an ended one or where a later time is noted.
    SeeSession {
        /// Which.
        session: SessionId,
        /// When.
        at: Timestamp,
    },
    /// Notes that an installation was seen at an account.
    SeePlace(Place),
    /// The open confirmation of an account's pending address, in place of any other.
    SetConfirmation(Confirmation),
    /// Counts a wrong code; guarded by the confirmation and the number of tries seen.
    CountWrongCode {
        /// Which confirmation.
        confirmation: Uuid,
        /// The tries left that were seen.
        seen: u32,
    },
    /// Removes a confirmation; guarded: it must still be the open one.
    RemoveConfirmation(Uuid),
    /// A new change of an address that can be undone.
    InsertAddressChange(AddressChange),
    /// Removes a change of an address; guarded.
    RemoveAddressChange(Uuid),
    /// A request for another username, in place of the account's earlier one.
    PutRenameRequest(RenameRequest),
    /// Removes the request for another username of an account, if there is one.
    RemoveRenameRequest(AccountId),
    /// Keeps an answer; its key is unique.
    KeepAnswer(KeptAnswer),
    /// Removes some of what ran out before this time, which [`Expired`] names.
    Purge(Expired, Timestamp),
}
