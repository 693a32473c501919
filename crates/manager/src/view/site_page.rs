//! Where the page is that a step at nuget.org is about.

use crate::model::Model;
use contract::desktop::wizard::{Block, Sheet, SitePage};
use nuget_org::surface;
use url::Url;

/// The address of the page that a step is about, where it is about one.
pub fn address_of(model: &Model, sheet: &Sheet) -> Option<Url> {
    let page = sheet.blocks.iter().find_map(|block| match block {
        Block::Page { page, about } => at_the_site(*page, about.as_deref()),
        _ => None,
    });
    page.map(|page| page.address(&model.nuget_org))
}

/// The page as the site has it. Nothing for an account's own page where no account is named.
fn at_the_site(page: SitePage, about: Option<&str>) -> Option<surface::SitePage> {
    let about = about.map(str::to_owned);
    Some(match page {
        SitePage::SignIn => surface::SitePage::SignIn,
        SitePage::Settings => surface::SitePage::Settings,
        SitePage::Packages => surface::SitePage::Packages,
        SitePage::Delete => surface::SitePage::DeleteAccount,
        SitePage::Transform => surface::SitePage::Transform,
        SitePage::Organizations => surface::SitePage::Organizations,
        SitePage::NewOrganization => surface::SitePage::NewOrganization,
        SitePage::Organization => surface::SitePage::Organization(about?),
        SitePage::DeleteOrganization => surface::SitePage::DeleteOrganization(about?),
        SitePage::Profile => surface::SitePage::Profile(about?),
        SitePage::MicrosoftSecurity => surface::SitePage::MicrosoftSecurity,
        SitePage::WorkSecurity => surface::SitePage::WorkSecurity,
        SitePage::MicrosoftHelp => surface::SitePage::MicrosoftHelp,
        SitePage::DomainTakeover => surface::SitePage::DomainTakeover,
    })
}
