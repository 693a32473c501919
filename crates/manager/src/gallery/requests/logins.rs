//! The calls about sessions, and about taking changes of logins back.

use super::{Parts, Sending, Told};
use contract::{
    Code, Problem, Secret,
    account::Account,
    desktop::wizard::FieldName,
    login::{DecideChange, RequestDecision, UndoChange},
    session::{OpenSession, OpenedSession},
};
use microsoft::nonce::attempt_hash;
use reqwest::Method;
use serde::Serialize;
use wizards::{Answer, DecideBy, Logins};

impl Sending<'_> {
    pub(super) async fn logins(&self, request: &Logins, parts: Parts) -> Result<Told, Problem> {
        match request {
            Logins::Account => {
                let account: Account = self.answer(Method::GET, "/account", None::<&()>).await?;
                Ok(Answer::Account(Box::new(account)).into())
            }
            Logins::OpenSession { by } => {
                let proof = parts.proof(*by)?;
                let body = OpenSession {
                    proof_id: proof.proof_id,
                    attempt_secret: proof.attempt_secret,
                    installation: parts.installation,
                };
                self.session("/sessions", &body).await
            }
            Logins::Undo {
                by,
                partner,
                recovery_code,
            } => {
                let body = UndoChange {
                    proof: parts.proof(*by)?,
                    partner: partner.map(|slot| parts.proof(slot)).transpose()?,
                    recovery_code: recovery_code.then(|| parts.typed(FieldName::RecoveryCode)),
                    installation: parts.installation,
                };
                if self.call.preview {
                    return self.consequences(Method::POST, "/login-changes/undo", &body).await;
                }
                self.session("/login-changes/undo", &body).await
            }
            Logins::RequestDecision { username, address } => {
                let body = RequestDecision {
                    username: username.clone(),
                    address: address.clone(),
                    request_hash: attempt_hash(&request_of(&parts)?),
                    installation_id: Some(parts.installation.id.clone()),
                };
                self.nothing("/login-changes/decision/code", &body).await
            }
            Logins::Decide { username, decide, by } => {
                let mailed = *by == DecideBy::MailedCode;
                let request_secret = mailed.then(|| request_of(&parts)).transpose()?;
                let body = DecideChange {
                    username: username.clone(),
                    decide: *decide,
                    recovery_code: (!mailed).then(|| parts.typed(FieldName::RecoveryCode)),
                    request_secret,
                    code: mailed.then(|| parts.typed(FieldName::Code)),
                };
                self.nothing("/login-changes/decision", &body).await
            }
        }
    }

    /// A write that opens a session.
    async fn session(&self, path: &str, body: &impl Serialize) -> Result<Told, Problem> {
        let opened: OpenedSession = self.answer(Method::POST, path, Some(body)).await?;
        Ok(Told {
            opened: Some(Box::new(opened)),
            ..Told::from(Answer::Done)
        })
    }

    /// A write whose answer says nothing but that it is done.
    async fn nothing(&self, path: &str, body: &impl Serialize) -> Result<Told, Problem> {
        self.client
            .send(self.token, self.call, Method::POST, path, Some(body))
            .await?;
        Ok(Answer::Done.into())
    }
}

fn request_of(parts: &Parts) -> Result<Secret, Problem> {
    let gone = || Problem::new(Code::CodeWrong, "the secret of the request is not there").about("code");
    parts.request.clone().ok_or_else(gone)
}
