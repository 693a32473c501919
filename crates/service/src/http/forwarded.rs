//! For whom a proxy asks (rule 7.10): `X-Forwarded-For`, or `Forwarded` of RFC 7239, walked from the last hop back to
//! the first that is not trusted. What cannot be read counts as nothing said, so the peer is the caller.

use crate::configuration::{Network, ProxyHeader, Serving};
use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv6Addr};

/// The caller's address behind the peer of a connection.
pub fn caller(peer: IpAddr, headers: &HeaderMap, serving: &Serving) -> IpAddr {
    if !is_trusted(&serving.trusted_proxies, peer) {
        return peer;
    }
    let found = match serving.proxy_header {
        ProxyHeader::XForwardedFor => joined(headers, "x-forwarded-for").map(|text| {
            let hops = text.split(',').rev().map(|hop| node(hop.trim(), Colons::AsTheyAre));
            walk(peer, hops, &serving.trusted_proxies)
        }),
        ProxyHeader::Forwarded => joined(headers, "forwarded").map(|text| {
            let elements = elements(&text)?;
            walk(peer, elements.into_iter().rev(), &serving.trusted_proxies)
        }),
    };
    found.flatten().unwrap_or(peer)
}

fn is_trusted(proxies: &[Network], address: IpAddr) -> bool {
    proxies.iter().any(|proxy| proxy.contains(address))
}

/// All lines of a header as one, as RFC 9110 5.3 reads them.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let lines: Option<Vec<&str>> = headers.get_all(name).iter().map(|line| line.to_str().ok()).collect();
    lines.filter(|lines| !lines.is_empty()).map(|lines| lines.join(","))
}

/// The first hop that nobody vouches for; where all are trusted, the farthest. Nothing where a hop on the way has no
/// address.
fn walk(peer: IpAddr, hops: impl Iterator<Item = Option<IpAddr>>, trusted: &[Network]) -> Option<IpAddr> {
    let mut farthest = peer;
    for hop in hops {
        farthest = hop?;
        if !is_trusted(trusted, farthest) {
            break;
        }
    }
    Some(farthest)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Colons {
    /// An IPv6 address may stand bare.
    AsTheyAre,
    /// An IPv6 address stands in brackets (RFC 7239 6).
    Bracketed,
}

/// An address, with or without a port.
fn node(text: &str, colons: Colons) -> Option<IpAddr> {
    if let Some(rest) = text.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let port_is_fine = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        return port_is_fine.then(|| address.parse::<Ipv6Addr>().ok().map(IpAddr::V6))?;
    }
    let address = match text.split_once(':') {
        Some((address, port)) if is_port(port) && address.contains('.') => address,
        Some(_) if colons == Colons::Bracketed => return None,
        _ => text,
    };
    address.parse().ok().map(|address: IpAddr| address.to_canonical())
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<u16>().is_ok()
}

/// The `for` of each element, from the first hop to the last; an element without an address has none. Nothing where the
/// text is not of the form of RFC 7239 4.
fn elements(text: &str) -> Option<Vec<Option<IpAddr>>> {
    let mut rest = text;
    let mut found = Vec::new();
    loop {
        let (address, after) = element(rest)?;
        found.push(address);
        match after {
            Some(after) => rest = after,
            None => return Some(found),
        }
    }
}

/// One element: its `for`, and what stands after the comma that ends it.
fn element(text: &str) -> Option<(Option<IpAddr>, Option<&str>)> {
    let (mut rest, mut seen) = (text.trim_start_matches([' ', '\t']), None);
    loop {
        let (name, after) = rest.split_once('=')?;
        if name.is_empty() || !name.bytes().all(is_token) {
            return None;
        }
        let (value, after) = value(after)?;
        if name.eq_ignore_ascii_case("for") && seen.replace(node(&value, Colons::Bracketed)).is_some() {
            return None;
        }
        let after = after.trim_start_matches([' ', '\t']);
        if after.is_empty() {
            return Some((seen.flatten(), None));
        }
        if let Some(next) = after.strip_prefix(',') {
            return Some((seen.flatten(), Some(next)));
        }
        rest = after.strip_prefix(';')?.trim_start_matches([' ', '\t']);
    }
}

