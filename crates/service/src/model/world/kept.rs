//! Proofs that are begun, completed and spent by commands of their own, and the codes that are mailed for them.

use super::{Done, Plain, World, proofs::identity};
use crate::model::{act::Act, world::key_of};
use accounts::{
    digest,
    proof::{BeginProof, CompleteProof, CountWrongToken, MailProofCode, Presented, TypeProofCode},
    recovery_code::MakeRecoveryCodes,
    session::Caller,
};
use contract::{Code, Purpose, Secret};

/// From where these proofs are begun.
const FROM: [u8; 32] = [1; 32];

impl World {
    pub(super) async fn run_proof(&mut self, act: &Act, plain: &Plain) -> Option<Done> {
        Some(match *act {
            Act::BeginProof { by } => {
                let session = plain.session(by)?;
                // The service asks this of every request before the rules see it.
                if !plain.is_live(session) {
                    return Some(Err(Code::SessionRequired));
                }
                let caller = self.caller(session);
                self.begin_proof(caller).await
            }
            Act::CountWrongToken { proof, times } => self.count_wrong_tokens(plain.proof(proof)?, times).await,
            Act::CompleteProof { proof, identity, told } => {
                let number = plain.proof(proof)?;
                let who = plain.comes(number, identity);
                self.complete_proof(plain, number, (who, told)).await
            }
            Act::MailProofCode { proof } => self.mail_proof_code(plain.proof(proof)?).await,
            Act::TypeProofCode { proof, right } => self.type_proof_code(plain.proof(proof)?, right).await,
            Act::SpendProof { by, proof } => {
                let caller = self.by(plain, by)?;
                let proof = self.kept[plain.proof(proof)?].clone();
                self.ten_codes(caller, proof).await
            }
            _ => unreachable!(),
        })
    }

    async fn begin_proof(&mut self, caller: Caller) -> Done {
        let attempt_secret = Secret::new(format!("the secret of attempt {}", self.kept.len()));
        let begun = self
            .done(BeginProof {
                purpose: Purpose::MakeRecoveryCodes,
                attempt_hash: digest::to_text(&digest::of_text(attempt_secret.expose())),
                session: Some(caller),
                caller: FROM,
                registration_open: true,
            })
            .await?;
        let proof = begun.id;
        self.kept.push(Presented { proof, attempt_secret });
        Ok(())
    }

    async fn count_wrong_tokens(&mut self, number: usize, times: usize) -> Done {
        for _ in 0..times {
            let Presented { proof, attempt_secret } = self.kept[number].clone();
            self.did(CountWrongToken { proof, attempt_secret }).await?;
        }
        Ok(())
    }

    async fn complete_proof(&mut self, plain: &Plain, number: usize, (who, told): (usize, bool)) -> Done {
        let Presented { proof, attempt_secret } = self.kept[number].clone();
        self.did(CompleteProof {
            proof,
            attempt_secret,
            key: key_of(who),
            identity: identity(who, !plain.weak.contains(&who)),
            address_verified: false,
            sign_in_time_told: told,
        })
        .await
    }

    async fn mail_proof_code(&mut self, number: usize) -> Done {
        let Presented { proof, attempt_secret } = self.kept[number].clone();
        self.code = None;
        let mailed = self.did(MailProofCode { proof, attempt_secret }).await;
        let code = self.code.take();
        code.map(|code| self.proof_codes.insert(number, code));
        mailed
    }

    async fn type_proof_code(&mut self, number: usize, right: bool) -> Done {
        let Presented { proof, attempt_secret } = self.kept[number].clone();
        let code = self.proof_codes.get(&number).filter(|_| right).cloned();
        let code = code.unwrap_or_else(|| Secret::new("00000000".to_owned()));
        self.did(TypeProofCode {
            proof,
            attempt_secret,
            code,
        })
        .await
    }

    /// Spends a proof on ten recovery codes.
    pub(super) async fn ten_codes(&mut self, caller: Caller, proof: Presented) -> Done {
        let (account, two_factor) = (caller.account, self.two_factor);
        let command = MakeRecoveryCodes {
            caller,
            proof,
            two_factor,
        };
        let made = self.done(command).await;
        made.map(|made| drop(self.recovery_codes.insert(account, made.codes)))
    }
}
