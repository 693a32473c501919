//! The contact e-mail and what is mailed to it.

use super::{Done, NAMES, Plain, World, address, recoveries::hash_of};
use crate::model::act::Act;
use accounts::{
    Need,
    account::AccountRow,
    contact::{CancelAddress, ChangeAddress, ConfirmAddress, ConfirmByLink, PasswordJudged, ResendCode, UndoAddress},
    mailed_act::ActKind,
    preferences::ChooseMail,
};
use contract::{AccountId, Secret, account::MailChoices};
use uuid::Uuid;

impl World {
    pub(super) async fn run_address(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::ConfirmAddress { by, whose, right } => {
                let (caller, account) = (self.by(plain, by)?, self.named(plain, whose));
                let code = self.mailed.get(NAMES[whose]).filter(|_| right).cloned();
                let code = code.unwrap_or_else(|| Secret::new("00000000".to_owned()));
                self.did(ConfirmAddress { caller, account, code }).await
            }
            Act::ConfirmByLink { by, whose } => {
                let (caller, account) = (self.by(plain, by)?, self.named(plain, whose));
                let link = self.link(ActKind::ConfirmAddress, account);
                let (act, confirmation) = link.unwrap_or(([0; 32], Uuid::nil()));
                self.did(ConfirmByLink {
                    caller,
                    act,
                    account,
                    confirmation,
                })
                .await
            }
            Act::ResendCode { by, whose } => {
                let (caller, account) = (self.by(plain, by)?, self.named(plain, whose));
                self.did(ResendCode { caller, account }).await
            }
            Act::ChangeAddress {
                by,
                whose,
                address: to,
                password,
                fresh,
            } => {
                let (caller, account) = (self.by(plain, by)?, self.named(plain, whose));
                let (address, password) = (address(to), self.judged(account, password).await);
                let revision = self.account_seen(account, fresh).await;
                self.did(ChangeAddress {
                    caller,
                    account,
                    address,
                    password,
                    login: None,
                    revision,
                })
                .await
            }
            Act::CancelAddress { by, whose, fresh } => {
                let (caller, account) = (self.by(plain, by)?, self.named(plain, whose));
                let revision = self.account_seen(account, fresh).await;
                self.did(CancelAddress {
                    caller,
                    account,
                    revision,
                })
                .await
            }
            Act::UndoAddress { whose } => {
                plain.latest_address_change(whose)?;
                let account = self.named(plain, whose);
                let (act, change) = self.link(ActKind::UndoAddress, account)?;
                self.did(UndoAddress { act, account, change }).await
            }
            Act::ChooseMail {
                by,
                whose,
                from_others,
                published,
                fresh,
            } => {
                let (caller, account) = (self.by(plain, by)?, self.named(plain, whose));
                let choices = MailChoices {
                    from_others,
                    package_published: published,
                };
                let revision = self.account_seen(account, fresh).await;
                self.did(ChooseMail {
                    caller,
                    account,
                    choices,
                    revision,
                })
                .await
            }
            _ => unreachable!(),
        })
    }

    /// The revision of an account as somebody saw it last, or else at some earlier time.
    async fn account_seen(&self, account: AccountId, fresh: bool) -> Option<String> {
        let found = self.gallery.store.load(vec![Need::Account(account)]).await.unwrap();
        let now = found.account(account).filter(|_| fresh).map(AccountRow::revision);
        now.or_else(|| Some("earlier".to_owned()))
    }

    /// What a verifier finds about a typed password.
    async fn judged(&self, account: AccountId, password: usize) -> Option<PasswordJudged> {
        let found = self.gallery.store.load(vec![Need::Account(account)]).await.unwrap();
        let hash = found.account(account)?.password.clone()?;
        let right = hash == hash_of(password);
        Some(PasswordJudged { hash, right })
    }
}
