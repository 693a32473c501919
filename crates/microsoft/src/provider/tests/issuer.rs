use super::*;

#[test]
fn an_issuer_that_is_the_authority_is_exact() {
    for (authority, issuer) in [
        (
            "https://id.example.com/realms/feed",
            "https://id.example.com/realms/feed",
        ),
        (
            "https://id.example.com/realms/feed/",
            "https://id.example.com/realms/feed",
        ),
        (
            "https://id.example.com/realms/feed",
            "https://id.example.com/realms/feed/",
        ),
        ("https://id.example.com", "https://id.example.com"),
        ("https://id.example.com", "https://id.example.com/"),
        ("http://127.0.0.1:4711", "http://127.0.0.1:4711"),
        ("http://[::1]:4711", "http://[::1]:4711"),
    ] {
        assert_eq!(
            rule(authority, issuer),
            Ok(IssuerRule::Exact(issuer.to_owned())),
            "{authority}"
        );
    }
}

#[test]
fn an_issuer_that_does_not_belong_to_the_authority_is_refused() {
    let tenant_issuer = format!("https://login.microsoftonline.com/{TENANT}/v2.0");
    let other_tenant = "https://login.microsoftonline.com/00000000-0c2f-4b3e-9a61-5f8e2c9b1d04/v2.0";
    for (authority, issuer) in [
        ("https://id.example.com", "https://other.example.com"),
        ("https://id.example.com", "https://id.example.com.evil.example"),
        ("https://id.example.com", "https://id.example.com@evil.example"),
        ("https://id.example.com", "http://id.example.com"),
        ("https://id.example.com", "https://ID.example.com"),
        ("https://id.example.com", "https://id.example.com:8443"),
        ("https://id.example.com/a", "https://id.example.com/b"),
        ("https://id.example.com/a", "https://id.example.com/a?x"),
        ("https://id.example.com/a", "https://id.example.com/a#x"),
        ("https://id.example.com/a", "https://id.example.com/a//"),
        ("https://id.example.com/a", ""),
        // Only a GUID may stand where an alias stood, only in the first segment, and never for another GUID.
        (
            "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com/consumers/v2.0",
        ),
        (other_tenant, &tenant_issuer),
        ("https://login.microsoftonline.com/contoso/v1.0", &tenant_issuer),
        ("https://login.example.com/contoso/v2.0", &tenant_issuer),
        ("https://login.microsoftonline.com/", &tenant_issuer),
        // Templates of another origin, or that are none.
        (
            "https://id.example.com/common/v2.0",
            "https://login.microsoftonline.com/{tenantid}/v2.0",
        ),
        ("https://id.example.com/common", "https://id.example.com/{tenant}"),
        ("https://id.example.com/common", "https://id.example.com/x{tenantid}"),
        (
            "https://id.example.com/common",
            "https://id.example.com/{tenantid}/{tenantid}",
        ),
        ("https://id.example.com/common", "https://id.example.com/{tenantid}/{x}"),
        ("https://id.example.com/common", "https://id.example.com/{tenantid}?x"),
        (
            "https://id.example.com/common",
            "https://id.example.com@evil.example/{tenantid}",
        ),
        ("https://id.example.com/common", "https://{tenantid}.example.com/"),
    ] {
        assert_eq!(
            rule(authority, issuer),
            Err(ProviderError::Issuer),
            "{authority} {issuer}"
        );
    }
}

#[test]
fn an_issuer_that_a_description_may_name_lies_at_the_origin_of_its_authority() {
    let common = url("https://login.microsoftonline.com/common/v2.0");
    for issuer in [
        format!("https://login.microsoftonline.com/{TENANT}/v2.0"),
        "https://login.microsoftonline.com".to_owned(),
    ] {
        assert!(may_name(&common, &issuer), "{issuer}");
    }
    for issuer in [
        "",
        "practice",
        "https://login.microsoftonline.com.example.org/v2.0",
        "https://sts.windows.net/7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04/",
        "http://login.microsoftonline.com/common/v2.0",
    ] {
        assert!(!may_name(&common, issuer), "{issuer}");
    }
    // Every issuer that is believed is one of these.
    for (authority, issuer) in [
        ("https://id.example.com/realm", "https://id.example.com/realm/"),
        ("https://id.example.com:8443", "https://id.example.com:8443"),
    ] {
        assert!(
            rule(authority, issuer).is_ok() && may_name(&url(authority), issuer),
            "{issuer}"
        );
    }
}

proptest! {
    #![proptest_config(proptest_config())]

    #[test]
    fn no_issuer_of_a_foreign_origin_is_taken(issuer in "https?://[a-z0-9.@:/{}?#]{1,60}") {
        let taken = rule("https://id.example.com/common", &issuer).is_ok();
        prop_assert!(!taken || issuer.starts_with("https://id.example.com/"));
    }

    #[test]
    fn no_issuer_makes_the_parser_panic(issuer in ".{0,80}") {
        let _ = rule("https://id.example.com/common", &issuer);
    }
}
