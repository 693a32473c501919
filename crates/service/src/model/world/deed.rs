//! Each act as its command, with what whoever does it knows.

use super::{ADDRESSES, HOUR, NAMES, PACKAGES, Plain, World, address, installation};
use crate::model::{
    IDENTITIES,
    act::{Act, By},
};
use accounts::{
    contact::{CancelAddress, ChangeAddress, ConfirmAddress, ResendCode, UndoAddress},
    conversion::{AcceptConversion, CancelConversion, RejectConversion, RequestConversion},
    deletion::{CancelDeletion, Confirmed, KeepByLink, RequestDeletion},
    feed::{RegisterPackage, Request},
    key::{KeyPolicy, MakeKey, RevokeKey, Terms},
    login_change::{ChangeLogin, Current, FreezeAccount, SwapLogins, UndoChange},
    mailed_act::ActKind,
    operator::{LockAccount, UnlockAccount},
    organization::{
        AcceptInvitation, CancelInvitation, ChangeRole, CreateOrganization, DeclineInvitation, DeleteOrganization,
        Invite, RemoveMember,
    },
    package::{AnswerOffer, OfferAnswer, OfferOwnership, PackageId, RemoveOwner, WithdrawOffer},
    recovery_code::MakeRecoveryCodes,
    register::RegisterAccount,
    session::{Caller, EndSession, OpenSession},
    two_factor::Policy,
    username::RenameAccount,
};
use contract::{Code, KeyId, Purpose, Secret, feed::FeedAction, key::KeyScope};

type Done = Result<(), Code>;

const POLICY: Policy = Policy {
    offered: true,
    enforced: false,
};

const WEEK: i64 = 7 * 24 * HOUR;

fn folded(name: usize) -> String {
    NAMES[name].to_ascii_lowercase()
}

impl World {
    /// Does it, one second after whatever was before. Nothing where nobody is there to do it.
    pub async fn run(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        self.advance(1);
        Some(match *act {
            Act::Wait { seconds } => {
                self.advance(seconds);
                self.gallery.keep_house().await;
                Ok(())
            }
            Act::Register {
                identity,
                name,
                address,
            } => self.register(identity, name, address).await,
            Act::SignIn { identity } => self.sign_in(identity).await,
            Act::Lock { who, locked } => self.lock(who, locked).await,
            Act::UndoAddress { whose } => self.undo_address(plain, whose).await?,
            Act::KeepByLink { whose } => self.keep_by_link(plain, whose).await?,
            Act::Freeze { whose } => self.freeze(plain, whose).await?,
            Act::Rename { who, to } => self.rename(plain, who, to).await?,
            Act::UndoChange { identity, both } => self.undo_change(plain, identity, both).await,
            Act::RegisterPackage { key, package } => self.register_package(plain.key(key)?, package).await,
            _ => self.run_in_session(act, plain).await?,
        })
    }

