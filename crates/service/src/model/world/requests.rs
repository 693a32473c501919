//! Conversions, deletions, and wishes for another name.

use super::{Done, NAMES, Plain, World};
use crate::model::act::Act;
use accounts::{
    Need,
    conversion::{
        AcceptConversion, CancelConversion, RejectByLink, RejectConversion, RequestConversion, StopConversion,
    },
    deletion::{CancelDeletion, Confirmed, ForeseeKeep, KeepByLink, RequestDeletion},
    mailed_act::ActKind,
    session::Caller,
    username::{RenameRequest, RequestRename, WithdrawRename},
};
use contract::{AccountId, Code, Purpose, Secret};

const REASON: &str = "spam";

impl World {
    pub(super) async fn run_request(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        match act.by() {
            Some(by) => {
                let caller = self.by(plain, by)?;
                self.request_in_session(act, plain, caller).await
            }
            None => self.request_outside(act, plain).await,
        }
    }

    async fn request_outside(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::RejectByLink { account } => {
                let conversion = *self.conversions.get(&self.named(plain, account))?;
                let act = self.link_about(ActKind::Conversion, conversion)?;
                self.did(RejectByLink { act, conversion }).await
            }
            Act::StopConversion { account, own } => {
                let account = self.named(plain, account);
                let conversion = *self.conversions.get(&account)?;
                let act = self.stop_link(conversion, account, own)?;
                self.did(StopConversion { act, conversion }).await
            }
            Act::KeepByLink { whose, identity } => self.keep_by_link(plain, whose, identity).await?,
            _ => unreachable!(),
        })
    }

    async fn keep_by_link(&mut self, plain: &Plain, whose: usize, identity: Option<usize>) -> Option<Done> {
        let account = self.named(plain, whose);
        let (act, deletion) = self.link(ActKind::KeepAccount, account)?;
        let proof = match identity {
            Some(identity) => Some(self.proof(plain, Purpose::CancelDeletion, identity, None).await),
            None => None,
        };
        let proof = proof.map(|proof| (proof.proof, proof.attempt_secret));
        let nobody_came = proof.is_none();
        let foresee = ForeseeKeep(KeepByLink {
            act,
            account,
            deletion,
            proof,
            two_factor: self.two_factor,
        });
        let foreseen = self.foreseen(&foresee).await;
        let done = self.did(foresee.0).await;
        // What it would change is told before anybody has signed in for it (rule 14.22).
        let only_told = nobody_came && foreseen.is_ok() && done == Err(Code::LoginMissing);
        assert!(foreseen == done || only_told, "{foreseen:?} was foreseen, not {done:?}");
        Some(done)
    }

    async fn request_in_session(&mut self, act: &Act, plain: &Plain, caller: Caller) -> Option<Done> {
        let id = |name: usize| self.named(plain, name);
        Some(match *act {
            Act::RequestConversion {
                by,
                administrator,
                code,
                right,
            } => {
                let recovery_code = code.then(|| self.recovery_code(plain, by.name, true));
                self.request_conversion(plain, caller, (administrator, recovery_code), right)
                    .await
            }
            Act::AcceptConversion { account, .. } => {
                let account = id(account);
                self.did(AcceptConversion { caller, account }).await
            }
            Act::RejectConversion { account, .. } => {
                let account = id(account);
                self.did(RejectConversion { caller, account }).await
            }
            Act::CancelConversion { .. } => self.did(CancelConversion { caller }).await,
            Act::RequestDeletion { by, unlist, right } => {
                self.request_deletion(plain, caller, (by.name, unlist), right).await
            }
            Act::CancelDeletion { .. } => self.did(CancelDeletion { caller }).await,
            Act::AskName { whose, to, fresh, .. } => self.ask_name(caller, id(whose), to, fresh).await,
            Act::WithdrawName { whose, fresh, .. } => self.withdraw_name(caller, id(whose), fresh).await,
            _ => unreachable!(),
        })
    }

    async fn ask_name(&mut self, caller: Caller, account: AccountId, to: usize, fresh: bool) -> Done {
        let revision = self.wish_seen(account, fresh).await;
        self.did(RequestRename {
            caller,
            account,
            wanted: NAMES[to].to_owned(),
            reason: REASON.to_owned(),
            revision,
        })
        .await
    }

    async fn withdraw_name(&mut self, caller: Caller, account: AccountId, fresh: bool) -> Done {
        let revision = self.wish_seen(account, fresh).await;
        self.did(WithdrawRename {
            caller,
            account,
            revision,
        })
        .await
    }

    /// The revision of a wish for another name as somebody saw it last, or else at some earlier time.
    async fn wish_seen(&self, account: AccountId, fresh: bool) -> Option<String> {
        if !fresh {
            return Some("earlier".to_owned());
        }
        let found = self
            .gallery
            .store
            .load(vec![Need::RenameRequest(account)])
            .await
            .unwrap();
        let wish = found.rename_requests.first().map(RenameRequest::revision);
        Some(wish.unwrap_or_default())
    }

    async fn request_conversion(
        &mut self,
        plain: &Plain,
        caller: Caller,
        (administrator, recovery_code): (usize, Option<Secret>),
        right: bool,
    ) -> Done {
        let proof = self.own_proof(plain, Purpose::ConvertAccount, (&caller, right)).await;
        let proof = Some((proof.proof, proof.attempt_secret));
        self.did(RequestConversion {
            caller,
            administrator: NAMES[administrator].to_owned(),
            proof,
            recovery_code,
            previewing: false,
            two_factor: self.two_factor,
        })
        .await
    }

    async fn request_deletion(
        &mut self,
        plain: &Plain,
        caller: Caller,
        (name, unlist_orphans): (usize, bool),
        right: bool,
    ) -> Done {
        let proof = self.own_proof(plain, Purpose::DeleteAccount, (&caller, right)).await;
        let confirmed = Some(Confirmed {
            username: NAMES[name].to_owned(),
            proof: proof.proof,
            attempt_secret: proof.attempt_secret,
        });
        self.did(RequestDeletion {
            caller,
            confirmed,
            unlist_orphans,
            grace_seconds: super::WEEK,
            two_factor: self.two_factor,
        })
        .await
    }
}
