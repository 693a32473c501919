//! The calls about getting back into an account, recovery codes and two-factor.

use super::{Parts, Sending, Told};
use accounts::recovery_code::{hash_of, must_be_written_right};
use contract::{
    AccountId, Code, Problem, Secret,
    account::Account,
    desktop::wizard::FieldName,
    login::{RecoveryCodes, SwitchTwoFactor},
    recovery::{
        AskAssistance, Assistance, BeginLoginRecovery, BeginPasswordReset, ConfirmRecovery, LinkLogin, OpenedRecovery,
        RecoveryBegun, RecoveryStep, ResetPassword, SignInWithPassword,
    },
    session::{OpenSession, OpenedSession},
};
use microsoft::nonce::attempt_hash;
use reqwest::Method;
use wizards::{
    Answer, Slot,
    call::recovery::{Opened, RecoveryAnswer, RecoveryRequest},
};

impl Parts {
    fn request(&self) -> Result<Secret, Problem> {
        let gone = || Problem::new(Code::RecoveryInvalid, "the secret of the request is not there");
        self.request.clone().ok_or_else(gone)
    }

    pub(super) fn recovery_code(&self, wanted: bool) -> Option<Secret> {
        wanted.then(|| self.typed(FieldName::RecoveryCode))
    }

    /// Whether what is typed is one of the codes that are shown (rule 9.13).
    fn compare_code(&self) -> Result<(), Problem> {
        let typed = self.typed(FieldName::RecoveryCode);
        must_be_written_right(&typed)?;
        // Whose they are does not count here.
        let form = |code: &Secret| hash_of(AccountId::from_bytes([0; 16]), code);
        let is_one = self.shown.iter().any(|shown| form(shown) == form(&typed));
        let wrong = || Problem::new(Code::RecoveryCodeWrong, "not one of those that are shown");
        is_one.then_some(()).ok_or_else(|| wrong().about("recovery_code"))
    }
}

