//! The pages that a person is led to, in the system browser.

use super::Addresses;
use url::Url;

/// A page of the site, and of Microsoft's where the site itself sends people there. The app only opens it; what is done
/// there, the person does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SitePage {
    /// The first page.
    Home,
    /// Where one signs in, and where a new person registers after signing in with Microsoft.
    SignIn,
    /// What everybody sees of an account.
    Profile(
        /// Its username.
        String,
    ),
    /// The settings of the account: contact e-mail, notifications, login account, two-factor.
    Settings,
    /// Where an account asks for its deletion.
    DeleteAccount,
    /// Where an account asks to become an organization.
    Transform,
    /// The organizations of an account, invitations and conversions that wait.
    Organizations,
    /// Where an organization is opened.
    NewOrganization,
    /// The members and settings of an organization.
    Organization(
        /// Its username.
        String,
    ),
    /// Where an administrator deletes an organization.
    DeleteOrganization(
        /// Its username.
        String,
    ),
    /// The packages of an account, requests for ownership.
    Packages,
    /// The API keys of an account. Without its parameter the page leads to trusted publishing.
    ApiKeys,
    /// The policies of trusted publishing.
    TrustedPublishing,
    /// The form for the site's support.
    Contact,
    /// Microsoft: help for who cannot open a personal account.
    MicrosoftRecovery,
    /// Microsoft: the security of a personal account, its second factors too.
    MicrosoftSecurity,
    /// Microsoft: the second factors of a work or school account.
    MicrosoftWorkSecurity,
    /// Microsoft: how a domain's administrator takes over a directory that nobody manages.
    MicrosoftTakeover,
}

impl SitePage {
    /// Where it is. Paths: source, routes of 2026-08-17, and the site's documentation of 2026-08-07; Microsoft's pages as
    /// that documentation links them.
    #[must_use]
    pub fn address(&self, addresses: &Addresses) -> Url {
        match self {
            Self::Home => addresses.page([]),
            Self::SignIn => addresses.page(["users", "account", "LogOn"]),
            Self::Profile(name) => addresses.page(["profiles", name]),
            Self::Settings => addresses.page(["account"]),
            Self::DeleteAccount => addresses.page(["account", "delete"]),
            Self::Transform => addresses.page(["account", "transform"]),
            Self::Organizations => addresses.page(["account", "Organizations"]),
            Self::NewOrganization => addresses.page(["organization", "add"]),
            Self::Organization(name) => addresses.page(["organization", name]),
            Self::DeleteOrganization(name) => addresses.page(["organization", name, "DeleteRequest"]),
            Self::Packages => addresses.page(["account", "Packages"]),
            Self::ApiKeys => with_query(addresses.page(["account", "apikeys"]), "forceApiKeys", "true"),
            Self::TrustedPublishing => addresses.page(["account", "trustedpublishing"]),
            Self::Contact => addresses.page(["policies", "Contact"]),
            Self::MicrosoftRecovery => elsewhere("https://account.live.com/acsr"),
            Self::MicrosoftSecurity => elsewhere("https://account.microsoft.com/security"),
            Self::MicrosoftWorkSecurity => elsewhere("https://mysignins.microsoft.com/security-info"),
            Self::MicrosoftTakeover => {
                elsewhere("https://learn.microsoft.com/entra/identity/users/domains-admin-takeover")
            }
        }
    }
}

fn with_query(mut address: Url, name: &str, value: &str) -> Url {
    address.query_pairs_mut().append_pair(name, value);
    address
}

/// A constant of this file.
#[expect(clippy::expect_used, reason = "the texts are constants, and a test reads them all")]
fn elsewhere(text: &str) -> Url {
    Url::parse(text).expect("an address")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(page: &SitePage) -> String {
        page.address(&Addresses::live()).into()
    }

    #[test]
    fn every_page_has_its_address() {
        let name = || "SomeBody".to_owned();
        let pages = [
            (SitePage::Home, "https://www.nuget.org/"),
            (SitePage::SignIn, "https://www.nuget.org/users/account/LogOn"),
            (SitePage::Profile(name()), "https://www.nuget.org/profiles/SomeBody"),
            (SitePage::Settings, "https://www.nuget.org/account"),
            (SitePage::DeleteAccount, "https://www.nuget.org/account/delete"),
            (SitePage::Transform, "https://www.nuget.org/account/transform"),
            (SitePage::Organizations, "https://www.nuget.org/account/Organizations"),
            (SitePage::NewOrganization, "https://www.nuget.org/organization/add"),
            (
                SitePage::Organization(name()),
                "https://www.nuget.org/organization/SomeBody",
            ),
            (
                SitePage::DeleteOrganization(name()),
                "https://www.nuget.org/organization/SomeBody/DeleteRequest",
            ),
            (SitePage::Packages, "https://www.nuget.org/account/Packages"),
            (
                SitePage::ApiKeys,
                "https://www.nuget.org/account/apikeys?forceApiKeys=true",
            ),
            (
                SitePage::TrustedPublishing,
                "https://www.nuget.org/account/trustedpublishing",
            ),
            (SitePage::Contact, "https://www.nuget.org/policies/Contact"),
        ];
        for (page, address) in pages {
            assert_eq!(at(&page), address);
        }
    }

    #[test]
    fn pages_elsewhere_are_secured() {
        for page in [
            SitePage::MicrosoftRecovery,
            SitePage::MicrosoftSecurity,
            SitePage::MicrosoftWorkSecurity,
            SitePage::MicrosoftTakeover,
        ] {
            assert!(at(&page).starts_with("https://"));
        }
    }

    #[test]
    fn a_name_never_leaves_its_segment() {
        let page = SitePage::Organization("../account/delete?x#y".to_owned());
        assert_eq!(
            at(&page),
            "https://www.nuget.org/organization/..%2Faccount%2Fdelete%3Fx%23y"
        );
    }
}
