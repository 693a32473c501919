//! A proof whose token did not say when the person signed in, and the code that is mailed for it.

use crate::model::{Model, identity, key};
use accounts::proof::{CompleteProof, MailProofCode, Presented, TypeProofCode};
use contract::{Code, Purpose, Secret, proof::CompletedProof};

pub fn complete(model: &mut Model, purpose: Purpose, who: &str, session: Option<u8>) -> (Presented, CompleteProof) {
    let presented = model.proof(purpose, who, session);
    model.all.proofs.last_mut().unwrap().completed = None;
    let command = CompleteProof {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret.clone(),
        key: key(who),
        identity: identity(who),
        address_verified: true,
        sign_in_time_told: false,
    };
    (presented, command)
}

/// A proof that was completed by a token without a time.
pub fn undated(model: &mut Model, purpose: Purpose, who: &str, session: Option<u8>) -> (Presented, CompletedProof) {
    let (presented, command) = complete(model, purpose, who, session);
    let answer = model.run(&command);
    (presented, answer)
}

pub fn ask(presented: &Presented) -> MailProofCode {
    MailProofCode {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret.clone(),
    }
}

pub fn typing(presented: &Presented, code: &Secret) -> TypeProofCode {
    TypeProofCode {
        proof: presented.proof,
        attempt_secret: presented.attempt_secret.clone(),
        code: code.clone(),
    }
}

/// To whom the code goes, and the code.
pub fn mailed(model: &mut Model, presented: &Presented) -> (String, Secret) {
    model.take_mails();
    model.run(&ask(presented));
    let (to, letter) = model.take_mails().remove(0);
    (to, letter.code().unwrap().clone())
}

pub fn show(model: &mut Model, presented: &Presented) -> String {
    let (to, code) = mailed(model, presented);
    model.run(&typing(presented, &code));
    to
}

pub const REQUIRED: (Code, &str) = (Code::MailedCodeRequired, "2.13");
