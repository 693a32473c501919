//! Conversion to an organization, from both sides.

use super::{NOTHING, Parts, Sending, Told, segment};
use contract::{
    Problem,
    conversion::{AcceptedConversion, ConversionList, OwnConversion, RequestConversion},
};
use reqwest::Method;
use wizards::{Answer, call::ConversionRequest};

impl Sending<'_> {
    pub(super) async fn conversion(&self, request: &ConversionRequest, parts: &Parts) -> Result<Told, Problem> {
        match request {
            ConversionRequest::Own => {
                let own: OwnConversion = self.asked("/account/conversion").await?;
                Ok(Answer::Conversion(own).into())
            }
            ConversionRequest::Request {
                administrator,
                proof,
                recovery_code,
            } => {
                let body = RequestConversion {
                    administrator: administrator.clone(),
                    proof: proof.map(|slot| parts.proof(slot)).transpose()?,
                    recovery_code: parts.recovery_code(*recovery_code),
                };
                self.done(Method::POST, "/account/conversion", Some(&body)).await
            }
            ConversionRequest::Cancel => self.done(Method::DELETE, "/account/conversion", NOTHING).await,
            ConversionRequest::Waiting => {
                let list: ConversionList = self.asked("/account/conversions").await?;
                Ok(Answer::Conversions(list.conversions).into())
            }
            ConversionRequest::Accept { account } => self.accept(account).await,
            ConversionRequest::Reject { account } => {
                let path = format!("/account/conversions/{}", segment(account));
                self.done(Method::DELETE, &path, NOTHING).await
            }
        }
    }

    async fn accept(&self, account: &str) -> Result<Told, Problem> {
        let path = format!("/account/conversions/{}", segment(account));
        if self.call.preview {
            return self.done(Method::POST, &path, NOTHING).await;
        }
        let accepted: AcceptedConversion = self.answer(Method::POST, &path, NOTHING).await?;
        Ok(Answer::Accepted(accepted.effective_at).into())
    }
}
