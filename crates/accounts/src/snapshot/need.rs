//! The closed list of what a command may ask to see.

use crate::{
    answer::AnswerKey, digest::Hash, login::IdentityKey, operator_list::OperatorList, provider::ProviderClient,
    recovery::RecoveryKind,
};
use contract::{AccountId, ProofId, SessionId, Timestamp};
use uuid::Uuid;

/// A row, or a few that hang together, that a command has to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// An account with its login and the confirmation that is open.
    Account(AccountId),
    /// The account that has confirmed the address which waits at this account.
    HolderOfPendingAddress(AccountId),
    /// The account that has confirmed this address (folded), with its login.
    HolderOfAddress(String),
    /// The same, and the accounts whose address this was before a change that is kept, with these changes.
    AccountsByAddress(String),
    /// A username (folded), tombstones included.
    Name(String),
    /// The login of an identity and its account.
    Login(IdentityKey),
    /// A proof; where it is completed, also the login of its identity and that login's account.
    Proof(ProofId),
    /// The place of this installation at the account that a completed proof's identity is linked to.
    PlaceByProof {
        /// The proof.
        proof: ProofId,
        /// The installation's id.
        installation: String,
    },
    /// The account of the session that a proof was begun in.
    AccountOfProof(ProofId),
    /// The codes that were mailed for proofs to the accounts that needs before this one loaded.
    ProofCodesOfLoaded,
    /// How many proofs this caller has begun that can still be completed.
    OpenProofs {
        /// The caller, as [`crate::proof::Proof::caller`] has it.
        caller: Hash,
        /// Now.
        now: Timestamp,
    },
    /// A session.
    Session(SessionId),
    /// The answer kept for a repeated request.
    Answer(AnswerKey),
    /// The live sessions of an account.
    SessionsOf(AccountId),
    /// The claim of a username (folded), and its account as [`Need::Account`] gives it.
    AccountNamed(String),
    /// The changes of an account's login that are not undone or final, with their partners and both accounts.
    LoginChangesOf(AccountId),
    /// The changes, not undone or final, that replaced this identity, with their partners and accounts.
    LoginChangesByReplaced(IdentityKey),
    /// [`Need::LoginChangesByReplaced`] of a completed proof's identity.
    LoginChangesByProof(ProofId),
    /// A change of a login with its partner and both accounts.
    LoginChange(Uuid),
    /// The recovery codes of an account.
    RecoveryCodes(AccountId),
    /// The mailed codes that decide about a frozen account.
    DecisionCodes(AccountId),
    /// A recovery and its account.
    Recovery(Uuid),
    /// The recoveries of an account, with the sessions that they opened.
    RecoveriesOf(AccountId),
    /// [`Need::RecoveriesOf`] the account that a completed proof's identity is linked to.
    RecoveriesByProof(ProofId),
    /// A recovery by its kind and the hash of its request's secret, with its account, and of that the recoveries, recovery
    /// codes and live sessions.
    RecoveryByRequest(RecoveryKind, Hash),
    /// The members of an organization, with their accounts and logins.
    MembersOf(AccountId),
    /// The memberships of an account, with the organizations and all of their members and these accounts.
    MembershipsOf(AccountId),
    /// The invitations of an organization, with the invited accounts.
    InvitationsOf(AccountId),
    /// The invitations for an account, with the organizations.
    InvitationsFor(AccountId),
    /// The members of the organizations that have invited an account.
    InvitingMembers(AccountId),
    /// An invitation with its organization, account and inviter.
    Invitation(Uuid),
    /// The conversion that an account has asked for, with its administrator's account and login.
    Conversion(AccountId),
    /// A conversion by its id, with both accounts.
    ConversionById(Uuid),
    /// The conversions that name this account as administrator, with the accounts that asked.
    ConversionsFor(AccountId),
    /// A package (folded id) with its owners, their accounts, and the members of those that are organizations.
    Package(String),
    /// The packages of an account, each as [`Need::Package`] gives it.
    PackagesOf(AccountId),
    /// The offers of ownership of a package, with the accounts.
    OwnershipOffersOf(String),
    /// The offers of ownership to and by an account, with the accounts.
    OwnershipOffersWith(AccountId),
    /// An offer of ownership with its accounts, its package as [`Need::Package`] gives it, and that package's other offers.
    OwnershipOffer(Uuid),
    /// An API key with the accounts of its holder and owner, and the holder's membership there.
    Key(Uuid),
    /// The same by the key's hash.
    KeyByHash(Hash),
    /// The API keys that an account holds, revoked ones left out, with the accounts of their owners.
    KeysOf(AccountId),
    /// The API keys, revoked ones left out, that work for an account's packages, with the accounts of their holders.
    KeysFor(AccountId),
    /// The full-access keys, revoked ones left out, of an organization's members, with the accounts of their holders.
    FullAccessKeysFor(AccountId),
    /// The deletion of an account that waits. Where its login was moved to another account, also
    /// [`Need::LoginChangesOf`] that.
    Deletion(AccountId),
    /// The deletions that wait of accounts whose login was moved to this account, with these accounts, the changes of their
    /// addresses, and [`Need::KeysOf`] them.
    DeletionsMovedTo(AccountId),
    /// The deletions that wait of which what was shown has the name of this account, which a need before this one loaded,
    /// with the accounts of these.
    DeletionsNaming(AccountId),
    /// An account with all that its deletion touches, and the same of each organization of which it is the only member:
    /// sessions, members and memberships, packages, keys, invitations, also those that it made for its organizations, the
    /// members of the organizations that invited it, conversions, offers with their packages, the deletion that waits.
    WholeAccount(AccountId),
    /// A mailed link by its hash, with its account, and where it stops a recovery, [`Need::RecoveriesOf`] that.
    MailedAct(Hash),
    /// The changes of an account's address that are kept, with who has confirmed the addresses before.
    AddressChangesOf(AccountId),
    /// [`Need::AddressChangesOf`] the accounts that needs before this one loaded.
    AddressChangesOfLoaded,
    /// The request for another username of an account.
    RenameRequest(AccountId),
    /// What was seen of an identity provider.
    Provider(ProviderClient),
    /// Whether a text is on one of the operator's lists.
    Listed(OperatorList, String),
    /// All texts on one of the operator's lists.
    AllListed(OperatorList),
    /// The members of the organization with this username (folded), with their accounts.
    MembersNamed(String),
    /// What a feed asks about, in as few statements as can be: a key by its hash with the accounts of its holder and
    /// owner, a package (folded id) with its owners and their accounts, and the holder's memberships in these. Of the
    /// accounts only the rows.
    KeyAtPackage {
        /// The key's hash.
        hash: Hash,
        /// The package.
        package: String,
    },
    /// The changes of the addresses of the accounts that needs before this one loaded; which lists their addresses
    /// (confirmed, or else pending), those before them, and the domains of all of these are on.
    ListsWithAddresses,
    /// Where this installation was seen at the accounts that needs before this one loaded.
    PlacesOfLoaded(String),
    /// Where the account whose login is the identity of a loaded proof has a password: its sessions that were not ended,
    /// and [`Need::ListsWithAddresses`]. Nothing where it has none, as most have none.
    PasswordByProof(ProofId),
    /// The wrong passwords typed for a name that nobody has, at the place of its key; of another name where that is there.
    UnknownName(Hash),
}
