//! Whether the live site still is what this package takes it for: `cargo xtask live-check`, by hand, never in a test. It
//! reads what the app reads and posts nothing. `NUGET_ACCOUNTS_SITE` and `NUGET_ACCOUNTS_SITE_INDEX` point it elsewhere.
#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

use contract::{Problem, desktop::nuget_org::PublicAccount};
use nuget_org::{Addresses, Looked, Site, SitePage, differences, http_client_for};
use std::process::ExitCode;

/// An account that everybody knows, with tens of packages, where no other is named.
const WELL_KNOWN: &str = "nuget";

/// A name that can be one, and that nobody has.
const NOBODY: &str = "nobody-has-this-name.0f4e7a1c-9b52-4d1e-8a37-6c0d5be2f913";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, reqwest::Error> {
    let username = std::env::args().nth(1).unwrap_or_else(|| WELL_KNOWN.to_owned());
    let addresses = Addresses::from_environment();
    println!("Asking {} and {}", addresses.gallery, addresses.index);
    let http = http_client_for(&addresses)?;
    let site = Site::new(addresses, http.clone());
    let mut check = Check::default();
    check.look(&site, &username).await;
    check.others(&site).await;
    for page in pages() {
        check.page(&site, &http, &page).await;
    }
    println!("\n{} held, {} did not", check.held, check.failed);
    Ok(if check.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// How much held so far.
#[derive(Default)]
struct Check {
    held: u32,
    failed: u32,
}

impl Check {
    fn says(&mut self, what: &str, held: bool, more: &str) {
        let (mark, count) = if held {
            ("held", &mut self.held)
        } else {
            ("DID NOT HOLD", &mut self.failed)
        };
        *count += 1;
        println!("  {mark:<13} {what}{}{more}", if more.is_empty() { "" } else { ": " });
    }

    fn refused(&mut self, what: &str, problem: &Problem) {
        self.says(what, false, &problem.to_string());
    }

    /// The profile page, the service index, search and registrations; and the same again, which costs less.
    async fn look(&mut self, site: &Site, username: &str) {
        let account = match site.look(username).await {
            Ok(Looked::Seen(account)) => *account,
            Ok(Looked::NoProfile) => return self.says("profile page of an account that lives", false, "not found"),
            Err(problem) => return self.refused("look", &problem),
        };
        self.says("profile page of an account that lives", true, &account.username);
        self.seen(&account);
        match site.look_again(username, &account).await {
            Ok(Looked::Seen(again)) => {
                let changes = differences(Some(&account), Some(&again));
                self.says("two looks in a row agree", changes.is_empty(), &format!("{changes:?}"));
            }
            Ok(Looked::NoProfile) => self.says("two looks in a row agree", false, "not found"),
            Err(problem) => self.refused("second look", &problem),
        }
    }

    fn seen(&mut self, account: &PublicAccount) {
        let packages = &account.packages;
        self.says(
            "search lists packages",
            !packages.is_empty(),
            &packages.len().to_string(),
        );
        self.says("all of them were read", account.complete, "");
        let known = packages.iter().filter(|package| !package.owners.is_empty()).count();
        self.says("search says the owners", known == packages.len(), &known.to_string());
        let dated = packages.iter().filter(|package| package.published.is_some()).count();
        self.says("registrations say when", dated > 0, &dated.to_string());
        let deprecated = packages.iter().filter(|package| package.deprecated).count();
        println!("  for your eyes {deprecated} of them are deprecated");
    }

    /// A name that nobody has, and the sign-in page's anti-forgery pair.
    async fn others(&mut self, site: &Site) {
        let what = "profile page of nobody is the site's own 404";
        match site.look(NOBODY).await {
            Ok(looked) => self.says(what, looked == Looked::NoProfile, ""),
            Err(problem) => self.refused(what, &problem),
        }
        let what = "sign-in page has the anti-forgery field and its cookie";
        match site.offers_assistance().await {
            Ok(()) => self.says(what, true, ""),
            Err(problem) => self.refused(what, &problem),
        }
    }

    /// A page that a person is led to: without a session it is there, or leads to the sign-in page.
    async fn page(&mut self, site: &Site, http: &reqwest::Client, page: &SitePage) {
        let address = page.address(site.addresses());
        let what = format!("{page:?} is there");
        match http.get(address).send().await {
            Ok(answer) => {
                let status = answer.status();
                self.says(&what, status.is_success() || status.is_redirection(), status.as_str());
            }
            Err(error) => self.says(&what, false, &error.without_url().to_string()),
        }
    }
}

/// Those whose opening does nothing.
fn pages() -> Vec<SitePage> {
    vec![
        SitePage::Home,
        SitePage::SignIn,
        SitePage::Settings,
        SitePage::DeleteAccount,
        SitePage::Transform,
        SitePage::Organizations,
        SitePage::NewOrganization,
        SitePage::Packages,
        SitePage::ApiKeys,
        SitePage::TrustedPublishing,
        SitePage::Contact,
    ]
}
