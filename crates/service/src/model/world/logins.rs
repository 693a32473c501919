//! Changes of logins, what decides about them, and two-factor.

use super::{Asked, Done, NAMES, Plain, World, address, installation, recoveries::secret_of};
use crate::model::act::{Act, By};
use accounts::{
    digest,
    login_change::{
        ChangeLogin, Current, Decide, DecideBy, DecideByOperator, DecideChange, ForeseeUndo, FreezeAccount, MoveLogin,
        RequestDecision, SwapLogins, UndoChange, ViewConflict,
    },
    mailed_act::ActKind,
    recovery_code,
    session::Caller,
    two_factor::SwitchTwoFactor,
};
use contract::{AccountId, Purpose, Secret};

/// The address that codes for this account go to, or one that is nobody's.
fn typed_address(plain: &Plain, who: usize, right: bool) -> String {
    let lasting = plain.named(who).and_then(|who| plain.lasting_address(who));
    lasting
        .filter(|_| right)
        .map_or_else(|| "nobody@contact.example".to_owned(), address)
}

impl World {
    pub(super) async fn run_login(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        match act.by() {
            Some(by) => {
                let caller = self.by(plain, by)?;
                Some(self.login_in_session(act, plain, caller).await)
            }
            None => self.login_outside(act, plain).await,
        }
    }

    async fn login_in_session(&mut self, act: &Act, plain: &Plain, caller: Caller) -> Done {
        match *act {
            Act::ChangeLogin { by, to, right } => self.change_login(plain, (caller, by), to, right).await,
            Act::SwapLogins { other, right, .. } => self.swap_logins(plain, caller, other, right).await,
            Act::MoveLogin { by, to, named, right } => self.move_login(plain, (caller, by), (to, named), right).await,
            Act::ViewConflict { identity, .. } => self.view_conflict(plain, caller, identity).await,
            Act::MakeCodes { right, .. } => self.make_codes(plain, caller, right).await,
            Act::SwitchTwoFactor {
                by, on, code, right, ..
            } => {
                let recovery_code = code.map(|right| self.recovery_code(plain, by.name, right));
                self.switch_two_factor(plain, caller, (on, recovery_code), right).await
            }
            _ => unreachable!(),
        }
    }

    async fn swap_logins(&mut self, plain: &Plain, caller: Caller, other: usize, right: bool) -> Done {
        let mine = self.own_proof(plain, Purpose::SwapLogins, (&caller, right)).await;
        let theirs = self.proof(plain, Purpose::ChangeLogin, other, Some(&caller)).await;
        let other = plain.signing_in(other).map(|who| self.accounts[who]);
        let two_factor = self.two_factor;
        self.did(SwapLogins {
            caller,
            mine,
            theirs,
            other,
            two_factor,
        })
        .await
    }

    async fn view_conflict(&mut self, plain: &Plain, caller: Caller, identity: usize) -> Done {
        let proof = self.proof(plain, Purpose::ChangeLogin, identity, Some(&caller)).await;
        let (other, two_factor) = (self.signing_in(plain, identity), self.two_factor);
        self.did(ViewConflict {
            caller,
            proof,
            other,
            two_factor,
        })
        .await
    }

    async fn make_codes(&mut self, plain: &Plain, caller: Caller, right: bool) -> Done {
        let proof = self
            .own_proof(plain, Purpose::MakeRecoveryCodes, (&caller, right))
            .await;
        self.ten_codes(caller, proof).await
    }

    async fn switch_two_factor(
        &mut self,
        plain: &Plain,
        caller: Caller,
        (on, recovery_code): (bool, Option<Secret>),
        right: bool,
    ) -> Done {
        let proof = self.own_proof(plain, Purpose::ConfirmTwoFactor, (&caller, right)).await;
        let policy = self.two_factor;
        self.did(SwitchTwoFactor {
            caller,
            on,
            proof,
            recovery_code,
            policy,
            previewing: false,
            feedback: None,
        })
        .await
    }

