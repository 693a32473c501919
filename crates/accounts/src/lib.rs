//! The rules of the gallery (`docs/rules.md`, whose numbers are cited here).
//!
//! A [`Command`] names the rows that it has to see ([`Need`]); whoever stores them loads these into a [`Snapshot`];
//! `decide` answers with [`Changes`], a closed list of writes to commit in one transaction, or with a [`Refusal`].
//! Nothing here reads a clock, a file or the network, and nothing waits: time and randomness come in as parameters.

pub mod account;
pub mod answer;
pub mod code;
pub mod command;
pub mod contact;
pub mod conversion;
pub mod deletion;
pub mod digest;
mod draft;
pub mod email;
pub mod entropy;
pub mod feed;
pub mod installation;
pub mod key;
pub mod letter;
pub mod login;
pub mod login_change;
pub mod mailed_act;
pub mod operator;
pub mod operator_list;
pub mod organization;
pub mod outbound;
pub mod package;
pub mod password;
pub mod preferences;
pub mod profile;
pub mod proof;
pub mod provider;
pub mod recovery;
pub mod recovery_code;
pub mod refusal;
pub mod register;
pub mod seed;
#[cfg(test)]
mod seeded;
pub mod session;
pub mod snapshot;
pub mod two_factor;
pub mod username;
pub mod write;

pub use command::{Changes, Command, Decision};
pub use contract::text;
pub use entropy::Entropy;
pub use refusal::Refusal;
pub use snapshot::{Need, Snapshot};
pub use write::{Guard, Write};