/// A token or a quoted string, and what stands after it.
fn value(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.bytes().position(|byte| !is_token(byte)).unwrap_or(text.len());
        let (token, rest) = text.split_at(end);
        return (!token.is_empty()).then(|| (token.to_owned(), rest));
    };
    let (mut value, mut characters) = (String::new(), quoted.char_indices());
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((value, &quoted[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

/// RFC 9110 5.6.2.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    const PROXY: &str = "10.0.0.1";

    fn asked(header: ProxyHeader, peer: &str, lines: &[(&'static str, &str)]) -> String {
        let serving = Serving {
            trusted_proxies: vec!["10.0.0.0/8".parse().unwrap(), "2001:db8:1::/48".parse().unwrap()],
            proxy_header: header,
            ..Serving::default()
        };
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        }
        caller(peer.parse().unwrap(), &headers, &serving).to_string()
    }

    fn listed(value: &str) -> String {
        asked(ProxyHeader::XForwardedFor, PROXY, &[("x-forwarded-for", value)])
    }

    fn described(value: &str) -> String {
        asked(ProxyHeader::Forwarded, PROXY, &[("forwarded", value)])
    }

    /// Rule 7.10.
    #[test]
    fn what_an_untrusted_peer_says_is_ignored() {
        let said = [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.1")];
        for header in [ProxyHeader::XForwardedFor, ProxyHeader::Forwarded] {
            assert_eq!(asked(header, "203.0.113.9", &said), "203.0.113.9");
            assert_eq!(asked(header, PROXY, &said), "192.0.2.1");
            assert_eq!(asked(header, PROXY, &[]), PROXY);
        }
    }

    /// Rule 7.10.
    #[test]
    fn only_the_header_that_the_operator_named_is_read() {
        let said = [("x-forwarded-for", "192.0.2.1"), ("forwarded", "for=192.0.2.2")];
        assert_eq!(asked(ProxyHeader::XForwardedFor, PROXY, &said), "192.0.2.1");
        assert_eq!(asked(ProxyHeader::Forwarded, PROXY, &said), "192.0.2.2");
        assert_eq!(asked(ProxyHeader::XForwardedFor, PROXY, &said[1..]), PROXY);
    }

    /// Rule 7.10.
    #[test]
    fn several_hops_are_walked_back_to_the_first_that_nobody_vouches_for() {
        assert_eq!(listed("192.0.2.66, 203.0.113.5, 10.0.0.7"), "203.0.113.5");
        assert_eq!(listed("10.0.0.9, 10.0.0.8"), "10.0.0.9");
        assert_eq!(
            described("for=192.0.2.66, for=203.0.113.5;proto=https, for=10.0.0.7"),
            "203.0.113.5"
        );
        let lines = [
            ("x-forwarded-for", "192.0.2.66, 203.0.113.5"),
            ("x-forwarded-for", "10.0.0.7"),
        ];
        assert_eq!(asked(ProxyHeader::XForwardedFor, PROXY, &lines), "203.0.113.5");
    }

    #[test]
    fn what_a_caller_wrote_before_the_proxies_changes_nothing() {
        assert_eq!(listed("not an address, 203.0.113.5"), "203.0.113.5");
        assert_eq!(described("for=unknown, for=203.0.113.5"), "203.0.113.5");
    }

    #[test]
    fn addresses_come_with_ports_brackets_and_in_both_families() {
        assert_eq!(listed("203.0.113.5:4711"), "203.0.113.5");
        assert_eq!(listed("2001:db8:2::5"), "2001:db8:2::5");
        assert_eq!(listed("[2001:db8:2::5]:443"), "2001:db8:2::5");
        assert_eq!(listed("203.0.113.5, 2001:db8:1::7"), "203.0.113.5");
        assert_eq!(listed("::ffff:203.0.113.5"), "203.0.113.5");
        assert_eq!(described(r#"For="[2001:db8:2::5]:4711""#), "2001:db8:2::5");
        assert_eq!(
            described(r#"proto=http; for="203.0.113.5:80" ;by=10.0.0.1"#),
            "203.0.113.5"
        );
        assert_eq!(described(r#"for="203.0.113.\5""#), "203.0.113.5");
        assert_eq!(
            asked(
                ProxyHeader::XForwardedFor,
                "::ffff:10.0.0.1",
                &[("x-forwarded-for", "192.0.2.1")]
            ),
            "192.0.2.1"
        );
    }

    /// Rule 7.10.
    #[test]
    fn garbage_is_as_good_as_nothing() {
        for text in [
            "",
            ",",
            "unknown",
            "_hidden",
            "203.0.113.5:",
            "203.0.113.5:99999",
            "[::1",
            "[::1]x",
            "203.0.113.5,",
            "203.0.113",
            "203.0.113.5 x",
            "::1::",
            "203.0.113.5:+80",
        ] {
            assert_eq!(listed(text), PROXY, "{text:?}");
        }
        for text in [
            "",
            ",",
            "203.0.113.5",
            "for",
            "for=",
            "for=unknown",
            "for=_hidden",
            "for=2001:db8::1",
            "for=\"203.0.113.5",
            "for=203.0.113.5;for=203.0.113.6",
            "for=203.0.113.5 for=1",
            "for = 203.0.113.5",
            "for=203.0.113.5,",
            "for=203.0.113.5;",
            "for=\"2001:db8::1\"",
            "for=203.0.113.5, \"",
            "proto=https",
        ] {
            assert_eq!(described(text), PROXY, "{text:?}");
        }
    }
}
