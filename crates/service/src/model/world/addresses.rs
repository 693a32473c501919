//! The contact e-mail and what is mailed to it.

use super::{Done, NAMES, Plain, World, address, recoveries::hash_of};
use crate::model::act::Act;
use accounts::{
    Need,
    account::AccountRow,
    contact::{CancelAddress, ChangeAddress, ConfirmAddress, ConfirmByLink, PasswordJudged, ResendCode, UndoAddress},
    mailed_act::ActKind,
    preferences::ChooseMail,
    session::Caller,
};
use contract::{AccountId, Secret, account::MailChoices};
use uuid::Uuid;

impl World {
    pub(super) async fn run_address(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        let id = |whose: usize| self.named(plain, whose);
        if let Act::UndoAddress { whose } = *act {
            plain.latest_address_change(whose)?;
            let account = id(whose);
            let (act, change) = self.link(ActKind::UndoAddress, account)?;
            return Some(self.did(UndoAddress { act, account, change }).await);
        }
        let caller = self.by(plain, act.by()?)?;
        Some(match *act {
            Act::ConfirmAddress { whose, right, .. } => {
                let account = id(whose);
                let code = self.mailed.get(NAMES[whose]).filter(|_| right).cloned();
                let code = code.unwrap_or_else(|| Secret::new("00000000".to_owned()));
                self.did(ConfirmAddress { caller, account, code }).await
            }
            Act::ConfirmByLink { whose, .. } => self.confirm_by_link(caller, id(whose)).await,
            Act::ResendCode { whose, .. } => {
                let account = id(whose);
                self.did(ResendCode { caller, account }).await
            }
            Act::ChangeAddress {
                whose,
                address,
                password,
                fresh,
                ..
            } => self.change_address(caller, id(whose), (address, password), fresh).await,
            Act::CancelAddress { whose, fresh, .. } => self.cancel_address(caller, id(whose), fresh).await,
            Act::ChooseMail {
                whose,
                from_others,
                published,
                fresh,
                ..
            } => {
                let choices = MailChoices {
                    from_others,
                    package_published: published,
                };
                self.choose_mail(caller, id(whose), choices, fresh).await
            }
            _ => unreachable!(),
        })
    }

    async fn confirm_by_link(&mut self, caller: Caller, account: AccountId) -> Done {
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

    async fn change_address(
        &mut self,
        caller: Caller,
        account: AccountId,
        (to, password): (usize, usize),
        fresh: bool,
    ) -> Done {
        let password = self.judged(account, password).await;
        let revision = self.account_seen(account, fresh).await;
        self.did(ChangeAddress {
            caller,
            account,
            address: address(to),
            password,
            login: None,
            revision,
        })
        .await
    }

    async fn cancel_address(&mut self, caller: Caller, account: AccountId, fresh: bool) -> Done {
        let revision = self.account_seen(account, fresh).await;
        self.did(CancelAddress {
            caller,
            account,
            revision,
        })
        .await
    }

    async fn choose_mail(&mut self, caller: Caller, account: AccountId, choices: MailChoices, fresh: bool) -> Done {
        let revision = self.account_seen(account, fresh).await;
        self.did(ChooseMail {
            caller,
            account,
            choices,
            revision,
        })
        .await
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
