//! Asking for a conversion.

use super::{
    Conversion, REQUEST_SECONDS,
    conditions::{self, Invitations},
    effect::{self, Parties},
    shown, view,
};
use crate::{
    account::AccountRow,
    command::{Changes, Command, Decision},
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    organization::{account_of, changes_part, notices::Notices},
    outbound::told_own,
    proof,
    recovery::second_demanded,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    username::Username,
    write::{Guard, Write},
};
use contract::{
    Code, ProofId, Purpose, Secret, Timestamp, account::AuditKind, conversion, event::EventKind, session::SessionKind,
};

/// Ask for the conversion of the caller's account (rules 12.1 to 12.7). What it answers with and previews are the
/// consequences of its acceptance.
#[derive(Debug)]
pub struct RequestConversion {
    /// Who asks.
    pub caller: Caller,
    /// The username of the future administrator, as it was typed.
    pub administrator: String,
    /// The proof, with the secret that began it.
    pub proof: Option<(ProofId, Secret)>,
    /// A recovery code as it was typed.
    pub recovery_code: Option<Secret>,
    /// Whether only the consequences are asked for; that takes no proof (rule 7.30).
    pub previewing: bool,
    /// What the gallery asks of second factors.
    pub two_factor: Policy,
}

impl RequestConversion {
    /// The username that was typed. Nobody has one of another form, so that such a text is a name that no account has.
    fn name(&self) -> Result<Option<Username>, Refusal> {
        match Username::parse(&self.administrator) {
            Ok(name) => Ok(Some(name)),
            Err(refusal) if refusal.code == Code::UsernameIsEmail => Err(refusal.about("administrator")),
            Err(_) => Ok(None),
        }
    }

    /// The conditions in the order of the rules. The text that is an address comes first of all.
    fn check<'a>(&self, snapshot: &'a Snapshot, caller: &Caller, now: Timestamp) -> Result<Parties<'a>, Refusal> {
        let name = self.name()?;
        let account = account_of(snapshot, caller)?;
        conditions::of_account(snapshot, account, Invitations::StandInTheWay, now)?;
        let from_recovery = caller.kind == SessionKind::Recovery;
        conditions::of_login(snapshot, account.id, from_recovery)?;
        let named = name.and_then(|name| snapshot.account_named(&name.folded()));
        let administrator = conditions::of_administrator(named, account.id)?;
        if !from_recovery && !self.previewing {
            self.check_proof(snapshot, account, caller, now)?;
        }
        Ok(Parties { account, administrator })
    }

    /// Rule 12.5: in a recovery session an account with two-factor on takes what linking an identity to it does.
    fn second(
        &self,
        snapshot: &Snapshot,
        account: &AccountRow,
        caller: &Caller,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> Result<Option<(AccountRow, Changes)>, Refusal> {
        if caller.kind != SessionKind::Recovery || self.previewing {
            return Ok(None);
        }
        second_demanded(snapshot, account, caller, self.recovery_code.as_ref(), now, entropy)
    }

    /// Rules 9.27 and 12.5: who signs in to the account shows it anew.
    fn check_proof(
        &self,
        snapshot: &Snapshot,
        account: &AccountRow,
        caller: &Caller,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let login = snapshot.login_of(account.id);
        let login = login.ok_or_else(|| Refusal::new(Code::LoginMissing, "12.5", "the account has no login"))?;
        let (id, secret) = self
            .proof
            .as_ref()
            .ok_or_else(|| Refusal::new(Code::ProofInvalid, "12.5", "the proof is missing").about("proof"))?;
        let session = Some(caller.session);
        let spendable = proof::spendable(snapshot.proof(*id), secret, Purpose::ConvertAccount, session, now)?;
        if *spendable.key() != login.key {
            let detail = "the proof is of another identity than the account's";
            return Err(Refusal::new(Code::CurrentIdentityWrong, "12.5", detail));
        }
        let completed = spendable.fresh(snapshot, now)?;
        self.two_factor.must_be_met(account, &completed.identity)
    }
}

