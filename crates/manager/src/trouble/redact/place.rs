//! Addresses of pages within a word, without what tells of people: the links of nuget.org's mails carry a username and a
//! token in their path, profile pages a username, and an address may carry an e-mail address anywhere.

/// The parts of a path that tell where on a site somebody was, and nothing of them: in lower case, as routes are written
/// (routes of nuget.org, of the account service, of Microsoft's sign-in, and nuget.org's short links).
const KNOWN: &[&str] = &[
    "account",
    "accounts",
    "act",
    "api",
    "apikeys",
    "assistance",
    "auth",
    "authenticate",
    "authenticateexternal",
    "authorize",
    "callback",
    "common",
    "confirm",
    "confirmorganization",
    "consumers",
    "contact",
    "delete",
    "deleterequest",
    "emails",
    "forgotpassword",
    "logon",
    "manage",
    "oauth2",
    "organization",
    "organizations",
    "packages",
    "policies",
    "profiles",
    "register",
    "reject",
    "resetpassword",
    "token",
    "transform",
    "trustedpublishing",
    "users",
    "v1",
    "v2.0",
    "v3",
    "nuget-faq-msa-linked-another-account",
    "nuget-faq-email-linked-another-msa",
    "nuget-faq-unmanaged-tenant",
];

/// What ends an address within a word.
const ENDS: &[char] = &['"', '\'', '<', '>', '`', '\u{2019}', '\u{201c}', '\u{201d}'];

/// A word that holds an address: what stands before it, the address, what follows. A word that begins with a host or with
/// a known path holds one too, as browsers and mails leave the scheme away.
pub(super) fn within(word: &str) -> Option<(&str, &str, &str)> {
    let start = match word.find("://") {
        Some(at) => word[..at]
            .rfind(|letter: char| !letter.is_ascii_alphanumeric() && !"+-.".contains(letter))
            .map_or(0, |before| {
                before + word[before..].chars().next().map_or(1, char::len_utf8)
            }),
        None => {
            let start = word.find(|letter: char| letter == '/' || letter.is_ascii_alphanumeric())?;
            begins_like_an_address(&word[start..]).then_some(start)?
        }
    };
    let end = word[start..].find(ENDS).map_or(word.len(), |end| start + end);
    Some((&word[..start], &word[start..end], &word[end..]))
}

fn begins_like_an_address(text: &str) -> bool {
    let Some((first, rest)) = text.split_once('/') else {
        return false;
    };
    if first.is_empty() {
        return is_known(rest.split(['/', '?', '#']).next().unwrap_or_default());
    }
    let host = first.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    host.rsplit_once('.')
        .is_some_and(|(_, top)| top.len() > 1 && top.chars().all(|letter| letter.is_ascii_alphabetic()))
}

/// The address as far as it tells where, and nothing of whom: without whoever stands before the host, without its query,
/// and with its path up to the first part that is not known.
pub(super) fn cleaned(address: &str) -> String {
    let (scheme, rest) = match address.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), address),
    };
    let part_of_authority = |letter: char| letter.is_alphanumeric() || ".-:[]@%_".contains(letter);
    let stop = rest
        .find(|letter: char| !part_of_authority(letter))
        .unwrap_or(rest.len());
    let (authority, path) = rest.split_at(stop);
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (name, port) = host.rsplit_once(':').unwrap_or((host, ""));
    let is_network_address = super::is_network_address(name.trim_matches(['[', ']']));
    let mut kept = scheme;
    match (is_network_address, port.is_empty()) {
        (true, true) => kept.push_str("[network address]"),
        (true, false) => kept.push_str(&format!("[network address]:{port}")),
        (false, _) => kept.push_str(host),
    }
    kept.push_str(&known_path(path));
    kept
}

/// The parts of a path that are known, from its beginning, and a mark where more followed.
fn known_path(path: &str) -> String {
    if !path.is_empty() && !path.starts_with(['/', '?', '#', '.', ')', ']', '!', ':']) {
        return "…".to_owned();
    }
    let whole = path.trim_end_matches(['.', ')', ']', '!', ':']);
    let noise = &path[whole.len()..];
    let end = whole.find(['?', '#']).unwrap_or(whole.len());
    let mut kept = String::new();
    for part in whole[..end].split('/').skip(1) {
        if !part.is_empty() && !is_known(part) {
            kept.push_str("/…");
            return kept + noise;
        }
        kept.push('/');
        kept.push_str(part);
    }
    if end < whole.len() {
        kept.push('…');
    }
    kept + noise
}

fn is_known(part: &str) -> bool {
    KNOWN.iter().any(|known| part.eq_ignore_ascii_case(known))
}
