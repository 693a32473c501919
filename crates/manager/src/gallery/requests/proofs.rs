//! The code that a proof wants where the provider does not say when somebody signed in (rule 2.12).

use super::{Parts, Sending, Told};
use contract::{
    Problem,
    desktop::wizard::FieldName,
    proof::{MailProofCode, MailedCode, TypeProofCode},
};
use reqwest::Method;
use wizards::{Answer, call::ProofRequest};

impl Sending<'_> {
    pub(super) async fn proof(&self, request: ProofRequest, parts: &Parts) -> Result<Told, Problem> {
        let proof = parts.proof(request.slot())?;
        let path = format!("/proofs/{}/code", proof.proof_id);
        match request {
            ProofRequest::MailCode { .. } => {
                let attempt_secret = proof.attempt_secret;
                let body = MailProofCode { attempt_secret };
                let mailed: MailedCode = self.answer(Method::POST, &path, Some(&body)).await?;
                Ok(Answer::CodeMailed {
                    address: mailed.masked_address,
                    until: self.client.local(mailed.code_expires_at),
                }
                .into())
            }
            ProofRequest::TypeCode { .. } => {
                let body = TypeProofCode {
                    attempt_secret: proof.attempt_secret,
                    code: parts.typed(FieldName::Code),
                };
                self.done(Method::POST, &format!("{path}/confirmation"), Some(&body))
                    .await
            }
        }
    }
}
