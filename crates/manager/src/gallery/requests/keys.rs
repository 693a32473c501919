//! API keys. The text of one that was made goes beside the answer.

use super::{NOTHING, Sending, Told};
use contract::{
    Problem,
    key::{ChangeKey, KeyList, MadeKey, MakeKey, RegenerateKey},
};
use reqwest::Method;
use serde::Serialize;
use wizards::{Answer, call::KeyRequest};

impl Sending<'_> {
    pub(super) async fn keys(&self, request: &KeyRequest) -> Result<Told, Problem> {
        match request {
            KeyRequest::List => {
                let list: KeyList = self.asked("/keys").await?;
                Ok(Answer::Keys(Box::new(list)).into())
            }
            KeyRequest::Make {
                owner,
                description,
                scopes,
                packages,
                days,
            } => {
                let body = MakeKey {
                    owner: owner.clone(),
                    description: description.clone(),
                    scopes: scopes.clone(),
                    packages: packages.clone(),
                    expires_in_days: *days,
                };
                self.makes_key("/keys", &body).await
            }
            KeyRequest::Change {
                key,
                revision,
                description,
                scopes,
                packages,
                days,
            } => {
                let body = ChangeKey {
                    revision: revision.clone(),
                    description: description.clone(),
                    scopes: scopes.clone(),
                    packages: packages.clone(),
                    expires_in_days: *days,
                };
                self.done(Method::PATCH, &format!("/keys/{key}"), Some(&body)).await
            }
            KeyRequest::Regenerate { key, revision, days } => {
                let body = RegenerateKey {
                    revision: revision.clone(),
                    expires_in_days: *days,
                };
                self.makes_key(&format!("/keys/{key}/regenerate"), &body).await
            }
            KeyRequest::Revoke { key } => self.done(Method::DELETE, &format!("/keys/{key}"), NOTHING).await,
        }
    }

    async fn makes_key(&self, path: &str, body: &impl Serialize) -> Result<Told, Problem> {
        if self.call.preview {
            return self.consequences(Method::POST, path, body).await;
        }
        let made: MadeKey = self.answer(Method::POST, path, Some(body)).await?;
        Ok(Told {
            key_text: Some(made.text),
            ..Answer::KeyMade(Box::new(made.key)).into()
        })
    }
}
