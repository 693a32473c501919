//! Offers of ownership.

use super::{NOTHING, Sending, Told};
use contract::{Problem, package::OfferList};
use reqwest::Method;
use wizards::{Answer, call::PackageRequest};

impl Sending<'_> {
    pub(super) async fn package(&self, request: &PackageRequest) -> Result<Told, Problem> {
        match request {
            PackageRequest::Offers => {
                let list: OfferList = self.asked("/ownership-offers").await?;
                Ok(Answer::Offers(list.received).into())
            }
            PackageRequest::Accept { offer } => {
                let path = format!("/ownership-offers/{offer}/accept");
                self.done(Method::POST, &path, NOTHING).await
            }
            PackageRequest::Decline { offer } => {
                let path = format!("/ownership-offers/{offer}/decline");
                self.done(Method::POST, &path, NOTHING).await
            }
        }
    }
}
