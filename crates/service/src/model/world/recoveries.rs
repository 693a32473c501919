//! Passwords, and getting back in by a mailed code.

use super::{Asked, Done, NAMES, Plain, World, address, installation};
use crate::model::act::{Act, Beside};
use accounts::{
    Need, digest,
    mailed_act::ActKind,
    password::{ChangePassword, PasswordHash, PasswordVerdict, RemovePassword, Shown, SignInWithPassword},
    proof::OwnLogin,
    recovery::{
        AskAssistance, BeginRecovery, ConfirmRecovery, LinkLogin, RecoveryKind, ResetPassword, StopRecovery,
        StopRecoveryByLink,
    },
    session::Caller,
};
use contract::{AccountId, Purpose, Secret};

/// The secret under which somebody without a session asks.
pub fn secret_of(slot: usize) -> Secret {
    Secret::new(format!("the secret of request {slot}"))
}

fn text_of(password: usize) -> Secret {
    Secret::new(format!("Passw0rd {password}"))
}

/// What is stored of a password. Hashing is tested elsewhere.
pub fn hash_of(password: usize) -> PasswordHash {
    PasswordHash::new(format!("the hash of {password}"))
}

impl World {
    pub(super) async fn run_recovery(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::ForgetPassword { who, slot } => self.ask(Asked::Password(slot), who, None).await,
            Act::Recover { who, address: at, slot } => self.ask(Asked::Login(slot), who, Some(address(at))).await,
            Act::ResetPassword {
                slot,
                password,
                code,
                right,
            } => self.reset_password(plain, (slot, right), password, code).await,
            Act::TypePassword { who, password, times } => {
                let mut last = Ok(());
                for _ in 0..times {
                    last = self.type_password(plain, who, password).await;
                }
                last
            }
            Act::AskAssistance { who, address: typed } => {
                let username = NAMES[who].to_owned();
                let address = typed.map(address);
                self.did(AskAssistance { username, address }).await
            }
            Act::ConfirmRecovery { slot, beside, right } => self.confirm(plain, slot, beside, right).await,
            Act::StopByLink { whose } => {
                plain.named(whose)?;
                let (act, _) = self.link(ActKind::StopRecovery, self.named(plain, whose))?;
                self.did(StopRecoveryByLink { act }).await
            }
            _ => self.recovery_in_session(act, plain).await?,
        })
    }

    async fn reset_password(
        &mut self,
        plain: &Plain,
        (slot, right): (usize, bool),
        password: usize,
        recovery_code: Option<bool>,
    ) -> Done {
        let request = plain.recoveries.get(&(true, slot));
        let who = request.and_then(|request| request.account);
        let name = who.map_or(0, |who| plain.account(who).name);
        let recovery_code = recovery_code.map(|right| self.recovery_code(plain, name, right));
        let code = self.code_for(Asked::Password(slot), right);
        self.did(ResetPassword {
            request_secret: secret_of(slot),
            code,
            new_password: text_of(password),
            recovery_code,
            hash: Some(hash_of(password)),
            passwords: true,
        })
        .await
    }

    async fn recovery_in_session(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        let caller = self.by(plain, act.by()?)?;
        Some(match *act {
            Act::ChangePassword { from, to, .. } => {
                let verdict = self.verdict(Some(caller.account), from).await;
                self.did(ChangePassword {
                    caller,
                    verdict: Some(verdict),
                    new_password: text_of(to),
                    hash: Some(hash_of(to)),
                    passwords: true,
                })
                .await
            }
            Act::RemovePassword { right, .. } => self.remove_password(plain, caller, right).await,
            Act::StopRecovery { .. } => self.did(StopRecovery { caller }).await,
            Act::LinkLogin { by, to, code } => {
                let presented = self.proof(plain, Purpose::Recover, to, Some(&caller)).await;
                let recovery_code = code.then(|| self.recovery_code(plain, by.name, true));
                self.did(LinkLogin {
                    caller,
                    proof: presented.proof,
                    attempt_secret: presented.attempt_secret,
                    recovery_code,
                    two_factor: self.two_factor,
                })
                .await
            }
            _ => unreachable!(),
        })
    }

    async fn remove_password(&mut self, plain: &Plain, caller: Caller, right: bool) -> Done {
        let proof = self.own_proof(plain, Purpose::RemovePassword, (&caller, right)).await;
        let two_factor = self.two_factor;
        self.did(RemovePassword {
            caller,
            shown: Some(Shown::Login(OwnLogin { proof, two_factor })),
            previewing: false,
        })
        .await
    }

    /// The code that was mailed for a request, or one that was not.
    pub(super) fn code_for(&self, asked: Asked, right: bool) -> Secret {
        let code = self.typed.get(&asked).filter(|_| right).cloned();
        code.unwrap_or_else(|| Secret::new("00000000".to_owned()))
    }

    async fn ask(&mut self, asked: Asked, who: usize, address: Option<String>) -> Done {
        let (kind, slot) = match asked {
            Asked::Password(slot) => (RecoveryKind::Password, slot),
            Asked::Login(slot) | Asked::Decision(_, slot) => (RecoveryKind::Login, slot),
        };
        self.code = None;
        let begun = self
            .did(BeginRecovery {
                kind,
                name: NAMES[who].to_owned(),
                address,
                request_hash: digest::to_text(&digest::of_text(secret_of(slot).expose())),
                passwords: true,
            })
            .await;
        let code = self.code.take();
        code.map(|code| self.typed.insert(asked, code));
        begun
    }

    /// What a verifier finds about a typed password.
    async fn verdict(&self, account: Option<AccountId>, password: usize) -> PasswordVerdict {
        let needs = account.map(Need::Account).into_iter().collect();
        let found = self.gallery.store.load(needs).await.unwrap();
        let row = account.and_then(|account| found.account(account));
        let for_hash = row.and_then(|row| row.password.clone());
        let right = for_hash == Some(hash_of(password));
        PasswordVerdict {
            for_hash,
            right,
            rewritten: None,
        }
    }

    async fn type_password(&mut self, plain: &Plain, who: usize, password: usize) -> Done {
        let account = plain.named(who).map(|who| self.accounts[who]);
        let verdict = self.verdict(account, password).await;
        self.did(SignInWithPassword {
            name: NAMES[who].to_owned(),
            name_key: digest::of_text(&NAMES[who].to_ascii_lowercase()),
            verdict: Some(verdict),
            installation: installation(),
            passwords: true,
            secret: None,
        })
        .await
    }

    async fn confirm(&mut self, plain: &Plain, slot: usize, beside: Beside, right: bool) -> Done {
        let request = plain.recoveries.get(&(false, slot));
        let who = request.and_then(|request| request.account);
        let name = who.map_or(0, |who| plain.account(who).name);
        let recovery_code = match beside {
            Beside::Code { right } => Some(self.recovery_code(plain, name, right)),
            Beside::Nothing | Beside::Wait => None,
        };
        let code = self.code_for(Asked::Login(slot), right);
        self.did(ConfirmRecovery {
            request_secret: secret_of(slot),
            code,
            recovery_code,
            wait: beside == Beside::Wait,
            installation: installation(),
        })
        .await
    }
}
