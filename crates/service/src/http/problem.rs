//! Refusals as `application/problem+json` (RFC 9457, rule 7.1).

use super::answer::{json, value};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{Code, Problem};
use serde::Serialize;

/// The media type of a refusal.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// A refusal on its way out.
#[derive(Debug)]
pub struct Failure(pub Problem);

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(problem)
    }
}

impl Failure {
    /// The request is not of the API's form.
    pub fn bad_request(detail: &str) -> Self {
        Self(Problem::new(Code::BadRequest, detail))
    }

    /// The same refusal under another status than its code has by itself.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status.as_u16();
        self
    }
}

/// The members of RFC 9457, and our own.
#[derive(Serialize)]
struct Members<'a> {
    r#type: String,
    title: &'static str,
    #[serde(flatten)]
    problem: &'a Problem,
}

/// The status that goes with each code. What only the app finds has none and is a failure if it comes from here.
pub fn status(code: Code) -> StatusCode {
    match code {
        Code::BadRequest => StatusCode::BAD_REQUEST,
        Code::SessionRequired => StatusCode::UNAUTHORIZED,
        Code::FullSessionRequired
        | Code::ProofInvalid
        | Code::SignInNotFresh
        | Code::SignInTimeMissing
        | Code::MailedCodeRequired
        | Code::AccountLocked
        | Code::AccountFrozen
        | Code::CurrentIdentityWrong
        | Code::SecondFactorRequired
        | Code::TwoFactorEnforced
        | Code::TenantPolicyForbidsChange
        | Code::TenantPolicyNotMet
        | Code::PasswordLoginUnsupported
        | Code::EmailUnconfirmed
        | Code::NotAuthorized
        | Code::NotPackageOwner
        | Code::KeyOwnerNotAllowed
        | Code::RegistrationClosed => StatusCode::FORBIDDEN,
        Code::NotFound
        | Code::AccountUnknown
        | Code::MemberNotFound
        | Code::InvitationNotFound
        | Code::ConversionNotFound
        | Code::OwnershipRequestNotFound => StatusCode::NOT_FOUND,
        Code::CredentialsWrong | Code::FeedNotAuthorized => StatusCode::UNAUTHORIZED,
        Code::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
        Code::IdentityNotLinked
        | Code::IdentityAlreadyLinked
        | Code::UsernameTaken
        | Code::EmailTaken
        | Code::LoginMissing
        | Code::LoginPresent
        | Code::LoginChangeOpen
        | Code::LoginChangeNotOpen
        | Code::UndoContested
        | Code::RecoveryCodesRequired
        | Code::RecoveryWaits
        | Code::PasswordMissing
        | Code::LastLogin
        | Code::OrganizationUnconfirmed
        | Code::MemberAlready
        | Code::MemberUnconfirmed
        | Code::MemberIsOrganization
        | Code::LastAdministrator
        | Code::OrganizationHasMembers
        | Code::OrganizationOwnsPackages
        | Code::ConversionIsMember
        | Code::AdministratorIsSame
        | Code::AdministratorUnconfirmed
        | Code::AdministratorIsOrganization
        | Code::DeletionPending
        | Code::DeletionNotPending
        | Code::ConsequencesChanged
        | Code::OwnerAlready
        | Code::LastOwner
        | Code::LimitReached
        | Code::Stale
        | Code::EmailNotPending => StatusCode::CONFLICT,
        Code::ProofExpired | Code::CodeExpired | Code::RecoveryInvalid => StatusCode::GONE,
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::IdTokenInvalid
        | Code::UsernameInvalid
        | Code::UsernameIsEmail
        | Code::EmailInvalid
        | Code::CodeWrong
        | Code::RecoveryCodeWrong
        | Code::RecoveryCodeMistyped
        | Code::AddressMismatch
        | Code::ConfirmationWrong
        | Code::ReasonInvalid
        | Code::PasswordInvalid
        | Code::PasswordWrong
        | Code::PackageInvalid
        | Code::KeyDescriptionInvalid
        | Code::KeyInvalid => StatusCode::UNPROCESSABLE_ENTITY,
        Code::TooManyRequests | Code::PasswordLockedOut => StatusCode::TOO_MANY_REQUESTS,
        Code::ProviderUnreachable => StatusCode::BAD_GATEWAY,
        Code::GalleryBusy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Whether an answer of this status says in `Retry-After` when to come back (rule 7.1): only where waiting is all that it
/// takes. Some clients wait for that header whatever the status, and a change of a login can be undone for three days; there
/// only the problem says it.
pub fn says_when(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE
    )
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut problem = self.0;
        let status = StatusCode::from_u16(problem.status).unwrap_or_else(|_| status(problem.code));
        problem.status = status.as_u16();
        let code = value(&problem.code);
        let members = Members {
            r#type: format!("urn:nuget-accounts:problem:{}", code.as_str().unwrap_or_default()),
            title: status.canonical_reason().unwrap_or("Refused"),
            problem: &problem,
        };
        let mut response = Response::new(Body::from(json(&members)));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if let Some(seconds) = problem.retry_after.filter(|_| says_when(status)) {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        // Whatever the reason: without it a 401 is none (RFC 9110 15.5.2).
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 7.1.
    #[test]
    fn only_what_waiting_alone_mends_says_in_a_header_when_to_come_back() {
        for (code, says) in [
            (Code::TooManyRequests, true),
            (Code::PasswordLockedOut, true),
            (Code::ProviderUnreachable, true),
            (Code::GalleryBusy, true),
            (Code::LoginChangeOpen, false),
            (Code::RecoveryWaits, false),
        ] {
            let mut problem = Problem::new(code, "not now");
            problem.retry_after = Some(259_200);
            let response = Failure(problem).into_response();
            assert_eq!(response.headers().contains_key(header::RETRY_AFTER), says, "{code:?}");
        }
    }

    #[test]
    fn every_401_names_the_scheme_that_the_gallery_takes() {
        for code in [Code::SessionRequired, Code::CredentialsWrong, Code::FeedNotAuthorized] {
            let response = Failure(Problem::new(code, "no")).into_response();
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED, "{code:?}");
            assert_eq!(response.headers()[header::WWW_AUTHENTICATE], "Bearer", "{code:?}");
        }
    }
}
