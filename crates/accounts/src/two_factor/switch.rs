//! Switching two-factor on and off.

use super::Policy;
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    login_change::{live_sessions, must_be_present},
    operator::reason_of,
    outbound::{AuditRow, EventRow, Mail, told},
    proof::{Completed, Presented},
    recovery::ended_by_two_factor,
    recovery_code,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{
    Code, Purpose, Secret, Timestamp,
    account::{Account, AuditKind},
    consequence::Consequence,
    event::EventKind,
};

/// Switch two-factor on or off, by a fresh proof with a second factor (rules 9.28 and 9.29).
#[derive(Debug)]
pub struct SwitchTwoFactor {
    /// Who asks.
    pub caller: Caller,
    /// On, or else off.
    pub on: bool,
    /// The proof.
    pub proof: Presented,
    /// To switch it on: one of the recovery codes, typed back. It is not used up.
    pub recovery_code: Option<Secret>,
    /// What the gallery asks of second factors.
    pub policy: Policy,
    /// Whether only the consequences are asked for; that takes no recovery code.
    pub previewing: bool,
    /// Why it is switched off, where the person says so.
    pub feedback: Option<Feedback>,
}

/// What somebody tells the operator who switches two-factor off (rule 15.5).
#[derive(Clone, Debug)]
pub struct Feedback {
    /// Why, in one line.
    pub reason: String,
    /// The operator's address.
    pub operator: String,
}

impl SwitchTwoFactor {
    /// The caller's account, if it may be switched now and the proof is of its present identity.
    fn check<'a>(&self, snapshot: &'a Snapshot, caller: &Caller, now: Timestamp) -> Result<&'a AccountRow, Refusal> {
        let account = caller.account_in(snapshot)?;
        account.must_not_be_frozen()?;
        account.must_not_be_in_deletion()?;
        if !self.on {
            self.check_off(account)?;
        }
        // Off, it would let in who has no second factor; on, it would keep the identity from before out (rule 9.8).
        account.must_have_no_open_change(now)?;
        self.check_proof(snapshot, account, now)?;
        if self.on {
            self.check_on(snapshot, account)?;
        }
        Ok(account)
    }

    fn check_on(&self, snapshot: &Snapshot, account: &AccountRow) -> Result<(), Refusal> {
        let required = || {
            Refusal::new(
                Code::RecoveryCodesRequired,
                "9.28",
                "recovery codes must be made, and one typed back, first",
            )
        };
        if account.recovery_codes_left == 0 {
            return Err(required());
        }
        match &self.recovery_code {
            Some(typed) => recovery_code::find(snapshot, account.id, typed).map(|_| ()),
            None if self.previewing => Ok(()),
            None => Err(required()),
        }
    }

    fn check_off(&self, account: &AccountRow) -> Result<(), Refusal> {
        if self.policy.enforced {
            return Err(Refusal::new(
                Code::TwoFactorEnforced,
                "9.29",
                "the gallery demands two-factor",
            ));
        }
        account.must_not_be_locked()
    }

    /// What the operator is told, in a form that can be mailed.
    fn feedback(&self) -> Result<Option<(&Feedback, &str)>, Refusal> {
        let Some(feedback) = &self.feedback else {
            return Ok(None);
        };
        if self.on {
            let detail = "why is said where two-factor is switched off";
            return Err(Refusal::new(Code::ReasonInvalid, "15.5", detail).about("reason"));
        }
        Ok(Some((feedback, reason_of(&feedback.reason, "15.5")?)))
    }

    fn check_proof<'a>(
        &self,
        snapshot: &'a Snapshot,
        account: &AccountRow,
        now: Timestamp,
    ) -> Result<&'a Completed, Refusal> {
        let session = Some(self.caller.session);
        let spendable = self
            .proof
            .spendable(snapshot, Purpose::ConfirmTwoFactor, session, now)?;
        must_be_present(snapshot, account.id, spendable.key())?;
        let completed = spendable.fresh(snapshot, now)?;
        if !completed.identity.second_factor {
            return Err(super::missing("9.28"));
        }
        Ok(completed)
    }
}

