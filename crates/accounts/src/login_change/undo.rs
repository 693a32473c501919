//! Undoing a change with the identity that it replaced.

use super::{ChangeState, LoginChange, Means, change::must_differ, freeze::frozen, restore};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    installation,
    letter::FreezeReason,
    login::{IdentityKey, Login},
    outbound::{Mail, mails_to, told_both},
    proof::{Completed, Presented, Spendable},
    recovery_code::{self, RecoveryCode},
    refusal::Refusal,
    session::{NewSession, Opened, session_answer},
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    write::{Guard, Write},
};
use contract::{
    AccountId, Code, Purpose, Secret, SessionId, Timestamp, consequence::Consequence, session::Installation,
};

/// Undo a change by a fresh proof of the identity that it replaced, and sign in with that (rules 9.17 to 9.20).
#[derive(Debug)]
pub struct UndoChange {
    /// The proof.
    pub proof: Presented,
    /// Where the change is a swap: the proof of the other identity.
    pub partner: Option<Presented>,
    /// Where the change was made with a recovery code: another one.
    pub recovery_code: Option<Secret>,
    /// The session that asks, if one does; a proof is spent where it was begun.
    pub session: Option<SessionId>,
    /// Who asks.
    pub installation: Installation,
    /// The accounts that the change is about, as they were found beforehand.
    pub accounts: Vec<AccountId>,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

/// The refusal where there is nothing to undo.
pub(super) fn not_open() -> Refusal {
    Refusal::new(
        Code::LoginChangeNotOpen,
        "9.17",
        "no change of a login that this could undo",
    )
}

/// The refusal where the accounts are not those that were found beforehand.
pub(super) fn stale() -> Refusal {
    Refusal::new(Code::Stale, "8.3", "the change is about other accounts by now")
}

impl UndoChange {
    /// The other identity of a swap: it is undone as a whole (rule 9.19).
    fn check_partner(&self, snapshot: &Snapshot, change: &LoginChange, now: Timestamp) -> Result<(), Refusal> {
        let Some(half) = snapshot.partner_of(change) else {
            return Ok(());
        };
        let presented = self.partner.as_ref().ok_or_else(|| {
            Refusal::new(
                Code::UndoContested,
                "9.19",
                "an exchange is undone with proofs of both identities",
            )
            .about("partner")
        })?;
        must_differ(&self.proof, presented)?;
        let about = |refusal: Refusal| refusal.about("partner");
        let spendable = presented.spendable(snapshot, Purpose::UndoLogin, self.session, now);
        let spendable = spendable.map_err(about)?;
        if !half.replaced_identity(spendable.key()) {
            let wrong = Refusal::new(
                Code::CurrentIdentityWrong,
                "9.19",
                "not the other identity of the exchange",
            );
            return Err(about(wrong));
        }
        let completed = spendable.fresh(snapshot, now).map_err(about)?;
        let account = snapshot.account(half.account).ok_or_else(not_open)?;
        self.two_factor.must_be_met(account, &completed.identity).map_err(about)
    }

    /// A sign-in that may be an old one takes a mailed code, or a recovery code in its place, so that who took the mailbox
    /// cannot hold up the owner (rule 9.17). A swap is not for one account's code to undo.
    fn decide_age<'a>(
        &self,
        snapshot: &'a Snapshot,
        change: &LoginChange,
        proof: Spendable<'_>,
        now: Timestamp,
    ) -> Result<Option<&'a RecoveryCode>, Refusal> {
        match (&self.recovery_code, proof.fresh(snapshot, now)) {
            (_, Ok(_)) => Ok(None),
            (Some(typed), Err(_)) if change.partner.is_none() => {
                recovery_code::find(snapshot, change.account, typed).map(Some)
            }
            (_, Err(refusal)) => Err(refusal),
        }
    }

    /// The recovery code that it takes, where the change was made with one (rule 9.20).
    fn decide_contest<'a>(
        &self,
        snapshot: &'a Snapshot,
        change: &LoginChange,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<Option<&'a RecoveryCode>, Refusal> {
        let alone = change.means != Means::RecoveryCode && change.state != ChangeState::Contested;
        if change.partner.is_some() || alone {
            return Ok(None);
        }
        if let Some(typed) = &self.recovery_code {
            return recovery_code::find(snapshot, change.account, typed).map(Some);
        }
        let contested = Refusal::new(
            Code::UndoContested,
            "9.20",
            "a recovery code, or a code mailed to the contact e-mail, decides",
        );
        if change.state == ChangeState::Open {
            let by = (ChangeState::Contested, FreezeReason::Contested);
            let changes = frozen(snapshot, change, by, now, entropy);
            return Err(contested.remembering(changes));
        }
        Err(contested)
    }

    /// The change that this identity can undo, with its account.
    fn found<'a>(
        &self,
        snapshot: &'a Snapshot,
        replaced: &IdentityKey,
        now: Timestamp,
    ) -> Result<(&'a LoginChange, &'a AccountRow), Refusal> {
        let change = snapshot.open_change_that_replaced(replaced, now);
        let change = change.ok_or_else(not_open)?;
        let halves = snapshot.halves_of(change);
        if !halves.iter().all(|half| self.accounts.contains(&half.account)) {
            return Err(stale());
        }
        let account = snapshot.account(change.account).ok_or_else(not_open)?;
        Ok((change, account))
    }

    fn spent(&self, now: Timestamp) -> Changes {
        let presented = std::iter::once(&self.proof).chain(&self.partner);
        Changes {
            guards: self.session.map(Guard::SessionLive).into_iter().collect(),
            writes: presented.map(|presented| presented.spent(now)).collect(),
            ..Changes::default()
        }
    }
}

