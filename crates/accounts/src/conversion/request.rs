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
    draft::Draft,
    entropy::Entropy,
    letter::LetterKind,
    mailed_act::{ActKind, MailedAct},
    organization::account_of,
    proof,
    recovery::second_demanded,
    refusal::Refusal,
    session::Caller,
    snapshot::{Need, Snapshot},
    two_factor::Policy,
    username::Username,
    write::Write,
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

/// The request, with what was shown before it.
fn made(parties: &Parties<'_>, caller: &Caller, shown: String, now: Timestamp, entropy: &mut Entropy) -> Conversion {
    let from_recovery = caller.kind == SessionKind::Recovery;
    Conversion {
        id: entropy.id(now),
        account: parties.account.id,
        administrator: parties.administrator.id,
        from_recovery,
        second_shown: from_recovery && parties.account.two_factor,
        made_at: now,
        expires_at: now.plus_secs(REQUEST_SECONDS),
        accepted_at: None,
        effective_at: None,
        shown,
    }
}

/// The request takes the place of an earlier one, whose administrator hears of it, the same one too (rule 12.7).
fn replace(draft: &mut Draft<'_>, parties: &Parties<'_>) {
    let (snapshot, account, now) = (draft.snapshot, parties.account, draft.now);
    for earlier in snapshot.conversions.iter().filter(|row| row.account == account.id) {
        draft.write(Write::RemoveMailedActs(earlier.id));
        let Some(to) = snapshot.account(earlier.administrator).filter(|_| earlier.is_open(now)) else {
            continue;
        };
        let by = account.username.as_str();
        draft.audit(to.id, AuditKind::ConversionCancelled, by);
        draft.event(to.id, &EventKind::AccountChanged);
        let by = by.to_owned();
        draft.mail_if_allowed(to, account, LetterKind::ConversionEnded { by, by_link: false });
    }
}

fn tell(draft: &mut Draft<'_>, parties: &Parties<'_>, conversion: &Conversion) {
    let (account, administrator) = (parties.account, parties.administrator);
    let (name, to) = (account.username.as_str(), administrator.username.as_str());
    let kind = AuditKind::ConversionRequested;
    draft.audit(account.id, kind, to);
    draft.audit(administrator.id, kind, name);
    draft.event(account.id, &EventKind::AccountChanged);
    let asked = EventKind::ConversionRequested {
        account: name.to_owned(),
    };
    draft.event(administrator.id, &asked);
    if administrator.mail.from_others {
        let (kind, about) = (ActKind::Conversion, conversion.id);
        let (act, reference) = MailedAct::issue(kind, account.id, about, REQUEST_SECONDS, draft.now, draft.entropy);
        draft.write(Write::InsertMailedAct(act));
        let letter = LetterKind::ConversionRequested {
            administrator: to.to_owned(),
            until: conversion.expires_at,
            reference,
        };
        draft.mail_about(administrator, account, letter);
    }
    let administrator = to.to_owned();
    draft.notices(account, &LetterKind::ConversionInitiated { administrator });
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
        let conversion = made(&parties, &caller, shown::kept(&consequences), now, entropy);
        let mut draft = Draft::by(&caller, snapshot, now, entropy);
        draft.changes_part(parties.account.id);
        draft.changes_part(parties.administrator.id);
        if let Some((account, used)) = second {
            draft.replace(account);
            draft.absorb(used);
        }
        draft.write(Write::PutConversion(conversion.clone()));
        if let Some((proof, _)) = self.proof.as_ref().filter(|_| !conversion.from_recovery) {
            draft.write(Write::SpendProof { proof: *proof, at: now });
        }
        replace(&mut draft, &parties);
        tell(&mut draft, &parties, &conversion);
        draft.consequences(consequences);
        let answer = view::between(&conversion, parties.account, parties.administrator);
        Ok((draft.finish(), answer))
    }
}
