//! The service index.

use serde_json::{Value, json};

/// Which address does what, in the order and with the types of the real one.
pub(crate) fn index(base: &str) -> Value {
    let resource = |path: &str, kind: &str, comment: &str| json!({ "@id": format!("{base}{path}"), "@type": kind, "comment": comment });
    json!({
        "version": "3.0.0",
        "resources": [
            resource("query", "SearchQueryService", "search, primary"),
            resource("query2", "SearchQueryService", "search, secondary"),
            resource("query", "SearchQueryService/3.0.0-beta", "search, primary"),
            resource("query", "SearchQueryService/3.0.0-rc", "search, primary"),
            resource("query", "SearchQueryService/3.5.0", "search with package types, primary"),
            resource("query2", "SearchQueryService/3.5.0", "search with package types, secondary"),
            resource("v3/registration/", "RegistrationsBaseUrl", "registrations"),
            resource("v3/registration/", "RegistrationsBaseUrl/3.4.0", "registrations, compressed"),
            resource("v3/registration/", "RegistrationsBaseUrl/3.6.0", "registrations, with SemVer 2.0.0"),
            resource("v3/registration/", "RegistrationsBaseUrl/Versioned", "registrations, with SemVer 2.0.0"),
        ],
        "@context": { "@vocab": "http://schema.nuget.org/services#" },
    })
}