    async fn run_in_session(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        let caller = |by: By| plain.session(by).map(|session| self.caller(session));
        let id = |name: usize| self.named(plain, name);
        Some(match *act {
            Act::EndSession { by, first } => {
                let caller = caller(by)?;
                let session = self.sessions[plain.meant(by, first)].0;
                self.done(EndSession { caller, session }).await
            }
            Act::ConfirmAddress { by, whose, right } => {
                let (caller, account) = (caller(by)?, id(whose));
                let code = self.mailed.get(NAMES[whose]).filter(|_| right).cloned();
                let code = code.unwrap_or_else(|| Secret::new("00000000".to_owned()));
                self.done(ConfirmAddress { caller, account, code }).await.map(drop)
            }
            Act::ResendCode { by, whose } => {
                let (caller, account) = (caller(by)?, id(whose));
                self.done(ResendCode { caller, account }).await
            }
            Act::ChangeAddress { by, whose, address: to } => {
                let (caller, account) = (caller(by)?, id(whose));
                let (address, password) = (address(to), None);
                self.done(ChangeAddress {
                    caller,
                    account,
                    address,
                    password,
                })
                .await
                .map(drop)
            }
            Act::CancelAddress { by, whose } => {
                let (caller, account) = (caller(by)?, id(whose));
                self.done(CancelAddress { caller, account }).await.map(drop)
            }
            Act::CreateOrganization { by, name, address: at } => {
                let (caller, username, email) = (caller(by)?, NAMES[name].to_owned(), address(at));
                self.done(CreateOrganization {
                    caller,
                    username,
                    email,
                })
                .await
                .map(drop)
            }
            Act::Invite {
                by,
                organization,
                who,
                administrator,
            } => {
                let (caller, organization, username) = (caller(by)?, id(organization), NAMES[who].to_owned());
                self.done(Invite {
                    caller,
                    organization,
                    username,
                    administrator,
                })
                .await
                .map(drop)
            }
            Act::AcceptInvitation { by, organization } => {
                let (caller, organization) = (caller(by)?, id(organization));
                self.done(AcceptInvitation { caller, organization }).await.map(drop)
            }
            Act::DeclineInvitation { by, organization } => {
                let (caller, organization) = (caller(by)?, id(organization));
                self.done(DeclineInvitation { caller, organization }).await
            }
            Act::CancelInvitation { by, organization, who } => {
                let (caller, organization, invited) = (caller(by)?, id(organization), folded(who));
                self.done(CancelInvitation {
                    caller,
                    organization,
                    invited,
                })
                .await
            }
            Act::ChangeRole {
                by,
                organization,
                who,
                administrator,
            } => {
                let (caller, organization, member) = (caller(by)?, id(organization), folded(who));
                self.done(ChangeRole {
                    caller,
                    organization,
                    member,
                    administrator,
                })
                .await
                .map(drop)
            }
            Act::RemoveMember { by, organization, who } => {
                let (caller, organization, member) = (caller(by)?, id(organization), folded(who));
                self.done(RemoveMember {
                    caller,
                    organization,
                    member,
                })
                .await
            }
            Act::DeleteOrganization { by, organization } => {
                let (caller, typed) = (caller(by)?, folded(organization));
                let organization = id(organization);
                self.done(DeleteOrganization {
                    caller,
                    organization,
                    typed,
                })
                .await
            }
            Act::AcceptConversion { by, account } => {
                let (caller, account) = (caller(by)?, id(account));
                self.done(AcceptConversion { caller, account }).await.map(drop)
            }
            Act::RejectConversion { by, account } => {
                let (caller, account) = (caller(by)?, id(account));
                self.done(RejectConversion { caller, account }).await
            }
            Act::CancelConversion { by } => {
                let caller = caller(by)?;
                self.done(CancelConversion { caller }).await
            }
            Act::CancelDeletion { by } => {
                let caller = caller(by)?;
                self.done(CancelDeletion { caller }).await.map(drop)
            }
            Act::MakeKey { by, owner } => self.make_key(caller(by)?, owner).await,
            Act::RevokeKey { by, key } => {
                let (caller, key) = (caller(by)?, plain.key(key)?);
                let key = KeyId::from_bytes(*self.keys[key].0.as_bytes());
                self.done(RevokeKey { caller, key }).await
            }
            Act::Offer {
                by,
                package,
                who,
                transfer,
            } => {
                let (caller, package, username) = (caller(by)?, PACKAGES[package].to_owned(), NAMES[who].to_owned());
                let owner = None;
                self.done(OfferOwnership {
                    caller,
                    package,
                    username,
                    owner,
                    transfer,
                })
                .await
                .map(drop)
            }
            Act::AnswerOffer {
                by,
                package,
                who,
                accept,
            } => {
                let (caller, account) = (caller(by)?, id(who));
                let offer = *self.offers.get(&(PACKAGES[package].to_ascii_lowercase(), account))?;
                let answer = if accept {
                    OfferAnswer::Accept
                } else {
                    OfferAnswer::Decline
                };
                self.done(AnswerOffer { caller, offer, answer }).await.map(drop)
            }
            Act::WithdrawOffer { by, package, who } => {
                let (caller, account) = (caller(by)?, id(who));
                let offer = *self.offers.get(&(PACKAGES[package].to_ascii_lowercase(), account))?;
                self.done(WithdrawOffer { caller, offer }).await
            }
            Act::RemoveOwner { by, package, who } => {
                let (caller, package, username) = (caller(by)?, PACKAGES[package].to_owned(), NAMES[who].to_owned());
                self.done(RemoveOwner {
                    caller,
                    package,
                    username,
                })
                .await
                .map(drop)
            }
            Act::RequestConversion {
                by,
                administrator,
                right,
            } => {
                let (caller, present) = (caller(by)?, present(plain, by, right));
                let proof = self.proof(Purpose::ConvertAccount, present, Some(&caller)).await;
                let proof = Some((proof.proof, proof.attempt_secret));
                let (administrator, previewing) = (NAMES[administrator].to_owned(), false);
                self.done(RequestConversion {
                    caller,
                    administrator,
                    proof,
                    recovery_code: None,
                    previewing,
                })
                .await
                .map(drop)
            }
            Act::RequestDeletion { by, unlist, right } => {
                let (caller, present) = (caller(by)?, present(plain, by, right));
                let proof = self.proof(Purpose::DeleteAccount, present, Some(&caller)).await;
                let confirmed = Some(Confirmed {
                    username: NAMES[by.name].to_owned(),
                    proof: proof.proof,
                    attempt_secret: proof.attempt_secret,
                });
                let (unlist_orphans, grace_seconds) = (unlist, WEEK);
                self.done(RequestDeletion {
                    caller,
                    confirmed,
                    unlist_orphans,
                    grace_seconds,
                })
                .await
                .map(drop)
            }
            Act::ChangeLogin { by, to, right } => self.change_login(caller(by)?, plain, by, to, right).await,
            Act::SwapLogins { by, other, right } => {
                let (caller, present) = (caller(by)?, present(plain, by, right));
                let mine = self.proof(Purpose::SwapLogins, present, Some(&caller)).await;
                let theirs = self.proof(Purpose::ChangeLogin, other, Some(&caller)).await;
                let other = plain.signing_in(other).map(|who| self.accounts[who]);
                let two_factor = POLICY;
                self.done(SwapLogins {
                    caller,
                    mine,
                    theirs,
                    other,
                    two_factor,
                })
                .await
                .map(drop)
            }
            Act::MakeCodes { by, right } => {
                let (caller, present) = (caller(by)?, present(plain, by, right));
                let proof = self.proof(Purpose::MakeRecoveryCodes, present, Some(&caller)).await;
                let (account, two_factor) = (caller.account, POLICY);
                let made = self
                    .done(MakeRecoveryCodes {
                        caller,
                        proof,
                        two_factor,
                    })
                    .await;
                made.map(|made| drop(self.recovery_codes.insert(account, made.codes)))
            }
            _ => unreachable!("{act:?} takes no session"),
        })
    }

