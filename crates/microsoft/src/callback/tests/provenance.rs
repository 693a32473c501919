use super::*;
use crate::{
    fixtures::{TEMPLATE, WORK_TENANT, issuer_of, microsoft, provider},
    tenant::PERSONAL_TENANT,
};

const ISSUER: &str = "https://id.example.com/realms/feed";

fn other() -> Provider {
    provider(ISSUER, IssuerRule::Exact(ISSUER.to_owned()))
}

/// A provider with tenants that is not Microsoft: the practice sign-in is one.
fn practice() -> Provider {
    provider(
        "http://127.0.0.1:4711/common/v2.0",
        IssuerRule::Template("http://127.0.0.1:4711/{tenantid}/v2.0".to_owned()),
    )
}

/// What the provider sends when it is asked to come back this way.
fn from(redirect: &str, iss: Option<&str>) -> Callback {
    let iss = iss.map(|iss| format!("&iss={iss}")).unwrap_or_default();
    parse_pasted(&format!("{redirect}?code=c&state={STATE}{iss}")).unwrap()
}

#[test]
fn the_bare_way_back_is_microsofts_and_every_other_issuer_has_its_own() {
    assert_eq!(
        deep_link_redirect(&microsoft()),
        "io.github.nuget-accounts://auth/callback"
    );
    assert_eq!(
        loopback_redirect(&microsoft(), 49152),
        "http://127.0.0.1:49152/auth/callback"
    );
    let segment = issuer_segment(ISSUER);
    assert_eq!(
        deep_link_redirect(&other()),
        format!("io.github.nuget-accounts://auth/callback/{segment}")
    );
    assert_eq!(
        loopback_redirect(&other(), 1),
        format!("http://127.0.0.1:1/auth/callback/{segment}")
    );
}

#[test]
fn a_segment_is_the_start_of_the_issuers_digest() {
    // SHA-256 of "abc" (FIPS 180-4, appendix B.1).
    assert_eq!(issuer_segment("abc"), "ba7816bf8f01cfea414140de5dae2223");
}

#[test]
fn each_provider_knows_its_own_ways_back() {
    for provider in [microsoft(), other(), practice()] {
        for redirect in [deep_link_redirect(&provider), loopback_redirect(&provider, 49152)] {
            assert!(from(&redirect, None).came_from(&provider), "{redirect}");
        }
    }
}

#[test]
fn no_provider_takes_what_came_back_by_anothers_way() {
    let providers = [microsoft(), other(), practice()];
    for (index, provider) in providers.iter().enumerate() {
        for (_, foreign) in providers.iter().enumerate().filter(|(place, _)| *place != index) {
            assert!(!from(&deep_link_redirect(foreign), None).came_from(provider), "{index}");
        }
    }
}

#[test]
fn microsoft_has_no_segment_of_its_own() {
    let redirect = format!("{LINK}/{}", issuer_segment(TEMPLATE));
    assert!(!from(&redirect, None).came_from(&microsoft()));
}

#[test]
fn a_named_issuer_must_be_the_providers() {
    let own = deep_link_redirect(&other());
    assert!(from(&own, Some(ISSUER)).came_from(&other()));
    for iss in [
        "https://evil.example",
        "https://id.example.com/realms/feed/",
        TEMPLATE,
        "https://id.example.com/realms",
    ] {
        assert!(!from(&own, Some(iss)).came_from(&other()), "{iss}");
    }
}

#[test]
fn a_named_issuer_may_be_a_tenants_instance_of_the_template() {
    let bare = deep_link_redirect(&microsoft());
    for iss in [TEMPLATE, &issuer_of(WORK_TENANT), &issuer_of(PERSONAL_TENANT)] {
        assert!(from(&bare, Some(iss)).came_from(&microsoft()), "{iss}");
    }
    for iss in [
        ISSUER,
        &issuer_of("common"),
        &issuer_of(""),
        "https://evil.example/{tenantid}/v2.0",
    ] {
        assert!(!from(&bare, Some(iss)).came_from(&microsoft()), "{iss}");
    }
}

#[test]
fn a_state_is_compared_whole() {
    let callback = from(LINK, None);
    assert!(callback.matches_state(&secret(STATE)));
    for state in [
        "",
        &STATE[1..],
        &STATE[..42],
        &STATE.to_lowercase(),
        &format!("{STATE}x"),
    ] {
        assert!(!callback.matches_state(&secret(state)), "{state}");
    }
}
