//! What a command sees: the rows that it names, as they stood at one moment.

mod need;

pub use need::Need;

use crate::{
    account::{AccountRow, ClaimedName},
    answer::KeptAnswer,
    contact::{AddressChange, Confirmation},
    conversion::Conversion,
    deletion::Deletion,
    digest::Hash,
    installation::Place,
    key::ApiKey,
    login::{IdentityKey, Login},
    login_change::{DecisionCode, LoginChange},
    mailed_act::MailedAct,
    operator_list::OperatorList,
    organization::{Invitation, Member},
    package::{Owner, OwnershipOffer, Package},
    password::UnknownName,
    proof::{Proof, ProofCode},
    provider::{ProviderClient, ProviderSeen},
    recovery::{Recovery, RecoveryKind},
    recovery_code::RecoveryCode,
    session::SessionRow,
    username::RenameRequest,
};
use contract::{AccountId, ProofId, SessionId};

/// The rows that were found. What is not in it does not exist.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// Accounts.
    pub accounts: Vec<AccountRow>,
    /// Claimed usernames.
    pub names: Vec<ClaimedName>,
    /// Live logins.
    pub logins: Vec<Login>,
    /// Proofs.
    pub proofs: Vec<Proof>,
    /// Sessions, also ended ones.
    pub sessions: Vec<SessionRow>,
    /// Places.
    pub places: Vec<Place>,
    /// Open confirmations of addresses.
    pub confirmations: Vec<Confirmation>,
    /// Changes of addresses.
    pub address_changes: Vec<AddressChange>,
    /// Requests for another username.
    pub rename_requests: Vec<RenameRequest>,
    /// The answer to [`Need::OpenProofs`], where that was asked.
    pub open_proofs: Option<u32>,
    /// The answer to [`Need::Answer`].
    pub answer: Option<KeptAnswer>,
    /// Changes of logins that are not undone or final, and single ones that were asked for.
    pub login_changes: Vec<LoginChange>,
    /// Recovery codes.
    pub recovery_codes: Vec<RecoveryCode>,
    /// Mailed codes that decide about frozen accounts.
    pub decision_codes: Vec<DecisionCode>,
    /// Codes that were mailed for proofs.
    pub proof_codes: Vec<ProofCode>,
    /// Recoveries.
    pub recoveries: Vec<Recovery>,
    /// Members.
    pub members: Vec<Member>,
    /// Invitations.
    pub invitations: Vec<Invitation>,
    /// Requests for conversion.
    pub conversions: Vec<Conversion>,
    /// Packages.
    pub packages: Vec<Package>,
    /// Owners of packages.
    pub owners: Vec<Owner>,
    /// Offers of ownership.
    pub ownership_offers: Vec<OwnershipOffer>,
    /// API keys.
    pub keys: Vec<ApiKey>,
    /// Deletions that wait.
    pub deletions: Vec<Deletion>,
    /// Mailed links.
    pub mailed_acts: Vec<MailedAct>,
    /// The answer to [`Need::UnknownName`].
    pub unknown_name: Option<UnknownName>,
    /// What was seen of identity providers.
    pub providers: Vec<ProviderSeen>,
    /// The texts that [`Need::Listed`] and [`Need::AllListed`] found.
    pub listed: Vec<(OperatorList, String)>,
}

impl Snapshot {
    /// The account with this id.
    #[must_use]
    pub fn account(&self, id: AccountId) -> Option<&AccountRow> {
        self.accounts.iter().find(|row| row.id == id)
    }

    /// The account that has confirmed this address.
    #[must_use]
    pub fn holder_of(&self, folded: &str) -> Option<&AccountRow> {
        self.accounts
            .iter()
            .find(|row| row.confirmed_email.as_ref().is_some_and(|own| own.folded() == folded))
    }

    /// The account with this username (folded).
    #[must_use]
    pub fn account_named(&self, folded: &str) -> Option<&AccountRow> {
        self.name(folded)
            .and_then(|name| name.account)
            .and_then(|id| self.account(id))
    }

    /// The members of an organization.
    pub fn members_of(&self, organization: AccountId) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |row| row.organization == organization)
    }

    /// An account's membership in an organization.
    #[must_use]
    pub fn member(&self, organization: AccountId, account: AccountId) -> Option<&Member> {
        self.members_of(organization).find(|row| row.account == account)
    }

    /// The owners of a package.
    pub fn owners_of(&self, folded: &str) -> impl Iterator<Item = &Owner> {
        self.owners.iter().filter(move |row| row.package == folded)
    }

    /// The package with this id (folded).
    #[must_use]
    pub fn package(&self, folded: &str) -> Option<&Package> {
        self.packages.iter().find(|row| row.folded == folded)
    }

    /// The recovery of this kind with this hash of its request's secret.
    #[must_use]
    pub fn recovery_by_request(&self, kind: RecoveryKind, hash: &Hash) -> Option<&Recovery> {
        self.recoveries
            .iter()
            .find(|row| row.kind == kind && row.request_hash == *hash)
    }

    /// Whether a text was found on one of the operator's lists.
    #[must_use]
    pub fn is_listed(&self, list: OperatorList, text: &str) -> bool {
        self.listed.iter().any(|(on, found)| *on == list && found == text)
    }

    /// What was seen of an identity provider.
    #[must_use]
    pub fn provider(&self, client: &ProviderClient) -> Option<&ProviderSeen> {
        self.providers.iter().find(|seen| seen.client == *client)
    }

    /// The claim of this username.
    #[must_use]
    pub fn name(&self, folded: &str) -> Option<&ClaimedName> {
        self.names.iter().find(|row| row.username.folded() == folded)
    }

    /// The live login of this identity.
    #[must_use]
    pub fn login(&self, key: &IdentityKey) -> Option<&Login> {
        self.logins.iter().find(|row| row.key == *key)
    }

    /// The live login of this account.
    #[must_use]
    pub fn login_of(&self, account: AccountId) -> Option<&Login> {
        self.logins.iter().find(|row| row.account == account)
    }

    /// The proof with this id.
    #[must_use]
    pub fn proof(&self, id: ProofId) -> Option<&Proof> {
        self.proofs.iter().find(|row| row.id == id)
    }

    /// The session with this id.
    #[must_use]
    pub fn session(&self, id: SessionId) -> Option<&SessionRow> {
        self.sessions.iter().find(|row| row.id == id)
    }

    /// The place of an installation at an account.
    #[must_use]
    pub fn place(&self, account: AccountId, installation: &str) -> Option<&Place> {
        self.places
            .iter()
            .find(|row| row.account == account && row.installation_id == installation)
    }

    /// The open confirmation of an account's pending address.
    #[must_use]
    pub fn confirmation(&self, account: AccountId) -> Option<&Confirmation> {
        self.confirmations.iter().find(|row| row.account == account)
    }
}
