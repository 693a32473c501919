//! The code that is mailed for a proof whose sign-in may be an old one (rules 2.12, 2.13).

use super::{Completed, Freshness, Proof, freshness, spendable_until};
use crate::{
    account::AccountRow,
    code::{CODE_SECONDS, TRIES, digits},
    command::{Changes, Command, Decision},
    contact::lasting_address,
    digest::{self, Hash},
    email::EmailAddress,
    entropy::Entropy,
    letter::LetterKind,
    outbound::{AuditRow, Mail},
    refusal::Refusal,
    snapshot::{Need, Snapshot},
    write::{Guard, Write},
};
use contract::{AccountId, Code, ProofId, Secret, Timestamp, account::AuditKind, proof::MailedCode};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// How many codes are mailed for one proof.
pub const CODES_PER_PROOF: usize = 5;

/// How many codes for proofs are mailed to one account within an hour.
pub const CODES_PER_HOUR: usize = 20;

const HOUR: i64 = 3600;

/// A mailed code, bound to the proof, the account and the address. Of the code only the hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofCode {
    /// Its id.
    pub id: Uuid,
    /// The proof that it is for.
    pub proof: ProofId,
    /// The account to whose contact e-mail it went.
    pub account: AccountId,
    /// Hash of the code.
    pub code_hash: Hash,
    /// When it was made.
    pub made_at: Timestamp,
    /// How often it may still be typed.
    pub tries_left: u32,
}

impl ProofCode {
    /// A new code for a proof, with its digits for the mail to this address of the account.
    fn make(
        proof: ProofId,
        account: AccountId,
        address: &EmailAddress,
        now: Timestamp,
        entropy: &mut Entropy,
    ) -> (Self, Secret) {
        let (id, digits) = (entropy.id(now), Secret::new(entropy.eight_digits()));
        let code = Self {
            id,
            proof,
            account,
            code_hash: hash_of((id, proof, account), address, &digits),
            made_at: now,
            tries_left: TRIES,
        };
        (code, digits)
    }

    fn is_open(&self, now: Timestamp) -> bool {
        self.tries_left > 0 && now < self.made_at.plus_secs(CODE_SECONDS)
    }

    /// Whether this is the code that was mailed to this address, in constant time.
    fn is_code(&self, address: &EmailAddress, code: &Secret) -> bool {
        hash_of((self.id, self.proof, self.account), address, code)
            .ct_eq(&self.code_hash)
            .into()
    }
}

fn hash_of((id, proof, account): (Uuid, ProofId, AccountId), address: &EmailAddress, code: &Secret) -> Hash {
    let address = address.folded();
    let parts: [&[u8]; 5] = [
        id.as_bytes(),
        proof.as_bytes(),
        account.as_bytes(),
        address.as_bytes(),
        code.expose().as_bytes(),
    ];
    digest::labelled("nuget-accounts/proof-code/v1", &parts)
}

fn needs(proof: ProofId) -> Vec<Need> {
    vec![
        Need::Proof(proof),
        Need::AccountOfProof(proof),
        Need::LoginChangesByProof(proof),
        Need::AddressChangesOfLoaded,
        Need::ProofCodesOfLoaded,
    ]
}

/// A completed proof that can still be spent, for who has its secret.
///
/// # Errors
/// `ProofInvalid` or `ProofExpired`, as for spending it.
fn open<'a>(
    snapshot: &'a Snapshot,
    proof: ProofId,
    attempt_secret: &Secret,
    now: Timestamp,
) -> Result<(&'a Proof, &'a Completed), Refusal> {
    let invalid = |rule| Refusal::new(Code::ProofInvalid, rule, "unknown, not completed, or spent");
    let proof = snapshot
        .proof(proof)
        .filter(|proof| proof.belongs_to(attempt_secret))
        .ok_or_else(|| invalid("2.3"))?;
    let completed = proof.completed.as_ref().filter(|_| proof.spent_at.is_none());
    let completed = completed.ok_or_else(|| invalid("2.7"))?;
    if now >= spendable_until(proof.purpose, completed) {
        let detail = "the time to spend the proof has passed";
        return Err(Refusal::new(Code::ProofExpired, "2.8", detail));
    }
    Ok((proof, completed))
}

/// Whether a code is still to be typed. One that was typed does for the account that the proof was about then; a proof that is
/// about another by now, as an identity came or went meanwhile, takes that one's.
fn wants_code(snapshot: &Snapshot, proof: &Proof, completed: &Completed, now: Timestamp) -> bool {
    match completed.freshness {
        Freshness::Shown => false,
        Freshness::CodeWanted => true,
        Freshness::CodeTyped(account) => {
            let about = freshness::subject(snapshot, proof, &completed.key, now);
            about.is_some_and(|about| about != account)
        }
    }
}

/// The account that the proof is about, and where its codes go.
fn recipient<'a>(
    snapshot: &'a Snapshot,
    proof: &Proof,
    completed: &Completed,
    now: Timestamp,
) -> Result<(&'a AccountRow, &'a EmailAddress), Refusal> {
    let account = freshness::subject(snapshot, proof, &completed.key, now).and_then(|id| snapshot.account(id));
    let found = account.and_then(|account| Some((account, lasting_address(snapshot, account, now)?)));
    found.ok_or_else(freshness::nobody_to_mail)
}

/// Mail a code for a proof that wants one.
#[derive(Debug)]
pub struct MailProofCode {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
}