/// All sessions but the one that asks end: they were opened when less was enough (rule 9.28).
fn others_ended(snapshot: &Snapshot, caller: &Caller, now: Timestamp, entropy: &mut Entropy) -> Changes {
    let count = live_sessions(snapshot, caller.account, Some(caller.session), now);
    if count == 0 {
        return Changes::default();
    }
    Changes {
        writes: vec![Write::EndSessionsOf {
            account: caller.account,
            except: Some(caller.session),
            since: None,
            at: now,
        }],
        events: vec![EventRow::new(caller.account, EventKind::SessionEnded, now, entropy)],
        consequences: vec![Consequence::SessionsEnd { count }],
        ..Changes::default()
    }
}

/// Whom it tells that two-factor was switched: the account's owner, and the operator where the person says why.
fn told_all(
    caller: &Caller,
    snapshot: &Snapshot,
    row: &AccountRow,
    feedback: Option<(&Feedback, &str)>,
    now: Timestamp,
    entropy: &mut Entropy,
) -> Changes {
    let kind = if row.two_factor {
        AuditKind::TwoFactorOn
    } else {
        AuditKind::TwoFactorOff
    };
    let by = Some(caller.installation.as_str());
    let letter = LetterKind::TwoFactorSwitched { on: row.two_factor };
    let mut mails = Mail::notices(snapshot, row, &letter, now, entropy);
    let own = told(&mails);
    let audit = AuditRow::new(row.id, kind, by, None, now, entropy);
    let event = EventRow::new(row.id, EventKind::AccountChanged, now, entropy);
    mails.extend(feedback.and_then(|feedback| told_operator(row, feedback, now, entropy)));
    Changes {
        audit: vec![audit],
        events: vec![event],
        consequences: own.into_iter().collect(),
        mails,
        ..Changes::default()
    }
}

/// The mail to the operator, who answers to the account's own address; none where the account has no address.
fn told_operator(
    account: &AccountRow,
    (feedback, reason): (&Feedback, &str),
    now: Timestamp,
    entropy: &mut Entropy,
) -> Option<Mail> {
    let kind = LetterKind::TwoFactorFeedback {
        reason: reason.to_owned(),
        answer_to: account.address()?.as_str().to_owned(),
    };
    Some(Mail::new(
        &feedback.operator,
        account.username.as_str(),
        kind,
        now,
        entropy,
    ))
}

impl Command for SwitchTwoFactor {
    type Answer = Account;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let account = self.caller.account;
        vec![
            Need::Session(self.caller.session),
            Need::Account(account),
            Need::AddressChangesOf(account),
            Need::Proof(self.proof.proof),
            Need::RecoveryCodes(account),
            Need::RecoveriesOf(account),
            Need::SessionsOf(account),
        ]
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<Account> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        caller.must_be_full()?;
        let feedback = self.feedback()?;
        self.policy.must_be_offered()?;
        let account = self.check(snapshot, &caller, now)?;

        let changed = account.two_factor != self.on;
        let (guard, write, row) = AccountRow {
            two_factor: self.on,
            ..account.clone()
        }
        .replaced();
        let mut changes = Changes {
            guards: vec![Guard::SessionLive(caller.session), guard],
            writes: vec![self.proof.spent(now), write],
            ..Changes::default()
        };
        if changed && self.on {
            // What was begun when mail alone was enough must not go on as if more had been shown.
            changes.writes.extend(ended_by_two_factor(snapshot, row.id));
            changes.absorb(others_ended(snapshot, &caller, now, entropy));
        }
        if changed {
            changes.absorb(told_all(&caller, snapshot, &row, feedback, now, entropy));
        }
        Ok((changes, row.view(snapshot.login_of(row.id))))
    }
}
