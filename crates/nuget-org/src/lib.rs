//! nuget.org as it can be used without an account API: what anybody can see of an account ([`Site::look`]), the site's own
//! sign-in assistance ([`Site::assist`]), and, pure, what became different between two looks
//! ([`differences`]) and when to look next ([`pace`]).
//!
//! Nothing is posted to the site but by the assistance, and that is done only after the person pressed
//! for them. No session of the site is ever used. Where the site's answer is not understood, nothing is claimed: a look
//! either holds or is a refusal that says why it does not.

mod assistance;
mod difference;
mod html;
mod index;
mod json;
mod look;
mod memory;
pub mod pace;
mod profile;
mod registration;
mod retry_after;
mod search;
mod site;
pub mod surface;
mod together;
mod transport;
mod username;

pub use assistance::{Assisted, Permit};
pub use difference::differences;
pub use look::Looked;
pub use site::{Site, http_client, http_client_for};
pub use surface::{Addresses, SitePage};
pub use username::username_in;
