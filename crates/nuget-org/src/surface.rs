//! Where things are at nuget.org, what they are called and how they are recognised: the one place to edit when the site
//! changes. Seen in the gallery's source of 2026-08-17 and on the site's documentation of 2026-08-07.

use url::Url;

/// The base addresses. Settings, so that tests and a company's mirror can stand in for the live site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The gallery's pages: `https://www.nuget.org/`.
    pub gallery: Url,
    /// The V3 service index: `https://api.nuget.org/v3/index.json`.
    pub index: Url,
}

/// The live site, read when neither variable says otherwise.
const LIVE: (&str, &str) = ("https://www.nuget.org/", "https://api.nuget.org/v3/index.json");

impl Addresses {
    /// Those of the live site, or what `NUGET_ACCOUNTS_SITE` and `NUGET_ACCOUNTS_SITE_INDEX` say instead. A text that is no
    /// address counts as none.
    #[must_use]
    pub fn from_environment() -> Self {
        let read = |name: &str| std::env::var(name).ok().and_then(|text| Url::parse(&text).ok());
        Self {
            gallery: read("NUGET_ACCOUNTS_SITE").unwrap_or_else(|| parsed(LIVE.0)),
            index: read("NUGET_ACCOUNTS_SITE_INDEX").unwrap_or_else(|| parsed(LIVE.1)),
        }
    }
}

/// A constant of this file.
#[expect(clippy::expect_used, reason = "the texts stand above, and a test reads them")]
fn parsed(text: &str) -> Url {
    Url::parse(text).expect("an address")
}
