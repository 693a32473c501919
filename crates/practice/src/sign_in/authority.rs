//! The authorities under which the provider answers: the first segment of every path, as at Microsoft.

use super::directory::Principal;
use crate::cast::{CONTOSO_DOMAIN, CONTOSO_TENANT, PERSONAL_TENANT, UNMANAGED_DOMAIN, UNMANAGED_TENANT};
use serde_json::{Value, json};

/// Whom a sign-in under a path serves (Microsoft, "OpenID Connect on the Microsoft identity platform", `{tenant}`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Authority {
    /// `common`: personal, and work or school accounts.
    Common,
    /// `organizations`: work or school accounts.
    Organizations,
    /// `consumers`: personal accounts.
    Consumers,
    /// The accounts of one tenant, by its id.
    Tenant(&'static str),
}

impl Authority {
    /// Reads the first path segment: an alias, a tenant id in any case, or the domain of a tenant.
    pub(super) fn parse(segment: &str) -> Option<Self> {
        match segment.to_ascii_lowercase().as_str() {
            "common" => Some(Self::Common),
            "organizations" => Some(Self::Organizations),
            "consumers" => Some(Self::Consumers),
            PERSONAL_TENANT => Some(Self::Tenant(PERSONAL_TENANT)),
            CONTOSO_TENANT | CONTOSO_DOMAIN => Some(Self::Tenant(CONTOSO_TENANT)),
            UNMANAGED_TENANT | UNMANAGED_DOMAIN => Some(Self::Tenant(UNMANAGED_TENANT)),
            _ => None,
        }
    }

    /// The segment as the provider writes it in its own addresses.
    pub(super) fn segment(self) -> &'static str {
        match self {
            Self::Common => "common",
            Self::Organizations => "organizations",
            Self::Consumers => "consumers",
            Self::Tenant(id) => id,
        }
    }

    /// The issuer as the metadata states it: a template where the tenant is only known with the token.
    pub(super) fn issuer(self, origin: &str) -> String {
        match self {
            Self::Common | Self::Organizations => issuer_of(origin, "{tenantid}"),
            Self::Consumers => issuer_of(origin, PERSONAL_TENANT),
            Self::Tenant(id) => issuer_of(origin, id),
        }
    }

    /// Whether this person may sign in here.
    pub(super) fn serves(self, principal: &Principal) -> bool {
        match self {
            Self::Common => true,
            Self::Organizations => !principal.is_personal(),
            Self::Consumers => principal.is_personal(),
            Self::Tenant(id) => principal.tenant == id,
        }
    }

    /// OpenID Provider Metadata (OpenID Connect Discovery 1.0, section 3), with the paths that Microsoft uses.
    pub(super) fn metadata(self, origin: &str) -> Value {
        let base = format!("{origin}/{}", self.segment());
        json!({
            "issuer": self.issuer(origin),
            "authorization_endpoint": format!("{base}/oauth2/v2.0/authorize"),
            "token_endpoint": format!("{base}/oauth2/v2.0/token"),
            "jwks_uri": format!("{base}/discovery/v2.0/keys"),
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["none"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "profile", "email"],
            "claims_supported": ["sub", "iss", "aud", "exp", "nbf", "iat", "auth_time", "acr", "nonce", "name",
                "preferred_username", "email", "tid", "oid", "ver"],
            "acr_values_supported": [super::request::POLICY_MFA, super::request::POLICY_DEFAULT],
            "request_parameter_supported": false,
            "request_uri_parameter_supported": false,
            "claims_parameter_supported": false,
        })
    }
}

/// The issuer of one tenant, or with `{tenantid}` the template of all.
pub(super) fn issuer_of(origin: &str, tenant: &str) -> String {
    format!("{origin}/{tenant}/v2.0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authority_of_many_tenants_has_a_template_as_issuer_and_one_of_one_tenant_its_own() {
        let origin = "http://127.0.0.1:1";
        assert_eq!(Authority::Common.issuer(origin), "http://127.0.0.1:1/{tenantid}/v2.0");
        assert_eq!(
            Authority::Organizations.issuer(origin),
            "http://127.0.0.1:1/{tenantid}/v2.0"
        );
        assert_eq!(
            Authority::Consumers.issuer(origin),
            format!("http://127.0.0.1:1/{PERSONAL_TENANT}/v2.0")
        );
        assert_eq!(
            Authority::parse("Contoso.example"),
            Some(Authority::Tenant(CONTOSO_TENANT))
        );
        assert_eq!(Authority::parse("fabrikam.example"), None);
    }
}
