//! The site as the app asks it, against the stand-in: real HTTP on this computer, and every way to fail.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod assistance;
mod faults;
mod lagging;
mod looking;
mod looking_again;
mod polite;
mod very_many;

use contract::{
    Code, Problem,
    desktop::nuget_org::{PublicAccount, PublicPackage},
};
use nuget_org::{Addresses, Assisted, Looked, Site, http_client_for};
use stand_in::{Edit, StandIn};
use std::{sync::Arc, time::Duration};
use testkit::ManualClock;
use url::Url;

/// A stand-in with nobody in it, and the way to it.
async fn site() -> (StandIn, Site) {
    let stand_in = StandIn::start().await.unwrap();
    let site = site_at(&stand_in);
    (stand_in, site)
}

/// A way to it that remembers nothing.
fn site_at(stand_in: &StandIn) -> Site {
    let addresses = Addresses {
        gallery: Url::parse(&stand_in.gallery()).unwrap(),
        index: Url::parse(&stand_in.index()).unwrap(),
    };
    let http = http_client_for(&addresses).unwrap();
    Site::new(addresses, http)
        .with_clock(Arc::new(ManualClock::default()))
        .with_patience(Duration::from_secs(20))
}

/// One with `Bob`, who owns `Bob.One` with `Carol` and `Bob.Two` alone.
async fn bobs_site() -> (StandIn, Site) {
    let (stand_in, site) = site().await;
    stand_in.person("Bob", "bob.builder@example.org", &["bob@outlook.example"]);
    stand_in.person("Carol", "carol@example.org", &[]);
    stand_in.publish("Bob.One", "1.0.0", &["Carol", "Bob"]);
    stand_in.publish("Bob.Two", "2.0.0-beta.1", &["Bob"]);
    stand_in.publish("Carol.Own", "1.0.0", &["Carol"]);
    (stand_in, site)
}

async fn seen(site: &Site, username: &str) -> PublicAccount {
    found(site.look(username).await)
}

fn found(looked: Result<Looked, contract::Problem>) -> PublicAccount {
    match looked.unwrap() {
        Looked::Seen(account) => *account,
        Looked::NoProfile => panic!("no profile"),
    }
}

async fn refused(site: &Site, username: &str) -> Code {
    site.look(username).await.unwrap_err().code
}

fn package<'a>(account: &'a PublicAccount, id: &str) -> &'a PublicPackage {
    account.packages.iter().find(|package| package.id == id).unwrap()
}

fn ids(account: &PublicAccount) -> Vec<&str> {
    account.packages.iter().map(|package| package.id.as_str()).collect()
}

fn downloads(id: &str, downloads: u64) -> Edit {
    Edit::Standing {
        id: id.to_owned(),
        downloads,
        verified: false,
    }
}
