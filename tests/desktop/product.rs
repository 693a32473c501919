//! The real app in a real desktop session: what a person does, end to end.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

mod accessibility;
mod api_keys;
mod canary;
mod change_login;
mod contact;
mod convert;
mod delete_account;
mod drawn;
mod foreign_issuer;
mod instances;
mod keep_account;
mod keyboard;
mod keyring;
mod line;
mod links;
mod notified;
mod nuget_org;
mod on_its_way;
mod operator;
mod organizations;
mod package;
mod recover;
mod refusals;
mod sign_in;
mod site;
mod trouble;
mod two_factor;
mod undo_login;
mod waits;
mod way_back;
mod zoom;
