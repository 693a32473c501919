//! Proofs that are kept for later, and the codes that are mailed for them (rules 2.1 to 2.13).

use super::{DAY, HOUR, Plain, Verdict, must};
use crate::model::act::{Act, By};
use contract::Code;

/// How long a completed proof can be spent (rule 2.8), and how long it can be completed (2.2).
const SPENT_WITHIN: i64 = HOUR / 4;
const COMPLETED_WITHIN: i64 = HOUR / 6;

/// A proof that was begun in a session, to make recovery codes with.
#[derive(Clone, Copy, Debug)]
pub struct Proof {
    pub session: usize,
    pub account: usize,
    pub begun: i64,
    pub wrong: u32,
    pub completed: Option<Completed>,
    pub spent: bool,
    pub gone: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct Completed {
    pub at: i64,
    pub identity: usize,
    /// Whether no second factor was at hand.
    weak: bool,
    pub shown: Shown,
}

/// How far it is shown that the sign-in is fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Told,
    Wanted,
    /// For this account.
    Typed(usize),
}

/// A code that was mailed for a proof.
#[derive(Clone, Copy, Debug)]
pub struct ProofCode {
    pub proof: usize,
    pub account: usize,
    address: usize,
    pub made: i64,
    pub tries: u32,
}

impl Plain {
    pub(super) fn decide_proof(&mut self, act: &Act) -> Verdict {
        match *act {
            Act::BeginProof { by } => self.begin_proof(by),
            Act::CountWrongToken { proof, times } => {
                let number = self.proof(proof).unwrap();
                (0..times).try_for_each(|_| {
                    self.must_be_completable(number)?;
                    self.proofs[number].wrong += 1;
                    Ok(())
                })
            }
            Act::CompleteProof { proof, identity, told } => self.complete_proof(proof, identity, told),
            Act::MailProofCode { proof } => self.mail_proof_code(proof),
            Act::TypeProofCode { proof, right } => self.type_proof_code(proof, right),
            Act::SpendProof { by, proof } => self.spend_proof(by, proof),
            _ => unreachable!(),
        }
    }

    /// One of the proofs that were begun last.
    pub fn proof(&self, number: usize) -> Option<usize> {
        let count = self.proofs.len();
        (count > 0).then(|| count - 1 - number % count.min(2))
    }

    /// Who signs in to the account for which a proof was begun, if nobody else is said to come.
    pub fn comes(&self, number: usize, identity: Option<usize>) -> usize {
        let account = self.accounts[self.proofs[number].account].as_ref();
        let own = account.and_then(|account| account.login);
        identity.or(own).unwrap_or(0)
    }

    fn begin_proof(&mut self, by: By) -> Verdict {
        let account = self.full_caller(by)?;
        let (session, begun) = (self.session(by).unwrap(), self.now);
        self.proofs.push(Proof {
            session,
            account,
            begun,
            wrong: 0,
            completed: None,
            spent: false,
            gone: false,
        });
        Ok(())
    }

    fn must_be_completable(&self, number: usize) -> Verdict {
        let proof = self.proofs[number];
        let usable = !proof.gone && proof.completed.is_none() && proof.wrong < 5;
        must(usable, Code::ProofInvalid)?;
        must(self.now < proof.begun + COMPLETED_WITHIN, Code::ProofExpired)
    }

    /// The account that a proof of this identity is about: whose login it is, or was as long as that can be undone, or
    /// else where it was begun.
    fn about(&self, number: usize, identity: usize) -> Option<usize> {
        let replaced = self.change_that_replaced(identity);
        let replaced = replaced.map(|change| self.login_changes[change].account);
        let about = self.signing_in(identity).or(replaced);
        let about = about.unwrap_or(self.proofs[number].account);
        self.accounts[about].is_some().then_some(about)
    }

    fn complete_proof(&mut self, proof: usize, identity: Option<usize>, told: bool) -> Verdict {
        let number = self.proof(proof).unwrap();
        self.must_be_completable(number)?;
        let identity = self.comes(number, identity);
        if !told {
            let about = self.about(number, identity).ok_or(Code::SignInTimeMissing)?;
            let refusal = if about == self.proofs[number].account {
                Code::EmailUnconfirmed
            } else {
                Code::SignInTimeMissing
            };
            must(self.account(about).confirmed.is_some(), refusal)?;
        }
        self.proofs[number].completed = Some(Completed {
            at: self.now,
            identity,
            weak: self.weak.contains(&identity),
            shown: if told { Shown::Told } else { Shown::Wanted },
        });
        Ok(())
    }

