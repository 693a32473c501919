//! The practice Microsoft sign-in and the practice gallery's cast.
//!
//! [`sign_in`] is a real OpenID Connect provider on a loopback port, with the pages that a person sees in the browser.
//! [`cast`] names the people who can sign in there. Nothing here reaches beyond this computer, and no password is ever
//! asked.

pub mod cast;
pub mod gallery;
pub mod sign_in;