/// The login that is back, as the provider describes it now.
fn revived(change: &LoginChange, account: &AccountRow, completed: &Completed) -> Option<Login> {
    let dormant = change.replaced.as_ref()?;
    Some(Login {
        identity: completed.identity.clone(),
        ..dormant.revived(account.id)
    })
}

/// Who is told by mail that a change was undone, the other account of a swap by masked addresses (rule 7.31).
fn told(snapshot: &Snapshot, change: &LoginChange, mails: &[Mail], now: Timestamp) -> Option<Consequence> {
    let halves = snapshot.halves_of(change);
    let others = halves.iter().map(|half| half.account);
    let others = others.filter(|account| *account != change.account);
    let own = mails_to(snapshot, [change.account], mails, now);
    told_both(own, mails_to(snapshot, others, mails, now))
}

impl Command for UndoChange {
    type Answer = Opened;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = vec![
            Need::Proof(self.proof.proof),
            Need::LoginChangesByProof(self.proof.proof),
        ];
        needs.extend(self.partner.iter().map(|partner| Need::Proof(partner.proof)));
        for account in &self.accounts {
            needs.push(Need::RecoveryCodes(*account));
            needs.extend(restore::needs(*account));
        }
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Opened> {
        let installation = installation::accept(&self.installation)?;
        let proof = self.proof.spendable(snapshot, Purpose::UndoLogin, self.session, now)?;
        let completed = proof.at_any_age();
        let (change, account) = self.found(snapshot, &completed.key, now)?;
        self.two_factor.must_be_met(account, &completed.identity)?;
        self.check_partner(snapshot, change, now)?;
        let code = self.decide_age(snapshot, change, proof, now)?;
        let code = match code {
            Some(code) => Some(code),
            None => self.decide_contest(snapshot, change, now, entropy)?,
        };

        let mut changes = self.spent(now);
        let (restored, account) = restore::restore(snapshot, change, account, code, now, entropy);
        changes.absorb(restored);
        let login = revived(change, &account, completed);
        changes.writes.extend(login.iter().map(|login| Write::DescribeLogin {
            login: login.id,
            identity: login.identity.clone(),
        }));
        let new = NewSession::new(account.id, &self.proof.attempt_secret, &installation, now, entropy);
        let subject = completed.identity.address.as_deref();
        changes.absorb(new.changes(true, subject, now, entropy));
        let told = told(snapshot, change, &changes.mails, now);
        changes.consequences.extend(told);
        let mut opened = session_answer(new, &account, login.as_ref());
        opened.answer.two_factor = self.two_factor.advice(&account, &completed.identity);
        Ok((changes, opened))
    }
}

/// What undoing would change. A contested one is refused like the act, but freezes nothing (rule 9.38).
#[derive(Debug)]
pub struct ForeseeUndo(pub UndoChange);

impl Command for ForeseeUndo {
    type Answer = Opened;

    fn needs(&self, now: Timestamp) -> Vec<Need> {
        self.0.needs(now)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Opened> {
        self.0.decide(snapshot, now, entropy).map_err(Refusal::forgetting)
    }
}