    async fn login_outside(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::UndoChange { identity, both, code } => self.undo_change(plain, identity, both, code).await,
            Act::Freeze { whose } => {
                plain.latest_linked_change(whose)?;
                let account = self.named(plain, whose);
                let (act, change) = self.link(ActKind::FreezeAccount, account)?;
                let accounts = self.accounts.clone();
                self.did(FreezeAccount { act, change, accounts }).await
            }
            Act::AskDecision { who, slot, right } => self.ask_decision(plain, who, slot, right).await,
            Act::Decide {
                who,
                undo,
                mailed,
                right,
            } => self.decide(plain, who, undo, mailed, right).await,
            Act::DecideByOperator { who, undo } => {
                self.did(DecideByOperator {
                    username: NAMES[who].to_owned(),
                    decide: if undo { Decide::Undo } else { Decide::Keep },
                    reason: "showed who they are".to_owned(),
                    accounts: self.accounts.clone(),
                })
                .await
            }
            _ => unreachable!(),
        })
    }

    async fn ask_decision(&mut self, plain: &Plain, who: usize, slot: usize, right: bool) -> Done {
        let account = plain.named(who).map(|who| self.accounts[who]);
        self.code = None;
        let asked = self
            .did(RequestDecision {
                username: NAMES[who].to_owned(),
                address: typed_address(plain, who, right),
                request_hash: digest::to_text(&digest::of_text(secret_of(slot).expose())),
                account,
                installation: None,
            })
            .await;
        let code = account.zip(self.code.take());
        code.map(|(account, code)| self.typed.insert(Asked::Decision(account, slot), code));
        asked
    }

    fn signing_in(&self, plain: &Plain, identity: usize) -> Option<AccountId> {
        plain.signing_in(identity).map(|who| self.accounts[who])
    }

    /// The next unused code of the account with this name, or one that is none.
    pub(super) fn recovery_code(&self, plain: &Plain, name: usize, right: bool) -> Secret {
        let who = plain.named(name);
        let left = who.map_or(0, |who| plain.account(who).codes as usize);
        match who.filter(|_| right && left > 0) {
            Some(who) => {
                let made = &self.recovery_codes[&self.accounts[who]];
                made[made.len() - left].clone()
            }
            None => recovery_code::derive(&secret_of(0), &[7; 32], AccountId::from_bytes([7; 16]), 1),
        }
    }

    /// What shows that the account is the caller's: a code where there is one and the identity does not come.
    async fn current(&mut self, plain: &Plain, (caller, by): (&Caller, By), right: bool) -> Current {
        let row = plain.named(by.name).map(|who| plain.account(who));
        if !right && row.is_some_and(|row| row.codes > 0 && row.login.is_some()) {
            return Current::RecoveryCode(self.recovery_code(plain, by.name, true));
        }
        Current::Proof(self.own_proof(plain, Purpose::ChangeLogin, (caller, right)).await)
    }

    async fn change_login(&mut self, plain: &Plain, (caller, by): (Caller, By), to: usize, right: bool) -> Done {
        let current = self.current(plain, (&caller, by), right).await;
        let new = self.proof(plain, Purpose::ChangeLogin, to, Some(&caller)).await;
        let two_factor = self.two_factor;
        self.did(ChangeLogin {
            caller,
            current,
            new,
            two_factor,
        })
        .await
    }

    async fn move_login(
        &mut self,
        plain: &Plain,
        (caller, by): (Caller, By),
        (to, named): (usize, usize),
        right: bool,
    ) -> Done {
        let current = self.current(plain, (&caller, by), right).await;
        let new = self.proof(plain, Purpose::ChangeLogin, to, Some(&caller)).await;
        self.did(MoveLogin {
            caller,
            current,
            new,
            username: NAMES[named].to_owned(),
            other: self.signing_in(plain, to),
            unlist_orphans: true,
            grace_seconds: super::WEEK,
            two_factor: self.two_factor,
        })
        .await
    }

    async fn undo_change(&mut self, plain: &Plain, identity: usize, both: bool, code: bool) -> Done {
        let change = plain.change_that_replaced(identity).map(|it| plain.login_changes[it]);
        let half = change.and_then(|change| change.partner);
        let other = half.filter(|_| both).and_then(|half| plain.login_changes[half].from);
        let proof = self.proof(plain, Purpose::UndoLogin, identity, None).await;
        let partner = match other {
            Some(other) => Some(self.proof(plain, Purpose::UndoLogin, other, None).await),
            None => None,
        };
        let name = change.map(|change| plain.account(change.account).name);
        let recovery_code = name.filter(|_| code).map(|name| self.recovery_code(plain, name, true));
        let foresee = ForeseeUndo(UndoChange {
            proof,
            partner,
            recovery_code,
            session: None,
            installation: installation(),
            accounts: self.accounts.clone(),
            two_factor: self.two_factor,
        });
        let foreseen = self.foreseen(&foresee).await;
        let done = self.did(foresee.0).await;
        assert_eq!(foreseen, done, "on the left what was foreseen");
        done
    }

    async fn decide(&mut self, plain: &Plain, who: usize, undo: bool, mailed: Option<usize>, right: bool) -> Done {
        let by = match mailed {
            None => DecideBy::RecoveryCode(self.recovery_code(plain, who, right)),
            Some(slot) => {
                let account = self.named(plain, who);
                DecideBy::MailedCode {
                    request_secret: secret_of(slot),
                    code: self.code_for(Asked::Decision(account, slot), right),
                }
            }
        };
        self.did(DecideChange {
            username: NAMES[who].to_owned(),
            decide: if undo { Decide::Undo } else { Decide::Keep },
            by,
            accounts: self.accounts.clone(),
        })
        .await
    }
}
