//! A computer beside a stand-in for nuget.org.

use super::{Computer, Running};
use contract::desktop::{
    Action, View,
    nuget_org::{NugetOrgPage, NugetOrgTab},
    view::Page,
};
use nuget_org::{Addresses, http_client_for};
use stand_in::{Route, StandIn};
use std::{ops::Deref, time::Duration};
use url::Url;

/// Who has an account there.
pub const ANA: &str = "Ana.Contoso";

/// A stand-in in which Ana owns `Contoso.Json` alone and `Contoso.Logging` together with Ben.
pub struct Site(StandIn);

impl Deref for Site {
    type Target = StandIn;

    fn deref(&self) -> &StandIn {
        &self.0
    }
}

impl Site {
    pub async fn start() -> Self {
        let site = StandIn::start().await.unwrap();
        site.person(ANA, "ana@contoso.example", &["ana@outlook.example"]);
        site.person("Ben", "ben@contoso.example", &[]);
        site.publish("Contoso.Json", "1.0.0", &[ANA]);
        site.publish("Contoso.Logging", "2.0.0", &[ANA, "Ben"]);
        Self(site)
    }

    /// How often an account was looked at.
    pub fn looks(&self) -> u32 {
        self.requests(Route::Profile)
    }
}

/// The way to a stand-in, for a computer with this clock.
pub fn site_of(computer: &Computer, site: &StandIn, patience: Duration) -> nuget_org::Site {
    let addresses = Addresses {
        gallery: Url::parse(&site.gallery()).unwrap(),
        index: Url::parse(&site.index()).unwrap(),
    };
    let http = http_client_for(&addresses).unwrap();
    nuget_org::Site::new(addresses, http)
        .with_clock(computer.clock.clone())
        .with_patience(patience)
}

impl Computer {
    /// One that reaches a stand-in for nuget.org.
    pub async fn beside_nuget_org() -> (Self, Site) {
        let (mut computer, site) = (Self::new().await, Site::start().await);
        computer.nuget_org = site_of(&computer, &site, super::PATIENCE);
        (computer, site)
    }
}

impl Running {
    /// Adds an account at nuget.org. Gives the profile's id.
    pub async fn adds_nuget_org(&self, username: &str) -> String {
        self.act(Action::ShowAddNugetOrg).await;
        let username = username.to_owned();
        self.act(Action::AddNugetOrg { username }).await;
        self.shows(quiet).await.row.profile
    }

    /// What a part of the account's page shows.
    pub async fn sees_nuget_org(&self, profile: &str, tab: NugetOrgTab) -> NugetOrgPage {
        let profile = profile.to_owned();
        let view = self.act(Action::ShowNugetOrg { profile, tab }).await;
        at_nuget_org(&view).unwrap().clone()
    }

    /// Looks at the account again, and gives its page after the answer.
    pub async fn looks_again(&self, profile: &str) -> NugetOrgPage {
        let profile = profile.to_owned();
        self.act(Action::RefreshAccount { profile }).await;
        self.shows(quiet).await
    }
}

pub fn at_nuget_org(view: &View) -> Option<&NugetOrgPage> {
    match &view.page {
        Page::NugetOrg(page) => Some(page),
        _ => None,
    }
}

/// The page, while nothing is being asked.
pub fn quiet(view: &View) -> Option<&NugetOrgPage> {
    at_nuget_org(view).filter(|page| !page.refreshing)
}