/// The request takes the place of an earlier one, whose administrator hears of it, the same one too (rule 12.7).
fn replace(notices: &mut Notices<'_>, parties: &Parties<'_>) {
    let (snapshot, account, now) = (notices.snapshot, parties.account, notices.now);
    for earlier in snapshot.conversions.iter().filter(|row| row.account == account.id) {
        notices.changes.writes.push(Write::RemoveMailedActs(earlier.id));
        let Some(to) = snapshot.account(earlier.administrator).filter(|_| earlier.is_open(now)) else {
            continue;
        };
        let by = account.username.as_str();
        notices.audit_by(to.id, AuditKind::ConversionCancelled, account, by);
        notices.event(to.id, EventKind::AccountChanged);
        notices.mail_if_allowed(
            to,
            account,
            LetterKind::ConversionEnded {
                by: by.to_owned(),
                by_link: false,
            },
        );
    }
}

fn tell(notices: &mut Notices<'_>, parties: &Parties<'_>, conversion: &Conversion, caller: &Caller) {
    let (account, administrator) = (parties.account, parties.administrator);
    let (name, to) = (account.username.as_str(), administrator.username.as_str());
    let kind = AuditKind::ConversionRequested;
    notices.audit_own(account.id, kind, Some(caller.installation.as_str()), to);
    notices.audit_by(administrator.id, kind, account, name);
    notices.event(account.id, EventKind::AccountChanged);
    let asked = EventKind::ConversionRequested {
        account: name.to_owned(),
    };
    notices.event(administrator.id, asked);
    if administrator.mail.from_others {
        let (kind, about) = (ActKind::Conversion, conversion.id);
        let (act, reference) = MailedAct::issue(kind, account.id, about, REQUEST_SECONDS, notices.now, notices.entropy);
        notices.changes.writes.push(Write::InsertMailedAct(act));
        let letter = LetterKind::ConversionRequested {
            administrator: to.to_owned(),
            until: conversion.expires_at,
            reference,
        };
        notices.mail(administrator, account, letter);
    }
    let administrator = to.to_owned();
    notices.mail_safety(account, account, &LetterKind::ConversionInitiated { administrator });
}

impl Command for RequestConversion {
    type Answer = conversion::Conversion;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        let mut needs = vec![Need::Session(self.caller.session)];
        needs.extend(effect::needs(self.caller.account));
        needs.push(Need::RecoveryCodes(self.caller.account));
        let name = self.name().ok().flatten();
        needs.extend(name.map(|name| Need::AccountNamed(name.folded())));
        needs.extend(self.proof.as_ref().map(|(proof, _)| Need::Proof(*proof)));
        needs
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<conversion::Conversion> {
        let caller = Caller::check(snapshot.session(self.caller.session), now)?;
        let parties = self.check(snapshot, &caller, now)?;
        let second = self.second(snapshot, parties.account, &caller, now, entropy)?;
        // What its acceptance would do, as of now.
        let consequences = effect::changes(snapshot, &parties, None, now, entropy).consequences;
        let conversion = Conversion {
            id: entropy.id(now),
            account: parties.account.id,
            administrator: parties.administrator.id,
            from_recovery: caller.kind == SessionKind::Recovery,
            second_shown: caller.kind == SessionKind::Recovery && parties.account.two_factor,
            made_at: now,
            expires_at: now.plus_secs(REQUEST_SECONDS),
            accepted_at: None,
            effective_at: None,
            shown: shown::kept(&consequences),
        };
        let mut notices = Notices::new(snapshot, now, entropy);
        notices.changes.guards = vec![Guard::SessionLive(caller.session), changes_part(parties.administrator)];
        match second {
            None => notices.changes.guards.push(changes_part(parties.account)),
            Some((account, used)) => {
                let (guard, write, _) = account.replaced();
                notices.changes.guards.push(guard);
                notices.changes.writes.push(write);
                notices.changes.absorb(used);
            }
        }
        notices.changes.writes.push(Write::PutConversion(conversion.clone()));
        if let Some((proof, _)) = self.proof.as_ref().filter(|_| !conversion.from_recovery) {
            let spent = Write::SpendProof { proof: *proof, at: now };
            notices.changes.writes.push(spent);
        }
        replace(&mut notices, &parties);
        tell(&mut notices, &parties, &conversion, &caller);
        let told = told_own(snapshot, caller.account, &notices.changes.mails, now);
        notices.changes.consequences = consequences.into_iter().chain(told).collect();
        let answer = view::between(&conversion, parties.account, parties.administrator);
        Ok((notices.changes, answer))
    }
}
