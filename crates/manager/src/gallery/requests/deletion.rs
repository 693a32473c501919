//! Deleting an account, and handing over what it owns.

use super::{NOTHING, Parts, Sending, Told, parsed, segment};
use contract::{
    Problem,
    account::Account,
    deletion::{DeleteAccount, PendingDeletion},
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
