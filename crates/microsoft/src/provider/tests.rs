mod issuer;

use super::*;
use crate::fixtures::proptest_config;
use proptest::prelude::*;
use serde_json::{Value, json};

const COMMON: &[u8] = include_bytes!("../../fixtures/common-metadata.json");
const CONSUMERS: &[u8] = include_bytes!("../../fixtures/consumers-metadata.json");
const TENANT: &str = "7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04";

fn url(text: &str) -> Url {
    text.parse().unwrap()
}

/// Metadata of the given issuer, with its endpoints at the authority's origin.
fn metadata(authority: &str, issuer: &str) -> Value {
    let origin = url(authority).origin().ascii_serialization();
    json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{origin}/authorize"),
        "token_endpoint": format!("{origin}/token"),
        "jwks_uri": format!("{origin}/keys"),
    })
}

fn parse(authority: &str, metadata: &Value) -> Result<Provider, ProviderError> {
    Provider::from_metadata(&url(authority), metadata.to_string().as_bytes())
}

fn rule(authority: &str, issuer: &str) -> Result<IssuerRule, ProviderError> {
    parse(authority, &metadata(authority, issuer)).map(|provider| provider.issuer)
}

#[test]
fn microsofts_common_has_an_issuer_template() {
    let provider = Provider::from_metadata(&url("https://login.microsoftonline.com/common/v2.0"), COMMON).unwrap();
    let template = "https://login.microsoftonline.com/{tenantid}/v2.0";
    assert_eq!(provider.issuer, IssuerRule::Template(template.to_owned()));
    assert_eq!(provider.issuer_id(), template);
    assert_eq!(provider.token_endpoint.path(), "/common/oauth2/v2.0/token");
    assert!(provider.is_microsoft());
}

#[test]
fn microsofts_consumers_has_the_issuer_of_the_consumer_tenant() {
    let provider =
        Provider::from_metadata(&url("https://login.microsoftonline.com/consumers/v2.0"), CONSUMERS).unwrap();
    let issuer = "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0";
    assert_eq!(provider.issuer, IssuerRule::Exact(issuer.to_owned()));
    assert!(provider.is_microsoft());
}

#[test]
fn a_tenant_may_be_named_by_its_domain_and_answer_with_its_guid() {
    let issuer = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
    let authority = "https://login.microsoftonline.com/contoso.onmicrosoft.com/v2.0";
    assert_eq!(rule(authority, &issuer), Ok(IssuerRule::Exact(issuer)));
}

#[test]
fn an_authority_without_tls_is_refused_unless_it_is_on_this_computer_by_number() {
    for authority in [
        "http://id.example.com",
        "http://localhost:4711",
        "http://127.0.0.2:4711",
        "http://192.168.1.1",
        "http://[::2]",
        "ftp://127.0.0.1",
        "https://user@id.example.com",
        "https://:password@id.example.com",
        "https://id.example.com/#fragment",
        "https://id.example.com/?query",
    ] {
        assert_eq!(
            rule(authority, authority),
            Err(ProviderError::Address("authority")),
            "{authority}"
        );
    }
}

/// None of these addresses is taken for any endpoint of an authority elsewhere.
fn no_endpoint_is_taken(addresses: &[&str]) {
    let authority = "https://id.example.com";
    for endpoint in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        for address in addresses {
            let mut metadata = metadata(authority, authority);
            metadata[endpoint] = json!(address);
            assert_eq!(
                parse(authority, &metadata),
                Err(ProviderError::Address(endpoint)),
                "{address}"
            );
        }
    }
}

#[test]
fn an_endpoint_without_tls_is_refused() {
    no_endpoint_is_taken(&[
        "http://id.example.com/x",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://u:p@id.example.com/",
        "https://id.example.com/#f",
    ]);
}

/// Rule 2.14.
#[test]
fn an_authority_elsewhere_names_no_endpoint_on_this_computer() {
    no_endpoint_is_taken(&[
        "http://127.0.0.1:8080/any/path?act=delete",
        "http://[::1]:8080/x",
        "https://127.0.0.1/x",
        "https://127.1.2.3/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://0.0.0.0/x",
        "https://[::]/x",
        "https://localhost/x",
        "https://any.localhost./x",
    ]);
}

#[test]
fn an_authority_on_this_computer_names_endpoints_here_and_elsewhere() {
    for authority in ["http://127.0.0.1:4711", "http://[::1]:4711", "https://localhost:4711"] {
        let mut metadata = metadata(authority, authority);
        assert!(parse(authority, &metadata).is_ok(), "{authority}");
        metadata["token_endpoint"] = json!("http://127.0.0.1:4712/token");
        metadata["jwks_uri"] = json!("https://id.example.com/keys");
        assert!(parse(authority, &metadata).is_ok(), "{authority}");
    }
}

#[test]
fn metadata_that_lacks_something_is_refused() {
    let authority = "https://id.example.com";
    for member in ["issuer", "authorization_endpoint", "token_endpoint", "jwks_uri"] {
        let mut metadata = metadata(authority, authority);
        metadata.as_object_mut().unwrap().remove(member);
        assert_eq!(parse(authority, &metadata), Err(ProviderError::Malformed), "{member}");
    }
    for json in ["", "[]", "null", "<html></html>", r#"{"issuer":1}"#] {
        assert_eq!(
            Provider::from_metadata(&url(authority), json.as_bytes()),
            Err(ProviderError::Malformed),
            "{json}"
        );
    }
}

#[test]
fn metadata_that_names_its_issuer_twice_is_refused() {
    let json = r#"{"issuer":"https://id.example.com","issuer":"https://evil.example",
        "authorization_endpoint":"https://id.example.com/","token_endpoint":"https://id.example.com/",
        "jwks_uri":"https://id.example.com/"}"#;
    let parsed = Provider::from_metadata(&url("https://id.example.com"), json.as_bytes());
    assert_eq!(parsed, Err(ProviderError::Malformed));
}

#[test]
fn only_microsofts_own_host_is_microsoft() {
    for authority in [
        "https://login.microsoftonline.com.evil.example/common",
        "https://evil.example/login.microsoftonline.com",
        "https://login.microsoftonline.com:8443/common",
        "https://login.microsoftonline.us/common",
        "https://sts.login.microsoftonline.com/common",
        "http://127.0.0.1:4711/common",
    ] {
        assert!(
            !parse(authority, &metadata(authority, authority))
                .unwrap()
                .is_microsoft(),
            "{authority}"
        );
    }
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_metadata_makes_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = Provider::from_metadata(&url("https://id.example.com"), &bytes);
    }
}
