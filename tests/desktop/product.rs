//! The real app in a real desktop session: what a person does, end to end.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod accessibility;
mod canary;
mod change_login;
mod foreign_issuer;
mod instances;
mod keyboard;
mod keyring;
mod links;
mod nuget_org;
mod package;
mod recover;
mod sign_in;
mod two_factor;
