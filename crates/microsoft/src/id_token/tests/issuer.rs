use super::*;

const OTHER_TENANT: &str = "11111111-0c2f-4b3e-9a61-5f8e2c9b1d04";

#[test]
fn a_foreign_issuer_is_refused() {
    for issuer in [
        "https://evil.example/7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04/v2.0",
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04/v1.0",
        "https://login.microsoftonline.com/7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04/v2.0/",
        "https://LOGIN.microsoftonline.com/7d4ab1e5-0c2f-4b3e-9a61-5f8e2c9b1d04/v2.0",
        "",
    ] {
        assert_eq!(
            work().claim("iss", issuer).refusal(),
            IdTokenRefusal::KeyOfAnotherIssuer,
            "{issuer}"
        );
        // Even where the key would be allowed to sign for it.
        let keys = json!({ "keys": [TEMPLATE_KEY.jwk(Some(issuer))] });
        assert_eq!(
            Case {
                keys,
                ..work().claim("iss", issuer)
            }
            .refusal(),
            IdTokenRefusal::Issuer,
            "{issuer}"
        );
    }
}

#[test]
fn the_issuer_of_another_tenant_is_refused() {
    let case = work().claim("iss", issuer_of(OTHER_TENANT));
    assert_eq!(case.refusal(), IdTokenRefusal::KeyOfAnotherIssuer);
    let keys = json!({ "keys": [TEMPLATE_KEY.jwk(Some(&issuer_of(OTHER_TENANT)))] });
    assert_eq!(Case { keys, ..case }.refusal(), IdTokenRefusal::Issuer);
}

#[test]
fn the_template_itself_is_no_issuer() {
    let keys = json!({ "keys": [TEMPLATE_KEY.jwk(Some(TEMPLATE))] });
    assert_eq!(
        Case {
            keys,
            ..work().claim("iss", TEMPLATE)
        }
        .refusal(),
        IdTokenRefusal::Issuer
    );
}

#[test]
fn the_key_for_personal_accounts_signs_no_work_tenant() {
    assert_eq!(
        work().signed_by(&CONSUMER_KEY).refusal(),
        IdTokenRefusal::KeyOfAnotherIssuer
    );
}

#[test]
fn the_key_for_all_tenants_signs_personal_accounts_too() {
    assert!(personal().signed_by(&TEMPLATE_KEY).verify().is_ok());
}

#[test]
fn a_key_without_an_issuer_signs_nothing_under_a_template() {
    let keys = json!({ "keys": [TEMPLATE_KEY.jwk(None)] });
    assert_eq!(Case { keys, ..work() }.refusal(), IdTokenRefusal::KeyOfAnotherIssuer);
}

#[test]
fn a_tenant_that_is_not_a_guid_is_refused() {
    for tenant in [
        "common",
        "contoso.example",
        "",
        "{tenantid}",
        "7d4ab1e50c2f4b3e9a615f8e2c9b1d04",
        "../x",
    ] {
        // A template key cannot sign for it; a key bound to that very issuer could, and still the tenant is none.
        let issuer = issuer_of(tenant);
        let keys = json!({ "keys": [TEMPLATE_KEY.jwk(Some(&issuer))] });
        let case = Case { keys, ..work() }.claim("tid", tenant).claim("iss", issuer);
        assert_eq!(case.refusal(), IdTokenRefusal::Tenant, "{tenant}");
        assert_eq!(
            exact().claim("tid", tenant).refusal(),
            IdTokenRefusal::Tenant,
            "{tenant}"
        );
    }
    assert_eq!(work().claim("tid", 7).refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn a_missing_tenant_is_refused_under_a_template() {
    let keys = json!({ "keys": [TEMPLATE_KEY.jwk(Some(&issuer_of(WORK_TENANT)))] });
    assert_eq!(
        Case {
            keys,
            ..work().without("tid")
        }
        .refusal(),
        IdTokenRefusal::Tenant
    );
}

#[test]
fn any_version_but_two_is_refused_under_a_template() {
    assert_eq!(work().without("ver").refusal(), IdTokenRefusal::Version);
    for version in ["1.0", "2", "", "2.00"] {
        assert_eq!(
            work().claim("ver", version).refusal(),
            IdTokenRefusal::Version,
            "{version}"
        );
    }
    assert_eq!(work().claim("ver", 2.0).refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn an_exact_issuer_is_compared_as_text() {
    for issuer in [
        "https://id.example.com/realms/feed/",
        "https://id.example.com/realms",
        "https://ID.example.com/realms/feed",
    ] {
        assert_eq!(
            exact().claim("iss", issuer).refusal(),
            IdTokenRefusal::Issuer,
            "{issuer}"
        );
    }
    assert_eq!(exact().without("iss").refusal(), IdTokenRefusal::Malformed);
}

#[test]
fn a_single_tenant_of_microsoft_is_exact_and_its_template_key_may_sign() {
    let rule = IssuerRule::Exact(issuer_of(WORK_TENANT));
    assert!(
        Case {
            rule: rule.clone(),
            ..work()
        }
        .verify()
        .is_ok()
    );
    let other = work().claim("iss", issuer_of(OTHER_TENANT)).claim("tid", OTHER_TENANT);
    assert_eq!(
        Case {
            rule: rule.clone(),
            ..other
        }
        .refusal(),
        IdTokenRefusal::Issuer
    );
    assert_eq!(
        Case {
            rule,
            ..work().claim("tid", OTHER_TENANT)
        }
        .refusal(),
        IdTokenRefusal::KeyOfAnotherIssuer
    );
}

#[test]
fn a_key_bound_to_another_issuer_does_not_sign_for_an_exact_one() {
    let keys = json!({ "keys": [TEMPLATE_KEY.jwk(Some("https://id.example.com/realms/other"))] });
    assert_eq!(Case { keys, ..exact() }.refusal(), IdTokenRefusal::KeyOfAnotherIssuer);
}