impl MailProofCode {
    /// Rule 2.12: so many for a proof, and so many for an account within an hour.
    fn check_limits(&self, snapshot: &Snapshot, account: AccountId, now: Timestamp) -> Result<(), Refusal> {
        let codes = || snapshot.proof_codes.iter();
        let too_many = |seconds| {
            let refusal = Refusal::new(Code::TooManyRequests, "2.12", "too many codes were mailed");
            Err(refusal.retry_after(seconds))
        };
        if codes().filter(|code| code.proof == self.proof).count() >= CODES_PER_PROOF {
            return too_many(HOUR);
        }
        let ends = |code: &ProofCode| code.made_at.plus_secs(HOUR);
        let recent = || codes().filter(|code| code.account == account && now < ends(code));
        match recent().map(ends).min() {
            Some(first) if recent().count() >= CODES_PER_HOUR => too_many(first.secs_since(now) + 1),
            _ => Ok(()),
        }
    }
}

impl Command for MailProofCode {
    type Answer = MailedCode;

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(self.proof)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<MailedCode> {
        let (proof, completed) = open(snapshot, self.proof, &self.attempt_secret, now)?;
        if !wants_code(snapshot, proof, completed, now) {
            let detail = "the proof takes no code, or the code was typed";
            return Err(Refusal::new(Code::ProofInvalid, "2.12", detail));
        }
        let (account, address) = recipient(snapshot, proof, completed, now)?;
        self.check_limits(snapshot, account.id, now)?;
        let (code, digits) = ProofCode::make(proof.id, account.id, address, now, entropy);
        let letter = LetterKind::ProofCode {
            code: digits,
            minutes: CODE_SECONDS / 60,
            purpose: proof.purpose,
        };
        let username = account.username.as_str();
        let (kind, subject) = (AuditKind::ProofCodeMailed, Some(address.as_str()));
        let changes = Changes {
            // Of two that ask at once the second is judged on what the first has left.
            guards: vec![Guard::ChangesAccount {
                account: account.id,
                version: account.version,
            }],
            writes: vec![Write::EndProofCodes(proof.id), Write::InsertProofCode(code)],
            audit: vec![AuditRow::new(account.id, kind, None, subject, now, entropy)],
            mails: vec![Mail::new(address.as_str(), username, letter, now, entropy)],
            ..Changes::default()
        };
        let until = spendable_until(proof.purpose, completed);
        let answer = MailedCode {
            masked_address: address.masked(),
            code_expires_at: now.plus_secs(CODE_SECONDS).min(until),
        };
        Ok((changes, answer))
    }
}

/// Type the code that was mailed for a proof.
#[derive(Debug)]
pub struct TypeProofCode {
    /// Which proof.
    pub proof: ProofId,
    /// The secret that began it.
    pub attempt_secret: Secret,
    /// The code as it was typed.
    pub code: Secret,
}

impl TypeProofCode {
    /// The code that was mailed last, if it can be typed: that one ended the others.
    fn asked<'a>(&self, snapshot: &'a Snapshot, account: AccountId, now: Timestamp) -> Result<&'a ProofCode, Refusal> {
        let mut codes = snapshot.proof_codes.iter();
        codes
            .find(|code| code.proof == self.proof && code.account == account && code.is_open(now))
            .ok_or_else(|| Refusal::new(Code::CodeExpired, "2.12", "no code, or one whose time or tries ran out"))
    }
}

/// The refusal of a wrong code, which uses up one of its tries.
fn count_wrong(code: &ProofCode, now: Timestamp, entropy: &mut Entropy) -> Refusal {
    let mut changes = Changes {
        writes: vec![Write::CountWrongProofCode {
            code: code.id,
            seen: code.tries_left,
        }],
        ..Changes::default()
    };
    let left = code.tries_left.saturating_sub(1);
    if left > 0 {
        let refusal = Refusal::new(Code::CodeWrong, "2.12", "not the code");
        return refusal.with_tries_left(left).remembering(changes);
    }
    let kind = AuditKind::EmailCodeExhausted;
    changes
        .audit
        .push(AuditRow::new(code.account, kind, None, None, now, entropy));
    Refusal::new(Code::CodeExpired, "2.12", "not the code, and no tries are left").remembering(changes)
}

impl Command for TypeProofCode {
    type Answer = ();

    fn needs(&self, _now: Timestamp) -> Vec<Need> {
        needs(self.proof)
    }

    fn decide(&self, snapshot: &Snapshot, now: Timestamp, entropy: &mut Entropy) -> Decision<()> {
        let (proof, completed) = open(snapshot, self.proof, &self.attempt_secret, now)?;
        if completed.freshness == Freshness::Shown {
            return Err(Refusal::new(Code::ProofInvalid, "2.12", "the proof takes no code"));
        }
        if !wants_code(snapshot, proof, completed, now) {
            // The request sent again: it was done.
            return Ok((Changes::default(), ()));
        }
        let (account, address) = recipient(snapshot, proof, completed, now)?;
        let asked = self.asked(snapshot, account.id, now)?;
        let wrong_form = || Refusal::new(Code::CodeWrong, "2.12", "not 8 digits").with_tries_left(asked.tries_left);
        let typed = digits(&self.code).ok_or_else(wrong_form)?;
        if !asked.is_code(address, &typed) {
            return Err(count_wrong(asked, now, entropy));
        }
        let writes = vec![Write::TypeProofCode {
            proof: proof.id,
            account: account.id,
        }];
        Ok((
            Changes {
                writes,
                ..Changes::default()
            },
            (),
        ))
    }
}
