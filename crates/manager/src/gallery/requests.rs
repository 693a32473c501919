//! The calls that guided wizards want made: each request of their closed list, with its secrets put in.

mod contact;
mod conversion;
mod deletion;
mod keys;
mod logins;
mod organization;
mod package;
mod proofs;
mod recovery;
mod site;

pub use site::{ask_site, permit};

use super::{GalleryClient, client::is_too_long};
use contract::{
    Code, Problem, Secret, SessionId,
    account::Account,
    consequence::Preview,
    desktop::wizard::FieldName,
    login::{ChangeLogin, MoveLogin, SwapLogins},
    proof::SpendProof,
    session::{Installation, OpenedSession},
};
use reqwest::Method;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::HashMap;
use wizards::{Answer, Call, Current, Request, Slot};

/// What is secret in a call, or known to the app alone.
#[derive(Clone, Debug)]
pub struct Parts {
    /// What spends each proof.
    pub proofs: HashMap<Slot, SpendProof>,
    /// What was typed into secret fields.
    pub typed: Vec<(FieldName, Secret)>,
    /// Who asks.
    pub installation: Installation,
    /// The secret of the wizard's request for a mail.
    pub request: Option<Secret>,
    /// The recovery codes that are shown.
    pub shown: Vec<Secret>,
}

/// What a gallery told: the answer for the machine, and apart from it what is secret.
#[derive(Debug)]
pub struct Told {
    /// For the machine.
    pub answer: Answer,
    /// Recovery codes, to be shown once.
    pub codes: Vec<Secret>,
    /// The text of an API key that was made, to be shown once.
    pub key_text: Option<Secret>,
    /// The token of a recovery session.
    pub recovery_token: Option<Secret>,
    /// The recovery session itself: that it was opened is no news to whoever opened it.
    pub recovery_session: Option<SessionId>,
    /// A session, whose account is one of this app's from now on.
    pub opened: Option<Box<OpenedSession>>,
}

impl From<Answer> for Told {
    fn from(answer: Answer) -> Self {
        Self {
            answer,
            codes: Vec::new(),
            key_text: None,
            recovery_token: None,
            recovery_session: None,
            opened: None,
        }
    }
}

impl Parts {
    fn proof(&self, slot: Slot) -> Result<SpendProof, Problem> {
        let proof = self.proofs.get(&slot).cloned();
        proof.ok_or_else(|| Problem::new(Code::ProofInvalid, "the secret of the proof is not there"))
    }

    /// What was typed there; empty where nothing was. A code is written in one way, so that one that is typed again with
    /// other spaces goes with the same request.
    pub fn typed(&self, field: FieldName) -> Secret {
        let found = self.typed.iter().find(|(name, _)| *name == field);
        let typed = found.map_or_else(|| Secret::new(String::new()), |(_, secret)| secret.clone());
        match field {
            FieldName::Code => accounts::code::digits(&typed).unwrap_or(typed),
            FieldName::RecoveryCode => accounts::recovery_code::plain(&typed),
            _ => typed,
        }
    }

    /// What shows that the account is the caller's, as the two members of a request.
    fn current(&self, current: Current) -> Result<(Option<SpendProof>, Option<Secret>), Problem> {
        Ok(match current {
            Current::Proof(slot) => (Some(self.proof(slot)?), None),
            Current::RecoveryCode => (None, Some(self.typed(FieldName::RecoveryCode))),
        })
    }
}

/// Makes the call.
///
/// # Errors
/// The gallery's refusal, or that it cannot be reached.
pub async fn make(client: &GalleryClient, token: Option<&Secret>, call: &Call, parts: Parts) -> Result<Told, Problem> {
    let told = sent(Sending { client, token, call }, &call.request, parts).await?;
    let opened = told.opened.as_deref().map(|opened| &opened.token);
    let mut tokens = opened.into_iter().chain(&told.recovery_token);
    match tokens.find(|token| is_too_long(token)) {
        Some(_) => Err(Problem::new(Code::GalleryFailed, "a session token over the limit")),
        None => Ok(told),
    }
}

