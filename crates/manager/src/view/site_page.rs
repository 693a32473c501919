//! Where the page is that a step at nuget.org is about.

use crate::model::Model;
use contract::desktop::wizard::{Block, Sheet, SitePage};
use nuget_org::Addresses;
use url::Url;

/// The address of the page that a step is about, where it is about one.
pub fn address_of(model: &Model, sheet: &Sheet) -> Option<Url> {
    sheet.blocks.iter().find_map(|block| match block {
        Block::Page { page, about } => address(&model.nuget_org, *page, about.as_deref()),
        _ => None,
    })
}

/// Where a page is. Nothing for an account's own page where no account is named.
fn address(addresses: &Addresses, page: SitePage, about: Option<&str>) -> Option<Url> {
    let at = |path: &[&str]| {
        let mut url = addresses.gallery.clone();
        url.path_segments_mut().ok()?.pop_if_empty().extend(path);
        Some(url)
    };
    let elsewhere = |text: &str| Url::parse(text).ok();
    match page {
        SitePage::SignIn => at(&["users", "account", "LogOn"]),
        SitePage::Settings => at(&["account"]),
        SitePage::Packages => at(&["account", "Packages"]),
        SitePage::Delete => at(&["account", "delete"]),
        SitePage::Transform => at(&["account", "transform"]),
        SitePage::Organizations => at(&["account", "Organizations"]),
        SitePage::NewOrganization => at(&["organization", "add"]),
        SitePage::Organization => at(&["organization", about?]),
        SitePage::Profile => at(&["profiles", about?]),
        SitePage::MicrosoftHelp => elsewhere("https://account.live.com/acsr"),
        SitePage::MicrosoftSecurity => elsewhere("https://account.microsoft.com/security"),
        SitePage::WorkSecurity => elsewhere("https://mysignins.microsoft.com/security-info"),
        SitePage::DomainTakeover => elsewhere("https://learn.microsoft.com/entra/identity/users/domains-admin-takeover"),
    }
}
