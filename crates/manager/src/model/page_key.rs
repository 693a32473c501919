//! Which page is shown, by name.

use contract::desktop::{
    nuget_org::NugetOrgTab,
    view::{AccountTab, ProfileId, SignedOut},
};

/// The page that is shown, by name; what it shows comes from the rest of the model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PageKey {
    #[default]
    Welcome,
    AddGallery,
    AddNugetOrg,
    NugetOrg(ProfileId, NugetOrgTab),
    Leaving(ProfileId),
    SignIn(String),
    Wizard(String),
    Trouble,
    Account(ProfileId, AccountTab),
    SignedOut(Box<SignedOut>),
    Mailbox,
    Settings,
}

impl PageKey {
    /// The form in which the page is remembered for the next start; pages that mean nothing then are not.
    pub fn to_setting(&self) -> String {
        match self {
            Self::SignIn(id) => format!("sign_in:{id}"),
            Self::Wizard(id) => format!("wizard:{id}"),
            Self::Account(profile, _) => format!("account:{profile}"),
            Self::SignedOut(report) => format!("account:{}", report.row.profile),
            Self::AddGallery => "add_gallery".to_owned(),
            Self::AddNugetOrg => "add_nuget_org".to_owned(),
            Self::Leaving(profile) => format!("leaving:{profile}"),
            Self::NugetOrg(profile, _) => format!("nuget_org:{profile}"),
            Self::Welcome | Self::Mailbox | Self::Settings | Self::Trouble => "welcome".to_owned(),
        }
    }

    /// Reads the remembered form; an unknown one is the welcome page.
    pub fn from_setting(text: &str) -> Self {
        match text.split_once(':') {
            Some(("sign_in", id)) => Self::SignIn(id.to_owned()),
            Some(("wizard", id)) => Self::Wizard(id.to_owned()),
            Some(("account", profile)) => Self::Account(profile.to_owned(), AccountTab::Overview),
            Some(("leaving", profile)) => Self::Leaving(profile.to_owned()),
            Some(("nuget_org", profile)) => Self::NugetOrg(profile.to_owned(), NugetOrgTab::Overview),
            None if text == "add_gallery" => Self::AddGallery,
            None if text == "add_nuget_org" => Self::AddNugetOrg,
            _ => Self::Welcome,
        }
    }
}
