//! What the gallery knows of the account of a session: read, never changed.

use super::GalleryClient;
use contract::{
    Problem, Secret,
    account::{Account, Activity},
    conversion::{ConversionList, OwnConversion},
    key::KeyList,
    organization::OrganizationList,
    package::{OfferList, PackageList},
    recovery::RecoveryState,
    session::SessionList,
};
use reqwest::{Method, Response};
use serde::de::DeserializeOwned;

impl GalleryClient {
    /// The account of the session.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn account(&self, token: &Secret) -> Result<Account, Problem> {
        self.0
            .answer(self.0.request(Method::GET, "/api/v1/account", Some(token)))
            .await
    }

    /// The account's sessions.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn sessions(&self, token: &Secret) -> Result<SessionList, Problem> {
        self.0
            .answer(self.0.request(Method::GET, "/api/v1/sessions", Some(token)))
            .await
    }

    /// The latest page of the account's audit trail.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn activity(&self, token: &Secret) -> Result<Activity, Problem> {
        self.0
            .answer(self.0.request(Method::GET, "/api/v1/account/activity", Some(token)))
            .await
    }

    /// The account's organizations and invitations.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn organizations(&self, token: &Secret) -> Result<OrganizationList, Problem> {
        self.read(token, "/api/v1/organizations").await
    }

    /// The conversions of others that wait for the account's answer.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn conversions(&self, token: &Secret) -> Result<ConversionList, Problem> {
        self.read(token, "/api/v1/account/conversions").await
    }

    /// The account's own conversion.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn conversion(&self, token: &Secret) -> Result<OwnConversion, Problem> {
        self.read(token, "/api/v1/account/conversion").await
    }

    /// A page of the account's packages; the first without a cursor.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn packages(&self, token: &Secret, cursor: Option<&str>) -> Result<PackageList, Problem> {
        let request = self.0.request(Method::GET, "/api/v1/packages", Some(token));
        let cursor: Vec<(&str, &str)> = cursor.map(|cursor| ("cursor", cursor)).into_iter().collect();
        self.0.answer(request.query(&cursor)).await
    }

    /// The account's API keys.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn keys(&self, token: &Secret) -> Result<KeyList, Problem> {
        self.read(token, "/api/v1/keys").await
    }

    /// The offers of ownership that the account may answer or withdraw.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn offers(&self, token: &Secret) -> Result<OfferList, Problem> {
        self.read(token, "/api/v1/ownership-offers").await
    }

    /// Who is getting into the account by mail.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn recoveries(&self, token: &Secret) -> Result<RecoveryState, Problem> {
        self.read(token, "/api/v1/account/recovery").await
    }

    pub(super) async fn read<A: DeserializeOwned>(&self, token: &Secret, path: &str) -> Result<A, Problem> {
        self.0.answer(self.0.request(Method::GET, path, Some(token))).await
    }

    /// Opens the account's event stream after the cursor.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn events(&self, token: &Secret, cursor: Option<&str>) -> Result<Response, Problem> {
        let mut request = self.0.endless(Method::GET, "/api/v1/events", token);
        if let Some(cursor) = cursor {
            request = request.query(&[("cursor", cursor)]);
        }
        self.0.successful(request).await
    }
}
