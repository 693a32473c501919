//! Deleting an account, and handing over what it owns.

use super::{NOTHING, Parts, Sending, Told, parsed, segment};
use crate::gallery::mailed_link::mailed_reference;
use contract::{
    Code, Problem,
    account::Account,
    deletion::{DeleteAccount, KeepAccount, PendingDeletion},
    desktop::wizard::FieldName,
    package::OfferOwnership,
};
use reqwest::Method;
use wizards::{Answer, call::DeletionRequest};

impl Sending<'_> {
    pub(super) async fn deletion(&self, request: &DeletionRequest, parts: &Parts) -> Result<Told, Problem> {
        match request {
            DeletionRequest::Show => {
                let pending: PendingDeletion = self.asked("/account/deletion").await?;
                Ok(Answer::Deletion(pending).into())
            }
            DeletionRequest::Delete {
                username,
                proof,
                unlist_orphans,
            } => {
                let body = DeleteAccount {
                    username: username.clone(),
                    proof: proof.map(|slot| parts.proof(slot)).transpose()?,
                    unlist_orphans: *unlist_orphans,
                };
                self.delete(&body).await
            }
            DeletionRequest::Keep => {
                let account: Account = self.answer(Method::POST, "/account/deletion/cancel", NOTHING).await?;
                Ok(Answer::Account(Box::new(account)).into())
            }
            DeletionRequest::KeepByLink { proof } => {
                let pasted = parts.typed(FieldName::MailedLink);
                let reference = mailed_reference(&self.client.origin(), pasted.expose());
                let body = KeepAccount {
                    reference: reference.ok_or_else(no_link)?,
                    proof: proof.map(|slot| parts.proof(slot)).transpose()?,
                };
                self.done(Method::POST, "/deletions/cancel", Some(&body)).await
            }
            DeletionRequest::OfferOwnership { package, username } => {
                let body = OfferOwnership {
                    username: username.clone(),
                    owner: None,
                    transfer: false,
                };
                let path = format!("/packages/{}/owners", segment(package));
                self.done(Method::POST, &path, Some(&body)).await
            }
        }
    }

    /// Without a grace period the account is gone, and the answer is empty.
    async fn delete(&self, body: &DeleteAccount) -> Result<Told, Problem> {
        if self.call.preview {
            return self.consequences(Method::DELETE, "/account", body).await;
        }
        let bytes = self
            .client
            .send(self.token, self.call, Method::DELETE, "/account", Some(body))
            .await?;
        if bytes.is_empty() {
            return Ok(Answer::Done.into());
        }
        Ok(Answer::Deletion(parsed(&bytes)?).into())
    }
}

/// What was pasted is no link of this gallery's mails. It is not sent anywhere.
fn no_link() -> Problem {
    Problem::new(Code::NotFound, "not a link of this gallery's mails").about("mailed_link")
}