async fn sent(sending: Sending<'_>, request: &Request, parts: Parts) -> Result<Told, Problem> {
    match request {
        Request::ChangeLogin { current, new } => {
            let (current, recovery_code) = parts.current(*current)?;
            let new = parts.proof(*new)?;
            let body = ChangeLogin {
                current,
                recovery_code,
                new,
            };
            sending.account(Method::POST, "/account/login", &body).await
        }
        Request::SwapLogins { mine, theirs } => {
            let (mine, theirs) = (parts.proof(*mine)?, parts.proof(*theirs)?);
            let body = SwapLogins { mine, theirs };
            sending.account(Method::POST, "/account/login/swap", &body).await
        }
        Request::MoveLogin {
            current,
            new,
            username,
            unlist_orphans,
        } => {
            let (current, recovery_code) = parts.current(*current)?;
            let body = MoveLogin {
                current,
                recovery_code,
                new: parts.proof(*new)?,
                username: username.clone(),
                unlist_orphans: *unlist_orphans,
            };
            sending.account(Method::POST, "/account/login/move", &body).await
        }
        Request::Contact(request) => sending.contact(request, &parts).await,
        Request::Deletion(request) => sending.deletion(request, &parts).await,
        Request::Conversion(request) => sending.conversion(request, &parts).await,
        Request::Organization(request) => sending.organization(request).await,
        Request::Packages(request) => sending.package(request).await,
        Request::Keys(request) => sending.keys(request).await,
        Request::Recovery(request) => sending.recovery(request, &parts).await,
        Request::Logins(request) => sending.logins(request, parts).await,
        Request::Proofs(request) => sending.proof(*request, &parts).await,
        // It has a client of its own.
        Request::Site(_) => Err(Problem::new(Code::AppFailed, "nuget.org is no account service")),
    }
}

/// Of a request without a body.
const NOTHING: Option<&()> = None;

/// A name as one segment of a path.
fn segment(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    name.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

/// A call on its way.
struct Sending<'a> {
    client: &'a GalleryClient,
    token: Option<&'a Secret>,
    call: &'a Call,
}

impl Sending<'_> {
    /// A write that answers with the account, or with its consequences where only those are asked for.
    async fn account(&self, method: Method, path: &str, body: &impl Serialize) -> Result<Told, Problem> {
        if self.call.preview {
            return self.consequences(method, path, body).await;
        }
        let account: Account = self.answer(method, path, Some(body)).await?;
        Ok(Answer::Account(Box::new(account)).into())
    }

    async fn consequences(&self, method: Method, path: &str, body: &impl Serialize) -> Result<Told, Problem> {
        let preview: Preview = self.answer(method, path, Some(body)).await?;
        Ok(Answer::Consequences(preview.consequences).into())
    }

    async fn answer<A: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<A, Problem> {
        let bytes = self.bytes(method, path, body).await?;
        parsed(&bytes)
    }

    /// Where nothing is said but that it is done.
    async fn bytes(&self, method: Method, path: &str, body: Option<&impl Serialize>) -> Result<Vec<u8>, Problem> {
        self.client.send(self.token, self.call, method, path, body).await
    }

    /// A question.
    async fn asked<A: DeserializeOwned>(&self, path: &str) -> Result<A, Problem> {
        self.answer(Method::GET, path, NOTHING).await
    }

    /// A write whose answer tells nothing that is not read again anyway, or its consequences.
    async fn done(&self, method: Method, path: &str, body: Option<&impl Serialize>) -> Result<Told, Problem> {
        let bytes = self.bytes(method, path, body).await?;
        if self.call.preview {
            let preview: Preview = parsed(&bytes)?;
            return Ok(Answer::Consequences(preview.consequences).into());
        }
        Ok(Answer::Done.into())
    }
}

fn parsed<A: DeserializeOwned>(bytes: &[u8]) -> Result<A, Problem> {
    serde_json::from_slice(bytes).map_err(|_| Problem::new(Code::GalleryFailed, "an answer of another form"))
}

#[cfg(test)]
mod tests {
    use super::segment;

    #[test]
    fn a_name_cannot_leave_its_place_in_a_path() {
        assert_eq!(segment("Contoso.Tools-1_x"), "Contoso.Tools-1_x");
        assert_eq!(segment("a/../b?c#d%"), "a%2F..%2Fb%3Fc%23d%25");
    }
}