impl Sending<'_> {
    pub(super) async fn recovery(&self, request: &RecoveryRequest, parts: &Parts) -> Result<Told, Problem> {
        match request {
            RecoveryRequest::Describe => {
                let features = self.client.describe().await?.features;
                Ok(told(RecoveryAnswer::Features(features)))
            }
            RecoveryRequest::Account => {
                let account: Account = self.answer(Method::GET, "/account", None::<&()>).await?;
                Ok(Answer::Account(Box::new(account)).into())
            }
            RecoveryRequest::CompareCode => parts.compare_code().map(|()| Answer::Done.into()),
            RecoveryRequest::Link { .. } | RecoveryRequest::OpenSession { .. } => {
                self.open_session(request, parts).await
            }
            RecoveryRequest::MakeCodes { by } => self.make_codes(*by, parts).await,
            RecoveryRequest::SwitchTwoFactor {
                on,
                by,
                recovery_code,
                reason,
            } => {
                let body = SwitchTwoFactor {
                    on: *on,
                    proof: parts.proof(*by)?,
                    recovery_code: parts.recovery_code(*recovery_code),
                    reason: reason.clone(),
                };
                self.account(Method::POST, "/account/two-factor", &body).await
            }
            _ => self.get_back(request, parts).await,
        }
    }

    /// Without a session.
    async fn get_back(&self, request: &RecoveryRequest, parts: &Parts) -> Result<Told, Problem> {
        match request {
            RecoveryRequest::Assist { username, address } => {
                let (username, address) = (username.clone(), address.clone());
                let body = AskAssistance {
                    username,
                    address,
                    installation_id: Some(parts.installation.id.clone()),
                };
                let hint: Assistance = self.post("/recovery/assistance", &body).await?;
                Ok(told(RecoveryAnswer::Assistance(hint)))
            }
            RecoveryRequest::MailLoginCode { username, address, .. } => {
                let body = BeginLoginRecovery {
                    username: username.clone(),
                    address: address.clone(),
                    request_hash: attempt_hash(&parts.request()?),
                    installation_id: Some(parts.installation.id.clone()),
                };
                self.mailed("/recovery/login", &body).await
            }
            RecoveryRequest::MailPasswordCode { name, .. } => {
                let body = BeginPasswordReset {
                    name: name.clone(),
                    request_hash: attempt_hash(&parts.request()?),
                    installation_id: Some(parts.installation.id.clone()),
                };
                self.mailed("/recovery/password", &body).await
            }
            RecoveryRequest::ResetPassword { recovery_code } => {
                let body = ResetPassword {
                    request_secret: parts.request()?,
                    code: parts.typed(FieldName::Code),
                    new_password: parts.typed(FieldName::NewPassword),
                    recovery_code: parts.recovery_code(*recovery_code),
                };
                self.bytes(Method::POST, "/recovery/password/reset", Some(&body))
                    .await?;
                Ok(Answer::Done.into())
            }
            _ => self.enter(request, parts).await,
        }
    }

    /// What may open a recovery session.
    async fn enter(&self, request: &RecoveryRequest, parts: &Parts) -> Result<Told, Problem> {
        match request {
            RecoveryRequest::SignInWithPassword { name, new } => {
                let field = if *new {
                    FieldName::NewPassword
                } else {
                    FieldName::Password
                };
                let body = SignInWithPassword {
                    name: name.clone(),
                    password: parts.typed(field),
                    installation: parts.installation.clone(),
                };
                let opened: OpenedRecovery = self.post("/sessions/password", &body).await?;
                Ok(self.entered(opened))
            }
            RecoveryRequest::ConfirmLogin { recovery_code, wait } => {
                let body = ConfirmRecovery {
                    request_secret: parts.request()?,
                    code: parts.typed(FieldName::Code),
                    recovery_code: parts.recovery_code(*recovery_code),
                    wait: *wait,
                    installation: parts.installation.clone(),
                };
                let step: RecoveryStep = self.post("/recovery/login/confirm", &body).await?;
                Ok(match step {
                    RecoveryStep::Opened(opened) => self.entered(*opened),
                    RecoveryStep::RecoveryCodeWanted { codes_left } => told(RecoveryAnswer::CodeWanted { codes_left }),
                    RecoveryStep::Waits { until } => {
                        let until = self.client.local(until);
                        told(RecoveryAnswer::Waits { until })
                    }
                })
            }
            _ => Err(Code::AppFailed.into()),
        }
    }

    fn entered(&self, opened: OpenedRecovery) -> Told {
        let session = Opened {
            username: opened.account.username,
            until: self.client.local(opened.session.expires_at),
            next: opened.next,
            leaving: opened.account.deletion_at.is_some(),
            login: opened.account.login.map(|login| login.identity),
            two_factor: opened.account.two_factor,
            password_discontinued: opened.password_discontinued,
        };
        Told {
            recovery_token: Some(opened.token),
            recovery_session: Some(opened.session.id),
            ..told(RecoveryAnswer::Opened(Box::new(session)))
        }
    }

    async fn open_session(&self, request: &RecoveryRequest, parts: &Parts) -> Result<Told, Problem> {
        let opened: OpenedSession = match request {
            RecoveryRequest::Link { new, recovery_code } => {
                let proof = parts.proof(*new)?;
                let body = LinkLogin {
                    proof_id: proof.proof_id,
                    attempt_secret: proof.attempt_secret,
                    recovery_code: parts.recovery_code(*recovery_code),
                };
                if self.call.preview {
                    return self.consequences(Method::POST, "/account/login/link", &body).await;
                }
                self.post("/account/login/link", &body).await?
            }
            RecoveryRequest::OpenSession { by } => {
                let proof = parts.proof(*by)?;
                let body = OpenSession {
                    proof_id: proof.proof_id,
                    attempt_secret: proof.attempt_secret,
                    installation: parts.installation.clone(),
                };
                self.post("/sessions", &body).await?
            }
            _ => return Err(Code::AppFailed.into()),
        };
        Ok(Told {
            opened: Some(Box::new(opened.clone())),
            ..Answer::Account(Box::new(opened.account)).into()
        })
    }

    async fn make_codes(&self, by: Slot, parts: &Parts) -> Result<Told, Problem> {
        let body = parts.proof(by)?;
        if self.call.preview {
            return self.consequences(Method::POST, "/account/recovery-codes", &body).await;
        }
        let made: RecoveryCodes = self.post("/account/recovery-codes", &body).await?;
        Ok(Told {
            codes: made.codes.into_iter().map(|code| code.0).collect(),
            ..told(RecoveryAnswer::CodesMade)
        })
    }

    async fn mailed(&self, path: &str, body: &impl serde::Serialize) -> Result<Told, Problem> {
        let begun: RecoveryBegun = self.post(path, body).await?;
        let until = self.client.local(begun.code_expires_at);
        Ok(told(RecoveryAnswer::Mailed { until }))
    }

    async fn post<A: serde::de::DeserializeOwned>(
        &self,
        path: &str,
        body: &impl serde::Serialize,
    ) -> Result<A, Problem> {
        self.answer(Method::POST, path, Some(body)).await
    }
}

fn told(answer: RecoveryAnswer) -> Told {
    Answer::Recovery(answer).into()
}