    async fn register(&mut self, identity: usize, name: usize, at: usize) -> Done {
        let proof = self.proof(Purpose::Register, identity, None).await;
        let command = RegisterAccount {
            proof: proof.proof,
            attempt_secret: proof.attempt_secret,
            session: None,
            username: NAMES[name].to_owned(),
            email: address(at),
            installation: installation(),
            registration_open: true,
            two_factor: POLICY,
        };
        self.done(command).await.map(drop)
    }

    async fn sign_in(&mut self, identity: usize) -> Done {
        let proof = self.proof(Purpose::SignIn, identity, None).await;
        let command = OpenSession {
            proof: proof.proof,
            attempt_secret: proof.attempt_secret,
            session: None,
            installation: installation(),
            two_factor: POLICY,
        };
        self.done(command).await.map(drop)
    }

    async fn lock(&mut self, who: usize, locked: bool) -> Done {
        let (username, reason) = (NAMES[who].to_owned(), "spam".to_owned());
        if locked {
            return self.done(LockAccount { username, reason }).await.map(drop);
        }
        self.done(UnlockAccount { username }).await.map(drop)
    }

    async fn undo_address(&mut self, plain: &Plain, whose: usize) -> Option<Done> {
        plain.latest_address_change(whose)?;
        let account = self.named(plain, whose);
        let (act, change) = self.link(ActKind::UndoAddress, account)?;
        Some(self.done(UndoAddress { act, account, change }).await)
    }

