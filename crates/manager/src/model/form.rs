//! What is typed on a page, and what is known of it, as long as the page needs it.

use contract::{
    Problem,
    desktop::{view::UsernameCheck, wizard::FieldName},
};

/// The page on which a gallery's address is typed.
#[derive(Clone, Debug, Default)]
pub struct GalleryForm {
    pub address: String,
    pub busy: bool,
    pub refusal: Option<Problem>,
}

/// The page on which the username of a nuget.org account is typed.
#[derive(Clone, Debug, Default)]
pub struct NugetOrgForm {
    pub username: String,
    pub busy: bool,
    pub refusal: Option<Problem>,
}

/// What a wizard's page shows beside its saved state; kept while the wizard is, whatever page is shown.
#[derive(Clone, Debug)]
pub struct WizardForm {
    pub busy: bool,
    pub refusal: Option<Problem>,
    pub username_check: UsernameCheck,
    /// What is known of the usernames in a guided wizard's fields.
    pub checks: Vec<(FieldName, UsernameCheck)>,
    /// The username that the gallery was asked about last, and where it stands.
    pub asked: Option<(FieldName, String)>,
    /// Whether a way back over loopback is open.
    pub loopback_open: bool,
}

impl Default for WizardForm {
    fn default() -> Self {
        Self {
            busy: false,
            refusal: None,
            username_check: UsernameCheck::NotAsked,
            checks: Vec::new(),
            asked: None,
            loopback_open: false,
        }
    }
}