    /// A completed proof that can still be spent.
    fn spendable(&self, number: usize) -> Result<Completed, Code> {
        let proof = self.proofs[number];
        let completed = proof.completed.filter(|_| !proof.spent && !proof.gone);
        let completed = completed.ok_or(Code::ProofInvalid)?;
        must(self.now < completed.at + SPENT_WITHIN, Code::ProofExpired)?;
        Ok(completed)
    }

    /// Whether none was typed yet for the account that the proof is about.
    fn wants_code(&self, number: usize, completed: Completed) -> bool {
        match completed.shown {
            Shown::Told => false,
            Shown::Wanted => true,
            Shown::Typed(account) => self
                .about(number, completed.identity)
                .is_some_and(|about| about != account),
        }
    }

    /// To whom the codes for a proof go, and where.
    fn recipient(&self, number: usize, completed: Completed) -> Result<(usize, usize), Code> {
        let about = self.about(number, completed.identity);
        let found = about.and_then(|who| Some((who, self.lasting_address(who)?)));
        found.ok_or(Code::SignInTimeMissing)
    }

    fn mail_proof_code(&mut self, proof: usize) -> Verdict {
        let number = self.proof(proof).unwrap();
        let completed = self.spendable(number)?;
        must(self.wants_code(number, completed), Code::ProofInvalid)?;
        let (account, address) = self.recipient(number, completed)?;
        let of_proof = self.proof_codes.iter().filter(|code| code.proof == number).count();
        let recent = |code: &&ProofCode| code.account == account && self.now < code.made + HOUR;
        let of_account = self.proof_codes.iter().filter(recent).count();
        must(of_proof < 5 && of_account < 20, Code::TooManyRequests)?;
        let earlier = self.proof_codes.iter_mut().filter(|code| code.proof == number);
        earlier.for_each(|code| code.tries = 0);
        self.proof_codes.push(ProofCode {
            proof: number,
            account,
            address,
            made: self.now,
            tries: 5,
        });
        self.write("ProofCode", address);
        Ok(())
    }

    fn type_proof_code(&mut self, proof: usize, right: bool) -> Verdict {
        let number = self.proof(proof).unwrap();
        let completed = self.spendable(number)?;
        must(completed.shown != Shown::Told, Code::ProofInvalid)?;
        if !self.wants_code(number, completed) {
            return Ok(());
        }
        let (account, address) = self.recipient(number, completed)?;
        let now = self.now;
        let open = |code: &&mut ProofCode| {
            let asked = code.proof == number && code.account == account;
            asked && code.tries > 0 && now < code.made + HOUR / 4
        };
        let code = self.proof_codes.iter_mut().find(open).ok_or(Code::CodeExpired)?;
        if !right || code.address != address {
            code.tries -= 1;
            let left = code.tries > 0;
            return Err(if left { Code::CodeWrong } else { Code::CodeExpired });
        }
        let completed = self.proofs[number].completed.as_mut().unwrap();
        completed.shown = Shown::Typed(account);
        Ok(())
    }

    /// On ten recovery codes.
    fn spend_proof(&mut self, by: By, proof: usize) -> Verdict {
        let who = self.acting(by)?;
        self.must_have_no_open_change(who)?;
        let number = self.proof(proof).unwrap();
        must(
            self.session(by) == Some(self.proofs[number].session),
            Code::ProofInvalid,
        )?;
        let completed = self.spendable(number)?;
        let login = self.account(who).login.ok_or(Code::LoginMissing)?;
        must(login == completed.identity, Code::CurrentIdentityWrong)?;
        let fresh = match completed.shown {
            Shown::Told => true,
            Shown::Wanted => false,
            Shown::Typed(account) => self.about(number, completed.identity) == Some(account),
        };
        must(fresh, Code::MailedCodeRequired)?;
        self.must_have_second_or(who, login, completed.weak)?;
        self.proofs[number].spent = true;
        self.ten_codes(who);
        Ok(())
    }

    /// Proofs and codes are kept for a day.
    pub(super) fn purge_proofs(&mut self) {
        let since = self.now - DAY;
        let old = self.proofs.iter_mut().filter(|proof| proof.begun < since);
        old.for_each(|proof| proof.gone = true);
        self.proof_codes.retain(|code| code.made >= since);
    }
}
