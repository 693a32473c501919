//! Where things are at nuget.org, what they are called and how they are recognised: the one place to edit when the site
//! changes. Each group says where it was read and when. "Source" is the gallery's own source code at its state of
//! 2026-08-17; "documentation" is the site's of 2026-08-07. `cargo xtask live-check` asks the live site whether the public
//! part still holds.

mod addresses;
mod page;

pub use addresses::Addresses;
pub(crate) use addresses::same_origin;
pub use page::SitePage;

/// The live site, where no variable says otherwise.
pub(crate) mod live {
    /// The gallery's pages (documentation).
    pub(crate) const GALLERY: &str = "https://www.nuget.org/";
    /// The V3 service index (documentation, "Service index").
    pub(crate) const INDEX: &str = "https://api.nuget.org/v3/index.json";
    /// The variable with another base of the pages.
    pub(crate) const GALLERY_VARIABLE: &str = "NUGET_ACCOUNTS_SITE";
    /// The variable with another service index.
    pub(crate) const INDEX_VARIABLE: &str = "NUGET_ACCOUNTS_SITE_INDEX";
}

/// What stands before the username in the address of a profile page (source: routes).
pub(crate) const PROFILES: &str = "/profiles/";

/// How a page of the site is recognised. Compared without regard to case.
pub(crate) mod mark {
    /// One of these is on every page: the folder of its styles and pictures, its brand, the address of its sign-in
    /// page (source: Views/Shared/Gallery/Layout, Header, Footer).
    pub(crate) const SITE: [&str; 3] = ["content/gallery/", "nuget gallery", "/users/account/logon"];
    /// Class of the main part of a profile page (source: Views/Users/Profiles).
    pub(crate) const PROFILE: &str = "page-profile";
    /// Class of the picture of an account, whose `title` is the username (source: ViewHelpers.GravatarImage).
    pub(crate) const PICTURE: &str = "owner-image";
    /// Between the brand and the page's own title, which on a profile page is the username (source: Layout).
    pub(crate) const TITLE_SEPARATOR: char = '|';
    /// One of these is on pages that want to know whether a person is asking (public documentation of the common
    /// captchas and fronts, 2026-08). Looked for only where the expected mark is missing, since some of the site's own
    /// pages carry a captcha besides.
    pub(crate) const CHALLENGE: [&str; 5] = [
        "captcha",
        "challenge-platform",
        "_incapsula_",
        "azure waf",
        "are you a robot",
    ];
}

/// The sign-in assistance (source: AuthenticationController.SignInAssistance, Views/Authentication/_SigninAssistance,
/// Scripts/gallery/page-signin.js).
pub(crate) mod assistance {
    /// Where it is posted.
    pub(crate) const ADDRESS: &str = "account/assistance";
    /// The form on the sign-in page that holds the anti-forgery field for scripts.
    pub(crate) const FORM: &str = "AntiForgeryForm";
    /// The anti-forgery field, and how the name of its cookie begins.
    pub(crate) const TOKEN: &str = "__RequestVerificationToken";
    /// The form's fields.
    pub(crate) const USERNAME: &str = "username";
    /// The whole address, in the second question.
    pub(crate) const EMAIL: &str = "providedEmailAddress";
    /// How the site says, without regard to case, that nobody has the username.
    pub(crate) const UNKNOWN: [&str; 2] = ["does not exist", "valid username"];
    /// That the address is not the account's.
    pub(crate) const MISMATCH: &str = "does not match";
    /// That it has no address for the account that could be used.
    pub(crate) const NO_ADDRESS: &str = "invalid email address";
    /// The status of a refused anti-forgery pair.
    pub(crate) const FORGERY_STATUS: u16 = 400;
}

/// The V3 API (documentation, "Service index", "Search", "Package metadata", "Rate limits"). The members of its
/// documents are the fields of the types in `index`, `search` and `registration`.
pub(crate) mod v3 {
    /// Type of the search service, before a version.
    pub(crate) const SEARCH: &str = "SearchQueryService";
    /// Type of the registrations, before a version. From 3.6.0 on they have packages of SemVer 2.0.0, and from 3.4.0 on
    /// they are compressed whatever the request says.
    pub(crate) const REGISTRATIONS: &str = "RegistrationsBaseUrl";
    /// The search term for an owner, before the username.
    pub(crate) const OWNER: &str = "owner:";
    /// The search term for one package, before its id.
    pub(crate) const PACKAGE: &str = "packageid:";
    /// With these, search answers with every listed package.
    pub(crate) const EVERYTHING: [(&str, &str); 2] = [("prerelease", "true"), ("semVerLevel", "2.0.0")];
    /// The search term for a word in the ids, before the word; together with an owner both must hold (documentation,
    /// "Find and evaluate packages", "Search syntax").
    pub(crate) const ID_WORD: &str = "id:";
    /// How many packages a page of the search has here, since each comes with all its versions.
    pub(crate) const PAGE: u32 = 100;
    /// How many it has at most.
    pub(crate) const LARGE_PAGE: u32 = 1000;
    /// How many packages can be skipped.
    pub(crate) const MOST_SKIPPED: u32 = 3000;
    /// How far search can be paged.
    pub(crate) const MOST: u32 = MOST_SKIPPED + LARGE_PAGE;
    /// The file of a package's registration, below its id in lower case.
    pub(crate) const REGISTRATION_FILE: &str = "index.json";
    /// The year in which an unlisted version says it was published.
    pub(crate) const UNLISTED_YEAR: &str = "1900-";
    /// How the answer 429 says in its text when to come back, in seconds: it has no `Retry-After`.
    pub(crate) const TRY_AGAIN_IN: &str = "try again in ";
}
