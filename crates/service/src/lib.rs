//! The account service: HTTP, storage, outbox.
//!
//! [`Service`] is the whole of it, to be embedded or run by the binary `nuget-accounts-service`. The rules are in the
//! crate `accounts`; here they are given rows, time and randomness, and what they decide is committed.

mod configuration;
mod gallery;
mod http;
mod outbox;
mod password;
mod rate;
mod service;
mod store;

pub use configuration::{Configuration, ConfigurationError, Database, MailDelivery};
pub use outbox::OutgoingMail;
pub use password::HashingCounts;
pub use service::{OpenError, SeedAccount, SeedError, SeedLogin, Service};
pub use store::{OpenStoreError, StoreCounts};
