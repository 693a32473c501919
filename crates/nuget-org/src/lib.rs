//! nuget.org as it can be used without an account API: what anybody can see of an account ([`Site::look`]), the site's own
//! sign-in assistance ([`Site::masked_address`], [`Site::mail_logins`]), and, pure, what became different between two looks
//! ([`differences`]).
//!
//! Nothing is posted to the site but by the two calls of the assistance, and those are made only after the person pressed
//! for them. No session of the site is ever used.

mod difference;
mod site;
pub mod surface;

pub use difference::differences;
pub use site::{Looked, Site, http_client};
pub use surface::Addresses;
