//! The one application that is registered here, as an operator would register it at Microsoft.

use sha2::{Digest, Sha256};
use url::{Host, Url};

/// The id of the registered public client.
pub(super) const CLIENT_ID: &str = "8c1f6e52-93d4-4a07-b6e8-50d2a7f4139b";

/// The name that the consent page shows.
pub(super) const CLIENT_NAME: &str = "NuGet Accounts";

/// Whether `redirect_uri` is one that this client registered for the issuer: the app's deep link, or a loopback
/// address whose port is free (RFC 8252 7.3). Both end in the issuer's segment, because the bare path belongs to
/// Microsoft alone. Compared as text: nothing is normalised (RFC 9700 4.1.3).
pub(super) fn allows_redirect(redirect_uri: &str, issuer: &str) -> bool {
    let path = format!("auth/callback/{}", issuer_segment(issuer));
    redirect_uri == format!("{}://{path}", contract::APP_ID)
        || loopback_port(redirect_uri).is_some_and(|port| redirect_uri == format!("http://127.0.0.1:{port}/{path}"))
}

/// What a page may send the browser to after a form, as a source of Content Security Policy `form-action`: Chromium
/// checks the redirects that follow a form, too.
pub(super) fn form_action(redirect_uri: &str) -> String {
    loopback_port(redirect_uri).map_or_else(
        || format!("{}:", contract::APP_ID),
        |port| format!("http://127.0.0.1:{port}"),
    )
}

fn loopback_port(redirect_uri: &str) -> Option<u16> {
    let url = Url::parse(redirect_uri).ok()?;
    let is_loopback = matches!(url.host(), Some(Host::Ipv4(address)) if address.octets() == [127, 0, 0, 1]);
    if url.scheme() == "http" && is_loopback {
        url.port()
    } else {
        None
    }
}

/// The first 16 bytes of the issuer's SHA-256, in lower-case hex. Written here a second time on purpose: a registration
/// is typed by an operator, so the client's own function must not be able to change both sides at once.
fn issuer_segment(issuer: &str) -> String {
    hex::encode(&Sha256::digest(issuer.as_bytes())[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISSUER: &str = "http://127.0.0.1:4711/{tenantid}/v2.0";

    #[test]
    fn the_deep_link_and_any_loopback_port_are_registered_with_the_segment_of_the_issuer() {
        let segment = issuer_segment(ISSUER);
        assert!(allows_redirect(
            &format!("io.github.nuget-accounts://auth/callback/{segment}"),
            ISSUER
        ));
        assert!(allows_redirect(
            &format!("http://127.0.0.1:49152/auth/callback/{segment}"),
            ISSUER
        ));
    }

    #[test]
    fn nothing_near_a_registered_address_is_accepted() {
        let segment = issuer_segment(ISSUER);
        for redirect_uri in [
            "io.github.nuget-accounts://auth/callback".to_owned(),
            format!(
                "io.github.nuget-accounts://auth/callback/{}",
                issuer_segment("http://127.0.0.1:1/x/v2.0")
            ),
            format!("io.github.nuget-accounts://auth/callback/{segment}/"),
            format!("io.github.nuget-accounts://auth/callback/{}", segment.to_uppercase()),
            format!("io.github.nuget-accounts://auth/callback/{segment}?more=1"),
            format!("io.github.nuget-accounts.evil://auth/callback/{segment}"),
            format!("http://127.0.0.1/auth/callback/{segment}"),
            format!("http://localhost:4000/auth/callback/{segment}"),
            format!("http://[::1]:4000/auth/callback/{segment}"),
            format!("http://127.0.0.1:4000@evil.example/auth/callback/{segment}"),
            format!("http://user@127.0.0.1:4000/auth/callback/{segment}"),
            format!("http://127.0.0.1:4000/auth/callback/{segment}#fragment"),
            format!("http://127.0.0.1:4000/auth/../auth/callback/{segment}"),
            format!("https://127.0.0.1:4000/auth/callback/{segment}"),
            format!("http://127.1:4000/auth/callback/{segment}"),
        ] {
            assert!(!allows_redirect(&redirect_uri, ISSUER), "{redirect_uri}");
        }
    }
}
