//! Packages, their owners and API keys.

use super::{Done, NAMES, PACKAGES, Plain, World};
use crate::model::act::Act;
use accounts::{
    Need,
    feed::{RegisterPackage, Request},
    key::{ChangeKey, KeyPolicy, MakeKey, RegenerateKey, RevokeKey, Terms},
    package::{AnswerOffer, OfferAnswer, OfferOwnership, PackageId, RemoveOwner, SetListed, WithdrawOffer},
    session::Caller,
};
use contract::{KeyId, Secret, feed::FeedAction, key::KeyScope};
use uuid::Uuid;

fn token() -> Secret {
    Secret::new("a token".to_owned())
}

impl World {
    pub(super) async fn run_package(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        if let Act::RegisterPackage { key, package } = *act {
            return Some(self.register_package(plain.key(key)?, package).await);
        }
        let caller = self.by(plain, act.by()?)?;
        match act.kind().as_str() {
            "MakeKey" | "ChangeKey" | "RegenerateKey" | "RevokeKey" => self.run_key(act, plain, caller).await,
            _ => self.run_ownership(act, plain, caller).await,
        }
    }

    async fn run_key(&mut self, act: &Act, plain: &Plain, caller: Caller) -> Option<Done> {
        Some(match *act {
            Act::MakeKey { owner, days, .. } => self.make_key(caller, owner, days).await,
            Act::ChangeKey { key, days, fresh, .. } => {
                let (key, revision) = self.key_seen(plain.key(key)?, fresh).await;
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
            _ => unreachable!(),
        })
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
        let offered = |package: usize, who: usize| {
            let account = self.named(plain, who);
            self.offers
                .get(&(PACKAGES[package].to_ascii_lowercase(), account))
                .copied()
        };
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
            } => {
                let (package, username, owner) = (PACKAGES[package].to_owned(), NAMES[who].to_owned(), None);
                self.did(OfferOwnership {
                    caller,
                    package,
                    username,
                    owner,
                    transfer,
                })
                .await
            }
            Act::AnswerOffer {
                package, who, accept, ..
            } => {
                let offer = offered(package, who)?;
                let answer = if accept {
                    OfferAnswer::Accept
                } else {
                    OfferAnswer::Decline
                };
                self.did(AnswerOffer { caller, offer, answer }).await
            }
            Act::WithdrawOffer { package, who, .. } => {
                let offer = offered(package, who)?;
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
        let request = Request {
            hash: self.keys[key].1,
            package: PackageId::parse(PACKAGES[package]).unwrap(),
            action: FeedAction::Push,
            register: true,
            has_versions: None,
        };
        let key = self.keys[key].0;
        let found = self.gallery.store.load(vec![Need::Key(key)]).await.unwrap();
        let owner = found.keys.first().and_then(|key| key.owner).unwrap_or(self.accounts[0]);
        self.did(RegisterPackage { request, owner }).await
    }
}

fn key_id(id: Uuid) -> KeyId {
    KeyId::from_bytes(*id.as_bytes())
}
