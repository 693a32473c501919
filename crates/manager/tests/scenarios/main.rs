//! The app as a person meets it, without its window: the real gallery service, the real practice sign-in, the real vault
//! and databases; only browser, clipboard, notifications and window are played.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod account;
mod canary;
mod change_login;
mod contact_email;
mod convert;
mod delete_account;
mod events;
mod galleries;
mod guided;
mod guided_faults;
mod health;
mod keep_account;
mod keyring;
mod links;
mod loopback;
mod mailed_code;
mod news;
mod nuget_org;
mod nuget_org_restart;
mod nuget_org_watch;
mod organizations;
mod pasting;
mod recover;
mod recover_convert;
mod recovery_codes;
mod refusals;
mod register;
mod restart;
mod sign_in;
mod sign_out;
mod support;
mod time;
mod two_factor;
mod undo_login;
mod unmanaged_tenant;
mod wizards_kept;