    async fn keep_by_link(&mut self, plain: &Plain, whose: usize) -> Option<Done> {
        let account = self.named(plain, whose);
        let (act, deletion) = self.link(ActKind::KeepAccount, account)?;
        let proof = None;
        Some(
            self.done(KeepByLink {
                act,
                account,
                deletion,
                proof,
            })
            .await,
        )
    }

    async fn freeze(&mut self, plain: &Plain, whose: usize) -> Option<Done> {
        plain.latest_linked_change(whose)?;
        let account = self.named(plain, whose);
        let (act, change) = self.link(ActKind::FreezeAccount, account)?;
        let accounts = self.accounts.clone();
        Some(self.done(FreezeAccount { act, change, accounts }).await)
    }

    async fn rename(&mut self, plain: &Plain, who: usize, to: usize) -> Option<Done> {
        let account = self.accounts[plain.named(who)?];
        let (from, to) = (NAMES[who].to_owned(), NAMES[to].to_owned());
        Some(self.done(RenameAccount { account, from, to }).await.map(drop))
    }

    async fn change_login(&mut self, caller: Caller, plain: &Plain, by: By, to: usize, right: bool) -> Done {
        let codes = plain.named(by.name).map_or(0, |who| plain.account(who).codes);
        let current = match usize::try_from(codes) {
            Ok(left) if !right && left > 0 => {
                let made = &self.recovery_codes[&caller.account];
                Current::RecoveryCode(made[made.len() - left].clone())
            }
            _ => {
                let present = present(plain, by, right);
                Current::Proof(self.proof(Purpose::ChangeLogin, present, Some(&caller)).await)
            }
        };
        let new = self.proof(Purpose::ChangeLogin, to, Some(&caller)).await;
        let two_factor = POLICY;
        self.done(ChangeLogin {
            caller,
            current,
            new,
            two_factor,
        })
        .await
        .map(drop)
    }

    async fn undo_change(&mut self, plain: &Plain, identity: usize, both: bool) -> Done {
        let change = plain.change_that_replaced(identity);
        let half = change.and_then(|change| plain.login_changes[change].partner);
        let proof = self.proof(Purpose::UndoLogin, identity, None).await;
        let partner = match half.filter(|_| both) {
            Some(half) => Some(
                self.proof(Purpose::UndoLogin, plain.login_changes[half].from, None)
                    .await,
            ),
            None => None,
        };
        let command = UndoChange {
            proof,
            partner,
            recovery_code: None,
            session: None,
            installation: installation(),
            accounts: self.accounts.clone(),
            two_factor: POLICY,
        };
        self.done(command).await.map(drop)
    }

    async fn make_key(&mut self, caller: Caller, owner: usize) -> Done {
        let command = MakeKey {
            caller,
            session_token: Secret::new("a token".to_owned()),
            owner: NAMES[owner].to_owned(),
            terms: Terms {
                description: "key".to_owned(),
                scopes: vec![KeyScope::PushNew],
                packages: vec!["*".to_owned()],
            },
            expires_in_days: None,
            policy: KeyPolicy::default(),
        };
        self.done(command).await.map(drop)
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
        let found = self.gallery.store.load(vec![accounts::Need::Key(key)]).await.unwrap();
        let owner = found.keys.first().and_then(|key| key.owner).unwrap_or(self.accounts[0]);
        self.done(RegisterPackage { request, owner }).await.map(drop)
    }
}

/// The identity that signs in to the account that asks, or where it is not to be right another one.
fn present(plain: &Plain, by: By, right: bool) -> usize {
    let login = plain.named(by.name).and_then(|who| plain.account(who).login);
    let login = login.unwrap_or(ADDRESSES);
    if right { login } else { (login + 1) % IDENTITIES }
}
