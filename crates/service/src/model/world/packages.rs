//! Packages, their owners and API keys.

use super::{Done, NAMES, PACKAGES, Plain, World};
use crate::model::act::Act;
use accounts::{
    Need,
    digest::Hash,
    feed::{NoteVersions, RegisterPackage, Request},
    key::{
        ChangeKey, KeyNamed, KeyPolicy, MakeKey, RegenerateKey, RevokeFoundKey, RevokeKey, RevokeOrganizationKey, Terms,
    },
    mailed_act::ActKind,
    package::{
        AnswerOffer, DeclineOfferByLink, OfferAnswer, OfferOwnership, PackageId, RemoveOwner, SetListed, WithdrawOffer,
    },
    session::Caller,
};
use contract::{KeyId, Secret, feed::FeedAction, key::KeyScope};
use uuid::Uuid;

fn token() -> Secret {
    Secret::new("a token".to_owned())
}

impl World {
    pub(super) async fn run_package(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        if act.by().is_none() {
            return self.package_outside(act, plain).await;
        }
        let caller = self.by(plain, act.by()?)?;
        match act.kind().as_str() {
            "MakeKey" | "ChangeKey" | "RegenerateKey" | "RevokeKey" | "RevokeOrganizationKey" => {
                self.run_key(act, plain, caller).await
            }
            _ => self.run_ownership(act, plain, caller).await,
        }
    }

    /// What a feed, the operator or the holder of a link does.
    async fn package_outside(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::RegisterPackage { key, package } => self.register_package(plain.key(key)?, package).await,
            Act::NoteVersions { key, package, has } => {
                let (_, hash) = self.keys[plain.key(key)?];
                let request = request(hash, package, Some(has));
                self.did(NoteVersions { request }).await
            }
            Act::RevokeFoundKey { key, text } => {
                let (id, hash) = self.keys[plain.key(key)?];
                let key = if text { KeyNamed::Hash(hash) } else { KeyNamed::Id(id) };
                self.did(RevokeFoundKey { key, found: None }).await
            }
            Act::DeclineOfferByLink { package, who } => {
                let offer = self.offered(plain, package, who)?;
                let act = self.link_about(ActKind::OwnershipOffer, offer)?;
                self.did(DeclineOfferByLink { act, offer }).await
            }
            _ => unreachable!(),
        })
    }

    /// The latest offer of a package to the account with this name.
    fn offered(&self, plain: &Plain, package: usize, who: usize) -> Option<Uuid> {
        let account = self.named(plain, who);
        let package = PACKAGES[package].to_ascii_lowercase();
        self.offers.get(&(package, account)).copied()
    }

    async fn run_key(&mut self, act: &Act, plain: &Plain, caller: Caller) -> Option<Done> {
        Some(match *act {
            Act::MakeKey { owner, days, .. } => self.make_key(caller, owner, days).await,
            Act::ChangeKey { key, days, fresh, .. } => self.change_key(caller, (plain.key(key)?, fresh), days).await,
            Act::RegenerateKey { key, days, fresh, .. } => {
                let (key, revision) = self.key_seen(plain.key(key)?, fresh).await;
                self.did(RegenerateKey {
                    caller,
                    session_token: token(),
                    key,
                    revision,
                    expires_in_days: days,
                    policy: KeyPolicy::default(),
                })
                .await
            }
            Act::RevokeKey { key, .. } => {
                let key = key_id(self.keys[plain.key(key)?].0);
                self.did(RevokeKey { caller, key }).await
            }
            Act::RevokeOrganizationKey { organization, key, .. } => {
                let organization = self.named(plain, organization);
                let key = key_id(self.keys[plain.key(key)?].0);
                self.did(RevokeOrganizationKey {
                    caller,
                    organization,
                    key,
                })
                .await
            }
            _ => unreachable!(),
        })
    }

    async fn change_key(&mut self, caller: Caller, (key, fresh): (usize, bool), days: u32) -> Done {
        let (key, revision) = self.key_seen(key, fresh).await;
        self.did(ChangeKey {
            caller,
            key,
            revision,
            description: None,
            scopes: None,
            packages: None,
            expires_in_days: Some(days),
            policy: KeyPolicy::default(),
        })
        .await
    }

    /// A key as somebody saw it last, or else at some earlier time.
    async fn key_seen(&self, key: usize, fresh: bool) -> (KeyId, String) {
        let id = self.keys[key].0;
        let found = self.gallery.store.load(vec![Need::Key(id)]).await.unwrap();
        let revision = found.keys.first().map(|key| key.revision());
        let revision = revision.filter(|_| fresh).unwrap_or_else(|| "earlier".to_owned());
        (key_id(id), revision)
    }

    async fn run_ownership(&mut self, act: &Act, plain: &Plain, caller: Caller) -> Option<Done> {
        Some(match *act {
            Act::SetListed { package, listed, .. } => {
                let package = PACKAGES[package].to_owned();
                self.did(SetListed {
                    caller,
                    package,
                    listed,
                })
                .await
            }
            Act::Offer {
                package, who, transfer, ..
            } => self.offer(caller, package, who, transfer).await,
            Act::AnswerOffer {
                package, who, accept, ..
            } => {
                let offer = self.offered(plain, package, who)?;
                let answer = if accept {
                    OfferAnswer::Accept
                } else {
                    OfferAnswer::Decline
                };
                self.did(AnswerOffer { caller, offer, answer }).await
            }
            Act::WithdrawOffer { package, who, .. } => {
                let offer = self.offered(plain, package, who)?;
                self.did(WithdrawOffer { caller, offer }).await
            }
            Act::RemoveOwner { package, who, .. } => {
                let (package, username) = (PACKAGES[package].to_owned(), NAMES[who].to_owned());
                self.did(RemoveOwner {
                    caller,
                    package,
                    username,
                })
                .await
            }
            _ => unreachable!(),
        })
    }

    async fn offer(&mut self, caller: Caller, package: usize, who: usize, transfer: bool) -> Done {
        self.did(OfferOwnership {
            caller,
            package: PACKAGES[package].to_owned(),
            username: NAMES[who].to_owned(),
            owner: None,
            transfer,
        })
        .await
    }

    async fn make_key(&mut self, caller: Caller, owner: usize, days: u32) -> Done {
        self.did(MakeKey {
            caller,
            session_token: token(),
            owner: NAMES[owner].to_owned(),
            terms: Terms {
                description: "key".to_owned(),
                scopes: vec![KeyScope::PushNew],
                packages: vec!["*".to_owned()],
            },
            expires_in_days: Some(days),
            policy: KeyPolicy::default(),
        })
        .await
    }

    /// What a feed does at a push. A denial is no refusal: whether the package is there then is compared.
    async fn register_package(&mut self, key: usize, package: usize) -> Done {
        let (key, hash) = self.keys[key];
        let request = request(hash, package, None);
        let found = self.gallery.store.load(vec![Need::Key(key)]).await.unwrap();
        let owner = found.keys.first().and_then(|key| key.owner).unwrap_or(self.accounts[0]);
        self.did(RegisterPackage { request, owner }).await
    }
}

fn request(hash: Hash, package: usize, has_versions: Option<bool>) -> Request {
    Request {
        hash,
        package: PackageId::parse(PACKAGES[package]).unwrap(),
        action: FeedAction::Push,
        register: true,
        has_versions,
    }
}

fn key_id(id: Uuid) -> KeyId {
    KeyId::from_bytes(*id.as_bytes())
}
