//! What a command sees: of everything that is there, the rows that its needs name, as the store loads them. A row that a
//! command forgets to name is one that it does not see.
#![allow(dead_code, reason = "each test uses its own part of it")]

use accounts::{
    Need, Snapshot, account::AccountRow, login::IdentityKey, login_change::ChangeState, login_change::LoginChange,
};
use contract::{AccountId, ProofId, account::AccountKind};

/// The rows of `all` that these needs name, loaded in their order.
pub fn seen(all: &Snapshot, needs: &[Need]) -> Snapshot {
    let mut loading = Loading {
        all,
        into: Snapshot::default(),
    };
    needs.iter().for_each(|need| loading.load(need));
    loading.into
}

struct Loading<'a> {
    all: &'a Snapshot,
    into: Snapshot,
}

/// Adds the rows that are not there yet.
fn add<'a, T: Clone + PartialEq + 'a>(rows: &mut Vec<T>, found: impl IntoIterator<Item = &'a T>) {
    for row in found {
        if !rows.contains(row) {
            rows.push(row.clone());
        }
    }
}

fn is_unfinished(change: &LoginChange) -> bool {
    !matches!(change.state, ChangeState::Undone | ChangeState::Final)
}

impl Loading<'_> {
    fn load(&mut self, need: &Need) {
        let all = self.all;
        match need {
            Need::Account(id) => self.account(*id),
            Need::AccountNamed(folded) => self.named(folded),
            Need::MembersNamed(folded) => {
                self.named(folded);
                let id = self.into.account_named(folded).map(|account| account.id);
                id.into_iter().for_each(|id| self.members_of(id));
            }
            Need::HolderOfAddress(folded) => self.holder_of(folded),
            Need::Name(folded) => add(&mut self.into.names, all.name(folded)),
            Need::Login(key) => self.live_login(key),
            Need::Proof(id) => {
                add(&mut self.into.proofs, all.proof(*id));
                self.key_of(*id).iter().for_each(|key| self.live_login(key));
            }
            Need::AccountOfProof(id) => {
                let bound = all.proof(*id).and_then(|proof| proof.bound_to);
                bound.iter().for_each(|bound| self.account(bound.account));
            }
            Need::ProofCodesOfLoaded => {
                let codes = all.proof_codes.iter();
                let ids = self.loaded();
                let found = codes.filter(|code| ids.contains(&code.account));
                add(&mut self.into.proof_codes, found);
            }
            Need::PlaceByProof { proof, installation } => {
                let account = self.account_of_login(*proof);
                let place = account.and_then(|account| all.place(account, installation));
                add(&mut self.into.places, place);
            }
            Need::PlacesOfLoaded(installation) => {
                let ids = self.loaded();
                let places = ids.iter().filter_map(|id| all.place(*id, installation));
                add(&mut self.into.places, places);
            }
            Need::Session(id) => add(&mut self.into.sessions, all.session(*id)),
            Need::SessionsOf(id) => self.sessions_of(*id),
            Need::PasswordByProof(proof) => {
                let account = self.account_of_login(*proof).and_then(|id| all.account(id));
                if let Some(account) = account.filter(|account| account.password.is_some()) {
                    self.sessions_of(account.id);
                    self.address_changes_of_loaded();
                    self.into.listed.clone_from(&all.listed);
                }
            }
            Need::AddressChangesOf(id) => self.address_changes(*id),
            Need::AddressChangesOfLoaded => self.address_changes_of_loaded(),
            Need::Deletion(id) => {
                let row = all.deletions.iter().find(|row| row.account == *id);
                add(&mut self.into.deletions, row);
                let to = row.and_then(|row| row.login_moved_to);
                to.iter().for_each(|id| self.load(&Need::LoginChangesOf(*id)));
            }
            Need::DeletionsMovedTo(id) => {
                for row in all.deletions.iter().filter(|row| row.login_moved_to == Some(*id)) {
                    add(&mut self.into.deletions, [row]);
                    self.account(row.account);
                    self.address_changes(row.account);
                    self.load(&Need::KeysOf(row.account));
                }
            }
            Need::MailedAct(hash) => {
                let act = all.mailed_acts.iter().find(|act| act.hash == *hash);
                add(&mut self.into.mailed_acts, act);
                act.into_iter().for_each(|act| self.account(act.account));
            }
            Need::WholeAccount(id) => self.whole(*id),
            need => self.load_login_or_package(need),
        }
    }

    fn load_login_or_package(&mut self, need: &Need) {
        let all = self.all;
        match need {
            Need::LoginChangesOf(id) => self.changes(|change| change.account == *id && is_unfinished(change)),
            Need::LoginChangesByReplaced(key) => self.changes_by_replaced(key),
            Need::LoginChangesByProof(id) => {
                self.key_of(*id).iter().for_each(|key| self.changes_by_replaced(key));
            }
            Need::LoginChange(id) => self.changes(|change| change.id == *id),
            Need::RecoveryCodes(id) => {
                let codes = all.recovery_codes.iter();
                add(&mut self.into.recovery_codes, codes.filter(|code| code.account == *id));
            }
            Need::DecisionCodes(id) => {
                let codes = all.decision_codes.iter();
                add(&mut self.into.decision_codes, codes.filter(|code| code.account == *id));
            }
            Need::RecoveriesOf(id) => self.recoveries_of(*id),
            Need::RenameRequest(id) => {
                let requests = all.rename_requests.iter();
                add(
                    &mut self.into.rename_requests,
                    requests.filter(|row| row.account == *id),
                );
            }
            Need::RecoveriesByProof(proof) => {
                let account = self.account_of_login(*proof);
                account.into_iter().for_each(|id| self.recoveries_of(id));
            }
            Need::MembersOf(id) => self.members_of(*id),
            Need::MembershipsOf(id) => self.memberships_of(*id),
            Need::Package(folded) => self.package(folded),
            Need::PackagesOf(id) => self.packages_of(*id),
            Need::OwnershipOffersOf(folded) => self.offers(|offer| offer.package == *folded),
            Need::OwnershipOffersWith(id) => self.offers(|offer| offer.account == *id || offer.offered_by == *id),
            Need::OwnershipOffer(id) => {
                let offer = all.ownership_offers.iter().find(|offer| offer.id == *id);
                if let Some(folded) = offer.map(|offer| offer.package.clone()) {
                    self.offers(|offer| offer.package == folded);
                    self.package(&folded);
                }
            }
            Need::Key(id) => self.keys(|key| key.id == *id),
            Need::KeyByHash(hash) => self.keys(|key| key.hash == *hash),
            Need::KeysOf(id) => self.keys(|key| key.holder == *id && key.revoked_at.is_none()),
            Need::KeysFor(id) => self.keys(|key| key.owner == Some(*id) && key.revoked_at.is_none()),
            Need::FullAccessKeysFor(id) => {
                let is_member = |account| all.member(*id, account).is_some();
                self.keys(|key| key.owner.is_none() && is_member(key.holder) && key.revoked_at.is_none());
            }
            Need::KeyAtPackage { hash, package } => {
                self.keys(|key| key.hash == *hash);
                if !self.into.keys.is_empty() {
                    self.package(package);
                }
            }
            other => panic!("not of this area: {other:?}"),
        }
    }

    fn loaded(&self) -> Vec<AccountId> {
        self.into.accounts.iter().map(|row| row.id).collect()
    }

    fn account(&mut self, id: AccountId) {
        let all = self.all;
        add(&mut self.into.accounts, all.account(id));
        add(&mut self.into.logins, all.login_of(id));
        add(&mut self.into.confirmations, all.confirmation(id));
    }

    fn named(&mut self, folded: &str) {
        let name = self.all.name(folded);
        add(&mut self.into.names, name);
        let holder = name.and_then(|name| name.account);
        holder.into_iter().for_each(|id| self.account(id));
    }

    fn holder_of(&mut self, folded: &str) {
        let holder = self.all.holder_of(folded).map(|account| account.id);
        holder.into_iter().for_each(|id| self.account(id));
    }

    fn live_login(&mut self, key: &IdentityKey) {
        let login = self.all.login(key);
        login.into_iter().for_each(|login| self.account(login.account));
    }

    fn key_of(&self, proof: ProofId) -> Option<IdentityKey> {
        let completed = self.all.proof(proof)?.completed.as_ref()?;
        Some(completed.key.clone())
    }

    fn account_of_login(&self, proof: ProofId) -> Option<AccountId> {
        let key = self.key_of(proof)?;
        self.all.login(&key).map(|login| login.account)
    }

    fn sessions_of(&mut self, id: AccountId) {
        let rows = self.all.sessions.iter();
        let live = rows.filter(|row| row.account == id && row.ended_at.is_none());
        add(&mut self.into.sessions, live);
    }

    fn address_changes(&mut self, id: AccountId) {
        let rows = self.all.address_changes.iter().filter(|row| row.account == id);
        for row in rows {
            self.holder_of(&row.previous.folded());
            add(&mut self.into.address_changes, [row]);
        }
    }

    fn address_changes_of_loaded(&mut self) {
        self.loaded().into_iter().for_each(|id| self.address_changes(id));
    }

    fn changes(&mut self, wanted: impl Fn(&LoginChange) -> bool) {
        for change in self.all.login_changes.iter().filter(|change| wanted(change)) {
            for half in self.all.halves_of(change) {
                self.account(half.account);
                add(&mut self.into.login_changes, [half]);
            }
        }
    }

    fn changes_by_replaced(&mut self, key: &IdentityKey) {
        self.changes(|change| is_unfinished(change) && change.replaced_identity(key));
    }

    fn recoveries_of(&mut self, id: AccountId) {
        let rows = self.all.recoveries.iter().filter(|row| row.account == Some(id));
        for row in rows {
            add(&mut self.into.recoveries, [row]);
            let session = row.session.and_then(|session| self.all.session(session));
            add(&mut self.into.sessions, session);
        }
    }

    fn members_of(&mut self, id: AccountId) {
        for member in self.all.members_of(id) {
            self.account(member.account);
            add(&mut self.into.members, [member]);
        }
    }

    fn memberships_of(&mut self, id: AccountId) {
        let all = self.all;
        for member in all.members.iter().filter(|member| member.account == id) {
            self.account(member.organization);
            self.members_of(member.organization);
        }
    }

    fn package(&mut self, folded: &str) {
        let all = self.all;
        add(&mut self.into.packages, all.package(folded));
        for owner in all.owners_of(folded) {
            add(&mut self.into.owners, [owner]);
            self.account(owner.account);
            let is_organization = |row: &AccountRow| row.kind == AccountKind::Organization;
            if all.account(owner.account).is_some_and(is_organization) {
                self.members_of(owner.account);
            }
        }
    }

    fn packages_of(&mut self, id: AccountId) {
        let owned = self.all.owners.iter().filter(|owner| owner.account == id);
        owned.for_each(|owner| self.package(&owner.package));
    }

    fn offers(&mut self, wanted: impl Fn(&accounts::package::OwnershipOffer) -> bool) {
        for offer in self.all.ownership_offers.iter().filter(|offer| wanted(offer)) {
            self.account(offer.account);
            self.account(offer.offered_by);
            add(&mut self.into.ownership_offers, [offer]);
        }
    }

    fn keys(&mut self, wanted: impl Fn(&accounts::key::ApiKey) -> bool) {
        let all = self.all;
        for key in all.keys.iter().filter(|key| wanted(key)) {
            self.account(key.holder);
            if let Some(owner) = key.owner.filter(|owner| *owner != key.holder) {
                self.account(owner);
                add(&mut self.into.members, all.member(owner, key.holder));
            }
            add(&mut self.into.keys, [key]);
        }
    }

    /// An account with all that its deletion touches, and the organizations of which it is the only member.
    fn whole(&mut self, id: AccountId) {
        let all = self.all;
        self.account(id);
        self.members_of(id);
        self.memberships_of(id);
        self.sessions_of(id);
        self.address_changes(id);
        self.load(&Need::Deletion(id));
        let memberships = all.members.iter().filter(|member| member.account == id);
        let alone = memberships
            .map(|member| member.organization)
            .filter(|organization| all.members_of(*organization).count() == 1);
        for id in std::iter::once(id).chain(alone) {
            self.packages_of(id);
            self.offers(|offer| offer.account == id || offer.offered_by == id);
            let offers = all.ownership_offers.iter();
            let offers = offers.filter(|offer| offer.account == id || offer.offered_by == id);
            offers.for_each(|offer| self.package(&offer.package));
            self.keys(|key| (key.holder == id || key.owner == Some(id)) && key.revoked_at.is_none());
            assert!(
                all.invitations.is_empty() && all.conversions.is_empty(),
                "not of this area"
            );
        }
    }
}
