//! The account service: HTTP, storage, outbox.
//!
//! [`Service`] is the whole of it, to be embedded or run by the binary `nuget-accounts-service`. The rules are in the
//! crate `accounts`; here they are given rows, time and randomness, and what they decide is committed.

#[cfg(any(test, feature = "bulk-load"))]
pub mod bulk;
mod configuration;
mod gallery;
mod http;
mod listener;
pub mod maintenance;
mod metrics;
/// Test only: the rules said once more, beside which random sequences of commands are run.
#[cfg(test)]
mod model;
pub mod operator;
mod outbox;
mod owner;
mod pace;
mod password;
mod rate;
pub mod self_check;
mod service;
mod store;
mod tls;

pub use accounts::{key::KeyPolicy, seed as parts};
pub use configuration::{
    Configuration, ConfigurationError, Database, MailDelivery, MailFolder, MissingSignInTime, Network, NotANetwork,
    ProxyHeader, Serving, SmtpSecurity, SmtpServer, TlsFiles,
};
pub use http::openapi;
pub use outbox::OutgoingMail;
pub use service::{OpenError, SeedAccount, SeedError, SeedLogin, Service};
pub use store::{OpenStoreError, OutboxCounts, StoreCounts};
