//! Microsoft's tenants and the issuers that are named after them.

pub use contract::identity::PERSONAL_TENANT;

/// What stands for the tenant in an issuer template, as in the metadata of `common`.
pub const PLACEHOLDER: &str = "{tenantid}";

/// Whether the text is a GUID in its plain form: 8-4-4-4-12 hexadecimal digits of either case, nothing around them.
#[must_use]
pub fn is_guid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// The issuer that the template gives for this tenant; nothing where either is not what its name says.
#[must_use]
pub fn issuer_for(template: &str, tenant: &str) -> Option<String> {
    (template.contains(PLACEHOLDER) && is_guid(tenant)).then(|| template.replace(PLACEHOLDER, tenant))
}

/// Whether `issuer` is what the template gives for some tenant.
#[must_use]
pub fn is_instance(template: &str, issuer: &str) -> bool {
    let Some((before, after)) = template.split_once(PLACEHOLDER) else {
        return false;
    };
    issuer
        .strip_prefix(before)
        .and_then(|rest| rest.strip_suffix(after))
        .is_some_and(is_guid)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "https://login.microsoftonline.com/{tenantid}/v2.0";

    #[test]
    fn a_guid_is_thirty_six_characters_and_nothing_else() {
        assert!(is_guid(PERSONAL_TENANT));
        assert!(is_guid(&PERSONAL_TENANT.to_uppercase()));
        for text in [
            "",
            "common",
            "{9188040d-6c67-4c5b-b112-36a304b66dad}",
            "9188040d6c674c5bb11236a304b66dad",
            "9188040d-6c67-4c5b-b112-36a304b66da",
            "9188040d-6c67-4c5b-b112-36a304b66dad ",
            "9188040d-6c67-4c5b-b112-36a304b66dag",
            "9188040d/6c67-4c5b-b112-36a304b66dad",
        ] {
            assert!(!is_guid(text), "{text}");
        }
    }

    #[test]
    fn a_template_gives_an_issuer_only_for_a_guid() {
        let issuer = format!("https://login.microsoftonline.com/{PERSONAL_TENANT}/v2.0");
        assert_eq!(issuer_for(TEMPLATE, PERSONAL_TENANT).as_deref(), Some(issuer.as_str()));
        assert_eq!(issuer_for(TEMPLATE, "common"), None);
        assert_eq!(issuer_for(TEMPLATE, "../evil"), None);
        assert_eq!(issuer_for("https://id.example.com", PERSONAL_TENANT), None);
    }

    #[test]
    fn an_instance_of_a_template_has_a_guid_in_its_place() {
        assert!(is_instance(
            TEMPLATE,
            &format!("https://login.microsoftonline.com/{PERSONAL_TENANT}/v2.0")
        ));
        for issuer in [
            TEMPLATE,
            "https://login.microsoftonline.com/common/v2.0",
            "https://login.microsoftonline.com//v2.0",
            "https://login.microsoftonline.com/v2.0",
            "https://login.example.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
            "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0/",
        ] {
            assert!(!is_instance(TEMPLATE, issuer), "{issuer}");
        }
        assert!(!is_instance("https://id.example.com", "https://id.example.com"));
    }
}
