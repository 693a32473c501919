//! The contact e-mail, what is mailed, and the username.

use super::{NOTHING, Parts, Sending, Told, segment};
use crate::gallery::mailed_link::{mailed_reference, refuse_foreign_link};
use contract::{
    Problem,
    account::{Account, ChooseMail, ConfirmEmail},
    contact::{ChangeEmail, ConfirmByLink, RequestUsername, UsernameRequest},
    desktop::wizard::FieldName,
};
use reqwest::Method;
use serde::Serialize;
use wizards::{Answer, call::ContactRequest};

impl Sending<'_> {
    pub(super) async fn contact(&self, request: &ContactRequest, parts: &Parts) -> Result<Told, Problem> {
        match request {
            ContactRequest::Account => {
                let account: Account = self.asked("/account").await?;
                Ok(Answer::Account(Box::new(account)).into())
            }
            ContactRequest::ChangeEmail {
                organization,
                address,
                proof,
                revision,
                ..
            } => {
                let proof = proof.map(|slot| parts.proof(slot)).transpose()?;
                let typed = parts.typed(FieldName::Password);
                let goes = proof.is_none() && !typed.expose().is_empty();
                let body = ChangeEmail {
                    address: address.clone(),
                    password: goes.then_some(typed),
                    revision: revision.clone(),
                    proof,
                };
                self.of(organization.as_deref(), Method::PUT, "email", Some(&body))
                    .await
            }
            ContactRequest::CancelEmail { organization, revision } => {
                let what = as_seen("email", revision.as_deref());
                self.of(organization.as_deref(), Method::DELETE, &what, NOTHING).await
            }
            ContactRequest::ConfirmEmail { organization } => {
                let code = parts.typed(FieldName::Code);
                match (mailed_reference(&self.client.origin(), code.expose()), organization) {
                    (Some(reference), None) => {
                        // Whose address it confirmed, the machine reads: the link may be an organization's.
                        let body = ConfirmByLink { reference };
                        return self.done(Method::POST, "/email-confirmations", Some(&body)).await;
                    }
                    (Some(_), Some(_)) => {}
                    (None, _) => refuse_foreign_link(&code)?,
                }
                let body = ConfirmEmail { code };
                self.of(organization.as_deref(), Method::POST, "email/confirmation", Some(&body))
                    .await
            }
            ContactRequest::ResendCode { organization } => {
                let path = path_of(organization.as_deref(), "email/confirmation/resend");
                self.done(Method::POST, &path, NOTHING).await
            }
            ContactRequest::ChooseMail { choices, revision } => {
                let body = ChooseMail {
                    from_others: choices.from_others,
                    package_published: choices.package_published,
                    revision: revision.clone(),
                };
                self.account(Method::PUT, "/account/mail", &body).await
            }
            ContactRequest::UsernameRequest => {
                let request: UsernameRequest = self.asked("/account/username-request").await?;
                Ok(Answer::UsernameRequest(request).into())
            }
            ContactRequest::RequestUsername {
                wanted,
                reason,
                revision,
            } => {
                let body = RequestUsername {
                    wanted: wanted.clone(),
                    reason: reason.clone(),
                    revision: revision.clone(),
                };
                self.done(Method::POST, "/account/username-request", Some(&body)).await
            }
            ContactRequest::WithdrawUsername { revision } => {
                let path = as_seen("/account/username-request", revision.as_deref());
                self.done(Method::DELETE, &path, NOTHING).await
            }
        }
    }

    /// A write to the account's own address, which answers with the account; or to an organization's, whose account is
    /// not the session's.
    async fn of(
        &self,
        organization: Option<&str>,
        method: Method,
        what: &str,
        body: Option<&impl Serialize>,
    ) -> Result<Told, Problem> {
        let path = path_of(organization, what);
        if organization.is_some() || self.call.preview {
            return self.done(method, &path, body).await;
        }
        let account: Account = self.answer(method, &path, body).await?;
        Ok(Answer::Account(Box::new(account)).into())
    }
}

/// The path with the revision that was seen, where one was.
fn as_seen(path: &str, revision: Option<&str>) -> String {
    revision.map_or_else(|| path.to_owned(), |seen| format!("{path}?revision={seen}"))
}

fn path_of(organization: Option<&str>, what: &str) -> String {
    match organization {
        Some(name) => format!("/organizations/{}/{what}", segment(name)),
        None => format!("/account/{what}"),
    }
}
