//! The acts on an account's page, which need no guided wizard.

use super::GalleryClient;
use crate::gallery::mailed_link::{mailed_reference, refuse_foreign_link};
use contract::{
    Problem, Secret, SessionId,
    account::{Account, ConfirmEmail},
    contact::ConfirmByLink,
};
use reqwest::Method;

impl GalleryClient {
    /// Confirms the contact e-mail with what its mail carried: the code, or the link.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn confirm_email(&self, token: &Secret, code: Secret) -> Result<Account, Problem> {
        if let Some(reference) = mailed_reference(&self.origin(), code.expose()) {
            let link = ConfirmByLink { reference };
            return self.0.post("/api/v1/email-confirmations", Some(token), &link).await;
        }
        refuse_foreign_link(&code)?;
        self.0
            .post(
                "/api/v1/account/email/confirmation",
                Some(token),
                &ConfirmEmail { code },
            )
            .await
    }

    /// Has the confirmation mailed again.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn resend_confirmation(&self, token: &Secret) -> Result<(), Problem> {
        self.0
            .done(
                self.0
                    .request(Method::POST, "/api/v1/account/email/confirmation/resend", Some(token)),
            )
            .await
    }

    /// Ends a session of the account.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn revoke_session(&self, token: &Secret, session: SessionId) -> Result<(), Problem> {
        self.0
            .done(
                self.0
                    .request(Method::DELETE, &format!("/api/v1/sessions/{session}"), Some(token)),
            )
            .await
    }

    /// Ends the session that the token opens.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn sign_out(&self, token: &Secret) -> Result<(), Problem> {
        self.0
            .done(self.0.request(Method::DELETE, "/api/v1/sessions/current", Some(token)))
            .await
    }

    /// Stops them.
    ///
    /// # Errors
    /// The gallery's refusal, or that it cannot be reached.
    pub async fn stop_recovery(&self, token: &Secret) -> Result<(), Problem> {
        let request = self
            .0
            .request(Method::POST, "/api/v1/account/recovery/stop", Some(token));
        self.0.done(request).await
    }
}
