//! Domains, as they are typed.

/// The domain of what was typed: a domain, or an address in one; in lower case.
pub(crate) fn domain_of(text: &str) -> Option<String> {
    let text = text.trim();
    let domain = text.rsplit_once('@').map_or(text, |(_, domain)| domain);
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_domain = domain.contains('.') && domain.len() <= 253 && domain.split('.').all(is_part);
    is_domain.then(|| domain.to_lowercase())
}

/// Domains of mailboxes for everybody, which are in nobody's directory; a few, so that who mistakes a personal address for
/// one of work is told so.
const PERSONAL: &[&str] = &[
    "aol.com",
    "fastmail.com",
    "gmail.com",
    "gmx.at",
    "gmx.ch",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "outlook.com",
    "outlook.de",
    "passport.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "t-online.de",
    "web.de",
    "yahoo.com",
    "yandex.ru",
];

/// Whether a domain, in lower case, is one of personal mailboxes.
pub(super) fn is_personal(domain: &str) -> bool {
    // These providers have one in many countries: `hotmail.fr`, `live.co.uk`.
    let in_a_country = |name: &str| matches!(name, "hotmail" | "live" | "outlook" | "yahoo");
    let (name, rest) = domain.split_once('.').unwrap_or((domain, ""));
    let is_country = |text: &str| text.len() == 2;
    let country = rest
        .strip_prefix("co.")
        .or_else(|| rest.strip_prefix("com."))
        .unwrap_or(rest);
    PERSONAL.contains(&domain) || in_a_country(name) && is_country(country)
}
