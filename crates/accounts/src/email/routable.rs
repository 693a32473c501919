//! What mail can be sent to at all (rule 1.7). The gallery takes more than that by rule 1.5, and its owners wait for mails
//! that no server would take. Nor may one mailbox have two addresses: they are compared by their text (rule 1.6).

use super::is_valid;
use std::borrow::Cow;

/// The longest local part, in bytes (RFC 5321 4.5.3.1.1).
const LOCAL_PART: usize = 64;

/// The longest domain, in bytes, without the dot that ends it (RFC 1035 2.3.4).
const DOMAIN: usize = 253;

/// The longest label of a domain, in bytes (RFC 1035 2.3.4).
const LABEL: usize = 63;

/// An address as mail servers know it: its domain in ASCII (RFC 5891 4.4). Nothing where no mail can be sent to it.
#[must_use]
pub fn routable(address: &str) -> Option<Cow<'_, str>> {
    if !is_valid(address) {
        return None;
    }
    let (local, domain) = address.split_once('@')?;
    if !is_local_part(local) {
        return None;
    }
    if domain.is_ascii() {
        return is_domain(domain).then_some(Cow::Borrowed(address));
    }
    let domain = idna::domain_to_ascii(domain).ok()?;
    is_domain(&domain).then(|| Cow::Owned(format!("{local}@{domain}")))
}

/// Whether the domain of an address is written as domains are shown to people, case aside: decoded, and in the letters that
/// IDNA makes of it (UTS 46). What mail servers take for the same domain has one such form.
pub(super) fn is_plainest(address: &str) -> bool {
    let Some((_, domain)) = address.split_once('@') else {
        return false;
    };
    let domain = domain.to_lowercase();
    if domain.is_ascii() && !domain.split('.').any(|label| label.starts_with("xn--")) {
        return true;
    }
    let (shown, read) = idna::domain_to_unicode(&domain);
    read.is_ok() && shown == domain
}

/// Words with single dots between them (RFC 5321 4.1.2, "Dot-string").
fn is_local_part(local: &str) -> bool {
    local.len() <= LOCAL_PART && local.split('.').all(|word| !word.is_empty())
}

fn is_domain(domain: &str) -> bool {
    domain.len() <= DOMAIN && domain.split('.').all(is_label)
}

/// Letters, digits, hyphens and, as some have them, `_`; at both ends a letter or digit (RFC 1123 2.1).
fn is_label(label: &str) -> bool {
    let ends = [label.bytes().next(), label.bytes().next_back()];
    label.len() <= LABEL
        && ends
            .iter()
            .all(|end| end.is_some_and(|byte| byte.is_ascii_alphanumeric()))
        && label
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::email::EmailAddress;
    use contract::Code;
    use proptest::prelude::*;

    #[test]
    fn rule_1_7_an_address_that_no_mail_can_be_sent_to_is_refused_although_the_gallery_takes_it() {
        let (local, label) = ("x".repeat(65), "x".repeat(64));
        let long = format!("a@{}cd", format!("b{}.", "ä".repeat(36)).repeat(6));
        for address in [
            "a..b@c.de",
            ".a@c.de",
            "a.@c.de",
            "a@b..cd",
            "a@b-.cd",
            "a@b_.cd",
            "a@b.-c.de",
            "a@bא.cd",
            &format!("{local}@c.de"),
            &format!("a@{label}.cd"),
            &format!("a@b{}.cd", "ä".repeat(60)),
            &long,
        ] {
            assert!(is_valid(address), "{address}");
            let refusal = EmailAddress::parse(address).err();
            assert_eq!(refusal.map(|refusal| refusal.rule), Some("1.7"), "{address}");
        }
    }

    #[test]
    fn rule_1_7_the_longest_parts_are_taken() {
        let (local, label) = ("x".repeat(64), "x".repeat(63));
        for address in [
            &format!("{local}@c.de"),
            &format!("a@{label}.cd"),
            "a@b_c.de",
            "a@b.1c",
            "a@xn--exmple-cua.com",
        ] {
            assert_eq!(routable(address).as_deref(), Some(address), "{address}");
        }
    }

    #[test]
    fn rule_1_7_what_providers_tell_is_offered_as_it_reads_and_what_is_kept_elsewhere_may_have_another_form() {
        let plain = "anna@b\u{fc}cher.example";
        for address in ["anna@xn--bcher-kva.example", "anna@XN--BCHER-kva.example", plain] {
            assert_eq!(crate::email::plainest(address), plain);
            assert!(EmailAddress::parse_kept(address).is_ok_and(|kept| kept.as_str() == address));
        }
        for address in ["Anna@Contoso.com", "nobody", "anna@xn--contoso-.com"] {
            assert_eq!(crate::email::plainest(address), address);
        }
        for address in ["nobody", "a..b@c.de"] {
            assert!(EmailAddress::parse_kept(address).is_err(), "{address}");
        }
    }

    #[test]
    fn rule_1_7_a_domain_is_taken_in_its_plainest_form_alone() {
        for address in [
            "anna@c\u{ff4f}ntoso.com",
            "anna@conto\u{17f}o.com",
            "anna@conto\u{fb01}.com",
            "anna@xn--bcher-kva.example",
            "anna@XN--bcher-kva.example",
            "anna@mail.Xn--bcher-kva.example",
            "anna@xn--contoso-.com",
            "anna@x\u{ff0d}b\u{fc}cher.example",
            "anna@\u{ff58}n--bcher-kva.example",
        ] {
            let refusal = EmailAddress::parse(address).err();
            assert_eq!(
                refusal.map(|refusal| refusal.code),
                Some(Code::EmailInvalid),
                "{address}"
            );
        }
        for address in [
            "anna@b\u{fc}cher.example",
            "Anna@B\u{dc}CHER.Example",
            "anna@stra\u{df}e.example",
            "anna@mail.b_c.b\u{fc}cher.example",
            "anna@ab--cd.example",
        ] {
            assert!(EmailAddress::parse(address).is_ok(), "{address}");
        }
        let plainer = EmailAddress::parse("anna@conto\u{17f}o.com").err();
        let told = plainer.map(|refusal| (refusal.rule, refusal.detail.contains("plainer")));
        assert_eq!(told, Some(("1.7", true)));
    }

    proptest! {
        #![proptest_config(crate::seeded::cases(4000))]
        #[test]
        fn rule_1_7_two_addresses_of_one_mailbox_are_the_same_address(
            one in "a@b[aA\u{c4}\u{e4}\u{df}\u{1e9e}\u{17f}\u{ff41}\u{2126}\u{3c9}\u{3a3}\u{3c3}\u{3c2}\u{130}\u{131}s]{0,3}\\.cd",
            other in "a@b[aA\u{c4}\u{e4}\u{df}\u{1e9e}\u{17f}\u{ff41}\u{2126}\u{3c9}\u{3a3}\u{3c3}\u{3c2}\u{130}\u{131}s]{0,3}\\.cd"
        ) {
            let mailbox = |text: &str| routable(text).map(|address| address.to_ascii_lowercase());
            if let (Ok(one), Ok(other)) = (EmailAddress::parse(&one), EmailAddress::parse(&other)) {
                let is_one = mailbox(one.as_str()) == mailbox(other.as_str());
                prop_assert_eq!(is_one, one.folded() == other.folded());
            }
        }
    }

    #[test]
    fn a_domain_of_another_script_is_known_by_its_ascii_form() {
        assert_eq!(routable("Me@exämple.com").as_deref(), Some("Me@xn--exmple-cua.com"));
    }
}
