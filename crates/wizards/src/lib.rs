//! The guided wizards: pure state machines, one question per page.
//!
//! A machine is given an [`Input`] and answers with its next state. What it needs of the world it does not do but wants
//! ([`Want`]): a sign-in in the browser, or a call to the gallery. So it can be saved after every step and go on where it
//! was, days later too: a state that wants something wants it again. What it shows is a
//! [`contract::desktop::wizard::Sheet`], whose words are the window's.
//!
//! No secret is in a state: what is typed into a secret field, the secrets of proofs and the tokens of sessions stay with
//! the app, and a call only names them.

pub mod answer_conversion;
pub mod answer_invitation;
pub mod answer_offer;
mod answering;
pub mod api_keys;
pub mod call;
pub mod change_login;
pub mod contact_email;
pub mod convert;
pub mod decision;
pub mod delete_account;
pub mod find_login;
pub mod guided;
mod handing_over;
pub mod input;
pub mod keep_account;
pub mod machine;
mod made_codes;
pub mod mail_choices;
pub mod mailed_code;
pub mod members;
pub mod organization;
mod page;
pub mod proofs;
pub mod reading;
pub mod recover;
pub mod recovery_codes;
pub mod scene;
mod standing;
mod stop;
pub mod two_factor;
pub mod undo_login;
pub mod unmanaged_tenant;
pub mod username;
pub mod wizard;

pub use call::{Answer, Call, Current, DecideBy, Logins, OwnersOf, Request, SessionOf, SiteRequest};
pub use decision::Decision;
pub use input::Input;
pub use machine::{Machine, Want};
pub use proofs::{Proofs, Proved, Slot};
pub use scene::Scene;
pub use wizard::{KeptRequest, Wizard};
